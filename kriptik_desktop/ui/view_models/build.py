"""One build as it goes: phases, tasks, what it waits for, its log and its files.

The rows are read again after each BuildChanged, at most one reading at a time, so a log that prints hundreds of lines a
second costs a handful of redraws. The screen itself asks for the passing time while it shows, so that nothing is done
for a screen that nobody sees.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtQml import QmlElement, QmlUncreatable

from kriptik_desktop.core.errors import KriptikError, Unavailable
from kriptik_desktop.core.tasks import Supervisor
from kriptik_desktop.ui.build_activity import FileRow, LogRow
from kriptik_desktop.ui.build_rows import (
    LOG_LINES,
    BreakRow,
    BuildFacts,
    BuildScreen,
    PhaseRow,
    TaskRow,
    TickRow,
    WaitRow,
    build_screen,
    read_facts,
)
from kriptik_desktop.ui.commands import Commands
from kriptik_desktop.ui.row_model import RowModel

if TYPE_CHECKING:
    from kriptik_desktop.core.events import Subscription
    from kriptik_desktop.services import Services

QML_IMPORT_NAME = "Kriptik.Ui"
QML_IMPORT_MAJOR_VERSION = 1
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
        self._facts: BuildFacts | None = None
        self._screen = BuildScreen()
        self._phases = RowModel(PhaseRow, lambda row: row.phase, self)
        self._tasks = RowModel(TaskRow, lambda row: row.task_key, self)
        self._waits = RowModel(WaitRow, lambda row: row.request_id, self)
        self._log = RowModel(LogRow, lambda row: row.key, self)
        self._files = RowModel(FileRow, lambda row: row.path, self)
        self._breaks = RowModel(BreakRow, lambda row: row.key, self)
        self._ticks = RowModel(TickRow, lambda row: row.label, self)
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
            if wanted := self._build_id:
                await self._read(services, wanted)

    async def _read(self, services: Services, wanted: str) -> None:
        try:
            facts = await read_facts(services, wanted)
        except KriptikError as error:
            self._commands.refuse(error.message, error.hint)
            return
        if wanted == self._build_id:
            self._facts = facts
            self._show(build_screen(facts, services.clock.now_ms()))

    def _show(self, screen: BuildScreen) -> None:
        self._screen = screen
        self._phases.set_rows(screen.phases)
        self._tasks.set_rows(screen.tasks)
        self._waits.set_rows(screen.waits)
        self._log.set_rows(screen.log)
        self._files.set_rows(screen.files)
        self._breaks.set_rows(screen.breaks)
        self._ticks.set_rows(screen.ticks)
        self.changed.emit()

    @Slot()
    def tick(self) -> None:
        """Let what grows with time follow the clock."""
        if self._facts and self._services and self._screen.status in _LIVE:
            self._show(build_screen(self._facts, self._services.clock.now_ms()))

    @Slot(str)
    def show(self, build_id: str) -> None:
        """Show another build."""
        if build_id != self._build_id:
            self._build_id, self._facts = build_id, None
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

    def _get_way_out(self) -> str:
        return self._screen.way_out

    def _get_waiting(self) -> str:
        return self._screen.waiting

    def _get_working(self) -> bool:
        return self._screen.working

    def _get_current_task(self) -> int:
        states = [row.status for row in self._screen.tasks]
        return min((states.index(each) for each in ("failed", "running", "blocked") if each in states), default=-1)

    def _get_dense(self) -> bool:
        return self._screen.dense

    def _get_least_lane(self) -> float:
        return min((row.lane_height for row in self._screen.phases), default=0.0)

    def _get_rows(self) -> float:
        return self._screen.rows

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

    def _get_files(self) -> QObject:
        return self._files

    def _get_breaks(self) -> QObject:
        return self._breaks

    def _get_ticks(self) -> QObject:
        return self._ticks

    def _get_wait_count(self) -> int:
        return len(self._screen.waits)

    def _get_file_count(self) -> int:
        return sum(not row.folder for row in self._screen.files)

    def _get_log_count(self) -> int:
        return len(self._screen.log)

    def _get_log_full(self) -> bool:
        return len(self._screen.log) == LOG_LINES

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
    wayOut = Property(str, _get_way_out, notify=changed)
    waiting = Property(str, _get_waiting, notify=changed)
    working = Property(bool, _get_working, notify=changed)
    currentTask = Property(int, _get_current_task, notify=changed)
    dense = Property(bool, _get_dense, notify=changed)
    leastLane = Property(float, _get_least_lane, notify=changed)
    rows = Property(float, _get_rows, notify=changed)
    live = Property(bool, _get_live, notify=changed)
    phases = Property(QObject, _get_phases, constant=True)
    tasks = Property(QObject, _get_tasks, constant=True)
    waits = Property(QObject, _get_waits, constant=True)
    log = Property(QObject, _get_log, constant=True)
    files = Property(QObject, _get_files, constant=True)
    breaks = Property(QObject, _get_breaks, constant=True)
    ticks = Property(QObject, _get_ticks, constant=True)
    waitCount = Property(int, _get_wait_count, notify=changed)
    fileCount = Property(int, _get_file_count, notify=changed)
    logCount = Property(int, _get_log_count, notify=changed)
    logFull = Property(bool, _get_log_full, notify=changed)
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
    def copyLog(self) -> None:
        """Put the shown lines of the log on the clipboard; what looks like a key was removed when they were written."""
        lines = (f"{row.time}  {row.words}" for row in self._screen.log)
        QGuiApplication.clipboard().setText("\n".join(lines))

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
