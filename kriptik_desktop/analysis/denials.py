"""Gathers all that a text denies: by a word before or behind, by what is said of a service, by the heading above it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kriptik_desktop.analysis.matcher import Hit
from kriptik_desktop.analysis.negation import Denial, Negation
from kriptik_desktop.analysis.ownership import Ownership
from kriptik_desktop.analysis.rejection import Rejection
from kriptik_desktop.analysis.scopes import Scopes
from kriptik_desktop.analysis.sections import Section
from kriptik_desktop.analysis.text import Gap, Text, stem, words_of
from kriptik_desktop.analysis.wordlists import WordLists


class Denials:
    """Knows every way of saying no."""

    def __init__(self, lists: WordLists, categories: Mapping[str, Sequence[str]]) -> None:
        self._negation = Negation(lists.negation, lists.languages)
        self._rejection = Rejection(lists.rejection, categories)
        self._ownership = Ownership(lists.negation)
        self._scopes = Scopes(lists.scope)
        self._inside = frozenset(lists.negation.inside)
        self._nothing = frozenset(lists.negation.nothing)
        self._narrow = {
            (category, _key(words_of(phrase)))
            for category, words in lists.categories.items()
            for phrase in words.narrow
        }

    def found(self, text: Text, hits: Sequence[Hit], sections: Sequence[Section], language: str) -> list[Denial]:
        """Return the denials of a text, those of words first; one hit may be denied by several."""
        named = {at for hit in hits if hit.is_provider for at in range(hit.first, hit.end)}
        hits = [hit for hit in hits if hit.is_provider or hit.first not in named]
        needs = [hit for hit in hits if not hit.is_provider]
        return [
            *self._negation.denied(text, hits, language),
            *self._scopes.denied(text, hits, sections),
            *self._rejection.denied(text, [hit for hit in hits if hit.is_provider]),
            *self._ownership.met(text, needs),
            *self._turned(text, needs),
        ]

    def whole(self, text: Text, denials: Iterable[Denial]) -> frozenset[str]:
        """Return the categories that are denied as such, not only a part of them."""
        return frozenset(
            denial.hit.owner
            for denial in denials
            if denial.hit.kind == "category"
            and not denial.hit.loose
            and (denial.hit.owner, self._said(text, denial.hit)) not in self._narrow
        )

    def _turned(self, text: Text, needs: Iterable[Hit]) -> Iterable[Denial]:
        """Yield the needs with a denial between their two words: "people pay nothing", "keep no data"."""
        tokens = text.tokens
        for hit in needs:
            inside = {hit.between[0], hit.between[1] - 1} if hit.loose and hit.between[0] < hit.between[1] else set()
            if any(tokens[at].word in self._inside for at in inside) or self._ends_in_nothing(text, hit):
                yield Denial(hit, hit.first, hit.end)

    def _ends_in_nothing(self, text: Text, hit: Hit) -> bool:
        if hit.end >= len(text.tokens) or text.tokens[hit.end].gap >= Gap.COMMA:
            return False
        word, behind = text.tokens[hit.end].word, text.tokens[hit.end + 1 : hit.end + 2]
        last = not behind or behind[0].gap >= Gap.COMMA
        return word in (self._inside if hit.loose or last else self._nothing)

    def _said(self, text: Text, hit: Hit) -> str:
        return _key([token.word for token in text.tokens[hit.first : hit.end]])


def _key(words: Sequence[str]) -> str:
    return "".join(map(stem, words))
