"""The five figures, and which of them a name gets: the same one for ever."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kriptik_desktop.ui.icon_figures import FACETS, FIGURES, TURNS, Composition, composed, folded
from tests.icons.pictures import Draw, colours, ink

VECTORS = {
    "runpod": Composition("InterlockingTriangles", 180, 1, 3),
    "groq": Composition("CubeFrame", 0, 1, 2),
    "cohere": Composition("DiamondGrid", 0, 0, 3),
    "unknown-provider": Composition("DiamondGrid", 0, 3, 2),
    "": Composition("InterlockingTriangles", 0, 0, 0),
    "\u00dcn\u00efcode \u6f22\u5b57": Composition("CircuitPattern", 180, 0, 0),
}


@pytest.mark.parametrize("name", VECTORS)
def test_a_name_keeps_its_figure_for_ever(name: str) -> None:
    assert composed(name) == VECTORS[name]


@given(st.text())
def test_any_name_gets_a_figure_that_exists(name: str) -> None:
    made = composed(name)
    assert made.turn in TURNS[made.figure]
    assert 0 <= made.accent < FACETS[made.figure]
    assert 0 <= made.light < FACETS[made.figure]
    assert composed(folded(name)) == made


def test_names_use_all_there_is() -> None:
    seen = {composed(f"provider {number}") for number in range(3000)}
    assert len(seen) == sum(len(TURNS[name]) * FACETS[name] ** 2 for name in FIGURES)


def test_the_five_figures_are_five(draw: Draw) -> None:
    pictures = [{(x, y) for x, y, _ in ink(draw(f"geometric/{name}", 48))} for name in FIGURES]
    for one, other in itertools.combinations(pictures, 2):
        assert len(one ^ other) > 48 * 48 // 8


def every_composition() -> list[Composition]:
    return [
        Composition(name, turn, accent, light)
        for name in FIGURES
        for turn in TURNS[name]
        for accent, light in itertools.product(range(FACETS[name]), repeat=2)
    ]


def test_every_composition_looks_another(draw: Draw) -> None:
    names: dict[Composition, str] = {}
    for number in itertools.count():
        names.setdefault(composed(f"provider {number}"), f"provider {number}")
        if len(names) == len(every_composition()):
            break
    pictures = {bytes(draw(f"geometric/{name}", 24).constBits()) for name in names.values()}
    assert len(pictures) == len(names)


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_white_and_black_with_one_red_facet(name: str, draw: Draw) -> None:
    assert colours(draw(f"geometric/{name}", 96)) >= {"#ffffff", "#000000", "#ef4444"}
    assert colours(draw(f"geometric/{name}/112233/445566/778899", 96)) >= {"#112233", "#445566", "#778899"}


@pytest.mark.parametrize("slug", ["runpod", "unknown-provider", "a/b", "100%", "..%2f..%2fetc", "\u6f22\u5b57"])
@pytest.mark.parametrize("pixels", [16, 24, 36, 48])
def test_a_service_without_a_mark_has_a_figure(slug: str, pixels: int, draw: Draw) -> None:
    quoted = slug.replace("%", "%25").replace("/", "%2F")
    image = draw(f"brand/{quoted}", pixels)
    assert image == draw(f"geometric/{quoted}", pixels)
    assert len(list(ink(image))) > pixels * pixels // 10


def test_a_figure_takes_a_colour_of_ones_own(draw: Draw) -> None:
    assert "#22c55e" in colours(draw("brand/runpod/22c55e", 48))
    assert "#ffffff" not in colours(draw("brand/runpod/22c55e", 48))
