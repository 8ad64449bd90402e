"""From a description to the integrations that it needs: offline, in milliseconds, with the words it goes by.

Nothing is guessed: a named provider is detected, a need without a name becomes a choice, and what the text denies is
listed with the denial. The same prompt and catalogue always give the same answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kriptik_desktop.analysis.binding import Binding, Needs
from kriptik_desktop.analysis.errors import PROMPT_LIMIT, EmptyPrompt, PromptTooLong
from kriptik_desktop.analysis.findings import (
    Findings,
    Mention,
    choices,
    detected,
    ruled_out,
    suggested_stack,
)
from kriptik_desktop.analysis.languages import Languages
from kriptik_desktop.analysis.matcher import Hit, Matcher
from kriptik_desktop.analysis.model import Analysis
from kriptik_desktop.analysis.negation import Negation
from kriptik_desktop.analysis.text import Gap, Text
from kriptik_desktop.analysis.typos import Typos
from kriptik_desktop.analysis.wordlists import WordLists
from kriptik_desktop.providers.catalogue import Catalogue


class Analyser:
    """Reads prompts with one catalogue; everything that depends on the catalogue alone is prepared once."""

    def __init__(self, catalogue: Catalogue, words: WordLists | None = None) -> None:
        lists = words or WordLists.load()
        self._catalogue = catalogue
        self._matcher = Matcher(catalogue.all(), lists.categories)
        self._typos = Typos(self._matcher.names, lists.typos.words)
        self._negation = Negation(lists.negation, lists.comparison, lists.languages)
        self._binding = Binding(lists.binding, catalogue.all())
        self._either = frozenset(lists.negation.either)
        self._languages = Languages(lists.languages)

    def analyse(self, prompt: str) -> Analysis:
        """Return what ``prompt`` asks for; offsets count characters (code points) of ``prompt`` as given.

        Raises EmptyPrompt for blank text and PromptTooLong beyond 20,000 characters.
        """
        if len(prompt) > PROMPT_LIMIT:
            raise PromptTooLong(len(prompt))
        if not prompt.strip():
            raise EmptyPrompt
        text = Text(prompt)
        findings = self._findings(text)
        found = detected(findings)
        return Analysis(found, choices(findings, found), ruled_out(findings, found), suggested_stack(found))

    def _findings(self, text: Text) -> Findings:
        hits = _outermost(self._named(text, self._matcher.find(text, self._typos.correct(text.tokens))))
        providers = [hit for hit in hits if hit.is_provider]
        compared = {hit for hit in providers if self._negation.is_comparison(text, hit)}
        denials = [
            denial
            for denial in self._negation.denied(text, hits, self._languages.of(text))
            if denial.hit not in compared
        ]
        denied = {denial.hit for denial in denials}
        unwanted = {hit.owner for hit in denied if hit.is_provider}
        needs = [hit for hit in hits if not hit.is_provider and hit not in denied]
        wanted = [hit for hit in providers if hit not in compared and hit.owner not in unwanted]
        named = [hit for hit in providers if hit not in compared]
        bound = Needs(needs)
        mentions = [
            Mention(hit, frozenset(self._binding.spoken_for(text, hit, self._catalogue.get(hit.owner), bound)))
            for hit in wanted
        ]
        free = _not_inside(needs, named)
        yardsticks = [hit for hit in providers if hit in compared]
        return Findings(text, self._catalogue, mentions, free, denials, yardsticks, self._alternatives(text, wanted))

    def _named(self, text: Text, hits: Sequence[Hit]) -> list[Hit]:
        """Take a vendor's name for the provider where a need that it meets belongs to it, else leave it out."""
        needs = Needs([hit for hit in hits if hit.kind == "category"])
        taken = {at for hit in hits if hit.is_provider for at in range(hit.first, hit.end)}
        return [
            replace(hit, kind="name") if hit.kind == "hint" else hit
            for hit in hits
            if hit.kind != "hint" or (hit.first not in taken and self._means_provider(text, hit, needs))
        ]

    def _means_provider(self, text: Text, hit: Hit, needs: Needs) -> bool:
        return self._binding.is_bound(text, hit, self._catalogue.get(hit.owner), needs)

    def _alternatives(self, text: Text, wanted: Sequence[Hit]) -> list[tuple[Hit, ...]]:
        """Return providers of one category between which the prompt leaves the choice open: "OpenAI or Anthropic"."""
        groups: list[tuple[Hit, ...]] = []
        for left, right in pairwise(wanted):
            between = text.tokens[left.end : right.first]
            joined = len(between) == 1 and between[0].word in self._either and text.tokens[right.first].gap <= Gap.SPACE
            if not joined or left.owner == right.owner or between[0].gap >= Gap.HARD:
                continue
            if groups and groups[-1][-1] == left:
                groups[-1] = (*groups[-1], right)
            elif self._common_category(left, right):
                groups.append((left, right))
        return groups

    def _common_category(self, left: Hit, right: Hit) -> bool:
        first, second = (self._catalogue.get(hit.owner).categories for hit in (left, right))
        return not set(first).isdisjoint(second)


def _outermost(hits: Sequence[Hit]) -> list[Hit]:
    """Drop a need that is only a word inside of another need's or service's longer phrase."""
    longest: dict[int, Hit] = {}
    for hit in hits:
        for at in range(hit.first, hit.end) if not hit.is_provider else ():
            if at not in longest or len(longest[at]) < len(hit):
                longest[at] = hit
    return [hit for hit in hits if hit.is_provider or not _is_inside(hit, longest[hit.first])]


def _is_inside(hit: Hit, other: Hit) -> bool:
    return hit.within(other) and not other.within(hit)


def _not_inside(needs: Sequence[Hit], providers: Sequence[Hit]) -> list[Hit]:
    taken = {at for hit in providers for at in range(hit.first, hit.end)}
    return [need for need in needs if taken.isdisjoint(range(need.first, need.end))]
