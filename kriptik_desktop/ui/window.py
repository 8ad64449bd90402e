"""The window from its first frame to its last: view-models, QML, then the services behind them.

The frame comes first and the services after it, because their imports cost more than all of Qt. Taking down is strictly
ordered (measured: a view-model freed before the engine makes QML complain, a service closed before its callers hang).
"""

from __future__ import annotations

import asyncio
import importlib
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtQuick import QQuickWindow

from kriptik_desktop.core.crash import CrashLog
from kriptik_desktop.core.errors import KriptikError
from kriptik_desktop.core.paths import AppPaths
from kriptik_desktop.core.tasks import Supervisor
from kriptik_desktop.ui.engine import WindowEngine
from kriptik_desktop.ui.file_dialogs import FileDialogs, SystemFileDialogs
from kriptik_desktop.ui.garbage import collected_here
from kriptik_desktop.ui.motion_preference import MotionPreference
from kriptik_desktop.ui.view_models.build import BuildViewModel
from kriptik_desktop.ui.view_models.credential_sheet import CredentialSheetViewModel
from kriptik_desktop.ui.view_models.home import HomeViewModel
from kriptik_desktop.ui.view_models.new_project import NewProjectViewModel
from kriptik_desktop.ui.view_models.palette import PaletteViewModel
from kriptik_desktop.ui.view_models.shell import ShellViewModel
from kriptik_desktop.ui.view_models.unlock import UnlockViewModel
from kriptik_desktop.ui.wording import translated

if TYPE_CHECKING:
    from kriptik_desktop.services import Outside, Services

_LOG = logging.getLogger("kriptik_desktop.ui")
_FIRST_FRAME_S = 3.0
_BUG = "Something went wrong inside KripTik. Its log holds the details."
_LOOK = "Nothing was changed. The log in the data folder holds the details."
_WORK_S = 5.0
"""What running work gets when the window closes; it is cancelled first."""
_HEAVY = ("kriptik_desktop.services", "kriptik_desktop.control.commands", "kriptik_desktop.control.server")


@dataclass(frozen=True, slots=True)
class Launch:
    """What the window needs to know before anything is open."""

    paths: AppPaths
    reduced_motion: bool | None
    """Whether nothing moves; None follows the system."""
    crash: CrashLog
    outside: Callable[[], Outside] | None = None
    """Replaces the outside world; called once the heavy modules are there."""
    dialogs: FileDialogs | None = None
    """Answers instead of the system's file dialogs."""
    motion: Callable[[bool | None], MotionPreference] = MotionPreference
    """Makes what tells whether things may move, from the person's own setting."""
    on_window: Callable[[Window], None] | None = None
    """Called with the window once it has shown a frame."""
    on_open: Callable[[Window], None] | None = None
    """Called with the window once the services are attached."""


class Window:
    """All view-models and the engine that shows them."""

    def __init__(self, launch: Launch, close: Callable[[], None]) -> None:
        self.launch = launch
        self._work = Supervisor(launch.crash)
        self._owner = QObject()
        self._dialogs = SystemFileDialogs()
        dialogs = launch.dialogs or self._dialogs
        self.motion = launch.motion(launch.reduced_motion)
        self.shell = ShellViewModel(self._work, close, self._owner)
        self.unlock = UnlockViewModel(self._work, dialogs, self._owner)
        self.home = HomeViewModel(self._work, self._owner)
        self.new_project = NewProjectViewModel(self._work, dialogs, self._owner)
        self.sheet = CredentialSheetViewModel(self._work, self._owner)
        self.build = BuildViewModel(self._work, self._owner)
        self.palette = PaletteViewModel(self._work, self._owner)
        self._connect()
        self._engine = WindowEngine(launch.crash)
        self.view = self._load()
        self._dialogs.owner = self.view
        self.motion.changed.connect(self._set_motion)

    def _connect(self) -> None:
        self.unlock.asked.connect(self._show_unlock)
        self.unlock.opened.connect(self.shell.goHome)
        self.shell.locked.connect(self.unlock.refresh)
        self.shell.locked.connect(self.sheet.close)
        self.home.credentialWanted.connect(self.sheet.openRequest)
        self.home.buildWanted.connect(self.build.show)
        self.new_project.buildWanted.connect(self.build.show)
        self.build.credentialWanted.connect(self.sheet.openRequest)
        self.build.shown.connect(self.shell.showBuild)
        self.sheet.saved.connect(self._say)
        self._connect_palette()

    def _connect_palette(self) -> None:
        self.home.changed.connect(self.palette.refresh)
        self.shell.locked.connect(self.palette.close)
        self.palette.homeWanted.connect(self.shell.goHome)
        self.palette.projectWanted.connect(self.shell.showProject)
        self.palette.lockWanted.connect(self.shell.lockVault)
        self.palette.closeWanted.connect(self.shell.close)
        self.palette.credentialWanted.connect(self.sheet.openRequest)
        self.palette.buildWanted.connect(self.build.show)
        self.palette.startWanted.connect(self._start_from_home)

    def _start_from_home(self, project_id: str) -> None:
        """Start a build where a refusal can be read."""
        self.shell.goHome()
        self.home.startBuild(project_id)

    def _show_unlock(self) -> None:
        self.shell.show("unlock")

    def _say(self, text: str) -> None:
        self.shell.say(text)

    def _set_motion(self, reduced: bool) -> None:
        self.view.setProperty("reducedMotion", reduced)

    def follow_motion(self) -> None:
        """Follow the system's wish about motion from now on; the first frame need not wait for it."""
        self._work.start(self.motion.follow(), "follow the system's wish about motion")

    def _load(self) -> QQuickWindow:
        return self._engine.load(
            {
                "shell": self.shell,
                "unlock": self.unlock,
                "home": self.home,
                "newProject": self.new_project,
                "sheet": self.sheet,
                "build": self.build,
                "commands": self.palette,
                "reducedMotion": self.motion.reduced,
            }
        )

    async def first_frame(self) -> None:
        """Return when the first frame has been shown; a window that is never exposed does not hold anything up."""
        shown, loop = asyncio.Event(), asyncio.get_running_loop()

        def on_frame() -> None:
            loop.call_soon_threadsafe(shown.set)

        self.view.frameSwapped.connect(on_frame)
        try:
            async with asyncio.timeout(_FIRST_FRAME_S):
                await shown.wait()
        except TimeoutError:
            _LOG.info("no frame was shown within %s s", _FIRST_FRAME_S)
        finally:
            self.view.frameSwapped.disconnect(on_frame)

    def attach(self, services: Services) -> None:
        """Give the services to all screens."""
        for part in (self.shell, self.home, self.new_project, self.sheet, self.build, self.palette, self.unlock):
            part.attach(services)

    def fail(self, error: KriptikError) -> None:
        """Show why nothing can be opened."""
        self.shell.fail(error.message, error.hint)

    async def take_down(self) -> None:
        """End running work, then QML; the view-models stay until nobody can ask them any more."""
        self._dialogs.close()
        self.motion.close()
        await self._work.close(_WORK_S, lambda names: _LOG.warning("did not end in time: %s", ", ".join(names)))
        for part in (self.home, self.build, self.shell):
            part.detach()
        self._engine.delete()


async def run_window(launch: Launch, quit_asked: asyncio.Event) -> None:
    """Show the window, open everything behind it, and stay until it is closed."""
    window = Window(launch, quit_asked.set)
    launch.crash.listen(_teller(window))
    try:
        await window.first_frame()
        window.follow_motion()
        if launch.on_window:
            launch.on_window(window)
        async with _opened(launch, window) as services, collected_here():
            if services is not None:
                window.attach(services)
                if launch.on_open:
                    launch.on_open(window)
            await quit_asked.wait()
            await window.take_down()
    finally:
        await window.take_down()


def _teller(window: Window) -> Callable[[str], None]:
    """Return what tells the person of a bug; bugs are met on any thread."""
    loop = asyncio.get_running_loop()

    def tell(line: str) -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(window.shell.say, translated(_BUG), "error")

    return tell


@asynccontextmanager
async def _opened(launch: Launch, window: Window) -> AsyncIterator[Services | None]:
    """Open services and control socket; where that is refused, the window shows why."""
    try:
        for name in _HEAVY:
            await asyncio.to_thread(importlib.import_module, name)
        context = _serving(launch, window)
        services = await context.__aenter__()
    except Exception as error:
        window.fail(_for_the_person(error, launch))
        yield None
        return
    try:
        yield services
    finally:
        await context.__aexit__(None, None, None)


def _for_the_person(error: Exception, launch: Launch) -> KriptikError:
    if isinstance(error, KriptikError):
        return error
    launch.crash(error, "opening the services")
    return KriptikError(
        "bug", translated("KripTik cannot open its data because of a fault of its own."), translated(_LOOK)
    )


@asynccontextmanager
async def _serving(launch: Launch, window: Window) -> AsyncIterator[Services]:
    from kriptik_desktop.control.hosting import serving
    from kriptik_desktop.services import Outside

    def raise_window() -> dict[str, bool]:
        window.shell.raiseRequested.emit()
        return {"raised": True}

    outside = launch.outside() if launch.outside else Outside.real()
    async with serving(launch.paths, outside, launch.crash, "window", {"window.raise": raise_window}) as (services, _):
        yield services
