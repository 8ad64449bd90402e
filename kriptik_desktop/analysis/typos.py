"""Reads a misspelt name as the name, and leaves every ordinary word alone.

Only long names are corrected, and only when the first letter is right: the shorter a word, the more words are close
to it, and a wrong tile costs the person more than a name typed again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from kriptik_desktop.analysis.text import Token

_SHORTEST_NAME = 6
_LONG_NAME = 8
"""From this length on two slips are forgiven."""


class Typos:
    """Knows the names worth correcting to and the words that must stay."""

    def __init__(self, names: Iterable[str], ordinary: Iterable[str]) -> None:
        long = sorted(name for name in names if len(name) >= _SHORTEST_NAME and name.isalpha() and name not in ordinary)
        self._names: dict[str, list[str]] = {}
        for name in long:
            self._names.setdefault(name[0], []).append(name)
        self._ordinary = frozenset(ordinary) | frozenset(names)
        self._meant = lru_cache(maxsize=4096)(self._closest)

    def correct(self, tokens: Sequence[Token]) -> dict[int, str]:
        """Return the name that is meant, by token, where there is exactly one."""
        meant: dict[int, str] = {}
        for at, token in enumerate(tokens):
            if len(token.word) >= _SHORTEST_NAME - 1 and (name := self._meant(token.word)):
                meant[at] = name
        return meant

    def _closest(self, word: str) -> str:
        if word in self._ordinary or not word.isalpha() or not word.isascii():
            return ""
        near = [
            name for name in self._names.get(word[0], ()) if _slips(word, name) <= (2 if len(name) >= _LONG_NAME else 1)
        ]
        return near[0] if len(near) == 1 else ""


def _slips(word: str, name: str) -> int:
    """Count letters added, left out, swapped or wrong."""
    if abs(len(word) - len(name)) > 2:
        return 3
    if word.removesuffix("s") == name or word.removesuffix("d") == name:
        return 3
    from rapidfuzz.distance import OSA

    return int(OSA.distance(word, name, score_cutoff=2))
