"""How late the loop is while the main job runs in the window: typing, starting the build, saving, resuming.

A tick of 5 ms asks how long something else kept the loop; what a person feels as a stall is a tick that came late.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

import qasync
from PySide6.QtWidgets import QApplication

from kriptik_desktop.control.client import ControlClient
from tests.bench.harness import REPEATS, report
from tests.fakes.pilot import Desk, open_window, unlocked
from tests.fakes.provider_servers import GOOD

_TICK_S = 0.005
_PROMPT = "A SaaS with Stripe subscriptions, Google sign-in, a Supabase database and GPT summaries of meeting notes"
_STACK = ("stripe", "google-oauth", "supabase", "openai")


async def _tick(late_ms: list[float]) -> None:
    loop = asyncio.get_running_loop()
    while True:
        due = loop.time() + _TICK_S
        await asyncio.sleep(_TICK_S)
        late_ms.append((loop.time() - due) * 1000)


async def _main_job(home: Path) -> list[float]:
    late_ms: list[float] = []
    async with _providers(home / "providers.toml") as addresses:
        config = f"{addresses}\n[builds]\nrun_project_checks = false\n[credentials]\ncheck_daily = false\n"
        async with open_window(Desk(home / "home", config)) as pilot:
            await unlocked(pilot)
            ticking = asyncio.get_running_loop().create_task(_tick(late_ms))
            await pilot.press("newProject")
            for end in range(4, len(_PROMPT) + 4, 4):
                await pilot.type("prompt", _PROMPT[:end])
            await pilot.type("projectName", "Notes")
            await pilot.type("projectFolder", str(home / "notes"))
            await pilot.press("startBuild")
            await _give_everything(home)
            ticking.cancel()
    return late_ms


@asynccontextmanager
async def _providers(config_file: Path) -> AsyncIterator[str]:
    """Serve the providers from a process of their own: their work is not the app's."""
    command = ("-m", "tests.fakes.provider_servers", "--config-out", str(config_file))
    process = await asyncio.create_subprocess_exec(sys.executable, *command, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    await process.stdout.readline()
    yield config_file.read_text()
    process.terminate()
    await process.wait()


async def _give_everything(home: Path) -> None:
    client = await ControlClient.connect(Desk(home / "home").paths)
    assert client is not None
    while not await client.call("build.list", {}):
        await asyncio.sleep(_TICK_S)
    for wanted in _STACK:
        params = {"project": "Notes", "integration": wanted, "values": dict(GOOD[wanted])}
        await client.call("credentials.set", params)
    while (await client.call("build.status", {"build": "Notes"}))["status"] != "complete":
        await asyncio.sleep(_TICK_S)
    await client.close()


def main() -> None:
    """Run the main job seven times and print the medians."""
    app = QApplication.instance() or QApplication([])
    p99, worst = list[float](), list[float]()
    for _ in range(REPEATS):
        with qasync.QEventLoop(app) as loop, tempfile.TemporaryDirectory() as home:
            late_ms = sorted(loop.run_until_complete(_main_job(Path(home))))
        p99.append(late_ms[int(len(late_ms) * 0.99)])
        worst.append(late_ms[-1])
    report("loop lateness during the main job, p99", statistics.median(p99), "ms", 16)
    report("loop lateness during the main job, worst", statistics.median(worst), "ms", 50)


if __name__ == "__main__":
    main()
