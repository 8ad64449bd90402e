"""Measures the same way everywhere: several runs, the middle one, and how busy the computer was.

A figure without the load of the moment cannot be judged, and the best of many runs flatters.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable

REPEATS = 7


def median_of(repeats: int, run: Callable[[], float]) -> float:
    """Return the median of what ``run`` returns, in the unit of ``run``."""
    return statistics.median(run() for _ in range(repeats))


def timed_ms(work: Callable[[], object]) -> float:
    """Return how many milliseconds one call of ``work`` takes."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def load_average() -> str:
    """Return the one-minute load, or a dash where the system does not tell."""
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "-"


def report(name: str, value: float, unit: str, budget: float | None = None, *, at_least: bool = False) -> bool:
    """Print one row of the table; return whether the value keeps the budget.

    ``budget`` is an upper limit, with ``at_least`` a lower one.
    """
    kept = budget is None or (value >= budget if at_least else value <= budget)
    limit = "" if budget is None else f"{'>=' if at_least else '<='} {budget:g} {unit}"
    verdict = "" if budget is None else ("ok" if kept else "MISSED")
    print(f"{name:<52} {value:>12,.2f} {unit:<8} {limit:<18} {verdict:<7} load {load_average()}", flush=True)
    return kept
