"""Hears from a Linux desktop that the computer goes to sleep or the session is locked, so that the vault locks too.

Sleep is held up by an inhibitor lock of logind until the vault is locked (systemd, "Inhibitor Locks", mode "delay":
five seconds at most unless set otherwise). Desktops tell of a locked session in several ways and not all in the same
one, so all are heard; who locks twice locks once. Opening a bus may block where its daemon hangs: a thread does it.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable, Coroutine
from typing import Any, Final

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher, QDBusUnixFileDescriptor

_LOG = logging.getLogger("kriptik_desktop.ui")

LOGIN: Final = "org.freedesktop.login1"
LOGIN_PATH: Final = "/org/freedesktop/login1"
MANAGER: Final = "org.freedesktop.login1.Manager"
SESSION: Final = "org.freedesktop.login1.Session"
SAVERS: Final = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)
"""Each desktop's own name for what covers the screen; all have the signal ActiveChanged(b)."""
_PATIENCE_MS: Final = 3000
_HEARD_SLEEP: Any = SLOT("heard_sleep(QDBusMessage)")
_HEARD_LOCK: Any = SLOT("heard_lock(QDBusMessage)")
_HEARD_SAVER: Any = SLOT("heard_saver(QDBusMessage)")
"""The stubs ask for bytes; the binding takes only what SLOT returns."""

Lock = Callable[[str], Coroutine[Any, Any, None]]
Start = Callable[[Coroutine[Any, Any, None], str], object]
OpenBus = Callable[[], QDBusConnection]


class SessionWatch(QObject):
    """Calls ``lock`` with the reason, in words that complete "locked because"."""

    def __init__(
        self,
        lock: Lock,
        start: Start,
        *,
        on_suspend: bool = True,
        on_session_lock: bool = True,
        system_bus: OpenBus = QDBusConnection.systemBus,
        session_bus: OpenBus = QDBusConnection.sessionBus,
        service: str = LOGIN,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._lock, self._start, self._service = lock, start, service
        self._on_suspend, self._on_session_lock = on_suspend, on_session_lock
        self._open_system, self._open_session = system_bus, session_bus
        self._system: QDBusConnection | None = None
        self._session: QDBusConnection | None = None
        self._own_session = ""
        self._inhibitor: QDBusUnixFileDescriptor | None = None
        self._watchers: list[QDBusPendingCallWatcher] = []

    @property
    def holds_sleep(self) -> bool:
        """Whether the computer waits for us before it sleeps."""
        return self._inhibitor is not None

    async def listen(self) -> None:
        """Open both buses in a thread and hear of sleep and locking from then on."""
        system = await asyncio.to_thread(self._open_system)
        if system.isConnected():
            self._system = system
            self._join_system(system)
        else:
            _LOG.info("no system bus, so sleep is noticed afterwards only: %s", system.lastError().message())
        session = await asyncio.to_thread(self._open_session)
        if session.isConnected() and self._on_session_lock:
            self._session = session
            for saver in SAVERS:
                session.connect("", "", saver, "ActiveChanged", self, _HEARD_SAVER)

    def close(self) -> None:
        """Hear nothing more and hold up nobody's sleep."""
        if self._system is not None:
            self._system.disconnect(self._service, LOGIN_PATH, MANAGER, "PrepareForSleep", self, _HEARD_SLEEP)
            self._system.disconnect(self._service, "", SESSION, "Lock", self, _HEARD_LOCK)
        if self._session is not None:
            for saver in SAVERS:
                self._session.disconnect("", "", saver, "ActiveChanged", self, _HEARD_SAVER)
        self._system = self._session = self._inhibitor = None
        self._watchers = []

    def _join_system(self, bus: QDBusConnection) -> None:
        if self._on_suspend:
            bus.connect(self._service, LOGIN_PATH, MANAGER, "PrepareForSleep", self, _HEARD_SLEEP)
            self._hold_sleep()
        if self._on_session_lock:
            bus.connect(self._service, "", SESSION, "Lock", self, _HEARD_LOCK)
            self._ask("GetSession", [os.environ.get("XDG_SESSION_ID") or "auto"], self._learn_session)

    def _hold_sleep(self) -> None:
        self._ask("Inhibit", ["sleep", "KripTik", "Lock the vault first", "delay"], self._learn_inhibitor)

    def _ask(self, method: str, arguments: list[str], learn: Callable[[object], None]) -> None:
        if self._system is None:
            return
        question = QDBusMessage.createMethodCall(self._service, LOGIN_PATH, MANAGER, method)
        question.setArguments(arguments)
        watcher = QDBusPendingCallWatcher(self._system.asyncCall(question, _PATIENCE_MS))
        watcher.finished.connect(lambda done: self._answered(done, method, learn))
        self._watchers.append(watcher)

    def _answered(self, done: QDBusPendingCallWatcher, method: str, learn: Callable[[object], None]) -> None:
        if self._system is None:
            return
        self._watchers = [each for each in self._watchers if each is not done]
        if done.isError():
            _LOG.info("logind does not answer %s: %s", method, done.error().message())
        else:
            learn(next(iter(done.reply().arguments()), None))

    def _learn_inhibitor(self, answer: object) -> None:
        self._inhibitor = answer if isinstance(answer, QDBusUnixFileDescriptor) and answer.isValid() else None

    def _learn_session(self, answer: object) -> None:
        path = getattr(answer, "path", None)
        self._own_session = str(path()) if callable(path) else str(answer or "")

    @Slot(QDBusMessage)
    def heard_sleep(self, message: QDBusMessage) -> None:
        """Lock before the computer sleeps, then let it; after waking hold up the next sleep again."""
        if message.arguments() == [True]:
            self._start(self._lock_and_let_sleep(), "lock the vault before sleep")
        elif message.arguments() == [False]:
            self._hold_sleep()

    async def _lock_and_let_sleep(self) -> None:
        try:
            await self._lock("the computer goes to sleep")
        finally:
            self._inhibitor = None

    @Slot(QDBusMessage)
    def heard_lock(self, message: QDBusMessage) -> None:
        """Lock when this session is asked to; where ours is not known, any session's counts."""
        if not self._own_session or message.path() == self._own_session:
            self._lock_for_session()

    @Slot(QDBusMessage)
    def heard_saver(self, message: QDBusMessage) -> None:
        """Lock when the screen is covered."""
        if message.arguments() == [True]:
            self._lock_for_session()

    def _lock_for_session(self) -> None:
        self._start(self._lock("the session was locked"), "lock the vault with the session")
