"""Brings a credential request on the screen of the real app and watches it do nothing (child process)."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Slot

from kriptik_desktop import app
from kriptik_desktop.core.clock import SystemClock
from kriptik_desktop.core.paths import AppPaths
from kriptik_desktop.services import Outside
from kriptik_desktop.ui import window
from tests.bench.glass.memory import resident_mb
from tests.fakes.browser import FakeBrowser
from tests.fakes.keyring import MemoryKeyring
from tests.fakes.pilot import Pilot, unlocked

_PROMPT = "A shop that takes payments with Stripe"
_CONFIG = "[builds]\nrun_project_checks = false\n"
_QUIET_S = 2.0
_PATIENCE_S = 20.0


class _Frames(QObject):
    """Counts on the thread of the loop."""

    count = 0

    @Slot()
    def add(self) -> None:
        self.count += 1


class Watch:
    """Lets a build ask for a credential and then does nothing, a few times over."""

    def __init__(self, times: int, seconds: float, picture: str) -> None:
        self._times, self._seconds, self._picture = times, seconds, picture
        self._frames = _Frames()
        self._task: asyncio.Task[None] | None = None
        self.told: dict[str, Any] = {}

    def begin(self, opened: window.Window) -> None:
        """Take the window once its services are there."""
        self._task = asyncio.get_running_loop().create_task(self._run(opened))

    async def _run(self, opened: window.Window) -> None:
        opened.view.frameSwapped.connect(self._frames.add)
        try:
            await _ask_for_a_credential(opened)
            await self._quiet()
            self.told = await self._watch()
            if self._picture:
                opened.view.grabWindow().save(self._picture)
        except AssertionError as error:
            print(f"the app could not be watched: {error}", file=sys.stderr)
        finally:
            opened.shell.close()

    async def _quiet(self) -> None:
        """Return when no frame came for a while: the pulse has rested, the screens have changed."""
        until, count = time.monotonic() + _PATIENCE_S, -1
        while self._frames.count != count and time.monotonic() < until:
            count = self._frames.count
            await asyncio.sleep(_QUIET_S)

    async def _watch(self) -> dict[str, Any]:
        frames: list[int] = []
        cpu_percent: list[float] = []
        for _ in range(self._times):
            count, cpu_s, began = self._frames.count, time.process_time(), time.perf_counter()
            await asyncio.sleep(self._seconds)
            cpu_percent.append(100 * (time.process_time() - cpu_s) / (time.perf_counter() - began))
            frames.append(self._frames.count - count)
        return {"frames": frames, "cpu_percent": cpu_percent, "rss_mb": resident_mb()}


async def _ask_for_a_credential(opened: window.Window) -> None:
    pilot = Pilot(opened)
    opened.view.requestActivate()
    await pilot.until(opened.view.isActive, "the window to be active")
    await unlocked(pilot)
    await pilot.press("newProject")
    await pilot.type("prompt", _PROMPT)
    await pilot.sees("tile_stripe")
    await pilot.type("projectName", "Shop")
    await pilot.type("projectFolder", str(opened.launch.paths.data / "shop"))
    await pilot.press("startBuild")
    await pilot.reads("buildStatus", "Waiting for credentials")
    await pilot.press("leaveBuild")
    await pilot.sees("addCredentials_Stripe")


def main() -> int:
    """Watch as often and as long as the JSON on the command line asks."""
    watch = Watch(**json.loads(sys.argv[1]))
    paths = AppPaths.from_environment()
    paths.create()
    paths.settings_file.write_text(_CONFIG, encoding="utf-8")
    keyring = MemoryKeyring()
    launch = partial(window.Launch, outside=lambda: Outside(SystemClock(), FakeBrowser(), keyring), on_open=watch.begin)
    vars(window)["Launch"] = launch
    code = app.main()
    print(json.dumps(watch.told))
    return code or not watch.told


if __name__ == "__main__":
    sys.exit(main())
