"""The stack on screen: marked words, cells in columns, the catalogue by keyboard, and beginning without a word."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtQuick import QQuickItem

from tests.fakes.pilot import Desk, Pilot, open_window, unlocked

pytestmark = pytest.mark.qt

PROMPT = "Stripe payments, Google sign-in, a Supabase database and GPT summaries, no Claude"
SERVICES = ("stripe", "google-oauth", "supabase", "openai")


async def describe(pilot: Pilot, prompt: str = PROMPT) -> None:
    await unlocked(pilot)
    await pilot.press("newProject")
    await pilot.type("prompt", prompt)
    await pilot.sees("tile_openai")


def starts(pilot: Pilot) -> list[tuple[int, str]]:
    return [(row.start, row.owner) for row in pilot.window.screens.new_project.stack_part.property("marks").rows]


def colour_at(pilot: Pilot, item: QQuickItem, across: float) -> QColor:
    place = item.mapToScene(QPointF(item.width() * across, item.height() / 2)).toPoint()
    return pilot.view.grabWindow().pixelColor(place)


def has_keyboard(pilot: Pilot, name: str) -> bool:
    at = pilot.focused()
    while at is not None and at.objectName() != name:
        at = at.parentItem()
    return at is not None


async def test_the_words_of_a_tile_are_marked_in_the_editor_and_lit_with_it(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await describe(pilot)
        patch = await pilot.sees("mark_stripePatch")
        area = patch.mapToScene(QPointF(0, 0))
        editor = (await pilot.sees("prompt")).mapToScene(QPointF(0, 0))
        assert area.x() > editor.x()
        assert area.y() > editor.y()
        edge = colour_at(pilot, patch, 0.005)
        assert edge.red() > edge.green() + 20
        await pilot.hover("tile_stripe")
        await pilot.until(
            lambda: colour_at(pilot, patch, 0.005).red() > edge.red() + 20, "the words of the tile to be lit"
        )


async def test_marks_move_with_their_words_before_the_text_is_read_again(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await describe(pilot)
        before = starts(pilot)
        assert {owner for _, owner in before} == {*SERVICES, ""}
        pilot.window.screens.new_project.stack_part.setPrompt("\U0001f600 " + PROMPT)
        assert starts(pilot) == [(start + 3, owner) for start, owner in before]


@pytest.mark.parametrize(("width", "height", "columns"), [(900, 640, 2), (1280, 800, 2), (1920, 1080, 4)])
async def test_cells_stand_in_two_to_four_columns_of_one_height(
    desk: Desk, width: int, height: int, columns: int
) -> None:
    async with open_window(desk) as pilot:
        pilot.view.resize(width, height)
        await describe(pilot)
        tiles = [await pilot.sees(f"tile_{each}") for each in SERVICES]

        def places() -> list[tuple[float, float]]:
            return [(tile.mapToScene(QPointF()).x(), tile.mapToScene(QPointF()).y()) for tile in tiles]

        await pilot.until(lambda: len({x for x, _ in places()}) == columns, f"{columns} columns: {places()}")
        for line in {y for _, y in places()}:
            heights = {tile.height() for tile, (_, y) in zip(tiles, places(), strict=True) if y == line}
            assert len(heights) == 1


async def test_what_is_ruled_out_is_named_with_its_words(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await describe(pilot)
        reason = await pilot.sees("ruledOut_Anthropic")
        assert "no Claude" in str(reason.property("reason"))


async def test_the_catalogue_adds_the_first_that_is_not_there_by_enter(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await describe(pilot)
        await pilot.press("addFromCatalogue")
        await pilot.type("catalogueSearch", "ai")
        there = await pilot.sees("add_openai")
        assert not there.isEnabled()
        await pilot.misses("add_braintree")
        await pilot.key(Qt.Key.Key_Return)
        await pilot.sees("tile_anthropic")
        await pilot.key(Qt.Key.Key_Escape)
        await pilot.misses("catalogueSearch")
        await pilot.sees("tile_anthropic")


async def test_an_example_begins_the_description(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        await pilot.press("newProject")
        await pilot.press("starter_0")
        await pilot.sees("tile_stripe")
        await pilot.reads("prompt", "Stripe")
        await pilot.until(lambda: has_keyboard(pilot, "prompt"), "the description to have the keyboard")
        await pilot.misses("starter_0")


async def test_control_enter_in_the_description_starts_the_build(desk: Desk, tmp_path: Path) -> None:
    async with open_window(desk) as pilot:
        await describe(pilot)
        await pilot.reads("askText", "needs a name")
        await pilot.type("projectName", "Notes")
        await pilot.type("projectFolder", str(tmp_path / "app"))
        await pilot.reads("askText", "4 services")
        await pilot.focus("prompt")
        await pilot.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        await pilot.reads("buildStatus", "Waiting for credentials")


async def test_the_keyboard_stays_when_a_tile_or_a_choice_goes(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await describe(pilot, PROMPT + ", and send e-mails")
        await pilot.focus("choose_resend")
        await pilot.key(Qt.Key.Key_Space)
        await pilot.sees("tile_resend")
        await pilot.until(lambda: has_keyboard(pilot, "addFromCatalogue"), "the keyboard to stay in the panel")
        await pilot.focus("remove_stripe")
        await pilot.key(Qt.Key.Key_Space)
        await pilot.misses("tile_stripe")
        await pilot.until(lambda: has_keyboard(pilot, "undoRemove"), "undo to have the keyboard")
        await pilot.key(Qt.Key.Key_Return)
        await pilot.sees("tile_stripe")
