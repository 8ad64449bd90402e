"""Deleting everything that belongs to a vault, here and in the keyring.

The keyring's keys go first and the file's lock last: whatever is cut short leaves a vault that is still there and can
be deleted again, never files that nothing refers to. What lies on the disk is unlinked; only the keys' absence makes
it unreadable, and who holds the recovery kit and an older copy of the file has a vault.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from pathlib import Path
from typing import Final

from kriptik_desktop.core.errors import KriptikError
from kriptik_desktop.core.new_file import sync_folder
from kriptik_desktop.vault import files, keyring_items, store
from kriptik_desktop.vault.anchor import anchor_item
from kriptik_desktop.vault.audit import note
from kriptik_desktop.vault.backup_files import backups_in, clear_partial, speaking_of
from kriptik_desktop.vault.errors import NotConfirmed, VaultMissing, VaultNotOpen
from kriptik_desktop.vault.model import Actor
from kriptik_desktop.vault.parts import VaultParts

CONFIRMATION: Final = "delete everything"
_log = logging.getLogger(__name__)


async def destroy(parts: VaultParts, folder: Path, actor: Actor, confirm: str) -> tuple[str, ...]:
    """Delete the vault with its backups, anchors and keyring items; return what could not be deleted, in words.

    A locked or damaged vault needs no more than the words of ``CONFIRMATION``. Raises NotConfirmed, VaultMissing,
    ReauthenticationNeeded where it is unlocked, VaultReadOnly, and BackupUnavailable where a file cannot be deleted.
    """
    file = parts.file
    if confirm != CONFIRMATION:
        raise NotConfirmed(CONFIRMATION)
    if not file.held:
        raise VaultNotOpen
    if not file.exists:
        raise VaultMissing
    file.require_writable()
    if file.keys is not None:
        await parts.require_presence(actor)
        await _note(parts, actor)
        await parts.lock(actor)
    async with parts.turn:
        await file.forget_keys()
        left = await _empty_keyring(parts)
        with speaking_of(file.path):
            await parts.anchors.forget()
        await file.remove(lambda: _delete(file.path, folder))
    return left


async def _note(parts: VaultParts, actor: Actor) -> None:
    """The row speaks where the deleting is cut short, and in nothing else."""
    moment = parts.now()
    with suppress(KriptikError):
        await parts.file.write(lambda change: note(change, moment, actor, "destroy"))


async def _empty_keyring(parts: VaultParts) -> tuple[str, ...]:
    """Delete this vault's items; a keyring that does not answer keeps keys to files that are no more."""
    try:
        vault_id, _ = await parts.file.header()
        slots = await parts.file.plain(store.read_slots)
        noted = await parts.file.plain(keyring_items.left)
    except KriptikError:
        return ("the vault's keys in the system keyring, as the damaged file no longer says which they are",)
    name = vault_id.decode(errors="replace")
    of_slots = [slot.id for slot in slots if slot.kind == "keyring"]
    items = [keyring_items.item_name(name, each) for each in (*of_slots, *noted)]
    if of_slots:
        items.append(anchor_item(vault_id))
    try:
        for item in dict.fromkeys(items):
            await parts.keyring.delete(item)
    except KriptikError as error:
        _log.warning("keys of the deleted vault stay in the system keyring: %s", error.message)
        return (f"the vault's keys in the system keyring: {error.message}",)
    return ()


def _delete(path: Path, folder: Path) -> None:
    with speaking_of(path):
        for backup in backups_in(folder, check=False):
            for each in (backup.path, backup.path.with_name(backup.path.name + "-journal")):
                each.unlink(missing_ok=True)
        clear_partial(folder)
        with suppress(OSError):
            folder.rmdir()
        for journal in path.parent.glob(path.name + "-journal*"):
            journal.unlink(missing_ok=True)
        files.clear_unfinished(path)
        path.unlink(missing_ok=True)
        sync_folder(path.parent)
