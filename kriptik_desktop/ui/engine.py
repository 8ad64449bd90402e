"""Makes the QML engine: import path, fonts, icons, and the window with its view-models.

View-models go in as required properties, never as context properties or singletons: the linter sees them, and several
engines can live in one process.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import shiboken6
from PySide6.QtCore import QSize, QUrl
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPalette
from PySide6.QtQml import QQmlApplicationEngine, QQmlError
from PySide6.QtQuick import QQuickWindow

from kriptik_desktop.core.events import CrashSink
from kriptik_desktop.core.resources import resource
from kriptik_desktop.ui.crash_hooks import QtComplaint
from kriptik_desktop.ui.icon_provider import PROVIDER, IconProvider

_FAMILY = "Inter"
_SLICE_MS, _SLICES = 50, 40
"""How long a page under way is finished at the end, in slices and at most."""
_ICON_SIZES = (16, 24, 32, 48, 64, 128, 256)


def dress_application() -> None:
    """Make the bundled typeface and the app's icon known, and the system's own dialogs dark like the window."""
    palette = QPalette(QColor("#1a1a1a"), QColor("#121212"))
    palette.setColor(QPalette.ColorRole.Highlight, QColor("#991b1b"))
    QGuiApplication.setPalette(palette)
    if _FAMILY not in QFontDatabase.families():
        for path in sorted(resource("assets", "fonts").glob("*.ttf")):
            QFontDatabase.addApplicationFont(str(path))
    QGuiApplication.setFont(QFont(_FAMILY))
    icon = QIcon()
    for size in _ICON_SIZES:
        icon.addFile(str(resource("assets", "app", f"icon-{size}.png")), QSize(size, size))
    QGuiApplication.setWindowIcon(icon)


class WindowEngine:
    """One engine with one window."""

    def __init__(self, on_crash: CrashSink) -> None:
        self._on_crash = on_crash
        self._engine = QQmlApplicationEngine()
        self._engine.addImportPath(str(resource("qml")))
        self._engine.addImageProvider(PROVIDER, IconProvider(resource("assets")))
        self._engine.warnings.connect(self._complain)
        self._complaints: list[str] = []

    def load(self, properties: Mapping[str, object], source: Path | None = None) -> QQuickWindow:
        """Show the app's window, or the one of another QML file.

        Raises RuntimeError with QML's own words when it cannot be made; that is a bug or a broken installation.
        """
        self._engine.setInitialProperties(dict(properties))
        main = source or resource("qml", "Kriptik", "App", "Main.qml")
        self._engine.load(QUrl.fromLocalFile(str(main)))
        roots = self._engine.rootObjects()
        if not roots or not isinstance(roots[0], QQuickWindow):
            raise RuntimeError("the window cannot be made: " + "; ".join(self._complaints))
        return roots[0]

    def delete(self) -> None:
        """Take the window and all of QML down while the view-models are still there.

        A page that is still being made is finished first: an engine must not end with half of one.
        """
        if shiboken6.isValid(self._engine):
            self._engine.warnings.disconnect(self._complain)
            making = self._engine.incubationController()
            for _ in range(_SLICES):
                if making is None or not making.incubatingObjectCount():
                    break
                making.incubateFor(_SLICE_MS)
            shiboken6.delete(self._engine)

    def _complain(self, errors: list[QQmlError]) -> None:
        for error in errors:
            self._complaints.append(error.toString())
            self._on_crash(QtComplaint(error.toString()), "QML")
