"""What tests of controls look with: colours compared, blended and sampled, and what a screen reader is told."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QAccessible, QAccessibleInterface, QColor, QImage
from PySide6.QtQuick import QQuickItem

from tests.glass.stage import Stage


class Picture:
    """One grab of a stage, sampled in the units of the window."""

    def __init__(self, stage: Stage) -> None:
        self._image: QImage = stage.grab()
        self._scale = self._image.devicePixelRatio()

    def at(self, x: float, y: float) -> QColor:
        """Return the colour at a place; halves are middles of pixels."""
        return self._image.pixelColor(int(x * self._scale), int(y * self._scale))


def mix(first: QColor, second: QColor, share: float) -> QColor:
    """Return ``second`` in this share over ``first``."""
    kept = 1 - share
    return QColor.fromRgbF(
        first.redF() * kept + second.redF() * share,
        first.greenF() * kept + second.greenF() * share,
        first.blueF() * kept + second.blueF() * share,
    )


def over(ground: QColor, veil: QColor) -> QColor:
    """Return a translucent colour laid on an opaque one."""
    return mix(ground, veil, veil.alphaF())


def apart(first: QColor, second: QColor) -> int:
    """Return the largest difference of a channel, 0 to 255."""
    return max(abs(first.red() - second.red()), abs(first.green() - second.green()), abs(first.blue() - second.blue()))


def light(colour: QColor) -> int:
    """Return how bright a colour is: the sum of its channels."""
    return colour.red() + colour.green() + colour.blue()


def reader(item: QQuickItem) -> QAccessibleInterface:
    """Return what a screen reader sees of an item."""
    QAccessible.setActive(True)
    interface = QAccessible.queryAccessibleInterface(item)
    assert interface is not None, f"{item.objectName()} is not there for a screen reader"
    return interface


def spoken(item: QQuickItem) -> tuple[QAccessible.Role, str]:
    """Return the role and the name that are read out."""
    interface = reader(item)
    return interface.role(), interface.text(QAccessible.Text.Name)


def words_in(item: QQuickItem) -> list[QQuickItem]:
    """Return the visible texts below an item that say something."""
    found = []
    for child in item.childItems():
        if child.isVisible():
            found += [child] if child.inherits("QQuickText") and child.property("text") else []
            found += words_in(child)
    return found


def watched(item: QQuickItem, name: str) -> list[Any]:
    """Return a list that grows by each new value of a property."""
    values: list[Any] = []
    getattr(item, f"{name}Changed").connect(lambda: values.append(item.property(name)))
    return values
