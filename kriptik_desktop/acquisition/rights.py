"""What the features need of a key beside what the key turned out to have.

A provider that does not tell is not the same as a key that lacks something, so there are three answers.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from kriptik_desktop.providers.model import Need

Standing = Literal["has", "lacks", "untold"]


@dataclass(frozen=True, slots=True)
class Right:
    """One need, and how a key stands to it."""

    need: Need
    standing: Standing


def compare(needs: Sequence[Need], scopes: Collection[str], missing: str = "") -> tuple[Right, ...]:
    """Return how a key with these scopes stands to each need.

    ``scopes`` are the provider's own words, empty where it names none; ``missing`` is a right that it named as lacking.
    """
    return tuple(Right(need, _standing(need, scopes, missing)) for need in needs)


def _standing(need: Need, scopes: Collection[str], missing: str) -> Standing:
    if set(need.any_of) & set(scopes):
        return "has"
    return "lacks" if scopes or missing in need.any_of else "untold"
