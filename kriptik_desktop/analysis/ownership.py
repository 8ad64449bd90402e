"""Hears that a need is met already: "we have our own login", "email is taken care of by another team".

Only needs that a project fills itself can be met so; "our existing shop" is a system to connect, not one to do without.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kriptik_desktop.analysis.matcher import Hit
from kriptik_desktop.analysis.negation import Denial
from kriptik_desktop.analysis.phrases import Phrases
from kriptik_desktop.analysis.text import Gap, Text
from kriptik_desktop.analysis.wordlists import NegationWords

_BEFORE = 2
_BEHIND = 8


class Ownership:
    """Knows how people say that something is there already."""

    def __init__(self, words: NegationWords) -> None:
        self._own, self._owned = Phrases(words.own), Phrases(words.owned)
        self._ownable = frozenset(words.ownable)

    def met(self, text: Text, needs: Sequence[Hit]) -> Iterable[Denial]:
        """Yield the needs that the text says to be met."""
        for hit in needs:
            if hit.owner not in self._ownable:
                continue
            if (first := self._before(text, hit)) is not None:
                yield Denial(hit, first, hit.end)
            elif end := self._behind(text, hit):
                yield Denial(hit, hit.first, end)

    def _before(self, text: Text, hit: Hit) -> int | None:
        for at in range(hit.first, max(-1, hit.first - 1 - _BEFORE), -1):
            if (first := self._own.first_before(text, at)) is not None:
                return first
            if text.tokens[at].gap > Gap.SPACE:
                return None
        return None

    def _behind(self, text: Text, hit: Hit) -> int:
        for at in range(hit.end, min(hit.end + _BEHIND, len(text.tokens))):
            if text.tokens[at].gap >= Gap.COMMA:
                return 0
            if end := self._owned.end_from(text, at):
                return end
        return 0
