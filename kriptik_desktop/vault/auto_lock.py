"""Locks the vault when nobody has been there for a while, and after the computer slept.

It looks every few seconds instead of waiting for the moment, because a timer rests in sleep: what it missed is seen at
the first look after waking, before the person's first key counts as a sign of life.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Final, Protocol

from kriptik_desktop.core.clock import Clock
from kriptik_desktop.core.errors import KriptikError
from kriptik_desktop.vault.model import Actor, VaultState
from kriptik_desktop.vault.presence import Presence

_LOG = logging.getLogger(__name__)

LOOK_S: Final = 5.0
_SLEPT_S: Final = 2.0
"""How far the two clocks may come apart without the computer having slept."""


class Lockable(Protocol):
    """The part of the vault that is locked here."""

    @property
    def presence(self) -> Presence:
        """Whether the person was seen a little while ago."""

    @property
    def state(self) -> VaultState:
        """Whether there is something to lock."""

    @property
    def holds(self) -> tuple[str, ...]:
        """Why idle time must not lock it."""

    async def lock(self, actor: Actor) -> None:
        """Drop the keys."""


class AutoLock:
    """Watches the clock for one vault; lives on the loop's thread."""

    def __init__(
        self,
        vault: Lockable,
        clock: Clock,
        idle_s: float,
        *,
        on_suspend: bool = True,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._vault, self._clock, self._sleep = vault, clock, sleep
        self._idle_s, self._on_suspend = idle_s, on_suspend
        self._seen = clock.since_boot()
        self._apart = self._asleep()

    def touch(self) -> None:
        """Note that the person did something; it comes too late when the vault is to be locked already."""
        if self._idle:
            self._vault.presence.end()
        if not self.due:
            self._seen = self._clock.since_boot()

    @property
    def due(self) -> bool:
        """Whether the next look locks the vault."""
        return self._slept or (self._idle and not self._vault.holds)

    async def run(self) -> None:
        """Look every few seconds until cancelled."""
        while True:
            await self._sleep(LOOK_S)
            await self.look()

    async def look(self) -> None:
        """Lock where it is time: after sleep in any case, after idle time unless something holds the vault open."""
        if self._slept:
            self._apart = self._asleep()
            self._vault.presence.end()
            if self._on_suspend:
                await self.lock_now("the computer slept")
        if self._idle:
            self._vault.presence.end()
            if not self._vault.holds:
                await self.lock_now("nobody was there")

    async def lock_now(self, why: str) -> None:
        """Lock the vault whatever holds it; ``why`` completes "locked because" in log and audit log."""
        self._seen = self._clock.since_boot()
        if self._vault.state is not VaultState.UNLOCKED:
            return
        try:
            await self._vault.lock(Actor("agent", why))
            _LOG.info("the vault was locked because %s", why)
        except KriptikError as error:
            _LOG.warning("the vault was locked because %s, and could not write everything: %s", why, error.code)

    @property
    def _idle(self) -> bool:
        return self._clock.since_boot() - self._seen >= self._idle_s

    @property
    def _slept(self) -> bool:
        return self._asleep() - self._apart > _SLEPT_S

    def _asleep(self) -> float:
        return self._clock.since_boot() - self._clock.monotonic()
