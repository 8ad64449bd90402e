"""One build as it goes: phases, tasks, what it waits for, its log and its files.

The rows are read again after each BuildChanged, at most one reading at a time, so a log that prints hundreds of lines a
second costs a handful of redraws.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtQml import QmlElement, QmlUncreatable

from kriptik_desktop.core.errors import Unavailable
from kriptik_desktop.core.tasks import Supervisor
from kriptik_desktop.ui.build_rows import (
    ArtifactRow,
    BuildScreen,
    LogRow,
    PhaseRow,
    TaskRow,
    WaitRow,
    read_screen,
)
from kriptik_desktop.ui.commands import Commands
from kriptik_desktop.ui.row_model import RowModel

if TYPE_CHECKING:
    from kriptik_desktop.core.events import Subscription
    from kriptik_desktop.services import Services

QML_IMPORT_NAME = "Kriptik.Ui"
QML_IMPORT_MAJOR_VERSION = 1
_MINUTE_S = 60.0
_LIVE = ("running", "waiting_credentials", "vault_locked")


@QmlElement
@QmlUncreatable("Made by the app")
class BuildViewModel(QObject):  # type: ignore[operator]
    """What the build screen shows and does."""

    changed = Signal()
    credentialWanted = Signal(str)
    """A request's id: the credential sheet is to open for it."""
    shown = Signal()
    """A build was chosen: its screen is to show."""

    def __init__(self, supervisor: Supervisor, parent: QObject) -> None:
        super().__init__(parent)
        self._supervisor = supervisor
        self._commands = Commands(supervisor, self.changed.emit)
        self._services: Services | None = None
        self._subscriptions: list[Subscription] = []
        self._build_id = ""
        self._screen = BuildScreen()
        self._phases = RowModel(PhaseRow, lambda row: row.phase, self)
        self._tasks = RowModel(TaskRow, lambda row: row.task_key, self)
        self._waits = RowModel(WaitRow, lambda row: row.request_id, self)
        self._log = RowModel(LogRow, lambda row: row.key, self)
        self._artifacts = RowModel(ArtifactRow, lambda row: row.path, self)
        self._stale = asyncio.Event()

    def attach(self, services: Services) -> None:
        """Take the services and keep the shown build fresh from now on."""
        from kriptik_desktop.acquisition.events import CredentialsRequested, RequestClosed
        from kriptik_desktop.builds.events import BuildChanged

        self._services = services
        self._subscriptions = [
            services.bus.subscribe(BuildChanged, self._build_changed),
            services.bus.subscribe(CredentialsRequested, lambda event: self._stale.set()),
            services.bus.subscribe(RequestClosed, lambda event: self._stale.set()),
        ]
        self._supervisor.start(self._keep_fresh(services), "keep the build fresh")
        self._supervisor.start(self._keep_time(), "count the waiting time")

    def detach(self) -> None:
        """Stop hearing events."""
        for subscription in self._subscriptions:
            subscription.close()
        self._subscriptions = []

    def _build_changed(self, event: object) -> None:
        if getattr(event, "build_id", None) == self._build_id:
            self._stale.set()

    async def _keep_fresh(self, services: Services) -> None:
        while True:
            await self._stale.wait()
            self._stale.clear()
            if self._build_id:
                self._show(await read_screen(services, self._build_id))

    async def _keep_time(self) -> None:
        while True:
            await asyncio.sleep(_MINUTE_S)
            if self._screen.status in _LIVE:
                self._stale.set()

    def _show(self, screen: BuildScreen) -> None:
        self._screen = screen
        self._phases.set_rows(screen.phases)
        self._tasks.set_rows(screen.tasks)
        self._waits.set_rows(screen.waits)
        self._log.set_rows(screen.log)
        self._artifacts.set_rows(screen.artifacts)
        self.changed.emit()

    @Slot(str)
    def show(self, build_id: str) -> None:
        """Show another build."""
        if build_id != self._build_id:
            self._build_id = build_id
            self._show(BuildScreen())
        self._commands.clear()
        self._stale.set()
        self.shown.emit()

    def _get_loaded(self) -> bool:
        return bool(self._screen.status)

    def _get_project(self) -> str:
        return self._screen.project

    def _get_folder(self) -> str:
        return self._screen.folder

    def _get_status(self) -> str:
        return self._screen.status

    def _get_status_text(self) -> str:
        return self._screen.status_text

    def _get_summary(self) -> str:
        return self._screen.summary

    def _get_failure(self) -> str:
        return self._screen.failure

    def _get_done(self) -> float:
        return self._screen.done

    def _get_live(self) -> bool:
        return self._screen.status in _LIVE

    def _get_phases(self) -> QObject:
        return self._phases

    def _get_tasks(self) -> QObject:
        return self._tasks

    def _get_waits(self) -> QObject:
        return self._waits

    def _get_log(self) -> QObject:
        return self._log

    def _get_artifacts(self) -> QObject:
        return self._artifacts

    def _get_wait_count(self) -> int:
        return len(self._screen.waits)

    def _get_artifact_count(self) -> int:
        return len(self._screen.artifacts)

    def _get_busy(self) -> bool:
        return self._commands.busy

    def _get_error(self) -> str:
        return self._commands.error

    def _get_hint(self) -> str:
        return self._commands.hint

    loaded = Property(bool, _get_loaded, notify=changed)
    project = Property(str, _get_project, notify=changed)
    folder = Property(str, _get_folder, notify=changed)
    status = Property(str, _get_status, notify=changed)
    statusText = Property(str, _get_status_text, notify=changed)
    summary = Property(str, _get_summary, notify=changed)
    failure = Property(str, _get_failure, notify=changed)
    done = Property(float, _get_done, notify=changed)
    live = Property(bool, _get_live, notify=changed)
    phases = Property(QObject, _get_phases, constant=True)
    tasks = Property(QObject, _get_tasks, constant=True)
    waits = Property(QObject, _get_waits, constant=True)
    log = Property(QObject, _get_log, constant=True)
    artifacts = Property(QObject, _get_artifacts, constant=True)
    waitCount = Property(int, _get_wait_count, notify=changed)
    artifactCount = Property(int, _get_artifact_count, notify=changed)
    busy = Property(bool, _get_busy, notify=changed)
    error = Property(str, _get_error, notify=changed)
    hint = Property(str, _get_hint, notify=changed)

    @Slot(str)
    def addCredentials(self, request_id: str) -> None:
        """Open the credential sheet for what the build waits for."""
        self.credentialWanted.emit(request_id)

    @Slot()
    def cancel(self) -> None:
        """Stop the build for good; its files stay."""
        self._commands.start(self._cancel, "cancel a build")

    async def _cancel(self) -> None:
        if self._services:
            await self._services.builds.cancel(self._build_id)

    @Slot()
    def retry(self) -> None:
        """Try the failed tasks again."""
        self._commands.start(self._retry, "resume a build")

    async def _retry(self) -> None:
        if self._services:
            await self._services.builds.resume(self._build_id)

    @Slot()
    def openFolder(self) -> None:
        """Show the project's folder in the file manager."""
        self._commands.start(self._open_folder, "open the project's folder")

    async def _open_folder(self) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(self._screen.folder)):
            raise Unavailable(
                "folder_not_opened",
                "No file manager could be started.",
                f"The project is in {self._screen.folder}.",
            )
