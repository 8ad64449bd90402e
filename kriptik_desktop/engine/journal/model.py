"""What the journal passes between its modules: plain values, no SQL and no asyncio.

A pass is one run of a handler from its beginning; it ends when the handler returns, fails or has to wait.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from kriptik_desktop.engine.journal.codec import ms
from kriptik_desktop.engine.port import Json, Retry

CRASH_LIMIT = 20
"""Crashes of one run after which it is poison and goes to the dead letters."""

Uniform = Callable[[float, float], float]
draw: Uniform = random.uniform


@dataclass(frozen=True, slots=True)
class StepMemo:
    """What is remembered of a step; ``due`` (ms) is when one that failed may be tried again."""

    outcome: Literal["done", "failed", "retrying"]
    attempts: int = 0
    due: int = 0
    result: str | None = None
    error: str = ""


@dataclass(frozen=True, slots=True)
class Wait:
    """One thing a run waits for; ``due`` in ms, None = without end."""

    kind: Literal["signal", "sleep", "retry"]
    name: str
    due: int | None


@dataclass(frozen=True, slots=True)
class Timer:
    """When a wait or a sleep ends (ms, None = never by time), and whether that has been acted upon."""

    due: int | None
    fired: bool


@dataclass(frozen=True, slots=True)
class Claim:
    """A run a worker holds; ``fence`` rises with each claim, and only the newest may write."""

    run_id: str
    fence: int
    kind: str
    input: Json
    retry: Retry | None
    failures: int
    steps: dict[str, StepMemo]
    signals: dict[str, str]
    timers: dict[tuple[str, str], Timer]


@dataclass(frozen=True, slots=True)
class Lease:
    """Who holds runs and until when; ``until`` and ``now`` are ms of the monotonic clock of ``session``.

    A session is one opening of the database by one process. The monotonic clock is right inside one process, and what
    another session holds belongs to the dead, so a change of the wall clock ends no lease.
    """

    session: str
    now: int
    until: int
    live: tuple[str, ...]


def delay_ms(retry: Retry, failures: int, uniform: Uniform) -> int:
    """Return how many ms to rest after so many failures."""
    try:
        full = min(retry.cap, retry.base * retry.factor ** (failures - 1))
    except OverflowError:
        full = retry.cap
    return ms(full * uniform(1 - retry.jitter, 1)) if full > timedelta(0) else 0
