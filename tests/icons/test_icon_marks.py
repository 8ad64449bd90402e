"""The marks of the services: what is baked can be read on glass, keeps its hue, and every provider has a face."""

from __future__ import annotations

import colorsys
import json
import re
import runpy
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor

from kriptik_desktop.core.resources import resource
from kriptik_desktop.providers.catalogue import Catalogue
from kriptik_desktop.ui.icon_figures import folded
from tests.house.text_files import ROOT, text_of
from tests.icons.pictures import Draw, colours, ink

BAKED: dict[str, Any] = json.loads((resource("assets") / "icons" / "brands.json").read_text(encoding="utf-8"))
MARKS: dict[str, list[str]] = BAKED["marks"]
BAKER = runpy.run_path(str(ROOT / "packaging" / "bake_icons.py"))
PLANNED = ["stripe", "openai", "anthropic", "supabase", "vercel", "github", "google", "amazonaws", "aws", "huggingface"]
Colour = tuple[int, int, int]


def luminance(colour: QColor) -> float:
    channels = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (c / 12.92 if c <= 0.04045 else float(((c + 0.055) / 1.055) ** 2.4) for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def theme_colour(token: str) -> QColor:
    found = re.search(rf'color {token}: "(#[0-9a-f]{{6}})"', text_of("qml/Kriptik/Glass/Theme.qml"))
    assert found, token
    return QColor(found[1])


def test_every_mark_can_be_seen_on_glass() -> None:
    ground = theme_colour("raised")
    assert {name: shown for name, (shown, _) in MARKS.items() if contrast(QColor(shown), ground) < 3} == {}


def test_the_baker_judges_by_the_ground_of_the_theme() -> None:
    assert QColor(*BAKER["GLASS"]) == theme_colour("raised")


def readable(colour: Colour) -> Colour:
    lift: Callable[[Colour], Colour] = BAKER["readable"]
    return lift(colour)


@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_any_brand_colour_becomes_readable_and_keeps_its_hue(colour: Colour) -> None:
    shown = readable(colour)
    assert contrast(QColor(*shown), QColor(*BAKER["GLASS"])) >= 3
    if shown != (255, 255, 255):
        turn = abs(colorsys.rgb_to_hls(*shown)[0] - colorsys.rgb_to_hls(*colour)[0])
        assert min(turn, 1 - turn) < 0.02


@pytest.mark.parametrize(
    ("brand", "shown"),
    [((0x63, 0x5B, 0xFF), (0x63, 0x5B, 0xFF)), ((0, 0, 0), (255, 255, 255)), ((0x3E, 0x43, 0x48), (255, 255, 255))],
)
def test_what_reads_well_stays_and_near_black_becomes_white(brand: Colour, shown: Colour) -> None:
    assert readable(brand) == shown


def test_every_icon_of_the_catalogue_is_a_mark_or_meant_to_be_a_figure() -> None:
    known = {folded(name) for name in [*MARKS, *BAKED["aliases"], *BAKED["figures"]]}
    slugs = {provider.icon for provider in Catalogue.load().all()}
    assert len(slugs) >= 6
    assert {slug for slug in slugs if folded(slug) not in known} == set()


def test_no_name_is_both_mark_and_figure() -> None:
    marks = [folded(name) for name in [*MARKS, *BAKED["aliases"]]]
    assert len(marks) == len(set(marks))
    assert {folded(name) for name in BAKED["figures"]} & set(marks) == set()


@pytest.mark.parametrize("slug", PLANNED)
def test_the_plans_brands_have_their_mark(slug: str, draw: Draw) -> None:
    name = BAKED["aliases"].get(slug, slug)
    assert colours(draw(f"brand/{slug}", 48)) == {MARKS[name][0]}


@pytest.mark.parametrize("pixels", [16, 24, 36, 48])
def test_every_mark_is_drawn_in_its_colour(pixels: int, draw: Draw) -> None:
    for name, (shown, _) in MARKS.items():
        image = draw(f"brand/{name}", pixels)
        assert image.width() == image.height() == pixels, name
        seen = list(ink(image))
        assert len(seen) >= pixels * pixels // 20, name
        assert {QColor(shown).hue()} >= {colour.hue() for _, _, colour in seen if colour.alpha() == 255}, name


def test_a_mark_in_a_colour_of_ones_own(draw: Draw) -> None:
    assert colours(draw("brand/stripe/22c55e", 48)) == {"#22c55e"}
    assert colours(draw("brand/stripe/own", 48)) == {"#635bff"}


def test_names_are_found_however_they_are_written(draw: Draw) -> None:
    one = draw("brand/google-gemini", 32)
    assert all(draw(f"brand/{name}", 32) == one for name in ("googlegemini", "Google%20Gemini", "google.gemini"))


def test_the_names_for_qml_are_those_that_were_baked() -> None:
    names = text_of("qml/Kriptik/Icons/IconNames.qml")
    for listed, wanted in (("brands", list(MARKS)), ("glyphs", shipped("ui")), ("figures", shipped("geometric"))):
        found = re.search(rf"list<string> {listed}: \[([^\]]*)\]", names)
        assert found, listed
        assert json.loads(f"[{found[1]}]") == wanted, "run `make icons`"


def shipped(group: str) -> list[str]:
    return sorted(path.stem for path in (resource("assets") / "icons" / group).glob("*.svg"))
