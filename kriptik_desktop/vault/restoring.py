"""Putting a backup in the vault's place.

The backup is copied next to the vault first, opened, read to its last row and brought ahead of what the anchors know;
only then does one rename make it the vault. Whatever fails or is killed before that leaves the old vault, and after it
the new one is whole.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import stat
from collections.abc import Awaitable
from contextlib import suppress
from pathlib import Path
from typing import Final, TypeVar

from kriptik_desktop.core.database_file import DatabaseRefused
from kriptik_desktop.core.errors import KriptikError
from kriptik_desktop.core.new_file import sync_folder
from kriptik_desktop.core.paths import private_folder
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.vault import backup_files, files, store
from kriptik_desktop.vault.audit import note
from kriptik_desktop.vault.checks import check_whole
from kriptik_desktop.vault.crypto import Key
from kriptik_desktop.vault.errors import (
    BackupDamaged,
    BackupRefused,
    VaultDamaged,
    VaultNotOpen,
)
from kriptik_desktop.vault.events import VaultUnlocked
from kriptik_desktop.vault.model import Actor
from kriptik_desktop.vault.parts import VaultParts
from kriptik_desktop.vault.vault_file import VaultFile

T = TypeVar("T")
_SIZE_LIMIT: Final = 4 << 30


class Restoring:
    """One restoring, from the chosen file to the unlocked vault."""

    def __init__(self, parts: VaultParts, folder: Path, actor: Actor) -> None:
        self._parts = parts
        self._folder = folder
        self._actor = actor
        self._present = parts.file.path
        self._fresh = VaultFile(self._present.with_name(self._present.name + ".new-restored"), parts.file.formats)

    async def run(self, path: Path, *, password: Secret | None, kit: Secret | None) -> None:
        """Restore ``path`` with the password, the kit or, where both are None, the keyring.

        Raises as ``Backups.restore`` says.
        """
        await self._may_begin()
        try:
            await asyncio.to_thread(_take_copy, path, self._fresh.path)
            root = await self._speaking_of(path, self._opened(password, kit))
            await self._require_same_vault()
            await self._parts.lock(self._actor)
            async with self._parts.turn:
                await self._exchange(path, root)
                if password is not None or kit is not None:
                    self._parts.presence.seen()
        finally:
            await self._fresh.forget_keys()
            await self._fresh.close()
            await asyncio.to_thread(files.clear_unfinished, self._present)
        self._parts.bus.publish(VaultUnlocked())

    async def _may_begin(self) -> None:
        file = self._parts.file
        if not file.held:
            raise VaultNotOpen
        file.require_writable()
        if file.keys is not None:
            await self._parts.require_presence(self._actor)

    async def _opened(self, password: Secret | None, kit: Secret | None) -> Key:
        await self._fresh.open()
        doors = self._parts.doors_to(self._fresh)
        if password is not None:
            root = await doors.by_password(password)
        elif kit is not None:
            root = await doors.by_recovery(kit)
        else:
            root = await doors.by_keyring()
        await self._fresh.admit(root)
        await self._fresh.read(check_whole)
        return root

    async def _speaking_of(self, path: Path, running: Awaitable[T]) -> T:
        """Say of the chosen file what is wrong with the copy of it."""
        try:
            return await running
        except VaultDamaged as error:
            why = error.why
        except DatabaseRefused:
            raise _no_backup(path, "it is a database of another program") from None
        raise BackupDamaged(str(path), why.replace(str(self._fresh.path), "it")) from None

    async def _require_same_vault(self) -> None:
        """A vault that can be read is never exchanged for another one, as that is rarely what was meant."""
        present = None
        with suppress(KriptikError):
            present, _ = await self._parts.file.header()
        theirs, _ = await self._fresh.header()
        if present not in (None, theirs):
            raise BackupRefused(
                "of_another_vault",
                "This is a backup of another vault than the one in use; nothing was changed.",
                "To use it all the same, delete the present vault first (after a backup of it), then restore.",
            )

    async def _exchange(self, path: Path, root: Key) -> None:
        file = self._parts.file
        await file.forget_keys()
        mark = backup_files.vault_mark((await self._fresh.header())[0])
        await self._get_ahead(path)
        await self._fresh.forget_keys()
        await self._fresh.close()
        now = self._parts.clock.now_ms()
        await file.swap(lambda: _put_in_place(self._fresh.path, self._present, self._folder, mark, now))
        await file.admit(root)
        await self._parts.anchors.write()

    async def _get_ahead(self, path: Path) -> None:
        """The copy is older than the anchors on purpose, which is noted in the copy itself before it counts."""
        known, moment = await self._parts.anchors.known(self._fresh), self._parts.now()

        def work(change: store.Change) -> None:
            state = change.state
            found = state.generation
            state.generation = max([found, *(anchor.generation for anchor in known)])
            note(change, moment, self._actor, "restore", backup=path.name[:200], generation=found)

        await self._fresh.write(work)


def _no_backup(path: Path, why: str) -> BackupRefused:
    return BackupRefused(
        "not_one", f"{path} is no backup of a vault: {why}.", "The vault was not touched. Choose another file."
    )


def _take_copy(source: Path, target: Path) -> None:
    """Copy the chosen file, so that it can be on any disk and nobody can change it between checking and using it.

    Raises BackupRefused, BackupUnavailable, DiskFull.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
    flags |= getattr(os, "O_BINARY", 0)
    if source.is_symlink():
        raise _no_backup(source, "it is a symbolic link")
    with backup_files.speaking_of(source):
        descriptor = os.open(source, flags)
    try:
        _require_plain(source, os.fstat(descriptor))
    except BaseException:
        os.close(descriptor)
        raise
    with os.fdopen(descriptor, "rb") as file:
        files.clear_unfinished(target.with_name(target.name.removesuffix(".new-restored")))
        backup_files.prepare_partial(target)
        with backup_files.speaking_of(target), target.open("r+b") as copy:
            shutil.copyfileobj(file, copy)
            copy.flush()
            os.fsync(copy.fileno())


def _require_plain(source: Path, found: os.stat_result) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise _no_backup(source, "it is not a plain file")
    if found.st_size > _SIZE_LIMIT:
        raise _no_backup(source, f"it is larger than {_SIZE_LIMIT >> 30} GiB")


def _put_in_place(fresh: Path, present: Path, folder: Path, mark: str, now: int) -> None:
    """Keep the present file among the backups and let the fresh one take its name in one step.

    A journal that a crash left beside the present file must not be played into the fresh one, so it goes first, and
    with the file that it belongs to.
    """
    with backup_files.speaking_of(present):
        if os.path.lexists(present):
            _set_aside(present, folder, mark, now)
        files.set_aside_journal(present, now)
        fresh.replace(present)
        sync_folder(present.parent)


def _set_aside(present: Path, folder: Path, mark: str, now: int) -> None:
    private_folder(folder)
    number = backup_files.next_number(folder)
    name = backup_files.backup_name(number, now, mark, None, "before restore", backup_files.UNCHECKED)
    aside = folder / name
    try:
        os.link(present, aside)
    except OSError:
        backup_files.prepare_partial(aside)
        shutil.copyfile(present, aside)
        backup_files.sync_file(aside)
    sync_folder(folder)
    journal = present.with_name(present.name + "-journal")
    if journal.is_file() and journal.stat().st_size:
        shutil.copyfile(journal, aside.with_name(aside.name + "-journal"))
