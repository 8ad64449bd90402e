"""Words and marks stand out from what lies beneath, by WCAG 2: 4.5 for words, 3 for large ones and marks.

A ground is layers of the Theme's colours over lit glass, or over the brightest place of the backdrop. That no glass is
brighter than assumed here is tested with pixels (tests/glass/test_glass_contrast.py).
"""

from __future__ import annotations

import functools
import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage

from tests.house.qml_source import QmlObject, read_qml
from tests.house.text_files import ROOT, text_of, tracked

GLASS = "qml/Kriptik/Glass"
WORDS, MARKS = 4.5, 3.0
Layer = tuple[str, str]
"""A colour and the share of it that covers, both tokens of the Theme; "" for a colour that brings its own share."""

LIT_GLASS = "#232222"
"""The brightest that a panel becomes in its lit corner, under the pointer's light, over the brightest backdrop."""
GROUNDS: dict[str, tuple[Layer, ...]] = {
    "backdrop": (),
    "panel": (),
    "darker panel": (),
    "sheet": (("scrim", ""), ("inkLit", "tintSheet"), ("text", "highlight")),
    "menu, tooltip": (("raised", ""), ("text", "highlight")),
    "raised": (("raised", ""),),
    "high": (("high", ""),),
    "well": (("wellFloor", ""),),
    "inset on a panel": (("fillRest", ""),),
    "hovered on a panel": (("fillHover", ""),),
    "red": (("red", ""),),
    "deep red": (("redDeep", ""),),
    "red mark on a panel": (("redText", "toneMark"),),
    "red fill on a panel": (("redText", "toneFill"),),
    "green fill on a panel": (("success", "toneFill"),),
    "yellow fill on a panel": (("warning", "toneFill"),),
    "chosen on a panel": (("fillCurrent", ""),),
}
RED = ("red", "deep red", "red mark on a panel", "red fill on a panel", "chosen on a panel")
PAIRS: list[tuple[str, str, float, str]] = [
    *(("text", place, WORDS, "titles and words") for place in GROUNDS),
    *(
        ("textDim", place, WORDS, "second lines, quiet icons, what is not chosen")
        for place in GROUNDS
        if place not in RED
    ),
    ("textFaint", "panel", WORDS, "captions of cards: folders, times"),
    ("textFaint", "darker panel", WORDS, "captions of panels within panels"),
    ("textFaint", "sheet", WORDS, "notes under fields"),
    ("textFaint", "raised", WORDS, "captions of notices"),
    ("textFaint", "well", WORDS, "what is typed into a field that is off"),
    ("textFaint", "backdrop", WORDS, "captions of a page"),
    ("redText", "panel", MARKS, "accents of icons"),
    ("redText", "sheet", MARKS, "accents of icons"),
    ("redText", "raised", MARKS, "icons of notices"),
    ("error", "panel", MARKS, "dots, icons and edges of what failed"),
    ("redWord", "panel", WORDS, "failed tasks"),
    ("redWord", "sheet", WORDS, "what is wrong with a field"),
    ("redWord", "red fill on a panel", WORDS, "badges"),
    ("redSoft", "panel", WORDS, "words in red that are read"),
    ("redSoft", "red mark on a panel", WORDS, "words of the prompt that something was read from"),
    *((tone, "panel", WORDS, "states in words") for tone in ("success", "warning")),
    *((tone, "sheet", WORDS, "notes under fields") for tone in ("success", "warning")),
    ("success", "green fill on a panel", WORDS, "badges"),
    ("warning", "yellow fill on a panel", WORDS, "badges"),
    ("placeholder", "well", MARKS, "examples in fields; the label stands above"),
    ("ring", "panel", MARKS, "keyboard focus"),
    ("ring", "backdrop", MARKS, "keyboard focus"),
    ("ring", "sheet", MARKS, "keyboard focus"),
    ("ring", "well", MARKS, "keyboard focus"),
    ("ring", "high", MARKS, "keyboard focus"),
]
NOT_READ = {"disabled", "placeholder", "clear"}
"""What cannot be used, of which WCAG asks nothing; and examples in fields, which stand under a label and need 3."""


@functools.cache
def theme() -> QmlObject:
    """Return the Theme as it is written."""
    return read_qml(text_of(f"{GLASS}/Theme.qml"))


def value(token: str) -> QColor | float:
    """Return what a token stands for."""
    binding = theme().bound(token)
    assert binding is not None, f"the Theme has no {token}"
    text = "".join(word.text for word in binding.words)
    numbers = re.fullmatch(r"Qt\.rgba\(([\d.]+),([\d.]+),([\d.]+),([\d.]+)\)", text)
    if numbers:
        return QColor.fromRgbF(*(float(part) for part in numbers.groups()))
    if text.startswith('"'):
        return QColor(text.strip('"'))
    return value(text) if text.isidentifier() else float(text)


def share(token: str) -> float:
    """Return a token that is a number."""
    found = value(token)
    assert isinstance(found, float)
    return found


def colour(token: str) -> QColor:
    """Return a token that is a colour."""
    found = value(token)
    assert isinstance(found, QColor)
    return found


def over(top: QColor, alpha: float, below: QColor) -> QColor:
    """Return a colour laid over another."""
    parts = zip((top.redF(), top.greenF(), top.blueF()), (below.redF(), below.greenF(), below.blueF()), strict=True)
    return QColor.fromRgbF(*(upper * alpha + lower * (1 - alpha) for upper, lower in parts))


def luminance(of: QColor) -> float:
    """Return the relative luminance (WCAG 2.2, "relative luminance")."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (of.redF(), of.greenF(), of.blueF())
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast ratio (WCAG 2.2, "contrast ratio"), 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def brightest_of(picture: QImage) -> QColor:
    """Return the brightest place of a picture that is as large as a letter."""
    small = picture.scaled(
        picture.width() // 8,
        picture.height() // 8,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    pixels = (small.pixelColor(x, y) for x in range(small.width()) for y in range(small.height()))
    return max(pixels, key=luminance)


@functools.cache
def brightest() -> QColor:
    """Return the brightest place of the backdrop."""
    picture = QImage(str(ROOT / GLASS / "images" / "backdrop.jpg"))
    assert not picture.isNull()
    return brightest_of(picture)


def ground(place: str) -> QColor:
    """Return what lies beneath the words there, at its brightest."""
    found = QColor(LIT_GLASS) if place.endswith("panel") else brightest()
    for token, covers in GROUNDS[place]:
        top = colour(token)
        found = over(top, share(covers) if covers else top.alphaF(), found)
    return found


@pytest.mark.parametrize(("token", "place", "least", "where"), PAIRS)
def test_words_and_marks_stand_out(token: str, place: str, least: float, where: str) -> None:
    below = ground(place)
    shown = over(colour(token), colour(token).alphaF(), below)
    assert contrast(shown, below) >= least, f"{where}: {shown.name()} on {below.name()}"


def test_the_measure_is_that_of_wcag() -> None:
    assert contrast(QColor("#ffffff"), QColor("#000000")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("#ffffff")) == pytest.approx(4.48, abs=0.01)


def tokens_of_words(root: QmlObject) -> set[str]:
    """Return what the texts of a file take from the Theme for their colour."""
    givers = ("GlassText", "Text", "Label", "TextField", "TextArea", "TextInput", "TextEdit")
    bindings = (each.bound("color") for each in root.walk() if each.type.rpartition(".")[2] in givers)
    return {name for each in bindings if each for name in re.findall(r"Theme \. (\w+)", each.source())}


def test_every_colour_of_words_is_judged() -> None:
    judged = {token for token, _, least, _ in PAIRS if least == WORDS} | NOT_READ
    used = {
        (name, token)
        for name in tracked("qml")
        if name.endswith(".qml")
        for token in tokens_of_words(read_qml(text_of(name)))
    }
    assert {"text", "textDim"} <= {token for _, token in used}
    assert {(name, token) for name, token in used if token not in judged | {"wordTone"}} == set()
