"""Coming back from the provider's page with something copied, and one paste for all fields."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem

from tests.fakes.browser import FakeBrowser
from tests.fakes.hands import shown
from tests.fakes.pilot import Desk, Pilot, open_window, unlocked
from tests.fakes.provider_servers import GOOD
from tests.fakes.sheet_pilot import ask_for, bring, copied, copy, elsewhere, new_project, services_of

pytestmark = pytest.mark.qt
PUBLIC, SECRET = GOOD["stripe"]["publishable_key"], GOOD["stripe"]["secret_key"]
BLOB = f"PORT=3000\nexport STRIPE_SECRET_KEY='{SECRET}'\nSTRIPE_PUBLISHABLE_KEY={PUBLIC}\nDEBUG=true\n"
PEM = "-----BEGIN PRIVATE KEY-----\nRmFrZUZha2VGYWtl\nRmFrZUZha2VGYWtl\n-----END PRIVATE KEY-----\n"
PASTE = (Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


@pytest.fixture(autouse=True)
async def _empty_clipboard() -> AsyncIterator[None]:
    QGuiApplication.clipboard().clear()
    yield
    QGuiApplication.clipboard().clear()


async def open_sheet(pilot: Pilot, folder: Path, integration: str = "stripe") -> None:
    await unlocked(pilot)
    await ask_for(pilot, await new_project(pilot, folder), integration)


def text(pilot: Pilot, name: str) -> str:
    return str(pilot.items(f"field_{name}")[0].property("text"))


def on_screen(pilot: Pilot) -> str:
    """Return every text that can be seen or is read out; of a masked field its dots."""
    texts = (
        next((each for name in ("displayText", "shown", "text") if isinstance(each := item.property(name), str)), "")
        for item in shown(pilot.view.contentItem())
    )
    return "\n".join(texts)


def hurry(pilot: Pilot, name: str) -> None:
    """Let a shown secret go as soon as the window is in the background."""
    at: QQuickItem | None = pilot.items(name)[0]
    while at is not None and at.findChild(QObject, "unwatched") is None:
        at = at.parentItem()
    assert at is not None
    for timer in at.findChildren(QObject, "unwatched"):
        timer.setProperty("interval", 1)


def has_keyboard(pilot: Pilot, name: str) -> bool:
    at: QQuickItem | None = pilot.focused()
    while at is not None and at.objectName() != name:
        at = at.parentItem()
    return at is not None


async def test_what_was_fetched_is_offered_masked_and_enter_takes_and_saves_it(desk: Desk, tmp_path: Path) -> None:
    async with open_window(desk) as pilot:
        await open_sheet(pilot, tmp_path / "app")
        await pilot.press("fetchCredentials")
        await pilot.sees("steps")
        assert desk.browser.opened == ["https://dashboard.stripe.com/apikeys"]
        await bring(pilot, SECRET)
        await pilot.reads("offerDetail", "sk_test_...c3d4")
        assert SECRET not in on_screen(pilot)
        await pilot.until(lambda: has_keyboard(pilot, "takeOffer"), "the offer to have the keyboard")
        await pilot.key(Qt.Key.Key_Return)
        await pilot.reads("pasteDone", "Secret key")
        assert (text(pilot, "secret_key"), copied()) == (SECRET, "")
        assert SECRET not in on_screen(pilot)
        assert pilot.items("field_secret_key")[0].property("good") is True
        await pilot.until(lambda: has_keyboard(pilot, "field_publishable_key"), "the empty field to have the keyboard")
        await bring(pilot, BLOB)
        await pilot.reads("offerTitle", "2 values")
        await pilot.until(lambda: has_keyboard(pilot, "takeOffer"), "the offer to have the keyboard")
        await pilot.key(Qt.Key.Key_Return)
        await pilot.until(lambda: has_keyboard(pilot, "saveCredentials"), "saving to have the keyboard")
        assert copied() == ""
        await pilot.key(Qt.Key.Key_Return)
        await pilot.misses("credentialSheet")
        saved = await services_of(pilot).vault.list()
        assert [each.overview.integration for each in saved] == ["stripe"]


async def test_nothing_is_offered_unasked_twice_or_that_does_not_fit(desk: Desk, tmp_path: Path) -> None:
    async with open_window(desk) as pilot:
        await open_sheet(pilot, tmp_path / "app")
        await bring(pilot, SECRET)
        assert not pilot.items("takeOffer"), "nobody said that something is being fetched"
        await pilot.press("fetchCredentials")
        await bring(pilot, "Remember the milk")
        assert not pilot.items("takeOffer")
        await bring(pilot, SECRET)
        await pilot.press("declineOffer")
        await pilot.misses("takeOffer")
        await bring(pilot, SECRET)
        assert (pilot.items("takeOffer"), copied()) == ([], SECRET)
        await bring(pilot, PUBLIC)
        await pilot.sees("takeOffer")
        await copy("something of somebody else")
        await pilot.press("takeOffer")
        await pilot.until(lambda: text(pilot, "publishable_key") == PUBLIC, "the offered value, not the present one")
        assert copied() == "something of somebody else"


async def test_everything_is_pasted_by_one_key_and_what_is_left_over_is_counted(desk: Desk, tmp_path: Path) -> None:
    async with open_window(desk) as pilot:
        await open_sheet(pilot, tmp_path / "app")
        await copy("Remember the milk")
        await pilot.press("pasteAll")
        await pilot.reads("pasteDone", "Nothing on the clipboard fits")
        assert copied() == "Remember the milk"
        await copy(BLOB)
        await pilot.focus("field_webhook_secretField")
        await pilot.key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        await pilot.reads("pasteDone", "Filled: Publishable key, Secret key.")
        hint = str(pilot.items("pasteDone")[0].property("hint"))
        assert "2 other pieces were thrown away" in hint
        assert (text(pilot, "publishable_key"), text(pilot, "secret_key")) == (PUBLIC, SECRET)
        assert (text(pilot, "webhook_secret"), copied()) == ("", "")
        await pilot.type("field_webhook_secret", "whsec_x")
        await pilot.misses("pasteDone")


async def test_a_blob_pasted_into_a_field_is_sorted_and_a_value_stays_in_it(desk: Desk, tmp_path: Path) -> None:
    async with open_window(desk) as pilot:
        await open_sheet(pilot, tmp_path / "app")
        await copy(BLOB)
        await pilot.focus("field_webhook_secretField")
        await pilot.key(*PASTE)
        await pilot.reads("pasteDone", "Filled")
        assert (text(pilot, "webhook_secret"), text(pilot, "secret_key"), copied()) == ("", SECRET, "")
        await copy("whsec_FakeFakeFakeFakeFake")
        await pilot.focus("field_webhook_secretField")
        await pilot.key(*PASTE)
        await pilot.until(lambda: text(pilot, "webhook_secret") != "", "the value to be pasted")
        assert copied() == "whsec_FakeFakeFakeFakeFake", "it was pasted as anywhere else"
        await copy("two\nlines that are nothing of Stripe's")
        await pilot.focus("field_webhook_secretField")
        await pilot.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        await pilot.key(*PASTE)
        await pilot.until(lambda: text(pilot, "webhook_secret").startswith("two"), "the text to be pasted")


async def test_a_secret_of_several_lines_is_covered_and_shown_only_when_asked(desk: Desk, tmp_path: Path) -> None:
    async with open_window(desk) as pilot:
        await open_sheet(pilot, tmp_path / "app", "firebase")
        await copy(PEM)
        await pilot.focus("field_private_keyArea")
        await pilot.key(*PASTE)
        await pilot.reads("field_private_keyHeld", "4 lines")
        assert "RmFrZUZh" not in on_screen(pilot)
        await pilot.press("field_private_keyReveal")
        await pilot.reads("field_private_keyArea", "RmFrZUZh")
        hurry(pilot, "field_private_keyArea")
        async with elsewhere(pilot):
            await pilot.sees("field_private_keyHeld")
        await pilot.press("field_private_keyClear")
        await pilot.reads("field_private_keyArea", "")
        assert pilot.window.screens.sheet.typedText("private_key") == ""


async def test_a_long_text_is_sorted_beside_the_window(desk: Desk, tmp_path: Path) -> None:
    async with open_window(desk) as pilot:
        await open_sheet(pilot, tmp_path / "app")
        await copy("Developers  API keys\nStandard keys\n" * 2_000 + BLOB)
        await pilot.press("pasteAll")
        await pilot.reads("pasteDone", "Publishable key, Secret key")
        assert (text(pilot, "secret_key"), text(pilot, "publishable_key")) == (SECRET, PUBLIC)


class SlowBrowser(FakeBrowser):
    """Comes back only when the person has closed it."""

    def __init__(self) -> None:
        super().__init__()
        self.closed = asyncio.Event()

    async def open(self, url: str) -> bool:
        await super().open(url)
        await self.closed.wait()
        return True


async def test_a_browser_that_takes_its_time_keeps_nothing_in_the_sheet_waiting(desk: Desk, tmp_path: Path) -> None:
    """The sheet was locked and said "Checking" for as long as the launcher did not come back."""
    desk.browser = SlowBrowser()
    async with open_window(desk) as pilot:
        await open_sheet(pilot, tmp_path / "app")
        await pilot.press("fetchCredentials")
        await pilot.sees("steps")
        assert not pilot.window.screens.sheet.property("busy")
        await pilot.type("field_publishable_key", PUBLIC)
        await pilot.type("field_secret_key", SECRET)
        await pilot.press("saveCredentials")
        await pilot.misses("credentialSheet")
        desk.browser.closed.set()
