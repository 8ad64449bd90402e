"""Reads a misspelt name or keyword as what is meant, and leaves every ordinary word alone.

Only long words are corrected, and only when the first letter is right: the shorter a word, the more words are close
to it, and a wrong tile costs the person more than a name typed again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from kriptik_desktop.analysis.text import Token

_SHORTEST_SWAPPED = 5
"""From this length on two neighbouring letters may have changed places."""
_SHORTEST_NAME = 6
"""From this length on any one slip is forgiven."""
_LONG_NAME = 8
"""From this length on two slips are forgiven."""


class Typos:
    """Knows the words worth correcting to and the words that must stay."""

    def __init__(self, names: Iterable[str], ordinary: Iterable[str]) -> None:
        stay = frozenset(ordinary)
        self._names: dict[str, list[str]] = {}
        for name in sorted(frozenset(names) - stay):
            if len(name) >= _SHORTEST_SWAPPED and name.isalpha():
                self._names.setdefault(name[0], []).append(name)
        self._ordinary = stay.union(names)
        self._meant = lru_cache(maxsize=4096)(self._closest)

    def correct(self, tokens: Sequence[Token]) -> dict[int, str]:
        """Return the word that is meant, by token, where there is exactly one."""
        meant: dict[int, str] = {}
        for at, token in enumerate(tokens):
            if len(token.word) >= _SHORTEST_SWAPPED and (name := self._meant(token.word)):
                meant[at] = name
        return meant

    def _closest(self, word: str) -> str:
        if word in self._ordinary or not word.isalpha() or not word.isascii():
            return ""
        near = [name for name in self._names.get(word[0], ()) if _is_slip(word, name)]
        return near[0] if len(near) == 1 else ""


def _is_slip(word: str, name: str) -> bool:
    """Say whether ``word`` is ``name`` with letters added, left out, swapped or wrong; an inflection is none."""
    if abs(len(word) - len(name)) > 2 or word.removesuffix("s") == name or word.removesuffix("d") == name:
        return False
    if len(name) < _SHORTEST_NAME and sorted(word) != sorted(name):
        return False
    from rapidfuzz.distance import OSA

    most = 2 if len(name) >= _LONG_NAME else 1
    return int(OSA.distance(word, name, score_cutoff=most)) <= most
