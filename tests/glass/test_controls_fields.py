"""Fields: a dark well that glows red in use, words that say what is wrong, and secrets that stay masked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtQuick import QQuickItem

from tests.glass.conftest import MakeStage
from tests.glass.eyes import Picture, apart, light, reader, spoken, words_in
from tests.glass.stage import Stage

pytestmark = pytest.mark.qt

GROUND = "Rectangle { anchors.fill: parent; color: Theme.ground }\n"
HEARD = "property string heard: ''\nproperty int accepted: 0\nobjectName: 'scene'\n"
SECRET = "sk_test_51Fake0000"
X, Y, WIDE, HIGH = 60, 60, 300, 40


def field(extra: str, kind: str = "GlassInput") -> str:
    """Return a field without a label, so that its well is at a known place."""
    return f"{GROUND} {kind} {{ objectName: 'it'; x: {X}; y: {Y}; width: {WIDE}; {extra} }}"


def typed(scene: Stage) -> QQuickItem:
    """Return the part of the field that is typed into."""
    return scene.item("itField")


def read_out(item: QQuickItem) -> str:
    """Return everything a screen reader can get of an item."""
    interface = reader(item)
    texts = [interface.text(kind) for kind in (QAccessible.Text.Name, QAccessible.Text.Description)]
    texts.append(interface.text(QAccessible.Text.Value))
    spoken_text = interface.textInterface()
    if spoken_text is not None:
        texts.append(spoken_text.text(0, spoken_text.characterCount()))
    return "\n".join(texts)


class TestWell:
    async def test_it_is_dark_and_shaded_under_its_upper_lip(self, stage: MakeStage) -> None:
        scene = await stage(field(""))
        picture, middle = Picture(scene), X + WIDE / 2
        assert apart(picture.at(middle, Y + 1.5), scene.token("wellShade")) <= 3
        assert apart(picture.at(middle, Y + HIGH - 1.5), scene.token("wellFloor")) <= 3
        assert light(picture.at(middle, Y + 2)) < light(picture.at(middle, Y + HIGH - 3))
        assert light(picture.at(middle, Y + HIGH - 0.5)) > light(picture.at(middle, Y + 0.5)) + 20

    async def test_its_corners_are_round(self, stage: MakeStage) -> None:
        scene = await stage(field("problem: 'Wrong.'"))
        picture, radius = Picture(scene), scene.token("radius12")
        assert picture.at(X + radius + 1, Y + 0.5).red() > 200
        assert picture.at(X + radius / 2, Y + 0.5).red() < 110
        assert picture.at(X + 0.5, Y + radius / 2).red() < 110

    async def test_red_light_comes_with_the_keyboard(self, stage: MakeStage) -> None:
        scene = await stage(field(""))
        await scene.rest()
        middle = X + WIDE / 2
        cold = Picture(scene)
        await scene.focus("it")
        await scene.until(lambda: scene.item("itFrame").property("warmth") == 1, "the glow")
        warm = Picture(scene)
        assert apart(warm.at(middle, Y + 0.5), scene.token("redText")) <= 6
        for y in (Y - 3, Y + HIGH + 3):
            glow = warm.at(middle, y)
            assert glow.red() > cold.at(middle, y).red() + 12
            assert glow.red() > glow.blue() + 12
        # The glow is outside: the well itself stays dark, or words in it would stand on red.
        assert apart(warm.at(middle, Y + HIGH / 2), cold.at(middle, Y + HIGH / 2)) <= 3

    async def test_the_pointer_lights_its_lip(self, stage: MakeStage) -> None:
        scene = await stage(field(""))
        before = Picture(scene)
        await scene.hover("it")
        await scene.rest()
        place = (X + WIDE / 2, Y + HIGH - 0.5)
        assert light(Picture(scene).at(*place)) > light(before.at(*place)) + 15

    async def test_a_placeholder_has_its_own_grey_and_goes_when_something_is_typed(self, stage: MakeStage) -> None:
        scene = await stage(field("placeholder: 'Meeting notes'"))
        (hint,) = words_in(typed(scene))
        assert hint.property("color") == scene.token("placeholder")
        await scene.focus("it")
        await scene.type("N")
        await scene.until(lambda: not words_in(typed(scene)), "the placeholder to go")


class TestInput:
    async def test_typing_and_enter_are_told(self, stage: MakeStage) -> None:
        scene = await stage(
            HEARD + field("onEdited: value => parent.parent.heard = value; onAccepted: parent.parent.accepted += 1")
        )
        await scene.focus("it")
        await scene.type("Notes")
        await scene.key(Qt.Key.Key_Return)
        await scene.until(lambda: scene.item("scene").property("accepted") == 1, "Enter")
        assert scene.item("scene").property("heard") == "Notes"

    async def test_a_problem_is_an_edge_a_sign_and_words_and_is_read_out(self, stage: MakeStage) -> None:
        scene = await stage(field("label: 'Secret key'; problem: 'This is a live key.'; hint: 'A hint.'"))
        (note,) = [word for word in words_in(scene.item("it")) if word.property("text") == "This is a live key."]
        assert note.property("color") == scene.token("redWord")
        top = scene.item("itFrame").mapToScene(scene.item("itFrame").boundingRect().topLeft()).y()
        assert apart(Picture(scene).at(X + WIDE / 2, top + 0.5), scene.token("error")) <= 4
        assert spoken(typed(scene)) == (QAccessible.Role.EditableText, "Secret key")
        assert reader(typed(scene)).text(QAccessible.Text.Description) == "This is a live key."

    async def test_a_warning_and_a_hint_stand_where_nothing_is_wrong(self, stage: MakeStage) -> None:
        scene = await stage(field("warning: 'Short.'; hint: 'A hint.'"))
        assert [word.property("text") for word in words_in(scene.item("it"))] == ["Short."]

    async def test_a_long_label_and_a_long_problem_stay_inside(self, stage: MakeStage) -> None:
        words = "a long run of words that does not end where the field ends "
        scene = await stage(field(f"label: '{words}'; optional: true; problem: '{words * 3}'"))
        for word in words_in(scene.item("it")):
            assert word.mapToScene(word.boundingRect().topLeft()).x() + word.width() <= X + WIDE
        assert scene.item("it").height() > 120

    async def test_disabled_it_takes_nothing(self, stage: MakeStage) -> None:
        scene = await stage(field("text: 'kept'; enabled: false"))
        await scene.click_at(scene.place("it"))
        await scene.type("x")
        assert typed(scene).property("text") == "kept"
        assert typed(scene).property("color") == scene.token("textFaint")


class TestSecret:
    async def test_it_shows_dots_until_asked_and_again_after(self, stage: MakeStage) -> None:
        scene = await stage(field(f"label: 'Secret key'; text: '{SECRET}'", "SecretField"))
        assert scene.item("it").property("shown") == "•" * len(SECRET)
        await scene.click("itReveal")
        await scene.until(lambda: scene.item("it").property("shown") == SECRET, "the value to show")
        assert scene.item("itReveal").property("text") == "Hide Secret key"
        await scene.click("itReveal")
        await scene.until(lambda: "•" in scene.item("it").property("shown"), "the value to hide")

    async def test_a_screen_reader_gets_its_name_and_no_value(self, stage: MakeStage) -> None:
        scene = await stage(field(f"label: 'Secret key'; text: '{SECRET}'; hint: 'Stays here.'", "SecretField"))
        told = read_out(typed(scene))
        assert "Secret key" in told
        assert "Stays here." in told
        assert SECRET not in told
        assert spoken(scene.item("itReveal")) == (QAccessible.Role.Button, "Show Secret key")

    async def test_out_of_sight_it_is_masked_again(self, stage: MakeStage) -> None:
        scene = await stage(field(f"text: '{SECRET}'; revealed: true", "SecretField"))
        it = scene.item("it")
        assert it.property("shown") == SECRET
        it.setVisible(False)
        it.setVisible(True)
        assert it.property("shown") == "•" * len(SECRET)

    async def test_keys_meant_for_its_button_are_not_typed(self, stage: MakeStage) -> None:
        scene = await stage(field(f"text: '{SECRET}'", "SecretField"))
        await scene.focus("itReveal")
        await scene.type("x")
        await scene.key(Qt.Key.Key_Space)
        await scene.until(lambda: scene.item("it").property("shown") == SECRET, "the value to show, unchanged")


class TestTextArea:
    AREA = (
        HEARD + GROUND + "GlassTextArea { objectName: 'it'; x: 60; y: 40; width: 300; label: 'Describe the app';"
        "problem: 'Say what it is for.'; onEdited: value => parent.parent.heard = value }\n"
        "GlassButton { objectName: 'next'; x: 60; y: 300; text: 'Next' }"
    )

    async def test_it_takes_several_lines_and_tab_leaves_it_both_ways(self, stage: MakeStage) -> None:
        scene = await stage(self.AREA)
        await scene.focus("it")
        await scene.type("one")
        await scene.key(Qt.Key.Key_Return)
        await scene.type("two")
        await scene.until(lambda: scene.item("scene").property("heard") == "one\ntwo", "two lines")
        await scene.key(Qt.Key.Key_Tab)
        await scene.until(lambda: scene.focused() == "next", "the next part of the form")
        await scene.key(Qt.Key.Key_Backtab)
        await scene.until(lambda: scene.item("it").hasActiveFocus(), "the way back")
        assert scene.item("scene").property("heard") == "one\ntwo"

    async def test_it_glows_while_it_is_typed_into(self, stage: MakeStage) -> None:
        scene = await stage(self.AREA.replace("Say what it is for.", ""))
        await scene.rest()
        cold = Picture(scene)
        await scene.focus("it")
        await scene.until(lambda: scene.item("itFrame").property("warmth") == 1, "the glow")
        assert Picture(scene).at(56, 120).red() > cold.at(56, 120).red() + 12

    async def test_it_is_named_and_says_what_is_wrong(self, stage: MakeStage) -> None:
        scene = await stage(self.AREA)
        area = scene.item("itArea")
        assert spoken(area) == (QAccessible.Role.EditableText, "Describe the app")
        assert reader(area).text(QAccessible.Text.Description) == "Say what it is for."
        assert reader(area).state().multiLine
