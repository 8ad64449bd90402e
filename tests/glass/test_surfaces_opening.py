"""What opens over others: menus, popups and drop-down lists, by pointer, keys and screen reader."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtQuick import QQuickItem

from tests.glass.conftest import MakeStage
from tests.glass.eyes import Picture, light, reader, spoken
from tests.glass.stage import Stage

pytestmark = pytest.mark.qt

WHITE = "Rectangle { anchors.fill: parent; color: Theme.text }\n"
MENU = """
    property string done: ""
    objectName: "scene"
    GlassButton {
        objectName: "opener"; x: %(x)s; y: %(y)s; text: "More"
        onClicked: menu.open()

        GlassMenu {
            id: menu

            GlassMenuItem { objectName: "open"; text: "Open"; keys: "Ctrl+O"; onTriggered: scene.done += "open " }
            GlassMenuItem { objectName: "rename"; text: "Rename"; enabled: false }
            GlassMenuItem { objectName: "report"; text: "Report"; onTriggered: scene.done += "report " }
            Divider { objectName: "line" }
            GlassMenuItem { objectName: "away"; text: "Keep"; checkable: true; onTriggered: scene.done += checked }
            GlassMenuItem { objectName: "gone"; text: "Delete"; tone: "destructive" }
        }
    }
    id: scene
"""
SELECT = """
    property string done: ""
    objectName: "scene"
    id: scene
    GlassSelect {
        objectName: "region"; x: 40; y: %(y)s; label: "Region"; hint: "Where the data lies."
        value: "eu"
        options: [{ id: "us", name: "US East", hint: "Virginia" }, { id: "eu", name: "EU Central" },
            { id: "ap", name: "Asia Pacific" }]
        onChosen: id => { value = id; scene.done += id + " "; }
    }
"""


def place(item: QQuickItem) -> QRectF:
    """Return where something lies in its window."""
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


def slab(scene: Stage, name: str) -> QRectF:
    """Return where the slab lies that holds a menu's item."""
    item = scene.item(name)
    while item.metaObject().className() != "QQuickPopupItem":
        item = item.parentItem()
    return place(item)


def done(scene: Stage) -> str:
    return str(scene.item("scene").property("done"))


class TestMenu:
    async def open(self, stage: MakeStage, x: int = 40, y: int = 40, ground: str = "") -> Stage:
        scene = await stage(ground + MENU % {"x": x, "y": y}, reduced_motion=True)
        await scene.focus("opener")
        await scene.key(Qt.Key.Key_Space)
        await scene.until(lambda: bool(scene.items("gone")), "the menu")
        await scene.rest()
        return scene

    def lit(self, scene: Stage) -> list[str]:
        names = ("open", "rename", "report", "away", "gone")
        return [name for name in names if scene.item(name).property("highlighted")]

    async def test_arrow_keys_go_through_what_can_be_done_and_enter_does_it(self, stage: MakeStage) -> None:
        scene = await self.open(stage)
        assert self.lit(scene) == []
        for expected in ("open", "report", "away", "gone", "gone"):
            await scene.key(Qt.Key.Key_Down)
            assert self.lit(scene) == [expected]
        await scene.key(Qt.Key.Key_Up)
        await scene.key(Qt.Key.Key_Up)
        await scene.key(Qt.Key.Key_Return)
        await scene.until(lambda: done(scene) == "report ", "the item to be done")
        await scene.until(lambda: not scene.items("gone"), "the menu to close")

    async def test_letters_jump_to_the_item_they_begin(self, stage: MakeStage) -> None:
        scene = await self.open(stage)
        await scene.key(Qt.Key.Key_K)
        assert self.lit(scene) == ["away"]
        await scene.key(Qt.Key.Key_Escape)
        await scene.until(lambda: not scene.items("gone"), "the menu to close")
        await scene.key(Qt.Key.Key_Space)
        await scene.until(lambda: bool(scene.items("gone")), "the menu")
        await scene.key(Qt.Key.Key_R)
        assert self.lit(scene) == ["report"], "what is disabled is passed over"

    async def test_esc_closes_it_and_the_keyboard_is_where_it_was(self, stage: MakeStage) -> None:
        scene = await self.open(stage)
        await scene.key(Qt.Key.Key_Escape)
        await scene.until(lambda: not scene.items("gone"), "the menu to close")
        assert scene.focused() == "opener"
        assert done(scene) == ""

    async def test_the_pointer_does_and_checks(self, stage: MakeStage) -> None:
        scene = await self.open(stage)
        await scene.click("away")
        await scene.until(lambda: done(scene) == "true", "the mark to be set")

    async def test_a_press_elsewhere_closes_it(self, stage: MakeStage) -> None:
        scene = await self.open(stage)
        await scene.click_at(QPoint(600, 380))
        await scene.until(lambda: not scene.items("gone"), "the menu to close")

    @pytest.mark.parametrize(("x", "y"), [(0, 0), (550, 0), (0, 360), (550, 360)])
    async def test_it_stays_inside_the_window(self, stage: MakeStage, x: int, y: int) -> None:
        scene = await self.open(stage, x, y)
        assert QRectF(0, 0, 640, 400).contains(slab(scene, "open"))
        assert not slab(scene, "open").intersects(place(scene.item("opener")))

    async def test_nothing_shines_through_and_what_cannot_be_undone_is_red(self, stage: MakeStage) -> None:
        scene = await self.open(stage, ground=WHITE)
        picture, lies = Picture(scene), slab(scene, "open")
        for x in range(int(lies.left()) + 12, int(lies.right()) - 12, 9):
            assert light(picture.at(x, lies.top() + 3)) < 200, x
        words = place(scene.item("gone"))
        seen = [picture.at(x, words.center().y()) for x in range(int(words.left()) + 30, int(words.left()) + 100)]
        reddest = max(seen, key=lambda colour: colour.red() - colour.green())
        assert reddest.red() - reddest.green() > 100, reddest.name()
        assert not any(min(each.red(), each.green(), each.blue()) > 150 for each in seen)

    async def test_a_screen_reader_is_told_what_it_is(self, stage: MakeStage) -> None:
        scene = await self.open(stage)
        assert spoken(scene.item("open")) == (QAccessible.Role.MenuItem, "Open")
        assert reader(scene.item("open")).text(QAccessible.Text.Description) == "Ctrl+O"
        assert reader(scene.item("away")).state().checkable
        assert reader(scene.item("rename")).state().disabled
        reader(scene.item("report")).actionInterface().doAction("Press")
        await scene.until(lambda: done(scene) == "report ", "the item to be done")


class TestPopup:
    POPUP = """
        GlassButton { objectName: "opener"; x: 40; y: 40; text: "Open"; onClicked: popup.open()
            GlassPopup { id: popup; title: "Rotate the key"
                Column { objectName: "inside"
                    GlassText { text: "The old one stops working." }
                    GlassButton { objectName: "stop"; focus: true; text: "Cancel"; onClicked: popup.close() }
                }
            }
        }
    """

    async def open(self, stage: MakeStage, ground: str = "") -> Stage:
        scene = await stage(ground + self.POPUP, reduced_motion=True)
        await scene.focus("opener")
        await scene.key(Qt.Key.Key_Space)
        await scene.until(lambda: bool(scene.items("stop")), "the popup")
        await scene.rest()
        return scene

    async def test_it_takes_the_keyboard_and_gives_it_back(self, stage: MakeStage) -> None:
        scene = await self.open(stage)
        assert scene.focused() == "stop"
        await scene.key(Qt.Key.Key_Escape)
        await scene.until(lambda: not scene.items("stop"), "the popup to close")
        assert scene.focused() == "opener"

    async def test_a_screen_reader_hears_a_dialog(self, stage: MakeStage) -> None:
        scene = await self.open(stage)
        dialog = scene.item("inside").parentItem()
        assert spoken(dialog) == (QAccessible.Role.Dialog, "Rotate the key")

    async def test_words_on_it_can_be_read_whatever_it_covers(self, stage: MakeStage) -> None:
        scene = await self.open(stage, WHITE)
        picture, lies = Picture(scene), slab(scene, "stop")
        for part in range(1, 10):
            assert light(picture.at(lies.left() + lies.width() * part / 10, lies.bottom() - 4)) < 160
        assert light(picture.at(lies.center().x(), lies.top() + 0.5)) > light(
            picture.at(lies.center().x(), lies.top() + 4)
        )


class TestSelect:
    async def open(self, stage: MakeStage, y: int = 40) -> Stage:
        scene = await stage(SELECT % {"y": y}, reduced_motion=True)
        await scene.focus("regionBox")
        await scene.key(Qt.Key.Key_Space)
        await scene.until(lambda: bool(scene.items("region_ap")), "the list")
        await scene.rest()
        return scene

    async def test_keys_go_through_the_list_and_enter_chooses(self, stage: MakeStage) -> None:
        scene = await self.open(stage)
        assert scene.item("region_eu").property("highlighted")
        await scene.key(Qt.Key.Key_Down)
        assert scene.item("region_ap").property("highlighted")
        await scene.key(Qt.Key.Key_Return)
        await scene.until(lambda: done(scene) == "ap ", "the choice")
        assert scene.item("regionShown").property("text") == "Asia Pacific"

    async def test_esc_leaves_everything_as_it_was(self, stage: MakeStage) -> None:
        scene = await self.open(stage)
        await scene.key(Qt.Key.Key_Down)
        await scene.key(Qt.Key.Key_Escape)
        await scene.until(lambda: not scene.items("region_ap"), "the list to close")
        assert (done(scene), scene.item("regionShown").property("text")) == ("", "EU Central")
        assert scene.focused() == "regionBox"

    async def test_letters_choose_without_opening(self, stage: MakeStage) -> None:
        scene = await stage(SELECT % {"y": 40}, reduced_motion=True)
        await scene.focus("regionBox")
        await scene.key(Qt.Key.Key_U)
        await scene.until(lambda: done(scene) == "us ", "the choice")
        await scene.key(Qt.Key.Key_Down)
        await scene.until(lambda: done(scene) == "us eu ", "the next one")

    async def test_the_pointer_chooses(self, stage: MakeStage) -> None:
        scene = await stage(SELECT % {"y": 40}, reduced_motion=True)
        await scene.click("regionBox")
        await scene.until(lambda: bool(scene.items("region_us")), "the list")
        await scene.click("region_us")
        await scene.until(lambda: done(scene) == "us ", "the choice")

    @pytest.mark.parametrize("y", [0, 330])
    async def test_its_list_stays_inside_the_window_and_off_the_field(self, stage: MakeStage, y: int) -> None:
        scene = await self.open(stage, y)
        lies, box = slab(scene, "region_us"), place(scene.item("regionBox"))
        assert QRectF(0, 0, 640, 400).contains(lies)
        assert not lies.intersects(box)
        assert lies.width() == box.width()

    async def test_the_owner_of_the_value_has_the_last_word(self, stage: MakeStage) -> None:
        scene = await stage(
            "GlassSelect { objectName: 'it'; value: 'a'; options: [{ id: 'a', name: 'A' }, { id: 'b', name: 'B' }] }",
            reduced_motion=True,
        )
        await scene.focus("itBox")
        await scene.key(Qt.Key.Key_Down)
        await scene.rest()
        assert scene.item("itShown").property("text") == "A"

    async def test_a_screen_reader_is_told_what_it_is(self, stage: MakeStage) -> None:
        scene = await self.open(stage)
        assert spoken(scene.item("regionBox")) == (QAccessible.Role.ComboBox, "Region")
        assert reader(scene.item("regionBox")).text(QAccessible.Text.Description) == "Where the data lies."
        assert spoken(scene.item("region_us")) == (QAccessible.Role.ListItem, "US East")
        assert reader(scene.item("region_eu")).state().selected
