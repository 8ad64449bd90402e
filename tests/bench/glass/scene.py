"""Draws the scene in a window of its own, as fast as it goes, and prints what a frame cost (child process)."""

from __future__ import annotations

import json
import os
import sys
import time
from dataclasses import asdict
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QSurfaceFormat
from PySide6.QtQuick import QQuickWindow, QSGRendererInterface

from kriptik_desktop.ui.engine import WindowEngine, dress_application
from tests.bench.glass.frames import PATIENCE_S, Frames, Run
from tests.bench.glass.memory import resident_mb

_LONGEST = 16


class Drawing(QObject):
    """Asks for the next frame when one was shown."""

    def __init__(self, view: QQuickWindow, run: Run) -> None:
        super().__init__()
        self._view, self._run = view, run
        self._began = time.perf_counter()
        self._times_ms: list[float] = []
        self._cpu_s = 0.0
        self._typed = 0
        self.result: Frames | None = None
        view.frameSwapped.connect(self.shown, Qt.ConnectionType.QueuedConnection)

    @Slot()
    def shown(self) -> None:
        """Note the moment; change the picture again."""
        now = time.perf_counter()
        if (now - self._began) * 1000 >= self._run.warm_ms:
            if not self._times_ms:
                self._cpu_s = time.process_time()
            self._times_ms.append(now * 1000)
        if len(self._times_ms) > self._run.frames:
            self._end()
        else:
            self._change()

    def _change(self) -> None:
        if self._run.mode == "type":
            self._type()
        self._view.setProperty("tick", int(self._view.property("tick")) + 1)
        if self._run.mode in ("dot", "scroll"):
            self._view.update()

    def _type(self) -> None:
        self._typed = (self._typed + 1) % (2 * _LONGEST)
        key, text = (Qt.Key.Key_A, "a") if self._typed < _LONGEST else (Qt.Key.Key_Backspace, "\b")
        for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
            QGuiApplication.sendEvent(self._view, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))

    def _end(self) -> None:
        self._view.frameSwapped.disconnect(self.shown)
        cpu_s = time.process_time() - self._cpu_s
        self.result = Frames.of(self._times_ms, cpu_s, resident_mb())
        if self._run.picture:
            self._view.grabWindow().save(self._run.picture)
        QGuiApplication.quit()


def _complain(error: BaseException, where: str) -> None:
    print(f"{where}: {error}", file=sys.stderr)
    QGuiApplication.exit(1)


def main() -> int:
    """Draw what the JSON on the command line asks for."""
    run = Run(**json.loads(sys.argv[1]))
    format_ = QSurfaceFormat.defaultFormat()
    format_.setSwapInterval(0)
    QSurfaceFormat.setDefaultFormat(format_)
    app = QGuiApplication(sys.argv[:1])
    api = QSGRendererInterface.GraphicsApi
    wanted = api.OpenGL if os.environ["KRIPTIK_RENDERER"] == "gpu" else api.Software
    QQuickWindow.setGraphicsApi(wanted)
    dress_application()
    engine = WindowEngine(_complain)
    view = engine.load({}, Path(__file__).with_name("Scene.qml"))
    view.setProperty("mode", run.mode)
    view.setProperty("cards", run.cards)
    drawing = Drawing(view, run)
    QTimer.singleShot(int(PATIENCE_S * 900), app.quit)
    code = app.exec()
    drawn_by = view.rendererInterface().graphicsApi()
    engine.delete()
    if code or drawing.result is None or drawn_by != wanted:
        print(f"no result; drawn by {drawn_by}", file=sys.stderr)
        return 1
    print(json.dumps(asdict(drawing.result)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
