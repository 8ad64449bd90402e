"""Finds needs that are said around the corner: "they attach scans", "the buyer finds a note in the mailbox".

A need is a pair of word families in one sentence, not a sentence learnt by heart: who attaches, adds or hands in
whatever is a document, a picture or a recording asks for storage.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kriptik_desktop.analysis.text import Gap, Text, stem, words_of
from kriptik_desktop.analysis.wordlists import CategoryWords

_WINDOW = 6
"""Words that may stand between the two."""

_LONGEST = 8
"""Words of a phrase at most."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Pair:
    """The words of ``left`` and ``right`` together speak for ``category``; ``ordered`` where left comes first."""

    category: str
    left: str
    right: str
    ordered: bool
    window: int


class Families:
    """All word families, and the pairs that mean something."""

    def __init__(self, families: Mapping[str, Iterable[str]], categories: Mapping[str, CategoryWords]) -> None:
        self.pairs = tuple(_pair(category, said) for category, words in categories.items() for said in words.pairs)
        if unknown := {name for each in self.pairs for name in (each.left, each.right)} - set(families):
            raise KeyError(f"no word family is called {', '.join(sorted(unknown))}")
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for name, phrases in families.items():
            for words in dict.fromkeys(tuple(map(stem, words_of(phrase))) for phrase in phrases):
                self._by_first.setdefault(words[0], []).append((words, name))

    def find(self, text: Text, words: Sequence[str]) -> Iterable[tuple[str, Span, Span]]:
        """Yield category, first and second part of every pair; ``words`` are those of the text, slips corrected."""
        places = self._places(text, words)
        sentence = _sentences(text)
        for pair in self.pairs:
            lefts, rights = places.get(pair.left), places.get(pair.right)
            for left in lefts or ():
                near = (right for right in _around(rights or (), left, pair) if _together(pair, sentence, left, right))
                for right in near:
                    yield pair.category, min(left, right), max(left, right)

    def _places(self, text: Text, words: Sequence[str]) -> dict[str, list[Span]]:
        stems = [stem(word) for word in words]
        places: dict[str, list[Span]] = {}
        for first, key in enumerate(stems):
            for phrase, name in self._by_first.get(key, ()):
                end = first + len(phrase)
                if tuple(stems[first:end]) == phrase and all(
                    token.gap <= Gap.SPACE for token in text.tokens[first + 1 : end]
                ):
                    places.setdefault(name, []).append((first, end))
        return places


def _pair(category: str, said: str) -> Pair:
    """Read ``left right``, ``left > right`` where the order matters, with a number of words at the end if not six."""
    parts = said.split()
    window = int(parts.pop()) if parts[-1].isdigit() else _WINDOW
    ordered = ">" in parts
    names = [part for part in parts if part != ">"]
    if len(names) != 2:
        raise KeyError(f"{category}: {said!r} is no pair")
    return Pair(category, names[0], names[1], ordered, window)


def _sentences(text: Text) -> list[int]:
    """Number the sentences: the one of each token."""
    numbers: list[int] = []
    for token in text.tokens:
        numbers.append((numbers[-1] if numbers else 0) + (token.gap >= Gap.STOP))
    return numbers


def _around(places: Sequence[Span], left: Span, pair: Pair) -> Sequence[Span]:
    """Return the places that are near enough to be looked at; ``places`` are in the order of the text."""
    reach = pair.window + _LONGEST
    first = left[0] if pair.ordered else left[0] - reach
    return places[bisect_left(places, (first, 0)) : bisect_left(places, (left[1] + reach, 0))]


def _together(pair: Pair, sentence: Sequence[int], left: Span, right: Span) -> bool:
    if sentence[left[0]] != sentence[right[0]] or left == right:
        return False
    between = right[0] - left[1] if left[0] < right[0] else left[0] - right[1]
    return 0 <= between <= pair.window and (left[0] < right[0] or not pair.ordered)
