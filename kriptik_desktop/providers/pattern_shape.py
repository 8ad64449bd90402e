"""What a regular expression fixes of the texts it fits: which letters are given, and where anything may stand.

Read from the pattern, not from examples, because one pattern often stands for several kinds of keys.
"""

from __future__ import annotations

import re
from itertools import product
from typing import Final

OPEN: Final = "\0"
"""Stands in a skeleton for what the pattern leaves open."""
_MOST: Final = 64
"""Skeletons of one pattern; a pattern with more counts as open there."""
_COUNT: Final = re.compile(r"\{(\d*)(,?)\d*\}")
_SCHEME: Final = re.compile(r"(https?|wss?)://")
_JWT: Final = "eyJ"
"""How every JWT begins (RFC 7519: base64url of ``{"``), whoever made it."""


def skeletons(pattern: str) -> tuple[str, ...]:
    """Return the texts that a pattern fits, with :data:`OPEN` for each part that it leaves open."""
    try:
        found = _Reading(pattern).alternatives()
    except IndexError:
        return (OPEN,)
    head = "" if pattern.startswith("^") else OPEN
    tail = "" if pattern.endswith("$") else OPEN
    return tuple(dict.fromkeys(_folded(head + each + tail) for each in found))


def strength(skeleton: str) -> int:
    """Return how many characters are given; none for what could be anybody's: a bare JWT, an address, a fixed word."""
    rest = _SCHEME.sub("", skeleton, count=1)
    given = rest.replace(OPEN, "")
    if OPEN not in rest or rest.startswith(_JWT) or sum(map(str.isalnum, given)) < 2:
        return 0
    return len(given)


def can_be(text: str, skeleton: str) -> bool:
    """Tell whether a text that fits the pattern can be of this skeleton: it holds each given part, in order."""
    parts = skeleton.split(OPEN)
    if not (text.startswith(parts[0]) and text.endswith(parts[-1])):
        return False
    at = 0
    for part in parts:
        at = text.find(part, at) + len(part)
        if at < len(part):
            return False
    return True


def _folded(text: str) -> str:
    return re.sub(f"{OPEN}+", OPEN, text)


class _Reading:
    """One pass over a pattern; an IndexError means that it ended too early."""

    def __init__(self, pattern: str) -> None:
        self._pattern, self._at = pattern, 0

    def alternatives(self) -> list[str]:
        found = self._sequence()
        while self._next() == "|":
            self._at += 1
            found += self._sequence()
        return found if len(found) <= _MOST else [OPEN]

    def _next(self) -> str:
        return self._pattern[self._at : self._at + 1]

    def _taken(self) -> str:
        self._at += 1
        return self._pattern[self._at - 1]

    def _sequence(self) -> list[str]:
        found = [""]
        while self._next() not in ("", "|", ")"):
            atom = self._repeated(self._atom())
            if len(found) * len(atom) > _MOST:
                atom = [OPEN]
            found = ["".join(pair) for pair in product(found, atom)]
        return found

    def _atom(self) -> list[str]:
        sign = self._taken()
        if sign == "(":
            return self._group()
        if sign == "[":
            return self._class()
        if sign == "\\":
            return self._escaped()
        if sign in "^$":
            return [""]
        return [OPEN] if sign == "." else [sign]

    def _group(self) -> list[str]:
        ignored = opened = False
        if self._next() == "?":
            self._at += 1
            kind = self._taken()
            if kind == "P":
                self._at = (
                    self._pattern.index(">", self._at) + 1 if ">" in self._pattern[self._at :] else len(self._pattern)
                )
            elif kind == "<" and self._next() not in ("=", "!"):
                opened = True
            elif kind != ":":
                ignored, opened = kind in "=!<", kind not in "=!<"
        found = self.alternatives()
        self._taken()
        return [""] if ignored else [OPEN] if opened else found

    def _class(self) -> list[str]:
        start = self._at
        if self._next() == "^":
            self._at += 1
        if self._next() == "]":
            self._at += 1
        while self._next() != "]":
            if self._taken() == "\\":
                self._at += 1
        inside = self._pattern[start : self._at]
        self._at += 1
        return [inside] if len(inside) == 1 else [OPEN]

    def _escaped(self) -> list[str]:
        sign = self._taken()
        if sign in "bBAZ":
            return [""]
        return [OPEN] if sign.isalnum() else [sign]

    def _repeated(self, atom: list[str]) -> list[str]:
        sign, count = self._next(), _COUNT.match(self._pattern, self._at)
        if sign and sign in "?*+":
            self._at += 1
            found = {"?": ["", *atom], "*": [OPEN], "+": [each + OPEN for each in atom]}[sign]
        elif sign == "{" and count is not None:
            self._at = count.end()
            times = min(int(count[1] or 0), 8)
            more = bool(count[2]) or times == 8
            found = [each * times + (OPEN if more else "") for each in atom] if times else [OPEN]
        else:
            return atom
        if self._next() in ("?", "+") and self._next():
            self._at += 1
        return found
