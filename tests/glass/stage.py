"""A small window with one piece of QML in a GlassScene, for looking at and using a single component.

Each stage has an engine of its own, so that one test's Theme cannot reach the next; any word of complaint from QML or
Qt fails the test.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QPoint, Qt, Slot
from PySide6.QtGui import QColor, QImage
from PySide6.QtQuick import QQuickItem, QQuickWindow, QSGRendererInterface
from PySide6.QtTest import QTest

from kriptik_desktop.ui.engine import WindowEngine, dress_application
from kriptik_desktop.ui.renderer import Renderer
from tests.fakes.hands import insert, later, middle, resting_place, shown, wait_until

PATIENCE_S = 10.0
_IMPORT = re.compile(r"^\s*import .*$", re.MULTILINE)
_PAGE = """import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Icons
{imports}

Window {{
    id: stage

    required property bool reducedMotion
    readonly property QtObject theme: Theme

    objectName: "stage"
    width: {width}
    height: {height}
    visible: true
    color: Theme.ground
    Component.onCompleted: Theme.reducedMotion = reducedMotion

    GlassScene {{
        anchors.fill: parent

{body}
    }}
}}
"""


class _Frames(QObject):
    """Counts on the thread of the loop; the renderer's own thread must not wait for Python."""

    count = 0

    @Slot()
    def add(self) -> None:
        self.count += 1


class Stage:
    """One window with a piece of QML, a person in front of it, and a camera."""

    def __init__(self, qml: str, folder: Path, width: int, height: int, reduced_motion: bool) -> None:
        dress_application()
        self.complaints: list[str] = []
        self._held: QPoint | None = None
        self._frames = _Frames()
        page = folder / "Stage.qml"
        imports = "\n".join(line.strip() for line in _IMPORT.findall(qml))
        page.write_text(
            _PAGE.format(imports=imports, width=width, height=height, body=_IMPORT.sub("", qml)), encoding="utf-8"
        )
        self._engine = WindowEngine(lambda error, where: self.complaints.append(f"{where}: {error}"))
        try:
            self.view: QQuickWindow = self._engine.load({"reducedMotion": reduced_motion}, page)
        except RuntimeError:
            self._engine.delete()
            raise
        self.view.frameSwapped.connect(self._frames.add)

    async def begin(self) -> None:
        """Wait for the first frame and the keyboard, and make sure that the right renderer drew it."""
        await self.until(lambda: self.frames > 0, "a first frame")
        self.view.requestActivate()
        await self.until(self.view.isActive, "the window to be active")
        drawn_by = self.view.rendererInterface().graphicsApi()
        api = QSGRendererInterface.GraphicsApi
        assert drawn_by == (api.OpenGL if wanted_renderer() == "gpu" else api.Software), drawn_by

    def end(self) -> None:
        """Take the window down."""
        self._engine.delete()

    @property
    def frames(self) -> int:
        """How many frames were shown so far."""
        return self._frames.count

    def grab(self) -> QImage:
        """Return what is drawn now; on a scaled screen it has more pixels than the window has units."""
        picture = self.view.grabWindow()
        assert not picture.isNull(), "the window has no picture"
        return picture

    def pixel(self, x: float, y: float) -> QColor:
        """Return the colour at a place of the window; grab once for many of them."""
        picture = self.grab()
        return picture.pixelColor(int(x * picture.devicePixelRatio()), int(y * picture.devicePixelRatio()))

    def token(self, name: str) -> Any:
        """Return a value of the Theme: QColor, int, float or str."""
        value = self.view.property("theme").property(name)
        assert value is not None, f"the Theme has no {name}"
        return value

    def items(self, name: str) -> list[QQuickItem]:
        """Return what carries this object name and can be seen."""
        return [item for item in shown(self.view.contentItem()) if item.objectName() == name]

    def item(self, name: str) -> QQuickItem:
        """Return the one visible item of this object name."""
        found = self.items(name)
        assert len(found) == 1, f"{len(found)} items are named {name}"
        return found[0]

    async def until(self, condition: Callable[[], bool], what: str = "a condition") -> None:
        """Wait for something to become true."""
        await wait_until(condition, lambda: what, PATIENCE_S)

    async def rest(self) -> None:
        """Wait until no frame has come for a while, so that animations are over."""
        seen: list[int] = []

        def rests() -> bool:
            seen.append(self.frames)
            return len(seen) > 12 and len(set(seen[-12:])) == 1

        await self.until(rests, "the picture to rest")

    async def hover(self, name: str) -> None:
        """Move the pointer onto the middle of something."""
        await self.move(await resting_place(self.item(name), PATIENCE_S))

    async def move(self, place: QPoint) -> None:
        """Move the pointer to a place of the window."""
        for step in (place - QPoint(2, 2), place):
            await later(partial(QTest.mouseMove, self.view, step))

    async def leave(self) -> None:
        """Move the pointer to the corner where nothing stands."""
        await self.move(QPoint(3, 3))

    async def press(self, name: str) -> None:
        """Press the left button on the middle of something and hold it."""
        place = await resting_place(self.item(name), PATIENCE_S)
        await self.move(place)
        await later(lambda: self._button(QTest.mousePress, place))
        self._held = place

    async def release(self) -> None:
        """Let the left button go where it was pressed."""
        place = self._held
        assert place is not None, "nothing is pressed"
        self._held = None
        await later(lambda: self._button(QTest.mouseRelease, place))

    async def click(self, name: str) -> None:
        """Press and let go."""
        await self.press(name)
        await self.release()

    async def click_at(self, place: QPoint) -> None:
        """Press and let go at a place of the window."""
        await self.move(place)
        await later(lambda: self._button(QTest.mouseClick, place))

    async def focus(self, name: str) -> QQuickItem:
        """Give something the keyboard, as Tab does."""
        item = self.item(name)
        await later(lambda: item.forceActiveFocus(Qt.FocusReason.TabFocusReason))
        return item

    async def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press one key."""
        await later(lambda: QTest.keyClick(self.view, key, modifier))

    async def type(self, text: str) -> None:
        """Type into what has the keyboard."""
        await later(lambda: insert(self.view, text))

    def focused(self) -> str:
        """Return the object name of what has the keyboard."""
        item = self.view.activeFocusItem()
        return str(item.objectName()) if item else ""

    def place(self, name: str) -> QPoint:
        """Return the middle of something in the window."""
        return middle(self.item(name))

    def _button(self, act: Callable[..., None], place: QPoint) -> None:
        act(self.view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)


def wanted_renderer() -> Renderer:
    """Return which renderer this run of the tests is about."""
    return "gpu" if os.environ.get("KRIPTIK_RENDERER") == "gpu" else "software"
