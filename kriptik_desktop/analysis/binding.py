"""Tells for which of its categories a provider is named: "Supabase for auth", "login via Supabase".

A need that is bound to a provider in this way is met by it and asks for no choice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kriptik_desktop.analysis.matcher import Hit
from kriptik_desktop.analysis.text import Gap, Text, stem, words_of
from kriptik_desktop.analysis.wordlists import BindingWords
from kriptik_desktop.providers.model import Provider

_AND = frozenset({"and", "or", "plus", "und", "oder", "sowie", "et", "ou", "y", "e"})
_STEPS = 12
"""Words that a walk from the provider takes at most."""


class Needs:
    """The needs of a text by the tokens where they begin, end and stand."""

    def __init__(self, needs: Sequence[Hit]) -> None:
        self.starting = {need.first: need for need in needs}
        self.ending = {need.end: need for need in needs}
        self.at = {at: need for need in needs for at in range(need.first, need.end)}


class Binding:
    """Knows what may stand between a provider and what it is for."""

    def __init__(self, words: BindingWords, providers: Sequence[Provider]) -> None:
        self._forward, self._backward = frozenset(words.forward), frozenset(words.backward)
        self._opening = frozenset(words.opening)
        self._phrases: Mapping[str, list[tuple[str, str]]] = {
            provider.id: [
                (category, _key(words_of(phrase)))
                for category, phrases in provider.words.by_category.items()
                for phrase in phrases
            ]
            for provider in providers
        }

    def spoken_for(self, text: Text, hit: Hit, provider: Provider, needs: Needs) -> set[str]:
        """Return the categories of ``provider`` that this mention speaks for; none where it is named alone."""
        if len(provider.categories) == 1:
            return set(provider.categories)
        said = _key([token.word for token in text.tokens[hit.first : hit.end]])
        spoken = {category for category, key in self._phrases[provider.id] if key == said}
        spoken |= {needs.at[at].owner for at in range(hit.first, hit.end) if at in needs.at}
        spoken |= self._ahead(text, hit, needs.starting, provider.categories)
        spoken |= self._behind(text, hit, needs.ending, provider.categories)
        return spoken & set(provider.categories)

    def is_bound(self, text: Text, hit: Hit, provider: Provider, needs: Needs) -> bool:
        """Say whether a need that ``provider`` meets stands in such a place that the mention must be about it."""
        ahead = self._ahead(text, hit, needs.starting, provider.categories)
        return bool(ahead or self._behind(text, hit, needs.ending, provider.categories))

    def _ahead(self, text: Text, hit: Hit, starting: Mapping[int, Hit], serves: Sequence[str]) -> set[str]:
        spoken: set[str] = set()
        opened = False
        at = hit.end
        while at < min(hit.end + _STEPS, len(text.tokens)):
            word, gap = text.tokens[at].word, text.tokens[at].gap
            if gap >= Gap.HARD or (gap == Gap.COMMA and not (opened and spoken)):
                break
            need = starting.get(at)
            if need and need.owner in serves and (opened or not spoken):
                spoken.add(need.owner)
                at = need.end
                continue
            opened = opened or word in self._opening
            if word not in self._forward and not (opened and spoken and word in _AND):
                break
            at += 1
        return spoken

    def _labelled(self, text: Text, hit: Hit, ending: Mapping[int, Hit], serves: Sequence[str]) -> set[str]:
        """Return the need of the label right before: "Sign-in: Google"."""
        need = ending.get(hit.first)
        token = text.tokens[hit.first]
        if need is None or need.owner not in serves or token.gap != Gap.HARD:
            return set()
        return {need.owner} if ":" in text.prompt[text.tokens[hit.first - 1].end : token.start] else set()

    def _behind(self, text: Text, hit: Hit, ending: Mapping[int, Hit], serves: Sequence[str]) -> set[str]:
        spoken = self._labelled(text, hit, ending, serves)
        at = hit.first
        passed = False
        linked = at > 0 and text.tokens[at - 1].word in self._backward
        while at > max(0, hit.first - _STEPS) and text.tokens[at].gap < Gap.HARD:
            need = ending.get(at)
            if need and need.owner in serves and linked:
                spoken.add(need.owner)
                at = need.first
                continue
            if text.tokens[at].gap == Gap.COMMA and not spoken:
                break
            word = text.tokens[at - 1].word
            link = word in (_AND if spoken else self._backward)
            if not link and (spoken or passed or not linked):
                break
            passed = passed or not link
            linked = True
            at -= 1
        return spoken


def _key(words: Sequence[str]) -> str:
    return "".join(map(stem, words))
