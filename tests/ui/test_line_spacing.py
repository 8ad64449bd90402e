"""Lines of an editor keep their distance, and what was typed can still be taken back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtQuick import QQuickItem

from tests.fakes.pilot import Desk, Pilot, open_window, unlocked

pytestmark = pytest.mark.qt

WORDS = "A shop with Stripe, " * 20


def height_of_a_line(area: QQuickItem) -> float:
    return float(area.property("contentHeight")) / int(area.property("lineCount"))


async def editor(pilot: Pilot) -> QQuickItem:
    await unlocked(pilot)
    await pilot.press("newProject")
    return await pilot.sees("promptArea")


async def test_typed_lines_stand_as_far_apart_as_other_words(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        area = await editor(pilot)
        await pilot.type("prompt", WORDS)
        await pilot.until(lambda: int(area.property("lineCount")) > 3, "several lines")
        assert height_of_a_line(area) == pytest.approx(17 * 1.35, abs=1.5)


async def test_a_text_set_from_outside_is_spaced_as_well(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        area = await editor(pilot)
        pilot.window.screens.new_project.stack_part.setPrompt(f"{WORDS}\n{WORDS}")
        await pilot.until(lambda: int(area.property("lineCount")) > 6, "two paragraphs")
        assert height_of_a_line(area) == pytest.approx(17 * 1.35, abs=1.5)


async def test_typing_can_be_taken_back_and_spacing_cannot(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        area = await editor(pilot)
        await pilot.type("prompt", WORDS)
        await pilot.until(lambda: int(area.property("lineCount")) > 3, "several lines")
        for _ in range(3):
            await pilot.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        await pilot.until(lambda: area.property("text") == "", "an empty editor")
        await pilot.type("prompt", WORDS)
        await pilot.until(lambda: int(area.property("lineCount")) > 3, "several lines again")
        assert height_of_a_line(area) == pytest.approx(17 * 1.35, abs=1.5)
