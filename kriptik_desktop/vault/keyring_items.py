"""The items of one vault in the system keyring: there before a slot relies on them, gone after no slot does.

Vault and keyring cannot change in one transaction, so the vault notes an item before it is made and until it is
deleted; a process that was killed between the two leaves a note, and the next unlocking tidies up.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Final

from kriptik_desktop.core.errors import KriptikError
from kriptik_desktop.vault import meta, store
from kriptik_desktop.vault.crypto import Key
from kriptik_desktop.vault.errors import VaultIsLocked
from kriptik_desktop.vault.keyring import KeyringPort
from kriptik_desktop.vault.vault_file import VaultFile

_log = logging.getLogger(__name__)

_NOTE: Final = "keyring_left"
_REMEMBERED: Final = 6
"""As many ids as one row of ``meta`` has room for."""


def item_name(vault_id: str, slot_id: str) -> str:
    """Return the name of the keyring item that opens one slot."""
    return f"{vault_id}/{slot_id}"


def left(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the ids of slots whose items may be in the keyring without need."""
    return tuple((meta.get(connection, _NOTE) or b"").decode("ascii", "replace").split())


def leave(change: store.Change, slot_ids: Iterable[str]) -> None:
    """Note items that no slot relies on, or not yet."""
    ids = dict.fromkeys((*left(change.connection), *slot_ids))
    meta.put(change, _NOTE, " ".join([*ids][-_REMEMBERED:]).encode())


class KeyringItems:
    """Makes and deletes the items of one vault."""

    def __init__(self, file: VaultFile, keyring: KeyringPort) -> None:
        self._file = file
        self._keyring = keyring

    async def make(self, slot_id: str, key: Key) -> None:
        """Keep ``key`` in the keyring for a slot that will be written next; an older item of it is replaced.

        Raises KeyringUnavailable, VaultIsLocked, DiskFull.
        """
        await self._file.write(lambda change: leave(change, (slot_id,)))
        await self._keyring.store(self._name(slot_id), key)

    async def tidy(self) -> None:
        """Delete the items that no slot relies on; what cannot be deleted now stays noted for the next time.

        Not to be called while an item is being made.
        """
        try:
            ids = await self._file.read(lambda connection, keys: left(connection))
            if not ids:
                return
            used = {slot.id for slot in await self._file.plain(store.read_slots)}
            for slot_id in set(ids) - used:
                await self._keyring.delete(self._name(slot_id))
            await self._file.write(lambda change: _forget(change, ids))
        except KriptikError as error:
            _log.info("old items stay in the system keyring for now: %s", error.code)

    def _name(self, slot_id: str) -> str:
        keys = self._file.keys
        if keys is None:
            raise VaultIsLocked
        return item_name(keys.vault_id.decode(errors="replace"), slot_id)


def _forget(change: store.Change, slot_ids: Sequence[str]) -> None:
    remaining = [slot_id for slot_id in left(change.connection) if slot_id not in slot_ids]
    meta.put(change, _NOTE, " ".join(remaining).encode())
