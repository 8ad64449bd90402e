"""Facts about projects."""

from __future__ import annotations

from dataclasses import dataclass

from kriptik_desktop.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectChanged(Event):
    """A project was made, changed, moved or removed."""

    project_id: str
