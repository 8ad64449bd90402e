"""The command palette as a slab: what it covers cannot hurt its words, and a press beside it asks to close."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QAccessible, QColor

from tests.glass.conftest import MakeStage
from tests.glass.eyes import Picture, light, reader
from tests.glass.stage import Stage

pytestmark = pytest.mark.qt

PALETTE = """
    property string said: ""
    objectName: "scene"
    id: scene
    Rectangle { anchors.fill: parent; color: Theme.text }
    ListModel { id: entries
        ListElement { commandId: "home"; title: "Home"; hint: "here"; keys: ""; glyph: "home"; brand: "" }
        ListElement { commandId: "new"; title: "New project"; hint: ""; keys: "Ctrl+N"; glyph: "plus"; brand: "" }
        ListElement { commandId: "pay"; title: "Stripe"; hint: "shop"; keys: ""; glyph: ""; brand: "stripe" }
    }
    ListModel { id: nothing }
    overlay: CommandPalette {
        objectName: "palette"; anchors.fill: parent; model: %s; emptyText: "Nothing is called so."
        onQueried: text => scene.said += "?" + text
        onChosen: id => scene.said += "!" + id
        onCloseAsked: scene.said += "x"
    }
"""


def lies(scene: Stage, name: str) -> QRectF:
    item = scene.item(name)
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


def said(scene: Stage) -> str:
    return str(scene.item("scene").property("said"))


async def test_its_words_can_be_read_over_white(stage: MakeStage) -> None:
    scene = await stage(PALETTE % "entries", 800, 600, reduced_motion=True)
    await scene.rest()
    picture, slab = Picture(scene), lies(scene, "paletteSlab")
    faint: QColor = scene.token("textFaint")
    for part in range(1, 20):
        ground = picture.at(slab.left() + slab.width() * part / 20, slab.bottom() - 44)
        assert contrast(faint, ground) >= 4.5, (part, ground.name())
    beside = picture.at(slab.left() - 90, slab.center().y())
    assert light(beside) < 0.5 * 3 * 255, "what lies behind is dimmed"


async def test_keys_choose_and_letters_ask(stage: MakeStage) -> None:
    scene = await stage(PALETTE % "entries", 800, 600, reduced_motion=True)
    assert scene.focused() == "paletteField"
    await scene.key(Qt.Key.Key_Down)
    await scene.key(Qt.Key.Key_Down)
    await scene.key(Qt.Key.Key_Return)
    assert said(scene) == "!pay"
    await scene.type("s")
    assert said(scene) == "!pay?s"
    await scene.key(Qt.Key.Key_Return)
    assert said(scene) == "!pay?s!home", "what is typed makes the best one the one to choose"
    await scene.key(Qt.Key.Key_Escape)
    assert said(scene).endswith("x")


async def test_a_press_beside_it_asks_to_close_and_one_on_it_does_not(stage: MakeStage) -> None:
    scene = await stage(PALETTE % "entries", 800, 600, reduced_motion=True)
    slab = lies(scene, "paletteSlab")
    await scene.click_at(QPoint(int(slab.left()) + 30, int(slab.bottom()) - 10))
    assert said(scene) == ""
    await scene.click_at(QPoint(20, 500))
    assert said(scene) == "x"


async def test_nothing_found_is_said_and_read_out(stage: MakeStage) -> None:
    scene = await stage(PALETTE % "nothing", 800, 600, reduced_motion=True)
    assert scene.item("paletteEmpty").property("text") == "Nothing is called so."
    field = reader(scene.item("paletteField"))
    assert field.text(QAccessible.Text.Description) == "Nothing is called so."
    await scene.key(Qt.Key.Key_Down)
    await scene.key(Qt.Key.Key_Return)
    assert said(scene) == ""


@pytest.mark.parametrize(("width", "height"), [(420, 300), (1280, 800)])
async def test_it_stays_inside_the_window(stage: MakeStage, width: int, height: int) -> None:
    scene = await stage(PALETTE % "entries", width, height, reduced_motion=True)
    slab = lies(scene, "paletteSlab")
    assert QRectF(0, 0, width, height).contains(slab)
    assert abs(slab.center().x() - width / 2) <= 1


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast of two colours by WCAG 2.2, 1 to 21."""
    darker, lighter = sorted(map(_luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(of: QColor) -> float:
    parts = (of.redF(), of.greenF(), of.blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
