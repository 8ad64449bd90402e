"""Drives the real window as a person does: finds by name, presses, types, waits for what should show."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest

from kriptik_desktop.core.clock import Clock, SystemClock
from kriptik_desktop.core.errors import KriptikError
from kriptik_desktop.core.paths import AppPaths
from kriptik_desktop.core.tasks import Supervisor
from kriptik_desktop.services import Outside, Services
from kriptik_desktop.ui.engine import dress_application
from kriptik_desktop.ui.file_dialogs import Chosen
from kriptik_desktop.ui.kit_page import KitPage
from kriptik_desktop.ui.kit_printing import NotPrinted, Printed
from kriptik_desktop.ui.motion_preference import MotionPreference
from kriptik_desktop.ui.person_watch import Follow
from kriptik_desktop.ui.window import Launch, Window, run_window
from kriptik_desktop.vault.slots import Argon2Params
from tests.fakes.browser import FakeBrowser
from tests.fakes.hands import insert, later, middle, resting_place, shown, wait_until
from tests.fakes.keyring import MemoryKeyring
from tests.fakes.world import Bugs

PATIENCE_S = 20.0
_LOOK_S, _QUIET = 0.1, 10
"""How often to look for frames, and how many looks without one are rest."""


class AnsweringDialogs:
    """File dialogs that answer at once with ``answer``, or are cancelled."""

    def __init__(self) -> None:
        self.answer: Path | None = None

    def choose_folder(self, title: str, start: Path, chosen: Chosen) -> None:
        self._reply(chosen)

    def choose_new_file(self, title: str, suggestion: Path, chosen: Chosen) -> None:
        self._reply(chosen)

    def choose_file(self, title: str, start: Path, chosen: Chosen) -> None:
        self._reply(chosen)

    def _reply(self, chosen: Chosen) -> None:
        if self.answer is not None:
            chosen(self.answer)


class RecordingPrinter:
    """Takes every page at once, refuses it with ``refusal``, or waits as a person before the dialog while ``waits``."""

    def __init__(self) -> None:
        self.pages: list[KitPage] = []
        self.place: Path | None = None
        self.refusal: KriptikError | None = None
        self.waits = False
        self.asked: KitPage | None = None

    def print_kit(self, page: KitPage, printed: Printed, failed: NotPrinted) -> None:
        if self.waits:
            self.asked = page
        elif self.refusal is not None:
            failed(self.refusal)
        else:
            self.pages.append(page)
            printed(self.place)

    def close(self) -> None:
        self.asked = None


async def nobody_follows(services: Services, work: Supervisor) -> None:
    """Leave the desktop of whoever runs the tests alone."""


@dataclass
class Desk:
    """What lies around the window in a test; it may be used for one window after another."""

    home: Path
    config: str = ""
    keyring: MemoryKeyring = field(default_factory=MemoryKeyring)
    browser: FakeBrowser = field(default_factory=FakeBrowser)
    bugs: Bugs = field(default_factory=Bugs)
    dialogs: AnsweringDialogs = field(default_factory=AnsweringDialogs)
    printer: RecordingPrinter = field(default_factory=RecordingPrinter)
    reduced_motion: bool | None = True
    motion: Callable[[bool | None], MotionPreference] = MotionPreference
    follow: Follow = nobody_follows
    clock: Clock = field(default_factory=SystemClock)
    argon2: Argon2Params | None = None

    def __post_init__(self) -> None:
        self.paths = AppPaths.from_environment({"KRIPTIK_HOME": str(self.home)})
        self.paths.create()
        self.paths.settings_file.write_text(self.config, encoding="utf-8")

    def outside(self) -> Outside:
        return Outside(self.clock, self.browser, self.keyring, self.argon2)


class Pilot:
    """A person in front of one window."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.view: QQuickWindow = window.view

    def items(self, name: str) -> list[QQuickItem]:
        """Return what carries this object name and can be seen."""
        return [item for item in shown(self.view.contentItem()) if item.objectName() == name]

    async def until(self, condition: Callable[[], bool], what: str, patience_s: float = PATIENCE_S) -> None:
        """Wait for something to become true."""
        await wait_until(condition, lambda: f"{what}; on screen: {self.window.shell.property('screen')}", patience_s)

    async def sees(self, name: str) -> QQuickItem:
        """Wait until something so named shows and return it."""
        await self.until(lambda: bool(self.items(name)), f"{name} to show")
        return self.items(name)[0]

    async def misses(self, name: str) -> None:
        """Wait until nothing so named shows."""
        await self.until(lambda: not self.items(name), f"{name} to vanish")

    async def reads(self, name: str, words: str) -> str:
        """Wait until the text of what is so named holds these words, and return all of it."""
        item = await self.sees(name)
        await self.until(lambda: words in str(item.property("text")), f"{name} to read {words!r}")
        return str(item.property("text"))

    async def focus(self, name: str) -> QQuickItem:
        """Give something the keyboard, which also scrolls it into view."""
        item = await self.sees(name)
        await self.until(lambda: bool(item.isEnabled()), f"{name} to be enabled")
        await later(lambda: item.forceActiveFocus(Qt.FocusReason.TabFocusReason))
        return item

    async def press(self, name: str) -> None:
        """Click something with the mouse, in its middle."""
        item = await self.focus(name)
        place = await resting_place(item, PATIENCE_S)
        await later(lambda: self._click(place))

    async def type(self, name: str, text: str) -> None:
        """Replace the text of a field."""
        await self.focus(name)
        await self.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        await self.key(Qt.Key.Key_Delete)
        for word in text.splitlines(keepends=True):
            await later(partial(insert, self.view, word))

    async def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press one key."""
        await later(lambda: QTest.keyClick(self.view, key, modifier))

    async def hover(self, name: str) -> None:
        """Move the pointer over something."""
        item = await self.sees(name)
        place = middle(item)
        for step in (QPoint(1, 1), place - QPoint(2, 2), place):
            await later(partial(QTest.mouseMove, self.view, step))

    async def draws_nothing(self) -> bool:
        """Wait until the picture rests, then tell whether it stays so for as long again."""
        frames = 0

        def count() -> None:
            nonlocal frames
            frames += 1

        self.view.frameSwapped.connect(count)
        try:
            quiet = 0
            async with asyncio.timeout(PATIENCE_S):
                while quiet < _QUIET:
                    before = frames
                    await asyncio.sleep(_LOOK_S)
                    quiet = quiet + 1 if frames == before else 0
            before = frames
            await asyncio.sleep(_QUIET * _LOOK_S)
            return frames == before
        finally:
            self.view.frameSwapped.disconnect(count)

    def focused(self) -> QQuickItem | None:
        """Return what has the keyboard."""
        return self.view.activeFocusItem()

    def _click(self, place: QPoint) -> None:
        QTest.mouseClick(self.view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)


@asynccontextmanager
async def open_window(desk: Desk) -> AsyncIterator[Pilot]:
    """Show a window with services behind it; it is closed as a person closes it, and a bug fails the test."""
    dress_application()
    quit_asked, ready = asyncio.Event(), asyncio.get_running_loop().create_future()
    launch = Launch(
        desk.paths,
        desk.reduced_motion,
        desk.bugs,
        desk.outside,
        desk.dialogs,
        desk.printer,
        desk.motion,
        desk.follow,
        on_open=ready.set_result,
    )
    running = asyncio.get_running_loop().create_task(run_window(launch, quit_asked))
    try:
        await asyncio.wait({running, ready}, return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            await running
        yield Pilot(ready.result())
    finally:
        quit_asked.set()
        await running
    assert not desk.bugs.met, desk.bugs.met


async def unlocked(pilot: Pilot) -> None:
    """Make the vault by the keyring and go to home."""
    await pilot.press("createVault")
    await keep_kit(pilot)
    await pilot.sees("newProject")


async def keep_kit(pilot: Pilot) -> str:
    """Keep the recovery kit that is on screen, show by the two asked groups that it was kept, and return its text."""
    key = str((await pilot.sees("recoveryKit")).property("text"))
    unlock = pilot.window.screens.unlock
    await pilot.press("keptKit")
    for name, asked in (("kitGroup_1", "firstAsked"), ("kitGroup_2", "secondAsked")):
        await pilot.type(name, key.split("-")[int(unlock.property(asked)) - 1])
    await pilot.press("proveKit")
    return key
