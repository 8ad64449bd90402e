"""How fast the window is there, and how much memory it takes, with the renderer that the app chooses here.

Each figure is a fresh process, measured from before it is started. Without a display one is made (Xvfb), because the
offscreen platform of Qt shows nothing to anybody.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.harness import REPEATS, report
from tests.fakes.display import any_display

_SCREEN = "1280x840x24"
_CHILD = """
import json, os, sys, time
from kriptik_desktop import app
from kriptik_desktop.ui import window
from kriptik_desktop.ui.view_models.unlock import UnlockViewModel

began, told = float(os.environ["BENCH_BEGAN"]), {}
first_frame, take = window.Window.first_frame, UnlockViewModel._to

async def on_frame(self):
    await first_frame(self)
    told["frame"] = (time.monotonic() - began) * 1000

def on_usable(self, stage):
    take(self, stage)
    told["usable"] = (time.monotonic() - began) * 1000
    with open("/proc/self/status") as status:
        told["rss"] = next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmRSS"))
    self.parent().findChild(window.ShellViewModel).close()

window.Window.first_frame, UnlockViewModel._to = on_frame, on_usable
code = app.main()
print(json.dumps(told))
sys.exit(code)
"""


def _start(environment: dict[str, str]) -> dict[str, float]:
    child = {**environment, "BENCH_BEGAN": repr(time.monotonic())}
    done = subprocess.run([sys.executable, "-c", _CHILD], env=child, capture_output=True, text=True, check=True)
    told: dict[str, float] = json.loads(done.stdout)
    return told


def main() -> None:
    """Measure and print one row for each figure."""
    with tempfile.TemporaryDirectory() as home, any_display(_SCREEN) as environment:
        environment["KRIPTIK_HOME"] = home
        _start(environment)
        chosen = json.loads((Path(home) / "cache" / "renderer.json").read_text(encoding="utf-8"))["renderer"]
        runs = [_start(environment) for _ in range(REPEATS)]

    def middle(name: str) -> float:
        return statistics.median(run[name] for run in runs)

    report(f"window: first frame, warm ({chosen} renderer)", middle("frame"), "ms", 450)
    report("window: usable, warm", middle("usable"), "ms", 900)
    report("window: memory when usable (RSS)", middle("rss"), "MB", 150)


if __name__ == "__main__":
    main()
