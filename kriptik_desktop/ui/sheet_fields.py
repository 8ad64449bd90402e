"""The fields of the credential sheet while they are filled: their values, and what is said of each.

Praise comes at once and blame only once a field rests, because a key that is half typed is not yet a wrong one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kriptik_desktop.core.secret import Secret
from kriptik_desktop.ui.row_model import RowModel
from kriptik_desktop.ui.sheet_rows import FieldRow, cleared, judged, refused

if TYPE_CHECKING:
    from kriptik_desktop.acquisition.model import SaveResult
    from kriptik_desktop.providers.checks import Finding

REST_MS = 500
"""How long a field rests before anything is said against what was typed in it."""

Judge = Callable[[Mapping[str, Secret]], Sequence["Finding"]]


class SheetFields(QObject):
    """Lines and values of one form after another."""

    edited = Signal()
    """A value changed, so what came of the last try holds no more."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows = RowModel(FieldRow, lambda row: row.name, self)
        self.values: dict[str, Secret] = {}
        self._judge: Judge = lambda _: ()
        self._typing = ""
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._rested)

    def begin(self, rows: Sequence[FieldRow], judge: Judge) -> None:
        """Show these lines; ``judge`` says what seems wrong with values."""
        self.end()
        self._judge = judge
        self.rows.set_rows(rows)

    def end(self) -> None:
        """Forget values and lines."""
        self.values, self._typing = {}, ""
        self._rest.stop()
        self.rows.set_rows([])

    @property
    def typed(self) -> dict[str, Secret]:
        """Return the values that are not empty."""
        return {name: value for name, value in self.values.items() if value}

    def type(self, name: str, text: str) -> None:
        """Take what is typed in a field."""
        self._typing = name
        self._rest.start()
        self._take({name: Secret(text)})

    def fill(self, values: Mapping[str, Secret]) -> None:
        """Take whole values; nobody is typing them, so they are judged at once."""
        self._typing = ""
        self._take(values)

    def refuse(self, result: SaveResult, title: str) -> bool:
        """Mark what a refusal is about, and return whether that is any field."""
        self._rest.stop()
        self.rows.set_rows(refused(self.rows.rows, result, title))
        return any(row.problem for row in self.rows.rows)

    def _take(self, values: Mapping[str, Secret]) -> None:
        self.values |= values
        self.rows.set_rows(cleared(self.rows.rows, values))
        self._look()
        self.edited.emit()

    @Slot()
    def _rested(self) -> None:
        self._typing = ""
        self._look()

    def _look(self) -> None:
        self.rows.set_rows(judged(self.rows.rows, self.values, self._judge(self.values), self._typing))
