"""The real window with each renderer: its first frame, its memory, and that it rests when nothing happens.

OpenGL is forced where there is no GPU (llvmpipe), which is its worst case; the app itself chooses the software renderer
there. Every figure of the start is a fresh process, measured from before it is started, with warm caches; between two
of them a process only imports Qt, which tells how fast the machine is at that moment.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from typing import Any

from tests.bench.glass.frames import child
from tests.bench.harness import REPEATS, report, timed_ms
from tests.fakes.display import hidden_display

_SCREEN = "1281x841x24"
_REST_S = 3.0
_QT_ALONE = (sys.executable, "-c", "import PySide6.QtQuick, PySide6.QtWidgets")
_RENDERERS: tuple[tuple[str, Mapping[str, str], int, int], ...] = (
    ("software", {"KRIPTIK_RENDERER": "software"}, 400, 140),
    ("OpenGL", {"KRIPTIK_RENDERER": "gpu", "LIBGL_ALWAYS_SOFTWARE": "1"}, 650, 250),
)


def main() -> None:
    """Measure and print one row for each figure."""
    with hidden_display(_SCREEN) as display:
        for name, choice, frame_ms, rss_mb in _RENDERERS:
            environment = {**display, "QT_QPA_PLATFORM": "xcb", **choice}
            _start(name, environment, frame_ms, rss_mb)
            _rest(name, environment)


def _start(name: str, environment: Mapping[str, str], frame_ms: float, rss_mb: float) -> None:
    with tempfile.TemporaryDirectory() as home:
        _started(environment, home)
        runs = [_started(environment, home) for _ in range(REPEATS)]
    middle = {key: statistics.median(run[key] for run in runs) for key in runs[0]}
    report(f"{name}: first frame of the app, warm", middle["frame_ms"], "ms", frame_ms)
    report("    processor time until then", middle["frame_cpu_ms"], "ms")
    report("    a process that only imports Qt, in between", middle["qt_alone_ms"], "ms")
    report(f"{name}: usable, warm", middle["usable_ms"], "ms", 900 if name == "software" else None)
    report(f"{name}: memory when usable (RSS)", middle["rss_mb"], "MB", rss_mb)


def _started(environment: Mapping[str, str], home: str) -> dict[str, Any]:
    qt_alone_ms = timed_ms(lambda: subprocess.run(_QT_ALONE, check=True))
    asked, there = {"began": time.monotonic()}, {**environment, "KRIPTIK_HOME": home}
    return {**child("tests.bench.glass.app_start", asked, there), "qt_alone_ms": qt_alone_ms}


def _rest(name: str, environment: Mapping[str, str]) -> None:
    asked = {"times": REPEATS, "seconds": _REST_S, "picture": ""}
    with tempfile.TemporaryDirectory() as home:
        seen = child("tests.bench.glass.app_rest", asked, {**environment, "KRIPTIK_HOME": home})
    report(f"{name}: frames in 3 s with a request on screen", max(seen["frames"]), "", 0)
    report(f"{name}: processor, at rest", statistics.median(seen["cpu_percent"]), "%", 0.5)
    report(f"{name}: memory after the main job (RSS)", seen["rss_mb"], "MB")


if __name__ == "__main__":
    main()
