"""Time as something handed in, so that tests own it.

Rows carry UTC integer milliseconds; durations inside one run of the program come from the monotonic clock.
"""

from __future__ import annotations

import time
from typing import Protocol


class Clock(Protocol):
    """The two times a program needs."""

    def now_ms(self) -> int:
        """Return UTC wall time in milliseconds since 1970."""

    def monotonic(self) -> float:
        """Return seconds that never go back within this process."""


class SystemClock:
    """The computer's own clock."""

    def now_ms(self) -> int:
        """Return UTC wall time in milliseconds since 1970."""
        return time.time_ns() // 1_000_000

    def monotonic(self) -> float:
        """Return seconds that never go back within this process."""
        return time.monotonic()
