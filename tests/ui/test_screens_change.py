"""Screens that take each other's place, and the ways to open the vault as cards: motion, rest, keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtQuick import QQuickItem

from tests.fakes.pilot import Desk, Pilot, open_window, unlocked

pytestmark = pytest.mark.qt


def stage_of(pilot: Pilot, name: str) -> QQuickItem:
    """Return the screen that something so named lies on, shown or not."""
    item = pilot.view.findChild(QQuickItem, name)
    while item is not None and item.property("shown") is None:
        item = item.parentItem()
    assert item is not None
    return item


async def test_screens_fade_into_each_other_and_then_rest(desk: Desk) -> None:
    desk.reduced_motion = False
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        home = stage_of(pilot, "newProject")
        await pilot.until(lambda: home.opacity() == 1 and home.scale() == 1, "home to have come in")
        seen: list[float] = []
        home.opacityChanged.connect(lambda: seen.append(home.opacity()))
        await pilot.press("goNewProject")
        await pilot.sees("prompt")
        assert not home.isEnabled()
        project = stage_of(pilot, "prompt")
        await pilot.until(lambda: project.opacity() == 1 and project.scale() == 1, "the project to have come in")
        await pilot.until(lambda: not home.isVisible(), "home to have left")
        assert any(0 < each < 1 for each in seen)
        await pilot.press("goHome")
        assert await pilot.draws_nothing()


async def test_with_reduced_motion_a_screen_is_there_at_once(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        home = stage_of(pilot, "newProject")
        seen: list[float] = []
        home.opacityChanged.connect(lambda: seen.append(home.opacity()))
        for _ in range(2):
            await pilot.press("goNewProject")
            await pilot.sees("prompt")
            assert not home.isVisible()
            await pilot.press("goHome")
            await pilot.sees("newProject")
        assert set(seen) <= {0.0, 1.0}


async def test_the_rail_leads_everywhere_and_finds(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        await pilot.press("goNewProject")
        await pilot.sees("prompt")
        await pilot.press("goHome")
        await pilot.sees("newProject")
        await pilot.press("goFind")
        await pilot.sees("palette")
        await pilot.key(Qt.Key.Key_Escape)
        await pilot.misses("palette")
        await pilot.press("lockVault")
        await pilot.sees("unlockKeyring")


async def test_the_way_to_open_the_vault_is_chosen_by_keys(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        QAccessible.setActive(True)
        keyring = await pilot.focus("unlockWay_keyring")
        assert checked(keyring)
        await pilot.key(Qt.Key.Key_Right)
        focused = pilot.focused()
        assert focused is not None
        assert focused.objectName() == "unlockWay_password"
        assert checked(focused)
        assert not checked(keyring)
        await pilot.sees("newPassword")
        await pilot.key(Qt.Key.Key_Left)
        await pilot.misses("newPassword")
        assert checked(keyring)


async def test_the_recovery_key_stands_in_two_lines_of_whole_groups(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await pilot.press("createVault")
        key = await pilot.sees("recoveryKit")
        await pilot.until(lambda: key.property("lineCount") == 2, "two lines")
        assert len(str(key.property("text"))) == 69


def checked(item: QQuickItem) -> bool:
    interface = QAccessible.queryAccessibleInterface(item)
    assert interface is not None
    assert interface.role() == QAccessible.Role.RadioButton
    return bool(getattr(interface.state(), "checked", False))
