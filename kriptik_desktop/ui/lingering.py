"""Keeps what a description needed a moment ago on screen until the person rests.

Between two letters of one word a name may be none, or another one. A cell that went with it and came back would flicker
and lose the pointer and the keyboard, so nothing leaves while typing goes on; what is new comes at once.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kriptik_desktop.analysis.model import Analysis


def lingering(before: Analysis | None, now: Analysis | None) -> Analysis | None:
    """Return ``now`` with what only ``before`` had; a denial of what still stays waits until that has left."""
    if before is None or now is None:
        return now or before
    named = {each.id for each in now.detected}
    asked = {each.category for each in now.choices}
    denied = {each.id or each.category for each in now.ruled_out}
    services = [each for each in before.detected if each.id not in named]
    needs = [each for each in before.choices if each.category not in asked]
    staying = {each.id for each in services} | {each.category for each in needs}
    there = named | asked | denied | staying
    denials = [each for each in before.ruled_out if (each.id or each.category) not in there]
    return replace(
        now,
        detected=(*now.detected, *services),
        choices=(*now.choices, *needs),
        ruled_out=(*(each for each in now.ruled_out if (each.id or each.category) not in staying), *denials),
    )
