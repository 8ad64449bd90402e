"""What a person's hands and eyes do with a window of Qt, for the pilot of the app and the stage of one component.

Events are delivered from a timer, never from inside a task: Qt would run the loop's callbacks within the task that
pressed, and asyncio loses what it cannot enter twice.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator

from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtQuick import QQuickItem, QQuickWindow

_PAUSE_S = 0.01


async def later(act: Callable[[], object]) -> None:
    """Do something from a timer of Qt and return when it is done."""
    done = asyncio.Event()

    def deliver() -> None:
        try:
            act()
        finally:
            done.set()

    QTimer.singleShot(0, deliver)
    await done.wait()


async def wait_until(condition: Callable[[], bool], what: Callable[[], str], patience_s: float) -> None:
    """Wait for something to become true; ``what`` says what was waited for in vain."""
    try:
        async with asyncio.timeout(patience_s):
            while not condition():
                await asyncio.sleep(_PAUSE_S)
    except TimeoutError:
        raise AssertionError(f"waited in vain: {what()}") from None


def shown(item: QQuickItem) -> Iterator[QQuickItem]:
    """Yield every visible item below this one."""
    for child in item.childItems():
        if child.isVisible():
            yield child
            yield from shown(child)


def middle(item: QQuickItem) -> QPoint:
    """Return an item's middle in its window."""
    return item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()


async def resting_place(item: QQuickItem, patience_s: float) -> QPoint:
    """Return an item's middle once it moves no more: layouts follow a change one polish later."""
    places: list[QPoint] = []

    def rests() -> bool:
        places.append(middle(item))
        return len(places) > 3 and len(set(map(QPoint.toTuple, places[-4:]))) == 1

    await wait_until(rests, lambda: f"{item.objectName()} to rest", patience_s)
    return places[-1]


def insert(view: QQuickWindow, text: str) -> None:
    """Type text as one press, as an input method does."""
    for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
        QGuiApplication.sendEvent(view, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, text))
