"""Wakes whoever reads what a person chose, once they have stopped choosing.

A held arrow key chooses thirty times a second, and each reading of a large vault would make the window late for the
next; a single choice is read at once.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Final

PAUSE_S: Final = 0.1
"""Choices that follow each other faster than this, in seconds, are passed over."""


class Choosing:
    """What was chosen last is to be read; ``now`` counts seconds."""

    def __init__(self, now: Callable[[], float] = time.monotonic, pause_s: float = PAUSE_S) -> None:
        self._now, self._pause_s = now, pause_s
        self._asked = asyncio.Event()
        self._chosen_at: float | None = None
        self._hurried = False

    def ask(self) -> None:
        """Have it read, because it may have changed."""
        self._asked.set()

    def choose(self) -> None:
        """Have another one read, as soon as no further choice follows."""
        now = self._now()
        self._hurried = self._chosen_at is not None and now - self._chosen_at < self._pause_s
        self._chosen_at = now
        self._asked.set()

    async def rest(self) -> None:
        """Wait until something is to be read."""
        await self._asked.wait()
        while self._hurried:
            self._hurried = False
            await asyncio.sleep(self._pause_s)
        self._asked.clear()
