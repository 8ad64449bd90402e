"""The gallery forgets no component, and no page of it has anything to complain about."""

from __future__ import annotations

import re

import pytest

from tests.fakes.hands import wait_until
from tests.gallery.pages import PAGES, open_page
from tests.house.qml_source import read_qml
from tests.house.text_files import text_of, tracked

_ENTRY = re.compile(r"^(?!internal|module|singleton)(\w+) \d+\.\d+ \w+\.qml$", re.MULTILINE)
SEEN_OTHERWISE = {
    "GlassBackdrop": "what GlassScene is made of",
    "GlassScene": "the ground of every page, in Gallery.qml",
    "GlassScrollBar": "part of GlassScroll",
    "Entrance": "a motion; nothing to see at rest",
    "IconMotion": "the motion of an icon; nothing to see at rest",
}


def shown_types() -> set[str]:
    """Return every type that the gallery instantiates."""
    names = [name for name in tracked("tests/gallery") if name.endswith(".qml")]
    return {each.type for name in names for each in read_qml(text_of(name)).walk()}


@pytest.mark.parametrize("module", ["Glass", "Icons"])
def test_every_public_component_is_shown(module: str) -> None:
    public = set(_ENTRY.findall(text_of(f"qml/Kriptik/{module}/qmldir")))
    assert len(public) > 5
    assert public - shown_types() - set(SEEN_OTHERWISE) == set()


@pytest.mark.qt
@pytest.mark.parametrize("page", PAGES)
async def test_a_page_loads_without_a_complaint(page: str) -> None:
    complaints: list[str] = []
    engine, view = open_page(page, (1280, 800), complaints)
    try:
        await wait_until(view.isExposed, lambda: f"{page} to show", 10)
        assert not view.grabWindow().isNull()
    finally:
        engine.delete()
    assert complaints == []


def test_there_are_pages() -> None:
    assert {"Controls", "Fields", "Foundations", "Icons", "Surfaces"} <= set(PAGES)
