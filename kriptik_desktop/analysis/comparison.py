"""Tells a yardstick from a wish: "a ChatGPT-like bot", "as clean as Stripe", "a board like Trello"."""

from __future__ import annotations

from collections.abc import Iterable

from kriptik_desktop.analysis.matcher import Hit
from kriptik_desktop.analysis.phrases import Phrases
from kriptik_desktop.analysis.text import Gap, Text
from kriptik_desktop.analysis.wordlists import ComparisonWords

_SERVICE_REACH = 3


class Comparison:
    """Knows the words that compare."""

    def __init__(self, words: ComparisonWords, determiners: Iterable[str]) -> None:
        self._before, self._determiners = Phrases(words.before), frozenset(determiners)
        self._after, self._hyphen = frozenset(words.after), frozenset(words.after_hyphen)
        self._like, self._services = frozenset(words.like), frozenset(words.services)

    def is_yardstick(self, text: Text, hit: Hit) -> bool:
        """Say whether the name is only what something else is compared with."""
        tokens = text.tokens
        if hit.end < len(tokens):
            after = tokens[hit.end]
            if after.gap == Gap.JOIN and after.word in self._hyphen:
                return True
            if after.gap == Gap.SPACE and after.word in self._after:
                return True
        at = hit.first
        while at > 0 and tokens[at].gap == Gap.SPACE and tokens[at - 1].word in self._determiners:
            at -= 1
        if at == 0 or tokens[at].gap > Gap.SPACE:
            return False
        return self._before.first_before(text, at) is not None or self._is_like(text, at)

    def _is_like(self, text: Text, at: int) -> bool:
        """Say whether "like" compares our own thing; "a provider like Stripe" gives an example of what is wanted."""
        tokens = text.tokens
        if tokens[at - 1].word not in self._like:
            return False
        before = [token.word for token in tokens[max(0, at - 1 - _SERVICE_REACH) : at - 1]]
        return bool(before) and self._services.isdisjoint(before)
