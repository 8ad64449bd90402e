"""Cards and sheets move as specified: lift, press, lean, light, entrance; and rest when nothing happens."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt

from kriptik_desktop.ui.renderer import Renderer
from tests.glass.conftest import MakeStage
from tests.glass.test_core_slab import grey, light, over, plain, steps_to_slab

pytestmark = pytest.mark.qt

CARD = 'GlassCard { objectName: "card"; x: 200; y: 120; width: 200; height: 160; clickable: true; title: "Notes" %s }'


async def test_hover_lifts_by_four_and_deepens_the_shadow(stage: MakeStage) -> None:
    scene = await stage(plain("white", CARD % ""))
    await scene.rest()
    before = scene.grab()
    await scene.hover("card")
    await scene.rest()
    after = scene.grab()
    assert scene.token("lift") == 4
    top = [steps_to_slab(picture, 300, 60, (0, 1)) for picture in (before, after)]
    assert top[0] - top[1] == pytest.approx(4, abs=1)
    assert grey(after, 300, 296) < grey(before, 300, 296) - 5, "the shadow below is deeper"


async def test_press_shrinks_by_two_percent(stage: MakeStage) -> None:
    scene = await stage(plain("white", CARD % ""))
    await scene.rest()
    before = steps_to_slab(scene.grab(), 120, 200, (1, 0))
    await scene.press("card")
    await scene.rest()
    assert scene.token("press") == 0.98
    assert steps_to_slab(scene.grab(), 120, 200, (1, 0)) - before == pytest.approx(2, abs=1)
    await scene.release()


async def test_a_card_leans_toward_the_pointer_where_there_are_shaders(stage: MakeStage, renderer: Renderer) -> None:
    scene = await stage(plain("white", CARD % ""))
    await scene.rest()
    await scene.move(QPoint(390, 200))
    await scene.rest()
    picture = scene.grab()
    left, right = (steps_to_slab(picture, x, 60, (0, 1)) for x in (216, 384))
    assert (left != right) == (renderer == "gpu")


async def test_the_rim_catches_the_light_of_the_pointer(stage: MakeStage, renderer: Renderer) -> None:
    scene = await stage(plain("black", CARD % ""))
    await scene.rest()
    dark = light(scene.pixel(399, 200))
    await scene.move(QPoint(430, 200))
    await scene.rest()
    assert (light(scene.pixel(399, 200)) > dark + 10) == (renderer == "gpu")


async def test_a_warm_card_glows_red_only_under_the_pointer(stage: MakeStage) -> None:
    scene = await stage(plain("black", CARD % "; glow: 1"))
    await scene.rest()
    assert scene.pixel(300, 284).red() < 8
    await scene.hover("card")
    await scene.rest()
    warm = scene.pixel(300, 282)
    assert warm.red() > 40
    assert warm.red() > 2 * warm.green()


async def test_a_card_comes_in_and_then_rests(stage: MakeStage) -> None:
    scene = await stage(plain("white", CARD % ""))
    await scene.rest()
    frames = scene.frames
    await scene.rest()
    assert scene.frames == frames
    assert light(scene.pixel(300, 200)) < 80


async def test_with_reduced_motion_a_card_is_there_at_once_and_never_leans(stage: MakeStage) -> None:
    scene = await stage(plain("white", CARD % ""), reduced_motion=True)
    assert light(scene.pixel(300, 200)) < 80
    await scene.rest()
    await scene.move(QPoint(390, 200))
    await scene.rest()
    picture = scene.grab()
    assert steps_to_slab(picture, 216, 60, (0, 1)) == steps_to_slab(picture, 384, 60, (0, 1))


async def test_a_card_is_pressed_by_keys(stage: MakeStage) -> None:
    scene = await stage(CARD % "; property int pressed: 0; onActivated: pressed += 1")
    await scene.focus("card")
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
        await scene.key(key)
    await scene.until(lambda: scene.item("card").property("pressed") == 3, "three presses")


STRIPES = """Row { Repeater { model: 40
    Rectangle { required property int index; width: 16; height: 400; color: index % 2 ? "black" : "white" } } }"""
SHEET = """
    overlay: Loader { id: above; objectName: "above"; anchors.fill: parent; property bool open: false; active: open
        sourceComponent: GlassSheet { title: "Keys"; focus: true; onCloseAsked: above.open = false
            Item { width: parent.width; height: 160 } } }
"""


async def test_a_sheet_blurs_dims_and_gives_back_what_lies_beneath(stage: MakeStage) -> None:
    scene = await stage(plain("black", STRIPES + SHEET), reduced_motion=True)
    stripes = [grey(scene.grab(), x, 30) for x in (8, 24)]
    assert abs(stripes[0] - stripes[1]) > 200
    scene.items("above")[0].setProperty("open", True)
    await scene.rest()
    picture = scene.grab()
    outside = [grey(picture, x, 30) for x in (8, 24)]
    assert 60 < abs(outside[0] - outside[1]) < 140, "dimmed, and still sharp"
    within = [grey(picture, x, 200) for x in range(200, 440, 8)]
    assert max(within) - min(within) < 14, "no stripe shows through the sheet"
    await scene.key(Qt.Key.Key_Escape)
    await scene.rest()
    assert [grey(scene.grab(), x, 30) for x in (8, 24)] == stripes


async def test_what_lies_beneath_a_sheet_stays_upright(stage: MakeStage) -> None:
    """A texture drawn upside down would show the lower half at the top."""
    halves = """Column { Rectangle { width: 640; height: 200; color: "white" }
        GlassPanel { width: 640; height: 200; depth: 1 } }"""
    scene = await stage(over('Rectangle { anchors.fill: parent; color: "black" }', halves + SHEET), reduced_motion=True)
    scene.items("above")[0].setProperty("open", True)
    await scene.rest()
    picture = scene.grab()
    assert grey(picture, 10, 60) > grey(picture, 10, 340) + 60
