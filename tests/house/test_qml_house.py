"""All QML of the project keeps the rules: values come from the Theme, controls have names, nothing is an emoji."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator

from tests.house.qml_rules import NAMING, Complaint, colours, emojis, measures, nameless
from tests.house.qml_source import QmlObject, read_qml
from tests.house.text_files import text_of, tracked

VALUES = ("qml/Kriptik/Glass/Theme.qml", "qml/Kriptik/Icons/IconNames.qml")
ROOMS_OF_SCREENS = ("qml/Kriptik/Views", "qml/Kriptik/Forms", "qml/Kriptik/App")
TEMPLATES = """AbstractButton Button CheckBox CheckDelegate ComboBox ItemDelegate MenuItem RadioButton RangeSlider
RoundButton Slider SpinBox Switch SwitchDelegate TabButton TextArea TextField TextInput TextEdit ToolButton"""
CONDITIONAL = {"GlassCard": "clickable", "ListRow": "clickable"}
"""Components that can be pressed only where this property says so."""
COMPOSED = {
    "Segments": "",
    "GlassTabs": "",
    "SecretField": "",
    "GlassInput": "",
    "GlassTextArea": "",
    "GlassSelect": "",
}
"""Components that hold what can be pressed, named by their users."""


@functools.cache
def parsed(name: str) -> QmlObject:
    """Return the root of a tracked file."""
    return read_qml(text_of(name))


def qml(*folders: str) -> list[str]:
    """Return the tracked QML files of the app below these folders, or all."""
    names = [name for name in tracked(*(folders or ("qml",))) if name.endswith(".qml")]
    assert names
    return names


def pressable() -> dict[str, str]:
    """Return every type that can be pressed, from Qt's templates up to the screens' own cards."""
    known = {**dict.fromkeys(TEMPLATES.split(), ""), **COMPOSED, **CONDITIONAL}
    growing = True
    while growing:
        growing = False
        for name in qml():
            own = name.rpartition("/")[2].removesuffix(".qml")
            root = parsed(name)
            base = root.type.rpartition(".")[2]
            if own in known or base not in known:
                continue
            condition = known[base]
            here = root.bound(condition) if condition else None
            known[own] = "" if here and here.source() == "true" else condition
            growing = True
    return known


def refused(found: Iterable[tuple[str, int, str]]) -> None:
    """Fail with a line for each complaint."""
    lines = [f"{name}:{line}: {what}" for name, line, what in found]
    assert not lines, "\n" + "\n".join(lines)


def judged(rule: Callable[[QmlObject], Iterable[Complaint]]) -> Iterator[tuple[str, int, str]]:
    """Yield the complaints of a rule about every file that is not a list of values."""
    for name in qml():
        if name not in VALUES:
            yield from ((name, line, what) for line, what in rule(parsed(name)))


def test_no_colour_is_written_outside_the_theme() -> None:
    refused(judged(colours))


def test_no_size_or_duration_is_written_outside_the_theme() -> None:
    refused(judged(measures))


def test_no_emoji_is_drawn() -> None:
    refused((name, line, what) for name in qml() for line, what in emojis(text_of(name)))


def named_by_itself(root: QmlObject | None, what: str) -> bool:
    """Tell whether a component of a screen brings the name that its user did not give."""
    names = ("objectName",) if "objectName" in what else NAMING
    return root is not None and any(root.bound(name) for name in names)


def test_every_control_of_a_screen_has_its_names() -> None:
    types = pressable()
    assert {"GlassButton", "IconButton", "ProjectCard"} <= set(types)
    roots = {name.rpartition("/")[2].removesuffix(".qml"): parsed(name) for name in qml(*ROOMS_OF_SCREENS)}
    refused(
        (name, line, what)
        for name in qml(*ROOMS_OF_SCREENS)
        for line, what in nameless(parsed(name), types)
        if not named_by_itself(roots.get(what.partition(" ")[0]), what)
    )
