"""Cuts a prompt into words that remember where they stood, so that every finding can quote the prompt.

Word, stem and the kind of gap before a word are all that the other modules look at: spelling variants such as
"sign-in", "sign in" and "signin" become equal because phrases are compared with the gaps taken out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from kriptik_desktop.analysis.model import Evidence

_LATIN = "0-9A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff\u0300-\u036f"
_ELIDED = r"(?:[cdjlmnst]|(?:jus|lors|puis)?qu)['\u2019](?=[aeiouyh\u0153\u00e0-\u00ff])"
"""French "l'authentification" is two words; English has no word that begins so."""

_WORD = re.compile(rf"(?i:{_ELIDED})|[{_LATIN}]+(?:['\u2019][{_LATIN}]+)*|[^\W_{_LATIN}]+")
_CHUNK = re.compile(r"\S+")
_BULLET = re.compile(r"\n[ \t]*(?:[-*\u2022+]|\d+[.)])[ \t]")
_WRAP_COLUMN = 60
_REMEMBERED = 16_384
"""Words and phrases whose form is looked up and not worked out again; the lists hold about half as many."""
_UMLAUTS = str.maketrans({"\u00e4": "ae", "\u00f6": "oe", "\u00fc": "ue"})
"""So that "fuer" equals "f\u00fcr", and "Z\u00e4hlung" (count) does not become "Zahlung" (payment)."""
_PLAIN = _UMLAUTS | {
    code: unicodedata.normalize("NFKD", chr(code))[0] for code in range(0xE0, 0x100) if code not in _UMLAUTS
}
"""The usual accents at once: taking every letter apart takes three times as long."""


class Gap(IntEnum):
    """What stands before a word: nothing that parts it, a space, a comma, the end of a clause or a sentence."""

    JOIN = 0
    SPACE = 1
    COMMA = 2
    HARD = 3
    STOP = 4


@dataclass(frozen=True, slots=True)
class Token:
    """One word of the prompt; ``word`` is folded to lower case without accents."""

    start: int
    end: int
    word: str
    gap: Gap


class Text:
    """The prompt as words."""

    def __init__(self, prompt: str, slips: Mapping[str, str] | None = None) -> None:
        """Cut ``prompt`` into words; those in ``slips`` are read as what they are misspelt for."""
        self.prompt = prompt
        self.tokens = tuple(_tokens(prompt, slips or {}))

    def capitals(self, names: Container[int]) -> float:
        """Return how many of the words inside of sentences begin with a capital letter, ``names`` left out."""
        inside = [token for at, token in enumerate(self.tokens) if token.gap < Gap.HARD and at not in names]
        return sum(self.prompt[token.start].isupper() for token in inside) / max(len(inside), 8)

    def evidence(self, first: int, end: int) -> Evidence:
        """Return the piece of the prompt from token ``first`` up to, not including, token ``end``."""
        start, stop = self.tokens[first].start, self.tokens[end - 1].end
        return Evidence(self.prompt[start:stop], start, stop)


@lru_cache(maxsize=_REMEMBERED)
def words_of(phrase: str) -> tuple[str, ...]:
    """Return the folded words of a phrase of the catalogue or of the word lists."""
    if phrase.isascii() and phrase.replace(" ", "").isalnum():
        return tuple(phrase.lower().split())
    return tuple(fold(found[0]) for found in _WORD.finditer(phrase))


def fold(word: str) -> str:
    """Return ``word`` in lower case, without accents and possessive s; umlauts as they are written without them."""
    folded = word.casefold()
    if not folded.isascii():
        folded = folded.translate(_PLAIN)
    if not folded.isascii():
        folded = unicodedata.normalize("NFC", folded.replace("\u2019", "'")).translate(_UMLAUTS)
        folded = unicodedata.normalize("NFKD", folded)
        folded = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return folded.removesuffix("'s").removesuffix("'")


@lru_cache(maxsize=_REMEMBERED)
def stem(word: str) -> str:
    """Return what the common English endings leave of ``word``: equal for "charge" and "charging"."""
    if len(word) < 4 or word[-1] not in "sged" or not word.isascii():
        return word
    word = _singular(word)
    for ending in ("ing", "ed"):
        base = word.removesuffix(ending)
        if base != word and len(base) >= 3 and any(vowel in base for vowel in "aeiouy"):
            word = base[:-1] if base[-1] == base[-2] and base[-1] not in "ls" else _with_e(base)
            break
    return word.removesuffix("e") if len(word) > 4 else word


def _with_e(base: str) -> str:
    """Give a short base its silent e back, so that "noted" belongs to "note" and not to "not"."""
    silent = len(base) == 3 and base[0] not in "aeiou" and base[1] in "aeiou" and base[2] not in "aeiouxwy"
    return f"{base}e" if silent else base


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _tokens(prompt: str, slips: Mapping[str, str]) -> list[Token]:
    tokens: list[Token] = []
    end = line = 0
    for found in _WORD.finditer(_without_addresses(prompt)):
        start = found.start()
        gap = Gap.STOP if not tokens else _gap(prompt, end, start, line)
        if "\n" in prompt[end:start]:
            line = prompt.rfind("\n", end, start) + 1
        end = found.end()
        word = fold(found[0])
        tokens.append(Token(start, end, slips.get(word, word), gap))
    return tokens


def _without_addresses(prompt: str) -> str:
    """Blank out e-mail and web addresses: "billing@example.com" says nothing about billing."""
    if "@" not in prompt and "://" not in prompt:
        return prompt
    return _CHUNK.sub(lambda found: "," * len(found[0]) if _is_address(found[0]) else found[0], prompt)


def _is_address(chunk: str) -> bool:
    return "://" in chunk or "@" in chunk.strip("@")


def _gap(prompt: str, end: int, start: int, line: int) -> Gap:
    between = prompt[end:start]
    if not between and prompt[start - 1] in "'\u2019":
        return Gap.SPACE
    if not between or between in "-\u2010\u2011_./":
        return Gap.JOIN
    if between.isspace() and "\n" not in between:
        return Gap.SPACE
    if "\n" in between and not _wrapped(prompt, between, end, start, line):
        return Gap.STOP
    if between.isspace():
        return Gap.SPACE
    if any(mark in between for mark in ".!?\u2026\u3002\uff01\uff1f"):
        return Gap.STOP
    return Gap.HARD if any(mark in between for mark in ";:\u2013\u2014") else Gap.COMMA


def _wrapped(prompt: str, between: str, end: int, start: int, line: int) -> bool:
    """Say whether the line end only wraps the text: no empty line, no list, and the sentence goes on."""
    if between.count("\n") > 1 or _BULLET.search(between):
        return False
    return prompt[start].islower() or end - line >= _WRAP_COLUMN
