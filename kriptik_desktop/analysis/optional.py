"""Finds what the text leaves open or puts off: "maybe later add Slack", "Telegram would be nice"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kriptik_desktop.analysis.phrases import Phrases
from kriptik_desktop.analysis.text import Gap, Text
from kriptik_desktop.analysis.wordlists import OptionalWords

_BEHIND = 10
_AHEAD = 12
"""Words that a cue reaches back, and ahead, inside of its clause."""


class Optional:
    """Knows the words that make a wish a maybe."""

    def __init__(self, words: OptionalWords) -> None:
        self._anywhere, self._before, self._after = map(Phrases, (words.anywhere, words.before, words.after))

    def tokens(self, text: Text, put_off: Sequence[range]) -> frozenset[int]:
        """Return the tokens that are left open, ``put_off`` by their heading among them."""
        found = {at for place in put_off for at in place}
        for first, end in self._anywhere.spans(text):
            found.update(_back(text, first), _on(text, first, end))
        for first, end in self._before.spans(text):
            found.update(_on(text, first, end))
        for first, _end in self._after.spans(text):
            found.update(_back(text, first))
        return frozenset(found)


def _back(text: Text, first: int) -> Iterable[int]:
    for at in range(first - 1, max(-1, first - 1 - _BEHIND), -1):
        if text.tokens[at + 1].gap >= Gap.COMMA:
            return
        yield at


def _on(text: Text, first: int, end: int) -> Iterable[int]:
    """Yield the tokens ahead: the clause, or the whole sentence where the cue stands at its begin."""
    stop = Gap.HARD if text.tokens[first].gap >= Gap.HARD else Gap.COMMA
    for at in range(end, min(len(text.tokens), end + _AHEAD)):
        if text.tokens[at].gap >= (Gap.STOP if at == end else stop):
            return
        yield at
