"""The lines that say what the features need of a key, and what the key has.

Three signs and three words: a provider that does not tell is shown as that, and never as a fault of the key.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kriptik_desktop.ui.wording import translated

if TYPE_CHECKING:
    from kriptik_desktop.acquisition.rights import Right
    from kriptik_desktop.providers.model import Need

Sign = Literal["", "has", "lacks", "untold"]


@dataclass(frozen=True, slots=True)
class RightRow:
    """One need; ``sign`` is empty as long as no key was checked."""

    feature: str
    rights: str
    sign: Sign
    words: str


def wanted_rows(needs: Sequence[Need]) -> list[RightRow]:
    """Return the lines before any key was checked."""
    needed = {True: translated("Needed"), False: translated("Optional")}
    return [RightRow(each.feature, _rights(each), "", needed[each.needed]) for each in needs]


def compared_rows(rights: Sequence[Right], name: str) -> list[RightRow]:
    """Return the lines of a key that the provider called ``name`` was asked about."""
    words = {
        "has": translated("Has it"),
        "lacks": translated("Lacks it"),
        "untold": translated("{name} does not tell").format(name=name),
    }
    return [RightRow(r.need.feature, _rights(r.need), r.standing, words[r.standing]) for r in rights]


def _rights(need: Need) -> str:
    return translated(" or ").join(need.any_of)
