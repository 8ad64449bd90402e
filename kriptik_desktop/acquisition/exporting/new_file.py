"""Where an export goes, in the words of exporting: what can be found out early, and what the writing meets."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from kriptik_desktop.acquisition.exporting.errors import ExportNotWritten, ExportPlaceTaken
from kriptik_desktop.core import new_file


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
    """Write ``data`` as the core's ``write_new`` does; blocks.

    Raises ExportPlaceTaken, ExportNotWritten.
    """
    try:
        new_file.write_new(path, data)
    except FileExistsError:
        raise ExportPlaceTaken(str(path)) from None
    except OSError as error:
        raise ExportNotWritten(str(path), _why(error)) from None


def _why(error: OSError) -> str:
    return os.strerror(error.errno or errno.EIO).lower()
