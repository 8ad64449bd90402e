"""What came of the last try to save, and for how long the provider asks to wait before the next."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from kriptik_desktop.ui.sheet_outcome import Outcome
from kriptik_desktop.ui.unlock_attempt import TryPause

QML_IMPORT_NAME = "Kriptik.Ui"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("Made by the app")
class SheetOutcomeViewModel(QObject):  # type: ignore[operator]
    """One outcome at a time; without one everything is empty."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._outcome = Outcome()
        self._pause = TryPause(self.changed.emit, self)

    def show(self, outcome: Outcome) -> None:
        """Show this outcome, and count down where it asks to wait."""
        self._outcome = outcome
        self._pause.begin(outcome.wait_s if outcome.verdict == "limited" else 0)

    def clear(self) -> None:
        """Show nothing."""
        self.show(Outcome())

    def _get_verdict(self) -> str:
        return self._outcome.verdict

    def _get_heading(self) -> str:
        return self._outcome.heading

    def _get_message(self) -> str:
        return self._outcome.message

    def _get_wait_seconds(self) -> int:
        return self._pause.seconds

    verdict = Property(str, _get_verdict, notify=changed)
    heading = Property(str, _get_heading, notify=changed)
    message = Property(str, _get_message, notify=changed)
    waitSeconds = Property(int, _get_wait_seconds, notify=changed)
