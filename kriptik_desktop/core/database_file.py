"""Opening a SQLite file safely, and saying in the app's own errors what SQLite says in its own.

The file is made before SQLite sees it, because SQLite would follow a symlink and obey the umask. Every PRAGMA is set
explicitly, because the defaults differ between the builds of Debian, python.org and Windows.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Literal

from kriptik_desktop.core.errors import Damaged, KriptikError, Refused, Unavailable

JournalMode = Literal["wal", "truncate"]

_BUSY_MS: Final = 5_000
_PRAGMAS: Final = (
    "synchronous = FULL",
    "foreign_keys = ON",
    "secure_delete = ON",
    "temp_store = MEMORY",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "mmap_size = 0",
    "journal_size_limit = 4194304",
    f"busy_timeout = {_BUSY_MS}",
)
_UNDECODABLE: Final = "Could not decode to UTF-8"


class DatabaseDamaged(Damaged):
    """The file is not a database, or fails SQLite's own checks."""


class DatabaseRefused(Refused):
    """The file must not be used as it lies there, or the system forbids it."""


class DatabaseUnavailable(Unavailable):
    """The file cannot be read or written just now."""


class DiskFull(DatabaseUnavailable):
    """No room is left where the file lies; nothing of the refused write was kept."""


def prepare_file(path: Path, *, read_only: bool = False) -> None:
    """Make ``path`` with mode 0600 if it is missing, else check that it is a plain file of this user.

    An existing file that others may read is closed to them. With ``read_only`` nothing is made or changed. Raises
    DatabaseRefused, DiskFull or DatabaseUnavailable.
    """
    for side in ("-wal", "-shm", "-journal"):
        if path.with_name(path.name + side).is_symlink():
            raise _refusal(path, f"its side file {path.name}{side} is a symbolic link")
    if read_only:
        _check_existing(path, os.R_OK)
        return
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
    try:
        os.close(os.open(path, flags, 0o600))
    except FileExistsError:
        _check_existing(path, os.R_OK | os.W_OK)
    except OSError as error:
        raise _from_system(path, error) from None


def _check_existing(path: Path, wanted: int) -> None:
    try:
        found = path.lstat()
    except OSError as error:
        raise _from_system(path, error) from None
    if stat.S_ISLNK(found.st_mode):
        raise _refusal(path, "it is a symbolic link, which could lead the data to another place")
    if not stat.S_ISREG(found.st_mode):
        raise _refusal(path, "it is not a plain file")
    if os.name != "posix":
        return
    if found.st_uid != os.getuid():
        raise _refusal(path, "it belongs to another user")
    if not os.access(path, wanted):
        raise _from_system(path, PermissionError(errno.EACCES, "the file is read-only"))
    if found.st_mode & 0o077 and wanted & os.W_OK:
        path.chmod(0o600)


def _refusal(path: Path, why: str) -> DatabaseRefused:
    return DatabaseRefused("database_refused", f"{path} is not used: {why}.", "Move it away, then start again.")


def _from_system(path: Path, error: OSError) -> KriptikError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return disk_full(path)
    reason = error.strerror or type(error).__name__
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        hint = f"Give yourself write permission on it and on {path.parent}, then start again."
        return DatabaseRefused("database_not_permitted", f"{path} cannot be written: {reason}.", hint)
    hint = f"Check that the folder {path.parent} exists and its disk is there, then try again."
    return DatabaseUnavailable("database_unavailable", f"{path} cannot be opened: {reason}.", hint)


def disk_full(path: Path) -> DiskFull:
    """Return the error that says that the disk of ``path`` is full."""
    return DiskFull(
        "database_disk_full",
        f"The disk that holds {path} is full; what was about to be saved was not saved.",
        "Free some space, then try again; what was saved before is intact.",
    )


def connect(
    path: Path, journal: JournalMode, application_id: int | None, *, read_only: bool = False
) -> sqlite3.Connection:
    """Open ``path`` in autocommit mode with every PRAGMA set; call it in the thread that will own the connection.

    With ``read_only`` nothing is written, not even a journal that a crash left behind is played back: then the first
    read fails. Raises DatabaseDamaged where the file is no database, DatabaseRefused where it is another program's.
    """
    prepare_file(path, read_only=read_only)
    with translated(path):
        address = f"{path.absolute().as_uri()}?mode=ro" if read_only else path
        connection = sqlite3.connect(address, uri=read_only, isolation_level=None, cached_statements=256)
        try:
            for pragma in _PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
            _claim(connection, path, application_id, read_only=read_only)
            if not read_only:
                _set_journal(connection, path, journal)
        except BaseException:
            connection.close()
            raise
    return connection


def _set_journal(connection: sqlite3.Connection, path: Path, journal: JournalMode) -> None:
    mode = connection.execute(f"PRAGMA journal_mode = {journal}").fetchone()[0]
    if mode != journal:
        raise DatabaseUnavailable(
            "database_journal",
            f"{path} cannot use its journal ({mode} instead of {journal}).",
            "Use a local disk.",
        )


def _claim(connection: sqlite3.Connection, path: Path, application_id: int | None, *, read_only: bool) -> None:
    if application_id is None:
        return
    found = connection.execute("PRAGMA application_id").fetchone()[0]
    if found == application_id:
        return
    if read_only or found or connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        raise _refusal(path, "it is a database of another program")
    connection.execute(f"PRAGMA application_id = {application_id:d}")


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what SQLite raises for a bad file or disk into the app's errors; a mistake in SQL passes unchanged."""
    try:
        yield
    except (sqlite3.Error, UnicodeDecodeError) as error:
        known = explain(path, error)
        if known is None:
            raise
        raise known from None


def explain(path: Path, error: BaseException) -> KriptikError | None:
    """Return the app's error for ``error``, or None where it speaks of the statement and not of the file.

    Codes: sqlite.org/rescode.html. Damaged bytes in SQLite's own message surface as UnicodeDecodeError, damaged text
    as an OperationalError without a code.
    """
    if isinstance(error, UnicodeDecodeError) or str(error).startswith(_UNDECODABLE):
        return damaged(path, "it holds text that cannot be read")
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT):
        return damaged(path, str(error))
    if code == sqlite3.SQLITE_FULL:
        return disk_full(path)
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH):
        return _from_system(path, PermissionError(errno.EACCES, str(error)))
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        hint = "Close the other program, then try again."
        return DatabaseUnavailable("database_busy", f"{path} is in use by another program.", hint)
    if code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PROTOCOL):
        return _from_system(path, OSError(errno.EIO, str(error)))
    return None


def damaged(path: Path, why: str) -> DatabaseDamaged:
    """Return the error that says that ``path`` fails its checks."""
    return DatabaseDamaged("database_damaged", f"{path} is damaged: {why}.", "Restore it from one of its copies.")
