"""The open vault file: its lock, its database thread, and the keys while it is unlocked.

The one place where what SQLite says of a bad file becomes what the vault says of it.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from pathlib import Path
from typing import Any, Final, TypeVar

from kriptik_desktop.core.database import Database
from kriptik_desktop.core.database_file import DatabaseDamaged
from kriptik_desktop.core.errors import KriptikError
from kriptik_desktop.core.new_file import sync_folder
from kriptik_desktop.vault import files, store
from kriptik_desktop.vault.audit import Moment, note
from kriptik_desktop.vault.crypto import Key, join
from kriptik_desktop.vault.errors import VaultDamaged, VaultIsLocked, VaultMissing, VaultNotOpen, VaultReadOnly
from kriptik_desktop.vault.format import APPLICATION_ID, CREDENTIAL, DOMAIN, META, SLOT, create_tables
from kriptik_desktop.vault.keys import VaultKeys
from kriptik_desktop.vault.migration import Formats
from kriptik_desktop.vault.model import Actor
from kriptik_desktop.vault.seal import SealedState
from kriptik_desktop.vault.slots import Slot

T = TypeVar("T")
FIRST_EPOCH: Final = 1


def bound_to(vault_id: bytes, epoch: int) -> bytes:
    """Return what everything of one epoch of one vault is bound to."""
    return join(DOMAIN, vault_id, epoch.to_bytes(8, "big"))


async def _no_copy() -> None:
    """A vault that is a copy itself needs none."""


class VaultFile:
    """One vault on disk, held by this process alone."""

    def __init__(self, path: Path, formats: Formats | None = None) -> None:
        self.path = path
        self.keys: VaultKeys | None = None
        self.held = False
        self.exists = False
        """Whether there is a vault, be it damaged or not."""
        self.read_only = ""
        """Why nothing can be written, empty where it can."""
        self.fault: VaultDamaged | None = None
        """What is wrong with a file that is held in spite of its damage."""
        self.on_commit: Callable[[set[str]], None] = lambda touched: None
        """Called after each commit with the names of the tables that it changed."""
        self.formats = formats or Formats()
        self._lock = files.VaultLockFile(path)
        self._removed = False
        self._database: Database | None = None
        self._free = asyncio.Event()
        self._free.set()

    async def open(self, *, damaged_too: bool = False) -> None:
        """Take the lock and look at the file, if there is one.

        With ``damaged_too`` a damaged file is held nevertheless, so that a backup can take its place; ``fault`` says
        then what is wrong. Raises VaultBusy, VaultRefused, VaultDamaged, VaultTooNew.
        """
        files.prepare_folder(self.path.parent)
        self.read_only = self._lock.take()
        try:
            files.clear_unfinished(self.path)
            await self._look(damaged_too=damaged_too)
        except BaseException:
            await self.close()
            raise
        self.held = True

    async def _look(self, *, damaged_too: bool) -> None:
        try:
            if files.check_file(self.path):
                await self._open_database()
        except VaultDamaged as error:
            if not damaged_too:
                raise
            await self._close_database()
            self.fault, self.exists = error, True

    async def _open_database(self) -> None:
        self.read_only = self.read_only or files.why_read_only(self.path)
        if self.read_only:
            files.refuse_unfinished(self.path)
        opening = Database.open(
            self.path, journal="truncate", application_id=APPLICATION_ID, read_only=bool(self.read_only)
        )
        self._database = await _guarded(opening, self.path)
        size = await self.plain(store.claim)
        if self.path.stat().st_size < size:
            raise VaultDamaged("the file ends early")
        await self.header()
        await self.plain(store.read_slots)
        self.exists, self.fault = True, None

    async def close(self) -> None:
        """Close the file and let others have it; closing twice is fine."""
        self.held, self.exists, self.fault = False, False, None
        try:
            await self._close_database()
        finally:
            if self._removed and not self.path.exists():
                self._lock.remove()
            self._lock.release()

    async def _close_database(self) -> None:
        database, self._database = self._database, None
        if database is not None:
            await database.close()

    async def swap(self, exchange: Callable[[], None]) -> None:
        """Let ``exchange``, which blocks, put another file in this one's place while the lock is held; then open that.

        The keys must be forgotten before. Raises what ``exchange`` raises, with the old file open again.
        """
        await self._close_database()
        try:
            await asyncio.to_thread(exchange)
        finally:
            self.fault = None
            await self._look(damaged_too=True)

    async def remove(self, delete: Callable[[], None]) -> None:
        """Let ``delete``, which blocks, delete the vault's files while the lock is held; there is no vault after it."""
        await self._close_database()
        try:
            await asyncio.to_thread(delete)
        except BaseException:
            await self._look(damaged_too=True)
            raise
        self.exists, self.fault, self._removed = False, None, True

    async def header(self) -> tuple[bytes, int]:
        """Return the vault's id and epoch.

        Raises VaultMissing, VaultDamaged, VaultTooNew.
        """
        return await self.plain(lambda connection: store.read_header(connection, self.formats.tables))

    async def plain(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Run ``work``, which needs no keys, in the file's thread."""
        if self._database is None:
            raise self._missing()
        return await _guarded(self._database.read(work), self.path)

    def _missing(self) -> KriptikError:
        if self.fault is not None:
            return self.fault
        return VaultMissing() if self.held and not self.exists else VaultNotOpen()

    async def read(self, work: Callable[[sqlite3.Connection, VaultKeys], T]) -> T:
        """Run ``work`` in the file's thread.

        Raises VaultIsLocked, VaultDamaged, and what ``work`` raises.
        """
        await self._free.wait()
        database, keys = self._unlocked()
        return await _guarded(database.read(lambda connection: work(connection, keys)), self.path)

    async def write(self, work: Callable[[store.Change], T]) -> T:
        """Run ``work`` in a transaction that ends with the seal, and return its result once it is durable.

        Raises VaultIsLocked, VaultReadOnly, VaultDamaged, the database's DiskFull and DatabaseUnavailable, and what
        ``work`` raises.
        """
        await self._free.wait()
        database, keys = self._writable()

        def job(connection: sqlite3.Connection) -> tuple[T, set[str]]:
            change = store.Change(connection, keys)
            result = work(change)
            change.finish()
            return result, change.touched

        result, touched = await _guarded(database.write(job), self.path)
        if touched:
            self.on_commit(touched)
        return result

    async def exchange(self, work: Callable[[sqlite3.Connection, VaultKeys], VaultKeys]) -> None:
        """Run ``work`` in a transaction of its own; the keys that it returns are the vault's from the commit on.

        What was asked for before ends first, and what is asked for meanwhile waits: it would find rows that its keys
        do not open. Raises VaultIsLocked, VaultReadOnly, VaultDamaged, the database's DiskFull and DatabaseUnavailable,
        and what ``work`` raises; the keys stay as they were then.
        """
        database, keys = self._writable()
        self._free.clear()
        try:
            await database.read(lambda connection: None)
            self.keys = await _guarded(database.write(lambda connection: work(connection, keys)), self.path)
            await database.read(lambda connection: keys.wipe())
        finally:
            self._free.set()
        self.on_commit({CREDENTIAL.name})

    def _writable(self) -> tuple[Database, VaultKeys]:
        found = self._unlocked()
        self.require_writable()
        return found

    def require_writable(self) -> None:
        """Raise VaultReadOnly where nothing can be changed, for work that does something else first."""
        if self.read_only:
            raise VaultReadOnly(self.read_only)

    def _unlocked(self) -> tuple[Database, VaultKeys]:
        if self._database is None:
            raise VaultIsLocked if self.held else VaultNotOpen
        if self.keys is None:
            raise VaultIsLocked
        return self._database, self.keys

    async def admit(self, root: Key, keep_copy: Callable[[], Awaitable[object]] = _no_copy) -> None:
        """Make the keys and keep them if the whole file fits its seal; a file of an earlier format is brought up then.

        ``keep_copy`` is awaited before anything of such a file is changed. Raises VaultDamaged, VaultReadOnly.
        """
        formats, header = self.formats, await self.header()

        def work(connection: sqlite3.Connection) -> tuple[VaultKeys, bool]:
            keys = VaultKeys(root, *header)
            try:
                formats.verify(connection, keys)
            except BaseException:
                keys.wipe()
                raise
            return keys, formats.outdated(connection)

        self.keys, outdated = await self.plain(work)
        if outdated:
            await self._bring_up(keep_copy)

    async def _bring_up(self, keep_copy: Callable[[], Awaitable[object]]) -> None:
        try:
            await keep_copy()
            await self.write(self.formats.bring_up)
            await self.read(store.verify)
        except BaseException:
            await self.forget_keys()
            raise

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
        sync_folder(self.path.parent)
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
