"""What a project asks of its folder, and the marker file by which the folder is found again.

Checks try the real operation where they can: permission bits do not tell what a read-only file system will answer.
"""

from __future__ import annotations

import os
import tempfile
import tomllib
from pathlib import Path

import tomli_w

from kriptik_desktop.projects import errors

MARKER = "kriptik.toml"
_HARMLESS = {MARKER, ".git", ".DS_Store", "Thumbs.db", "desktop.ini"}


def require_usable(folder: Path) -> None:
    """Raise when a project cannot be written into ``folder``; the folder need not exist yet.

    Raises InvalidInput for a relative path, a file, or a place that cannot be written; Conflict when it holds files.
    """
    if not folder.is_absolute():
        raise errors.folder_relative(folder)
    nearest = folder
    while not os.path.lexists(nearest) and nearest != nearest.parent:
        nearest = nearest.parent
    if not nearest.is_dir():
        raise errors.folder_is_a_file(nearest)
    try:
        if nearest == folder and any(entry.name not in _HARMLESS for entry in folder.iterdir()):
            raise errors.folder_not_empty(folder)
        with tempfile.TemporaryFile(dir=nearest):
            pass
    except OSError as error:
        raise errors.folder_not_writable(nearest) from error


def write_marker(folder: Path, project_id: str) -> None:
    """Make the folder and its ``kriptik.toml``.

    Raises InvalidInput when the place cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / MARKER).write_text(tomli_w.dumps({"project": project_id}), encoding="utf-8")
    except OSError as error:
        raise errors.folder_not_writable(folder) from error


def read_marker(folder: Path) -> str | None:
    """Return the project id that the folder's marker names, or None."""
    try:
        document = tomllib.loads((folder / MARKER).read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError):
        return None
    project_id = document.get("project")
    return project_id if isinstance(project_id, str) else None
