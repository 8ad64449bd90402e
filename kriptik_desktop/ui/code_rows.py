"""What was found in the code of a folder, one row for each service, with the lines that it was seen on."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kriptik_desktop.analysis.code.model import CodeChoice, CodeScan, Place, RequiredCredential
    from kriptik_desktop.providers.catalogue import Catalogue

_FIRST = 2
"""Places that show at once; the rest on request."""


@dataclass(frozen=True, slots=True)
class CodeRow:
    """A service that the code speaks to; ``status`` is free, needed or connected."""

    integration_id: str
    name: str
    icon: str
    optional: bool
    reason: str
    status: str
    places: tuple[str, ...]
    rest: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CodeChoiceRow:
    """Variables that several services share; the person knows which is meant."""

    key: str
    reason: str
    options: tuple[dict[str, str], ...]


def code_rows(
    scan: CodeScan, chosen: Collection[RequiredCredential], connected: Collection[str], catalogue: Catalogue
) -> list[CodeRow]:
    """Return what the project runs on first, then what only its sidelines name."""
    used = [*scan.found, *chosen]
    blocking = [each for each in used if each.urgency == "blocking"]
    aside = [each for each in used if each.urgency == "optional"]
    needing = {each.integration_id for each in used}
    return [_row(each, needing, connected, catalogue) for each in (*blocking, *scan.without_credential, *aside)]


def choice_rows(choices: Collection[CodeChoice], taken: Collection[str], catalogue: Catalogue) -> list[CodeChoiceRow]:
    """Return the choices that are still open."""
    still = [each for each in choices if not set(each.options) & set(taken)]
    return [CodeChoiceRow(" ".join(each.variables), each.reason, _options(each.options, catalogue)) for each in still]


def _row(
    used: RequiredCredential, needing: Collection[str], connected: Collection[str], catalogue: Catalogue
) -> CodeRow:
    provider = catalogue.get(used.integration_id)
    lines = [_line(each) for each in used.places]
    status = "connected" if provider.id in connected else "needed" if provider.id in needing else "free"
    return CodeRow(
        provider.id,
        provider.name,
        provider.icon,
        used.urgency == "optional",
        used.reason,
        status,
        tuple(lines[:_FIRST]),
        tuple(lines[_FIRST:]),
    )


def _line(place: Place) -> str:
    return f"{place.file}:{place.line}"


def _options(ids: Collection[str], catalogue: Catalogue) -> tuple[dict[str, str], ...]:
    providers = [catalogue.get(each) for each in ids]
    return tuple({"id": each.id, "name": each.name, "icon": each.icon} for each in providers)
