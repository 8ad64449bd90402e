"""One value in a pasted text, with what stands beside it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

MOST_PIECES: Final = 2_000
"""Pieces looked at in one text; a credential is never hidden behind more."""

USER: Final = "user of the call"
BESIDE_USER: Final = "what stands beside the user of the call"
"""The names of what ``curl -u`` carries; no provider calls a value so."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A value as it stands in the text; its printed form never shows it."""

    name: str
    """The name or label beside it; empty where it stands alone."""
    text: str = field(repr=False)
    variable: bool = False
    """Whether it was given as a variable of an environment."""
    inside: tuple[str, ...] = ()
    """What surrounds it: sections and keys above it, the outermost first."""
