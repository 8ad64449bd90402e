"""The lines to write into a project's environment files, and what was found there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kriptik_desktop.core.secret import Secret

ENV_FILE = ".env"
EXAMPLE_FILE = ".env.example"


@dataclass(frozen=True, slots=True)
class EnvEntry:
    """One variable; without a value it becomes a commented line with the reason."""

    name: str
    value: Secret | None
    comment: str = ""
    why_missing: str = ""


@dataclass(frozen=True, slots=True)
class WrittenEnv:
    """What a write did, by variable name.

    ``kept`` had the value already, ``commented`` have no value yet.
    """

    path: Path
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    commented: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


FindingKind = Literal[
    "no_file",
    "unreadable",
    "missing",
    "empty",
    "duplicate",
    "malformed",
    "ambiguous",
    "mode",
    "tracked",
    "not_ignored",
]


@dataclass(frozen=True, slots=True)
class EnvFinding:
    """One thing about ``.env`` that the person should know; an ``error`` keeps the app from working or leaks it."""

    level: Literal["error", "warning"]
    kind: FindingKind
    message: str
    name: str = ""
    lines: tuple[int, ...] = ()
