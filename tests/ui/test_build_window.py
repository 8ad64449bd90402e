"""The build screen in the real window: the strip chart by keyboard and pointer, its pages, its log, its rest."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem

from tests.fakes.hands import shown
from tests.fakes.pilot import Desk, Pilot, open_window, unlocked

pytestmark = pytest.mark.qt

PROMPT = "Stripe payments and Google sign-in"


async def waiting(pilot: Pilot, folder: Path, width: int = 1280, height: int = 800) -> None:
    """Bring a build to where it waits for credentials."""
    pilot.view.resize(width, height)
    await unlocked(pilot)
    await pilot.press("newProject")
    await pilot.type("prompt", PROMPT)
    await pilot.sees("tile_google-oauth")
    await pilot.type("projectName", "Notes")
    await pilot.type("projectFolder", str(folder))
    await pilot.press("startBuild")
    await pilot.reads("buildStatus", "Waiting for credentials")


def bars(pilot: Pilot) -> list[QQuickItem]:
    chart = pilot.items("phases")[0]
    found = [item for item in shown(chart) if item.objectName().startswith("bar_")]
    return sorted(found, key=lambda item: item.y())


async def test_the_chart_is_one_list_for_the_keyboard(desk: Desk, tmp_path: Path) -> None:
    async with open_window(desk) as pilot:
        await waiting(pilot, tmp_path / "app")
        chart = await pilot.focus("phases")
        await pilot.until(lambda: chart.property("current") == 0, "the first task to be chosen")
        await pilot.key(Qt.Key.Key_Right)
        await pilot.key(Qt.Key.Key_Down)
        assert chart.property("current") == 2
        await pilot.reads("phasesTipText", "Write the Stripe code: Done")
        await pilot.key(Qt.Key.Key_End)
        assert chart.property("current") == len(bars(pilot)) - 1
        await pilot.key(Qt.Key.Key_Home)
        await pilot.key(Qt.Key.Key_Left)
        assert chart.property("current") == 0
        await pilot.key(Qt.Key.Key_Right)
        await pilot.key(Qt.Key.Key_Return)
        tasks = await pilot.sees("tasks")
        await pilot.until(lambda: tasks.hasActiveFocus(), "the list of tasks to have the keyboard")
        assert tasks.property("currentIndex") == 1


async def test_a_bar_says_what_it_is_under_the_pointer(desk: Desk, tmp_path: Path) -> None:
    async with open_window(desk) as pilot:
        await waiting(pilot, tmp_path / "app")
        await pilot.hover("bar_connect:stripe")
        said = await pilot.reads("phasesTipText", "Connect Stripe: Blocked, waiting for less than a minute")
        assert "Waits for Stripe credentials" in said
        await pilot.hover("buildSummary")
        await pilot.misses("phasesTipText")


async def test_bars_lie_side_by_side_in_their_lanes(desk: Desk, tmp_path: Path) -> None:
    async with open_window(desk) as pilot:
        await waiting(pilot, tmp_path / "app")
        rows = bars(pilot)
        places = [(row.y(), row.y() + row.height()) for row in rows]
        assert all(below[0] >= above[1] for above, below in pairwise(places))
        chart = await pilot.sees("phases")
        assert places[-1][1] <= chart.height()
        assert {row.width() for row in rows} == {rows[0].width()}


async def test_a_small_window_has_all_parts_as_pages(desk: Desk, tmp_path: Path) -> None:
    async with open_window(desk) as pilot:
        await waiting(pilot, tmp_path / "app", 900, 640)
        await pilot.sees("phases")
        await pilot.press("activity_files")
        await pilot.misses("phases")
        await pilot.sees("file_README.md")
        await pilot.press("activity_log")
        await pilot.misses("file_README.md")
        await pilot.press("activity_tasks")
        await pilot.sees("task_connect:stripe")
        await pilot.until(lambda: bool(pilot.items("task_connect:stripe")), "the blocked task to be in view")


async def test_leaving_and_growing_the_window_keeps_the_build(desk: Desk, tmp_path: Path) -> None:
    async with open_window(desk) as pilot:
        await waiting(pilot, tmp_path / "app", 900, 640)
        await pilot.press("activity_files")
        pilot.view.resize(1280, 800)
        await pilot.sees("task_connect:stripe")
        await pilot.sees("logLines")
        await pilot.press("leaveBuild")
        await pilot.press("project_Notes")
        await pilot.reads("waitCount", "2 credentials are needed")
        await pilot.reads("waitTime", "Waiting for less than a minute")


async def test_the_log_can_be_copied(desk: Desk, tmp_path: Path) -> None:
    async with open_window(desk) as pilot:
        await waiting(pilot, tmp_path / "app")
        await pilot.press("copyLog")
        await pilot.sees("toast")
        copied = QGuiApplication.clipboard().text().splitlines()
        assert any("Stripe:" in line for line in copied)
        assert len(copied) == pilot.window.screens.build.property("logCount")


async def test_a_cancelled_build_says_what_stays(desk: Desk, tmp_path: Path) -> None:
    async with open_window(desk) as pilot:
        await waiting(pilot, tmp_path / "app")
        await pilot.press("cancelBuild")
        await pilot.reads("buildStatus", "Cancelled")
        await pilot.reads("buildSummary", "What they wrote stays in the folder.")
        await pilot.misses("cancelBuild")
        assert not pilot.items("retryBuild")


async def test_a_waiting_build_draws_nothing(desk: Desk, tmp_path: Path) -> None:
    async with open_window(desk) as pilot:
        await waiting(pilot, tmp_path / "app")
        assert await pilot.draws_nothing()


async def test_a_build_that_is_gone_is_said_and_the_next_one_shows(desk: Desk, tmp_path: Path) -> None:
    async with open_window(desk) as pilot:
        await waiting(pilot, tmp_path / "app")
        pilot.window.screens.build.show("no-such-build")
        await pilot.sees("buildError")
        assert not pilot.items("tasks")
        await pilot.press("leaveBuild")
        await pilot.press("project_Notes")
        await pilot.reads("buildStatus", "Waiting for credentials")
        await pilot.misses("buildError")
        await pilot.sees("tasks")
