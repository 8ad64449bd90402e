"""Reads the files that git tracks; the house tests look at nothing else."""

from __future__ import annotations

import functools
import subprocess
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
_BINARY = frozenset({".png", ".jpg", ".ttf", ".otf", ".woff2", ".qsb", ".ico", ".icns", ".gz", ".db"})


@functools.cache
def tracked(*paths: str) -> tuple[str, ...]:
    """Return the paths that git tracks, below ``paths`` or all, relative to the root of the checkout.

    Raises CalledProcessError where the checkout is not a git work tree.
    """
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--", *paths]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    return tuple(sorted(name for name in names if name and (ROOT / name).exists()))


@functools.cache
def text_of(name: str) -> str:
    """Return the text of a tracked file, nothing for a binary one."""
    path = ROOT / name
    return "" if path.suffix in _BINARY else path.read_text(encoding="utf-8")
