"""Looks phrases up in a text at a given word: the cues that turn a finding around or put it off.

Unlike the matcher these are compared word by word as they stand: "not" is no form of "note".
"""

from __future__ import annotations

from collections.abc import Iterable

from kriptik_desktop.analysis.text import Gap, Text, words_of


class Phrases:
    """A set of phrases, grouped by their first and by their last word."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        self._by_last: dict[str, list[tuple[str, ...]]] = {}
        split = {words_of(phrase) for phrase in phrases} - {()}
        for phrase in sorted(split, key=lambda words: (-len(words), words)):
            self._by_first.setdefault(phrase[0], []).append(phrase)
            self._by_last.setdefault(phrase[-1], []).append(phrase)

    def end_from(self, text: Text, first: int) -> int:
        """Return the token behind the longest phrase that begins at ``first``, or 0."""
        if first >= len(text.tokens):
            return 0
        for phrase in self._by_first.get(text.tokens[first].word, ()):
            if _stands(text, first, phrase):
                return first + len(phrase)
        return 0

    def first_before(self, text: Text, end: int) -> int | None:
        """Return where the longest phrase begins that stands right before token ``end``, or None."""
        if end < 1 or end > len(text.tokens):
            return None
        for phrase in self._by_last.get(text.tokens[end - 1].word, ()):
            if end >= len(phrase) and _stands(text, end - len(phrase), phrase):
                return end - len(phrase)
        return None

    def spans(self, text: Text, first: int = 0, end: int | None = None) -> Iterable[tuple[int, int]]:
        """Yield where the phrases stand between two tokens, each word taken once."""
        at, stop = first, len(text.tokens) if end is None else end
        while at < stop:
            behind = self.end_from(text, at)
            if behind and behind <= stop:
                yield at, behind
            at = behind if behind and behind <= stop else at + 1


def _stands(text: Text, first: int, phrase: tuple[str, ...]) -> bool:
    tokens = text.tokens[first : first + len(phrase)]
    return tuple(token.word for token in tokens) == phrase and all(token.gap <= Gap.SPACE for token in tokens[1:])
