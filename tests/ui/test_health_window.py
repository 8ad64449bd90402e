"""What is wrong with saved credentials shows on the home screen, and can be mended from there."""

from __future__ import annotations

import pytest

from kriptik_desktop.vault.model import DEFAULT_ACCOUNT
from tests.fakes.pilot import Desk, open_window, unlocked
from tests.fakes.provider_servers import GOOD, ProviderServers
from tests.fakes.vault_shelf import open_vault, services_of, store, texts

pytestmark = pytest.mark.qt

DAY = 86_400_000
BAD = {"api_key": "sk-proj-WrongWrongWrongWrongWrongWrongWrong"}


async def test_only_what_needs_the_person_is_on_the_home_screen(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        now = services_of(pilot).clock.now_ms()
        expired = await store(pilot, status="valid", validated_at=now - 2 * DAY, expires_at=now - DAY)
        refused = await store(pilot, "openai", status="invalid", account=DEFAULT_ACCOUNT)
        ending = await store(pilot, "resend", status="valid", validated_at=now, expires_at=now + 3 * DAY)
        waiting = await store(pilot, "anthropic", status="unverified")
        well = await store(pilot, "supabase", status="valid", validated_at=now)
        for info in (expired, refused, ending, waiting):
            await pilot.sees(f"mend_{info.id}")
        assert not pilot.items(f"mend_{well.id}")
        said = texts(pilot)
        assert any(text.startswith("It expired") and text.endswith("ago.") for text in said)
        assert "OpenAI no longer accepts it." in said
        assert "It was saved while Anthropic could not be asked." in said


async def test_an_unchecked_one_is_checked_there_and_leaves(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        info = await store(pilot, "openai", status="unverified")
        await pilot.press(f"mend_{info.id}")
        await pilot.misses(f"mend_{info.id}")
        assert (await services_of(pilot).vault.info(info.id)).overview.status == "valid"


async def test_a_refused_one_is_replaced_in_the_same_sheet(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        info = await store(pilot, "openai", values=BAD, status="invalid")
        await pilot.press(f"mend_{info.id}")
        await pilot.type("field_api_key", GOOD["openai"]["api_key"])
        await pilot.press("saveCredentials")
        await pilot.misses(f"mend_{info.id}")
        overview = (await services_of(pilot).vault.info(info.id)).overview
        assert overview.status == "valid"


async def test_all_are_asked_about_from_the_vault_screen(desk: Desk, servers: ProviderServers) -> None:
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        good = await store(pilot, "resend", status="unverified")
        bad = await store(pilot, "openai", values=BAD, status="valid")
        await open_vault(pilot, 2)
        await pilot.press("checkAll")
        services = services_of(pilot)

        async def statuses() -> list[str]:
            return [(await services.vault.info(each)).overview.status for each in (good.id, bad.id)]

        health = pilot.window.screens.health
        await pilot.until(lambda: not health.property("busy") and health.property("done") == 2, "both to be asked")
        assert await statuses() == ["valid", "invalid"]
        await pilot.reads("vaultHealth", "1 of 2 known to work")
        await pilot.press("goHome")
        await pilot.sees(f"mend_{bad.id}")
        await pilot.press(f"passport_{bad.id}")
        await pilot.sees("passportName")


async def test_a_locked_vault_shows_nothing_of_them(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        info = await store(pilot, status="invalid")
        await pilot.sees(f"mend_{info.id}")
        pilot.window.shell.lockVault()
        await pilot.misses(f"mend_{info.id}")
        assert pilot.window.screens.health.property("count") == 0
