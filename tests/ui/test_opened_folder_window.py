"""Opening a folder with code: what it needs with file and line, the credentials for it, and nothing written unasked."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.fakes.pilot import Desk, Pilot, open_window, unlocked
from tests.fakes.provider_servers import GOOD
from tests.fakes.sheet_pilot import services_of

pytestmark = pytest.mark.qt


def shop(folder: Path) -> Path:
    """Write a small shop that runs on Stripe and Resend and names OpenAI in its tests only."""
    files = {
        "package.json": '{"name": "shop", "dependencies": {"stripe": "^17.0.0", "resend": "^4.0.0"}}\n',
        "src/pay.ts": 'import Stripe from "stripe";\n\nexport const pay = new Stripe(process.env.STRIPE_SECRET_KEY);\n',
        "src/refund.ts": 'import Stripe from "stripe";\nexport const key = process.env.STRIPE_SECRET_KEY;\n',
        "src/mail.ts": 'import { Resend } from "resend";\nexport const to = new Resend(process.env.RESEND_API_KEY);\n',
        "tests/talk.test.ts": 'import OpenAI from "openai";\n',
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


async def open_folder(pilot: Pilot, desk: Desk, folder: Path) -> None:
    await pilot.press("newProject")
    desk.dialogs.answer = folder
    await pilot.press("openFolder")


def left(folder: Path) -> set[str]:
    return {each.relative_to(folder).as_posix() for each in folder.rglob("*") if each.is_file()}


async def test_a_folder_shows_what_its_code_needs_and_is_left_as_it_is(desk: Desk, tmp_path: Path) -> None:
    folder = shop(tmp_path / "shop")
    before = left(folder)
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        await open_folder(pilot, desk, folder)
        await pilot.reads("folderSummary", "3 services in 5 files")
        places = [str(each.property("text")) for each in pilot.items("place_stripe")]
        assert len(places) == 2
        assert all(":" in each for each in places)
        await pilot.press("places_stripe")
        await pilot.until(lambda: len(pilot.items("place_stripe")) > 2, "the other places to show")
        assert not (await pilot.sees("writeEnv")).isEnabled()
        await pilot.key(Qt.Key.Key_Escape)
        await pilot.sees("prompt")
    assert left(folder) == before


async def test_a_credential_makes_it_a_project_and_goes_into_its_env(desk: Desk, tmp_path: Path) -> None:
    folder = shop(tmp_path / "shop")
    (folder / ".env").write_text("OWN=1\n", encoding="utf-8")
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        await open_folder(pilot, desk, folder)
        await pilot.press("credentials_resend")
        for name, value in GOOD["resend"].items():
            await pilot.type(f"field_{name}", value)
        await pilot.press("saveCredentials")
        await pilot.misses("credentialSheet")
        await pilot.misses("credentials_resend")
        await pilot.press("writeEnv")
        await pilot.until(lambda: "RESEND_API_KEY" in (folder / ".env").read_text(encoding="utf-8"), "the variable")
        project = await services_of(pilot).projects.open(folder)
    assert project.made_elsewhere
    assert (folder / ".env").read_text(encoding="utf-8").startswith("OWN=1\n")
    assert {"kriptik.toml", ".env"} <= left(folder)
    assert "src/pay.ts" in left(folder)


async def test_an_optional_service_joins_the_stack_when_its_credential_is_wanted(desk: Desk, tmp_path: Path) -> None:
    folder = shop(tmp_path / "shop")
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        await open_folder(pilot, desk, folder)
        await pilot.press("credentials_openai")
        await pilot.sees("credentialSheet")
        project = await services_of(pilot).projects.open(folder)
        assert set(project.integrations) == {"stripe", "resend", "openai"}


async def test_a_project_of_kriptik_opens_its_build(desk: Desk, tmp_path: Path) -> None:
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        await pilot.press("newProject")
        await pilot.type("prompt", "Stripe payments")
        await pilot.type("projectName", "Notes")
        await pilot.type("projectFolder", str(tmp_path / "app"))
        await pilot.press("startBuild")
        await pilot.reads("buildStatus", "Waiting for credentials")
        await pilot.press("goHome")
        await open_folder(pilot, desk, tmp_path / "app")
        await pilot.reads("buildStatus", "Waiting for credentials")


async def test_reading_can_be_stopped(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "large"
    for at in range(60):
        (folder / str(at)).mkdir(parents=True)
        for number in range(60):
            (folder / str(at) / f"{number}.py").write_text("import stripe\n" * 200, encoding="utf-8")
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        await open_folder(pilot, desk, folder)
        await pilot.sees("filesRead")
        await pilot.key(Qt.Key.Key_Escape)
        await pilot.sees("prompt")
        await pilot.until(
            lambda: all(task.get_name() != "read the code of a folder" for task in asyncio.all_tasks()),
            "reading to end",
        )
        assert not pilot.items("folderView")


async def test_a_folder_that_is_gone_is_said_calmly(desk: Desk, tmp_path: Path) -> None:
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        await open_folder(pilot, desk, tmp_path / "gone")
        assert (await pilot.reads("projectError", "gone")) != ""
        await pilot.sees("prompt")


async def test_home_and_the_palette_lead_back_to_what_the_code_needs(desk: Desk, tmp_path: Path) -> None:
    """Its card on Home led to a refusal: a folder with somebody's own code is never built."""
    folder = shop(tmp_path / "shop")
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        await services_of(pilot).projects.adopt(folder, ())
        await pilot.press("project_shop")
        await pilot.reads("folderSummary", "3 services")
        await pilot.press("leaveFolder")
        await pilot.press("goHome")
        await pilot.key(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        await pilot.type("paletteField", "shop")
        offered = pilot.window.screens.palette.property("rows")
        await pilot.until(lambda: [row.title for row in offered.rows][:1] == ["shop"], "the project to be found")
        await pilot.key(Qt.Key.Key_Return)
        await pilot.reads("folderSummary", "3 services")
