"""Every screen by keyboard and screen reader: Tab reaches all of it once in reading order, and all of it has a name."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtQuick import QQuickItem, QQuickWindow

from kriptik_desktop.core.crash import CrashLog
from kriptik_desktop.ui.window import Launch, Window
from tests.fakes.hands import later, shown
from tests.fakes.pilot import Desk, Pilot, keep_kit, open_window
from tests.fakes.provider_servers import GOOD
from tests.fakes.sheet_pilot import bring

pytestmark = pytest.mark.qt

PROMPT = "A SaaS with Stripe subscriptions, Google sign-in, a Supabase database and GPT summaries of meeting notes"
ROLE = QAccessible.Role
ROLES = {
    ROLE.Button, ROLE.CheckBox, ROLE.ComboBox, ROLE.EditableText, ROLE.Link, ROLE.List, ROLE.ListItem, ROLE.PageTab,
    ROLE.RadioButton, ROLE.Slider, ROLE.Table, ROLE.Tree, ROLE.Document, ROLE.Graphic, ROLE.Chart,
}  # fmt: skip
BY_ARROWS = {ROLE.RadioButton, ROLE.PageTab, ROLE.ListItem, ROLE.Cell, ROLE.ColumnHeader}
TOLERANCE = 4
MOST_STOPS = 120


def name_of(item: QQuickItem) -> str:
    return str(item.objectName()) or "nameless " + item.metaObject().className()


def flickables(item: QQuickItem) -> list[QQuickItem]:
    """Return what the item scrolls in, the outermost first."""
    found: list[QQuickItem] = []
    above = item.parentItem()
    while above is not None:
        if above.inherits("QQuickFlickable"):
            found.insert(0, above)
        above = above.parentItem()
    return found


def places(one: QQuickItem, other: QQuickItem) -> tuple[QRectF, QRectF]:
    """Return where two items stand to each other however far things are scrolled.

    Within one scrolled column that is their place in the column; of two columns it is the columns that count.
    """
    ours, theirs = flickables(one), flickables(other)
    shared = 0
    while shared < min(len(ours), len(theirs)) and ours[shared] == theirs[shared]:
        shared += 1
    ground = ours[shared - 1].property("contentItem") if shared else one.window().contentItem()

    def place(item: QQuickItem) -> QRectF:
        return item.mapRectToItem(ground, QRectF(0, 0, item.width(), item.height()))

    return place([*ours[shared:], one][0]), place([*theirs[shared:], other][0])


def accessible_name(item: QQuickItem) -> str:
    interface = QAccessible.queryAccessibleInterface(item)
    return str(interface.text(QAccessible.Text.Name)).strip() if interface else ""


def role_of(item: QQuickItem) -> QAccessible.Role:
    interface = QAccessible.queryAccessibleInterface(item)
    return interface.role() if interface else ROLE.NoRole


async def one_round(pilot: Pilot, key: Qt.Key) -> list[QQuickItem]:
    """Return what has the keyboard, Tab after Tab, until the first comes again."""
    await pilot.key(key)
    found: list[QQuickItem] = []
    while len(found) < MOST_STOPS:
        item = pilot.focused()
        assert item is not None, f"Tab leads out of the window after {[each.objectName() for each in found]}"
        if item in found:
            break
        found.append(item)
        await pilot.key(key)
    return found


def goes_back(one: QQuickItem, following: QQuickItem) -> bool:
    """Tell whether the second stands before the first for somebody who reads rows and columns."""
    first, second = places(one, following)
    is_right = second.left() >= first.right() - TOLERANCE
    is_below = second.top() >= first.bottom() - TOLERANCE
    starts_lower = second.top() >= first.top() - TOLERANCE
    starts_right = second.left() >= first.left() - TOLERANCE
    return not (is_right or is_below or (starts_lower and starts_right))


def out_of_order(items: list[QQuickItem]) -> list[str]:
    """Return the steps back in a round; the one from its end to its beginning is none."""
    steps = zip(items, items[1:] + items[:1], strict=True)
    back = [f"{name_of(one)} -> {name_of(following)}" for one, following in steps if goes_back(one, following)]
    return back if len(back) > 1 else []


def unreachable(view: QQuickWindow, reached: list[QQuickItem]) -> list[str]:
    """Return the buttons that show, can be pressed, and are neither reached by Tab nor one of a group of choices."""
    buttons = (item for item in shown(view.contentItem()) if item.inherits("QQuickAbstractButton") and item.isEnabled())
    return [
        f"{name_of(item)} cannot be reached"
        for item in buttons
        if item not in reached
        and role_of(item) not in BY_ARROWS
        and Qt.FocusPolicy(item.property("focusPolicy")) != Qt.FocusPolicy.NoFocus
    ]


async def complaints(pilot: Pilot) -> list[str]:
    """Return what is wrong with the screen that shows."""
    QAccessible.setActive(True)
    forth = await one_round(pilot, Qt.Key.Key_Tab)
    back = await one_round(pilot, Qt.Key.Key_Backtab)
    found = [f"{name_of(item)} has no objectName" for item in forth if not item.objectName()]
    found += [f"{name_of(item)} has no accessible name" for item in forth if not accessible_name(item)]
    found += [f"{name_of(item)} is a {role_of(item)}" for item in forth if role_of(item) not in ROLES]
    found += out_of_order(forth)
    if set(back) != set(forth):
        found.append(f"back differs: {sorted(map(name_of, set(back) ^ set(forth)))}")
    return found + unreachable(pilot.view, forth)


async def test_starting_and_a_refused_start(desk: Desk) -> None:
    window = Window(Launch(desk.paths, True, CrashLog()), lambda: None)
    pilot = Pilot(window)
    try:
        await window.first_frame()
        window.shell.fail("KripTik cannot open its data.", "Close the other window.")
        await pilot.sees("closeFailed")
        assert await complaints(pilot) == []
    finally:
        await window.take_down()


async def test_unlocking(desk: Desk) -> None:
    found: dict[str, list[str]] = {}
    async with open_window(desk) as pilot:
        await pilot.sees("createVault")
        found["create by keyring"] = await complaints(pilot)
        await pilot.press("unlockWay_password")
        await pilot.sees("newPassword")
        found["create by password"] = await complaints(pilot)
        await pilot.type("newPassword", "correct horse battery staple")
        await pilot.type("newPasswordAgain", "correct horse battery staple")
        await pilot.press("createVault")
        await pilot.sees("recoveryKit")
        found["recovery kit"] = await complaints(pilot)
        await keep_kit(pilot)
        await pilot.press("lockVault")
        await pilot.sees("password")
        found["locked"] = await complaints(pilot)
        assert {screen: what for screen, what in found.items() if what} == {}


async def test_working(desk: Desk, tmp_path: Path) -> None:
    found: dict[str, list[str]] = {}
    async with open_window(desk) as pilot:
        await pilot.press("createVault")
        await keep_kit(pilot)
        await pilot.sees("newProject")
        found["home, empty"] = await complaints(pilot)
        await pilot.press("newProject")
        await pilot.type("prompt", PROMPT)
        for integration in ("stripe", "google-oauth", "supabase", "openai"):
            await pilot.sees(f"tile_{integration}")
        await pilot.type("projectName", "Meeting notes")
        await pilot.type("projectFolder", str(tmp_path / "app"))
        found["project"] = await complaints(pilot)
        await pilot.press("addFromCatalogue")
        await pilot.sees("catalogueSearch")
        found["catalogue"] = await complaints(pilot)
        await pilot.press("startBuild")
        await pilot.reads("buildStatus", "Waiting for credentials")
        found["build, waiting"] = await complaints(pilot)
        await pilot.press("leaveBuild")
        await pilot.sees("addCredentials_Stripe")
        found["home, full"] = await complaints(pilot)
        await pilot.press("addCredentials_Stripe")
        await pilot.sees("field_secret_key")
        found["sheet"] = await complaints(pilot)
        for name, text in GOOD["stripe"].items():
            await pilot.type(f"field_{name}", text)
        await pilot.press("fetchCredentials")
        await pilot.sees("steps")
        found["sheet with steps"] = await complaints(pilot)
        await pilot.press("weakestKey")
        await bring(pilot, f"STRIPE_SECRET_KEY={GOOD['stripe']['secret_key'][:-4]}zzzz")
        await pilot.sees("takeOffer")
        found["sheet with an offer"] = await complaints(pilot)
        await later(lambda: pilot.window.screens.sheet.close())
        await pilot.misses("credentialSheet")
        assert {screen: what for screen, what in found.items() if what} == {}
