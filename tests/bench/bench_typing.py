"""How late the loop is while a description of 20,000 characters is pasted and written on, letter by letter.

The analysis runs in a thread, which competes for the interpreter; what counts is whether the hands feel it.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import tempfile
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

import qasync
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.bench.harness import REPEATS, report
from tests.fakes.hands import insert, later
from tests.fakes.pilot import Desk, Pilot, open_window, unlocked
from tests.fakes.sheet_pilot import copy

_TICK_S = 0.005
_LENGTH = 20_000
_SENTENCE = "Members pay with Stripe, sign in with Google and keep their notes in Supabase; a newsletter goes out. "
_PARAGRAPH = _SENTENCE * 4 + "\n\n"
_ENDING = " and Resend sends the receipts, but no Slack."


async def _tick(late_ms: list[float]) -> None:
    loop = asyncio.get_running_loop()
    while True:
        due = loop.time() + _TICK_S
        await asyncio.sleep(_TICK_S)
        late_ms.append((loop.time() - due) * 1000)


async def _type(pilot: Pilot) -> None:
    text = (_PARAGRAPH * (_LENGTH // len(_PARAGRAPH) + 1))[: _LENGTH - len(_ENDING)]
    await copy(text)
    await pilot.key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    await pilot.sees("tile_stripe")
    for letter in _ENDING:
        await later(partial(insert, pilot.view, letter))
        await asyncio.sleep(_TICK_S * 12)
    await pilot.sees("tile_resend")
    await pilot.until(lambda: not pilot.window.screens.new_project.stack_part.property("unsettled"), "the end")


async def _paste(home: Path) -> list[float]:
    late_ms: list[float] = []
    async with open_window(Desk(home / "home", "[credentials]\ncheck_daily = false\n")) as pilot:
        await unlocked(pilot)
        await pilot.press("newProject")
        await pilot.focus("prompt")
        ticking = asyncio.get_running_loop().create_task(_tick(late_ms))
        await _type(pilot)
        ticking.cancel()
    return late_ms


def main() -> None:
    """Paste and type seven times and print the medians."""
    app = QApplication.instance() or QApplication([])
    p99, worst = list[float](), list[float]()
    for _ in range(REPEATS):
        with qasync.QEventLoop(app) as loop, tempfile.TemporaryDirectory() as home:
            late_ms = sorted(loop.run_until_complete(_paste(Path(home))))
        p99.append(late_ms[int(len(late_ms) * 0.99)])
        worst.append(late_ms[-1])
    report("loop lateness while typing 20,000 characters, p99", statistics.median(p99), "ms", 16)
    report("loop lateness while typing 20,000 characters, worst", statistics.median(worst), "ms", 50)


if __name__ == "__main__":
    main()
