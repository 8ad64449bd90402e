"""First run, recovery kit and unlocking, in the real window on a real vault."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from tests.fakes.pilot import Desk, keep_kit, open_window, unlocked

pytestmark = pytest.mark.qt
PASSWORD = "correct horse battery staple"


async def test_the_keyring_is_the_default_and_opens_by_itself_at_the_next_start(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await unlocked(pilot)
    async with open_window(desk) as pilot:
        await pilot.sees("newProject")


async def test_without_a_keyring_only_a_password_is_offered(desk: Desk) -> None:
    desk.keyring.broken = "this system offers none"
    async with open_window(desk) as pilot:
        await pilot.sees("newPassword")
        assert not pilot.items("unlockWay")
        button = await pilot.sees("createVault")
        await pilot.type("newPassword", PASSWORD)
        await pilot.type("newPasswordAgain", "something else")
        assert not button.isEnabled()
        await pilot.type("newPasswordAgain", PASSWORD)
        await pilot.press("createVault")
        await keep_kit(pilot)
        await pilot.sees("newProject")
    async with open_window(desk) as pilot:
        await pilot.type("password", "wrong horse battery staple")
        await pilot.press("unlock")
        assert "file itself is in order" in await pilot.reads("unlockError", "does not open the vault")
        await pilot.type("password", PASSWORD)
        await pilot.press("unlock")
        await pilot.sees("newProject")


async def test_the_recovery_kit_can_be_saved_and_opens_the_vault(desk: Desk, tmp_path: Path) -> None:
    place = tmp_path / "kit.txt"
    async with open_window(desk) as pilot:
        await pilot.press("createVault")
        key = str((await pilot.sees("recoveryKit")).property("text"))
        assert len(key) > 40
        desk.dialogs.answer = place
        await pilot.press("saveKit")
        await pilot.reads("saveKit", "Saved to")
        await keep_kit(pilot)
        await pilot.sees("newProject")
        assert pilot.window.screens.unlock.property("kit") == ""
    assert key in place.read_text(encoding="utf-8")
    if sys.platform != "win32":
        assert stat.S_IMODE(place.stat().st_mode) == 0o600
    desk.keyring.items.clear()
    async with open_window(desk) as pilot:
        await pilot.reads("unlockError", "no longer holds the key")
        await pilot.press("otherWay")
        await pilot.type("recoveryKey", key.lower())
        await pilot.press("unlock")
        await pilot.sees("newProject")


async def test_a_kit_that_cannot_be_written_says_so_and_stays_on_screen(desk: Desk, tmp_path: Path) -> None:
    async with open_window(desk) as pilot:
        await pilot.press("createVault")
        await pilot.sees("recoveryKit")
        desk.dialogs.answer = tmp_path / "no" / "such" / "kit.txt"
        await pilot.press("saveKit")
        await pilot.reads("unlockError", "could not be written")
        await pilot.sees("recoveryKit")


async def test_a_secret_is_masked_until_it_is_revealed(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await pilot.press("unlockWay_password")
        await pilot.type("newPassword", PASSWORD)
        field = await pilot.sees("newPassword")
        assert PASSWORD not in str(field.property("shown"))
        await pilot.press("newPasswordReveal")
        await pilot.until(lambda: bool(field.property("shown") == PASSWORD), "the password to be readable")
