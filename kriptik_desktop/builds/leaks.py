"""Looks for the vault's own values in a project's files.

It compares with what the vault really holds, so it raises no false alarm over things that merely look like keys, and
finds keys whose shape nobody knows. Blocking; run it in a thread.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from kriptik_desktop.core.secret import Secret

_PASSED_OVER = {"node_modules", ".next", ".git"}
_SIZE_LIMIT = 4 << 20
_SHORTEST = 8
"""Characters; shorter values would be found in innocent text."""


def files_with(folder: Path, secrets: Sequence[Secret], allowed: frozenset[str] = frozenset({".env"})) -> list[str]:
    """Return the files below ``folder``, as POSIX paths, that hold one of the values; ``allowed`` may."""
    needles = {secret.reveal().encode() for secret in secrets if len(secret) >= _SHORTEST}
    found = []
    for path in _files(folder):
        name = path.relative_to(folder).as_posix()
        if name in allowed or path.stat().st_size > _SIZE_LIMIT:
            continue
        content = path.read_bytes()
        if any(needle in content for needle in needles):
            found.append(name)
    return sorted(found)


def _files(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name not in _PASSED_OVER]
        for name in names:
            path = Path(parent, name)
            if path.is_file() and not path.is_symlink():
                yield path
