"""The audit log: who did what with which credential, newest first, and whether its chain holds.

Rows come in pages, each one hop to the thread of the vault's file, so that a log of any length opens at once; nothing
is read while nobody looks, and nothing stays here while the vault is locked.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kriptik_desktop.core.errors import KriptikError
from kriptik_desktop.core.tasks import Supervisor
from kriptik_desktop.ui.audit_log import AuditLog
from kriptik_desktop.ui.audit_rows import AuditRows, Filters
from kriptik_desktop.ui.audit_words import GROUPS, ORIGINS
from kriptik_desktop.ui.commands import Commands
from kriptik_desktop.ui.file_dialogs import FileDialogs
from kriptik_desktop.ui.new_files import write_new_file
from kriptik_desktop.ui.row_model import QVariantList
from kriptik_desktop.ui.wording import translated

if TYPE_CHECKING:
    from kriptik_desktop.core.events import Event, Subscription
    from kriptik_desktop.services import Services
    from kriptik_desktop.ui.view_models.reauthentication import ReauthenticationViewModel
    from kriptik_desktop.vault.model import AuditReport

QML_IMPORT_NAME = "Kriptik.Ui"
QML_IMPORT_MAJOR_VERSION = 1

SHOWN: Final = 200
"""Rows that are there at first, and that each look at the end of them adds."""


@dataclass(frozen=True, slots=True)
class Chain:
    """What the last check of the log's chain said."""

    entries: int
    verified: bool
    broken: str


def _chain(report: AuditReport) -> Chain:
    return Chain(len(report.entries), report.verified, report.broken)


@QmlElement
@QmlUncreatable("Made by the app")
class AuditViewModel(QObject):  # type: ignore[operator]
    """What the page of the audit log shows and offers."""

    changed = Signal()
    exported = Signal(str)
    """What was written, in words."""

    def __init__(
        self, supervisor: Supervisor, proof: ReauthenticationViewModel, dialogs: FileDialogs, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._supervisor, self._proof, self._dialogs = supervisor, proof, dialogs
        self._commands = Commands(supervisor, self.changed.emit)
        self._reading = Commands(supervisor, self.changed.emit)
        self._services: Services | None = None
        self._subscriptions: list[Subscription] = []
        self._rows = AuditRows(self)
        self._log: AuditLog | None = None
        self._chain: Chain | None = None
        self._wake = asyncio.Event()
        self._stale = True
        self._looking = False
        self._wanted = SHOWN

    def attach(self, services: Services) -> None:
        """Take the services, and read whenever somebody looks."""
        from kriptik_desktop.vault.events import (
            CredentialRemoved,
            CredentialsSaved,
            CredentialUsed,
            VaultLocked,
            VaultUnlocked,
        )

        self._services = services
        for kind in (CredentialsSaved, CredentialUsed, CredentialRemoved, VaultUnlocked):
            self._subscriptions.append(services.bus.subscribe(kind, self._on_news))
        self._subscriptions.append(services.bus.subscribe(VaultLocked, self._on_locked))
        self._supervisor.start(self._keep_fresh(services), "keep the audit log fresh")

    def detach(self) -> None:
        """Stop hearing events."""
        for subscription in self._subscriptions:
            subscription.close()
        self._subscriptions = []

    def _on_news(self, event: Event) -> None:
        self._stale = True
        self._wake.set()

    def _on_locked(self, event: Event) -> None:
        if self._log:
            self._log.drop()
        self._log, self._chain, self._stale, self._wanted = None, None, True, SHOWN
        self._reading.clear()

    async def _keep_fresh(self, services: Services) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            try:
                await self._read(services)
            except KriptikError as error:
                self._reading.refuse(error.message, error.hint)

    async def _read(self, services: Services) -> None:
        from kriptik_desktop.vault.errors import VaultDamaged
        from kriptik_desktop.vault.model import VaultState

        if not self._looking or services.vault.state is not VaultState.UNLOCKED:
            return
        log = self._log = self._log or AuditLog(services, self._rows)
        look, self._stale = self._stale, False
        try:
            if look or not log.known:
                await log.look()
            await log.fill(self._wanted)
        except VaultDamaged:
            await self._read_broken(services, log)
        self._reading.clear()
        if look and log is self._log:
            self._chain = _chain(await services.vault.audit_report())
            self.changed.emit()

    async def _read_broken(self, services: Services, log: AuditLog) -> None:
        """Where the chain is broken, a page of it is refused, and what can be read comes from the report instead."""
        report = await services.vault.audit_report()
        await log.take_all(report.entries)
        await log.fill(self._wanted)

    def _get_rows(self) -> QObject:
        return self._rows

    def _get_count(self) -> int:
        return self._rows.rowCount()

    def _get_loaded(self) -> bool:
        return self._log is not None and self._log.known

    def _get_whole(self) -> bool:
        return self._log is not None and self._log.whole

    def _get_entries(self) -> int:
        return self._chain.entries if self._chain else 0

    def _get_checked(self) -> bool:
        return self._chain is not None

    def _get_verified(self) -> bool:
        return self._chain is not None and self._chain.verified

    def _get_broken(self) -> str:
        return self._chain.broken if self._chain else ""

    def _get_filters(self) -> Filters:
        return self._log.filters if self._log else Filters()

    def _get_group(self) -> str:
        return self._get_filters().group

    def _get_integration(self) -> str:
        return self._get_filters().integration

    def _get_origin(self) -> str:
        return self._get_filters().origin

    def _get_filtered(self) -> bool:
        return self._get_filters() != Filters()

    def _get_groups(self) -> list[dict[str, str]]:
        every = {"id": "", "name": translated("Everything")}
        return [every, *({"id": each, "name": translated(name)} for each, name in GROUPS.items())]

    def _get_origins(self) -> list[dict[str, str]]:
        every = {"id": "", "name": translated("Everybody")}
        return [every, *({"id": each, "name": translated(name)} for each, name in ORIGINS.items())]

    def _get_integrations(self) -> list[dict[str, str]]:
        every = {"id": "", "name": translated("All services")}
        found = [{"id": each, "name": self._name(each)} for each in (self._log.integrations if self._log else ())]
        return [every, *sorted(found, key=lambda option: option["name"].casefold())]

    def _name(self, integration: str) -> str:
        if self._services is None or integration not in self._services.catalogue:
            return integration
        return self._services.catalogue.get(integration).name

    def _get_busy(self) -> bool:
        return self._commands.busy

    def _get_error(self) -> str:
        return self._reading.error or self._commands.error

    def _get_hint(self) -> str:
        return self._reading.hint if self._reading.error else self._commands.hint

    rows = Property(QObject, _get_rows, constant=True)
    count = Property(int, _get_count, notify=changed)
    loaded = Property(bool, _get_loaded, notify=changed)
    whole = Property(bool, _get_whole, notify=changed)
    entries = Property(int, _get_entries, notify=changed)
    checked = Property(bool, _get_checked, notify=changed)
    verified = Property(bool, _get_verified, notify=changed)
    broken = Property(str, _get_broken, notify=changed)
    group = Property(str, _get_group, notify=changed)
    integration = Property(str, _get_integration, notify=changed)
    origin = Property(str, _get_origin, notify=changed)
    filtered = Property(bool, _get_filtered, notify=changed)
    groups = Property(QVariantList, _get_groups, constant=True)
    origins = Property(QVariantList, _get_origins, constant=True)
    integrations = Property(QVariantList, _get_integrations, notify=changed)
    busy = Property(bool, _get_busy, notify=changed)
    error = Property(str, _get_error, notify=changed)
    hint = Property(str, _get_hint, notify=changed)

    @Slot(bool)
    def look(self, looking: bool) -> None:
        """Say whether the page is before the person's eyes; when it comes there, it is read anew."""
        self._looking, self._stale = looking, True
        self._wake.set()

    @Slot()
    def lookAgain(self) -> None:
        """Read what is new and check the chain again."""
        self._commands.clear()
        self._stale = True
        self._wake.set()

    @Slot()
    def showMore(self) -> None:
        """Show older rows too; asked for when the end of those shown comes into sight."""
        if self._wanted <= self._rows.rowCount():
            self._wanted = self._rows.rowCount() + SHOWN
            self._wake.set()

    @Slot(str)
    def chooseGroup(self, group: str) -> None:
        """Let only one group of actions through, or all."""
        self._choose(replace(self._get_filters(), group=group))

    @Slot(str)
    def chooseIntegration(self, integration: str) -> None:
        """Let only one service through, or all."""
        self._choose(replace(self._get_filters(), integration=integration))

    @Slot(str)
    def chooseOrigin(self, origin: str) -> None:
        """Let only one kind of asker through, or all."""
        self._choose(replace(self._get_filters(), origin=origin))

    @Slot()
    def clearFilters(self) -> None:
        """Let everything through."""
        self._choose(Filters())

    def _choose(self, filters: Filters) -> None:
        if self._log and filters != self._log.filters:
            self._log.choose(filters)
            self._wanted = SHOWN
            self._wake.set()
            self.changed.emit()

    @Slot()
    def askWhereToExport(self) -> None:
        """Ask for a new file and write the whole log to it."""
        title, name = translated("Export the audit log"), "kriptik-audit-log.json"
        self._dialogs.choose_new_file(title, Path.home() / name, self._export_place)

    def _export_place(self, place: Path) -> None:
        self._commands.start(lambda: self._export(place), "export the audit log")

    async def _export(self, place: Path) -> None:
        if self._services is None:
            return
        vault = self._services.vault
        text = await self._proof.run(translated("This writes the audit log to a file."), vault.audit_json)
        await asyncio.to_thread(write_new_file, place, text)
        self.exported.emit(translated("The audit log was written to {name}.").format(name=place.name))
