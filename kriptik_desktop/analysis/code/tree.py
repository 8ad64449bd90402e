"""Walks a project's folder and reads its files, taking nothing for granted about either.

Links are never followed: what they point to inside the folder is met at its own place, and the rest is not the
project's. Named pipes and devices are not opened, or the scan would wait for them for ever.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kriptik_desktop.core.errors import InvalidInput

SIZE_LIMIT = 1024 * 1024
"""Bytes; a longer file was made by a program."""
_BINARY_HEAD = 8192
_FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_CLOEXEC", "O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))
_NOTES_LIMIT = 50
_SKIPPED_TEXT = """
.git .hg .svn .jj node_modules bower_components jspm_packages vendor Pods dist build out .next .nuxt .output
.svelte-kit .astro .turbo .vercel .netlify .parcel-cache .cache .expo coverage .nyc_output __pycache__ .venv venv
.tox .nox .mypy_cache .pytest_cache .ruff_cache .eggs site-packages .gradle .idea .terraform .yarn .pnpm-store
.bundle .wrangler .serverless
"""
_SKIPPED = frozenset(_SKIPPED_TEXT.split())
"""Folders that hold what others wrote or what programs made."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file of the tree; ``file`` is relative to the root, with ``/``, and can be printed; ``path`` opens it."""

    file: str
    name: str
    path: str


class Tree:
    """A folder and what could not be read of it."""

    def __init__(self, root: Path) -> None:
        self.root = os.path.realpath(root)
        self.skipped = 0
        self._notes: list[str] = []
        if not os.path.isdir(self.root):
            raise InvalidInput("code_folder_missing", f"There is no folder {root}.", "Name the folder of a project.")

    @property
    def notes(self) -> tuple[str, ...]:
        """What a person should know of the reading, the first fifty."""
        more = len(self._notes) - _NOTES_LIMIT
        return (*self._notes[:_NOTES_LIMIT], *([f"{more} more were left out for like reasons."] if more > 0 else ()))

    def note(self, file: str, why: str) -> None:
        """Keep why a file or a folder was left out."""
        self.skipped += 1
        self._notes.append(f"{file} was left out: {why}.")

    def files(self) -> Iterator[Found]:
        """Yield every file below the root, folder by folder, in the order of their names.

        Raises InvalidInput when the root itself cannot be listed.
        """
        pending = [("", self.root)]
        while pending:
            relative, path = pending.pop()
            folders = []
            for entry in self._entries(relative, path):
                below = f"{relative}{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    if not _is_skipped(entry):
                        folders.append((f"{below}/", entry.path))
                elif entry.is_file(follow_symlinks=False):
                    yield Found(shown(below), entry.name, entry.path)
                elif entry.is_symlink():
                    self.skipped += 1
            pending.extend(reversed(folders))

    def _entries(self, relative: str, path: str) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(path) as entries:
                return sorted(entries, key=lambda each: each.name)
        except OSError as error:
            if not relative:
                raise InvalidInput(
                    "code_folder_unreadable",
                    f"The folder {path} cannot be read: {error.strerror}.",
                    "Give yourself the right to read it.",
                ) from None
            self.note(shown(relative), f"the folder cannot be read ({error.strerror})")
            return []

    def read(self, found: Found) -> bytes | None:
        """Return the bytes of a text file, or None where it is too long, no text, or cannot be read."""
        try:
            descriptor = os.open(found.path, _FLAGS)
            try:
                size = os.fstat(descriptor).st_size
                data = _all_of(descriptor, size) if size <= SIZE_LIMIT else None
            finally:
                os.close(descriptor)
        except OSError as error:
            self.note(found.file, f"it cannot be read ({error.strerror})")
            return None
        if data is None:
            self.note(found.file, "it is longer than 1 MiB")
        elif b"\0" in data[:_BINARY_HEAD]:
            self.skipped += 1
            return None
        return data


def _all_of(descriptor: int, size: int) -> bytes:
    data = os.read(descriptor, size + 1)
    while len(data) < size and (more := os.read(descriptor, size - len(data))):
        data += more
    return data


def _is_skipped(entry: os.DirEntry[str]) -> bool:
    if entry.name in _SKIPPED:
        return True
    if entry.name == "target":
        return os.path.exists(f"{entry.path}/CACHEDIR.TAG") or os.path.exists(f"{entry.path}/../Cargo.toml")
    return entry.name in ("env", ".env", "virtualenv") and os.path.exists(f"{entry.path}/pyvenv.cfg")


def shown(name: str) -> str:
    """Return a name that can be printed: the file system takes any bytes."""
    if name.isprintable():
        return name
    return "".join(each if each.isprintable() else "?" for each in name.encode("utf-8", "replace").decode())
