"""Hears that somebody uses the window, at most once a second.

The filter steps aside for a second after each sign of life, so that a moving pointer or a long animation costs one call
into Python and not one per event.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer

_PAUSE_MS: Final = 1000
_SIGNS: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.InputMethod,
    }
)


class InputWatch(QObject):
    """Calls ``touch`` when a key, pointer or finger was used in a window."""

    def __init__(self, window: QObject, touch: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window, self._touch = window, touch
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._listen)
        self._listen()

    def close(self) -> None:
        """Hear nothing more."""
        self._pause.stop()
        self._window.removeEventFilter(self)

    def _listen(self) -> None:
        self._window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Look at what reaches the window, and let all of it pass."""
        if event.type() in _SIGNS:
            self._window.removeEventFilter(self)
            self._pause.start()
            self._touch()
        return False
