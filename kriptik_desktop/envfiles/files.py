"""Reading and replacing one small text file of a project so that neither a crash nor another editor loses a line.

A new version is written beside the old one and renamed over it. What the old one held is compared again right before
the rename; between that look and the rename nobody can be kept out, because editors know no common lock.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kriptik_desktop.core.new_file import sync_folder
from kriptik_desktop.envfiles.errors import EnvFileBusy, EnvFileNotWritten, EnvFileRefused, EnvFileUnreadable

if sys.platform != "win32":
    import fcntl

SIZE_LIMIT = 1024 * 1024
"""Bytes; a .env of more than a mebibyte is something else."""

_STALE_AFTER_S = 60.0
_READ_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
_READ_FLAGS |= getattr(os, "O_BINARY", 0)
_NEW_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A file as it was at one moment; ``content`` is None where there was none."""

    path: Path
    content: bytes | None = field(repr=False)
    mode: int | None = None

    def text(self) -> str:
        """Return the content as text, line ends as they are.

        Raises EnvFileUnreadable where it is not UTF-8.
        """
        try:
            return (self.content or b"").decode("utf-8")
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            raise EnvFileUnreadable(
                "env_file_not_utf8",
                f"{self.path} is not UTF-8 text: line {line} holds a byte of another encoding.",
                "Save it again as UTF-8, then try again.",
            ) from None


def check_folder(folder: Path) -> None:
    """Raise EnvFileRefused where the project folder is not there or is no folder."""
    if not folder.is_dir():
        what = "is not a folder" if folder.exists() else "does not exist"
        raise EnvFileRefused(
            "project_folder_missing", f"The project folder {folder} {what}.", "Create it or open the moved project."
        )


@contextlib.contextmanager
def own_turn(folder: Path) -> Iterator[None]:
    """Keep other writes of KripTik out of the folder, in this process and in others.

    Windows cannot lock a folder: there the owner process is the only one that writes.
    """
    if sys.platform == "win32":
        yield
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    except OSError as error:
        raise _cannot_read(folder, error) from None
    try:
        with contextlib.suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def take(path: Path) -> Snapshot:
    """Read a file without following a link.

    Raises EnvFileRefused for a link, a folder, a device or a protected file, EnvFileUnreadable for one that is too
    large or may not be read.
    """
    if path.is_symlink():
        raise _not_a_file(path, "is a link to another place")
    try:
        descriptor = os.open(path, _READ_FLAGS)
    except FileNotFoundError:
        return Snapshot(path, None)
    except OSError as error:
        raise _cannot_read(path, error) from None
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        os.close(descriptor)
        raise _not_a_file(path, "is not a plain file")
    with os.fdopen(descriptor, "rb") as file:
        content = file.read(SIZE_LIMIT + 1)
    if len(content) > SIZE_LIMIT:
        raise EnvFileUnreadable(
            "env_file_too_large", f"{path} is larger than {SIZE_LIMIT // 1024} KiB.", "Check what wrote it."
        )
    return Snapshot(path, content, stat.S_IMODE(status.st_mode))


def put(before: Snapshot, text: str, *, mode: int | None) -> None:
    """Replace the file of ``before`` by ``text``, whole or not at all; ``mode`` None keeps the old one's.

    Raises EnvFileBusy where it changed since ``before``, EnvFileRefused where the person protected it from writing,
    EnvFileNotWritten where the system refuses (disk full, folder read-only); the old file is then as it was.
    """
    path = before.path
    if before.mode is not None and not before.mode & stat.S_IWUSR:
        raise EnvFileRefused("env_file_protected", f"{path} is write-protected.", "Make it writable, then try again.")
    _remove_stale(path)
    temporary = path.with_name(f"{path.name}.kriptik-{secrets.token_hex(8)}")
    try:
        _write(temporary, text.encode("utf-8"), before.mode if mode is None else mode)
        if take(path).content != before.content:
            raise EnvFileBusy("env_file_busy", f"Another program is changing {path}.", "Save it there, then try again.")
        os.replace(temporary, path)
        sync_folder(path.parent)
    except OSError as error:
        raise _cannot_write(path, error) from None
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def restrict(path: Path, mode: int) -> None:
    """Set the mode of a file whose content stays; does nothing on Windows, where folders carry the rights."""
    if os.name != "posix":
        return
    try:
        path.chmod(mode)
    except OSError as error:
        raise _cannot_write(path, error) from None


def _write(path: Path, content: bytes, mode: int | None) -> None:
    descriptor = os.open(path, _NEW_FLAGS, 0o666 if mode is None else 0o600)
    with os.fdopen(descriptor, "wb") as file:
        if mode is not None and os.name == "posix":
            os.fchmod(file.fileno(), mode)
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _remove_stale(path: Path) -> None:
    """Remove what a killed write left behind; a young one may belong to a write that still runs."""
    for left in path.parent.glob(f"{path.name}.kriptik-*"):
        with contextlib.suppress(OSError):
            if time.time() - left.lstat().st_mtime > _STALE_AFTER_S:
                left.unlink()


def _not_a_file(path: Path, what: str) -> EnvFileRefused:
    return EnvFileRefused(
        "env_file_not_plain",
        f"{path} {what}, and writing secrets through it could put them anywhere.",
        "Move it away, then try again.",
    )


def _cannot_read(path: Path, error: OSError) -> EnvFileRefused | EnvFileUnreadable:
    if error.errno in (errno.ELOOP, errno.EISDIR, errno.ENXIO):
        return _not_a_file(path, "is not a plain file")
    return EnvFileUnreadable(
        "env_file_unreadable",
        f"{path} cannot be read: {error.strerror}.",
        "Give yourself the right to read it, then try again.",
    )


def _cannot_write(path: Path, error: OSError) -> EnvFileNotWritten:
    full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG) if os.name == "posix" else False
    hint = "Free some space, then try again." if full else "Check the rights of the folder, then try again."
    return EnvFileNotWritten(
        "env_file_not_written", f"{path} could not be written: {error.strerror}. The old file is unchanged.", hint
    )
