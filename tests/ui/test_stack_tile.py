"""A tile tells how its service stands by a sign, an edge and words, never by colour alone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.glass.stage import Stage

pytestmark = pytest.mark.qt

_TILE = """
import Kriptik.Views

StackTile {{
    id: tile

    readonly property string words: statusText
    objectName: "tile"
    x: 100
    y: 100
    width: 280
    name: "Stripe"
    integrationId: "stripe"
    icon: "stripe"
    confidence: 0.95
    byPerson: false
    reason: "\\"Stripe\\" names Stripe."
    needs: "Publishable key, Secret key"
    needCount: 2
    {status}
}}
"""


@pytest.fixture
async def tile(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Stage]:
    scene = Stage(_TILE.format(status=request.param), tmp_path, 480, 400, reduced_motion=True)
    await scene.begin()
    yield scene
    scene.end()
    assert not scene.complaints, scene.complaints


@pytest.mark.parametrize(
    ("tile", "words", "red"),
    [
        ("", "Needs credentials", False),
        ('status: "connected"', "Connected", True),
        ('status: "error"; trouble: "The key was revoked"', "The key was revoked", True),
        ('status: "free"', "No credentials needed", False),
    ],
    indirect=["tile"],
)
async def test_each_status_has_words_and_an_edge(tile: Stage, words: str, red: bool) -> None:
    await tile.rest()
    item = tile.item("tile")
    assert item.property("words") == words
    assert words in str(item.property("description"))
    edge = item.property("edge")
    assert (edge.red() > edge.green() + 40) == red, edge.name()
    assert (edge.red() == tile.token("red").red()) == (words == "Connected")
