"""The window from its first frame to its last: the frame, the screens, then the services behind them.

The frame comes first, because the imports of the others cost more than all of Qt. Taking down is strictly
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

from kriptik_desktop.core.crash import CrashLog
from kriptik_desktop.core.errors import KriptikError
from kriptik_desktop.core.paths import AppPaths
from kriptik_desktop.core.tasks import Supervisor
from kriptik_desktop.ui.engine import WindowEngine
from kriptik_desktop.ui.file_dialogs import FileDialogs, SystemFileDialogs
from kriptik_desktop.ui.garbage import collected_here
from kriptik_desktop.ui.kit_printing import KitPrinting, SystemPrinting
from kriptik_desktop.ui.motion_preference import MotionPreference
from kriptik_desktop.ui.person_watch import Follow, PersonWatch, follow_desktop
from kriptik_desktop.ui.view_models.shell import ShellViewModel
from kriptik_desktop.ui.wording import translated

if TYPE_CHECKING:
    from kriptik_desktop.services import Outside, Services
    from kriptik_desktop.ui.screens import Screens

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
    printing: KitPrinting | None = None
    """Prints instead of the system's printers."""
    motion: Callable[[bool | None], MotionPreference] = MotionPreference
    """Makes what tells whether things may move, from the person's own setting."""
    follow: Follow = follow_desktop
    """Hears that the computer sleeps or the session is locked."""
    on_window: Callable[[Window], None] | None = None
    """Called with the window once it has shown a frame."""
    on_open: Callable[[Window], None] | None = None
    """Called with the window once the services are attached."""


class Window:
    """The engine that shows the screens, and what is there before they are."""

    screens: Screens
    """All screens but the first; there once `furnish` was called."""

    def __init__(self, launch: Launch, close: Callable[[], None]) -> None:
        self.launch = launch
        self._work = Supervisor(launch.crash)
        self._owner = QObject()
        self._dialogs, self._printing = SystemFileDialogs(), SystemPrinting()
        self._furnished = False
        self._watch: PersonWatch | None = None
        self.motion = launch.motion(launch.reduced_motion)
        self.shell = ShellViewModel(self._work, close, self._owner)
        self._engine = WindowEngine(launch.crash)
        self.view = self._engine.load({"shell": self.shell, "reducedMotion": self.motion.reduced})
        self._dialogs.owner = self._printing.owner = self.view
        self.motion.changed.connect(self._set_motion)

    def furnish(self) -> None:
        """Put all screens into the window."""
        from kriptik_desktop.ui.screens import Screens

        dialogs, printing = self.launch.dialogs or self._dialogs, self.launch.printing or self._printing
        self.screens = Screens(self.shell, self._work, dialogs, printing, self._owner)
        self._furnished = True
        self.view.setProperty("parts", self.screens.by_name())

    def _set_motion(self, reduced: bool) -> None:
        self.view.setProperty("reducedMotion", reduced)

    def follow_motion(self) -> None:
        """Follow the system's wish about motion from now on; the first frame need not wait for it."""
        self._work.start(self.motion.follow(), "follow the system's wish about motion")

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
        self.shell.attach(services)
        self.screens.attach(services)
        self._watch = PersonWatch(self.view, services, self._work, self.launch.follow)
        self._work.start(self._watch.follow(), "follow the session")

    def fail(self, error: KriptikError) -> None:
        """Show why nothing can be opened."""
        self.shell.fail(error.message, error.hint)

    async def take_down(self) -> None:
        """End running work, then QML; the view-models stay until nobody can ask them any more."""
        self._dialogs.close()
        self._printing.close()
        self.motion.close()
        if self._watch:
            self._watch.close()
        self._watch = None
        await self._work.close(_WORK_S, lambda names: _LOG.warning("did not end in time: %s", ", ".join(names)))
        if self._furnished:
            self.screens.detach()
        self.shell.detach()
        self._engine.delete()


async def run_window(launch: Launch, quit_asked: asyncio.Event) -> None:
    """Show the window, open everything behind it, and stay until it is closed."""
    window = Window(launch, quit_asked.set)
    launch.crash.listen(_teller(window))
    try:
        await window.first_frame()
        if launch.on_window:
            launch.on_window(window)
        window.follow_motion()
        window.furnish()
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
