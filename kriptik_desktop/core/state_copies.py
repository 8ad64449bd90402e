"""Copies of the state database, and opening it when it is damaged.

Nothing can rebuild the state: projects, requests and waiting builds exist only there. So copies are made unasked, each
checked by reading it back; a damaged file is never repaired or deleted but set aside, and the loss is named. The vault
has its own protection and is not touched.
"""

from __future__ import annotations

import asyncio
import logging
import os
import re
import shutil
import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from kriptik_desktop.core.clock import Clock
from kriptik_desktop.core.database import Database, Schema, migrate
from kriptik_desktop.core.database_file import explain, prepare_file
from kriptik_desktop.core.database_schema import tables_are_as_made
from kriptik_desktop.core.errors import Damaged, KriptikError
from kriptik_desktop.core.paths import private_folder

_KEPT: Final = 6
_INTERVAL_S: Final = 600.0
_PATIENCE_S: Final = 1.0
_NAME: Final = re.compile(r"state-(\d{8})-(\d{8}T\d{9}Z)\.db")
_TIME: Final = "%Y%m%dT%H%M%S"
_NOT_THE_FILE: Final = frozenset(
    {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_NOMEM}
)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Recovery:
    """What happened when the state database could not be used; times in UTC ms.

    ``set_aside`` is where the damaged file lies now (None: it was missing), ``copy_made_at`` when the copy now in use
    was made (None: there was no good one, and the state begins empty).
    """

    reason: str
    set_aside: Path | None
    copy_made_at: int | None

    @property
    def message(self) -> str:
        """Say what happened, what is lost and where the rest is."""
        parts = [f"The file with your projects and builds could not be used: {self.reason}."]
        if self.copy_made_at is None:
            parts.append("There is no good copy of it, so the list of projects starts empty.")
        else:
            at = datetime.fromtimestamp(self.copy_made_at / 1000).astimezone()
            parts.append(f"Its copy of {at:%Y-%m-%d %H:%M} is in use now; what changed after that is lost.")
        if self.set_aside is not None:
            parts.append(f"The damaged file is kept as {self.set_aside}.")
        parts.append("Your vault and your project folders are not affected.")
        return " ".join(parts)


@dataclass(frozen=True, slots=True)
class OpenedState:
    """The open state database; ``recovered`` is set when it is not the one that was left."""

    database: Database
    recovered: Recovery | None


@dataclass(frozen=True, slots=True)
class _Copy:
    path: Path
    number: int
    made_at: int


async def open_state(path: Path, copies_folder: Path, schemas: Sequence[Schema], clock: Clock) -> OpenedState:
    """Open the state database with its tables; where it is damaged or missing, open its newest good copy.

    Raises DatabaseRefused, DatabaseUnavailable, DiskFull and NewerSchema: then the file is left as it is.
    """
    recovered = await asyncio.to_thread(_make_usable, path, copies_folder, clock)
    database = await Database.open(path, journal="wal")
    try:
        await migrate(database, schemas)
    except BaseException:
        await database.close()
        raise
    return OpenedState(database, recovered)


def _make_usable(path: Path, copies_folder: Path, clock: Clock) -> Recovery | None:
    copies = _copies(copies_folder)
    missing = not path.exists() and not path.is_symlink()
    if missing and not copies:
        return None
    reason = "it is missing" if missing else _fault(path, must_have_tables=bool(copies))
    if reason is None:
        return None
    aside = _set_aside(path, clock)
    good = next((copy for copy in reversed(copies) if _copy_is_good(copy.path)), None)
    if good is not None:
        _put_back(good.path, path)
    return Recovery(reason, aside, good.made_at if good else None)


def _fault(path: Path, *, must_have_tables: bool) -> str | None:
    """Return what is wrong with a database file, None when all of it can be read.

    Raises DatabaseRefused and DatabaseUnavailable for what is no fault of its content.
    """
    prepare_file(path)
    try:
        with closing(sqlite3.connect(path, isolation_level=None, timeout=_PATIENCE_S)) as connection:
            connection.execute("PRAGMA cell_size_check = ON")
            connection.execute("BEGIN IMMEDIATE")
            fault = _read_all(connection, must_have_tables=must_have_tables)
            connection.execute("ROLLBACK")
            return fault
    except UnicodeDecodeError:
        return "it holds text that cannot be read"
    except sqlite3.Error as error:
        known = explain(path, error)
        if known and not isinstance(known, Damaged) and _is_outside(path, error):
            raise known from None
        return str(error)


def _is_outside(path: Path, error: sqlite3.Error) -> bool:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    usable = os.access(path, os.R_OK | os.W_OK) and os.access(path.parent, os.W_OK)
    return code in _NOT_THE_FILE or not usable


def _read_all(connection: sqlite3.Connection, *, must_have_tables: bool) -> str | None:
    found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if found != "ok":
        return str(found).replace("\n", " ").removeprefix("*** in database main *** ")
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for table in tables:
        name = '"{}"'.format(table.replace('"', '""'))
        for _ in connection.execute(" ".join(("SELECT * FROM", name))):
            pass
    if must_have_tables and "schema_version" not in tables:
        return "its tables are gone"
    return None if tables_are_as_made(connection) else "its tables are not as they were made"


def _copy_is_good(path: Path) -> bool:
    try:
        return _fault(path, must_have_tables=True) is None
    except KriptikError:
        return False


def _set_aside(path: Path, clock: Clock) -> Path | None:
    """Rename the file and what SQLite keeps beside it; a log of the old file must not meet the new one."""
    stamp = datetime.fromtimestamp(clock.now_ms() / 1000, UTC).strftime(_TIME)
    aside, number = path.with_name(f"{path.name}.damaged-{stamp}"), 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"{path.name}.damaged-{stamp}-{number}")
    existed = path.exists()
    for side in ("", "-wal", "-journal", "-shm"):
        with suppress(FileNotFoundError):
            os.replace(path.with_name(path.name + side), aside.with_name(aside.name + side))
    return aside if existed else None


def _put_back(copy: Path, path: Path) -> None:
    partial = path.with_name(path.name + ".partial")
    partial.unlink(missing_ok=True)
    prepare_file(partial)
    shutil.copyfile(copy, partial)
    _sync(partial)
    os.replace(partial, path)
    _sync(path.parent)


def _sync(path: Path) -> None:
    if path.is_dir() and os.name != "posix":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _copies(folder: Path) -> list[_Copy]:
    """Return the copies, oldest first; their numbers order them, because clocks are set back at times."""
    found = []
    for path in folder.glob("state-*.db"):
        match = _NAME.fullmatch(path.name)
        if match and not path.is_symlink():
            made = datetime.strptime(match[2][:-4], _TIME).replace(tzinfo=UTC)
            found.append(_Copy(path, int(match[1]), int(made.timestamp()) * 1000 + int(match[2][-4:-1])))
    return sorted(found, key=lambda copy: copy.number)


class StateCopies:
    """Makes the copies of an open state database: call :meth:`copy_now` at quit, run :meth:`run` until then."""

    def __init__(
        self,
        database: Database,
        folder: Path,
        clock: Clock,
        *,
        pause: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._database, self._folder, self._clock, self._pause = database, folder, clock, pause
        self._copied_changes = 0
        self._turn = asyncio.Lock()

    async def run(self) -> None:
        """Copy every 10 minutes in which something changed, until cancelled."""
        while True:
            await self._pause(_INTERVAL_S)
            await self.copy_now()

    async def copy_now(self) -> Path | None:
        """Make a copy, check it, keep the newest six, and return its path.

        Returns None when nothing changed since the last one, and when it could not be made: that is logged, because a
        missing copy is no reason to stop what the person is doing.
        """
        return await asyncio.shield(asyncio.ensure_future(self._copy_in_turn()))

    async def _copy_in_turn(self) -> Path | None:
        async with self._turn:
            changes, copies = self._database.changes, await asyncio.to_thread(_copies, self._folder)
            if copies and changes == self._copied_changes:
                return None
            try:
                path = await self._copy()
            except (KriptikError, sqlite3.Error, OSError) as error:
                _log.warning("the state database could not be copied: %s", error)
                return None
            self._copied_changes = changes
            return path

    async def _copy(self) -> Path:
        partial = await asyncio.to_thread(self._prepare)
        await self._database.read(lambda connection: _back_up(connection, partial))
        return await asyncio.to_thread(self._finish, partial)

    def _prepare(self) -> Path:
        private_folder(self._folder)
        partial = self._folder / "copy.partial"
        for left in self._folder.glob("copy.partial*"):
            left.unlink()
        prepare_file(partial)
        return partial

    def _finish(self, partial: Path) -> Path:
        fault = _fault(partial, must_have_tables=True)
        if fault is not None:
            raise Damaged("state_copy_bad", f"the copy does not pass its checks: {fault}")
        _sync(partial)
        copies, now = _copies(self._folder), self._clock.now_ms()
        number = copies[-1].number + 1 if copies else 1
        stamp = datetime.fromtimestamp(now // 1000, UTC).strftime(_TIME)
        path = self._folder / f"state-{number:08d}-{stamp}{now % 1000:03d}Z.db"
        os.replace(partial, path)
        _sync(self._folder)
        for old in copies[: max(0, len(copies) + 1 - _KEPT)]:
            old.path.unlink(missing_ok=True)
        return path


def _back_up(source: sqlite3.Connection, target: Path) -> None:
    """Copy all pages in one go; the copy leaves WAL mode, so that it is one file."""
    with closing(sqlite3.connect(target, isolation_level=None)) as connection:
        source.backup(connection)
        connection.execute("PRAGMA journal_mode = DELETE")
