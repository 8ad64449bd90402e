"""Identifiers: UUID version 7 (RFC 9562 section 5.7), so that rows sort by the time they were made.

The clock and the randomness come in by constructor; the standard library gains ``uuid7`` only with Python 3.14.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable

from kriptik_desktop.core.clock import Clock, SystemClock

IdSource = Callable[[], str]


def uuid7_source(clock: Clock | None = None, randomness: Callable[[int], bytes] = os.urandom) -> IdSource:
    """Return a function that gives a new UUIDv7 text at each call."""
    at = clock or SystemClock()

    def new_id() -> str:
        value = (at.now_ms() & ((1 << 48) - 1)) << 80 | int.from_bytes(randomness(10), "big")
        value &= ~(0xF << 76) & ~(0x3 << 62)
        value |= 0x7 << 76 | 0x2 << 62
        return str(uuid.UUID(int=value))

    return new_id
