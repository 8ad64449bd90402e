"""The open vault file: its lock, its database thread, and the keys while it is unlocked.

The one place where what SQLite says of a bad file becomes what the vault says of it.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import Any, Final, TypeVar

from kriptik_desktop.core.database import Database
from kriptik_desktop.core.database_file import DatabaseDamaged
from kriptik_desktop.vault import files, store
from kriptik_desktop.vault.audit import Moment, note
from kriptik_desktop.vault.crypto import Key, join
from kriptik_desktop.vault.errors import VaultDamaged, VaultIsLocked, VaultMissing, VaultNotOpen
from kriptik_desktop.vault.format import APPLICATION_ID, DOMAIN, META, SLOT, create_tables
from kriptik_desktop.vault.keys import VaultKeys
from kriptik_desktop.vault.model import Actor
from kriptik_desktop.vault.seal import SealedState
from kriptik_desktop.vault.slots import Slot, open_slot

T = TypeVar("T")
FIRST_EPOCH: Final = 1


def bound_to(vault_id: bytes, epoch: int) -> bytes:
    """Return what everything of one epoch of one vault is bound to."""
    return join(DOMAIN, vault_id, epoch.to_bytes(8, "big"))


class VaultFile:
    """One vault on disk, held by this process alone."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.keys: VaultKeys | None = None
        self._lock = files.VaultLockFile(path)
        self._database: Database | None = None
        self.held = False
        self._free = asyncio.Event()
        self._free.set()

    @property
    def exists(self) -> bool:
        """Whether there is a vault."""
        return self._database is not None

    async def open(self) -> None:
        """Take the lock and look at the file, if there is one.

        Raises VaultBusy, VaultRefused, VaultDamaged, VaultTooNew.
        """
        files.prepare_folder(self.path.parent)
        self._lock.take()
        try:
            files.clear_unfinished(self.path)
            if files.check_file(self.path):
                await self._open_database()
        except BaseException:
            await self.close()
            raise
        self.held = True

    async def _open_database(self) -> None:
        self._database = await _guarded(
            Database.open(self.path, journal="truncate", application_id=APPLICATION_ID), self.path
        )
        size = await self.plain(store.claim)
        if self.path.stat().st_size < size:
            raise VaultDamaged("the file ends early")
        await self.plain(store.read_header)
        await self.plain(store.read_slots)

    async def close(self) -> None:
        """Close the file and let others have it; closing twice is fine."""
        database, self._database, self.held = self._database, None, False
        try:
            if database is not None:
                await database.close()
        finally:
            self._lock.release()

    async def plain(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Run ``work``, which needs no keys, in the file's thread."""
        if self._database is None:
            raise VaultMissing if self.held else VaultNotOpen
        return await _guarded(self._database.read(work), self.path)

    async def read(self, work: Callable[[sqlite3.Connection, VaultKeys], T]) -> T:
        """Run ``work`` in the file's thread.

        Raises VaultIsLocked, VaultDamaged, and what ``work`` raises.
        """
        await self._free.wait()
        database, keys = self._unlocked()
        return await _guarded(database.read(lambda connection: work(connection, keys)), self.path)

    async def write(self, work: Callable[[store.Change], T]) -> T:
        """Run ``work`` in a transaction that ends with the seal, and return its result once it is durable.

        Raises VaultIsLocked, VaultDamaged, the database's DiskFull and DatabaseUnavailable, and what ``work`` raises.
        """
        await self._free.wait()
        database, keys = self._unlocked()

        def job(connection: sqlite3.Connection) -> T:
            change = store.Change(connection, keys)
            result = work(change)
            change.finish()
            return result

        return await _guarded(database.write(job), self.path)

    async def exchange(self, work: Callable[[sqlite3.Connection, VaultKeys], VaultKeys]) -> None:
        """Run ``work`` in a transaction of its own; the keys that it returns are the vault's from the commit on.

        What was asked for before ends first, and what is asked for meanwhile waits: it would find rows that its keys
        do not open. Raises VaultIsLocked, VaultDamaged, the database's DiskFull and DatabaseUnavailable, and what
        ``work`` raises; the keys stay as they were then.
        """
        database, keys = self._unlocked()
        self._free.clear()
        try:
            await database.read(lambda connection: None)
            self.keys = await _guarded(database.write(lambda connection: work(connection, keys)), self.path)
            await database.read(lambda connection: keys.wipe())
        finally:
            self._free.set()

    def _unlocked(self) -> tuple[Database, VaultKeys]:
        if self._database is None:
            raise VaultIsLocked if self.held else VaultNotOpen
        if self.keys is None:
            raise VaultIsLocked
        return self._database, self.keys

    async def unwrap(self, slot: Slot, key: Key) -> Key:
        """Return the root key that ``slot`` wraps.

        Raises WrongKey, VaultDamaged.
        """

        def work(connection: sqlite3.Connection) -> Key:
            return open_slot(slot, key, bound_to(*store.read_header(connection)))

        return await self.plain(work)

    async def admit(self, root: Key) -> None:
        """Make the keys and keep them if the whole file fits its seal.

        Raises VaultDamaged.
        """

        def work(connection: sqlite3.Connection) -> VaultKeys:
            keys = VaultKeys(root, *store.read_header(connection))
            try:
                store.verify(connection, keys)
            except BaseException:
                keys.wipe()
                raise
            return keys

        self.keys = await self.plain(work)

    async def forget_keys(self) -> None:
        """Overwrite the keys after the work that was asked for before."""
        keys, self.keys = self.keys, None
        if keys is not None and self._database is not None:
            await self._database.read(lambda connection: keys.wipe())

    async def create(self, root: Key, vault_id: bytes, slots: Sequence[Slot], moment: Moment, actor: Actor) -> None:
        """Write a new vault beside its place and move it there whole; then open and check it.

        Raises the database's DiskFull and DatabaseUnavailable, VaultRefused.
        """
        fresh = self.path.with_name(self.path.name + ".new")

        def work(connection: sqlite3.Connection) -> None:
            create_tables(connection)
            change = store.Change(connection, VaultKeys(root, vault_id, FIRST_EPOCH), SealedState())
            for row in store.header_rows(vault_id, FIRST_EPOCH, moment.at_ms):
                change.add(META, row)
            for slot in slots:
                change.add(SLOT, slot.row())
            note(change, moment, actor, "create")
            change.finish()

        try:
            database = await Database.open(fresh, journal="truncate", schema=work, application_id=APPLICATION_ID)
            await database.close()
            files.set_aside_journal(self.path, moment.at_ms)
            fresh.rename(self.path)
        finally:
            files.clear_unfinished(self.path)
        files.sync_folder(self.path.parent)
        await self._open_database()
        await self.admit(root)


async def _guarded(running: Coroutine[Any, Any, T], path: Path) -> T:
    try:
        return await running
    except DatabaseDamaged as error:
        raise VaultDamaged(error.message.removeprefix(f"{path} is damaged: ").rstrip(".")) from None
    except sqlite3.ProgrammingError:
        raise
    except sqlite3.Error as error:
        raise VaultDamaged(f"it cannot be read ({error})") from None
