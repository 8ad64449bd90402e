"""From a description to the integrations that it needs: offline, in milliseconds, with the words it goes by.

Nothing is guessed: a named provider is detected, a need without a name becomes a choice, and what the text denies is
listed with the denial. The same prompt and catalogue always give the same answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kriptik_desktop.analysis.alternatives import Alternatives
from kriptik_desktop.analysis.binding import Binding, Needs
from kriptik_desktop.analysis.comparison import Comparison
from kriptik_desktop.analysis.denials import Denials
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
from kriptik_desktop.analysis.optional import Optional
from kriptik_desktop.analysis.scopes import Scopes
from kriptik_desktop.analysis.sections import sections
from kriptik_desktop.analysis.senses import Reading, Senses
from kriptik_desktop.analysis.text import Text
from kriptik_desktop.analysis.typos import Typos
from kriptik_desktop.analysis.vendors import Vendors
from kriptik_desktop.analysis.wordlists import WordLists
from kriptik_desktop.providers.catalogue import Catalogue


class Analyser:
    """Reads prompts with one catalogue; everything that depends on the catalogue alone is prepared once."""

    def __init__(self, catalogue: Catalogue, words: WordLists | None = None) -> None:
        lists = words or WordLists.load()
        providers = catalogue.all()
        serves = {provider.id: provider.categories for provider in providers}
        self._catalogue = catalogue
        self._senses = Senses(lists.senses, lists.categories, providers)
        self._matcher = Matcher(providers, lists.categories, lists.families, self._senses.ordinary, self._senses.small)
        self._typos = Typos({*self._matcher.names, *lists.typos.vocabulary}, lists.typos.words)
        self._slips = lists.typos.meant
        self._comparison = Comparison(lists.comparison, lists.negation.determiners)
        self._denials = Denials(lists, serves)
        self._scopes, self._optional = Scopes(lists.scope), Optional(lists.optional)
        self._binding = Binding(lists.binding, providers)
        self._vendors = Vendors(providers)
        self._alternatives = Alternatives(serves, lists.negation.either)
        self._languages = Languages(lists.languages)

    def analyse(self, prompt: str) -> Analysis:
        """Return what ``prompt`` asks for; offsets count characters (code points) of ``prompt`` as given.

        Raises EmptyPrompt for blank text and PromptTooLong beyond 20,000 characters.
        """
        if len(prompt) > PROMPT_LIMIT:
            raise PromptTooLong(len(prompt))
        if not prompt.strip():
            raise EmptyPrompt
        findings = self._findings(Text(prompt, self._slips))
        found = detected(findings)
        left = choices(findings, found)
        return Analysis(found, left, ruled_out(findings, found, left), suggested_stack(found))

    def _findings(self, text: Text) -> Findings:
        language = self._languages.of(text)
        hits = _outermost(self._named(text, self._matcher.find(text, self._typos.correct(text.tokens)), language))
        compared = {hit for hit in hits if hit.is_provider and self._comparison.is_yardstick(text, hit)}
        parts = sections(text)
        denials = self._denials.found(text, hits, parts, language)
        denials = [denial for denial in denials if denial.hit not in compared]
        denied = {denial.hit for denial in denials}
        unwanted = {denial.hit.owner for denial in denials if denial.hit.is_provider and not denial.weak}
        needs = [hit for hit in hits if not hit.is_provider and hit not in denied]
        named = [hit for hit in hits if hit.is_provider and hit not in compared]
        wanted = [hit for hit in named if hit.owner not in unwanted and hit not in denied]
        return Findings(
            text,
            self._catalogue,
            self._mentions(text, wanted, needs),
            _not_inside(needs, named),
            denials,
            [hit for hit in hits if hit in compared],
            self._alternatives.groups(text, wanted),
            self._denials.whole(text, denials),
            self._optional.tokens(text, self._scopes.put_off(text, parts)),
        )

    def _mentions(self, text: Text, wanted: Sequence[Hit], needs: Sequence[Hit]) -> list[Mention]:
        bound = Needs(needs)
        return [
            Mention(hit, frozenset(self._binding.spoken_for(text, hit, self._catalogue.get(hit.owner), bound)))
            for hit in wanted
        ]

    def _named(self, text: Text, hits: Sequence[Hit], language: str) -> list[Hit]:
        """Leave out what names nobody: ordinary words, a vendor's name where only one of its products is meant."""
        candidates = [hit for hit in hits if hit.is_provider or hit.kind == "hint"]
        names = {at for hit in candidates for at in range(hit.first, hit.end)}
        reading = self._senses.reading(text, names, language)
        sure = [hit for hit in candidates if hit.is_provider and not reading.doubtful(hit)]
        taken = {at for hit in sure for at in range(hit.first, hit.end)}
        unsure = [hit for hit in candidates if self._is_open(hit, reading) and hit.first not in taken]
        needs = Needs([hit for hit in hits if hit.kind == "category"])
        while meant := [hit for hit in unsure if self._means_provider(text, hit, needs, sure, reading)]:
            sure += [replace(hit, kind="name") for hit in meant]
            found = frozenset(meant)
            unsure = [hit for hit in unsure if hit not in found]
        others = [hit for hit in hits if not hit.is_provider and hit.kind != "hint"]
        return sorted([*self._vendors.told_apart(text, sure), *others], key=lambda hit: (hit.first, hit.end, hit.owner))

    def _is_open(self, hit: Hit, reading: Reading) -> bool:
        return not hit.is_provider or reading.doubtful(hit)

    def _means_provider(self, text: Text, hit: Hit, needs: Needs, sure: Sequence[Hit], reading: Reading) -> bool:
        doubtful = reading.doubtful(hit)
        if doubtful and reading.is_meant(hit, sure):
            return True
        if doubtful and not reading.is_placed(hit):
            return False
        return self._binding.is_bound(text, hit, self._catalogue.get(hit.owner), needs)


def _outermost(hits: Sequence[Hit]) -> list[Hit]:
    """Drop a need that is only a word inside of another need's or service's longer phrase."""
    longest: dict[int, Hit] = {}
    for hit in hits:
        for at in range(hit.first, hit.end) if not hit.is_provider and not hit.loose else ():
            if at not in longest or len(longest[at]) < len(hit):
                longest[at] = hit
    return [hit for hit in hits if hit.is_provider or hit.loose or not _is_inside(hit, longest[hit.first])]


def _is_inside(hit: Hit, other: Hit) -> bool:
    return hit.within(other) and not other.within(hit)


def _not_inside(needs: Sequence[Hit], providers: Sequence[Hit]) -> list[Hit]:
    taken = {at for hit in providers for at in range(hit.first, hit.end)}
    return [need for need in needs if taken.isdisjoint(_own_tokens(need))]


def _own_tokens(need: Hit) -> Sequence[int]:
    return (need.first, need.end - 1) if need.loose else range(need.first, need.end)
