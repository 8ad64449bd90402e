"""Whether things may move: the person's own setting, else what the system was told about motion.

Each platform keeps its switch elsewhere. Windows and macOS answer a call within microseconds and are asked again when
the window comes to the front; a Linux desktop answers over D-Bus, later, and tells of changes.
"""

from __future__ import annotations

import asyncio
import importlib
import os
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

_SPI_GETCLIENTAREAANIMATION = 0x1042
"""Windows, SystemParametersInfo: "Show animations in Windows"; the answer is a BOOL."""

Question = Callable[[], bool | None]
"""Answers at once: True for less motion, False for no wish, None where this system does not tell."""


class Teller(Protocol):
    """Answers later, and again when the answer changes."""

    async def listen(self) -> None:
        """Ask, and hear of changes from then on."""

    def close(self) -> None:
        """Hear nothing more."""


MakeTeller = Callable[[Callable[[bool], None]], Awaitable[Teller | None]]


def qt_reduces() -> bool | None:
    """Return what Qt knows; it knows from 6.12 on (QAccessibilityHints::motionPreference)."""
    accessibility = getattr(QGuiApplication.styleHints(), "accessibility", None)
    preference = getattr(accessibility() if accessibility else None, "motionPreference", None)
    wanted = getattr(getattr(Qt, "MotionPreference", None), "ReducedMotion", None)
    return bool(preference() == wanted) if preference and wanted is not None else None


def windows_reduces() -> bool | None:
    """Return whether Windows was told to show no animations."""
    if sys.platform != "win32":
        return None
    import ctypes

    animates = ctypes.c_int(1)
    done = ctypes.windll.user32.SystemParametersInfoW(_SPI_GETCLIENTAREAANIMATION, 0, ctypes.byref(animates), 0)
    return not animates.value if done else None


def macos_reduces() -> bool | None:
    """Return NSWorkspace's accessibilityDisplayShouldReduceMotion (macOS 10.12), by the Objective-C runtime."""
    if sys.platform != "darwin":
        return None
    import ctypes

    runtime = ctypes.CDLL("/usr/lib/libobjc.A.dylib")
    ctypes.CDLL("/System/Library/Frameworks/AppKit.framework/AppKit")
    runtime.objc_getClass.restype = runtime.sel_registerName.restype = ctypes.c_void_p
    runtime.objc_getClass.argtypes = runtime.sel_registerName.argtypes = [ctypes.c_char_p]
    send = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)(("objc_msgSend", runtime))
    asks = ctypes.CFUNCTYPE(ctypes.c_bool, ctypes.c_void_p, ctypes.c_void_p)(("objc_msgSend", runtime))
    workspace = send(runtime.objc_getClass(b"NSWorkspace"), runtime.sel_registerName(b"sharedWorkspace"))
    if not workspace:
        return None
    return bool(asks(workspace, runtime.sel_registerName(b"accessibilityDisplayShouldReduceMotion")))


QUESTIONS: Sequence[Question] = (qt_reduces, windows_reduces, macos_reduces)


def session_bus_exists(environment: Mapping[str, str] = os.environ) -> bool:
    """Tell whether this session has a message bus; asking for one that is not there may start a new one."""
    if environment.get("DBUS_SESSION_BUS_ADDRESS"):
        return True
    return Path(environment.get("XDG_RUNTIME_DIR") or "/nowhere", "bus").exists()


async def desktop_teller(tell: Callable[[bool], None]) -> Teller | None:
    """Return the Linux desktop's portal, or None where there is no session bus to ask on; a thread loads D-Bus."""
    if not sys.platform.startswith(("linux", "freebsd")) or not session_bus_exists():
        return None
    await asyncio.to_thread(importlib.import_module, "kriptik_desktop.ui.desktop_portal")
    from kriptik_desktop.ui.desktop_portal import DesktopPortal

    return DesktopPortal(tell)


class MotionPreference(QObject):
    """The answer in force; ``changed`` when it changes while running."""

    changed = Signal(bool)

    def __init__(
        self,
        own: bool | None,
        questions: Sequence[Question] = QUESTIONS,
        make_teller: MakeTeller = desktop_teller,
        parent: QObject | None = None,
    ) -> None:
        """Ask what answers at once; ``own`` is the person's setting and wins over the system's."""
        super().__init__(parent)
        self._own, self._questions, self._make_teller = own, questions, make_teller
        self._teller: Teller | None = None
        self._told = False
        self._reduced = self._now()

    @property
    def reduced(self) -> bool:
        """Whether nothing should move."""
        return self._reduced

    async def follow(self) -> None:
        """Follow the system from now on, unless the person chose; call it after the first frame."""
        if self._own is not None:
            return
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._came_back)
        self._teller = await self._make_teller(self._hear)
        if self._teller:
            await self._teller.listen()

    def close(self) -> None:
        """Follow nothing more; whoever listened may be gone from now on."""
        self.blockSignals(True)
        if self._teller:
            self._teller.close()
        self._teller = None

    def look_again(self) -> None:
        """Ask again what answers at once."""
        reduced = self._now()
        if reduced != self._reduced:
            self._reduced = reduced
            self.changed.emit(reduced)

    def _now(self) -> bool:
        if self._own is not None:
            return self._own
        return self._told or any(question() for question in self._questions)

    def _hear(self, reduced: bool) -> None:
        self._told = reduced
        self.look_again()

    def _came_back(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self.look_again()
