"""The sheet that asks who sits here: work goes on after it, and nothing is done without it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from PySide6.QtCore import Qt

from kriptik_desktop.core.secret import Secret
from kriptik_desktop.services import Services
from kriptik_desktop.ui.view_models.reauthentication import NotConfirmed
from kriptik_desktop.vault.errors import VaultIsLocked
from kriptik_desktop.vault.model import Actor, VaultState
from tests.fakes.pilot import PATIENCE_S, Desk, Pilot, keep_kit, open_window, unlocked
from tests.fakes.vault_world import CHEAP

pytestmark = pytest.mark.qt
PASSWORD = "correct horse battery staple"
PERSON = Actor("window")
WHY = "This shows the secret key of Stripe."


@pytest.fixture(autouse=True)
def cheap_passwords(desk: Desk) -> None:
    desk.argon2 = CHEAP


async def with_password(pilot: Pilot) -> str:
    """Make a vault with a master password and return its recovery key."""
    await pilot.press("unlockWay_password")
    await pilot.type("newPassword", PASSWORD)
    await pilot.type("newPasswordAgain", PASSWORD)
    await pilot.press("createVault")
    key = str((await pilot.sees("recoveryKit")).property("text"))
    await keep_kit(pilot)
    await pilot.sees("newProject")
    return key


def services(pilot: Pilot) -> Services:
    found = pilot.window.screens.proof._services
    assert found is not None
    return found


def guarded(pilot: Pilot) -> Callable[[], Awaitable[str]]:
    """Return work that the vault guards, as it guards taking a secret."""
    vault = services(pilot).vault

    async def work() -> str:
        if vault.state is not VaultState.UNLOCKED:
            raise VaultIsLocked
        await vault.require_presence(PERSON)
        return "the secret"

    return work


def ask(pilot: Pilot) -> asyncio.Task[str]:
    asked = pilot.window.screens.proof.run(WHY, guarded(pilot))
    return asyncio.ensure_future(asyncio.wait_for(asked, PATIENCE_S))


def absent(pilot: Pilot) -> None:
    services(pilot).vault.presence.end()


async def test_the_password_lets_the_work_go_on_and_counts_for_a_while(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await with_password(pilot)
        absent(pilot)
        asked = ask(pilot)
        await pilot.reads("reauthenticationReason", WHY)
        await pilot.type("reauthenticationField", PASSWORD)
        await pilot.key(Qt.Key.Key_Return)
        assert await asked == "the secret"
        await pilot.misses("reauthenticationSheet")
        assert await ask(pilot) == "the secret"


async def test_the_field_has_the_keyboard_and_a_wrong_password_is_said(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await with_password(pilot)
        absent(pilot)
        asked = ask(pilot)
        await pilot.sees("reauthenticationSheet")
        await pilot.until(lambda: has_keyboard(pilot, "reauthenticationField"), "the field to have the keyboard")
        await pilot.type("reauthenticationField", "wrong horse battery staple")
        await pilot.press("reauthenticationConfirm")
        await pilot.reads("reauthenticationError", "does not open the vault")
        assert not asked.done()
        await pilot.until(lambda: has_keyboard(pilot, "reauthenticationField"), "the field to have the keyboard again")
        await pilot.type("reauthenticationField", PASSWORD)
        await pilot.press("reauthenticationConfirm")
        assert await asked == "the secret"


async def test_esc_means_that_nothing_is_done(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await with_password(pilot)
        absent(pilot)
        asked = ask(pilot)
        await pilot.sees("reauthenticationSheet")
        await pilot.key(Qt.Key.Key_Escape)
        with pytest.raises(NotConfirmed, match="Nothing was done"):
            await asked
        await pilot.misses("reauthenticationSheet")
        assert not services(pilot).vault.presence.recent


async def test_the_recovery_kit_confirms_too(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        key = await with_password(pilot)
        absent(pilot)
        asked = ask(pilot)
        await pilot.press("reauthenticationOtherWay")
        await pilot.type("reauthenticationField", key.lower())
        await pilot.press("reauthenticationConfirm")
        assert await asked == "the secret"


async def test_a_vault_of_the_keyring_alone_says_what_its_confirmation_is_worth(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        absent(pilot)
        asked = ask(pilot)
        assert "whoever sits here" in await pilot.reads("keyringOnly", "whoever sits here")
        assert not pilot.items("reauthenticationField")
        await pilot.until(lambda: has_keyboard(pilot, "reauthenticationConfirm"), "the button to have the keyboard")
        await pilot.key(Qt.Key.Key_Return)
        assert await asked == "the secret"


async def test_two_that_ask_at_once_are_answered_by_one_confirmation(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await with_password(pilot)
        absent(pilot)
        first, second = ask(pilot), ask(pilot)
        await pilot.type("reauthenticationField", PASSWORD)
        await pilot.press("reauthenticationConfirm")
        assert (await first, await second) == ("the secret", "the secret")
        await pilot.misses("reauthenticationSheet")


async def test_locking_the_vault_takes_the_sheet_away(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await with_password(pilot)
        absent(pilot)
        asked = ask(pilot)
        await pilot.sees("reauthenticationSheet")
        await services(pilot).vault.lock()
        with pytest.raises(NotConfirmed):
            await asked
        await pilot.misses("reauthenticationSheet")
        await pilot.sees("password")


async def test_what_does_not_need_it_is_done_at_once(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await with_password(pilot)
        assert await ask(pilot) == "the secret"
        assert not pilot.items("reauthenticationSheet")


async def test_a_refusal_of_the_work_itself_passes_through(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await with_password(pilot)
        await services(pilot).vault.lock()
        with pytest.raises(VaultIsLocked):
            await ask(pilot)
        await services(pilot).vault.unlock_with_password(Secret(PASSWORD), PERSON)


def has_keyboard(pilot: Pilot, name: str) -> bool:
    at = pilot.focused()
    while at is not None and at.objectName() != name:
        at = at.parentItem()
    return at is not None
