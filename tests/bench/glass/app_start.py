"""Starts the real app, notes when it shows and when it can be used, and closes it again (child process).

Times are counted from before the process was started, which the caller tells. Nothing is imported here that the app
would not import at that moment.
"""

from __future__ import annotations

import json
import sys
import time
from functools import partial

from kriptik_desktop import app
from kriptik_desktop.ui import window
from tests.bench.glass.memory import resident_mb


class Start:
    """Notes the first frame and the moment at which the person is asked for the first thing."""

    def __init__(self, began: float) -> None:
        self._began = began
        self.told: dict[str, float] = {}

    def on_window(self, _: window.Window) -> None:
        """Note the first frame."""
        self.told["frame_ms"] = self._since()
        self.told["frame_cpu_ms"] = time.process_time() * 1000

    def on_open(self, opened: window.Window) -> None:
        """Wait for the first question."""
        opened.screens.unlock.asked.connect(partial(self._asked, opened))

    def _asked(self, opened: window.Window) -> None:
        self.told["usable_ms"] = self._since()
        self.told["rss_mb"] = resident_mb()
        opened.shell.close()

    def _since(self) -> float:
        return (time.monotonic() - self._began) * 1000


def main() -> int:
    """Run the app as it is run, but for two notes."""
    start = Start(json.loads(sys.argv[1])["began"])
    vars(window)["Launch"] = partial(window.Launch, on_window=start.on_window, on_open=start.on_open)
    code = app.main()
    print(json.dumps(start.told))
    return code


if __name__ == "__main__":
    sys.exit(main())
