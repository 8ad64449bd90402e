"""Finds the phrases of catalogue and word lists in a text, in one pass whatever their number.

Neighbouring words are run together and looked up in one dictionary: a phrase is found however it is spaced or
hyphenated, and the time depends on the length of the text alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from kriptik_desktop.analysis.families import Families
from kriptik_desktop.analysis.text import Gap, Text, stem, words_of
from kriptik_desktop.analysis.wordlists import CategoryWords
from kriptik_desktop.providers.model import Provider

Kind = Literal["name", "product", "hint", "category", "unlisted"]
"""A provider's own name, a product or feature of it, a vendor's name that means the provider only beside a need that it
meets ("register with Google"), a need, a service that the catalogue does not hold."""

_NEAR_WORDS = 8
_SHORTEST_SPLIT = 5
"""A shorter phrase is not found in pieces: "a I" is not "AI"."""

_SHORTEST_COMPOUND = 8

_LITTLE = frozenset({"a", "an", "as", "at", "be", "by", "if", "in", "is", "it", "of", "on", "or", "so", "the", "to"})
"""A word of its own, never a piece of a name: "the red is" is not "the Redis"."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found: tokens ``first`` up to, not including, ``end`` speak for ``owner`` (provider or category)."""

    kind: Kind
    owner: str
    first: int
    end: int
    typo: bool = False
    loose: bool = False
    """A need that two words far apart speak for: what stands between them is free for others."""
    between: tuple[int, int] = (0, 0)
    """The tokens between the two."""

    @property
    def is_provider(self) -> bool:
        """Say whether the owner is a provider of the catalogue."""
        return self.kind in ("name", "product")

    def __len__(self) -> int:
        """Return the number of words."""
        return self.end - self.first

    def within(self, other: Hit) -> bool:
        """Say whether this piece of text is inside the other one."""
        return other.first <= self.first and self.end <= other.end


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: Kind
    owner: str
    words: tuple[str, ...]
    counts: bool = True
    exact: bool = False
    near: frozenset[str] = frozenset()


class Matcher:
    """All phrases, ready to be looked up."""

    def __init__(
        self,
        providers: Iterable[Provider],
        categories: Mapping[str, CategoryWords],
        families: Mapping[str, Iterable[str]] | None = None,
        ordinary: Mapping[str, Collection[str]] | None = None,
        small: Collection[str] = (),
    ) -> None:
        providers = tuple(providers)
        self.names = frozenset(name for provider in providers for name in _own_names(provider))
        self._by_key: dict[str, list[_Entry]] = {}
        self._longest = 1
        for provider in providers:
            for entry in _of_provider(provider, (ordinary or {}).get(provider.id, ()), small):
                self._add(entry)
        for category, words in categories.items():
            for entry in _of_category(category, words):
                self._add(entry)
        self._families = Families(families or {}, categories if families else {})
        self._parts = {"".join(words_of(part)): owner for owner, words in categories.items() for part in words.parts}
        self._part = re.compile("|".join(self._parts) or r"(?!)")

    def find(self, text: Text, corrected: Mapping[int, str]) -> list[Hit]:
        """Return what counts, longest first where phrases of one owner overlap, in the order of the text.

        ``corrected`` holds names to read in place of misspelt words, by token.
        """
        words = [corrected.get(at, token.word) for at, token in enumerate(text.tokens)]
        keys = [self._key_of(word) for word in words]
        found: list[Hit] = []
        instead: list[Hit] = []
        for first in range(len(words)):
            for entry, end in self._at(text, words, keys, first):
                typo = any(at in corrected for at in range(first, end))
                (found if entry.counts else instead).append(Hit(entry.kind, entry.owner, first, end, typo))
            if len(words[first]) >= _SHORTEST_COMPOUND and (part := self._part.search(words[first])):
                found.append(Hit("category", self._parts[part[0]], first, first + 1))
        return _settle(found, instead, self._pairs(text, words, instead))

    def _pairs(self, text: Text, words: Sequence[str], instead: Sequence[Hit]) -> Iterable[Hit]:
        elsewhere = {(hit.owner, at) for hit in instead for at in range(hit.first, hit.end)}
        for category, left, right in self._families.find(text, words):
            if not elsewhere & {(category, left[0]), (category, right[0])}:
                yield Hit(
                    "category", category, left[0], max(left[1], right[1]), loose=True, between=(left[1], right[0])
                )

    def _at(self, text: Text, words: Sequence[str], keys: Sequence[str], first: int) -> Iterable[tuple[_Entry, int]]:
        key = ""
        hyphens_only = True
        for end in range(first + 1, min(first + self._longest, len(words)) + 1):
            gap = text.tokens[end - 1].gap
            if end > first + 1 and gap > Gap.SPACE:
                return
            hyphens_only = hyphens_only and (end == first + 1 or gap == Gap.JOIN)
            key += keys[end - 1]
            for entry in self._by_key.get(key, ()):
                if _fits(entry, words, first, end, hyphens_only) and _is_near(entry, keys, first, end):
                    yield entry, end

    def _key_of(self, word: str) -> str:
        """Return the stem, but leave names alone: "striped" is no form of Stripe and "resends" none of Resend."""
        if word in self.names:
            return word
        short = stem(word)
        return word if short in self.names else short

    def _add(self, entry: _Entry) -> None:
        key = "".join(map(self._key_of, entry.words))
        if not key:
            return
        self._by_key.setdefault(key, []).append(entry)
        letters = max(len(entry.words), 3 if len(key) >= _SHORTEST_SPLIT else 1)
        self._longest = max(self._longest, letters + 1)


def _fits(entry: _Entry, words: Sequence[str], first: int, end: int, hyphens_only: bool) -> bool:
    if entry.exact and "".join(words[first:end]) != "".join(entry.words):
        return False
    if entry.kind == "name" and not entry.counts and end == first + 1 < first + len(entry.words):
        return False
    if end - first <= len(entry.words) or hyphens_only:
        return True
    whole_word = entry.exact and entry.kind == "category"
    if whole_word or not _LITTLE.isdisjoint(set(words[first:end]).difference(entry.words)):
        return False
    return sum(map(len, entry.words)) >= _SHORTEST_SPLIT


def _is_near(entry: _Entry, keys: Sequence[str], first: int, end: int) -> bool:
    around = (*keys[max(0, first - _NEAR_WORDS) : first], *keys[end : end + _NEAR_WORDS])
    return not entry.near or not entry.near.isdisjoint(around)


def _own_names(provider: Provider) -> Iterable[str]:
    """Yield the single words that are names: those of the provider and of its products, no ordinary words."""
    yield from (words[0] for phrase in provider.words.names if len(words := words_of(phrase)) == 1)
    first = words_of(provider.name)[:1]
    yield from first


def _of_provider(provider: Provider, ordinary: Collection[str], small: Collection[str]) -> Iterable[_Entry]:
    """Yield the phrases of a provider; of its ``ordinary`` words it is found out later what they mean."""
    own = {*words_of(provider.name)[:1], "".join(words_of(provider.name)), *words_of(provider.id)[:1]}
    for phrase in (*provider.words.names, *(more for each in provider.words.by_category.values() for more in each)):
        words = words_of(phrase)
        kind: Kind = "name" if own & {*words, "".join(words[:2])} else "product"
        yield _Entry(kind, provider.id, words, exact=len(words) == 1)
    hints = {*ordinary, *words_of(provider.name)[:1]}.difference(
        words[0] for phrase in provider.words.names if len(words := words_of(phrase)) == 1
    )
    for hint in sorted(hints):
        yield _Entry("hint", provider.id, (hint,), exact=True)
    for phrase in provider.words.not_counting:
        words = words_of(phrase)
        if not all(word in ordinary or (ordinary and word in small) for word in words):
            yield _Entry("name", provider.id, words, counts=False)


def _of_category(category: str, words: CategoryWords) -> Iterable[_Entry]:
    for phrase in words.words:
        yield _Entry("category", category, words_of(phrase))
    for phrase in words.exact:
        yield _Entry("category", category, words_of(phrase), exact=True)
    for phrase in words.products:
        yield _Entry("unlisted", category, words_of(phrase))
    for phrase in words.not_counting:
        yield _Entry("category", category, words_of(phrase), counts=False)
    for phrase, near in words.near.items():
        yield _Entry("category", category, words_of(phrase), near=frozenset(map(stem, near)))


def _settle(found: list[Hit], instead: list[Hit], pairs: Iterable[Hit]) -> list[Hit]:
    """Drop what a phrase of the same owner covers that means something else or says more; keep the closest pairs."""
    kept: list[Hit] = []
    covered = _Spans(instead)
    longest = _Spans([])
    for hit in sorted(found, key=lambda each: (-len(each), each.first)):
        if not covered.covers(hit) and not longest.touches(hit):
            longest.add(hit)
            kept.append(hit)
    for hit in sorted(pairs, key=lambda each: (len(each), each.first)):
        if not longest.touches(hit):
            longest.add(hit)
            kept.append(hit)
    return sorted(kept, key=lambda each: (each.first, each.end, each.owner))


class _Spans:
    """Which tokens the phrases of each owner take."""

    def __init__(self, hits: Iterable[Hit]) -> None:
        self._by_token: dict[tuple[str, int], list[Hit]] = {}
        for hit in hits:
            self.add(hit)

    def add(self, hit: Hit) -> None:
        for at in range(hit.first, hit.end):
            self._by_token.setdefault((hit.owner, at), []).append(hit)

    def covers(self, hit: Hit) -> bool:
        return any(hit.within(other) for other in self._by_token.get((hit.owner, hit.first), ()))

    def touches(self, hit: Hit) -> bool:
        return any((hit.owner, at) in self._by_token for at in range(hit.first, hit.end))
