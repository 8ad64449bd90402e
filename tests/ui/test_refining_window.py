"""Refine with Claude: off until asked, a yes before a key is used, and the offline result whatever happens."""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import cast

import pytest
from PySide6.QtCore import Qt

from kriptik_desktop.analysis.refinement import Refiner
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.vault.model import Actor, CredentialDraft, FieldValue, Overview
from tests.analysis.refining import need, service
from tests.fakes.claude_server import KEY, ClaudeServer, claude_server, rate_limited
from tests.fakes.pilot import Desk, Pilot, open_window, unlocked
from tests.fakes.sheet_pilot import services_of

pytestmark = pytest.mark.qt

PROMPT = "A club with Stripe payments. Members get a letter each month."


@pytest.fixture
async def claude() -> AsyncIterator[ClaudeServer]:
    # Its first import takes seconds on a busy computer, which would count against the limit of an answer.
    await asyncio.to_thread(importlib.import_module, "anthropic")
    async with claude_server() as server:
        server.given = {
            "services": [service("resend", "needed", "a letter each month", "email")],
            "needs": [need("storage", "open", "A club")],
        }
        yield server


@pytest.fixture
def asking_desk(desk: Desk, claude: ClaudeServer) -> Desk:
    quiet = "[builds]\nrun_project_checks = false\n[credentials]\ncheck_daily = false\n"
    config = f'[providers.anthropic]\nbase_url = "{claude.http.url}"\n{quiet}'
    return Desk(desk.home, config)


async def describe(pilot: Pilot) -> None:
    await unlocked(pilot)
    await pilot.press("newProject")
    await pilot.type("prompt", PROMPT)
    await pilot.sees("tile_stripe")


async def keep_key(pilot: Pilot, scope: str = "app") -> None:
    draft = CredentialDraft(Overview(scope, "anthropic", "none"), [FieldValue("api_key", Secret(KEY))])
    await services_of(pilot).vault.save(draft, Actor("window", "test"))


async def test_it_says_what_leaves_and_asks_once_before_its_own_key(asking_desk: Desk, claude: ClaudeServer) -> None:
    async with open_window(asking_desk) as pilot:
        await describe(pilot)
        await keep_key(pilot)
        await pilot.press("refine")
        assert "description" in await pilot.reads("refineTerms", "127.0.0.1")
        assert not claude.http.seen
        await pilot.press("refineNo")
        await pilot.misses("refineAsk")
        await pilot.press("refine")
        await pilot.press("refineYes")
        await pilot.sees("byClaude_resend")
        await pilot.sees("choice_storage")
        await pilot.reads("refinePrice", "claude-haiku")
        await pilot.press("refine")
        await pilot.reads("refinePrice", "no cost")
        assert not pilot.items("refineAsk")
        assert len(claude.questions) == 1


async def test_what_claude_added_stays_while_its_words_do(asking_desk: Desk, claude: ClaudeServer) -> None:
    async with open_window(asking_desk) as pilot:
        await describe(pilot)
        await keep_key(pilot)
        await pilot.press("refine")
        await pilot.press("refineYes")
        await pilot.sees("byClaude_resend")
        stack = pilot.window.screens.new_project.stack_part
        stack.setPrompt(PROMPT + " And a Supabase database.")
        await pilot.sees("tile_supabase")
        await pilot.sees("byClaude_resend")
        stack.setPrompt("A club with Stripe payments.")
        await pilot.misses("tile_resend")
        await pilot.sees("tile_stripe")


async def test_the_key_of_a_project_needs_a_yes_each_time(asking_desk: Desk, claude: ClaudeServer) -> None:
    async with open_window(asking_desk) as pilot:
        await describe(pilot)
        project = await services_of(pilot).projects.create("Notes", asking_desk.home / "notes", "A blog", (), "test")
        await keep_key(pilot, project.id)
        for _ in range(2):
            await pilot.press("refine")
            await pilot.press("refineOnce_Notes")
            await pilot.sees("refinePrice")
        assert claude.questions


async def test_without_a_key_it_says_so_and_asks_nobody(asking_desk: Desk, claude: ClaudeServer) -> None:
    async with open_window(asking_desk) as pilot:
        await describe(pilot)
        await pilot.press("refine")
        await pilot.reads("refineNoKey", "Add one to the vault")
        await pilot.key(Qt.Key.Key_Escape)
        await pilot.misses("refineAsk")
        await pilot.sees("tile_stripe")
        assert not claude.http.seen


async def test_a_failure_is_one_calm_line_and_the_offline_result_stays(asking_desk: Desk, claude: ClaudeServer) -> None:
    claude.queue = [rate_limited("60")]
    async with open_window(asking_desk) as pilot:
        await describe(pilot)
        await keep_key(pilot)
        await pilot.press("refine")
        await pilot.press("refineYes")
        await pilot.reads("refineLine", "The stack shown was read on this computer.")
        await pilot.sees("tile_stripe")
        assert not pilot.items("tile_resend")


@pytest.mark.parametrize("how", ["cancel", "typing"])
async def test_it_is_stopped_by_cancel_and_by_typing(asking_desk: Desk, claude: ClaudeServer, how: str) -> None:
    held = asyncio.Event()
    async with open_window(asking_desk) as pilot:
        await describe(pilot)
        await keep_key(pilot)
        refining = pilot.window.screens.new_project.stack_part.refining_part
        services = services_of(pilot)

        class Waiting:
            on = False

            async def refine(self, *told: object, **more: object) -> None:
                held.set()
                await asyncio.Event().wait()

        refining._services = replace(services, refiner=cast("Refiner", Waiting()))
        await pilot.press("refine")
        await pilot.press("refineYes")
        await pilot.until(held.is_set, "Claude to be asked")
        await pilot.reads("refineLine", "Claude is reading")
        if how == "cancel":
            await pilot.press("refine")
        else:
            pilot.window.screens.new_project.stack_part.setPrompt(PROMPT + " Thanks")
        await pilot.reads("refineLine", "read on this computer only")
        await pilot.sees("tile_stripe")
