"""Waiting between wrong tries of the password: one second after the first, doubled each time, at most thirty.

It slows down who guesses at this window or command line. Who has the file guesses without this program, and against
that only the cost of Argon2id helps; so nothing is ever locked for good or destroyed here.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

from kriptik_desktop.core.clock import Clock
from kriptik_desktop.vault.crypto import Key
from kriptik_desktop.vault.errors import WrongPassword

LONGEST_S: Final = 30.0
Sleep = Callable[[float], Awaitable[None]]


def wait_after(wrong: int) -> float:
    """Return how many seconds the next try waits after ``wrong`` tries in a row: 1, 2, 4, 8, 16, 30, 30."""
    return min(2.0 ** min(wrong - 1, 10), LONGEST_S) if wrong else 0.0


class Tries:
    """Lets passwords be tried one after the other; counts for as long as the process lives."""

    def __init__(self, clock: Clock, sleep: Sleep) -> None:
        self._clock = clock
        self._sleep = sleep
        self._turn = asyncio.Lock()
        self._wrong = 0
        self._not_before = 0.0

    async def one(self, attempt: Callable[[], Awaitable[Key]]) -> Key:
        """Wait as long as the last wrong try demands, then return what ``attempt`` gives.

        Raises WrongPassword with the seconds that the next try waits, and what else ``attempt`` raises.
        """
        async with self._turn:
            wait_s = self._not_before - self._clock.monotonic()
            if self._wrong and wait_s > 0:
                await self._sleep(wait_s)
            try:
                found = await attempt()
            except WrongPassword:
                self._wrong += 1
                wait_s = wait_after(self._wrong)
                self._not_before = self._clock.monotonic() + wait_s
                raise WrongPassword(wait_s) from None
            self._wrong = 0
            return found
