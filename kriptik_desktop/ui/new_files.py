"""Writes what a person exports: a new file that only they can read, whole or not at all, and never over another."""

from __future__ import annotations

from pathlib import Path

from kriptik_desktop.core.errors import Conflict, Unavailable
from kriptik_desktop.core.new_file import write_new
from kriptik_desktop.ui.wording import translated


def write_new_file(path: Path, content: str) -> None:
    """Write ``content`` to a file that does not exist yet, with mode 0600, durably; blocks.

    Raises Conflict where something lies there already, Unavailable where it cannot be written; a half-written file is
    taken away again.
    """
    try:
        write_new(path, content.encode())
    except FileExistsError:
        raise Conflict(
            "file_exists",
            translated("There is a file at {path} already; it was left as it is.").format(path=path),
            translated("Choose another name."),
        ) from None
    except OSError as error:
        raise _unwritten(path, error) from None


def _unwritten(path: Path, error: OSError) -> Unavailable:
    return Unavailable(
        "file_not_written",
        translated("{path} could not be written: {why}.").format(path=path, why=error.strerror),
        translated("Choose another place."),
    )
