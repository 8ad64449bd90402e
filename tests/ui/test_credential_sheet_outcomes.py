"""What the sheet says while one types, while it asks, and of each thing that may come of asking."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt

from tests.fakes.hands import later
from tests.fakes.http_server import Reply
from tests.fakes.pilot import Desk, Pilot, open_window, unlocked
from tests.fakes.provider_servers import GOOD, ProviderServers
from tests.fakes.providers.stripe import Stripe
from tests.fakes.sheet_pilot import ask_for, elsewhere, new_project, services_of

pytestmark = pytest.mark.qt
PUBLIC, SECRET = GOOD["stripe"]["publishable_key"], GOOD["stripe"]["secret_key"]


async def open_sheet(pilot: Pilot, folder: Path, integration: str = "stripe") -> None:
    await unlocked(pilot)
    await ask_for(pilot, await new_project(pilot, folder), integration)


async def fill(pilot: Pilot, secret: str = SECRET) -> None:
    await pilot.type("field_publishable_key", PUBLIC)
    await pilot.type("field_secret_key", secret)


def said(pilot: Pilot, name: str) -> tuple[bool, str]:
    """Return whether a field looks right, and what warns of it."""
    field = pilot.items(f"field_{name}")[0]
    return bool(field.property("good")), str(field.property("warning"))


async def stored(pilot: Pilot) -> list[str]:
    return [each.overview.integration for each in await services_of(pilot).vault.list()]


async def test_a_field_is_quiet_then_right_or_wrong_and_pairs_are_judged_together(desk: Desk, tmp_path: Path) -> None:
    async with open_window(desk) as pilot:
        await open_sheet(pilot, tmp_path / "app")
        assert said(pilot, "secret_key") == (False, "")
        await pilot.type("field_secret_key", "sk_te")
        assert said(pilot, "secret_key") == (False, ""), "half typed is not wrong yet"
        await pilot.until(lambda: "begins with" in said(pilot, "secret_key")[1], "a warning once the field rests")
        await pilot.type("field_secret_key", SECRET)
        assert said(pilot, "secret_key") == (True, "")
        await pilot.type("field_publishable_key", PUBLIC.replace("test", "live"))
        await pilot.until(lambda: "live key" in said(pilot, "publishable_key")[1], "the mode to be named")
        assert "different modes" in said(pilot, "secret_key")[1]
        await pilot.type("field_publishable_key", PUBLIC)
        assert (said(pilot, "publishable_key"), said(pilot, "secret_key")) == ((True, ""), (True, ""))
        await pilot.type("field_publishable_key", "")
        assert said(pilot, "publishable_key") == (False, "")


async def test_each_secret_is_shown_alone_and_only_while_somebody_looks(desk: Desk, tmp_path: Path) -> None:
    async with open_window(desk) as pilot:
        await open_sheet(pilot, tmp_path / "app")
        await fill(pilot)
        await pilot.type("field_webhook_secret", "whsec_FakeFakeFakeFakeFake")
        field, other = pilot.items("field_secret_key")[0], pilot.items("field_webhook_secret")[0]
        assert set(str(field.property("shown"))) == {"\u2022"}
        await pilot.press("field_secret_keyReveal")
        assert field.property("shown") == SECRET
        assert set(str(other.property("shown"))) == {"\u2022"}
        timer = field.findChild(QObject, "unwatched")
        assert timer is not None
        assert not timer.property("running")
        timer.setProperty("interval", 1)
        async with elsewhere(pilot):
            await pilot.until(lambda: SECRET not in str(field.property("shown")), "the secret to be masked again")


async def test_a_check_can_be_stopped_and_tried_again(desk: Desk, servers: ProviderServers, tmp_path: Path) -> None:
    async with open_window(desk) as pilot:
        await open_sheet(pilot, tmp_path / "app")
        await fill(pilot)
        for stop in ("button", "key"):
            servers.stripe.http.trouble = "hang"
            await pilot.press("saveCredentials")
            await pilot.sees("stopCheck")
            if stop == "button":
                await pilot.press("stopCheck")
            else:
                await pilot.key(Qt.Key.Key_Escape)
            await pilot.reads("sheetMessage", "Nothing was saved")
            assert pilot.items("sheetMessage")[0].property("verdict") == "stopped"
            await pilot.until(lambda: pilot.focused() in pilot.items("saveCredentials"), "trying again at hand")
        assert await stored(pilot) == []
        assert pilot.items("field_secret_key")[0].property("text") == SECRET
        servers.stripe.http.trouble = None
        await pilot.press("saveCredentials")
        await pilot.misses("credentialSheet")
        assert await stored(pilot) == ["stripe"]


async def test_locking_ends_a_check_and_forgets_what_was_typed(
    desk: Desk, servers: ProviderServers, tmp_path: Path
) -> None:
    async with open_window(desk) as pilot:
        await open_sheet(pilot, tmp_path / "app")
        await fill(pilot)
        servers.stripe.http.trouble = "hang"
        await pilot.press("saveCredentials")
        await pilot.sees("stopCheck")
        await pilot.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        await pilot.until(lambda: pilot.window.shell.property("screen") == "unlock", "the vault to be locked")
        sheet = pilot.window.screens.sheet
        assert (sheet.property("open"), sheet.typedText("secret_key")) == (False, "")
        await pilot.until(lambda: not sheet.property("busy"), "the check to have ended")


class SoonReady(Stripe):
    """Stripe on a day on which it asks to wait a second."""

    def limited(self) -> Reply:
        return replace(super().limited(), headers={"Retry-After": "1"})


async def test_a_provider_that_asks_to_wait_is_asked_again_after_it(tmp_path: Path) -> None:
    stripe = SoonReady()
    stripe.weather = "rate_limited"
    await stripe.start()
    async with open_window(Desk(tmp_path / "home", f'[providers.stripe]\nbase_url = "{stripe.http.url}"\n')) as pilot:
        await open_sheet(pilot, tmp_path / "app")
        await fill(pilot)
        await pilot.press("saveCredentials")
        anyway, save = await pilot.sees("saveUnverified"), pilot.items("saveCredentials")[0]
        assert (anyway.isEnabled(), save.isEnabled(), save.property("text")) == (True, False, "Check again in 1 s")
        assert pilot.items("sheetMessage")[0].property("verdict") == "limited"
        await pilot.until(save.isEnabled, "the countdown to end")
        assert save.property("text") == "Check again"
        stripe.weather = "fair"
        await pilot.press("saveCredentials")
        await pilot.misses("credentialSheet")
    await stripe.close()


async def test_what_is_odd_is_asked_about_once(desk: Desk, servers: ProviderServers, tmp_path: Path) -> None:
    slack, token = servers["slack"], "xoxp-1234567890-1234567890123-FakeFakeFakeFakeFakeFake"
    slack.keys[token] = "ok"
    async with open_window(desk) as pilot:
        await open_sheet(pilot, tmp_path / "app", "slack")
        await pilot.type("field_bot_token", token)
        await pilot.press("saveCredentials")
        await pilot.reads("sheetMessage", "user token")
        assert (slack.seen, pilot.items("saveCredentials")) == ([], [])
        await pilot.type("field_bot_token", token)
        await pilot.press("saveCredentials")
        await pilot.press("saveAnyway")
        await pilot.until(lambda: bool(slack.seen), "Slack to be asked")
        await pilot.until(lambda: not pilot.window.screens.sheet.property("busy"), "the answer")
        assert await stored(pilot) == ["slack"]


async def test_a_key_that_lacks_a_right_is_saved_and_says_so(
    desk: Desk, servers: ProviderServers, tmp_path: Path
) -> None:
    hub = servers["huggingface"]
    hub.keys[hub.good["token"]] = "read"
    async with open_window(desk) as pilot:
        await open_sheet(pilot, tmp_path / "app", "huggingface")
        await pilot.press("weakestKey")
        await pilot.press("openWeakestKey")
        least = services_of(pilot).catalogue.get("huggingface").least_privilege
        assert least is not None
        assert desk.browser.opened == [least.url]
        rights = pilot.window.screens.sheet._guide._rights
        assert {row.sign for row in rights.rows} == {""}
        await pilot.type("field_token", hub.good["token"])
        await pilot.press("saveCredentials")
        await pilot.sees("leaveSheet")
        await pilot.reads("sheetMessage", "write access")
        assert [(row.sign, row.words) for row in rights.rows] == [("lacks", "Lacks it"), ("has", "Has it")]
        assert await stored(pilot) == ["huggingface"]
        assert (pilot.items("field_token"), pilot.window.screens.sheet.typedText("token")) == ([], "")
        await pilot.press("leaveSheet")
        await pilot.misses("credentialSheet")


async def test_where_nobody_can_be_asked_one_press_saves_and_says_that_it_is_unverified(
    desk: Desk, tmp_path: Path
) -> None:
    async with open_window(desk) as pilot:
        await open_sheet(pilot, tmp_path / "app", "firebase")
        for field in services_of(pilot).catalogue.get("firebase").required_fields:
            await pilot.type(f"field_{field.name}", field.example or "notes.firebaseapp.com")
        await pilot.reads("saveCredentials", "Save unverified")
        await pilot.press("saveCredentials")
        await pilot.misses("credentialSheet")
        saved = await services_of(pilot).vault.list()
        assert [(each.overview.integration, each.overview.status) for each in saved] == [("firebase", "unverified")]


async def test_new_values_for_an_expired_key_say_what_expired_and_what_it_may(
    desk: Desk, servers: ProviderServers, tmp_path: Path
) -> None:
    from kriptik_desktop.vault.model import Actor

    async with open_window(desk) as pilot:
        await open_sheet(pilot, tmp_path / "app")
        await fill(pilot)
        await pilot.press("saveCredentials")
        await pilot.misses("credentialSheet")
        vault = services_of(pilot).vault
        info = (await vault.list())[0]
        await vault.update_overview(info.id, {"status": "expired", "expires_at": 1_700_000_000_000}, Actor("window"))
        sheet = pilot.window.screens.sheet
        await later(lambda: sheet.openCredential(info.id))
        await pilot.sees("field_secret_key")
        assert "expired on" in str(sheet.property("reason"))
        assert "2023" in str(sheet.property("reason"))
        servers.stripe.keys["sk_test_51AnotherKey0000000000e5f6"] = "ok"
        await pilot.type("field_secret_key", "sk_test_51AnotherKey0000000000e5f6")
        await pilot.press("saveCredentials")
        await pilot.misses("credentialSheet")
        renewed = (await vault.list())[0]
        assert (renewed.id, renewed.version, renewed.overview.status) == (info.id, 2, "valid")
