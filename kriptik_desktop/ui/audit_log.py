"""Reads the audit log page by page for the screen, from the newest entry down, for as long as rows are wanted.

A filter reads on until enough rows pass it or the log is over; each page is one hop to the thread of the vault's file,
and words are made for a few rows at a time, so that a log of any length stalls nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from kriptik_desktop.ui.audit_rows import AuditRow, AuditRows, Filters, Names

if TYPE_CHECKING:
    from kriptik_desktop.services import Services
    from kriptik_desktop.vault.model import AuditEntry

PAGE: Final = 50
"""Rows that are added at a time; making their words stays well under a frame."""
SCREENFUL: Final = 24
"""Rows that the view makes lines of at once; they come a few in each frame."""
FEW: Final = 6
_FRAME_S: Final = 0.016
HOP: Final = 500
"""Entries that are read from the file at a time."""


class AuditLog:
    """What was read of the log so far, and the rows shown of it; dropped as a whole when the vault locks."""

    def __init__(self, services: Services, rows: AuditRows) -> None:
        self._services, self._rows = services, rows
        self._entries: list[AuditEntry] = []
        self._names: Names | None = None
        self._used = 0
        """How many entries were looked at for the rows."""
        self._read_all = False
        self._dropped = False
        self.filters = Filters()
        self.integrations: set[str] = set()
        """The integrations that occur in what was read, and those that the vault holds credentials of."""

    @property
    def whole(self) -> bool:
        """Whether every row that passes the filters is shown."""
        return self._read_all and self._used == len(self._entries)

    @property
    def known(self) -> bool:
        """Whether anything was read yet."""
        return self._names is not None

    def drop(self) -> None:
        """Show nothing, and nothing more from now on."""
        self._dropped = True
        self._rows.replace([])

    async def look(self) -> None:
        """Read what was written since the last look and put it above the rest.

        Raises VaultIsLocked, VaultDamaged.
        """
        names = await names_of(self._services)
        newest = self._entries[0].seq if self._entries else None
        fresh = await self._since(newest)
        if self._dropped:
            return
        self._names = names
        self.integrations |= names.integrations
        self._take(fresh, 0)
        if newest is not None:
            self._used += len(fresh)
            self._rows.prepend(self._words(fresh))

    async def _since(self, newest: int | None) -> list[AuditEntry]:
        """Return the entries above ``newest``, or the first page where none was read yet."""
        page = await self._page(None)
        if newest is None:
            self._read_all = len(page) < HOP
            return page
        fresh: list[AuditEntry] = []
        while page:
            fresh += (entry for entry in page if entry.seq > newest)
            if page[-1].seq <= newest:
                break
            page = await self._page(page[-1].seq)
        return fresh

    async def fill(self, wanted: int) -> None:
        """Show rows until ``wanted`` are there, the log is over, or another filter was chosen.

        Raises VaultIsLocked, VaultDamaged.
        """
        filters = self.filters
        while (shown := self._rows.rowCount()) < wanted and not self.whole:
            if self._used == len(self._entries):
                page = await self._page(self._entries[-1].seq)
                self._read_all = len(page) < HOP
                self._take(page, len(self._entries))
            else:
                await asyncio.sleep(_FRAME_S if 0 < shown < SCREENFUL else 0)
            if self._dropped or self.filters != filters:
                return
            piece = self._entries[self._used : self._used + (FEW if shown < SCREENFUL else PAGE)]
            self._used += len(piece)
            self._rows.append(self._words(piece))

    async def take_all(self, entries: Sequence[AuditEntry]) -> None:
        """Go on with these entries, which are all there are."""
        names = await names_of(self._services)
        if self._dropped:
            return
        self._names, self._entries, self._read_all = names, [], True
        self.integrations |= names.integrations
        self._take(sorted(entries, key=lambda entry: -entry.seq), 0)
        self.choose(self.filters)

    def choose(self, filters: Filters) -> None:
        """Let other entries through; the rows begin anew with the next filling."""
        self.filters, self._used = filters, 0
        self._rows.replace([])

    async def _page(self, before: int | None) -> list[AuditEntry]:
        found = await self._services.vault.audit(limit=HOP, before=before)
        return sorted(found, key=lambda entry: -entry.seq)

    def _take(self, entries: Sequence[AuditEntry], at: int) -> None:
        self._entries[at:at] = entries
        self.integrations |= {entry.integration for entry in entries if entry.integration}

    def _words(self, entries: Sequence[AuditEntry]) -> list[AuditRow]:
        names = self._names
        return [names.row(entry) for entry in entries if self.filters.let_through(entry)] if names else []


async def names_of(services: Services) -> Names:
    """Read what the ids in the log are called now."""
    credentials = await services.vault.list()
    projects = {project.id: project.name for project in await services.projects.list()}
    return Names(
        catalogue=services.catalogue,
        accounts={each.id: each.overview.account for each in credentials},
        projects=projects,
        builds={build.id: projects.get(build.project_id, "") for build in await services.builds.list()},
        integrations=frozenset(each.overview.integration for each in credentials),
        now_ms=services.clock.now_ms(),
    )
