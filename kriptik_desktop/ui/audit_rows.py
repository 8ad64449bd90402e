"""The audit log as a list that grows: rows in words, newest first, and which of them a filter lets through.

The list takes whole pages at its end and new rows at its beginning, because comparing ten thousand rows at every look
would cost more than a frame.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from kriptik_desktop.ui.audit_words import details_words, origin_words, said
from kriptik_desktop.ui.dates import clock_words, day_words
from kriptik_desktop.ui.row_model import RowModel
from kriptik_desktop.ui.wording import translated

if TYPE_CHECKING:
    from kriptik_desktop.providers.catalogue import Catalogue
    from kriptik_desktop.providers.model import Provider
    from kriptik_desktop.vault.model import AuditEntry


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One line of the log."""

    seq: int
    day: str
    time: str
    what: str
    detail: str
    glyph: str
    tone: str
    icon: str
    service: str
    account: str
    who: str
    more: str
    """Which build or command asked, and from which address, where that is known."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What is let through; empty means everything."""

    group: str = ""
    integration: str = ""
    origin: str = ""

    def let_through(self, entry: AuditEntry) -> bool:
        """Return whether an entry is let through."""
        return (
            (not self.group or said(entry.action).group == self.group)
            and (not self.integration or entry.integration == self.integration)
            and (not self.origin or entry.origin == self.origin)
        )


@dataclass(frozen=True, slots=True)
class Names:
    """What the ids in the log are called now; what was deleted since has no name any more."""

    catalogue: Catalogue
    accounts: Mapping[str, str]
    projects: Mapping[str, str]
    builds: Mapping[str, str]
    integrations: frozenset[str]
    now_ms: int

    def row(self, entry: AuditEntry) -> AuditRow:
        """Return an entry in words."""
        what, service = said(entry.action), entry.integration or ""
        provider = self.catalogue.get(service) if service in self.catalogue else None
        return AuditRow(
            seq=entry.seq,
            day=day_words(entry.at, self.now_ms),
            time=clock_words(entry.at),
            what=translated(what.words),
            detail=details_words(entry.details, self._project, lambda name: _label(provider, name)),
            glyph=what.glyph,
            tone=what.tone,
            icon=provider.icon if provider else "",
            service=provider.name if provider else service,
            account=self._account(entry),
            who=origin_words(entry.origin),
            more=self._more(entry),
        )

    def _project(self, project_id: str) -> str:
        return self.projects.get(project_id, "") or translated("A project that is gone")

    def _account(self, entry: AuditEntry) -> str:
        if not entry.credential_id:
            return ""
        return self.accounts.get(entry.credential_id, "") or translated("Deleted since")

    def _more(self, entry: AuditEntry) -> str:
        detail = str(entry.details.get("detail", ""))
        asked = self.builds.get(detail, detail) if entry.origin == "build" else detail
        return ", ".join(part for part in (asked, entry.ip or "") if part)


def _label(provider: Provider | None, name: str) -> str:
    """Return what people call a field: as its form does, where it is known."""
    fields = provider.fields if provider else ()
    return next((field.label for field in fields if field.name == name), name)


class AuditRows(RowModel[AuditRow]):
    """The rows that are shown."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(AuditRow, lambda row: row.seq, parent)

    def replace(self, rows: Sequence[AuditRow]) -> None:
        """Show these rows and no others."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def append(self, rows: Sequence[AuditRow]) -> None:
        """Show older rows below the others."""
        self._insert(len(self._rows), rows)

    def prepend(self, rows: Sequence[AuditRow]) -> None:
        """Show newer rows above the others."""
        self._insert(0, rows)
