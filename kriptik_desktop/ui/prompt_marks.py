"""Which words of the description the stack was read from, kept in place while typing goes on.

An answer of the analyser speaks of the text it was given. What is typed since then moves its words or breaks them, so
they are carried over to the present text here instead of blinking away until the next answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import count

from PySide6.QtCore import QObject

from kriptik_desktop.ui.row_model import RowModel


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a text in code points; ``kind`` is ``named``, ``open`` or ``out``, ``owner`` the cell it led to."""

    start: int
    end: int
    kind: str
    owner: str


@dataclass(frozen=True, slots=True)
class MarkRow:
    """One marked piece in the positions of Qt's text editors, which count UTF-16 units."""

    order: int
    start: int
    length: int
    kind: str
    owner: str


class PromptMarks:
    """The rows that the prompt editor draws behind its words."""

    def __init__(self, parent: QObject) -> None:
        self.model = RowModel(MarkRow, lambda row: row.order, parent)
        self._shown: list[MarkRow] = []

    def show(self, spans: Iterable[Span], analysed: str, text: str) -> None:
        """Show the spans of the analysed text where the same words stand in the present one."""
        rows = mark_rows(moved(spans, analysed, text), text)
        if rows != self._shown:
            self._shown = rows
            self.model.set_rows(rows)


def moved(spans: Iterable[Span], before: str, after: str) -> list[Span]:
    """Return the spans of ``before`` that an edit left whole, where they are in ``after``."""
    if before == after:
        return list(spans)
    shortest = min(len(before), len(after))
    head = _common(before, after, shortest)
    tail = _common(before[::-1], after[::-1], shortest - head)
    shift = len(after) - len(before)
    kept = []
    for span in spans:
        if span.end <= head:
            kept.append(span)
        elif span.start >= len(before) - tail:
            kept.append(replace(span, start=span.start + shift, end=span.end + shift))
    return kept


def mark_rows(spans: Iterable[Span], text: str) -> list[MarkRow]:
    """Return the rows in the order of the text; of two that overlap the first and longer one stays."""
    rows: list[MarkRow] = []
    order, at, units, free = count(), 0, 0, 0
    plain = text.isascii()
    for span in sorted(spans, key=lambda each: (each.start, -each.end)):
        if span.start < free:
            continue
        units += span.start - at if plain else _units(text[at : span.start])
        length = span.end - span.start if plain else _units(text[span.start : span.end])
        rows.append(MarkRow(next(order), units, length, span.kind, span.owner))
        units += length
        at = free = span.end
    return rows


def _common(one: Sequence[str], other: Sequence[str], limit: int) -> int:
    """Return how many characters at the front are the same, by halving: long texts are compared with each letter."""
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _units(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)
