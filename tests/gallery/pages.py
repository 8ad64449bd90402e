"""Draws the pages of the gallery; what is hovered, pressed or focused really is, one sample after another.

A window has one pointer and one keyboard, so each such sample is photographed alone and put into the page's picture.
"""

from __future__ import annotations

import argparse
import asyncio
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest

from kriptik_desktop.ui.engine import WindowEngine
from tests.fakes.hands import later, middle, shown
from tests.gallery.drawing import keep, on_qt_loop

HERE = Path(__file__).parent
PAGES = tuple(sorted(path.stem.removeprefix("Page") for path in HERE.glob("Page?*.qml")))
_MOTION_S = 0.4
"""Longer than any motion, shorter than a tooltip waits."""
_NOWHERE = QPoint(2, 2)


def open_page(page: str, size: tuple[int, int], complaints: list[str]) -> tuple[WindowEngine, QQuickWindow]:
    """Show a page of the gallery; what QML says against it is added to the complaints."""
    engine = WindowEngine(lambda error, where: complaints.append(f"{where}: {error}"))
    properties = {"page": page, "across": size[0], "down": size[1], "reducedMotion": False}
    return engine, engine.load(properties, HERE / "Gallery.qml")


async def picture(view: QQuickWindow) -> QImage:
    """Return the page with each sample in the state that it is to show."""
    await later(lambda: QTest.mouseMove(view, _NOWHERE))
    await asyncio.sleep(4 * _MOTION_S)
    whole = view.grabWindow()
    for sample in [item for item in shown(view.contentItem()) if item.objectName() == "sample"]:
        await _pose(view, sample)
        _paste(whole, view.grabWindow(), sample)
        await _relax(view, sample)
    return whole


async def _pose(view: QQuickWindow, sample: QQuickItem) -> None:
    subject: QQuickItem = sample.property("subject")
    act, place = str(sample.property("act")), middle(subject)
    if act == "focus":
        # A scope takes no keyboard itself; Tab reaches the first of its parts.
        reached = subject if subject.activeFocusOnTab() else subject.nextItemInFocusChain(True)
        await later(lambda: reached.forceActiveFocus(Qt.FocusReason.TabFocusReason))
    else:
        for step in (place - QPoint(2, 2), place):
            await later(partial(QTest.mouseMove, view, step))
    if act == "press":
        await later(lambda: QTest.mousePress(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place))
    await asyncio.sleep(_MOTION_S)


async def _relax(view: QQuickWindow, sample: QQuickItem) -> None:
    if sample.property("act") == "press":
        place = middle(sample.property("subject"))
        await later(lambda: QTest.mouseRelease(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place))
    await later(lambda: QTest.mouseMove(view, _NOWHERE))
    focused = view.activeFocusItem()
    if focused is not None:
        await later(lambda: focused.setFocus(False))


def _paste(whole: QImage, now: QImage, sample: QQuickItem) -> None:
    around = sample.mapRectToScene(QRectF(0, 0, sample.width(), sample.height()))
    margin = float(sample.property("margin"))
    place = around.adjusted(-margin, -margin, margin, 0 if sample.property("label") else margin)
    ratio = whole.devicePixelRatio()
    source = QRect(*(round(ratio * part) for part in (place.x(), place.y(), place.width(), place.height())))
    painter = QPainter(whole)
    painter.drawImage(place, now, QRectF(source))
    painter.end()


async def _draw(arguments: argparse.Namespace) -> None:
    complaints: list[str] = []
    for page in PAGES:
        engine, view = open_page(page, (arguments.width, arguments.height), complaints)
        keep(await picture(view), arguments.folder / f"gallery-{page.lower()}.png")
        engine.delete()
    if complaints:
        raise SystemExit("\n".join(complaints))


def main() -> None:
    """Draw every page into a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("width", type=int)
    parser.add_argument("height", type=int)
    arguments = parser.parse_args()
    on_qt_loop(lambda: _draw(arguments))


if __name__ == "__main__":
    main()
