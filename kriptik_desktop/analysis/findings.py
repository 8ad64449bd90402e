"""Turns what was found in a text into the answer: who is named, what is left to choose, what is ruled out, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kriptik_desktop.analysis.matcher import Hit
from kriptik_desktop.analysis.model import Choice, Detected, Evidence, RuledOut, SuggestedStack
from kriptik_desktop.analysis.negation import Denial
from kriptik_desktop.analysis.text import Text
from kriptik_desktop.providers.catalogue import CATEGORIES, Catalogue
from kriptik_desktop.providers.model import Provider

_CERTAINTY = {"name": 0.95, "product": 0.85, "typo": 0.6}
"""How much one mention of each kind is worth; each further kind of evidence takes away two fifths of the doubt."""

_DOUBT_LEFT = 0.6
_HIGHEST = 0.99
_QUOTE_LIMIT = 80
_QUOTE_WORDS = 16
_RUNS_ON = ("deployment", "compute", "storage", "monitoring", "search")


@dataclass(frozen=True, slots=True)
class Mention:
    """A provider that the prompt wants, and the categories that this mention speaks for."""

    hit: Hit
    categories: frozenset[str]


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was found; ``needs`` are those that no provider's phrase took up."""

    text: Text
    catalogue: Catalogue
    mentions: Sequence[Mention]
    needs: Sequence[Hit]
    denials: Sequence[Denial]
    compared: Sequence[Hit]
    alternatives: Sequence[tuple[Hit, ...]]
    denied_categories: frozenset[str] = frozenset()
    """Needs that the text denies as such, not only a part of them."""
    optional: frozenset[int] = frozenset()
    """Tokens that the text leaves open or puts off."""

    def is_needed(self, hits: Iterable[Hit]) -> bool:
        """Say whether one of the hits is neither left open nor put off."""
        return any(hit.first not in self.optional for hit in hits)

    def quote(self, hit: Hit) -> Evidence:
        """Return the words of a hit."""
        return self.text.evidence(hit.first, hit.end)

    def open_groups(self) -> list[tuple[Hit, ...]]:
        """Return the alternatives none of whose providers is named anywhere else."""
        return [group for group in self.alternatives if not self._decided(group)]

    def _decided(self, group: tuple[Hit, ...]) -> bool:
        names = {hit.owner for hit in group}
        return any(mention.hit.owner in names and mention.hit not in group for mention in self.mentions)


def detected(findings: Findings) -> tuple[Detected, ...]:
    """Return the providers that are named, one entry each."""
    undecided = {hit for group in findings.open_groups() for hit in group}
    by_id: dict[str, list[Mention]] = {}
    for mention in findings.mentions:
        if mention.hit not in undecided:
            by_id.setdefault(mention.hit.owner, []).append(mention)
    found = [_detected(findings, findings.catalogue.get(each), mentions) for each, mentions in by_id.items()]
    return tuple(sorted(found, key=lambda each: (_order(each.category), each.id)))


def choices(findings: Findings, found: Sequence[Detected]) -> tuple[Choice, ...]:
    """Return the needs that no named provider meets, and the alternatives that the prompt leaves open."""
    settled = {each.category for each in found} | _spoken(findings, {each.id for each in found})
    denied = findings.denied_categories
    open_groups = [_open_choice(findings, group) for group in findings.open_groups()]
    left_open = [choice for choice in open_groups if choice.category not in settled]
    settled |= {choice.category for choice in left_open}
    by_category: dict[str, list[Hit]] = {}
    for need in findings.needs:
        if need.owner not in settled and need.owner not in denied:
            by_category.setdefault(need.owner, []).append(need)
    asked = [_choice(findings, category, hits) for category, hits in by_category.items()]
    return tuple(sorted((*left_open, *asked), key=lambda choice: _order(choice.category)))


def ruled_out(findings: Findings, found: Sequence[Detected], left: Sequence[Choice]) -> tuple[RuledOut, ...]:
    """Return what the prompt mentions and does not want: denied providers and needs, and mere comparisons."""
    wanted = {each.id for each in found}
    met = {each.category for each in found} | {each.category for each in left}
    denied: dict[tuple[bool, str], list[Evidence]] = {}
    for denial in findings.denials:
        hit = denial.hit
        if denial.weak and hit.owner in wanted:
            continue
        if hit.is_provider or (hit.kind == "category" and hit.owner not in met):
            denied.setdefault((hit.is_provider, hit.owner), []).extend(_denying(findings, denial))
    answers = [
        _ruled_out(owner, is_provider, f"Ruled out by {_quoted(evidence)}.", evidence)
        for (is_provider, owner), evidence in denied.items()
    ]
    for owner in dict.fromkeys(hit.owner for hit in findings.compared):
        if owner not in wanted and (True, owner) not in denied:
            quotes = [findings.quote(hit) for hit in findings.compared if hit.owner == owner]
            answers.append(_ruled_out(owner, True, f"{_quoted(quotes)} is only a comparison.", quotes))
    return tuple(sorted(answers, key=lambda each: (_rank(findings, each), each.id or "")))


def suggested_stack(found: Sequence[Detected]) -> SuggestedStack:
    """Return what KripTik's scaffold is made of, and the named services where they belong."""
    return SuggestedStack(
        frontend=("Next.js (App Router)", "React", "TypeScript"),
        backend=("Next.js route handlers", "Node.js"),
        database=tuple(each.name for each in found if each.category == "database"),
        infrastructure=tuple(each.name for each in found if each.category in _RUNS_ON),
    )


def _denying(findings: Findings, denial: Denial) -> Iterable[Evidence]:
    """Yield the denial with what it denies, in two pieces where it is the heading above."""
    first, end = min(denial.first, denial.hit.first), max(denial.end, denial.hit.end)
    if end - first <= _QUOTE_WORDS:
        yield findings.text.evidence(first, end)
        return
    yield findings.text.evidence(denial.first, denial.end)
    yield findings.quote(denial.hit)


def _detected(findings: Findings, provider: Provider, mentions: Sequence[Mention]) -> Detected:
    evidence = _distinct(findings.quote(mention.hit) for mention in mentions)
    spoken = {category for mention in mentions for category in mention.categories}
    category = next((each for each in provider.categories if each in spoken), provider.categories[0])
    return Detected(
        id=provider.id,
        name=provider.name,
        category=category,
        confidence=_confidence(findings, mentions, category),
        reason=_reason(findings, provider, mentions),
        supports_oauth=provider.supports_oauth,
        nango_id=provider.nango_id,
        required_credentials=tuple(each.name for each in provider.required_fields),
        evidence=evidence,
        needed=findings.is_needed(mention.hit for mention in mentions),
    )


def _kind(hit: Hit) -> str:
    return "typo" if hit.typo else hit.kind


def _confidence(findings: Findings, mentions: Sequence[Mention], category: str) -> float:
    kinds = {_kind(mention.hit) for mention in mentions}
    support = len(kinds) - 1
    support += len({(mention.hit.first, mention.hit.end) for mention in mentions}) > 1
    support += any(need.owner == category for need in findings.needs)
    doubt = (1 - max(_CERTAINTY[kind] for kind in kinds)) * _DOUBT_LEFT**support
    return round(min(1 - doubt, _HIGHEST), 2)


def _reason(findings: Findings, provider: Provider, mentions: Sequence[Mention]) -> str:
    best = max((mention.hit for mention in mentions), key=lambda hit: _CERTAINTY[_kind(hit)])
    quote = findings.quote(best)
    said = {
        "name": f"{_quoted([quote])} names {provider.name}.",
        "product": f"{_quoted([quote])} belongs to {provider.name}.",
        "typo": f"{_quoted([quote])} reads like a misspelt {provider.name}.",
    }[_kind(best)]
    others = {each.text.casefold(): each for each in (findings.quote(mention.hit) for mention in mentions)}
    others.pop(quote.text.casefold(), None)
    return f"{said} Also: {_quoted(list(others.values()))}." if others else said


def _choice(findings: Findings, category: str, hits: Sequence[Hit]) -> Choice:
    refused = {denial.hit.owner for denial in findings.denials}
    options = tuple(each.id for each in findings.catalogue.in_category(category) if each.id not in refused)
    unlisted = [findings.quote(hit) for hit in hits if hit.kind == "unlisted"]
    evidence = _distinct(findings.quote(hit) for hit in hits)
    reason = f"Asked for by {_quoted(evidence)}; no provider is named."
    if unlisted:
        reason = f"The catalogue does not hold {_quoted(unlisted)} yet."
    if not options:
        reason += " There is no other provider to choose from yet."
    return Choice(category, reason, options, evidence, findings.is_needed(hits))


def _open_choice(findings: Findings, group: tuple[Hit, ...]) -> Choice:
    providers = [findings.catalogue.get(hit.owner) for hit in group]
    common = [each for each in providers[0].categories if all(each in other.categories for other in providers)]
    category = common[0] if common else providers[0].categories[0]
    evidence = (findings.text.evidence(group[0].first, group[-1].end),)
    options = tuple(dict.fromkeys(hit.owner for hit in group))
    return Choice(
        category, f"{_quoted(evidence)} leaves the choice open.", options, evidence, findings.is_needed(group)
    )


def _ruled_out(owner: str, is_provider: bool, reason: str, evidence: Sequence[Evidence]) -> RuledOut:
    quotes = _distinct(evidence)
    return RuledOut(reason, quotes, id=owner) if is_provider else RuledOut(reason, quotes, category=owner)


def _spoken(findings: Findings, ids: set[str]) -> set[str]:
    return {each for mention in findings.mentions if mention.hit.owner in ids for each in mention.categories}


def _rank(findings: Findings, ruled: RuledOut) -> int:
    return _order(findings.catalogue.get(ruled.id).categories[0] if ruled.id else str(ruled.category))


def _order(category: str) -> int:
    return list(CATEGORIES).index(category)


def _distinct(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(sorted(set(evidence), key=lambda each: (each.start, each.end)))


def _quoted(evidence: Sequence[Evidence]) -> str:
    """Quote the pieces, each wording once and at most three of them."""
    texts = list({each.text.casefold(): " ".join(each.text.split()) for each in evidence}.values())[:3]
    return " and ".join(f'"{text[:_QUOTE_LIMIT]}..."' if len(text) > _QUOTE_LIMIT else f'"{text}"' for text in texts)
