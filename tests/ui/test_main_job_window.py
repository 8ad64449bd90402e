"""The main job through the real window: describe, look, build, give credentials, see it end."""

from __future__ import annotations

import stat
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from kriptik_desktop.core.dotenv_format import parse
from tests.fakes.pilot import Desk, Pilot, open_window, unlocked
from tests.fakes.provider_servers import GOOD, ProviderServers

pytestmark = pytest.mark.qt

PROMPT = "A SaaS with Stripe subscriptions, Google sign-in, a Supabase database and GPT summaries of meeting notes"
NAMES = {"stripe": "Stripe", "google-oauth": "Google Sign-In", "supabase": "Supabase", "openai": "OpenAI"}


async def describe(pilot: Pilot, folder: Path) -> None:
    await pilot.press("newProject")
    await pilot.type("prompt", PROMPT)
    for integration in NAMES:
        await pilot.sees(f"tile_{integration}")
    await pilot.type("projectName", "Meeting notes")
    await pilot.type("projectFolder", str(folder))
    await pilot.press("startBuild")
    await pilot.reads("buildStatus", "Waiting for credentials")


async def fill(pilot: Pilot, values: Mapping[str, str]) -> None:
    for name, text in values.items():
        await pilot.type(f"field_{name}", text)


async def give(pilot: Pilot, integration: str) -> None:
    await pilot.press(f"buildAdd_{NAMES[integration]}")
    await fill(pilot, GOOD[integration])
    await pilot.press("saveCredentials")
    await pilot.misses("credentialSheet")


async def test_describe_build_give_credentials_and_see_it_end(
    desk: Desk, servers: ProviderServers, tmp_path: Path
) -> None:
    folder = tmp_path / "app"
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        await describe(pilot, folder)
        await pilot.press("leaveBuild")
        for name in NAMES.values():
            await pilot.sees(f"addCredentials_{name}")

        await pilot.press("addCredentials_Stripe")
        wrong = {**GOOD["stripe"], "secret_key": "sk_test_51WrongWrongWrong"}
        await fill(pilot, wrong)
        await pilot.press("saveCredentials")
        said = await pilot.reads("sheetMessage", "Invalid API Key provided")
        assert "Nothing was saved" in said
        assert wrong["secret_key"] not in said
        kept = await pilot.sees("field_secret_key")
        assert kept.property("text") == wrong["secret_key"]
        await pilot.type("field_secret_key", GOOD["stripe"]["secret_key"])
        await pilot.press("saveCredentials")
        await pilot.misses("credentialSheet")
        await pilot.misses("addCredentials_Stripe")

        await pilot.press("project_Meeting notes")
        for integration in ("google-oauth", "supabase", "openai"):
            await give(pilot, integration)
        await pilot.reads("buildStatus", "Complete")

    env = folder / ".env"
    document = parse(env.read_text(encoding="utf-8"))
    values = {value.reveal() for name in document.names() if (value := document.get(name)) is not None}
    for integration in NAMES:
        assert set(GOOD[integration].values()) <= values
    assert document.get("AUTH_SECRET")
    assert document.is_disabled("STRIPE_WEBHOOK_SECRET")
    if sys.platform != "win32":
        assert stat.S_IMODE(env.stat().st_mode) == 0o600


async def test_a_provider_that_cannot_be_reached_needs_a_second_explicit_choice(
    desk: Desk, servers: ProviderServers, tmp_path: Path
) -> None:
    servers.stripe.weather = "down"
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        await describe(pilot, tmp_path / "app")
        await pilot.press("buildAdd_Stripe")
        assert not pilot.items("saveUnverified")
        await fill(pilot, GOOD["stripe"])
        await pilot.press("saveCredentials")
        await pilot.press("saveUnverified")
        await pilot.misses("credentialSheet")
        await pilot.misses("buildAdd_Stripe")


async def test_fetching_opens_the_dashboard_and_shows_the_steps(desk: Desk, tmp_path: Path) -> None:
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        await describe(pilot, tmp_path / "app")
        await pilot.press("buildAdd_OpenAI")
        assert not pilot.items("steps")
        await pilot.press("fetchCredentials")
        await pilot.sees("steps")
        await pilot.until(lambda: bool(desk.browser.opened), "the browser to open")
        desk.browser.works = False
        await pilot.press("fetchCredentials")
        await pilot.reads("sheetMessage", "No browser could be started")


async def test_a_build_that_waited_over_a_restart_goes_on(desk: Desk, tmp_path: Path) -> None:
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        await describe(pilot, tmp_path / "app")
    async with open_window(desk) as pilot:
        await pilot.press("project_Meeting notes")
        for integration in NAMES:
            await give(pilot, integration)
        await pilot.reads("buildStatus", "Complete")
