"""One list model for every list on screen: rows are frozen dataclasses, roles are their fields.

Rows are data, not QObjects: QML may keep or drop them as it likes. New rows are compared with the old ones, so that a
view only redraws what changed and a field that is being typed in is not made anew.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QByteArray, QModelIndex, QObject, QPersistentModelIndex, Qt

Row = TypeVar("Row")
QStringList = list
"""The type of a property that is a list of texts, by the name under which Qt's lint tools know it."""
QVariantList = list
"""The same for a list of objects, as a field offers its options."""
_Index = QModelIndex | QPersistentModelIndex
_FIRST_ROLE = int(Qt.ItemDataRole.UserRole) + 1


class RowModel(QAbstractListModel, Generic[Row]):
    """Shows rows of one dataclass; ``key`` tells which row is which when all are given anew."""

    def __init__(self, row_type: type[Row], key: Callable[[Row], object], parent: QObject) -> None:
        super().__init__(parent)
        self._key = key
        self._rows: list[Row] = []
        names = [field.name for field in dataclasses.fields(row_type)]  # type: ignore[arg-type]
        self._fields = {_FIRST_ROLE + at: name for at, name in enumerate(names)}

    @property
    def rows(self) -> Sequence[Row]:
        """Return the rows shown."""
        return tuple(self._rows)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def roleNames(self) -> dict[int, QByteArray]:
        """Return the dataclass's fields as QML sees them: ``build_id`` becomes ``buildId``."""
        return {role: QByteArray(_camel_case(name).encode()) for role, name in self._fields.items()}

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Return one field of one row; tuples become lists, which QML can read."""
        name = self._fields.get(role)
        if name is None or not index.isValid():
            return None
        value = getattr(self._rows[index.row()], name)
        return list(value) if isinstance(value, tuple) else value

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows, with the fewest removals, moves, insertions and changes."""
        wanted = {self._key(row) for row in rows}
        for at in range(len(self._rows) - 1, -1, -1):
            if self._key(self._rows[at]) not in wanted:
                self._remove(at)
        for at, row in enumerate(rows):
            self._place(at, row)

    def _place(self, at: int, row: Row) -> None:
        key = self._key(row)
        found = next((i for i in range(at, len(self._rows)) if self._key(self._rows[i]) == key), None)
        if found is None:
            self.beginInsertRows(QModelIndex(), at, at)
            self._rows.insert(at, row)
            self.endInsertRows()
            return
        if found != at:
            self.beginMoveRows(QModelIndex(), found, found, QModelIndex(), at)
            self._rows.insert(at, self._rows.pop(found))
            self.endMoveRows()
        self._change(at, row)

    def _change(self, at: int, row: Row) -> None:
        old = self._rows[at]
        changed = [role for role, name in self._fields.items() if getattr(old, name) != getattr(row, name)]
        if changed:
            self._rows[at] = row
            index = self.index(at)
            self.dataChanged.emit(index, index, changed)

    def _remove(self, at: int) -> None:
        self.beginRemoveRows(QModelIndex(), at, at)
        del self._rows[at]
        self.endRemoveRows()


def _camel_case(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)
