"""Changing one's mind about a tile: another service in its place, an optional one added, a denied one after all."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt

from tests.fakes.pilot import Desk, Pilot, open_window, unlocked

pytestmark = pytest.mark.qt

PROMPT = "Stripe payments, a Supabase database, no Claude. Maybe later add Slack messages."


async def describe(pilot: Pilot, prompt: str = PROMPT) -> None:
    await unlocked(pilot)
    await pilot.press("newProject")
    await pilot.type("prompt", prompt)
    await pilot.sees("tile_supabase")


async def place(pilot: Pilot, name: str) -> tuple[float, float]:
    at = (await pilot.sees(name)).mapToScene(QPointF(0, 0))
    return at.x(), at.y()


async def test_another_service_takes_the_place_of_a_tile_and_gives_it_back(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await describe(pilot)
        before = await place(pilot, "tile_stripe")
        await pilot.press("swap_of_stripe")
        await pilot.press("swap_paddle")
        await pilot.misses("tile_stripe")
        assert await place(pilot, "tile_paddle") == before
        await pilot.type("prompt", PROMPT + " And a blog with Resend mails.")
        await pilot.sees("tile_resend")
        assert not pilot.items("tile_stripe")
        await pilot.press("undoRemove")
        await pilot.sees("tile_stripe")
        await pilot.misses("tile_paddle")


async def test_the_others_are_found_by_search_with_the_keyboard_alone(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await describe(pilot)
        await pilot.focus("swap_of_stripe")
        await pilot.key(Qt.Key.Key_Space)
        await pilot.sees("swapMore")
        await pilot.key(Qt.Key.Key_S)
        await pilot.key(Qt.Key.Key_Return)
        await pilot.sees("catalogueSearch")
        await pilot.misses("add_supabase")
        await pilot.type("catalogueSearch", "moll")
        await pilot.key(Qt.Key.Key_Return)
        await pilot.sees("tile_mollie")
        await pilot.misses("tile_stripe")
        await pilot.misses("catalogueSearch")


async def test_an_optional_service_waits_for_a_yes(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await describe(pilot)
        await pilot.reads("stackSummary", "2 services, 1 optional")
        await pilot.sees("optional_slack")
        await pilot.press("take_slack")
        await pilot.reads("stackSummary", "3 services")
        await pilot.sees("optional_slack")
        await pilot.misses("take_slack")


async def test_what_is_ruled_out_comes_in_with_one_press(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await describe(pilot)
        await pilot.press("addRuledOut_anthropic")
        await pilot.sees("tile_anthropic")
        await pilot.misses("ruledOut_Anthropic")


async def test_a_tile_stays_itself_between_two_letters(desk: Desk) -> None:
    """Typing on changed the name for a letter: the tile went, came back as another, and lost the keyboard."""
    async with open_window(desk) as pilot:
        await describe(pilot)
        tile = await pilot.sees("tile_stripe")
        stack = pilot.window.screens.new_project.stack_part
        for text in (PROMPT.replace("Stripe", "Strxx"), PROMPT.replace("Stripe", "Str"), PROMPT):
            stack.setPrompt(text)
            await pilot.until(lambda: not stack.property("analysing"), "the text to be read")
            assert pilot.items("tile_stripe") == [tile]
        stack.setPrompt(PROMPT.replace("Stripe payments", "Meals"))
        await pilot.misses("tile_stripe")
