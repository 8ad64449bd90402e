"""The window as a thing that starts, rests, refuses and ends: what a person never sees when it works."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtQuick import QQuickItem

from kriptik_desktop.control.client import ControlClient
from kriptik_desktop.control.owner import OwnerLock
from kriptik_desktop.ui.display import missing_display
from tests.fakes.pilot import Desk, Pilot, open_window, unlocked
from tests.fakes.provider_servers import GOOD

pytestmark = pytest.mark.qt

HEAVY = ("anthropic", "simplepycons", "starlette", "uvicorn", "httpx", "mcp", "cryptography", "keyring", "jinja2")
_AT_FIRST_FRAME = """
import asyncio, sys
from pathlib import Path
import qasync
from PySide6.QtWidgets import QApplication
from kriptik_desktop.core.crash import CrashLog
from kriptik_desktop.core.paths import AppPaths
from kriptik_desktop import app
from kriptik_desktop.ui import window

async def look(self):
    await first_frame(self)
    print("loaded:", *(name for name in {heavy!r} if name in sys.modules))
    self.shell.close()

first_frame = window.Window.first_frame
window.Window.first_frame = look
sys.exit(app.main())
"""
_TWO_ENGINES = """
import sys
from PySide6.QtWidgets import QApplication
from kriptik_desktop.core.crash import CrashLog
from kriptik_desktop.core.paths import AppPaths
from kriptik_desktop.ui.engine import dress_application
from kriptik_desktop.ui.window import Launch, Window
import asyncio, qasync

application = QApplication([])
dress_application()
met = []

async def both():
    windows = [Window(Launch(AppPaths.from_environment(), True, lambda error, where: met.append(error)), print)
               for _ in range(2)]
    for each in windows:
        await each.first_frame()
        each.furnish()
        each.shell.show("home")
    await windows[0].take_down()
    windows[1].shell.show("project")
    assert windows[1].view.isVisible()
    await windows[1].take_down()

with qasync.QEventLoop(application) as loop:
    loop.run_until_complete(both())
assert not met, met
"""


def _python(code: str, home: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "KRIPTIK_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=60)


def test_nothing_heavy_is_loaded_at_the_first_frame_and_the_end_is_quiet(tmp_path: Path) -> None:
    done = _python(_AT_FIRST_FRAME.format(heavy=HEAVY), tmp_path / "home")
    assert done.stdout.strip() == "loaded:", done.stdout + done.stderr
    assert done.stderr == ""
    assert done.returncode == 0
    log = tmp_path / "home" / "data" / "kriptik.log"
    assert not log.exists() or log.read_text(encoding="utf-8") == ""


def test_two_engines_live_in_one_process(tmp_path: Path) -> None:
    done = _python(_TWO_ENGINES, tmp_path / "home")
    assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr


async def test_a_resting_window_draws_nothing(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        assert await pilot.draws_nothing()


@pytest.mark.qt_log_ignore("does not support raise")
async def test_the_window_serves_commands_and_comes_to_the_front(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        raised: list[bool] = []
        pilot.window.shell.raiseRequested.connect(lambda: raised.append(True))
        client = await ControlClient.connect(desk.paths)
        assert client is not None
        assert await client.call("window.raise", {}) == {"raised": True}
        assert await client.call("project.list", {}) == []
        await client.close()
        assert raised == [True]


async def test_what_cannot_be_opened_is_said_in_the_window(desk: Desk) -> None:
    desk.paths.settings_file.write_text("[appearance]\nscale = 'large'\n", encoding="utf-8")
    from kriptik_desktop.ui.window import Launch, Window, run_window

    quit_asked = asyncio.Event()
    seen: list[Window] = []
    running = asyncio.create_task(
        run_window(Launch(desk.paths, True, desk.bugs, desk.outside, on_window=seen.append), quit_asked)
    )
    while not seen:
        await asyncio.sleep(0.01)
    pilot = Pilot(seen[0])
    said = await pilot.reads("startError", "must be a number")
    assert "config.toml" in said
    await pilot.press("closeFailed")
    await running


async def test_locking_takes_everything_of_the_vault_off_the_screen(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        await pilot.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        await pilot.sees("unlockKeyring")
        assert not pilot.items("newProject")
        assert not pilot.items("goHome")
        await pilot.press("unlockKeyring")
        await pilot.sees("newProject")


async def test_keys_reach_everything(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        await pilot.key(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        await pilot.sees("prompt")
        stops: list[str] = []
        for _ in range(14):
            item = pilot.focused()
            assert item is not None
            stops.append(_name(item))
            await pilot.key(Qt.Key.Key_Tab)
        order = ["Describe the app", "Name", "Folder", "Choose a folder", "Test"]
        at = stops.index(order[0])
        assert stops[at : at + len(order)] == order
        await pilot.key(Qt.Key.Key_Escape)
        await pilot.sees("newProject")


async def test_escape_closes_the_sheet_and_enter_saves(desk: Desk, tmp_path: Path) -> None:
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        await pilot.press("newProject")
        await pilot.type("prompt", "Summaries by OpenAI")
        await pilot.type("projectName", "Notes")
        await pilot.type("projectFolder", str(tmp_path / "app"))
        await pilot.key(Qt.Key.Key_Return)
        await pilot.press("buildAdd_OpenAI")
        await pilot.type("field_api_key", "not a key")
        await pilot.key(Qt.Key.Key_Escape)
        await pilot.misses("credentialSheet")
        await pilot.press("buildAdd_OpenAI")
        field = await pilot.sees("field_api_key")
        assert field.property("text") == ""
        await pilot.type("field_api_key", GOOD["openai"]["api_key"])
        await pilot.key(Qt.Key.Key_Return)
        await pilot.misses("credentialSheet")
        await pilot.reads("buildStatus", "Complete")


async def test_everything_that_can_be_used_has_a_name(desk: Desk, tmp_path: Path) -> None:
    async with open_window(desk) as pilot:
        QAccessible.setActive(True)
        assert not _nameless(pilot)
        await unlocked(pilot)
        assert not _nameless(pilot)
        await pilot.press("newProject")
        await pilot.type("prompt", "Stripe and a database")
        await pilot.sees("tile_stripe")
        await pilot.press("addFromCatalogue")
        assert not _nameless(pilot)
        await pilot.type("projectName", "Notes")
        await pilot.type("projectFolder", str(tmp_path / "app"))
        await pilot.press("startBuild")
        await pilot.press("buildAdd_Stripe")
        await pilot.sees("field_secret_key")
        assert not _nameless(pilot)


def test_no_display_is_said_in_words() -> None:
    said = missing_display({}, "linux")
    assert said is not None
    assert "display" in said


@pytest.mark.qt_log_ignore("does not support raise")
async def test_a_second_window_raises_the_first(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        raised: list[bool] = []
        pilot.window.shell.raiseRequested.connect(lambda: raised.append(True))
        lock = OwnerLock(desk.paths.owner_lock)
        assert lock.try_acquire()
        second = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "kriptik_desktop", env={**os.environ, "KRIPTIK_HOME": str(desk.home)}
        )
        async with asyncio.timeout(30):
            assert await second.wait() == 0
        lock.release()
        assert raised == [True]


def _name(item: QQuickItem) -> str:
    interface = QAccessible.queryAccessibleInterface(item)
    return str(interface.text(QAccessible.Text.Name)) if interface else ""


def _nameless(pilot: Pilot) -> list[str]:
    """Return what can be focused or pressed, shows, and has no name."""
    usable = {QAccessible.Role.Button, QAccessible.Role.EditableText, QAccessible.Role.RadioButton}
    found: list[str] = []

    def walk(node: QAccessibleInterface) -> None:
        for at in range(node.childCount()):
            child = node.child(at)
            state = child.state()
            shows = child.role() in usable and not getattr(state, "invisible", False)
            if shows and not child.text(QAccessible.Text.Name).strip():
                found.append(f"{child.role()} {child.object().objectName()}")
            walk(child)

    root = QAccessible.queryAccessibleInterface(pilot.view)
    assert root is not None
    walk(root)
    return found


@pytest.mark.parametrize("page", ["audit", "safety", "transfer"])
async def test_closing_while_a_page_is_being_made(desk: Desk, page: str) -> None:
    """Qt complained of items in the process of being created, seen once in a loaded run."""
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        pilot.window.shell.showVault()
        pilot.window.screens.vault.vault.showPage(page)
