"""The credential sheet by keyboard, in a small window, and with every verdict."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtQuick import QQuickItem

from tests.fakes.pilot import Desk, Pilot, open_window, unlocked
from tests.fakes.provider_servers import GOOD, ProviderServers
from tests.fakes.sheet_pilot import ask_for, new_project

pytestmark = pytest.mark.qt


async def open_sheet(pilot: Pilot, folder: Path) -> None:
    await unlocked(pilot)
    await ask_for(pilot, await new_project(pilot, folder), "stripe")


async def fill(pilot: Pilot, secret: str) -> None:
    await pilot.type("field_publishable_key", GOOD["stripe"]["publishable_key"])
    await pilot.type("field_secret_key", secret)


def has_keyboard(pilot: Pilot, name: str) -> bool:
    at = pilot.focused()
    while at is not None and at.objectName() != name:
        at = at.parentItem()
    return at is not None


def bottom(item: QQuickItem) -> float:
    return item.mapToScene(QPointF(0, item.height())).y()


def rect(item: QQuickItem) -> QRectF:
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


def top(item: QQuickItem) -> float:
    return item.mapToScene(QPointF()).y()


async def test_the_first_field_has_the_keyboard_and_esc_closes(desk: Desk, tmp_path: Path) -> None:
    async with open_window(desk) as pilot:
        await open_sheet(pilot, tmp_path / "app")
        await pilot.until(lambda: has_keyboard(pilot, "field_publishable_key"), "the first field to have the keyboard")
        await pilot.key(Qt.Key.Key_Escape)
        await pilot.misses("credentialSheet")


async def test_a_verdict_does_not_cover_the_field_that_is_typed_in(desk: Desk, tmp_path: Path) -> None:
    async with open_window(desk) as pilot:
        pilot.view.resize(900, 640)
        await open_sheet(pilot, tmp_path / "app")
        await pilot.press("fetchCredentials")
        await pilot.sees("steps")
        await fill(pilot, "sk_test_51WrongWrongWrong")
        await pilot.key(Qt.Key.Key_Return)
        said = await pilot.sees("sheetMessage")
        field = await pilot.sees("field_secret_key")
        await pilot.until(lambda: has_keyboard(pilot, "field_secret_key"), "the refused field to have the keyboard")
        header = await pilot.sees("closeSheet")
        await pilot.until(lambda: bottom(header) < top(field) < bottom(field) < top(said), "the field to be in sight")


async def test_a_refused_field_gets_the_keyboard(desk: Desk, tmp_path: Path) -> None:
    async with open_window(desk) as pilot:
        await open_sheet(pilot, tmp_path / "app")
        await pilot.type("field_publishable_key", "sk_test_51WrongWrongWrong")
        await pilot.type("field_secret_key", GOOD["stripe"]["secret_key"])
        await pilot.key(Qt.Key.Key_Return)
        await pilot.until(
            lambda: has_keyboard(pilot, "field_publishable_key"), "the refused field to have the keyboard"
        )
        field = await pilot.sees("field_publishable_key")
        assert "secret" in str(field.property("problem"))
        await pilot.reads("sheetMessage", "Nothing was sent or saved")


async def test_offline_unchecked_and_refused_differ(desk: Desk, servers: ProviderServers, tmp_path: Path) -> None:
    async with open_window(desk) as pilot:
        await open_sheet(pilot, tmp_path / "app")
        seen = []
        for verdict in ("refused", "unchecked", "offline"):
            if verdict == "unchecked":
                servers.stripe.weather = "down"
            if verdict == "offline":
                await servers.stripe.http.close()
            await fill(pilot, "sk_test_51WrongWrongWrong" if verdict == "refused" else GOOD["stripe"]["secret_key"])
            await pilot.press("saveCredentials")
            said = await pilot.sees("sheetMessage")
            assert said.property("verdict") == verdict
            assert bool(pilot.items("saveUnverified")) == (verdict != "refused")
            seen.append((said.property("heading"), said.property("ink").name()))
        assert len({heading for heading, _ in seen}) == len({ink for _, ink in seen}) == 3


async def test_the_weakest_key_is_told_when_asked(desk: Desk, tmp_path: Path) -> None:
    async with open_window(desk) as pilot:
        await open_sheet(pilot, tmp_path / "app")
        assert not pilot.items("weakestSteps")
        await pilot.press("weakestKey")
        await pilot.sees("weakestSteps")


async def test_a_passing_word_never_lies_over_the_buttons_of_the_sheet(desk: Desk, tmp_path: Path) -> None:
    """In a small window the word of the last save lay over the Save button of the next one, which then did nothing."""
    async with open_window(desk) as pilot:
        pilot.view.resize(900, 640)
        await open_sheet(pilot, tmp_path / "app")
        pilot.window.shell.say("Saved. " + "Its provider accepted every one of the values. " * 3)
        await pilot.sees("toast0")
        await fill(pilot, GOOD["stripe"]["secret_key"])
        for name in ("cancelSheet", "saveCredentials"):
            button, word = (rect(item) for item in (await pilot.sees(name), await pilot.sees("toast0")))
            assert not button.intersects(word), name
        await pilot.press("saveCredentials")
        await pilot.misses("credentialSheet")
