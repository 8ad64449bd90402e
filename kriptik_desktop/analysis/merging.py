"""Joins what the offline engine found with what Claude proposes; the same two always give the same answer.

Claude never overrules a denial by quoting the denial, and what it does not speak of stays as the engine found it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kriptik_desktop.analysis.findings import suggested_stack
from kriptik_desktop.analysis.model import Analysis, Choice, Detected, Evidence, RuledOut
from kriptik_desktop.analysis.proposal import Proposal, ProposedNeed, ProposedService
from kriptik_desktop.providers.catalogue import CATEGORIES, Catalogue

_CONFIDENCE = 0.8
"""Of a service that Claude alone saw: above a misspelt name, below a product's name."""
_QUOTE_LIMIT = 80
_ORDER = {category: at for at, category in enumerate(CATEGORIES)}


def merge(offline: Analysis, proposal: Proposal, catalogue: Catalogue) -> Analysis:
    """Return the analysis with the proposal in it, in the order of the catalogue."""
    merging = _Merging(offline, proposal, catalogue)
    found = merging.detected()
    left = merging.choices(found)
    return Analysis(found, left, merging.ruled_out(found, left), suggested_stack(found))


class _Merging:
    def __init__(self, offline: Analysis, proposal: Proposal, catalogue: Catalogue) -> None:
        self._offline, self._catalogue = offline, catalogue
        self._denied_ids = {each.id: each for each in offline.ruled_out if each.id}
        self._denied_kinds = {each.category: each for each in offline.ruled_out if each.category}
        self._wanted: dict[str, ProposedService] = {}
        self._unwanted: dict[str, ProposedService] = {}
        for service in proposal.services:
            (self._unwanted if service.verdict == "unwanted" else self._wanted)[service.id] = service
        self._open = [each for each in proposal.needs if each.verdict == "open"]
        self._closed = {each.category: each for each in proposal.needs if each.verdict == "unwanted"}

    def detected(self) -> tuple[Detected, ...]:
        kept = [self._kept(each) for each in self._offline.detected if each.id not in self._unwanted]
        known = {each.id for each in self._offline.detected}
        added = [self._added(each) for each in self._wanted.values() if each.id not in known]
        found = [*kept, *(each for each in added if each)]
        return tuple(sorted(found, key=lambda each: (_order(each.category), each.id)))

    def _kept(self, found: Detected) -> Detected:
        service = self._wanted.get(found.id)
        return replace(found, needed=service.verdict == "needed") if service else found

    def _added(self, service: ProposedService) -> Detected | None:
        place = _outside(service.places, self._denied_ids.get(service.id))
        if place is None:
            return None
        provider = self._catalogue.get(service.id)
        return Detected(
            id=provider.id,
            name=provider.name,
            category=service.category,
            confidence=_CONFIDENCE,
            reason=f"Claude reads {_quoted(place)} as {provider.name}.",
            supports_oauth=provider.supports_oauth,
            nango_id=provider.nango_id,
            required_credentials=tuple(each.name for each in provider.required_fields),
            evidence=(place,),
            needed=service.verdict == "needed",
        )

    def choices(self, found: Sequence[Detected]) -> tuple[Choice, ...]:
        new = {each.id for each in found} - {each.id for each in self._offline.detected}
        met = {each.category for each in found if each.id in new}
        kept = [
            replace(each, options=tuple(option for option in each.options if option not in self._unwanted))
            for each in self._offline.choices
            if each.category not in self._closed and each.category not in met
        ]
        taken = {each.category for each in found} | {each.category for each in kept}
        opened = [self._opened(each) for each in self._open if each.category not in taken]
        return tuple(sorted((*kept, *(each for each in opened if each)), key=lambda each: _order(each.category)))

    def _opened(self, need: ProposedNeed) -> Choice | None:
        place = _outside(need.places, self._denied_kinds.get(need.category))
        if place is None:
            return None
        refused = {*self._denied_ids, *self._unwanted}
        options = tuple(each.id for each in self._catalogue.in_category(need.category) if each.id not in refused)
        return Choice(
            need.category, f"Claude reads {_quoted(place)} as a need; no provider is named.", options, (place,)
        )

    def ruled_out(self, found: Sequence[Detected], left: Sequence[Choice]) -> tuple[RuledOut, ...]:
        wanted = {each.id for each in found}
        asked_for = {each.category for each in found} | {each.category for each in left}
        kept = [
            each
            for each in self._offline.ruled_out
            if (each.id not in wanted if each.id else each.category not in asked_for)
        ]
        answers = [*kept, *self._newly_ruled_out()]
        return tuple(sorted(answers, key=lambda each: (self._rank(each), each.id or "")))

    def _newly_ruled_out(self) -> Iterable[RuledOut]:
        offered = {option for each in self._offline.choices for option in each.options}
        shown = {each.id for each in self._offline.detected} | offered
        for service in self._unwanted.values():
            if service.id in shown and service.id not in self._denied_ids:
                yield RuledOut(_ruling(service.places[0]), service.places[:1], id=service.id)
        asked = {each.category for each in self._offline.choices}
        for need in self._closed.values():
            if need.category in asked and need.category not in self._denied_kinds:
                yield RuledOut(_ruling(need.places[0]), need.places[:1], category=need.category)

    def _rank(self, ruled: RuledOut) -> int:
        return _order(self._catalogue.get(ruled.id).categories[0] if ruled.id else str(ruled.category))


def _outside(places: Sequence[Evidence], denial: RuledOut | None) -> Evidence | None:
    """Return the first place that is no part of the words that the engine took for a denial."""
    taken = denial.evidence if denial else ()
    return next(
        (each for each in places if not any(said.start <= each.start and each.end <= said.end for said in taken)), None
    )


def _ruling(place: Evidence) -> str:
    return f"Claude takes {_quoted(place)} to rule it out."


def _order(category: str) -> int:
    return _ORDER.get(category, len(_ORDER))


def _quoted(place: Evidence) -> str:
    text = " ".join(place.text.split())
    return f'"{text[:_QUOTE_LIMIT]}..."' if len(text) > _QUOTE_LIMIT else f'"{text}"'
