"""Segments, tabs, switch, check box and slider: chosen by hand and by keys, seen and read out."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible

from tests.glass.conftest import MakeStage
from tests.glass.eyes import Picture, apart, light, reader, spoken, watched, words_in
from tests.glass.stage import Stage

pytestmark = pytest.mark.qt

GROUND = "Rectangle { anchors.fill: parent; color: Theme.ground }\n"
OPTIONS = "options: [{ id: 'a', name: 'Plan' }, { id: 'b', name: 'Files' }, { id: 'c', name: 'Changes' }]"


def choices(kind: str, extra: str = "") -> str:
    """Return a row of three words between two buttons."""
    return (
        f"{GROUND} objectName: 'scene'; property string said: ''\n"
        "GlassButton { objectName: 'first'; x: 40; y: 20; text: 'First' }\n"
        f"{kind} {{ objectName: 'it'; x: 40; y: 100; {OPTIONS}; value: 'a'; label: 'What is shown'; {extra}\n"
        "onChosen: id => { parent.parent.said += id; value = id } }\n"
        "GlassButton { objectName: 'last'; x: 40; y: 200; text: 'Last' }"
    )


def said(scene: Stage) -> str:
    return str(scene.item("scene").property("said"))


def hears(scene: Stage, expected: str) -> bool:
    return said(scene) == expected


def is_checked(scene: Stage, expected: bool) -> bool:
    return scene.item("it").property("checked") is expected


def state(scene: Stage, name: str) -> Any:
    return reader(scene.item(name)).state()


@pytest.mark.parametrize("kind", ["Segments", "GlassTabs"])
class TestChoices:
    async def test_arrows_choose_and_go_round(self, stage: MakeStage, kind: str) -> None:
        scene = await stage(choices(kind), reduced_motion=True)
        await scene.focus("it_a")
        for key, expected in ((Qt.Key.Key_Right, "b"), (Qt.Key.Key_Right, "bc"), (Qt.Key.Key_Right, "bca")):
            await scene.key(key)
            await scene.until(partial(hears, scene, expected), expected)
        await scene.key(Qt.Key.Key_Left)
        await scene.until(lambda: said(scene) == "bcac", "the way round to the left")
        assert scene.focused() == "it_c"
        assert scene.item("it_c").property("visualFocus")

    async def test_it_is_one_stop_of_tab_at_what_is_chosen(self, stage: MakeStage, kind: str) -> None:
        scene = await stage(choices(kind, "value: 'b'").replace("value: 'a';", ""), reduced_motion=True)
        stops = []
        await scene.focus("first")
        for _ in range(2):
            await scene.key(Qt.Key.Key_Tab)
            stops.append(scene.focused())
        assert stops == ["it_b", "last"]

    async def test_a_press_chooses(self, stage: MakeStage, kind: str) -> None:
        scene = await stage(choices(kind), reduced_motion=True)
        await scene.click("it_c")
        await scene.until(lambda: said(scene) == "c", "the choice")

    async def test_the_thumb_slides_and_arrives(self, stage: MakeStage, kind: str) -> None:
        scene = await stage(choices(kind))
        it, start, end = scene.item("it"), scene.item("it_a").x(), scene.item("it_c").x()
        places = watched(it, "thumbX")
        at_rest = it.property("thumbX")
        await scene.click("it_c")
        await scene.until(lambda: it.property("thumbX") - at_rest == pytest.approx(end - start), "the thumb")
        assert any(at_rest < place < at_rest + end - start for place in places)

    async def test_with_reduced_motion_the_thumb_is_there_at_once(self, stage: MakeStage, kind: str) -> None:
        scene = await stage(choices(kind), reduced_motion=True)
        it, end = scene.item("it"), scene.item("it_c").x() - scene.item("it_a").x()
        at_rest = it.property("thumbX")
        places = watched(it, "thumbX")
        await scene.click("it_c")
        await scene.until(lambda: bool(places), "the thumb")
        assert places[0] - at_rest == pytest.approx(end)

    async def test_what_is_chosen_is_brighter(self, stage: MakeStage, kind: str) -> None:
        scene = await stage(choices(kind), reduced_motion=True)
        (chosen,), (other,) = words_in(scene.item("it_a")), words_in(scene.item("it_b"))
        assert chosen.property("color") == scene.token("text")
        assert other.property("color") == scene.token("textDim")

    async def test_a_screen_reader_hears_which(self, stage: MakeStage, kind: str) -> None:
        scene = await stage(choices(kind))
        role = QAccessible.Role.RadioButton if kind == "Segments" else QAccessible.Role.PageTab
        assert spoken(scene.item("it_b")) == (role, "Files")
        assert reader(scene.item("it")).text(QAccessible.Text.Name) == "What is shown"
        assert state(scene, "it_a").selected
        assert not state(scene, "it_b").selected
        reader(scene.item("it_b")).actionInterface().doAction("Press")
        assert said(scene) == "b"

    async def test_long_words_are_cut_inside_a_narrow_row(self, stage: MakeStage, kind: str) -> None:
        scene = await stage(choices(kind, "width: 130"), reduced_motion=True)
        right = scene.item("it").x() + 130
        for name in ("it_a", "it_b", "it_c"):
            item = scene.item(name)
            assert item.mapToScene(QPoint(0, 0)).x() + item.width() <= right
        assert any(words_in(scene.item(name))[0].property("truncated") for name in ("it_a", "it_b", "it_c"))


class TestSegmentsPixels:
    async def test_the_thumb_is_lit_in_a_dark_well(self, stage: MakeStage) -> None:
        scene = await stage(choices("Segments"), reduced_motion=True)
        chosen, other = scene.item("it_a"), scene.item("it_b")
        picture = Picture(scene)
        lit, dark = (picture.at(item.mapToScene(QPoint(0, 0)).x() + item.width() / 2, 110) for item in (chosen, other))
        assert light(lit) > light(dark) + 40


class TestSwitch:
    SWITCH = GROUND + "GlassSwitch { objectName: 'it'; x: 40; y: 40; text: 'Reduced motion' }"

    async def test_hand_and_keys_turn_it(self, stage: MakeStage) -> None:
        scene = await stage(self.SWITCH, reduced_motion=True)
        await scene.focus("it")
        for count, key in enumerate((Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter), 1):
            await scene.key(key)
            await scene.until(partial(is_checked, scene, bool(count % 2)), str(key))
        await scene.click("it")
        await scene.until(lambda: not scene.item("it").property("checked"), "the press")

    async def test_on_shows_by_place_and_a_red_point(self, stage: MakeStage) -> None:
        scene = await stage(self.SWITCH, reduced_motion=True)
        it = scene.item("it")
        right = it.x() + it.width()
        knob = scene.token("space4") + scene.token("knob") / 2
        place = (right - knob, it.y() + it.height() / 2)
        assert apart(Picture(scene).at(*place), scene.token("red")) > 60
        it.setProperty("checked", True)
        await scene.rest()
        assert apart(Picture(scene).at(*place), scene.token("red")) <= 4

    async def test_a_screen_reader_hears_and_turns_it(self, stage: MakeStage) -> None:
        scene = await stage(self.SWITCH)
        assert spoken(scene.item("it")) == (QAccessible.Role.CheckBox, "Reduced motion")
        assert not state(scene, "it").checked
        reader(scene.item("it")).actionInterface().doAction("Toggle")
        assert state(scene, "it").checked

    async def test_long_words_wrap_beside_it(self, stage: MakeStage) -> None:
        scene = await stage(
            self.SWITCH.replace("x: 40", "width: 240; x: 40").replace("motion", "motion of it all " * 3)
        )
        (word,) = words_in(scene.item("it"))
        assert scene.item("it").height() > scene.token("controlSmall")
        assert word.property("contentWidth") <= 240 - scene.token("switchWidth")

    async def test_disabled_it_stays(self, stage: MakeStage) -> None:
        scene = await stage(self.SWITCH.replace("x: 40", "enabled: false; x: 40"))
        await scene.click_at(scene.place("it"))
        assert not scene.item("it").property("checked")


class TestCheckBox:
    BOX = GROUND + "GlassCheckBox { objectName: 'it'; x: 40; y: 40; text: 'I have written it down' }"

    async def test_space_and_hand_check_it(self, stage: MakeStage) -> None:
        scene = await stage(self.BOX, reduced_motion=True)
        await scene.focus("it")
        await scene.key(Qt.Key.Key_Space)
        await scene.until(lambda: bool(scene.item("it").property("checked")), "the mark")
        await scene.click("it")
        await scene.until(lambda: not scene.item("it").property("checked"), "no mark")

    async def test_a_mark_lights_the_box_and_wrong_is_an_edge(self, stage: MakeStage) -> None:
        scene = await stage(self.BOX + "GlassCheckBox { objectName: 'bad'; x: 40; y: 120; wrong: true }")
        it = scene.item("it")
        inside = (43, it.y() + it.height() / 2)
        assert light(Picture(scene).at(*inside)) < 60
        bad = scene.item("bad")
        assert apart(Picture(scene).at(40.5, bad.y() + bad.height() / 2), scene.token("error")) <= 4
        it.setProperty("checked", True)
        await scene.rest()
        assert light(Picture(scene).at(*inside)) > 150

    async def test_a_screen_reader_hears_and_checks_it(self, stage: MakeStage) -> None:
        scene = await stage(self.BOX)
        assert spoken(scene.item("it")) == (QAccessible.Role.CheckBox, "I have written it down")
        reader(scene.item("it")).actionInterface().doAction("Toggle")
        assert state(scene, "it").checked


class TestSlider:
    SLIDER = (
        GROUND + "GlassSlider { objectName: 'it'; x: 40; y: 40; width: 200; from: 100; to: 150; stepSize: 10;"
        "value: 100; label: 'Scale'; caption: value + ' %' }"
    )

    async def test_arrows_and_hand_move_it(self, stage: MakeStage) -> None:
        scene = await stage(self.SLIDER, reduced_motion=True)
        await scene.focus("it")
        await scene.key(Qt.Key.Key_Right)
        await scene.until(lambda: scene.item("it").property("value") == 110, "a step")
        await scene.click_at(QPoint(40 + 190, 56))
        await scene.until(lambda: scene.item("it").property("value") == 150, "the end")
        picture = Picture(scene)
        assert apart(picture.at(60, 56), scene.token("textDim")) <= 4
        assert apart(picture.at(40 + 190, 56), scene.token("red")) <= 4

    async def test_a_screen_reader_hears_and_moves_it(self, stage: MakeStage) -> None:
        scene = await stage(self.SLIDER)
        assert spoken(scene.item("it")) == (QAccessible.Role.Slider, "Scale")
        assert reader(scene.item("it")).text(QAccessible.Text.Description) == "100 %"
        reader(scene.item("it")).actionInterface().doAction("Increase")
        assert scene.item("it").property("value") == 110


async def test_the_ring_of_each_is_seen(stage: MakeStage) -> None:
    scene = await stage(
        GROUND + "GlassSwitch { objectName: 'switch'; x: 40; y: 40 }"
        "GlassCheckBox { objectName: 'box'; x: 40; y: 120 } GlassSlider { objectName: 'slider'; x: 40; y: 200 }",
        reduced_motion=True,
    )
    offset = scene.token("ringDistance") - 1
    for name in ("switch", "box", "slider"):
        item = await scene.focus(name)
        await scene.rest()
        assert apart(Picture(scene).at(40 - offset, item.y() + item.height() / 2), scene.token("ring")) <= 10, name
