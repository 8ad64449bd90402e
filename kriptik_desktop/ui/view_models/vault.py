"""The vault screen's list: what is stored, found by typing and by filters, and which of it is chosen.

It reads only while it shows, because a large vault costs a moment to list, and forgets everything when the vault locks.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kriptik_desktop.core.errors import KriptikError
from kriptik_desktop.core.tasks import Supervisor
from kriptik_desktop.ui.commands import Commands
from kriptik_desktop.ui.credential_standing import health_of
from kriptik_desktop.ui.row_model import QVariantList, RowModel
from kriptik_desktop.ui.vault_rows import (
    CredentialRow,
    Filters,
    VaultScreen,
    matching,
    options,
    read_vault,
)
from kriptik_desktop.ui.wording import translated

if TYPE_CHECKING:
    from kriptik_desktop.core.events import Event, Subscription
    from kriptik_desktop.services import Services

QML_IMPORT_NAME = "Kriptik.Ui"
QML_IMPORT_MAJOR_VERSION = 1
_NOTHING = VaultScreen((), health_of(()))


def _offers(screen: VaultScreen) -> tuple[object, ...]:
    return screen.projects, screen.integrations, screen.modes, screen.states


@QmlElement
@QmlUncreatable("Made by the app")
class VaultViewModel(QObject):  # type: ignore[operator]
    """What the vault screen lists."""

    changed = Signal()
    offered = Signal()
    """The filters offer something else; they are not asked at every key, because making them anew costs a frame."""
    chosenChanged = Signal(str)
    """A credential's id, or nothing: its passport is to show."""
    searchWanted = Signal()
    """The person wants to type what is looked for."""
    passportWanted = Signal()
    """The passport of the chosen credential is to have the keyboard."""

    def __init__(self, supervisor: Supervisor, parent: QObject) -> None:
        super().__init__(parent)
        self._supervisor = supervisor
        self._commands = Commands(supervisor, self.changed.emit)
        self._services: Services | None = None
        self._subscriptions: list[Subscription] = []
        self._rows = RowModel(CredentialRow, lambda row: row.credential_id, self)
        self._screen = _NOTHING
        self._loaded = self._seen = False
        self._filters = Filters()
        self._chosen, self._chosen_index = "", -1
        self._hoped = ""
        """What was asked for from elsewhere, until it was seen in the list."""
        self._page = "credentials"
        self._stale = asyncio.Event()

    def attach(self, services: Services) -> None:
        """Take the services and keep the list fresh while it shows."""
        from kriptik_desktop.acquisition.events import CredentialChecked
        from kriptik_desktop.projects.events import ProjectChanged
        from kriptik_desktop.vault.events import (
            CredentialRemoved,
            CredentialsSaved,
            CredentialUsed,
            VaultLocked,
            VaultUnlocked,
        )

        self._services = services
        kinds = (CredentialChecked, CredentialsSaved, CredentialUsed, CredentialRemoved, ProjectChanged, VaultUnlocked)
        self._subscriptions = [services.bus.subscribe(kind, self._look_again) for kind in kinds]
        self._subscriptions.append(services.bus.subscribe(VaultLocked, lambda event: self._forget()))
        self._stale.set()
        self._supervisor.start(self._keep_fresh(services), "keep the vault's list fresh")

    def detach(self) -> None:
        """Stop hearing events, and keep nothing of the vault."""
        for subscription in self._subscriptions:
            subscription.close()
        self._subscriptions = []
        self._forget()

    def set_seen(self, seen: bool) -> None:
        """Say whether the screen shows; what happened meanwhile is read when it does."""
        if seen and not self._seen:
            self._stale.set()
        self._seen = seen

    def show_credential(self, credential_id: str) -> None:
        """Choose a credential from elsewhere, with nothing kept out of the list."""
        self._filters, self._page, self._hoped = Filters(), "credentials", credential_id
        self._match()
        self._stale.set()
        self.passportWanted.emit()

    def _look_again(self, event: Event) -> None:
        if self._seen:
            self._stale.set()

    async def _keep_fresh(self, services: Services) -> None:
        from kriptik_desktop.vault.errors import VaultIsLocked

        while True:
            await self._stale.wait()
            self._stale.clear()
            if not self._seen:
                continue
            try:
                screen = await read_vault(services)
            except VaultIsLocked:
                continue
            except KriptikError as error:
                self._commands.refuse(error.message, error.hint)
                continue
            self._loaded = True
            self._take(screen)

    def _forget(self) -> None:
        self._loaded, self._filters, self._chosen = False, Filters(), ""
        self._page, self._hoped = "credentials", ""
        self._commands.clear()
        self._take(_NOTHING)

    def _take(self, screen: VaultScreen) -> None:
        before, self._screen = self._screen, screen
        self._match()
        if _offers(before) != _offers(screen):
            self.offered.emit()

    def _match(self) -> None:
        before = self._chosen_index
        found = matching(self._screen.rows, self._filters)
        self._rows.set_rows(found)
        places = {row.credential_id: at for at, row in enumerate(found)}
        if self._hoped in places:
            self._chosen, self._hoped = self._hoped, ""
        if self._loaded and self._chosen not in places:
            at = min(max(0, before), len(found) - 1)
            self._chosen = found[at].credential_id if at >= 0 else ""
        self._chosen_index = places.get(self._chosen, -1)
        self.changed.emit()
        self.chosenChanged.emit(self._chosen)

    def _get_chosen_index(self) -> int:
        return self._chosen_index

    def _get_rows(self) -> QObject:
        return self._rows

    def _get_count(self) -> int:
        return self._rows.rowCount()

    def _get_total(self) -> int:
        return len(self._screen.rows)

    def _get_loaded(self) -> bool:
        return self._loaded

    def _get_narrow(self) -> bool:
        return self._filters.narrow

    def _get_page(self) -> str:
        return self._page

    def _get_query(self) -> str:
        return self._filters.query

    def _get_project(self) -> str:
        return self._filters.project

    def _get_integration(self) -> str:
        return self._filters.integration

    def _get_mode(self) -> str:
        return self._filters.mode

    def _get_status(self) -> str:
        return self._filters.status

    def _get_projects(self) -> list[dict[str, str]]:
        return options(translated("All projects"), self._screen.projects)

    def _get_integrations(self) -> list[dict[str, str]]:
        return options(translated("All providers"), self._screen.integrations)

    def _get_modes(self) -> list[dict[str, str]]:
        return options(translated("Any mode"), self._screen.modes)

    def _get_states(self) -> list[dict[str, str]]:
        return options(translated("Any status"), self._screen.states)

    def _get_health_share(self) -> float:
        return self._screen.health.share

    def _get_health_tone(self) -> str:
        return self._screen.health.tone

    def _get_health_title(self) -> str:
        return self._screen.health.title

    def _get_health_text(self) -> str:
        return self._screen.health.text

    def _get_error(self) -> str:
        return self._commands.error

    def _get_hint(self) -> str:
        return self._commands.hint

    rows = Property(QObject, _get_rows, constant=True)
    count = Property(int, _get_count, notify=changed)
    total = Property(int, _get_total, notify=changed)
    loaded = Property(bool, _get_loaded, notify=changed)
    narrowed = Property(bool, _get_narrow, notify=changed)
    page = Property(str, _get_page, notify=changed)
    chosenIndex = Property(int, _get_chosen_index, notify=changed)
    query = Property(str, _get_query, notify=changed)
    project = Property(str, _get_project, notify=changed)
    integration = Property(str, _get_integration, notify=changed)
    mode = Property(str, _get_mode, notify=changed)
    status = Property(str, _get_status, notify=changed)
    projects = Property(QVariantList, _get_projects, notify=offered)
    integrations = Property(QVariantList, _get_integrations, notify=offered)
    modes = Property(QVariantList, _get_modes, notify=offered)
    states = Property(QVariantList, _get_states, notify=offered)
    healthShare = Property(float, _get_health_share, notify=changed)
    healthTone = Property(str, _get_health_tone, notify=changed)
    healthTitle = Property(str, _get_health_title, notify=changed)
    healthText = Property(str, _get_health_text, notify=changed)
    error = Property(str, _get_error, notify=changed)
    hint = Property(str, _get_hint, notify=changed)

    @Slot(str)
    def showPage(self, page: str) -> None:
        """Show another page of the screen."""
        self._page = page
        self.changed.emit()

    @Slot()
    def askSearch(self) -> None:
        """Lead the person to where what is looked for is typed."""
        self.showPage("credentials")
        self.searchWanted.emit()

    @Slot(str)
    def search(self, text: str) -> None:
        """List what the text may mean."""
        self._filters = replace(self._filters, query=text)
        self._match()

    @Slot(str, str)
    def filterBy(self, what: str, value: str) -> None:
        """List only what has this project, integration, mode or status; an empty value lets all pass."""
        self._filters = replace(self._filters, **{what: value})
        self._match()

    @Slot()
    def showAll(self) -> None:
        """Let everything pass again."""
        self._filters = Filters()
        self._match()

    @Slot(int)
    def chooseAt(self, index: int) -> None:
        """Choose the credential of a row; beyond the ends, the one at the end."""
        rows = self._rows.rows
        if rows:
            self._chosen_index = min(max(0, index), len(rows) - 1)
            self._chosen = rows[self._chosen_index].credential_id
            self.changed.emit()
            self.chosenChanged.emit(self._chosen)

    @Slot()
    def lookAgain(self) -> None:
        """Read the list anew: after it could not be read, or because time has passed."""
        if self._commands.error:
            self._commands.clear()
        self._stale.set()
