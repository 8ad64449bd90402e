"""Chooses the geometric figure that stands for a service without a mark of its own.

Everything follows from a checksum of the name that is the same in every version and on every machine, so a service
keeps its figure for ever; the names are folded first, so "Run Pod" and "runpod" are one.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from typing import NamedTuple

FIGURES = ("InterlockingTriangles", "HexagonMesh", "CubeFrame", "DiamondGrid", "CircuitPattern")
FACETS = {"InterlockingTriangles": 4, "HexagonMesh": 3, "CubeFrame": 3, "DiamondGrid": 4, "CircuitPattern": 3}
TURNS = {
    "InterlockingTriangles": (0, 180),
    "HexagonMesh": (0, 180),
    "CubeFrame": (0, 180),
    "DiamondGrid": (0,),
    "CircuitPattern": (0, 90, 180, 270),
}
"""By how many degrees each figure may be turned and still lie on the grid of its family, and look another."""


class Composition(NamedTuple):
    """A figure, its turn in degrees, the facet in the accent colour and the one that is white; if
    both are one, no facet is white."""

    figure: str
    turn: int
    accent: int
    light: int


def folded(name: str) -> str:
    """Return a name without what people write differently: case, spaces, hyphens, dots."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", name).casefold())


def plain(figure: str) -> Composition:
    """Return a figure as it is drawn where no name decides."""
    return Composition(figure, 0, 0, 0)


def composed(name: str) -> Composition:
    """Return the figure of a name: CRC-32 (ISO 3309) of its folded form in UTF-8, read as a number of mixed base."""
    left, figure = divmod(zlib.crc32(folded(name).encode()), len(FIGURES))
    kind = FIGURES[figure]
    left, turn = divmod(left, len(TURNS[kind]))
    left, accent = divmod(left, FACETS[kind])
    light = (accent + left % FACETS[kind]) % FACETS[kind]
    return Composition(kind, TURNS[kind][turn], accent, light)
