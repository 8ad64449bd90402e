"""What stands where nothing is, where something failed, and what a notice says: words, ways on, tones."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtQuick import QQuickItem

from tests.glass.conftest import MakeStage
from tests.glass.eyes import Picture, apart, mix, spoken, words_in

pytestmark = pytest.mark.qt

LONG = "A sentence that goes on for quite a while so that it has to be wrapped somewhere. " * 4


def lies(item: QQuickItem) -> QRectF:
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


@pytest.mark.parametrize("tone", ["error", "warning", "success", "accent"])
async def test_a_notice_has_the_tone_it_says(stage: MakeStage, tone: str) -> None:
    scene = await stage(f"Notice {{ objectName: 'it'; x: 40; y: 40; width: 400; tone: '{tone}'; text: 'Word' }}")
    ink: QColor = scene.token({"accent": "redText"}.get(tone, tone))
    expected = mix(scene.token("raised"), ink, scene.token("toneFill"))
    picture, place = Picture(scene), lies(scene.item("it"))
    assert apart(picture.at(place.right() - 30, place.center().y()), expected) <= 3
    edge = picture.at(place.center().x(), place.top() + 0.5)
    assert apart(edge, mix(expected, ink, scene.token("toneEdge"))) <= 6


async def test_a_notice_says_its_words_and_can_be_put_away(stage: MakeStage) -> None:
    scene = await stage(
        f"""property int gone: 0
        objectName: "scene"
        Notice {{ objectName: "it"; x: 40; y: 40; width: 300; text: "It failed."; hint: "{LONG}"; dismissable: true
            onDismissed: parent.parent.gone += 1
            GlassButton {{ objectName: "undo"; text: "Undo" }} }}""",
        reduced_motion=True,
    )
    it = scene.item("it")
    assert spoken(it) == (QAccessible.Role.AlertMessage, f"It failed. {LONG}")
    for words in words_in(it):
        assert lies(it).contains(lies(words)), words.property("text")
    assert lies(it).contains(lies(scene.item("undo")))
    await scene.focus("itDismiss")
    await scene.key(Qt.Key.Key_Return)
    assert scene.item("scene").property("gone") == 1


async def test_a_notice_without_words_is_not_there(stage: MakeStage) -> None:
    scene = await stage("Notice { objectName: 'it'; text: '' }")
    assert not scene.items("it")


@pytest.mark.parametrize("kind", ["EmptyState", "ErrorState", "OfflineState"])
async def test_states_keep_long_words_inside_and_centred(stage: MakeStage, kind: str) -> None:
    scene = await stage(
        f"{kind} {{ objectName: 'it'; x: 120; y: 20; width: 300; title: 'A title of some length'; text: '{LONG}' }}"
    )
    it = lies(scene.item("it"))
    for words in words_in(scene.item("it")):
        if words.parentItem() != scene.item("it"):
            continue
        assert it.left() <= lies(words).left()
        assert lies(words).right() <= it.right()
        assert abs(lies(words).center().x() - it.center().x()) <= 1, words.property("text")


@pytest.mark.parametrize("kind", ["ErrorState { title: 'It failed'", "OfflineState {"])
async def test_what_failed_is_an_alert_with_a_way_to_try_again(stage: MakeStage, kind: str) -> None:
    scene = await stage(
        f"""property int tries: 0
        objectName: "scene"
        {kind}; objectName: "it"; x: 40; y: 20; onRetryAsked: parent.parent.tries += 1 }}""".replace("{;", "{"),
        reduced_motion=True,
    )
    role, name = spoken(scene.item("it"))
    assert role == QAccessible.Role.AlertMessage
    assert name.startswith(("It failed", "No connection. KripTik cannot reach the network."))
    await scene.click("itRetry")
    await scene.focus("itRetry")
    await scene.key(Qt.Key.Key_Space)
    assert scene.item("scene").property("tries") == 2


async def test_tried_again_it_shows_that_it_is_under_way(stage: MakeStage) -> None:
    scene = await stage("ErrorState { objectName: 'it'; title: 'It failed'; busy: true }", reduced_motion=True)
    assert not scene.item("itRetry").isEnabled()


async def test_empty_is_no_alert(stage: MakeStage) -> None:
    scene = await stage("EmptyState { objectName: 'it'; title: 'Nothing yet'; text: 'It comes.' }")
    assert spoken(scene.item("it")) == (QAccessible.Role.Grouping, "Nothing yet. It comes.")


async def test_a_divider_is_a_hairline(stage: MakeStage) -> None:
    scene = await stage(
        """Rectangle { anchors.fill: parent; color: Theme.ground }
        Divider { objectName: "it"; x: 40; y: 40; width: 200 }
        Divider { x: 300; y: 40; height: 100; upright: true }"""
    )
    picture = Picture(scene)
    ground, line = scene.token("ground"), scene.token("line")
    expected = mix(ground, QColor(line.red(), line.green(), line.blue()), line.alphaF())
    assert apart(picture.at(140, 40.5), expected) <= 2
    assert apart(picture.at(300.5, 90), expected) <= 2
    assert apart(picture.at(140, 42), ground) <= 1
    assert apart(picture.at(302, 90), ground) <= 1
