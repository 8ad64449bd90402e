"""One list model for every list on screen: rows are frozen dataclasses, roles are their fields.

Rows are data, not QObjects: QML may keep or drop them as it likes. New rows are compared with the old ones, so that a
view only redraws what changed and a field that is being typed in is not made anew. What is compared grows with the
number of rows, not with its square: a list of five thousand is filtered at every letter.
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
_STEPS = 64
"""More removals, insertions or changes than this are shown as one; each costs a view about as much as a row."""


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
        """Show these rows.

        As long as that takes few removals, moves and insertions, each row stays itself; a list that is filtered by
        other words puts rows in the place of others, because a view pays for every step and a person follows none.
        """
        old, new = [self._key(row) for row in self._rows], [self._key(row) for row in rows]
        if old == new:
            self._change(rows)
        elif not self._step(old, new, rows):
            self._replace(rows)

    def _step(self, old: Sequence[object], new: Sequence[object], rows: Sequence[Row]) -> bool:
        """Go from the old keys to the new ones step by step, or return that this would be too many steps."""
        before, after = set(old), set(new)
        gone = _runs([at for at, key in enumerate(old) if key not in after])
        come = _runs([at for at, key in enumerate(new) if key not in before])
        was, stays = [key for key in old if key in after], [key for key in new if key in before]
        ordered = was == stays
        if len(gone) + len(come) > _STEPS or not (ordered or len(was) == len(stays) <= _STEPS):
            return False
        for first, end in reversed(gone):
            self._remove(first, end)
        if not ordered:
            self._move(stays)
        for first, end in come:
            self._insert(first, rows[first:end])
        self._change(rows)
        return True

    def _move(self, keys: Sequence[object]) -> None:
        """Bring the rows into the order of their keys."""
        for at, key in enumerate(keys):
            found = next(i for i in range(at, len(self._rows)) if self._key(self._rows[i]) == key)
            if found != at:
                self.beginMoveRows(QModelIndex(), found, found, QModelIndex(), at)
                self._rows.insert(at, self._rows.pop(found))
                self.endMoveRows()

    def _replace(self, rows: Sequence[Row]) -> None:
        """Put the rows in the place of those that are there, and add or remove some at the end."""
        shared = min(len(rows), len(self._rows))
        if len(self._rows) > shared:
            self._remove(shared, len(self._rows))
        self._rows[:] = rows[:shared]
        if shared:
            self.dataChanged.emit(self.index(0), self.index(shared - 1), list(self._fields))
        self._insert(shared, rows[shared:])

    def _change(self, rows: Sequence[Row]) -> None:
        """Take the rows that are not as they were; each has the key of the one in its place."""
        changed = [at for at, row in enumerate(rows) if self._rows[at] is not row and self._rows[at] != row]
        roles = {at: self._roles_between(self._rows[at], rows[at]) for at in changed[:_STEPS]}
        for at in changed:
            self._rows[at] = rows[at]
        if len(changed) > _STEPS:
            self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]), list(self._fields))
            return
        for at in changed:
            self.dataChanged.emit(self.index(at), self.index(at), roles[at])

    def _roles_between(self, old: Row, new: Row) -> list[int]:
        return [role for role, name in self._fields.items() if getattr(old, name) != getattr(new, name)]

    def _insert(self, at: int, rows: Sequence[Row]) -> None:
        if rows:
            self.beginInsertRows(QModelIndex(), at, at + len(rows) - 1)
            self._rows[at:at] = rows
            self.endInsertRows()

    def _remove(self, first: int, end: int) -> None:
        self.beginRemoveRows(QModelIndex(), first, end - 1)
        del self._rows[first:end]
        self.endRemoveRows()


def _runs(places: Sequence[int]) -> list[tuple[int, int]]:
    """Return rising numbers as stretches without a gap: where each begins, and where it has ended."""
    begins = [at for at, place in enumerate(places) if at == 0 or places[at - 1] != place - 1]
    ends = [*begins[1:], len(places)]
    return [(places[first], places[end - 1] + 1) for first, end in zip(begins, ends, strict=False)]


def _camel_case(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)
