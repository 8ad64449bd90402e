"""A clock that moves only when told to and wakes the engine's timers when it does."""

from __future__ import annotations

import asyncio

from tests.fakes.clock import FakeClock


class EngineClock(FakeClock):
    """Clock and Alarm in one."""

    def __init__(self, now_ms: int = 1_790_000_000_000) -> None:
        super().__init__(now_ms)
        self._moved = asyncio.Event()

    def advance(self, seconds: float) -> None:
        """Let time pass and wake who waits for it."""
        super().advance(seconds)
        self._wake()

    def set_wall(self, seconds: float) -> None:
        """Move the wall clock alone, as a person or a time server does."""
        self._now_ms += round(seconds * 1000)
        self._wake()

    def _wake(self) -> None:
        moved, self._moved = self._moved, asyncio.Event()
        moved.set()

    async def wait(self, wake: asyncio.Event, until_ms: int | None) -> None:
        """Return when ``wake`` is set or time has moved."""
        if wake.is_set() or (until_ms is not None and until_ms <= self.now_ms()):
            return
        waits = {asyncio.ensure_future(wake.wait()), asyncio.ensure_future(self._moved.wait())}
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for one in waits:
                one.cancel()
