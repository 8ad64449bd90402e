"""Home: projects, builds under way, and what is asked of the person.

Every event of the rooms below only means "look again"; what is shown is always read from the rows.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kriptik_desktop.core.errors import KriptikError
from kriptik_desktop.core.tasks import Supervisor
from kriptik_desktop.ui.commands import Commands
from kriptik_desktop.ui.home_rows import HomeScreen, ProjectRow, RequestRow, read_home
from kriptik_desktop.ui.row_model import RowModel

if TYPE_CHECKING:
    from kriptik_desktop.core.events import Event, Subscription
    from kriptik_desktop.services import Services

QML_IMPORT_NAME = "Kriptik.Ui"
QML_IMPORT_MAJOR_VERSION = 1
_HOUR_MS = 3_600_000


@QmlElement
@QmlUncreatable("Made by the app")
class HomeViewModel(QObject):  # type: ignore[operator]
    """What the home screen shows and offers."""

    changed = Signal()
    credentialWanted = Signal(str)
    """A request's id: the credential sheet is to open for it."""
    buildWanted = Signal(str)
    """A build's id: its screen is to show."""
    folderWanted = Signal(str)
    """A folder with somebody's own code: what it needs is to show."""

    def __init__(self, supervisor: Supervisor, parent: QObject) -> None:
        super().__init__(parent)
        self._supervisor = supervisor
        self._commands = Commands(supervisor, self.changed.emit)
        self._services: Services | None = None
        self._subscriptions: list[Subscription] = []
        self._requests = RowModel(RequestRow, lambda row: row.request_id, self)
        self._projects = RowModel(ProjectRow, lambda row: row.project_id, self)
        self._screen: HomeScreen | None = None
        self._stale = asyncio.Event()

    def attach(self, services: Services) -> None:
        """Take the services and keep the lists fresh from now on."""
        from kriptik_desktop.acquisition.events import CredentialsRequested, RequestClosed
        from kriptik_desktop.builds.events import BuildChanged
        from kriptik_desktop.projects.events import ProjectChanged
        from kriptik_desktop.vault.events import VaultUnlocked

        self._services = services
        kinds = (CredentialsRequested, RequestClosed, BuildChanged, ProjectChanged, VaultUnlocked)
        self._subscriptions = [services.bus.subscribe(kind, self._look_again) for kind in kinds]
        self._stale.set()
        self._supervisor.start(self._keep_fresh(services), "keep home fresh")

    def detach(self) -> None:
        """Stop hearing events."""
        for subscription in self._subscriptions:
            subscription.close()
        self._subscriptions = []

    def _look_again(self, event: Event) -> None:
        self._stale.set()

    async def _keep_fresh(self, services: Services) -> None:
        while True:
            await self._stale.wait()
            self._stale.clear()
            try:
                screen = await read_home(services)
            except KriptikError as error:
                self._commands.refuse(error.message, error.hint)
                continue
            if screen != self._screen:
                self._show(screen)

    def _show(self, screen: HomeScreen) -> None:
        self._screen = screen
        self._requests.set_rows(screen.requests)
        self._projects.set_rows(screen.projects)
        self.changed.emit()

    def _get_requests(self) -> QObject:
        return self._requests

    def _get_projects(self) -> QObject:
        return self._projects

    def _get_request_count(self) -> int:
        return len(self._requests.rows)

    def _get_project_count(self) -> int:
        return len(self._projects.rows)

    def _get_snoozed(self) -> int:
        return self._screen.snoozed if self._screen else 0

    def _get_loaded(self) -> bool:
        return self._screen is not None

    def _get_busy(self) -> bool:
        return self._commands.busy

    def _get_error(self) -> str:
        return self._commands.error

    def _get_hint(self) -> str:
        return self._commands.hint

    requests = Property(QObject, _get_requests, constant=True)
    projects = Property(QObject, _get_projects, constant=True)
    requestCount = Property(int, _get_request_count, notify=changed)
    projectCount = Property(int, _get_project_count, notify=changed)
    snoozed = Property(int, _get_snoozed, notify=changed)
    loaded = Property(bool, _get_loaded, notify=changed)
    busy = Property(bool, _get_busy, notify=changed)
    error = Property(str, _get_error, notify=changed)
    hint = Property(str, _get_hint, notify=changed)

    @Slot()
    def lookAgain(self) -> None:
        """Read everything anew after it could not be read."""
        self._commands.clear()
        self._stale.set()

    @Slot(str)
    def addCredentials(self, request_id: str) -> None:
        """Open the credential sheet for a request."""
        self.credentialWanted.emit(request_id)

    @Slot()
    def addFirstCredentials(self) -> None:
        """Open the credential sheet for the request that leads."""
        if self._requests.rows:
            self.credentialWanted.emit(self._requests.rows[0].request_id)

    @Slot(str)
    def openProject(self, project_id: str) -> None:
        """Show a project's newest build, or what its code needs; start the first build where there is none."""
        row = next((each for each in self._projects.rows if each.project_id == project_id), None)
        if row is None:
            return
        if row.build_id:
            self.buildWanted.emit(row.build_id)
        elif row.made_elsewhere:
            self.folderWanted.emit(row.folder)
        else:
            self.startBuild(project_id)

    @Slot(str)
    def dismiss(self, request_id: str) -> None:
        """Stop reminding of a request."""
        self._commands.start(lambda: self._dismiss(request_id), "dismiss a credential request")

    async def _dismiss(self, request_id: str) -> None:
        if self._services:
            await self._services.acquisition.dismiss(request_id)
            self._stale.set()

    @Slot(str)
    def snooze(self, request_id: str) -> None:
        """Put a request off for an hour."""
        self._commands.start(lambda: self._snooze(request_id), "put a credential request off")

    async def _snooze(self, request_id: str) -> None:
        if self._services:
            await self._services.acquisition.snooze(request_id, self._services.clock.now_ms() + _HOUR_MS)
            self._stale.set()

    @Slot(str)
    def startBuild(self, project_id: str) -> None:
        """Build a project anew and show the build."""
        self._commands.start(lambda: self._start_build(project_id), "start a build")

    async def _start_build(self, project_id: str) -> None:
        if self._services:
            build = await self._services.builds.start(project_id)
            self.buildWanted.emit(build.id)
