"""Toasts: several at once, none lost under another, and nothing goes while it is read."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QMetaObject, QObject, QRectF, Qt
from PySide6.QtGui import QAccessible

from tests.fakes.hands import later
from tests.glass.conftest import MakeStage
from tests.glass.eyes import Picture, light, spoken
from tests.glass.stage import Stage

pytestmark = pytest.mark.qt

TOAST = """
    property string acted: ""
    property int said: 0
    objectName: "scene"
    id: scene

    function say(): void { said += 1; toast.show("Word " + said, "success"); }
    function sayLong(): void { toast.show("A very long word. ".repeat(20), "error"); }
    function ask(): void { toast.show("Deleted", "neutral", "Undo"); }
    function again(): void { toast.show("Word " + said, "success"); }

    overlay: Toast {
        id: toast

        objectName: "toast"
        x: (parent.width - width) / 2
        y: parent.height - height - Theme.space24
        width: Math.min(Theme.paletteWidth, parent.width)
        onActed: words => scene.acted = words
    }
"""


async def call(scene: Stage, name: str) -> None:
    item = scene.item("scene")
    await later(lambda: QMetaObject.invokeMethod(item, name))


def lies(scene: Stage, name: str) -> QRectF:
    item = scene.item(name)
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


def stay(scene: Stage) -> QObject:
    """Return what counts how long the newest word stays."""
    timers = [each for each in scene.item("toast0").children() if each.inherits("QQmlTimer")]
    assert len(timers) == 1
    return timers[0]


def words(scene: Stage) -> list[str]:
    """Return what is said, the newest first."""
    found = []
    for at in range(8):
        found += [str(item.property("words")) for item in scene.items(f"toast{at}")]
    return found


async def test_the_newest_is_on_top_and_none_covers_another(stage: MakeStage) -> None:
    scene = await stage(TOAST, reduced_motion=True)
    for _ in range(3):
        await call(scene, "say")
    await scene.rest()
    assert words(scene) == ["Word 3", "Word 2", "Word 1"]
    places = [lies(scene, f"toast{at}") for at in range(3)]
    for upper, lower in pairwise(places):
        assert upper.bottom() <= lower.top()
    assert QRectF(0, 0, 640, 400).contains(places[0] | places[2])


async def test_one_too_many_makes_the_oldest_go(stage: MakeStage) -> None:
    scene = await stage(TOAST, reduced_motion=True)
    for _ in range(5):
        await call(scene, "say")
    await scene.until(lambda: words(scene) == ["Word 5", "Word 4", "Word 3"], "the oldest to go")


async def test_the_same_words_are_not_said_twice(stage: MakeStage) -> None:
    scene = await stage(TOAST, reduced_motion=True)
    await call(scene, "say")
    await call(scene, "again")
    await scene.rest()
    assert words(scene) == ["Word 1"]


async def test_it_goes_by_itself_unless_the_pointer_is_on_it(stage: MakeStage) -> None:
    scene = await stage(TOAST, reduced_motion=True)
    await call(scene, "say")
    timer = stay(scene)
    assert timer.property("running")
    assert timer.property("interval") == scene.token("toastStay")
    await scene.hover("toast0")
    await scene.until(lambda: not timer.property("running"), "the time to stand still")
    await scene.leave()
    await scene.until(lambda: bool(timer.property("running")), "the time to go on")
    timer.setProperty("interval", 1)
    await scene.until(lambda: words(scene) == [], "the word to go")
    await scene.until(lambda: not scene.items("toast"), "nothing to be left")


async def test_errors_and_what_asks_stay_longer(stage: MakeStage) -> None:
    scene = await stage(TOAST, reduced_motion=True)
    await call(scene, "sayLong")
    assert stay(scene).property("interval") == scene.token("toastStayLong")
    await scene.rest()
    long = lies(scene, "toast0")
    assert long.height() > 2 * scene.token("rowHeight")
    assert QRectF(0, 0, 640, 400).contains(long)


async def test_its_action_is_done_by_pointer_or_key_and_closes_it(stage: MakeStage) -> None:
    scene = await stage(TOAST, reduced_motion=True)
    await call(scene, "ask")
    await scene.focus("toast0Action")
    timer = stay(scene)
    assert not timer.property("running"), "what has the keyboard stays"
    await scene.key(Qt.Key.Key_Return)
    await scene.until(lambda: scene.item("scene").property("acted") == "Deleted", "the action")
    await scene.until(lambda: words(scene) == [], "the word to go")


async def test_it_can_be_put_away(stage: MakeStage) -> None:
    scene = await stage(TOAST, reduced_motion=True)
    await call(scene, "say")
    await scene.click("toast0Close")
    await scene.until(lambda: words(scene) == [], "the word to go")


async def test_it_never_takes_the_keyboard(stage: MakeStage) -> None:
    scene = await stage(TOAST + 'GlassButton { objectName: "b"; text: "B" }', reduced_motion=True)
    await scene.focus("b")
    await call(scene, "ask")
    await scene.rest()
    assert scene.focused() == "b"


async def test_it_is_a_slab_with_readable_words_over_anything(stage: MakeStage) -> None:
    scene = await stage("Rectangle { anchors.fill: parent; color: Theme.text }" + TOAST, reduced_motion=True)
    await call(scene, "ask")
    await scene.rest()
    picture, place = Picture(scene), lies(scene, "toast0Close")
    assert light(picture.at(place.left() + 2, place.top() + 2)) < 160


async def test_it_comes_and_goes_by_steps_and_then_rests(stage: MakeStage) -> None:
    scene = await stage(TOAST)
    before = scene.frames
    await call(scene, "say")
    await scene.rest()
    assert scene.frames > before + 2
    await scene.click("toast0Close")
    await scene.until(lambda: words(scene) == [], "the word to go")
    await scene.rest()


async def test_a_screen_reader_hears_an_alert(stage: MakeStage) -> None:
    scene = await stage(TOAST, reduced_motion=True)
    await call(scene, "say")
    alert = next(child for child in scene.item("toast0").childItems() if child.childItems())
    assert spoken(alert) == (QAccessible.Role.AlertMessage, "Word 1")
    assert spoken(scene.item("toast0Close")) == (QAccessible.Role.Button, "Dismiss")
