"""Who owns the data: the one process that holds this lock opens vault and state database.

The operating system drops the lock with the process, so a killed owner leaves nothing to clean up.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Literal

from kriptik_desktop.core.paths import private_folder

if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


OwnerKind = Literal["window", "agent", "command"]
"""Who owns the data; a command that does is gone in a moment."""


class OwnerLock:
    """The right to own the data folder; held from :meth:`try_acquire` to :meth:`release`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None

    def try_acquire(self) -> bool:
        """Take the lock if nobody holds it.

        Raises OSError when the data folder cannot be made or written.
        """
        private_folder(self._path.parent)
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        try:
            _lock(handle)
        except OSError:
            os.close(handle)
            return False
        self._handle = handle
        return True

    def release(self) -> None:
        """Give the lock back; releasing twice is fine."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
