"""First run, recovery kit and unlocking, in the real window on a real vault."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from kriptik_desktop.core.errors import Unavailable
from kriptik_desktop.ui.kit_page import KitPage
from tests.fakes.pilot import Desk, keep_kit, open_window, unlocked
from tests.fakes.vault_shelf import services_of

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


def printed_key(page: KitPage) -> str:
    return "-".join(group.reveal() for group in page.groups)


async def test_the_recovery_kit_can_be_printed(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await pilot.press("createVault")
        key = str((await pilot.sees("recoveryKit")).property("text"))
        await pilot.focus("saveKit")
        await pilot.key(Qt.Key.Key_Tab)
        await pilot.until(lambda: pilot.focused() is pilot.items("printKit")[0], "Print to come after Save")
        await pilot.key(Qt.Key.Key_Return)
        await pilot.reads("printKit", "Sent to the printer")
        await pilot.reads("saveKit", "Save to a file")
        (page,) = desk.printer.pages
        assert printed_key(page) == key
        assert page.vault_id
        assert abs(page.drawn_at - desk.clock.now_ms()) < 3_600_000
        assert key not in repr(page)
        assert key.split("-")[0] not in repr(page)
        await keep_kit(pilot)


async def test_a_kit_printed_to_a_file_says_where_it_is(desk: Desk, tmp_path: Path) -> None:
    desk.printer.place = tmp_path / "kit.pdf"
    async with open_window(desk) as pilot:
        await pilot.press("createVault")
        await pilot.press("printKit")
        await pilot.reads("saveKit", "Saved to a file")
        assert pilot.window.screens.unlock.property("kitFile") == str(desk.printer.place)
        await pilot.reads("printKit", "Print")


async def test_a_printer_that_takes_nothing_says_so_and_the_kit_stays(desk: Desk) -> None:
    desk.printer.refusal = Unavailable("kit_not_printed", "The printer did not take the page.", "Look after it.")
    async with open_window(desk) as pilot:
        await pilot.press("createVault")
        await pilot.press("printKit")
        assert "Look after it" in str((await pilot.sees("unlockError")).property("hint"))
        await pilot.reads("unlockError", "did not take the page")
        await pilot.sees("recoveryKit")
        desk.printer.refusal = None
        await pilot.press("printKit")
        await pilot.reads("printKit", "Sent to the printer")
        await pilot.misses("unlockError")


async def test_a_print_dialog_goes_away_with_the_kit(desk: Desk) -> None:
    desk.printer.waits = True
    async with open_window(desk) as pilot:
        await pilot.press("createVault")
        await pilot.press("printKit")
        await pilot.until(lambda: desk.printer.asked is not None, "the dialog to open")
        await services_of(pilot).vault.lock()
        await pilot.misses("recoveryKit")
        await pilot.until(lambda: desk.printer.asked is None, "the dialog to close")


async def test_a_secret_is_masked_until_it_is_revealed(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await pilot.press("unlockWay_password")
        await pilot.type("newPassword", PASSWORD)
        field = await pilot.sees("newPassword")
        assert PASSWORD not in str(field.property("shown"))
        await pilot.press("newPasswordReveal")
        await pilot.until(lambda: bool(field.property("shown") == PASSWORD), "the password to be readable")
