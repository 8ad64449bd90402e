"""Writes a file that was not there, whole or not at all, for its owner's eyes only, and never over another."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from pathlib import Path

from kriptik_desktop.acquisition.exporting.errors import ExportNotWritten, ExportPlaceTaken

_NO_LINKS = frozenset({errno.EPERM, errno.EACCES, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK})


def check_place(path: Path) -> None:
    """Find out early what can be found out; blocks.

    Raises ExportPlaceTaken, ExportNotWritten where there is no folder to write into.
    """
    try:
        if os.path.lexists(path):
            raise ExportPlaceTaken(str(path))
        if not path.parent.is_dir():
            raise ExportNotWritten(str(path), "there is no such folder")
    except OSError as error:
        raise ExportNotWritten(str(path), _why(error)) from None
    if not os.access(path.parent, os.W_OK):
        raise ExportNotWritten(str(path), "the folder cannot be written to")


def write_new(path: Path, data: bytes) -> None:
    """Write ``data`` durably to ``path`` with mode 0600; blocks.

    A temporary file beside it gets the data first, so that no half-written file ever has the name. Raises
    ExportPlaceTaken, ExportNotWritten.
    """
    partial = path.with_name(f".{path.name[:100]}.{secrets.token_hex(4)}.part")
    try:
        _write(partial, data)
        _take_name(partial, path)
        _sync_folder(path.parent)
    except FileExistsError:
        raise ExportPlaceTaken(str(path)) from None
    except OSError as error:
        raise ExportNotWritten(str(path), _why(error)) from None
    finally:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)


def _write(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _take_name(partial: Path, path: Path) -> None:
    """Give the file its name, which a rename would do over whatever has it by now."""
    try:
        os.link(partial, path)
        return
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
    # A file system without links: an empty file claims the name, and only its maker replaces it.
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        os.replace(partial, path)
    except OSError:
        path.unlink(missing_ok=True)
        raise


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _why(error: OSError) -> str:
    return os.strerror(error.errno or errno.EIO).lower()
