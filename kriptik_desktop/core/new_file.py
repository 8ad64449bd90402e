"""Writes a file that was not there: whole or not at all, for its owner's eyes only, and never over another.

What goes wrong is raised as the system says it, because each room that writes has words of its own for it.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from pathlib import Path
from typing import Final

_NO_LINKS: Final = frozenset({errno.EPERM, errno.EACCES, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK})


def write_new(path: Path, data: bytes) -> None:
    """Write ``data`` durably to ``path`` with mode 0600; blocks.

    A temporary file beside it gets the data first, so that no half-written file ever has the name. Raises
    FileExistsError where something has the name already, and OSError.
    """
    partial = path.with_name(f".{path.name[:100]}.{secrets.token_hex(4)}.part")
    try:
        _write(partial, data)
        take_name(partial, path)
        sync_folder(path.parent)
    finally:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)


def take_name(partial: Path, path: Path) -> None:
    """Give a file its name, which a rename would do over whatever has it by now.

    The old name may stay beside the new one. Raises FileExistsError, OSError.
    """
    try:
        os.link(partial, path)
        return
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
    # A file system without links: an empty file claims the name, and only its maker replaces it.
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        partial.replace(path)
    except OSError:
        path.unlink(missing_ok=True)
        raise


def sync_folder(folder: Path) -> None:
    """Make new names inside ``folder`` durable; Windows does that by itself."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
