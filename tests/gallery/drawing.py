"""A process that draws: Qt's loop around one coroutine, the throw-away home it runs in, and the camera.

The renderer and the scale of a process are chosen once, so each pair gets a process of its own.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Coroutine, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter
from PySide6.QtQuick import QQuickWindow, QSGRendererInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kriptik_desktop.ui.engine import dress_application
from kriptik_desktop.ui.renderer import Renderer
from tests.fakes.display import GL, hidden_display
from tests.fakes.hands import later
from tests.plugins import network_guard

ROOT = Path(__file__).resolve().parent.parent.parent
_SOFTWARE = {"KRIPTIK_RENDERER": "software", "QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
_PERSONAL = ("KRIPTIK_HOME", "KRIPTIK_PASSWORD_FILE", "DBUS_SESSION_BUS_ADDRESS", "WAYLAND_DISPLAY", "XDG_RUNTIME_DIR")
_REST_FRAMES, _PAUSE_S = 8, 0.03


@contextmanager
def drawing_place(renderer: Renderer, scale: float) -> Iterator[dict[str, str]]:
    """Yield the environment of a process that draws so, with an empty home.

    Raises RuntimeError where there is no Xvfb for the GL renderer.
    """
    with tempfile.TemporaryDirectory(prefix="kriptik-") as home:
        own = {"HOME": home, "USERPROFILE": home, "QT_SCALE_FACTOR": f"{scale:g}"}
        if renderer == "gpu":
            with hidden_display() as display:
                yield _without_person(display) | own | GL
        else:
            yield _without_person(os.environ) | own | _SOFTWARE


def _without_person(environment: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in environment.items() if name not in _PERSONAL and not name.startswith("XDG_")}


def draw(module: str, renderer: Renderer, scale: float, *arguments: str) -> int:
    """Run a module of the gallery in a process that draws so, and return its exit status."""
    with drawing_place(renderer, scale) as environment:
        return subprocess.run([sys.executable, "-m", module, *arguments], cwd=ROOT, env=environment).returncode


def on_qt_loop(work: Callable[[], Coroutine[object, object, None]]) -> None:
    """Run a coroutine on Qt's loop with the renderer that the environment names."""
    import qasync

    network_guard.install()
    app = QApplication(sys.argv)
    if os.environ.get("KRIPTIK_RENDERER") == "software":
        QQuickWindow.setGraphicsApi(QSGRendererInterface.GraphicsApi.Software)
    dress_application()
    QGuiApplication.styleHints().setCursorFlashTime(0)
    with qasync.QEventLoop(app) as loop:
        loop.run_until_complete(work())


async def still(view: QQuickWindow) -> QImage:
    """Return the window's picture once it changes no more, without pointer and keyboard focus on anything."""
    focused = view.activeFocusItem()
    if focused is not None:
        await later(lambda: focused.setFocus(False, Qt.FocusReason.OtherFocusReason))
    await later(lambda: QTest.mouseMove(view, QPoint(2, 2)))
    picture = await settled(view)
    if focused is not None:
        await later(lambda: focused.setFocus(True, Qt.FocusReason.OtherFocusReason))
    return picture


async def settled(view: QQuickWindow) -> QImage:
    """Return the window's picture once it changes no more."""
    same, last = 0, view.grabWindow()
    for _ in range(200):
        await asyncio.sleep(_PAUSE_S)
        now = view.grabWindow()
        same = same + 1 if now == last else 0
        last = now
        if same >= _REST_FRAMES:
            break
    return last


def keep(picture: QImage, path: Path) -> None:
    """Write a picture as PNG, packed as tightly as Qt can, and say so."""
    path.parent.mkdir(parents=True, exist_ok=True)
    opaque = picture.convertToFormat(QImage.Format.Format_RGB888)
    writer = QImageWriter(str(path))
    writer.setCompression(100)
    if not writer.write(opaque):
        raise OSError(f"{path} cannot be written: {writer.errorString()}")
    print(f"{path}  {opaque.width()}x{opaque.height()}  {path.stat().st_size // 1024} KiB", flush=True)
