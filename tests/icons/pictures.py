"""Draws icons as QML would ask for them, and measures the picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage

from kriptik_desktop.ui.icon_provider import IconProvider

Draw = Callable[[str, int], QImage]
CLEARLY = 40


def drawer(provider: IconProvider) -> Draw:
    """Return what draws an id in a size of pixels."""

    def draw(icon: str, pixels: int) -> QImage:
        return provider.requestImage(icon, QSize(), QSize(pixels, pixels))

    return draw


def ink(image: QImage) -> Iterator[tuple[int, int, QColor]]:
    """Yield place and colour of each pixel that can clearly be seen."""
    for y in range(image.height()):
        for x in range(image.width()):
            colour = image.pixelColor(x, y)
            if colour.alpha() >= CLEARLY:
                yield x, y, colour


def colours(image: QImage) -> set[str]:
    """Return the colours of the pixels that are wholly covered."""
    return {colour.name() for _, _, colour in ink(image) if colour.alpha() == 255}


def box(image: QImage) -> tuple[int, int, int, int]:
    """Return left, top, right and bottom of what is drawn, as margins from the edges of the picture."""
    places = [(x, y) for x, y, _ in ink(image)]
    assert places, "nothing is drawn"
    across, down = [x for x, _ in places], [y for _, y in places]
    return min(across), min(down), image.width() - 1 - max(across), image.height() - 1 - max(down)
