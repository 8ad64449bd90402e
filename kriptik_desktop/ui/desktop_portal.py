"""Asks a Linux desktop whether it wants less motion, over D-Bus, and hears when that changes.

The desktop's portal answers for GNOME, KDE and the rest alike, and reaches into sandboxes. Opening the bus can block
for seconds where its daemon hangs, so a thread opens it and every question is asynchronous; no answer, no preference.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import QDBusArgument, QDBusConnection, QDBusMessage, QDBusPendingCallWatcher, QDBusVariant

_LOG = logging.getLogger("kriptik_desktop.ui")
SERVICE = "org.freedesktop.portal.Desktop"
PATH = "/org/freedesktop/portal/desktop"
INTERFACE = "org.freedesktop.portal.Settings"
STANDARD = ("org.freedesktop.appearance", "reduced-motion")
"""0 no preference, 1 reduced (XDG Desktop Portal, Settings, "org.freedesktop.appearance")."""
GNOME = ("org.gnome.desktop.interface", "enable-animations")
"""What portals without the standard key offer; GNOME, Cinnamon and GTK keep it."""
_PATIENCE_MS = 3000
_WRAPPED = 4
"""How deep an answer is wrapped at most: ``Read`` gives a variant in a variant."""

_HEARD: Any = SLOT("heard(QDBusMessage)")
"""The stubs ask for bytes; the binding takes only what SLOT returns."""

Key = tuple[str, str]


class DesktopPortal(QObject):
    """The portal's settings about motion; ``tell`` gets True or False whenever an answer changed the sum of them."""

    def __init__(
        self,
        tell: Callable[[bool], None],
        open_bus: Callable[[], QDBusConnection] = QDBusConnection.sessionBus,
        service: str = SERVICE,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._tell, self._open_bus, self._service = tell, open_bus, service
        self._bus: QDBusConnection | None = None
        self._reduces: dict[Key, bool] = {}
        self._watchers: list[QDBusPendingCallWatcher] = []

    @property
    def asking(self) -> bool:
        """Whether an answer is still to come."""
        return bool(self._watchers)

    async def listen(self) -> None:
        """Open the bus in a thread, hear of changes from then on, and ask for what is set now."""
        bus = await asyncio.to_thread(self._open_bus)
        if not bus.isConnected():
            _LOG.info("no session bus: %s", bus.lastError().message())
            return
        self._bus = bus
        bus.connect(self._service, PATH, INTERFACE, "SettingChanged", self, _HEARD)
        for key in (STANDARD, GNOME):
            self._ask(bus, key)

    def close(self) -> None:
        """Hear nothing more."""
        if self._bus:
            self._bus.disconnect(self._service, PATH, INTERFACE, "SettingChanged", self, _HEARD)
        self._bus = None
        self._watchers = []

    def _ask(self, bus: QDBusConnection, key: Key) -> None:
        question = QDBusMessage.createMethodCall(self._service, PATH, INTERFACE, "Read")
        question.setArguments(list(key))
        watcher = QDBusPendingCallWatcher(bus.asyncCall(question, _PATIENCE_MS))
        watcher.finished.connect(lambda done: self._answered(done, key))
        self._watchers.append(watcher)

    def _answered(self, done: QDBusPendingCallWatcher, key: Key) -> None:
        if self._bus is None:
            return
        self._watchers = [each for each in self._watchers if each is not done]
        if done.isError():
            _LOG.info("the desktop does not tell %s: %s", key[1], done.error().message())
        else:
            self._learn(key, done.reply().arguments())

    @Slot(QDBusMessage)
    def heard(self, message: QDBusMessage) -> None:
        """Take in the portal's signal that a setting changed: namespace, key, value."""
        match message.arguments():
            case [str(namespace), str(key), *value] if (namespace, key) in (STANDARD, GNOME):
                self._learn((namespace, key), value)

    def _learn(self, key: Key, values: list[object]) -> None:
        before = self._wanted()
        value = _plain(values[0]) if values else None
        if key == STANDARD:
            self._reduces[key] = type(value) is int and value == 1
        else:
            self._reduces[key] = value is False
        if self._wanted() != before:
            self._tell(self._wanted())

    def _wanted(self) -> bool:
        return any(self._reduces.values())


def _plain(value: object) -> object:
    for _ in range(_WRAPPED):
        if isinstance(value, QDBusVariant):
            value = value.variant()
        elif isinstance(value, QDBusArgument):
            value = value.asVariant()
    return value
