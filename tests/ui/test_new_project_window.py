"""Describing an app: tiles while typing, choices, the catalogue, and everything one can give wrongly."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fakes.pilot import Desk, Pilot, open_window, unlocked

pytestmark = pytest.mark.qt


async def begin(pilot: Pilot, prompt: str = "Stripe payments") -> None:
    await unlocked(pilot)
    await pilot.press("newProject")
    await pilot.type("prompt", prompt)


async def start(pilot: Pilot, folder: str) -> None:
    await pilot.type("projectName", "Notes")
    await pilot.type("projectFolder", folder)
    await pilot.press("startBuild")


async def test_tiles_follow_the_text(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await begin(pilot)
        await pilot.sees("tile_stripe")
        await pilot.type("prompt", "GPT summaries, and send e-mails")
        await pilot.misses("tile_stripe")
        await pilot.sees("tile_openai")
        await pilot.press("choose_resend")
        await pilot.sees("tile_resend")
        await pilot.misses("choice_email")


async def test_removing_undoing_and_adding_from_the_catalogue(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await begin(pilot)
        await pilot.press("remove_stripe")
        await pilot.misses("tile_stripe")
        await pilot.press("undoRemove")
        await pilot.sees("tile_stripe")
        await pilot.press("addFromCatalogue")
        await pilot.type("catalogueSearch", "anthr")
        await pilot.misses("add_openai")
        await pilot.press("add_anthropic")
        await pilot.sees("tile_anthropic")


async def test_a_build_needs_a_description_a_name_and_a_folder(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await begin(pilot, "")
        button = await pilot.sees("startBuild")
        assert not button.isEnabled()
        await pilot.type("projectName", "Notes")
        assert not button.isEnabled()
        await pilot.type("prompt", "A blog")
        await pilot.until(lambda: bool(button.isEnabled()), "the build to be startable")


async def test_the_longest_description_is_looked_at(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await begin(pilot, ("A blog about cats. " * 1100)[:19_980] + " with Stripe")
        await pilot.sees("tile_stripe")
        assert pilot.window.screens.new_project.stack_part.property("promptError") == ""


@pytest.mark.parametrize("kind", ["a file", "not empty", "relative"])
async def test_a_folder_that_cannot_be_used_is_said_and_nothing_is_lost(desk: Desk, tmp_path: Path, kind: str) -> None:
    place, words = (
        tmp_path / "place",
        {"a file": "is a file", "not empty": "already holds files", "relative": "full path"},
    )
    if kind == "a file":
        place.write_text("mine", encoding="utf-8")
    else:
        place.mkdir()
        (place / "mine.txt").write_text("mine", encoding="utf-8")
    async with open_window(desk) as pilot:
        await begin(pilot)
        await start(pilot, "relative/place" if kind == "relative" else str(place))
        await pilot.reads("projectError", words[kind])
        assert pilot.window.screens.new_project.stack_part.property("prompt") == "Stripe payments"
        await pilot.sees("tile_stripe")
    assert (place if kind == "a file" else place / "mine.txt").read_text(encoding="utf-8") == "mine"


async def test_the_folder_follows_the_name_until_it_is_chosen(desk: Desk, tmp_path: Path) -> None:
    async with open_window(desk) as pilot:
        await begin(pilot)
        await pilot.type("projectName", "My Notes")
        await pilot.reads("projectFolder", "my-notes")
        await pilot.type("projectFolder", str(tmp_path / "own"))
        await pilot.type("projectName", "Other")
        assert (await pilot.reads("projectFolder", "own")) == str(tmp_path / "own")


async def test_the_folder_can_be_picked(desk: Desk, tmp_path: Path) -> None:
    async with open_window(desk) as pilot:
        await begin(pilot)
        await pilot.press("pickFolder")
        desk.dialogs.answer = tmp_path / "picked"
        await pilot.press("pickFolder")
        await pilot.reads("projectFolder", "picked")
