"""Time as something handed in, so that tests own it.

Rows carry UTC integer milliseconds; durations inside one run of the program come from the monotonic clock, which may
rest while the computer sleeps. How long nobody was there counts that sleep too, so it has a clock of its own.
"""

from __future__ import annotations

import sys
import time
from typing import Protocol


class Clock(Protocol):
    """The times a program needs."""

    def now_ms(self) -> int:
        """Return UTC wall time in milliseconds since 1970."""

    def monotonic(self) -> float:
        """Return seconds that never go back within this process."""

    def since_boot(self) -> float:
        """Return seconds that never go back within this process and run on while the computer sleeps."""


class SystemClock:
    """The computer's own clock."""

    def now_ms(self) -> int:
        """Return UTC wall time in milliseconds since 1970."""
        return time.time_ns() // 1_000_000

    def monotonic(self) -> float:
        """Return seconds that never go back within this process."""
        return time.monotonic()

    def since_boot(self) -> float:
        """Return seconds that run on in sleep: CLOCK_BOOTTIME on Linux, elsewhere what the system calls monotonic.

        Windows counts sleep in its monotonic clock anyway; Darwin does in CLOCK_MONOTONIC, which Python's own does not
        read there (clock_gettime(3)).
        """
        if sys.platform == "win32":
            return time.monotonic()
        return time.clock_gettime(time.CLOCK_MONOTONIC if sys.platform == "darwin" else time.CLOCK_BOOTTIME)
