"""The passport in the real window on a real vault: values only when asked for, and everything that is done from it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from kriptik_desktop.vault.model import CredentialInfo
from tests.fakes.hands import later
from tests.fakes.pilot import Desk, Pilot, open_window, unlocked
from tests.fakes.provider_servers import GOOD, ProviderServers
from tests.fakes.vault_shelf import (
    PERSON,
    actions,
    open_passport,
    open_vault,
    project,
    services_of,
    store,
    texts,
    until_passport,
)

pytestmark = pytest.mark.qt

KEY = GOOD["stripe"]["secret_key"]
OTHER = "sk_test_51FakeAccount0000000000other"
CTRL = Qt.KeyboardModifier.ControlModifier


async def on_stripe(pilot: Pilot, folder: Path) -> CredentialInfo:
    """Show the passport of a project's Stripe credential."""
    await unlocked(pilot)
    shop = await project(pilot, folder, "Candle shop", ["stripe"])
    info = await store(pilot, scope=shop.id, mode="test", status="valid", scopes=("balance.read",))
    await store(pilot, "openai", account="Personal")
    await open_vault(pilot, 2)
    await open_passport(pilot, info.id)
    return info


def in_sight(pilot: Pilot, secret: str) -> bool:
    """Tell whether a secret can be read anywhere on the screen."""
    return any(secret in text for text in texts(pilot))


async def show_key(pilot: Pilot) -> None:
    await pilot.press("show_secret_key")
    await pilot.until(lambda: in_sight(pilot, KEY), "the key")


async def unseen(pilot: Pilot) -> None:
    """Wait until the key is out of sight, and check that nobody keeps it to show."""
    await pilot.until(lambda: not in_sight(pilot, KEY), "the key to hide")
    passport = pilot.window.screens.vault.passport
    assert passport.valueOf("secret_key") == ""


async def test_everything_is_known_of_it_but_its_values(desk: Desk, tmp_path: Path) -> None:
    async with open_window(desk) as pilot:
        await on_stripe(pilot, tmp_path / "app")
        before = await actions(pilot)
        masked = await pilot.sees("value_secret_key")
        assert masked.property("text") == f"sk_test_...{KEY[-4:]}"
        assert not any(in_sight(pilot, value) for value in GOOD["stripe"].values())
        said = texts(pilot)
        for words in ("Last checked", "STRIPE_SECRET_KEY", "balance.read", "Version 1", "As first saved"):
            assert words in said
        assert "Its builds use this credential" in said
        assert await actions(pilot) == before


async def test_a_value_shows_after_it_was_noted_and_hides_itself(desk: Desk, tmp_path: Path) -> None:
    async with open_window(desk) as pilot:
        await on_stripe(pilot, tmp_path / "app")
        await show_key(pilot)
        assert (await actions(pilot))[-1] == "reveal"
        await pilot.press("show_secret_key")
        await unseen(pilot)
        pilot.window.screens.vault.passport._values.shown_s = 0.2
        await show_key(pilot)
        await unseen(pilot)


@pytest.mark.parametrize("away", ["leaving", "lock", "presence", "choice", "page", "removal", "new version"])
async def test_a_value_hides_when_it_must_not_be_seen_any_more(desk: Desk, tmp_path: Path, away: str) -> None:
    async with open_window(desk) as pilot:
        info = await on_stripe(pilot, tmp_path / "app")
        await show_key(pilot)
        parts, vault = pilot.window.screens.vault, services_of(pilot).vault
        if away == "leaving":
            pilot.window.shell.goHome()
        elif away == "lock":
            await pilot.key(Qt.Key.Key_L, CTRL)
        elif away == "presence":
            vault.presence.end()
        elif away == "choice":
            parts.vault.chooseAt(0)
        elif away == "page":
            parts.vault.showPage("audit")
        elif away == "removal":
            parts.passport.remove()
        else:
            await store(pilot, scope=info.overview.scope, mode="test", values={**GOOD["stripe"], "secret_key": OTHER})
        await unseen(pilot)


async def test_who_is_not_known_to_be_there_is_asked_first(desk: Desk, tmp_path: Path) -> None:
    async with open_window(desk) as pilot:
        await on_stripe(pilot, tmp_path / "app")
        services_of(pilot).vault.presence.end()
        await pilot.press("show_secret_key")
        await pilot.reads("reauthenticationReason", "This shows the secret key of Stripe.")
        await pilot.key(Qt.Key.Key_Escape)
        await pilot.misses("reauthenticationSheet")
        assert not in_sight(pilot, KEY)
        assert "reveal" not in await actions(pilot)
        await pilot.press("copy_secret_key")
        await pilot.reads("reauthenticationReason", "This copies the secret key of Stripe.")
        await pilot.press("reauthenticationConfirm")
        await pilot.until(lambda: QGuiApplication.clipboard().text() == KEY, "the key on the clipboard")
        assert (await actions(pilot))[-1] == "copy"
        assert not in_sight(pilot, KEY)


async def test_the_provider_is_asked_and_quoted(desk: Desk, servers: ProviderServers, tmp_path: Path) -> None:
    async with open_window(desk) as pilot:
        await on_stripe(pilot, tmp_path / "app")
        await pilot.press("checkNow")
        await pilot.reads("checkResult", "Stripe accepts these values")
        await pilot.press("checkResultDismiss")
        await pilot.misses("checkResult")
        servers.stripe.keys.clear()
        await pilot.press("checkNow")
        await pilot.reads("checkResult", "Invalid API Key provided")
        status = await pilot.sees("passportStatus")
        await pilot.until(lambda: status.property("status") == "invalid", "the status")
        assert (await pilot.sees("replaceValue")).property("kind") == "primary"


async def test_new_values_are_a_new_version_and_the_old_can_be_used_again(
    desk: Desk, servers: ProviderServers, tmp_path: Path
) -> None:
    async with open_window(desk) as pilot:
        info = await on_stripe(pilot, tmp_path / "app")
        servers.stripe.keys[OTHER] = "ok"
        await pilot.press("replaceValue")
        await pilot.sees("field_secret_key")
        await pilot.press("saveCredentials")
        await pilot.reads("sheetMessage", "Nothing was typed")
        await pilot.type("field_secret_key", OTHER)
        await pilot.press("saveCredentials")
        await pilot.misses("credentialSheet")
        await pilot.sees("version_2")
        vault = services_of(pilot).vault
        stored = await vault.read(info.id, PERSON)
        assert [each.value.reveal() for each in stored.fields] == [GOOD["stripe"]["publishable_key"], OTHER]
        assert "Secret key changed" in texts(pilot)
        await pilot.press("useVersion_1")
        await pilot.sees("version_3")
        value = (await vault.read(info.id, PERSON)).value("secret_key")
        assert value is not None
        assert value.reveal() == KEY


async def test_values_for_every_project_stay_so(desk: Desk, tmp_path: Path) -> None:
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        info = await store(pilot, "openai", account="default")
        await open_vault(pilot, 1)
        await until_passport(pilot, info.id)
        await pilot.press("replaceValue")
        await pilot.type("field_api_key", GOOD["openai"]["api_key"])
        await pilot.press("saveCredentials")
        await pilot.misses("credentialSheet")
        held = await services_of(pilot).vault.list()
        assert [(each.overview.scope, each.overview.integration) for each in held] == [("app", "openai")]
        assert held[0].overview.status == "valid"


async def test_projects_are_linked_and_unlinked(desk: Desk, tmp_path: Path) -> None:
    async with open_window(desk) as pilot:
        await on_stripe(pilot, tmp_path / "app")
        notes = await project(pilot, tmp_path / "notes", "Notes", ["openai"])
        services = services_of(pilot)
        await services.builds.start(notes.id)
        await pilot.until(lambda: pilot.window.screens.home.property("requestCount") == 1, "the request")
        openai = next(each for each in await services.vault.list() if each.overview.integration == "openai")
        await open_passport(pilot, openai.id)
        assert "Any project that is linked to it" in texts(pilot)
        await pilot.press("linkProject")
        await pilot.press("link_Notes")
        await pilot.sees("use_Notes")
        await pilot.until(lambda: "Its builds use this credential" in texts(pilot), "the link to serve")
        await pilot.until(lambda: pilot.window.screens.home.property("requestCount") == 0, "the request to be met")
        await pilot.press("unlink_Notes")
        await pilot.misses("use_Notes")
        assert [each.linked_projects for each in await services.vault.list()] == [(), ()]


async def test_deleting_says_what_breaks_and_what_stays(desk: Desk, tmp_path: Path) -> None:
    async with open_window(desk) as pilot:
        info = await on_stripe(pilot, tmp_path / "app")
        services = services_of(pilot)
        await services.vault.link(info.id, (await project(pilot, tmp_path / "b", "Bakery", ["stripe"])).id, PERSON)
        await pilot.press("deleteCredential")
        await pilot.sees("loss_Candle shop")
        await pilot.sees("loss_Bakery")
        remains = await pilot.sees("remains")
        assert "the key stays valid" in str(remains.property("text"))
        await pilot.press("removalDashboard")
        await pilot.until(lambda: desk.browser.opened == ["https://dashboard.stripe.com/apikeys"], "the dashboard")
        await pilot.press("removalCancel")
        await pilot.misses("removalSheet")
        assert len(await services.vault.list()) == 2
        services.vault.presence.end()
        await pilot.press("deleteCredential")
        confirm = await pilot.sees("removalConfirm")
        await pilot.until(lambda: pilot.focused() == confirm, "the keyboard on it")
        await pilot.key(Qt.Key.Key_Return)
        await pilot.press("reauthenticationCancel")
        await pilot.misses("reauthenticationSheet")
        assert len(await services.vault.list()) == 2
        await pilot.press("removalConfirm")
        await pilot.press("reauthenticationConfirm")
        await pilot.misses("removalSheet")
        await pilot.until(lambda: pilot.window.screens.vault.vault.property("count") == 1, "one to be left")
        assert [each.overview.integration for each in await services.vault.list()] == ["openai"]


async def test_the_sheet_of_deleting_goes_with_the_lock(desk: Desk, tmp_path: Path) -> None:
    async with open_window(desk) as pilot:
        info = await on_stripe(pilot, tmp_path / "app")
        await pilot.press("deleteCredential")
        await pilot.sees("removalSheet")
        await later(pilot.window.shell.lockVault)
        await pilot.misses("removalSheet")
        assert pilot.window.screens.vault.removal.property("label") == ""
        await services_of(pilot).vault.unlock_with_keyring(PERSON)
        assert info.id in [each.id for each in await services_of(pilot).vault.list()]
