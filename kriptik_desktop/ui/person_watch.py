"""Ties the vault's lock to the person at the window: their keys and pointer, the computer's sleep, the locked session.

Only Linux tells of sleep and locked sessions in a way that Qt reaches. Elsewhere the vault locks at the first look
after waking, when its idle time is over, and when the person locks it.
"""

from __future__ import annotations

import asyncio
import importlib
import sys
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from kriptik_desktop.core.tasks import Supervisor
from kriptik_desktop.ui.input_watch import InputWatch
from kriptik_desktop.ui.motion_preference import session_bus_exists

if TYPE_CHECKING:
    from kriptik_desktop.services import Services


class Follower(Protocol):
    """Hears of the session until it is closed."""

    async def listen(self) -> None:
        """Hear from now on."""

    def close(self) -> None:
        """Hear nothing more."""


Follow = Callable[["Services", Supervisor], Awaitable[Follower | None]]


async def follow_desktop(services: Services, work: Supervisor) -> Follower | None:
    """Return what hears the desktop, or None where this system has nothing to hear; a thread loads D-Bus."""
    settings = services.settings
    if not sys.platform.startswith(("linux", "freebsd")) or not session_bus_exists():
        return None
    if not settings.lock_on_suspend and not settings.lock_on_session_lock:
        return None
    await asyncio.to_thread(importlib.import_module, "kriptik_desktop.ui.session_watch")
    from kriptik_desktop.ui.session_watch import SessionWatch

    return SessionWatch(
        services.auto_lock.lock_now,
        work.start,
        on_suspend=settings.lock_on_suspend,
        on_session_lock=settings.lock_on_session_lock,
    )


class PersonWatch:
    """What is heard for as long as the services are attached."""

    def __init__(self, window: QObject, services: Services, work: Supervisor, follow: Follow = follow_desktop) -> None:
        self._services, self._work, self._make = services, work, follow
        self._input = InputWatch(window, self._touched)
        self._follower: Follower | None = None

    async def follow(self) -> None:
        """Hear from now on what becomes of the session."""
        self._follower = await self._make(self._services, self._work)
        if self._follower is not None:
            await self._follower.listen()

    def close(self) -> None:
        """Hear nothing more."""
        self._input.close()
        if self._follower is not None:
            self._follower.close()
        self._follower = None

    def _touched(self) -> None:
        """Whoever comes back to a vault that should be locked finds it locked."""
        auto_lock = self._services.auto_lock
        auto_lock.touch()
        if auto_lock.due:
            self._work.start(auto_lock.look(), "lock the vault that nobody used")
