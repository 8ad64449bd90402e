"""What shows how far something is, and what only waits: drawn as said, still when nothing moves, honest to a reader."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible, QColor

from tests.glass.conftest import MakeStage
from tests.glass.eyes import Picture, apart, light, mix, over, reader, spoken, watched, words_in

pytestmark = pytest.mark.qt

GROUND = "Rectangle { anchors.fill: parent; color: Theme.ground }\n"


class TestLine:
    async def test_it_is_red_as_far_as_it_is_done(self, stage: MakeStage) -> None:
        scene = await stage(
            GROUND + "ProgressLine { x: 40; y: 40; width: 200; value: 0.5; label: 'Files' }", reduced_motion=True
        )
        picture = Picture(scene)
        assert apart(picture.at(130, 42), scene.token("red")) <= 2
        assert apart(picture.at(150, 42), over(scene.token("ground"), scene.token("track"))) <= 2

    async def test_values_out_of_bounds_are_ends(self, stage: MakeStage) -> None:
        scene = await stage(
            GROUND + "ProgressLine { x: 40; y: 40; width: 200; value: 7; tone: 'success' }"
            "ProgressLine { objectName: 'low'; x: 40; y: 80; width: 200; value: -1; label: 'Files' }",
            reduced_motion=True,
        )
        picture = Picture(scene)
        assert apart(picture.at(236, 42), scene.token("success")) <= 2
        assert apart(picture.at(45, 82), over(scene.token("ground"), scene.token("track"))) <= 2
        assert spoken(scene.item("low")) == (QAccessible.Role.ProgressBar, "Files")
        assert reader(scene.item("low")).text(QAccessible.Text.Description) == "0 percent"


class TestRing:
    async def test_it_runs_clockwise_from_the_top(self, stage: MakeStage) -> None:
        scene = await stage(
            GROUND + "ProgressRing { objectName: 'it'; x: 40; y: 40; value: 0.5; label: 'Vault'; tone: 'success' }",
            reduced_motion=True,
        )
        picture, size, half = Picture(scene), scene.token("dial"), scene.token("dialStroke") / 2
        middle = 40 + size / 2
        assert apart(picture.at(40 + size - half, middle), scene.token("success")) <= 4
        assert apart(picture.at(40 + half, middle), over(scene.token("ground"), scene.token("track"))) <= 4
        assert apart(picture.at(middle, middle - size / 4), scene.token("ground")) <= 2
        assert spoken(scene.item("it")) == (QAccessible.Role.ProgressBar, "Vault")
        assert [word.property("text") for word in words_in(scene.item("it"))] == ["50 %"]

    async def test_a_new_value_is_eased(self, stage: MakeStage) -> None:
        scene = await stage(GROUND + "ProgressRing { objectName: 'it'; value: 0 }")
        it = scene.item("it")
        seen = watched(it, "shown")
        it.setProperty("value", 1)
        await scene.until(lambda: it.property("shown") == 1, "the end")
        assert any(0 < value < 1 for value in seen)


class TestWaiting:
    MOVING = "Spinner { x: 40; y: 40 } Skeleton { objectName: 'bone'; x: 40; y: 80 }"

    async def test_light_runs_over_a_skeleton(self, stage: MakeStage) -> None:
        scene = await stage(GROUND + "Skeleton { objectName: 'bone'; x: 40; y: 80 }")
        bone = scene.item("bone")
        await scene.until(lambda: 0.4 < bone.property("at") < 0.6, "the light to be in the middle")
        place = (40 + bone.width() / 2, 88)
        lit = Picture(scene).at(*place)
        bone.setProperty("running", False)
        await scene.rest()
        assert light(lit) > light(Picture(scene).at(*place)) + 10

    async def test_reduced_motion_lets_all_of_it_rest(self, stage: MakeStage) -> None:
        scene = await stage(GROUND + self.MOVING, reduced_motion=True)
        await scene.rest()
        before = scene.frames
        await scene.rest()
        assert scene.frames == before
        ground = over(scene.token("ground"), scene.token("fillHover"))
        assert apart(Picture(scene).at(60, 88), ground) <= 2

    async def test_out_of_sight_nothing_moves(self, stage: MakeStage) -> None:
        scene = await stage(f"Item {{ visible: false; {self.MOVING} }}")
        await scene.rest()
        before = scene.frames
        await scene.rest()
        assert scene.frames == before

    async def test_every_resting_control_draws_nothing(self, stage: MakeStage) -> None:
        scene = await stage(
            "Column { GlassButton { kind: 'primary'; text: 'Save' } GlassInput { label: 'Name' }"
            "SecretField { label: 'Key'; text: 'x' } Segments { options: [{ id: 'a', name: 'One' }]; value: 'a' }"
            "GlassSwitch { checked: true } GlassCheckBox { checked: true } GlassSlider {} ProgressRing { value: 0.3 }"
            "ProgressLine { value: 0.3 } Badge { text: 'Live'; dot: true }"
            "IconButton { glyph: 'home'; text: 'Home' } }",
            height=700,
        )
        await scene.rest()
        before = scene.frames
        await scene.rest()
        assert scene.frames == before


class TestSmall:
    @pytest.mark.parametrize("tone", ["success", "warning", "error", "accent"])
    async def test_a_badge_has_its_tone_in_words_fill_and_edge(self, stage: MakeStage, tone: str) -> None:
        scene = await stage(GROUND + f"Badge {{ objectName: 'it'; x: 40; y: 40; text: 'Connected'; tone: '{tone}' }}")
        it, ground = scene.item("it"), scene.token("ground")
        ink = QColor(scene.token("redText" if tone == "accent" else tone))
        (word,) = words_in(it)
        assert word.property("color") == QColor(scene.token("redWord" if tone in ("error", "accent") else tone))
        picture = Picture(scene)
        assert apart(picture.at(60, 43), mix(ground, ink, scene.token("toneFill"))) <= 3
        assert apart(picture.at(60, 40.5), mix(ground, ink, scene.token("toneEdge"))) <= 24
        assert spoken(it) == (QAccessible.Role.StaticText, "Connected")

    async def test_a_long_badge_is_cut_where_it_is_kept_narrow(self, stage: MakeStage) -> None:
        scene = await stage("Badge { objectName: 'it'; width: 90; text: 'A long status of it'; dot: true }")
        (word,) = words_in(scene.item("it"))
        assert word.property("truncated")
        assert word.x() + word.width() <= 90 - scene.token("space8")

    @pytest.mark.parametrize(
        ("kind", "size", "role"),
        [
            ("display", "sizeDisplay", QAccessible.Role.Heading),
            ("title", "sizeTitle", QAccessible.Role.Heading),
            ("heading", "sizeHeading", QAccessible.Role.Heading),
            ("body", "sizeBody", QAccessible.Role.StaticText),
            ("small", "sizeSmall", QAccessible.Role.StaticText),
            ("caption", "sizeCaption", QAccessible.Role.StaticText),
            ("label", "sizeCaption", QAccessible.Role.StaticText),
            ("mono", "sizeCaption", QAccessible.Role.StaticText),
        ],
    )
    async def test_words_have_the_size_of_their_kind(
        self, stage: MakeStage, kind: str, size: str, role: QAccessible.Role
    ) -> None:
        scene = await stage(f"GlassText {{ objectName: 'it'; x: 40; y: 40; kind: '{kind}'; text: 'Words' }}")
        it = scene.item("it")
        assert it.property("font").pixelSize() == scene.token(size)
        assert spoken(it) == (role, "Words")

    async def test_a_gradient_has_smooth_corners(self, stage: MakeStage) -> None:
        scene = await stage(
            "Rectangle { anchors.fill: parent; color: 'black' }\n"
            "Plate { x: 40; y: 40; width: 100; height: 60; radius: 12; gradient: Gradient {"
            "GradientStop { position: 0; color: 'white' } GradientStop { position: 1; color: 'white' } } }"
        )
        picture = Picture(scene)
        partly = [
            row for row in range(1, 5) if any(30 < picture.at(40.5 + x, 40.5 + row).red() < 225 for x in range(12))
        ]
        assert partly == [1, 2, 3, 4]
