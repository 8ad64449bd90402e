"""What an export did."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ExportLeftOut:
    """A value that the format cannot hold: whose it is, its name, never the value, and why."""

    title: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class ExportReport:
    """Where the file is and what is in it: credentials, and earlier versions of them; ``size`` in bytes."""

    path: Path
    credentials: int
    versions: int
    size: int
    left_out: tuple[ExportLeftOut, ...] = ()
