"""What Claude proposes about a description, and the check that turns its answer into something that may be used.

There is no free text in it: ids of the catalogue, fixed words, and quotes that stand in the description. So whatever a
description talks the model into, nothing but these can come back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from kriptik_desktop.analysis.model import Evidence
from kriptik_desktop.providers.catalogue import CATEGORIES, Catalogue

ServiceVerdict = Literal["needed", "optional", "unwanted"]
NeedVerdict = Literal["open", "unwanted"]

_MOST_ENTRIES = 200
_MOST_PLACES, _MOST_TRIES = 20, 200
_LONGEST_QUOTE = 400
_LATIN = re.compile("[0-9A-Za-z\u00c0-\u024f]")
_SERVICE_VERDICTS: tuple[ServiceVerdict, ...] = ("needed", "optional", "unwanted")
_NEED_VERDICTS: tuple[NeedVerdict, ...] = ("open", "unwanted")


@dataclass(frozen=True, slots=True)
class ProposedService:
    """A service, what Claude says of it, and every place of the description where its quote stands."""

    id: str
    verdict: ServiceVerdict
    category: str
    places: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class ProposedNeed:
    """A kind of service, what Claude says of it, and every place of the description where its quote stands."""

    category: str
    verdict: NeedVerdict
    places: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What may be merged; each id and category once. ``dropped`` entries were of no use."""

    services: tuple[ProposedService, ...]
    needs: tuple[ProposedNeed, ...]
    dropped: int = 0


def schema(catalogue: Catalogue) -> dict[str, Any]:
    """Return the JSON schema of the tool, whose ids are those of the catalogue."""
    categories = {"type": "string", "enum": [*CATEGORIES]}
    quote = {"type": "string", "description": "words of the description, copied exactly"}
    service = {
        "id": {"type": "string", "enum": [each.id for each in catalogue.all()]},
        "verdict": {"type": "string", "enum": [*_SERVICE_VERDICTS]},
        "kind": categories,
        "quote": quote,
    }
    need = {"kind": categories, "verdict": {"type": "string", "enum": [*_NEED_VERDICTS]}, "quote": quote}
    return _object({"services": _list(service), "needs": _list(need)})


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": dict(properties), "required": [*properties], "additionalProperties": False}


def _list(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": _object(properties)}


def read_proposal(given: Any, prompt: str, catalogue: Catalogue) -> Proposal | None:
    """Return what of ``given`` may be used, or None where it has not the form of the schema at all.

    An entry is dropped where its id or words are none of the allowed, where its quote does not stand in ``prompt``, and
    where two entries contradict each other.
    """
    if not isinstance(given, dict):
        return None
    listed = [given.get("services", []), given.get("needs", [])]
    if not all(isinstance(each, list) for each in listed) or not ("services" in given or "needs" in given):
        return None
    kinds = {each.id: each.categories for each in catalogue.all()}
    quotes = Quotes(prompt)
    services = [_service(each, quotes, kinds) for each in listed[0][:_MOST_ENTRIES]]
    needs = [_need(each, quotes) for each in listed[1][:_MOST_ENTRIES]]
    of_services = _agreeing([each for each in services if each is not None])
    of_needs = _agreeing_needs([each for each in needs if each is not None])
    offered = len(listed[0]) + len(listed[1])
    return Proposal(of_services, of_needs, offered - len(of_services) - len(of_needs))


class Quotes:
    """Finds quotes in one prompt as whole words; letter case and the width of blanks do not matter."""

    def __init__(self, prompt: str) -> None:
        self._prompt = prompt
        self._text, self._at = _evened(prompt)
        self._known: dict[str, tuple[Evidence, ...]] = {}

    def places(self, quote: str) -> tuple[Evidence, ...]:
        """Return where a quote stands, the first places only; nowhere if it says nothing or is too long."""
        if quote not in self._known:
            self._known[quote] = self._found(quote)
        return self._known[quote]

    def _found(self, quote: str) -> tuple[Evidence, ...]:
        wanted = _evened(quote)[0].strip()
        if len(quote) > _LONGEST_QUOTE or len(wanted) < 2 or not any(each.isalnum() for each in wanted):
            return ()
        found: list[Evidence] = []
        at = self._text.find(wanted)
        for _ in range(_MOST_TRIES):
            if at < 0 or len(found) == _MOST_PLACES:
                break
            if self._is_whole(at, at + len(wanted)):
                start, end = self._at[at], self._at[at + len(wanted) - 1] + 1
                found.append(Evidence(self._prompt[start:end], start, end))
            at = self._text.find(wanted, at + 1)
        return tuple(found)

    def _is_whole(self, start: int, end: int) -> bool:
        """Say whether no Latin word is cut in two; other scripts write words without anything between them."""
        cuts = [self._text[at - 1 : at + 1] for at in (start, end) if 0 < at < len(self._text)]
        return not any(_LATIN.match(pair[0]) and _LATIN.match(pair[1]) for pair in cuts)


def _evened(text: str) -> tuple[str, list[int]]:
    """Return ``text`` in lower case with single blanks, and where each of its characters stood."""
    letters: list[str] = []
    at: list[int] = []
    for place, letter in enumerate(text):
        if letter.isspace():
            if letters and letters[-1] == " ":
                continue
            letter = " "
        lower = letter.lower()
        letters.append(lower if len(lower) == 1 else letter)
        at.append(place)
    return "".join(letters), at


def as_data(value: Any) -> str:
    """Return a JSON text in which no line can be mistaken for one of the message's own."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _service(entry: Any, quotes: Quotes, kinds: Mapping[str, Sequence[str]]) -> ProposedService | None:
    if not isinstance(entry, dict):
        return None
    given, kind = entry.get("id"), entry.get("kind")
    verdict = next((each for each in _SERVICE_VERDICTS if each == entry.get("verdict")), None)
    places = _places(entry, quotes)
    if not isinstance(given, str) or given not in kinds or verdict is None or not places:
        return None
    categories = kinds[given]
    return ProposedService(
        given, verdict, kind if isinstance(kind, str) and kind in categories else categories[0], places
    )


def _need(entry: Any, quotes: Quotes) -> ProposedNeed | None:
    if not isinstance(entry, dict):
        return None
    kind = entry.get("kind")
    verdict = next((each for each in _NEED_VERDICTS if each == entry.get("verdict")), None)
    places = _places(entry, quotes)
    if not isinstance(kind, str) or kind not in CATEGORIES or verdict is None or not places:
        return None
    return ProposedNeed(kind, verdict, places)


def _places(entry: Mapping[str, Any], quotes: Quotes) -> tuple[Evidence, ...]:
    quote = entry.get("quote")
    return quotes.places(quote) if isinstance(quote, str) else ()


def _agreeing(entries: Sequence[ProposedService]) -> tuple[ProposedService, ...]:
    by_id: dict[str, list[ProposedService]] = {}
    for each in entries:
        by_id.setdefault(each.id, []).append(each)
    return tuple(same[0] for same in by_id.values() if len({each.verdict == "unwanted" for each in same}) == 1)


def _agreeing_needs(entries: Sequence[ProposedNeed]) -> tuple[ProposedNeed, ...]:
    by_category: dict[str, list[ProposedNeed]] = {}
    for each in entries:
        by_category.setdefault(each.category, []).append(each)
    return tuple(same[0] for same in by_category.values() if len({each.verdict for each in same}) == 1)
