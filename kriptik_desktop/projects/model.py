"""What a project is: a folder on disk plus the prompt and the stack that made it.

The folder carries a small ``kriptik.toml`` with ids only, so that a project is found again after it was moved.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

ProjectMode = Literal["test", "live"]
AddedBy = Literal["analysis", "person"]


@dataclass(frozen=True, slots=True)
class StackEntry:
    """One integration of a project's stack and why it is there."""

    integration_id: str
    category: str
    reason: str
    evidence: tuple[str, ...] = ()
    added_by: AddedBy = "analysis"


@dataclass(frozen=True, slots=True)
class Project:
    """A project as stored."""

    id: str
    name: str
    folder: Path
    prompt: str
    mode: ProjectMode
    stack: tuple[StackEntry, ...]
    created_at: int
    updated_at: int
    options: Mapping[str, str] = field(default_factory=dict)

    @property
    def made_elsewhere(self) -> bool:
        """Tell whether its code was there before KripTik, which then writes none into it."""
        return self.options.get("made") == "elsewhere"

    @property
    def integrations(self) -> tuple[str, ...]:
        """Return the ids of the stack in its order."""
        return tuple(entry.integration_id for entry in self.stack)
