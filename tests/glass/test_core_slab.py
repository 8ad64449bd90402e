"""The glass itself lands on its pixels as specified: ink, edges, corners, blur, lens, depth."""

from __future__ import annotations

import itertools
import math

import pytest
from PySide6.QtGui import QColor, QImage

from kriptik_desktop.core.resources import resource
from kriptik_desktop.ui.renderer import Renderer
from tests.glass.conftest import MakeStage

pytestmark = pytest.mark.qt

GRAIN = 4
"""How far the fine noise moves a colour, in 255ths."""


def over(picture: str, rest: str) -> str:
    """Return QML with a backdrop of its own."""
    return f"GlassBackdrop {{ anchors.fill: parent; picture: {picture}\n {rest} }}"


def plain(colour: str, rest: str) -> str:
    return over(f'Rectangle {{ anchors.fill: parent; color: "{colour}" }}', rest)


def grey(picture: QImage, x: float, y: float) -> float:
    """Return how light a small patch is, 0 to 255; the mean of nine pixels, so that grain does not count."""
    around = [picture.pixelColor(int(x) + dx, int(y) + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
    return sum(each.red() + each.green() + each.blue() for each in around) / 27


def light(colour: QColor) -> float:
    return (colour.red() + colour.green() + colour.blue()) / 3


def steps_to_slab(picture: QImage, x: int, y: int, step: tuple[int, int]) -> int:
    """Return how many steps it takes from a white place, through shadow, to the slab."""
    begin = picture.pixelColor(x, y)
    for taken in range(1, 400):
        here = picture.pixelColor(x + taken * step[0], y + taken * step[1])
        if light(begin) - light(here) > 120:
            return taken
    raise AssertionError("no slab on the way")


@pytest.mark.parametrize(
    ("variant", "token"),
    [("dark", "tintDark"), ("darker", "tintDarker"), ("sheet", "tintSheet"), ("note", "tintNote")],
)
async def test_each_variant_lets_its_share_of_the_backdrop_through(
    stage: MakeStage, renderer: Renderer, variant: str, token: str
) -> None:
    scene = await stage(
        plain("white", f'GlassPanel {{ x: 100; y: 60; width: 400; height: 280; depth: 1; variant: "{variant}" }}')
    )
    tint = scene.token(token)
    if renderer == "software":
        tint = max(tint, scene.token("tintPlain"))
    expected = 255 * (1 - tint) + light(scene.token("ink")) * tint
    assert abs(grey(scene.grab(), 440, 300) - expected) <= GRAIN


async def test_the_light_comes_from_the_upper_left(stage: MakeStage) -> None:
    scene = await stage(plain("black", "GlassPanel { x: 100; y: 60; width: 400; height: 280; depth: 1 }"))
    picture = scene.grab()
    inside = [grey(picture, x, y) for x, y in ((130, 90), (300, 200), (470, 310))]
    assert inside[0] > inside[1] + 3
    assert inside[1] >= inside[2] - 1
    top, left = light(picture.pixelColor(300, 60)), light(picture.pixelColor(100, 200))
    bottom, right = light(picture.pixelColor(300, 339)), light(picture.pixelColor(499, 200))
    assert top > bottom + 25
    assert left > right + 8
    assert top > grey(picture, 300, 64) + 20
    assert bottom > grey(picture, 300, 334) + 5, "the lower edge is still seen"


async def test_corners_are_round_by_sixteen(stage: MakeStage) -> None:
    scene = await stage(plain("white", "GlassPanel { x: 100; y: 60; width: 400; height: 280; depth: 1 }"))
    assert scene.token("radius16") == 16
    picture = scene.grab()
    for x, y, inward in ((100, 60, (1, 1)), (499, 60, (-1, 1)), (100, 339, (1, -1)), (499, 339, (-1, -1))):
        outside = picture.pixelColor(x + 2 * inward[0], y + 2 * inward[1])
        within = picture.pixelColor(x + 7 * inward[0], y + 7 * inward[1])
        assert light(outside) > 150, "the backdrop with a little shadow"
        assert light(within) < 130, "the slab"


@pytest.mark.parametrize(("token", "sigma"), [("blur", 24), ("blurSheet", 40)])
async def test_the_blur_is_a_gaussian_of_the_specified_sigma(
    stage: MakeStage, renderer: Renderer, token: str, sigma: float
) -> None:
    edge = """Row { anchors.fill: parent
        Rectangle { width: parent.width / 2; height: parent.height; color: "black" }
        Rectangle { width: parent.width / 2; height: parent.height; color: "white" } }"""
    scene = await stage(
        f"""GlassBackdrop {{ id: behind; objectName: "behind"; anchors.fill: parent; sigma: Theme.{token}
            picture: {edge}
            ShaderEffect {{ anchors.fill: parent; property var source: behind.blurred }} }}""",
        1280,
        400,
    )
    assert scene.token(token) == sigma
    if renderer == "software":
        assert scene.item("behind").property("blurred") is None
        return
    picture = scene.grab()
    row = [picture.pixelColor(x, 200).redF() for x in range(picture.width())]
    slope = [b - a for a, b in itertools.pairwise(row)]
    total = sum(slope)
    middle = sum(at * each for at, each in enumerate(slope)) / total
    spread = math.sqrt(sum((at - middle) ** 2 * each for at, each in enumerate(slope)) / total)
    assert spread == pytest.approx(sigma, rel=0.10)
    assert middle == pytest.approx(639.5, abs=2)
    off = max(abs(v - 0.5 * (1 + math.erf((x - middle) / (spread * math.sqrt(2))))) for x, v in enumerate(row))
    assert off < 0.03, "not the shape of a Gaussian"


async def test_the_rim_bends_what_lies_behind_it(stage: MakeStage, renderer: Renderer) -> None:
    split = """Column { anchors.fill: parent
        Rectangle { width: parent.width; height: 200; color: "black" }
        Rectangle { width: parent.width; height: parent.height; color: "white" } }"""
    scene = await stage(over(split, 'GlassPanel { x: 100; y: 196; width: 400; height: 180; variant: "note" }'))
    picture = scene.grab()
    rim, flat = grey(picture, 300, 199), grey(picture, 300, 236)
    if renderer == "gpu":
        assert rim > 60, "the lens pulls the white from below up to the rim"
    assert flat > 40


@pytest.mark.parametrize(
    ("depth", "layers"),
    [
        (1, [(4, 6, 0.30)]),
        (2, [(8, 15, 0.40)]),
        (3, [(12, 25, 0.50), (4, 10, 0.30)]),
        (4, [(20, 40, 0.60), (8, 20, 0.40)]),
        (5, [(30, 60, 0.70), (15, 30, 0.50)]),
    ],
)
async def test_each_depth_casts_the_specified_shadow(
    stage: MakeStage, depth: int, layers: list[tuple[int, int, float]]
) -> None:
    """Below the middle of a wide slab, CSS darkens by strength x (1 - Gauss((distance - offset) / (blur / 2)))."""
    scene = await stage(
        plain("#c8c8c8", f"GlassPanel {{ x: 120; y: 60; width: 400; height: 200; depth: {depth} }}"), 640, 460
    )
    picture = scene.grab()
    for below in (6, 16, 30, 60):
        share = 1.0
        for offset, blur, strength in layers:
            share *= 1 - strength * 0.5 * math.erfc((below - offset) / (blur / 2 * math.sqrt(2)))
        assert abs(grey(picture, 320, 260 + below) - 200 * share) <= 7, f"{below} below the slab"


async def test_glass_that_is_moved_shows_what_is_behind_it_now(stage: MakeStage) -> None:
    split = """Row { anchors.fill: parent
        Rectangle { width: 320; height: parent.height; color: "black" }
        Rectangle { width: 320; height: parent.height; color: "white" } }"""
    panel = 'GlassPanel { objectName: "slab"; x: 20; y: 60; width: 200; height: 200; variant: "note" }'
    scene = await stage(over(split, panel))
    before = grey(scene.grab(), 160, 200)
    scene.item("slab").setProperty("x", 400)
    await scene.rest()
    assert grey(scene.grab(), 540, 200) > before + 25


def luminance(red: float, green: float, blue: float) -> float:
    """Return the relative luminance (WCAG 2.2)."""
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (red, green, blue)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def test_small_grey_words_can_stand_anywhere_on_the_backdrop() -> None:
    picture = QImage(str(resource("qml", "Kriptik", "Glass", "images", "backdrop.jpg"))).scaled(400, 250)
    colours = [picture.pixelColor(x, y) for x in range(400) for y in range(250)]
    brightest = max(luminance(each.redF(), each.greenF(), each.blueF()) for each in colours)
    words = luminance(0xA0 / 255, 0xA0 / 255, 0xA0 / 255)
    assert (words + 0.05) / (brightest + 0.05) >= 4.5
    assert brightest > 0.015, "a backdrop without light shows no glass"
