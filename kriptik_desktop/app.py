"""Starts the desktop app: one window, one loop, one owner of the data.

Imports stand inside the functions where they cost time: what is not needed for the first frame comes after it, and the
question which renderer to use is asked in a child process while Qt loads. The garbage collector rests until all is
open: walking through modules that stay anyway costs a tenth of the start (measured).
"""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import sys
from typing import TYPE_CHECKING

from kriptik_desktop.core.errors import KriptikError
from kriptik_desktop.core.hardening import forbid_core_dumps
from kriptik_desktop.core.paths import AppPaths
from kriptik_desktop.core.settings import Settings, load_settings

if TYPE_CHECKING:
    from kriptik_desktop.control.owner import OwnerLock
    from kriptik_desktop.ui.renderer import RendererChoice
    from kriptik_desktop.ui.window import Launch

_QT_ENVIRONMENT = {
    "QSG_DISTANCEFIELD_ANTIALIASING": "gray",
    "QSG_USE_SIMPLE_ANIMATION_DRIVER": "1",
}
"""No colour fringes on glass; animations by the clock where frames are slow."""


def main() -> int:
    """Show the window and return the exit status."""
    from kriptik_desktop.control.owner import OwnerLock
    from kriptik_desktop.ui.display import missing_display

    gc.disable()
    forbid_core_dumps()
    problem = missing_display()
    if problem:
        print(problem, file=sys.stderr)
        return 1
    paths = AppPaths.from_environment()
    lock: OwnerLock | None = OwnerLock(paths.owner_lock)
    try:
        paths.create()
        if lock and not lock.try_acquire():
            lock = asyncio.run(_become_owner(paths))
        return _show(paths) if lock else 0
    except KriptikError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"KripTik cannot use its folders: {error}.", file=sys.stderr)
        return 1
    finally:
        if lock:
            lock.release()


async def _become_owner(paths: AppPaths) -> OwnerLock | None:
    """Take the data over from an agent or a command that ends; None when another window came to the front instead.

    Raises KriptikError when the other process does not answer.
    """
    from kriptik_desktop.control.calling import ask, lock_to_stay, take_over
    from kriptik_desktop.control.owner import OwnerLock

    found = await lock_to_stay(paths)
    if found == "agent":
        found = await take_over(paths)
    if isinstance(found, OwnerLock):
        return found
    await ask(paths, "window.raise")
    return None


def _show(paths: AppPaths) -> int:
    from kriptik_desktop.ui.renderer import RendererChoice

    renderer = RendererChoice(paths.cache / "renderer.json")
    settings = _early_settings(paths)
    for name, value in _QT_ENVIRONMENT.items():
        os.environ.setdefault(name, value)
    if settings.scale != 1.0:
        os.environ.setdefault("QT_SCALE_FACTOR", str(settings.scale))

    from kriptik_desktop.ui.unread_sources import leave_sources_unread

    leave_sources_unread()
    from kriptik_desktop.core.crash import CrashLog
    from kriptik_desktop.core.logs import logging_to
    from kriptik_desktop.ui.crash_hooks import crash_hooks
    from kriptik_desktop.ui.window import Launch

    crash = CrashLog()
    with logging_to(paths.data / "kriptik.log"), crash_hooks(crash):
        return _run(Launch(paths, settings.reduced_motion, crash), renderer)


def _early_settings(paths: AppPaths) -> Settings:
    """Return the settings that Qt needs before it starts; what is wrong with the file is said in the window."""
    try:
        return load_settings(paths.settings_file)
    except KriptikError:
        return Settings()


def _run(launch: Launch, renderer: RendererChoice) -> int:
    import qasync
    from PySide6.QtQuick import QQuickWindow, QSGRendererInterface
    from PySide6.QtWidgets import QApplication

    from kriptik_desktop.ui.crash_hooks import loop_hook
    from kriptik_desktop.ui.engine import dress_application
    from kriptik_desktop.ui.window import run_window

    app = QApplication(sys.argv)
    app.setApplicationName("KripTik Desktop")
    app.setDesktopFileName("kriptik-desktop")
    app.setQuitOnLastWindowClosed(False)
    if renderer.wait() == "software":
        QQuickWindow.setGraphicsApi(QSGRendererInterface.GraphicsApi.Software)
    dress_application()
    with qasync.QEventLoop(app) as loop:
        loop.set_exception_handler(loop_hook(launch.crash))
        quit_asked = asyncio.Event()
        for each in (signal.SIGINT, signal.SIGTERM):
            if os.name == "posix":
                loop.add_signal_handler(each, quit_asked.set)
        loop.run_until_complete(run_window(launch, quit_asked))
    return 0
