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
_MOST_PLACES = 20
_LONGEST_QUOTE = 400
_LATIN = "0-9A-Za-z\u00c0-\u024f"
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
    services = [_service(each, prompt, kinds) for each in listed[0][:_MOST_ENTRIES]]
    needs = [_need(each, prompt) for each in listed[1][:_MOST_ENTRIES]]
    of_services = _agreeing([each for each in services if each is not None])
    of_needs = _agreeing_needs([each for each in needs if each is not None])
    offered = len(listed[0]) + len(listed[1])
    return Proposal(of_services, of_needs, offered - len(of_services) - len(of_needs))


def places_of(quote: str, prompt: str) -> tuple[Evidence, ...]:
    """Return where ``quote`` stands in ``prompt`` as whole words; letter case and the width of blanks do not matter."""
    words = quote.split()
    if not any(each.isalnum() for each in quote) or len(quote) > _LONGEST_QUOTE or len("".join(words)) < 2:
        return ()
    pattern = r"\s+".join(map(re.escape, words))
    first, last = words[0][0], words[-1][-1]
    before = rf"(?<![{_LATIN}])" if re.match(rf"[{_LATIN}]", first) else ""
    after = rf"(?![{_LATIN}])" if re.match(rf"[{_LATIN}]", last) else ""
    found = re.finditer(f"{before}{pattern}{after}", prompt, re.IGNORECASE)
    spans = (each.span() for _, each in zip(range(_MOST_PLACES), found, strict=False))
    return tuple(Evidence(prompt[start:end], start, end) for start, end in spans)


def as_data(value: Any) -> str:
    """Return a JSON text in which no line can be mistaken for one of the message's own."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _service(entry: Any, prompt: str, kinds: Mapping[str, Sequence[str]]) -> ProposedService | None:
    if not isinstance(entry, dict):
        return None
    given, kind = entry.get("id"), entry.get("kind")
    verdict = next((each for each in _SERVICE_VERDICTS if each == entry.get("verdict")), None)
    places = _places(entry, prompt)
    if not isinstance(given, str) or given not in kinds or verdict is None or not places:
        return None
    categories = kinds[given]
    return ProposedService(
        given, verdict, kind if isinstance(kind, str) and kind in categories else categories[0], places
    )


def _need(entry: Any, prompt: str) -> ProposedNeed | None:
    if not isinstance(entry, dict):
        return None
    kind = entry.get("kind")
    verdict = next((each for each in _NEED_VERDICTS if each == entry.get("verdict")), None)
    places = _places(entry, prompt)
    if not isinstance(kind, str) or kind not in CATEGORIES or verdict is None or not places:
        return None
    return ProposedNeed(kind, verdict, places)


def _places(entry: Mapping[str, Any], prompt: str) -> tuple[Evidence, ...]:
    quote = entry.get("quote")
    return places_of(quote, prompt) if isinstance(quote, str) else ()


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
