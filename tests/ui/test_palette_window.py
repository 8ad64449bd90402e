"""The command palette in the real window: what it lists, how it is found, and what happens when it is chosen."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from tests.fakes.hands import insert, later
from tests.fakes.pilot import Desk, Pilot, open_window, unlocked

pytestmark = pytest.mark.qt

CTRL = Qt.KeyboardModifier.ControlModifier
GO = ["Home", "New project"]
VAULT = ["Vault", "Audit log", "Safety of the vault", "Import and export"]
END = ["Lock the vault", "Close KripTik"]
COMMANDS = [*GO, *VAULT, *END]


async def palette(pilot: Pilot) -> None:
    """Open it by its keys."""
    await pilot.key(Qt.Key.Key_K, CTRL)
    await pilot.sees("paletteField")
    entries = await pilot.sees("paletteList")
    await pilot.until(lambda: 0 < len(titles(pilot)) == entries.property("count"), "the palette to list something")
    await at_entry(pilot, 0)


def titles(pilot: Pilot) -> list[str]:
    """Return what it lists, from the top."""
    rows = pilot.window.screens.palette.property("rows")
    return [str(row.title) for row in rows.rows]


async def types(pilot: Pilot, text: str) -> None:
    """Type into what has the keyboard."""
    await later(lambda: insert(pilot.view, text))


async def at_entry(pilot: Pilot, index: int) -> None:
    """Wait until this entry would be chosen."""
    entries = await pilot.sees("paletteList")
    await pilot.until(lambda: entries.property("currentIndex") == index, f"entry {index}")


async def shows(pilot: Pilot, screen: str) -> None:
    """Wait for a screen."""
    await pilot.until(lambda: pilot.window.shell.property("screen") == screen, screen)


async def a_build(pilot: Pilot, folder: Path) -> None:
    """Make a project that waits for the credentials of Stripe."""
    await pilot.press("newProject")
    await pilot.type("prompt", "A shop with Stripe payments")
    await pilot.sees("tile_stripe")
    await pilot.type("projectName", "Candle shop")
    await pilot.type("projectFolder", str(folder))
    await pilot.press("startBuild")
    await pilot.reads("buildStatus", "Waiting for credentials")
    await pilot.key(Qt.Key.Key_Escape)
    await shows(pilot, "home")


async def test_it_opens_by_its_keys_and_closes_by_them_by_esc_and_by_a_press_beside_it(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        before = await pilot.focus("newProject")
        await palette(pilot)
        assert titles(pilot) == COMMANDS
        await pilot.key(Qt.Key.Key_Escape)
        await pilot.misses("palette")
        assert pilot.window.shell.property("screen") == "home"
        await pilot.until(lambda: pilot.focused() == before, "the keyboard to be where it was")
        await palette(pilot)
        await pilot.key(Qt.Key.Key_K, CTRL)
        await pilot.misses("palette")


async def test_it_lists_nothing_before_the_vault_is_open_and_goes_when_it_is_locked(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await pilot.sees("createVault")
        await pilot.key(Qt.Key.Key_K, CTRL)
        pilot.window.screens.palette.show()
        assert not pilot.window.screens.palette.property("open")
        await unlocked(pilot)
        await palette(pilot)
        await pilot.key(Qt.Key.Key_L, CTRL)
        await shows(pilot, "unlock")
        await pilot.misses("palette")
        assert titles(pilot) == []


async def test_what_is_typed_finds_and_enter_does(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        await palette(pilot)
        await types(pilot, "new p")
        await pilot.until(lambda: titles(pilot)[:1] == ["New project"], "the command to be found")
        await pilot.key(Qt.Key.Key_Return)
        await shows(pilot, "project")
        await pilot.misses("palette")
        await palette(pilot)
        assert titles(pilot) == COMMANDS
        await pilot.key(Qt.Key.Key_Return)
        await shows(pilot, "home")


async def test_arrow_keys_go_round_and_the_pointer_chooses(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        await palette(pilot)
        last = len(COMMANDS) - 1
        for key, at in ((Qt.Key.Key_Down, 1), (Qt.Key.Key_Up, 0), (Qt.Key.Key_Up, last), (Qt.Key.Key_Tab, 0)):
            await pilot.key(key)
            await at_entry(pilot, at)
        await pilot.hover("palette_lock")
        await at_entry(pilot, last - 1)
        await pilot.press("palette_project")
        await shows(pilot, "project")


async def test_nothing_found_is_said_in_words(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        await palette(pilot)
        await types(pilot, "xyzzy")
        await pilot.reads("paletteEmpty", "Nothing is called “xyzzy”")
        await pilot.key(Qt.Key.Key_Return)
        assert pilot.items("palette")


async def test_projects_and_what_waits_for_the_person_are_there(desk: Desk, tmp_path: Path) -> None:
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        await a_build(pilot, tmp_path / "app")
        await palette(pilot)
        assert titles(pilot) == ["Add Credentials for Stripe", *GO, "Candle shop", *VAULT, *END]
        await types(pilot, "cdl shp")
        await pilot.until(lambda: titles(pilot) == ["Candle shop"], "the project to be found by its letters")
        await pilot.key(Qt.Key.Key_Return)
        await shows(pilot, "build")
        await palette(pilot)
        await types(pilot, "stripe")
        await pilot.until(lambda: titles(pilot) == ["Add Credentials for Stripe"], "the request to be found")
        await pilot.key(Qt.Key.Key_Return)
        await pilot.sees("credentialSheet")
        await pilot.misses("palette")
        await pilot.key(Qt.Key.Key_K, CTRL)
        assert not pilot.window.screens.palette.property("open")


async def test_it_closes_the_window(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        await palette(pilot)
        await types(pilot, "close")
        await pilot.until(lambda: titles(pilot) == ["Close KripTik"], "the command")
        await pilot.key(Qt.Key.Key_Return)
        await pilot.until(lambda: bool(pilot.window.shell.property("closing")), "the window to close")


async def test_a_screen_reader_is_told_what_it_is(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        await palette(pilot)
        said = {}
        for name in ("palette", "paletteField", "palette_lock"):
            face = QAccessible.queryAccessibleInterface(await pilot.sees(name))
            said[name] = (face.role(), face.text(QAccessible.Text.Name), face.text(QAccessible.Text.Description))
        assert said == {
            "palette": (QAccessible.Role.Dialog, "Command palette", ""),
            "paletteField": (QAccessible.Role.EditableText, "Search commands and projects", "Home, 1 of 8"),
            "palette_lock": (QAccessible.Role.ListItem, "Lock the vault", "Ctrl+L"),
        }
