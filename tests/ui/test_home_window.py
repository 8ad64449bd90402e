"""Home in the real window: one thing to do first, cards without holes, long words, failure, and the keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtQuick import QQuickItem

from kriptik_desktop.core.clock import SystemClock
from kriptik_desktop.core.errors import Unavailable
from kriptik_desktop.core.events import EventBus
from kriptik_desktop.projects.model import Project, StackEntry
from kriptik_desktop.ui.window import Launch, Window
from tests.fakes.pilot import Desk, Pilot, open_window, unlocked

if TYPE_CHECKING:
    from kriptik_desktop.services import Services

pytestmark = pytest.mark.qt

ALL = ("stripe", "google-oauth", "supabase", "openai", "resend", "anthropic")
NAMES = ("Stripe", "Google Sign-In", "Supabase", "OpenAI", "Resend", "Anthropic")
LONG = "A customer portal with a very long name that nobody has shortened so far"
SPACING = 16


def services_of(pilot: Pilot) -> Services:
    services = pilot.window.screens.home._services
    assert services is not None
    return services


async def build(pilot: Pilot, folder: Path, integrations: Sequence[str], name: str = "Notes") -> Project:
    services = services_of(pilot)
    stack = [StackEntry(each, "any", f"The description asks for {each}.") for each in integrations]
    project = await services.projects.create(name, folder, "An app", stack)
    await services.builds.start(project.id)
    return project


def cards(pilot: Pilot) -> list[QQuickItem]:
    """Return the request cards as they lie, row by row."""
    found = [button.parentItem() for name in NAMES for button in pilot.items(f"addCredentials_{name}")]
    while found and found[0].property("requestId") is None:
        found = [each.parentItem() for each in found]
    return sorted(found, key=lambda card: (round(card.y()), card.x()))


def rows(pilot: Pilot) -> list[list[QQuickItem]]:
    lines: dict[int, list[QQuickItem]] = {}
    for card in cards(pilot):
        lines.setdefault(round(card.y()), []).append(card)
    return list(lines.values())


def is_full(pilot: Pilot, count: int) -> bool:
    """Tell whether so many cards leave no hole: every row ends where the grid ends."""
    lines = rows(pilot)
    if not lines or sum(map(len, lines)) != count:
        return False
    whole = lines[0][0].parentItem().width()
    ends = [line[-1].x() + line[-1].width() for line in lines]
    same_height = all(len({card.height() for card in line}) == 1 for line in lines)
    return same_height and all(whole - SPACING < end <= whole for end in ends)


def reds(pilot: Pilot) -> list[str]:
    """Return the names of the red buttons on the screen."""
    buttons = [item for name in NAMES for item in pilot.items(f"addCredentials_{name}")]
    buttons += [item for name in ("newProject", "firstProject") for item in pilot.items(name)]
    return [item.objectName() for item in buttons if item.property("kind") == "primary"]


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (1920, 1080), (900, 640)])
async def test_requests_lie_as_a_full_block_and_one_thing_is_red(
    desk: Desk, tmp_path: Path, width: int, height: int
) -> None:
    async with open_window(desk) as pilot:
        pilot.view.resize(width, height)
        await unlocked(pilot)
        await build(pilot, tmp_path / "app", ALL)
        for left in range(len(ALL), 0, -1):
            await pilot.until(partial(is_full, pilot, left), f"{left} without a hole")
            first = cards(pilot)[0]
            assert reds(pilot) == [f"addCredentials_{first.property('name')}"]
            await services_of(pilot).acquisition.dismiss(first.property("requestId"))
        await pilot.until(lambda: not cards(pilot), "no request to be left")
        assert reds(pilot) == ["newProject"]


async def test_an_empty_home_has_one_thing_to_do(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        await pilot.sees("firstProject")
        assert reds(pilot) == ["firstProject"]
        await pilot.press("firstProject")
        await pilot.sees("prompt")


async def test_long_words_are_cut_inside_their_card_and_shown_whole_under_the_pointer(
    desk: Desk, tmp_path: Path
) -> None:
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        project = await build(pilot, tmp_path / ("deep-" * 12) / ("deeper-" * 12), ["openai"], LONG)
        card = await pilot.sees(f"project_{LONG}")
        await pilot.until(lambda: pilot.window.screens.home.property("requestCount") == 1, "the request")
        texts = [item for item in descendants(card) if item.property("text")]
        assert len(texts) >= 4
        for item in texts:
            end = item.mapToItem(card, QPointF(item.width(), item.height()))
            assert end.x() <= card.width(), item.property("text")
            assert end.y() <= card.height(), item.property("text")
        place = next(item for item in texts if str(item.property("text")) == str(card.property("place")))
        assert place.property("truncated")
        place.setObjectName("place")
        await pilot.hover("place")
        await pilot.until(lambda: str(project.folder) in tooltips(pilot), "the whole folder to be told")


async def test_what_is_under_way_comes_first(desk: Desk, tmp_path: Path) -> None:
    async with open_window(desk) as pilot:
        pilot.view.resize(1280, 800)
        await unlocked(pilot)
        await build(pilot, tmp_path / "waiting", ["openai"], "Waiting")
        await services_of(pilot).projects.create("Newer", tmp_path / "newer", "A page", [])
        first, second = await pilot.sees("project_Waiting"), await pilot.sees("project_Newer")
        await pilot.until(lambda: first.x() < second.x() and first.y() == second.y(), "the waiting one to lead")


async def test_tab_goes_as_one_reads(desk: Desk, tmp_path: Path) -> None:
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        await build(pilot, tmp_path / "app", ["stripe", "openai"])
        await pilot.until(lambda: len(cards(pilot)) == 2, "two requests")
        names = [str(card.property("name")) for card in cards(pilot)]
        await pilot.focus("newProject")
        stops: list[str] = []
        for _ in range(8):
            focused = pilot.focused()
            assert focused is not None
            interface = QAccessible.queryAccessibleInterface(focused)
            stops.append(str(interface.text(QAccessible.Text.Name)) if interface else "")
            await pilot.key(Qt.Key.Key_Tab)
        wanted = ["New project"]
        for name in names:
            wanted += [f"Add Credentials for {name}", f"Dismiss the request for {name}"]
            wanted += [f"Remind me of {name} in an hour"]
        assert stops[:-1] == wanted
        assert stops[-1].startswith("Project Notes, ")


async def test_putting_off_is_told_and_enter_adds(desk: Desk, tmp_path: Path) -> None:
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        await build(pilot, tmp_path / "app", ["stripe", "openai"])
        await pilot.until(lambda: len(cards(pilot)) == 2, "two requests")
        first, second = cards(pilot)
        await pilot.press(f"snooze_{first.property('requestId')}")
        await pilot.until(lambda: len(cards(pilot)) == 1, "one request to be put off")
        assert pilot.window.screens.home.property("snoozed") == 1
        await pilot.focus(f"addCredentials_{second.property('name')}")
        await pilot.key(Qt.Key.Key_Return)
        await pilot.sees("credentialSheet")


async def test_enter_does_what_is_red(desk: Desk, tmp_path: Path) -> None:
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        await pilot.sees("firstProject")
        await pilot.key(Qt.Key.Key_Return)
        await pilot.sees("prompt")
        await pilot.key(Qt.Key.Key_Escape)
        await build(pilot, tmp_path / "app", ["openai"])
        await pilot.until(lambda: len(cards(pilot)) == 1, "one request")
        await pilot.key(Qt.Key.Key_Return)
        await pilot.sees("credentialSheet")


@dataclass
class Shelf:
    """A list of something that cannot be read for a while."""

    broken: bool = False

    async def open_requests(self) -> list[Project]:
        return []

    async def list(self) -> list[Project]:
        if self.broken:
            raise Unavailable("disk_full", "The data folder cannot be read.", "Make room on the disk.")
        return []


@dataclass
class HalfServices:
    """As much of the services as home reads."""

    projects: Shelf
    builds: Shelf = field(default_factory=Shelf)
    acquisition: Shelf = field(default_factory=Shelf)
    bus: EventBus = field(default_factory=lambda: EventBus(lambda error, where: None))
    clock: SystemClock = field(default_factory=SystemClock)


async def test_what_cannot_be_read_is_said_and_can_be_tried_again(desk: Desk) -> None:
    window = Window(Launch(desk.paths, True, desk.bugs, desk.outside), lambda: None)
    pilot, shelf = Pilot(window), Shelf(broken=True)
    window.furnish()
    window.shell.show("home")
    window.screens.home.attach(cast("Services", HalfServices(shelf)))
    failure = await pilot.sees("homeUnread")
    assert failure.property("title") == "The data folder cannot be read."
    assert failure.property("text") == "Make room on the disk."
    assert not pilot.items("firstProject")
    shelf.broken = False
    await pilot.press("homeUnreadRetry")
    await pilot.sees("firstProject")
    assert not pilot.items("homeUnread")
    await window.take_down()
    assert not desk.bugs.met


def descendants(item: QQuickItem) -> list[QQuickItem]:
    found: list[QQuickItem] = []
    for child in item.childItems():
        if child.isVisible():
            found += [child, *descendants(child)]
    return found


def tooltips(pilot: Pilot) -> list[str]:
    return [str(item.property("text")) for item in descendants(pilot.view.contentItem()) if item.property("text")]
