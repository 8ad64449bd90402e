"""The vault's file, folder and lock on disk: who owns them, who may read them, who has them open.

The file is opened here only before SQLite does, because closing any descriptor of it would drop SQLite's own locks.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

from kriptik_desktop.core.paths import private_folder
from kriptik_desktop.vault.errors import VaultBusy, VaultDamaged, VaultRefused

_OTHERS: Final = 0o077
_PID_LIMIT: Final = 32
_NO_WRITING: Final = (errno.EROFS, errno.EACCES, errno.EPERM)
_HOT_JOURNAL: Final = bytes.fromhex("d9d505f920a163d7")
"""First bytes of a journal that was not played back yet (sqlite.org/fileformat2.html section 3)."""
_MAGIC: Final = b"SQLite format 3\0"
_CONSTANT: Final = bytes((1, 1, 0, 64, 32, 32))
"""Bytes 18 to 23 of a file with a rollback journal."""


def prepare_folder(folder: Path) -> None:
    """Make the vault's folder with mode 0700 if it is missing, else check that it is this user's alone.

    Raises VaultRefused with what is wrong and the command that mends it.
    """
    try:
        found = folder.stat()
    except FileNotFoundError:
        _make(folder)
        return
    except OSError as error:
        raise _no_access(folder, error) from None
    if not stat.S_ISDIR(found.st_mode):
        raise VaultRefused("not_a_folder", f"{folder} is not a folder.", "Move it away, then start again.")
    _check_owner(folder, found)
    if os.name == "posix" and found.st_mode & _OTHERS:
        raise VaultRefused(
            "folder_open_to_others",
            f"Other users of this computer may enter {folder}, where the vault lies.",
            f"Close it to them with: chmod 700 '{folder}'",
        )


def _make(folder: Path) -> None:
    try:
        private_folder(folder)
    except OSError as error:
        raise _no_access(folder, error) from None


def check_file(path: Path) -> bool:
    """Tell whether the vault's file is there, and that it may be used as it lies there.

    Raises VaultRefused for a link, another user's file or one that others may read; VaultDamaged for an empty one.
    """
    try:
        found = path.lstat()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise _no_access(path, error) from None
    _check_plain(path, found)
    _check_owner(path, found)
    if os.name == "posix" and found.st_mode & _OTHERS:
        raise VaultRefused(
            "file_open_to_others",
            f"Other users of this computer may read {path}; somebody or something changed its permissions.",
            f"Close it to them with: chmod 600 '{path}'",
        )
    if found.st_size == 0:
        raise VaultDamaged(f"{path} is empty")
    _check_header(path)
    return True


def _check_header(path: Path) -> None:
    """SQLite would take a damaged header for a read-only or foreign file (sqlite.org/fileformat2.html section 1.3)."""
    try:
        with path.open("rb") as file:
            header = file.read(24)
    except OSError as error:
        raise _no_access(path, error) from None
    if not header.startswith(_MAGIC) or header[18:24] != _CONSTANT:
        raise VaultDamaged(f"{path} does not begin as a vault does")


def _check_plain(path: Path, found: os.stat_result) -> None:
    if stat.S_ISLNK(found.st_mode):
        raise VaultRefused(
            "symlink",
            f"{path} is a symbolic link; following it could put the vault where others read it.",
            "Put the file itself there, or set KRIPTIK_HOME to the folder that holds it.",
        )
    if not stat.S_ISREG(found.st_mode):
        raise VaultRefused("not_a_file", f"{path} is not a plain file.", "Move it away, then start again.")


def _check_owner(path: Path, found: os.stat_result) -> None:
    if sys.platform != "win32" and found.st_uid != os.geteuid():
        raise VaultRefused(
            "foreign_owner",
            f"{path} belongs to another user (number {found.st_uid}).",
            "Start KripTik as that user, or set KRIPTIK_HOME to a folder of your own.",
        )


def _no_access(path: Path, error: OSError) -> VaultRefused:
    return VaultRefused(
        "no_access",
        f"{path} cannot be used: {error.strerror or type(error).__name__}.",
        "Check that its disk is there, has room, and lets you write.",
    )


def why_read_only(path: Path) -> str:
    """Return why the vault at ``path`` cannot be written where it lies, empty where it can.

    The system is asked and not the mode bits, which say nothing of a read-only disk. A journal is made where there is
    none, so the folder counts as well.
    """
    journal = path.with_name(path.name + "-journal")
    needed = ((path, "its file"), (journal, "its journal") if journal.exists() else (path.parent, "its folder"))
    for place, said in needed:
        if not os.access(place, os.W_OK):
            return f"{said}, {place}, is write-protected or on a write-protected disk"
    return ""


def refuse_unfinished(path: Path) -> None:
    """Make sure that no write is left to be undone, for a vault that cannot be written.

    Raises VaultRefused where there is one: without undoing it, what is in the file may be half of a change.
    """
    with suppress(FileNotFoundError), path.with_name(path.name + "-journal").open("rb") as file:
        if file.read(len(_HOT_JOURNAL)) == _HOT_JOURNAL:
            raise VaultRefused(
                "unfinished_write",
                f"The last change to {path} was cut off, and the write-protected disk keeps it from being undone.",
                "Make the file and its folder writable and open the vault once; nothing that was saved is lost.",
            )


class VaultLockFile:
    """Held for as long as the vault is open, so that only one process ever writes it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock_path = path.with_name(path.name + ".lock")
        self._descriptor = -1

    def take(self) -> str:
        """Lock, or find out who has; return why nothing can be written, empty where the vault can be.

        Raises VaultBusy where another process holds the vault, VaultRefused where no lock file can be made for another
        reason than a write-protected place.
        """
        descriptor, why = self._opened()
        if descriptor < 0:
            return why
        try:
            _lock(descriptor)
            _require_same(descriptor, self._lock_path)
        except OSError:
            owner = _owner(descriptor)
            os.close(descriptor)
            raise VaultBusy(str(self._path), owner) from None
        self._descriptor = descriptor
        if not why:
            os.ftruncate(descriptor, 0)
            os.write(descriptor, str(os.getpid()).encode())
        return why

    def _opened(self) -> tuple[int, str]:
        """Where nothing can be written, a lock file that is there still tells of an owner."""
        flags = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
        try:
            return os.open(self._lock_path, flags | os.O_RDWR | os.O_CREAT, 0o600), ""
        except OSError as error:
            if error.errno not in _NO_WRITING or not os.path.lexists(self._path):
                raise _no_access(self._lock_path, error) from None
        why = f"its folder, {self._path.parent}, is write-protected or on a write-protected disk"
        with suppress(OSError):
            return os.open(self._lock_path, flags | os.O_RDONLY), why
        return -1, why

    def release(self) -> None:
        """Let the next process have the vault; releasing twice is fine. The file stays, so that no lock is lost."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def remove(self) -> None:
        """Release the lock of a vault that is no more, and delete its file."""
        if sys.platform == "win32":
            self.release()
        self._lock_path.unlink(missing_ok=True)
        self.release()


def _require_same(descriptor: int, path: Path) -> None:
    """Raise OSError where the file was deleted between its opening and its locking, and with it what the lock says."""
    if os.name == "posix" and os.fstat(descriptor).st_ino != path.lstat().st_ino:
        raise OSError(errno.ENOENT, "deleted")


def _owner(descriptor: int) -> str:
    with suppress(OSError):
        os.lseek(descriptor, 0, os.SEEK_SET)
        text = os.read(descriptor, _PID_LIMIT).decode("ascii", "replace")
        return text if text.isdigit() else ""
    return ""


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        os.lseek(descriptor, 1 << 20, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        os.lseek(descriptor, 0, os.SEEK_SET)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def clear_unfinished(path: Path) -> None:
    """Remove what a creation or restoring that was cut short left behind; nobody was told that it succeeded."""
    for left in path.parent.glob(path.name + ".new*"):
        with suppress(OSError):
            left.unlink()


def set_aside_journal(path: Path, stamp: int) -> None:
    """Keep a journal without its database from being played into a new one."""
    journal = path.with_name(path.name + "-journal")
    with suppress(FileNotFoundError):
        if journal.lstat().st_size:
            journal.rename(journal.with_name(f"{journal.name}.{stamp}"))
        else:
            journal.unlink()
