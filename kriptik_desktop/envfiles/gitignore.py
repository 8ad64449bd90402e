"""Keeps ``.env`` out of git: one line in ``.gitignore``, and a look at whether git tracks the file already.

Git itself is not run: a project folder may carry a configuration that makes git start other programs.
"""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from pathlib import Path

from kriptik_desktop.core.errors import KriptikError
from kriptik_desktop.envfiles.files import put, take

_INDEX_LIMIT = 64 * 1024 * 1024
_ENTRY_HEAD = 62
"""Bytes before the path of an index entry (gitformat-index, "Index entry", versions 2 and 3)."""


def ensure_ignored(folder: Path, name: str) -> tuple[str, ...]:
    """Add a line for ``name`` to the folder's ``.gitignore`` unless one covers it, and return warnings."""
    try:
        before = take(folder / ".gitignore")
        content = (before.content or b"").decode("utf-8", "surrogateescape")
        covered, negated = _covers(content, name)
        if covered:
            return ()
        eol = "\r\n" if "\r\n" in content else "\n"
        gap = "" if not content or content.endswith("\n") else eol
        put(before, f"{content}{gap}{name}{eol}", mode=None)
    except (KriptikError, UnicodeEncodeError) as error:
        why = error.message if isinstance(error, KriptikError) else "it is not UTF-8 text"
        return (f"{name} could not be added to .gitignore ({why}). Add the line {name} there yourself.",)
    return (f".gitignore asked git to keep {name} (!{name}); its last line now ignores it.",) if negated else ()


def is_ignored(folder: Path, name: str) -> bool:
    """Say whether the folder's own ``.gitignore`` covers ``name``."""
    try:
        content = (take(folder / ".gitignore").content or b"").decode("utf-8", "surrogateescape")
    except KriptikError:
        return False
    return _covers(content, name)[0]


def repository_of(folder: Path) -> Path | None:
    """Return the closest folder at or above ``folder`` that holds ``.git``."""
    start = folder.resolve()
    return next((place for place in (start, *start.parents) if (place / ".git").exists()), None)


def is_tracked(folder: Path, name: str) -> bool:
    """Say whether git's index lists ``name`` of ``folder``; an index that cannot be read counts as no."""
    root = repository_of(folder)
    if root is None:
        return False
    path = (folder.resolve().relative_to(root) / name).as_posix()
    try:
        index = _git_folder(root) / "index"
        if index.stat().st_size > _INDEX_LIMIT:
            return False
        return path.encode() in _tracked_paths(index.read_bytes())
    except (OSError, IndexError, UnicodeDecodeError):
        return False


def _covers(content: str, name: str) -> tuple[bool, bool]:
    """Return whether the last pattern that speaks of ``name`` ignores it, and whether it asks to keep it."""
    verdict: bool | None = None
    for line in content.removeprefix("\ufeff").splitlines():
        pattern = re.sub(r"(?<!\\) +$", "", line)
        if not pattern or pattern.startswith("#"):
            continue
        keep = pattern.startswith("!")
        if _matches(pattern[1:] if keep else pattern, name):
            verdict = not keep
    return verdict is True, verdict is False


def _matches(pattern: str, name: str) -> bool:
    pattern = pattern.removeprefix("/").removeprefix("**/")
    return "/" not in pattern and fnmatchcase(name, pattern.replace("[!", "[^").replace("[^", "[!"))


def _git_folder(root: Path) -> Path:
    link = root / ".git"
    if link.is_dir():
        return link
    return (root / link.read_text(encoding="utf-8").removeprefix("gitdir:").strip()).resolve()


def _tracked_paths(index: bytes) -> set[bytes]:
    version = int.from_bytes(index[4:8], "big")
    if index[:4] != b"DIRC" or version not in (2, 3):
        return set()
    paths = set()
    position = 12
    for _ in range(int.from_bytes(index[8:12], "big")):
        flags = int.from_bytes(index[position + 60 : position + 62], "big")
        start = position + _ENTRY_HEAD + (2 if flags & 0x4000 else 0)
        end = index.find(b"\0", start)
        if end < 0:
            break
        paths.add(index[start:end])
        position += (end - position) // 8 * 8 + 8
    return paths
