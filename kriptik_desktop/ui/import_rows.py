"""What an import shows before anything is stored: one row for each thing found in the file, in words.

The values stay in the preview; rows carry names and masks only, so that QML never holds what was read.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kriptik_desktop.ui.wording import translated

if TYPE_CHECKING:
    from kriptik_desktop.acquisition.importing.model import ImportPreview, ImportReport, ImportRow
    from kriptik_desktop.providers.catalogue import Catalogue

_TONES: Final[Mapping[str, str]] = {"new": "success", "changes": "warning", "unreadable": "error"}
_TAKABLE: Final = frozenset({"new", "changes"})
_FILES: Final[Mapping[str, str]] = {
    "dotenv": ".env",
    "json": "JSON",
    "onepassword-csv": "1Password CSV",
    "onepassword-1pux": "1Password 1PUX",
    "bitwarden-json": "Bitwarden JSON",
    "kdbx": "KDBX",
}


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One thing found in a foreign file."""

    key: str
    title: str
    icon: str
    service: str
    detail: str
    fields: str
    outcome: str
    tone: str
    reason: str
    takable: bool
    taken: bool
    unknown: bool


@dataclass(frozen=True, slots=True)
class LeftOutRow:
    """Something of the file that comes in nowhere, and why."""

    name: str
    reason: str


def readable_files() -> list[str]:
    """Return the kinds of files that can be read, as people know them."""
    return list(_FILES.values())


def file_kind(name: str) -> str:
    """Return a format as people know it."""
    return _FILES.get(name, name)


def imported_words(report: ImportReport) -> str:
    """Return what an import did, in a sentence or two."""
    count = report.count("new") + report.count("changed")
    if count == 0:
        return translated("Nothing was stored; all of it was there already.")
    if count == 1:
        return translated("One credential came in. It is not checked with its provider yet.")
    text = translated("{count} credentials came in. They are not checked with their providers yet.")
    return text.format(count=count)


def left_out_rows(preview: ImportPreview) -> list[LeftOutRow]:
    """Return what of the file, or of one of its rows, comes in nowhere."""
    everything = (*preview.left_out, *(left for row in preview.rows for left in row.left_out))
    return list(dict.fromkeys(LeftOutRow(left.name, left.reason) for left in everything))


def outcome_words(outcome: str) -> str:
    """Return what would happen with a row, in a word or two."""
    words = {
        "new": translated("New"),
        "changes": translated("New version"),
        "same": translated("Already here"),
        "unknown": translated("Not recognised"),
        "unreadable": translated("Not usable"),
    }
    return words[outcome]


def found_rows(preview: ImportPreview, catalogue: Catalogue, left: Collection[str]) -> list[FoundRow]:
    """Return the rows of a preview; ``left`` are the keys that the person does not want."""
    return [_found(row, catalogue, left) for row in preview.rows]


def _found(row: ImportRow, catalogue: Catalogue, left: Collection[str]) -> FoundRow:
    known = row.integration is not None
    fields = ", ".join(f"{each.name} {each.masked}" for each in row.fields)
    return FoundRow(
        key=row.key,
        title=row.title,
        icon=catalogue.get(row.integration).icon if row.integration is not None else "",
        service=row.integration_name if known else row.title,
        detail=_detail(row),
        fields=fields,
        outcome=outcome_words(row.outcome),
        tone=_TONES.get(row.outcome, "neutral"),
        reason=row.reason,
        takable=row.outcome in _TAKABLE,
        taken=row.outcome in _TAKABLE and row.key not in left,
        unknown=row.outcome == "unknown",
    )


def _detail(row: ImportRow) -> str:
    modes = {"test": translated("test mode"), "live": translated("live mode")}
    parts = [row.account if row.account != "default" else "", modes.get(row.mode, "")]
    if row.integration is not None and row.title.lower() != row.integration_name.lower():
        parts.insert(0, translated('from "{title}"').format(title=row.title))
    return ", ".join(part for part in parts if part)
