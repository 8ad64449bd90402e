"""Waiting for a time of the clock, handed in so that tests need not wait.

Timers are wall-clock times that may lie days ahead; the computer may sleep and the clock be set meanwhile. So the real
alarm never trusts one long sleep: it comes back early, and who waits looks at the clock again.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Final, Protocol

from kriptik_desktop.core.clock import Clock

_LONGEST_S: Final = 30.0


class Alarm(Protocol):
    """The one way in which the engine waits for time."""

    async def wait(self, wake: asyncio.Event, until_ms: int | None) -> None:
        """Return when ``wake`` is set or the clock shows ``until_ms``, at times earlier for no reason."""


class ClockAlarm:
    """Waits by the event loop and looks at the clock at least every 30 s."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def wait(self, wake: asyncio.Event, until_ms: int | None) -> None:
        """See :class:`Alarm`."""
        left = _LONGEST_S
        if until_ms is not None:
            left = min(left, (until_ms - self._clock.now_ms()) / 1000)
        if left > 0:
            # Not wait_for: before Python 3.12 it loses a cancellation that arrives together with the wake-up.
            with suppress(TimeoutError):
                async with asyncio.timeout(left):
                    await wake.wait()
