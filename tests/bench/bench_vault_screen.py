"""How late the loop is in the vault screen, and when its first rows show, for a large vault and a very large one.

A tick of 5 ms asks how long something else kept the loop, in each thing that a person does there: opening, searching,
arrowing, filtering, the audit log, the safety page. Keys come as fast as a quick person types or a held key repeats.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

import qasync
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from kriptik_desktop.core.secret import Secret
from kriptik_desktop.vault.model import CredentialDraft, FieldValue, Mode, Overview, Status
from tests.bench.harness import REPEATS, report
from tests.fakes.hands import insert, later
from tests.fakes.pilot import Desk, Pilot, open_window, unlocked
from tests.fakes.vault_shelf import PERSON, project, services_of

SIZES = (1_000, 5_000)
AUDIT_ROWS = 10_000
_TICK_S, _LOOK_S = 0.005, 0.002
_LETTER_S, _REPEAT_S, _REST_S = 0.06, 0.033, 0.25
_LONGEST_S = 60.0
_ARROWS = 40
_HUNDRED = 100
"""Of fewer ticks, one late one is already more than one in a hundred."""
_WORDS = "stripe account 0042"
_SERVICES = ("openai", "stripe", "resend", "anthropic", "supabase", "github-api", "cloudflare", "clerk")
_MODES: tuple[Mode, ...] = ("test", "live", "none")
_STATES: tuple[Status, ...] = ("valid", "valid", "unverified", "invalid")

Late = dict[str, list[float]]


class Ticks:
    """How late each tick was, by what was done meanwhile."""

    def __init__(self) -> None:
        self.late_ms: Late = {}

    @asynccontextmanager
    async def during(self, what: str) -> AsyncIterator[None]:
        """Tick while the block runs and until what it began has come to rest."""
        ticking = asyncio.get_running_loop().create_task(self._tick(self.late_ms.setdefault(what, [])))
        yield
        await asyncio.sleep(_REST_S)
        ticking.cancel()

    async def _tick(self, late_ms: list[float]) -> None:
        loop = asyncio.get_running_loop()
        while True:
            due = loop.time() + _TICK_S
            await asyncio.sleep(_TICK_S)
            late_ms.append((loop.time() - due) * 1000)


def draft(number: int, scope: str, value: str) -> CredentialDraft:
    """Return one credential of many, of one service and state after the other."""
    service = _SERVICES[number % len(_SERVICES)]
    mode, status = _MODES[number % len(_MODES)], _STATES[number % len(_STATES)]
    overview = Overview(scope, service, mode, f"account {number:04}", status=status, used_at=number * 1000)
    return CredentialDraft(overview, [FieldValue("api_key", Secret(value))])


async def fill(pilot: Pilot, count: int, folder: Path) -> None:
    """Store so many credentials, and as often as it takes until the audit log is long enough."""
    scopes = ["app", *[(await project(pilot, folder / f"p{n}", f"Project {n}", _SERVICES)).id for n in range(3)]]
    vault = services_of(pilot).vault
    for turn in range(max(1, AUDIT_ROWS // count)):
        drafts = [draft(n, scopes[n % len(scopes)], f"value-{turn}-{n}") for n in range(count)]
        await vault.save_all(drafts, PERSON, "bench")


async def until(condition: Callable[[], bool]) -> None:
    """Wait for something that costs next to nothing to ask."""
    async with asyncio.timeout(30):
        while not condition():
            await asyncio.sleep(_LOOK_S)


async def walk(pilot: Pilot, count: int, ticks: Ticks) -> float:
    """Do everything once; return how many milliseconds the first rows took."""
    parts, shell = pilot.window.screens.vault, pilot.window.shell
    vault: QObject = parts.vault
    painted: list[float] = []
    pilot.view.resize(1280, 800)
    pilot.view.frameSwapped.connect(lambda: painted.append(time.perf_counter()) if vault.property("loaded") else None)
    async with ticks.during("opening"):
        asked = time.perf_counter()
        shell.showVault()
        await until(lambda: bool(painted) and bool(parts.passport.property("loaded")))
    assert vault.property("count") == count
    async with ticks.during("searching"):
        await _search(pilot, vault)
    async with ticks.during("arrows"):
        await _arrow(pilot)
    async with ticks.during("filters"):
        await _filter(parts.vault.filterBy)
    async with ticks.during("audit log"):
        parts.vault.showPage("audit")
        await until(lambda: bool(parts.audit.property("checked")))
    await pilot.focus("auditRows")
    async with ticks.during("audit log, down"):
        await _arrow(pilot, Qt.Key.Key_PageDown)
    async with ticks.during("safety"):
        parts.vault.showPage("safety")
        await until(lambda: bool(parts.safety.property("loaded")))
    return (painted[0] - asked) * 1000


async def _search(pilot: Pilot, vault: QObject) -> None:
    pilot.window.screens.vault.vault.askSearch()
    await asyncio.sleep(_LETTER_S)
    for letter in _WORDS:
        await later(partial(insert, pilot.view, letter))
        await asyncio.sleep(_LETTER_S)
    assert vault.property("query") == _WORDS
    for _ in _WORDS:
        await pilot.key(Qt.Key.Key_Backspace)
        await asyncio.sleep(_LETTER_S)
    await pilot.key(Qt.Key.Key_Return)


async def _arrow(pilot: Pilot, key: Qt.Key = Qt.Key.Key_Down) -> None:
    for _ in range(_ARROWS):
        await pilot.key(key)
        await asyncio.sleep(_REPEAT_S)
    for each in (Qt.Key.Key_End, Qt.Key.Key_Home):
        await pilot.key(each)
        await asyncio.sleep(_REST_S)


async def _filter(filter_by: Callable[[str, str], None]) -> None:
    for what, value in (("integration", "stripe"), ("mode", "live"), ("status", "valid"), ("project", "app")):
        for each in (value, ""):
            filter_by(what, each)
            await asyncio.sleep(_REST_S)


async def _round(desk: Desk, count: int, ticks: Ticks, folder: Path | None = None) -> float:
    async with open_window(desk) as pilot:
        if folder is not None:
            await unlocked(pilot)
            await fill(pilot, count, folder)
            return 0.0
        if pilot.window.shell.property("screen") == "unlock":
            await pilot.press("unlockKeyring")
        await pilot.sees("newProject")
        return await walk(pilot, count, ticks)


def measure(app: QApplication, count: int, home: Path) -> tuple[list[Late], list[float]]:
    """Return lateness and first rows of seven rounds, or of as many as fit into a minute."""
    desk, began = Desk(home / "home"), time.monotonic()
    found, first_ms = list[Late](), list[float]()
    with qasync.QEventLoop(app) as loop:
        loop.run_until_complete(_round(desk, count, Ticks(), home))
    while len(found) < REPEATS and time.monotonic() - began < _LONGEST_S:
        ticks = Ticks()
        with qasync.QEventLoop(app) as loop:
            first_ms.append(loop.run_until_complete(_round(desk, count, ticks)))
        found.append(ticks.late_ms)
    return found, first_ms


def main() -> None:
    """Measure and print for each size and each thing done the medians."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    sizes = [int(each) for each in sys.argv[1:] if each.isdigit()] or SIZES
    for count in sizes:
        with tempfile.TemporaryDirectory(dir="/var/tmp" if Path("/var/tmp").is_dir() else None) as home:
            found, first_ms = measure(app, count, Path(home))
        report(f"{count:,} credentials: first rows, {len(found)} rounds", statistics.median(first_ms), "ms")
        for each in found:
            each["all of it"] = [late for many in each.values() for late in many]
        for what in found[0]:
            late_ms = [sorted(each[what]) for each in found]
            p99 = statistics.median(each[int(len(each) * 0.99)] for each in late_ms)
            enough = min(len(each) for each in late_ms) >= _HUNDRED
            report(f"    {what}, lateness p99", p99, "ms", 16 if enough else None)
            report(f"    {what}, lateness worst", statistics.median(each[-1] for each in late_ms), "ms", 50)


if __name__ == "__main__":
    main()
