"""The icons are one family: one grid, one stroke, corners of few angles, one accent, and they sit in their middle."""

from __future__ import annotations

import math
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from kriptik_desktop.core.resources import resource
from kriptik_desktop.ui.icon_provider import BLACK, RED, WHITE
from tests.house.text_files import ROOT, text_of, tracked
from tests.icons.pictures import Draw, box, colours, ink

UI = resource("assets") / "icons" / "ui"
NAMES = sorted(path.stem for path in UI.glob("*.svg"))
PLANNED = ["check", "x", "plus", "refresh", "lock", "key", "link", "settings"]
NEEDED = re.findall(
    r"[a-z-]+",
    """
    search chevron-down chevron-right chevron-up copy eye eye-off info alert offline command menu more sort-up sort-down
    minus dot external trash folder home layers play pause stop clock file terminal bell shield history download upload
    filter arrow back spinner unlock
    """,
)
WITHOUT_ACCENT = {"chevron-down", "chevron-right", "chevron-up", "dot", "minus"}
SVG = "{http://www.w3.org/2000/svg}"
Point = tuple[float, float]


def paths(name: str) -> list[ET.Element]:
    return ET.fromstring((UI / f"{name}.svg").read_text("utf-8")).findall(f"{SVG}path")


def lines(d: str) -> Iterator[list[Point]]:
    """Yield the points of each part of a path, which may hold M, H, V, L and Z in absolute places."""
    at: Point = (0, 0)
    part: list[Point] = []
    for letter, numbers in re.findall(r"([MHVLZ])([^MHVLZ]*)", d):
        values = [float(value) for value in re.findall(r"-?[0-9]*\.?[0-9]+", numbers)]
        if letter == "M" and part:
            yield part
            part = []
        if letter == "Z":
            part.append(part[0])
        elif letter in "HV":
            for value in values:
                at = (value, at[1]) if letter == "H" else (at[0], value)
                part.append(at)
        else:
            for at in zip(values[::2], values[1::2], strict=True):
                part.append(at)
    yield part


def slopes(d: str) -> Iterator[float]:
    """Yield the angle of each line in degrees, 0 to 180."""
    for part in lines(d):
        for (x, y), (to_x, to_y) in pairwise(part):
            if math.hypot(to_x - x, to_y - y) > 0.1:
                yield math.degrees(math.atan2(to_y - y, to_x - x)) % 180


def test_all_that_is_planned_and_needed_is_there() -> None:
    assert set(PLANNED + NEEDED) == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_one_grid_and_one_stroke(name: str) -> None:
    root = ET.fromstring((UI / f"{name}.svg").read_text("utf-8"))
    assert root.attrib == {
        "viewBox": "0 0 24 24",
        "fill": "none",
        "stroke": "currentColor",
        "stroke-width": "2",
        "stroke-linejoin": "miter",
        "stroke-linecap": "square",
    }
    assert all("stroke-width" not in path.attrib for path in paths(name))


@pytest.mark.parametrize("name", NAMES)
def test_one_accent(name: str) -> None:
    accents = [path for path in paths(name) if "accent" in (path.get("stroke"), path.get("fill"))]
    assert len(accents) == (0 if name in WITHOUT_ACCENT else 1)
    assert len(paths(name)) == len(accents) + 1


@pytest.mark.parametrize("name", NAMES)
def test_lines_lie_on_the_angles_of_the_hexagon_and_the_square(name: str) -> None:
    turns = [slope for path in paths(name) for slope in slopes(path.attrib["d"])]
    near = [min(abs(slope - angle) for angle in (0, 30, 45, 60, 90, 120, 135, 150, 180)) for slope in turns]
    assert turns
    assert max(near) < 1.0, [round(slope, 1) for slope in turns]


@pytest.mark.parametrize("pixels", [16, 20, 24, 36, 48])
def test_every_icon_is_drawn_within_its_box(pixels: int, draw: Draw) -> None:
    for name in NAMES:
        image = draw(f"ui/{name}/white/red/2", pixels)
        assert image.width() == image.height() == pixels
        assert len(list(ink(image))) >= pixels * pixels // 30, name
        assert min(box(image)) >= pixels // 24, name


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_sits_in_its_middle(name: str, draw: Draw) -> None:
    left, top, right, bottom = box(draw(f"ui/{name}/white/red/2", 96))
    assert abs(left - right) <= 7, (left, right)
    assert abs(top - bottom) <= 7, (top, bottom)


def test_an_icon_takes_its_colours_and_its_stroke(draw: Draw) -> None:
    assert colours(draw("ui/plus/white/red/2", 48)) == {f"#{WHITE}", f"#{RED}"}
    assert colours(draw("ui/plus/112233/445566/2", 48)) == {"#112233", "#445566"}
    fine, strong = (len(list(ink(draw(f"ui/plus/white/red/{weight}", 96)))) for weight in ("1.5", "2"))
    assert fine < strong * 0.8


@pytest.mark.parametrize(
    "icon", ["ui/nothing", "ui/", "ui", "ui/..%2Fgeometric%2FCubeFrame", "what/check", "app/none", ""]
)
def test_an_icon_that_is_not_there_is_an_empty_picture(icon: str, draw: Draw) -> None:
    assert draw(icon, 24).isNull()


def test_the_usual_colours_are_those_of_the_theme() -> None:
    theme = text_of("qml/Kriptik/Glass/Theme.qml")
    assert f'color text: "#{WHITE}"' in theme
    assert f'color redText: "#{RED}"' in theme
    assert BLACK == "000000"


def test_every_glyph_that_qml_names_is_there() -> None:
    named: dict[str, str] = {}
    for file in tracked("qml"):
        if file.endswith(".qml") and (ROOT / file).is_file():
            for line in text_of(file).splitlines():
                if re.match(r"\s*(?:readonly )?(?:property string )?glyph: ", line):
                    named |= {word: file for word in re.findall(r'"([a-z-]+)"', line)}
    assert "home" in named
    assert {word: file for word, file in named.items() if word not in NAMES and not said_of(word, file)} == {}


def said_of(word: str, file: str) -> bool:
    """Return whether a word on a line of a glyph is compared with, and not the glyph itself."""
    return bool(re.search(rf'[=!]== "{word}"', text_of(str(Path(file)))))
