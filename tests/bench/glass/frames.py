"""What one run of a scene is: how many cards, what changes, and what came of it."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

Mode = Literal["dot", "type", "badge", "scroll"]
PATIENCE_S = 90.0
ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True, slots=True)
class Run:
    """What to draw, and for how long."""

    cards: int
    mode: Mode = "dot"
    frames: int = 60
    warm_ms: int = 700
    """Frames before this do not count: entrances end, caches fill."""
    picture: str = ""
    """Where to keep the last frame, if anywhere."""


@dataclass(frozen=True, slots=True)
class Frames:
    """What a frame cost: wall time, and processor time of all threads and processes."""

    ms: float
    slow_ms: float
    """The 95th percentile."""
    cpu_ms: float
    rss_mb: float

    @classmethod
    def of(cls, times_ms: Sequence[float], cpu_s: float, rss_mb: float) -> Frames:
        """Make it from the moments at which frames were shown."""
        gaps = sorted(after - before for before, after in pairwise(times_ms))
        slow = gaps[int(len(gaps) * 0.95)]
        return cls(statistics.median(gaps), slow, 1000 * cpu_s / len(gaps), rss_mb)


def in_product(run: Run, environment: Mapping[str, str]) -> Frames:
    """Return what the product's glass costs, drawn in a process of its own."""
    return Frames(**child("tests.bench.glass.scene", asdict(run), environment))


def child(module: str, request: Mapping[str, object], environment: Mapping[str, str]) -> dict[str, Any]:
    """Run a module in a process of its own and return the JSON it prints.

    Raises RuntimeError with its last words when it fails.
    """
    done = subprocess.run(
        [sys.executable, "-m", module, json.dumps(dict(request))],
        env=dict(environment),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
    )
    if done.returncode:
        raise RuntimeError(f"{module} failed: {done.stderr[-2000:]}")
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told
