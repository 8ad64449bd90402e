"""How hard a new password is to guess, by its length and variety, computed here and sent nowhere.

A rough figure in bits: it knows no list of common passwords, so it speaks of how a password is built and never calls a
short one good. Argon2id makes each guess cost the same on top, whatever the password.
"""

from __future__ import annotations

from itertools import pairwise
from math import log2
from typing import Final

from kriptik_desktop.ui.wording import translated

_CLASSES: Final = ((str.islower, 26), (str.isupper, 26), (str.isdigit, 10))
_OTHERS: Final = 33
_WORD_BITS: Final = 15.0
"""About what a word drawn from a large dictionary is worth."""
_LEVELS: Final = (30.0, 45.0, 60.0)
_LEAST: Final = 8


def bits(password: str) -> float:
    """Return the estimated strength of a password in bits."""
    letters = _unforeseen(password)
    kinds = [size for test, size in _CLASSES if any(test(letter) for letter in password)]
    if any(not letter.isalnum() for letter in password):
        kinds.append(_OTHERS)
    by_letters = letters * log2(max(2, sum(kinds)))
    words = password.split()
    if words and all(word.isalpha() for word in words):
        return min(by_letters, _WORD_BITS * len({word.casefold() for word in words}))
    return by_letters


def _unforeseen(password: str) -> float:
    """Return how many characters do not follow from the one before: repeated and counted-up ones hardly count."""
    steps = [abs(ord(second) - ord(first)) for first, second in pairwise(password)]
    free = 1 + sum(step > 1 for step in steps) if password else 0
    return min(free + (len(password) - free) / 4, 2.0 * len(set(password)))


def strength(password: str) -> int:
    """Return 0 for nothing or what is too short, else 1 (weak) to 4 (strong)."""
    if len(password) < _LEAST:
        return 0
    return 1 + sum(bits(password) >= level for level in _LEVELS)


def strength_words(password: str) -> str:
    """Return what to say about a password while it is typed."""
    if not password:
        return ""
    if len(password) < _LEAST:
        return translated("At least {count} characters are needed.").format(count=_LEAST)
    return translated(
        {
            1: "Weak: easy to guess. Add words or more varied characters.",
            2: "Fair: another word makes it much harder to guess.",
            3: "Good.",
            4: "Strong.",
        }[strength(password)]
    )
