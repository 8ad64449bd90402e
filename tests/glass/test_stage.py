"""The stage itself: what it shows is what was asked for, and a complaint of QML fails."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from kriptik_desktop.ui.renderer import Renderer
from tests.glass.conftest import MakeStage

pytestmark = pytest.mark.qt

BUTTONS = """
    property string said: ""
    objectName: "scene"
    GlassButton { objectName: "one"; x: 40; y: 40; text: "One"; onClicked: parent.parent.said += "1" }
    GlassButton { objectName: "two"; x: 240; y: 40; text: "Two"; onClicked: parent.parent.said += "2" }
"""


async def test_a_colour_lands_on_its_pixels(stage: MakeStage) -> None:
    scene = await stage("Rectangle { x: 100; y: 50; width: 40; height: 40; color: Theme.red }")
    assert scene.pixel(120, 70) == scene.token("red")
    assert scene.pixel(20, 70) != scene.token("red")


async def test_pointer_and_keys_reach_what_they_are_meant_for(stage: MakeStage) -> None:
    scene = await stage(BUTTONS, reduced_motion=True)
    await scene.click("two")
    await scene.focus("one")
    assert scene.focused() == "one"
    await scene.key(Qt.Key.Key_Space)
    await scene.until(lambda: scene.item("scene").property("said") == "21", "both buttons")


async def test_a_press_is_held_until_it_is_let_go(stage: MakeStage) -> None:
    scene = await stage(BUTTONS)
    await scene.press("one")
    assert scene.item("one").property("down")
    await scene.release()
    await scene.until(lambda: not scene.item("one").property("down"), "the button to come up")


async def test_a_resting_stage_draws_nothing(stage: MakeStage) -> None:
    scene = await stage(BUTTONS)
    await scene.rest()
    before = scene.frames
    await scene.rest()
    assert scene.frames == before


@pytest.mark.qt_log_ignore("TypeError")
async def test_a_complaint_is_noticed(stage: MakeStage) -> None:
    scene = await stage("Text { property var nothing: null; text: nothing.word }")
    noticed, scene.complaints[:] = list(scene.complaints), []
    assert ["TypeError" in line for line in noticed] == [True]


@pytest.mark.qt_log_ignore("Nowhere", "failed to load")
async def test_qml_that_cannot_be_made_is_an_error(stage: MakeStage) -> None:
    with pytest.raises(RuntimeError, match="Nowhere"):
        await stage("Nowhere {}")


async def test_the_renderer_is_named(renderer: Renderer) -> None:
    assert renderer in ("gpu", "software")
