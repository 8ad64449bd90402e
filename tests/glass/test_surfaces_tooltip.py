"""The tooltip: it waits, names its target, stays inside the window and never takes the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtQuick import QQuickItem

from tests.glass.conftest import MakeStage
from tests.glass.stage import Stage

pytestmark = pytest.mark.qt

WORDS = "Lock the vault"


def button(x: int, y: int, side: str = "below", words: str = WORDS) -> str:
    """Return QML of a button that has a tooltip."""
    return f"""
    import QtQuick.Templates as T
    T.AbstractButton {{
        objectName: "go"; x: {x}; y: {y}; width: 100; height: 40; hoverEnabled: true; focusPolicy: Qt.StrongFocus

        GlassTooltip {{
            text: "{words}"
            side: "{side}"
            shown: parent.hovered || parent.visualFocus
        }}
    }}"""


def rect(item: QQuickItem) -> QRectF:
    """Return where something lies in its window."""
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


async def shown(scene: Stage) -> QRectF:
    """Wait for the tooltip's words and return their place."""
    await scene.until(lambda: bool(scene.items("goTooltipText")), "the tooltip")
    await scene.rest()
    return rect(scene.item("goTooltipText"))


async def test_it_comes_after_a_while_and_goes_with_the_pointer(stage: MakeStage) -> None:
    scene = await stage(button(200, 100))
    await scene.hover("go")
    assert not scene.items("goTooltipText")
    place = await shown(scene)
    assert scene.item("goTooltipText").property("text") == WORDS
    assert place.top() >= rect(scene.item("go")).bottom() + scene.token("space8")
    assert abs(place.center().x() - rect(scene.item("go")).center().x()) <= 1
    await scene.leave()
    await scene.until(lambda: not scene.items("goTooltipText"), "the tooltip to go")


async def test_the_keyboard_brings_it_and_stays_where_it_was(stage: MakeStage) -> None:
    scene = await stage(button(200, 100))
    await scene.focus("go")
    await shown(scene)
    assert scene.focused() == "go"


@pytest.mark.parametrize("side", ["below", "above", "left", "right"])
@pytest.mark.parametrize(("x", "y"), [(0, 0), (540, 360)])
async def test_it_stays_inside_the_window_and_off_its_target(stage: MakeStage, side: str, x: int, y: int) -> None:
    scene = await stage(button(x, y, side), reduced_motion=True)
    await scene.focus("go")
    place = await shown(scene)
    assert QRectF(0, 0, 640, 400).contains(place)
    assert not place.intersects(rect(scene.item("go")))


async def test_many_words_are_wrapped(stage: MakeStage) -> None:
    scene = await stage(
        button(270, 180, words="The quick brown fox jumps over the lazy dog. " * 4), reduced_motion=True
    )
    await scene.focus("go")
    place = await shown(scene)
    assert place.width() <= scene.token("cardWidth")
    assert place.height() > 2 * scene.token("sizeCaption")


async def test_no_words_no_tooltip(stage: MakeStage) -> None:
    scene = await stage(button(200, 100).replace(f'"{WORDS}"', '""') + button(400, 100).replace('"go"', '"other"'))
    await scene.hover("go")
    await scene.rest()
    await scene.focus("other")
    await scene.until(lambda: bool(scene.items("otherTooltipText")), "the other's tooltip")
    assert not scene.items("goTooltipText")


async def test_it_is_a_dark_slab_with_readable_words(stage: MakeStage) -> None:
    scene = await stage("Rectangle { anchors.fill: parent; color: Theme.text }" + button(200, 100), reduced_motion=True)
    await scene.focus("go")
    place = await shown(scene)
    ground = scene.pixel(place.left() - 6, place.center().y())
    assert ground.lightnessF() < 0.16, ground.name()
