"""Lists, tables and what scrolls: order, keys, what is too long, what is empty, and glass that is cut at an edge."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from tests.fakes.hands import later
from tests.glass.conftest import MakeStage
from tests.glass.eyes import Picture, apart, reader, spoken
from tests.glass.stage import Stage

pytestmark = pytest.mark.qt

TABLE = """
    property string opened: ""
    objectName: "scene"
    id: scene
    GlassTable {
        objectName: "keys"; x: 20; y: 20; width: 600; height: 300; label: "Keys"
        emptyTitle: "No keys yet"; emptyText: "They come with the first project."
        columns: [{ id: "name", name: "Name", share: 2, sortable: true },
            { id: "state", name: "State", tone: "tone" },
            { id: "uses", name: "Uses", right: true, sortable: true }]
        rows: %s
        onActivated: id => scene.opened += id + " "
    }
"""
ROWS = """[{ id: 1, name: "Stripe", state: "Valid", tone: "success", uses: 12 },
    { id: 2, name: "anthropic", state: "Expired", tone: "error", uses: 3 },
    { id: 3, name: "Resend and a name that is much too long for the place it has", state: "New", uses: 130 }]"""
MANY = 'Array.from({ length: 200 }, (_, at) => ({ id: at, name: "Row " + at, state: "", uses: at }))'


def names(scene: Stage) -> list[str]:
    """Return the first column as it is shown, cut at the first space."""
    found = []
    for at in range(3):
        row = reader(scene.item(f"keys_{at}")).text(QAccessible.Text.Name)
        found.append(row.removeprefix("Name: ").split(", State:")[0].split(" ")[0])
    return found


def current(scene: Stage) -> str:
    return str(scene.item("keys").property("current"))


def lies(item: QQuickItem) -> QRectF:
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


class TestTable:
    async def test_a_press_on_a_header_sorts_and_another_turns_it(self, stage: MakeStage) -> None:
        scene = await stage(TABLE % ROWS, reduced_motion=True)
        assert names(scene) == ["Stripe", "anthropic", "Resend"]
        await scene.click("keys_uses")
        await scene.until(lambda: names(scene) == ["anthropic", "Stripe", "Resend"], "numbers in order")
        await scene.focus("keys_name")
        await scene.key(Qt.Key.Key_Space)
        await scene.until(lambda: names(scene) == ["anthropic", "Resend", "Stripe"], "words in order")
        await scene.key(Qt.Key.Key_Return)
        await scene.until(lambda: names(scene) == ["Stripe", "Resend", "anthropic"], "the other way")
        assert reader(scene.item("keys_name")).text(QAccessible.Text.Description) == "Sorted downward"

    async def test_keys_go_through_the_rows_and_enter_opens(self, stage: MakeStage) -> None:
        scene = await stage(TABLE % ROWS, reduced_motion=True)
        await scene.focus("keysRows")
        assert current(scene) == "1"
        for key, expected in ((Qt.Key.Key_Down, "2"), (Qt.Key.Key_End, "3"), (Qt.Key.Key_Down, "3")):
            await scene.key(key)
            assert current(scene) == expected
        await scene.key(Qt.Key.Key_Home)
        await scene.key(Qt.Key.Key_Return)
        assert scene.item("scene").property("opened") == "1 "

    async def test_the_chosen_row_stays_chosen_when_sorted(self, stage: MakeStage) -> None:
        scene = await stage(TABLE % ROWS, reduced_motion=True)
        await scene.click("keys_0")
        await scene.click("keys_name")
        await scene.until(lambda: names(scene)[2] == "Stripe", "words in order")
        assert current(scene) == "1"
        assert reader(scene.item("keys_2")).state().selected

    async def test_many_rows_are_reached_by_page_keys(self, stage: MakeStage) -> None:
        scene = await stage(TABLE % MANY, reduced_motion=True)
        await scene.focus("keysRows")
        await scene.key(Qt.Key.Key_PageDown)
        assert int(current(scene)) >= 3
        await scene.key(Qt.Key.Key_End)
        await scene.until(lambda: bool(scene.items("keys_199")), "the last row")
        assert lies(scene.item("keysRows")).contains(lies(scene.item("keys_199")))
        await scene.rest()
        assert len([at for at in range(200) if scene.items(f"keys_{at}")]) < 30, "rows out of sight are not made"

    async def test_what_is_cut_short_is_told_whole(self, stage: MakeStage) -> None:
        scene = await stage(TABLE % ROWS, reduced_motion=True)
        await scene.hover("keys_2_name")
        await scene.until(lambda: bool(scene.items("keys_2_nameTooltipText")), "the tooltip")
        assert "much too long" in str(scene.item("keys_2_nameTooltipText").property("text"))

    async def test_no_rows_say_what_would_be_here(self, stage: MakeStage) -> None:
        scene = await stage(TABLE % "[]", reduced_motion=True)
        assert spoken(scene.item("keysEmpty"))[1] == "No keys yet. They come with the first project."
        assert lies(scene.item("keys")).contains(lies(scene.item("keysEmpty")))

    async def test_a_screen_reader_is_told_what_it_is(self, stage: MakeStage) -> None:
        scene = await stage(TABLE % ROWS, reduced_motion=True)
        assert spoken(scene.item("keysRows")) == (QAccessible.Role.Table, "Keys")
        assert spoken(scene.item("keys_uses")) == (QAccessible.Role.ColumnHeader, "Uses")
        assert spoken(scene.item("keys_1")) == (QAccessible.Role.Row, "Name: anthropic, State: Expired, Uses: 3")


class TestListRow:
    ROW = """
        property int presses: 0
        objectName: "scene"
        ListRow { objectName: "row"; width: 200; title: "A name that is longer than its place"; hint: "2 keys"
            detail: "And some more about it, longer still"; clickable: %s; onClicked: parent.parent.presses += 1 }
    """

    async def test_it_is_pressed_by_hand_and_by_keys(self, stage: MakeStage) -> None:
        scene = await stage(self.ROW % "true", reduced_motion=True)
        await scene.click("row")
        await scene.focus("row")
        await scene.key(Qt.Key.Key_Space)
        await scene.key(Qt.Key.Key_Return)
        assert scene.item("scene").property("presses") == 3
        role, name = spoken(scene.item("row"))
        assert (role, name) == (QAccessible.Role.Button, "A name that is longer than its place")

    async def test_only_shown_it_takes_no_keyboard(self, stage: MakeStage) -> None:
        scene = await stage(self.ROW % "false", reduced_motion=True)
        assert spoken(scene.item("row"))[0] == QAccessible.Role.ListItem
        await scene.key(Qt.Key.Key_Tab)
        assert scene.focused() != "row"

    async def test_long_words_stay_inside(self, stage: MakeStage) -> None:
        scene = await stage(self.ROW % "true", reduced_motion=True)
        plain = await stage("", reduced_motion=True)
        seen, empty = Picture(scene), Picture(plain)
        for y in range(0, 60, 2):
            assert apart(seen.at(203, y), empty.at(203, y)) <= 2


class TestScroll:
    SCROLL = """
        GlassScroll { objectName: "scroll"; x: 40; y: 100; width: 400; height: 200
            Column { width: 400; spacing: 20
                GlassPanel { objectName: "first"; width: 400; height: 160; depth: 1 }
                GlassPanel { objectName: "second"; width: 400; height: 160; depth: 1 }
                GlassButton { objectName: "last"; text: "Last" }
            }
        }
    """

    async def wheel(self, scene: Stage, y: float) -> None:
        item = scene.item("scroll")
        await later(lambda: item.setProperty("contentY", y))
        await scene.rest()

    async def test_glass_is_cut_at_the_edges_of_what_scrolls(self, stage: MakeStage) -> None:
        scene = await stage(self.SCROLL, reduced_motion=True)
        bare = Picture(await stage("", reduced_motion=True))
        await self.wheel(scene, 80)
        seen = Picture(scene)
        for x in (60, 150, 240, 330, 420):
            for y in (60, 80, 96, 304, 320, 340):
                assert apart(seen.at(x, y), bare.at(x, y)) <= 3, (x, y)
        assert any(apart(seen.at(x, 102), bare.at(x, 102)) > 3 for x in range(60, 420, 10))

    async def test_glass_that_has_scrolled_shows_what_lies_behind_it_now(self, stage: MakeStage) -> None:
        scene = await stage(self.SCROLL, reduced_motion=True)
        still = await stage(
            "Item { x: 40; y: 100; width: 400; height: 200; clip: true\n"
            "GlassPanel { y: -50; width: 400; height: 160; depth: 1 } }",
            reduced_motion=True,
        )
        await self.wheel(scene, 50)
        seen, expected = Picture(scene), Picture(still)
        for x in range(45, 435, 15):
            for y in range(101, 205, 8):
                assert apart(seen.at(x, y), expected.at(x, y)) <= 3, (x, y)

    async def test_the_keyboard_brings_what_it_reaches_into_sight(self, stage: MakeStage) -> None:
        scene = await stage(self.SCROLL, reduced_motion=True)
        await scene.focus("last")
        await scene.until(lambda: lies(scene.item("scroll")).contains(lies(scene.item("last"))), "it to be seen")
        for key, expected in ((Qt.Key.Key_Home, 0.0), (Qt.Key.Key_End, 200.0), (Qt.Key.Key_PageUp, 48.0)):
            await scene.key(key)
            await scene.until(lambda: scene.item("scroll").property("contentY") >= 0)
            assert scene.item("scroll").property("contentY") == expected, key

    async def test_the_bar_shows_only_where_there_is_something_to_scroll(self, stage: MakeStage) -> None:
        scene = await stage(self.SCROLL, reduced_motion=True)
        bare = Picture(await stage("", reduced_motion=True))
        seen = Picture(scene)
        middle = 440 - scene.token("scrollWidth") / 2
        assert apart(seen.at(middle, 140), seen.at(middle - 8, 140)) > 15
        small = Picture(await stage(self.SCROLL.replace("height: 200", "height: 390").replace("y: 100", "y: 0")))
        assert apart(small.at(middle, 386), bare.at(middle, 386)) <= 3

    async def test_a_wheel_scrolls_it(self, stage: MakeStage) -> None:
        scene = await stage(self.SCROLL, reduced_motion=True)
        await later(lambda: QTest.wheelEvent(scene.view, QPointF(200, 200), QPoint(0, -240)))
        await scene.until(lambda: scene.item("scroll").property("contentY") > 0, "it to scroll")
