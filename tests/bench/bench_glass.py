"""What a frame of the glass costs on both renderers, without a GPU, and against Chromium's ``backdrop-filter``.

Every figure is a fresh process on a display that nobody sees. Product and browser take turns and are compared pair by
pair, so that a busy moment weighs on both; the processor time of a frame is steadier than its wall time.
"""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.bench.glass.chromium import in_chromium, installed
from tests.bench.glass.frames import Frames, Mode, Run, in_product
from tests.bench.harness import REPEATS, report
from tests.fakes.display import hidden_display

_SCREEN = "1281x801x24"
"""One more than the window: Chromium leaves a pixel free where there is no window manager."""
_AS_FAST_AS_IT_GOES = {"QT_QPA_PLATFORM": "xcb", "QSG_NO_VSYNC": "1", "vblank_mode": "0"}
_GL = {"KRIPTIK_RENDERER": "gpu", "LIBGL_ALWAYS_SOFTWARE": "1", "QSG_RENDER_LOOP": "threaded"}
_SOFTWARE = {"KRIPTIK_RENDERER": "software"}
_SMALL: tuple[tuple[Mode, str], ...] = (
    ("dot", "a dot of 24 px moves"),
    ("type", "a letter is typed"),
    ("badge", "a badge changes"),
)


def main() -> None:
    """Measure and print one row for each figure."""
    with hidden_display(_SCREEN) as display, tempfile.TemporaryDirectory() as folder:
        software = {**display, **_AS_FAST_AS_IT_GOES, **_SOFTWARE}
        gl = {**display, **_AS_FAST_AS_IT_GOES, **_GL}
        for mode, name in _SMALL:
            _row(f"software: {name}, over 24 cards", [in_product(Run(24, mode), software) for _ in range(REPEATS)], 8)
        _row("software: 24 cards scroll", [in_product(Run(24, "scroll"), software) for _ in range(REPEATS)], 27)
        _row("OpenGL: 8 cards, a dot moves", [in_product(Run(8), gl) for _ in range(REPEATS)], 20)
        backdrop = Path(folder) / "backdrop.png"
        in_product(Run(0, "scroll", frames=1, picture=str(backdrop)), gl)
        _against_chromium(Run(24), gl, display, backdrop)


def _against_chromium(run: Run, gl: Mapping[str, str], display: Mapping[str, str], backdrop: Path) -> None:
    program = installed()
    if program is None:
        _row("OpenGL: 24 cards, a dot moves", [in_product(run, gl) for _ in range(REPEATS)], 40)
        print("glass: there is no Chromium on PATH to compare with; Debian: apt-get install chromium")
        return
    pairs: list[tuple[Frames, Frames]] = []
    for turn in range(REPEATS):
        if turn % 2:
            theirs = in_chromium(program, run, backdrop, display)
            pairs.append((in_product(run, gl), theirs))
        else:
            ours = in_product(run, gl)
            pairs.append((ours, in_chromium(program, run, backdrop, display)))
    _row("OpenGL: 24 cards, a dot moves", [ours for ours, _ in pairs], 40)
    _row("Chromium: the same scene", [theirs for _, theirs in pairs])
    report("OpenGL against Chromium, frame, pairs", statistics.median(a.ms / b.ms for a, b in pairs), "x", 1.1)
    report("OpenGL against Chromium, processor, pairs", statistics.median(a.cpu_ms / b.cpu_ms for a, b in pairs), "x")


def _row(name: str, runs: Sequence[Frames], budget_ms: float | None = None) -> None:
    report(name, statistics.median(run.ms for run in runs), "ms", budget_ms)
    report("    processor time of a frame", statistics.median(run.cpu_ms for run in runs), "ms")
    report("    slowest frames (p95)", statistics.median(run.slow_ms for run in runs), "ms")


if __name__ == "__main__":
    main()
