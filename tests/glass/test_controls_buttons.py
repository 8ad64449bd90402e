"""Buttons: what the plan says of their pixels, and that hand, keys and screen reader all reach them."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor, QWindow

from tests.glass.conftest import MakeStage
from tests.glass.eyes import Picture, apart, light, mix, over, reader, spoken, words_in
from tests.glass.stage import Stage

pytestmark = pytest.mark.qt

GROUND = "Rectangle { anchors.fill: parent; color: Theme.ground }\n"
PRESSES = "property int presses: 0\nobjectName: 'scene'\n"
X, Y, WIDE, HIGH = 100, 60, 200, 40


def button(extra: str) -> str:
    """Return a wide button without words, on plain ground."""
    return f"{GROUND} GlassButton {{ objectName: 'it'; x: {X}; y: {Y}; width: {WIDE}; {extra} }}"


def presses(scene: Stage) -> int:
    return int(scene.item("scene").property("presses"))


def is_pressed(scene: Stage, count: int) -> bool:
    return presses(scene) == count


class TestPrimary:
    async def test_the_gradient_runs_at_135_degrees_from_red_to_deep_red(self, stage: MakeStage) -> None:
        scene = await stage(button("kind: 'primary'"))
        picture = Picture(scene)
        red, deep = scene.token("red"), scene.token("redDeep")
        for x, y in ((7, 7), (WIDE - 7, 7), (7, HIGH - 7), (WIDE - 7, HIGH - 7), (WIDE / 2, HIGH / 2), (WIDE / 4, 30)):
            expected = mix(red, deep, (x + y) / (WIDE + HIGH))
            seen = picture.at(X + x, Y + y)
            assert apart(seen, expected) <= 5, (x, y, seen.name(), expected.name())

    async def test_light_from_above_lies_on_its_upper_edge(self, stage: MakeStage) -> None:
        scene = await stage(button("kind: 'primary'"))
        picture = Picture(scene)
        middle = X + WIDE / 2
        assert light(picture.at(middle, Y + 0.5)) > light(picture.at(middle, Y + 2.5)) + 120
        assert light(picture.at(middle, Y + 0.5)) > light(picture.at(middle, Y + HIGH - 0.5)) + 120

    async def test_its_corners_have_the_radius_of_the_theme(self, stage: MakeStage) -> None:
        scene = await stage(button("kind: 'primary'"))
        picture = Picture(scene)
        radius = scene.token("radius12")
        assert picture.at(X + radius + 1, Y + 0.5).red() > 200
        assert picture.at(X + radius / 2, Y + 0.5).red() < 110
        # A circle of 12 crosses the diagonal 3.5 away from both edges.
        assert picture.at(X + 2.2, Y + 2.2).red() < 130
        assert picture.at(X + 5.5, Y + 5.5).red() > 200

    async def test_warm_light_comes_with_the_pointer_and_goes(self, stage: MakeStage) -> None:
        scene = await stage(button("kind: 'primary'"))
        await scene.rest()
        below, corner = (X + WIDE / 2, Y + HIGH + 3), (X + WIDE - 6, Y + HIGH - 6)
        cold = Picture(scene)
        await scene.hover("it")
        await scene.rest()
        warm = Picture(scene)
        assert warm.at(*below).red() > cold.at(*below).red() + 20
        assert warm.at(*below).red() > 2 * warm.at(*below).blue()
        assert warm.at(*corner).red() > cold.at(*corner).red() + 10
        await scene.leave()
        await scene.rest()
        assert apart(Picture(scene).at(*below), cold.at(*below)) <= 2

    async def test_white_words_stay_readable_on_it_when_warm(self, stage: MakeStage) -> None:
        scene = await stage(button("kind: 'primary'"))
        await scene.hover("it")
        await scene.rest()
        picture = Picture(scene)
        red = scene.token("red")
        for x in range(10, WIDE - 10, 20):
            assert picture.at(X + x, Y + HIGH / 2).red() <= red.red() + 1

    async def test_disabled_it_is_neither_red_nor_warm(self, stage: MakeStage) -> None:
        scene = await stage(button("kind: 'primary'; enabled: false"))
        await scene.hover("it")
        await scene.rest()
        picture = Picture(scene)
        assert apart(picture.at(X + WIDE / 2, Y + HIGH / 2), scene.token("high")) <= 2
        assert apart(picture.at(X + WIDE / 2, Y + HIGH + 4), scene.token("ground")) <= 2


class TestOtherKinds:
    async def test_secondary_is_clear_with_a_white_edge(self, stage: MakeStage) -> None:
        scene = await stage(button(""))
        ground, picture = scene.token("ground"), Picture(scene)
        assert apart(picture.at(X + 50, Y + HIGH / 2), over(ground, scene.token("fillRest"))) <= 2
        edge = over(ground, scene.token("lineStrong"))
        assert apart(picture.at(X + 50, Y + 0.5), edge) <= 12

    async def test_outline_has_a_green_edge_or_a_brands(self, stage: MakeStage) -> None:
        scene = await stage(
            GROUND + "GlassButton { x: 20; y: 20; width: 160; kind: 'outline' }\n"
            "GlassButton { x: 20; y: 120; width: 160; kind: 'outline'; edge: '#635bff' }"
        )
        picture, ground, share = Picture(scene), scene.token("ground"), scene.token("toneEdgeStrong")
        assert apart(picture.at(100, 20.5), mix(ground, scene.token("success"), share)) <= 6
        assert apart(picture.at(100, 120.5), mix(ground, QColor("#635bff"), share)) <= 6
        assert apart(picture.at(100, 40), ground) <= 2

    @pytest.mark.parametrize("kind", ["secondary", "outline"])
    async def test_the_pointer_brings_light(self, stage: MakeStage, kind: str) -> None:
        scene = await stage(button(f"kind: '{kind}'"))
        await scene.rest()
        before = Picture(scene)
        await scene.hover("it")
        await scene.rest()
        after = Picture(scene)
        for place in ((X + 50, Y + 20), (X + 50, Y + 0.5)):
            assert light(after.at(*place)) > light(before.at(*place)) + 3


class TestStates:
    @pytest.mark.parametrize("kind", ["primary", "secondary", "outline"])
    async def test_a_press_makes_it_smaller_by_the_theme(self, stage: MakeStage, kind: str) -> None:
        scene = await stage(button(f"kind: '{kind}'"))
        before = Picture(scene)
        await scene.press("it")
        pressed = scene.token("press")
        assert pressed == pytest.approx(0.98)
        await scene.until(lambda: scene.item("it").scale() == pytest.approx(pressed), "the press")
        await scene.rest()
        after, edge = Picture(scene), (X + 0.5, Y + HIGH / 2)
        assert light(after.at(*edge)) < light(before.at(*edge))
        await scene.release()
        await scene.until(lambda: scene.item("it").scale() == 1, "the button to come back")

    async def test_busy_it_says_so_and_takes_no_press(self, stage: MakeStage) -> None:
        scene = await stage(
            PRESSES + "GlassButton { objectName: 'it'; x: 99; y: 60; kind: 'primary'; text: 'Checking'; busy: true;"
            "onClicked: parent.parent.presses += 1 }",
            reduced_motion=True,
        )
        await scene.click_at(QPoint(140, 80))
        assert presses(scene) == 0
        assert reader(scene.item("it")).text(QAccessible.Text.Description) == "Working"
        assert Picture(scene).at(104, 80).red() > 140

    async def test_long_words_are_cut_inside_it(self, stage: MakeStage) -> None:
        scene = await stage(button("text: 'A very long name of what this button would do'; glyph: 'key'"))
        (word,) = words_in(scene.item("it"))
        assert word.property("truncated")
        assert word.mapToScene(QPoint(0, 0)).x() + word.width() <= X + WIDE - scene.token("space20") + 1

    async def test_words_and_icon_stand_in_the_middle(self, stage: MakeStage) -> None:
        scene = await stage(button("text: 'Start'; glyph: 'play'"))
        (word,) = words_in(scene.item("it"))
        right = word.mapToScene(QPoint(0, 0)).x() + word.width()
        left = word.mapToScene(QPoint(0, 0)).x() - scene.token("icon16") - scene.token("space8")
        assert left - X == pytest.approx(X + WIDE - right, abs=1)


class TestKeys:
    async def test_tab_shows_a_ring_and_three_keys_press(self, stage: MakeStage) -> None:
        scene = await stage(
            PRESSES + button("kind: 'primary'; text: 'Save'; onClicked: parent.parent.presses += 1"),
            reduced_motion=True,
        )
        await scene.key(Qt.Key.Key_Tab)
        assert scene.focused() == "it"
        await scene.rest()
        picture = Picture(scene)
        distance = scene.token("ringDistance")
        assert apart(picture.at(X - distance + 1, Y + HIGH / 2), scene.token("ring")) <= 8
        assert apart(picture.at(X - 0.5, Y + HIGH / 2), scene.token("ground")) <= 8
        for count, key in enumerate((Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter), 1):
            await scene.key(key)
            await scene.until(partial(is_pressed, scene, count), f"press {count}")

    async def test_the_mouse_brings_no_ring(self, stage: MakeStage) -> None:
        scene = await stage(button("text: 'Save'"), reduced_motion=True)
        await scene.click("it")
        assert scene.focused() == "it"
        assert not scene.item("it").property("visualFocus")

    async def test_a_screen_reader_knows_and_presses_it(self, stage: MakeStage) -> None:
        scene = await stage(PRESSES + button("text: 'Save'; onClicked: parent.parent.presses += 1"))
        assert spoken(scene.item("it")) == (QAccessible.Role.Button, "Save")
        reader(scene.item("it")).actionInterface().doAction("Press")
        assert presses(scene) == 1


class TestPulse:
    PULSING = (
        "property int beats: 0\nobjectName: 'scene'\n"
        "GlassButton { objectName: 'it'; x: 99; y: 60; kind: 'primary'; text: 'Add Credentials'; pulsing: true;"
        "onWarmthChanged: if (warmth === 1) parent.parent.beats += 1 }"
    )

    async def test_it_beats_three_times_and_rests_and_again_for_who_comes_back(self, stage: MakeStage) -> None:
        scene = await stage(self.PULSING)
        await scene.until(lambda: scene.item("scene").property("beats") == 3, "three beats")
        await scene.rest()
        assert scene.item("scene").property("beats") == 3
        assert scene.item("it").property("warmth") == 0
        other = QWindow()
        other.show()
        other.requestActivate()
        await scene.until(lambda: not scene.view.isActive(), "another window to be in use")
        scene.view.requestActivate()
        await scene.until(lambda: scene.item("it").property("warmth") > 0, "a beat on coming back")
        other.destroy()

    async def test_reduced_motion_leaves_it_at_rest(self, stage: MakeStage) -> None:
        scene = await stage(self.PULSING, reduced_motion=True)
        await scene.rest()
        before = scene.frames
        await scene.rest()
        assert (scene.frames, scene.item("it").property("warmth")) == (before, 0)


class TestIconButton:
    ICON = GROUND + "IconButton { objectName: 'it'; x: 100; y: 60; glyph: 'refresh'; text: 'Refresh the list' }"

    async def test_it_has_a_name_and_shows_it_as_a_tooltip(self, stage: MakeStage) -> None:
        scene = await stage(self.ICON)
        assert spoken(scene.item("it")) == (QAccessible.Role.Button, "Refresh the list")
        await scene.hover("it")
        await scene.until(lambda: bool(scene.items("itTooltipText")), "the tooltip")
        assert scene.item("itTooltipText").property("text") == "Refresh the list"
        await scene.click("it")
        await scene.until(lambda: not scene.items("itTooltipText"), "the tooltip to go with a press")

    async def test_its_icon_grows_under_the_pointer(self, stage: MakeStage) -> None:
        scene = await stage(self.ICON, reduced_motion=True)
        icon = scene.item("itIcon")
        assert icon.scale() == 1
        await scene.hover("it")
        await scene.until(lambda: icon.scale() == pytest.approx(scene.token("iconHover")), "the icon to grow")

    async def test_a_count_stands_in_its_corner(self, stage: MakeStage) -> None:
        scene = await stage(GROUND + "IconButton { x: 100; y: 60; size: 48; glyph: 'home'; text: 'Home'; badge: '4' }")
        assert apart(Picture(scene).at(148 - 3, 60 + 8), scene.token("red")) <= 4
