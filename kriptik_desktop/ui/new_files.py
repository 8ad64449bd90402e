"""Writes what a person exports: a new file that only they can read, whole or not at all, and never over another."""

from __future__ import annotations

import os
from pathlib import Path

from kriptik_desktop.core.errors import Conflict, Unavailable
from kriptik_desktop.ui.wording import translated


def write_new_file(path: Path, content: str) -> None:
    """Write ``content`` to a file that does not exist yet, with mode 0600, durably; blocks.

    Raises Conflict where something lies there already, Unavailable where it cannot be written; a half-written file is
    taken away again.
    """
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise Conflict(
            "file_exists",
            translated("There is a file at {path} already; it was left as it is.").format(path=path),
            translated("Choose another name."),
        ) from None
    except OSError as error:
        raise _unwritten(path, error) from None
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        path.unlink(missing_ok=True)
        raise _unwritten(path, error) from None


def _unwritten(path: Path, error: OSError) -> Unavailable:
    return Unavailable(
        "file_not_written",
        translated("{path} could not be written: {why}.").format(path=path, why=error.strerror),
        translated("Choose another place."),
    )
