"""Finds the headings and labels of a description and what stands under each of them.

Long descriptions deny by place: what is listed under "Out of scope" is not wanted, however it is worded there. A
heading is told by its form (marks, number, colon, a short line before a paragraph), never by what it says.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kriptik_desktop.analysis.text import Text

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_MARKED = re.compile(r"[ \t]*(#{1,6})[ \t]+\S")
_BOLD = re.compile(r"[ \t]*(\*\*|__)[^*_]+\1:?[ \t]*$")
_NUMBERED = re.compile(r"[ \t]*((?:\d+|[A-Z]|[IVX]+)(?:\.\d+)*)[.):]?[ \t]+\S")
_ITEM = re.compile(r"[ \t]*(?:[-*\u2022+\u2013]|\d+[.)]|[a-z]\))[ \t]+")
_LABEL = re.compile(
    r"(?:^|(?<=[.!?;\n]))[ \t]*(?:[-*\u2022+][ \t]+)?(?:\*\*)?[^.!?;:\n]{2,60}?(?:\*\*)?:(?=\s|\*)", re.MULTILINE
)
_CELL = re.compile(r"(?<=\|)[^|\n]*(?=\|)")
_BARS = 2
"""Bars of a line that belongs to a table."""
_LONGEST = 9
"""Words of a heading at most."""
_BARE, _LABELLED, _INLINE = 7, 8, 9
"""Levels behind those that marks and numbers give."""


@dataclass(frozen=True, slots=True)
class Section:
    """Tokens ``first`` up to ``end`` are the heading, ``body`` up to ``body_end`` what stands under it."""

    first: int
    end: int
    body: int
    body_end: int


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    first: int
    end: int
    blank_before: bool

    @property
    def words(self) -> int:
        return self.end - self.first

    @property
    def is_item(self) -> bool:
        return bool(_ITEM.match(self.text))


def sections(text: Text) -> list[Section]:
    """Return the sections in the order of their headings; they may lie inside of each other."""
    starts = [token.start for token in text.tokens]
    lines = _lines(text, starts)
    levels = [_level(lines, at) for at in range(len(lines))]
    found = [_section(lines, levels, at) for at, level in enumerate(levels) if level]
    return sorted([*found, *_labels(text, starts), *columns(text, starts)], key=lambda each: each.first)


def _lines(text: Text, starts: Sequence[int]) -> list[_Line]:
    lines: list[_Line] = []
    blank = True
    end = 0
    for found in _LINE.finditer(text.prompt):
        blank = blank or text.prompt.count("\n", end, found.start()) > 1
        end = found.end()
        first, behind = bisect_left(starts, found.start()), bisect_left(starts, found.end())
        if behind > first:
            lines.append(_Line(found[0], first, behind, blank))
            blank = False
        elif not found[0].strip():
            blank = True
    return lines


def _level(lines: Sequence[_Line], at: int) -> int:
    """Return the level of the heading in a line, 1 the highest, 0 where it is none."""
    line = lines[at]
    said = line.text.strip()
    if marked := _MARKED.match(line.text):
        return len(marked[1])
    if line.text.count("|") >= _BARS or line.words > _LONGEST + 2 or at + 1 == len(lines):
        return 0
    if said.rstrip("*_ ").endswith(":") and not line.is_item:
        return _LABELLED
    return 0 if line.words > _LONGEST else _level_by_form(lines, at, said)


def _level_by_form(lines: Sequence[_Line], at: int, said: str) -> int:
    line, following = lines[at], lines[at + 1]
    if _BOLD.match(said):
        return _BARE
    if said.endswith((".", ",", ";", "!", "?")):
        return 0
    if (number := _NUMBERED.match(line.text)) and not _continues(line, following):
        return 1 + number[1].count(".")
    lone = line.blank_before and not line.is_item and (following.is_item or following.words > 1)
    return _BARE if lone and (not following.blank_before or said.isupper() or following.words > _LONGEST) else 0


def _continues(line: _Line, following: _Line) -> bool:
    """Say whether the numbered line is an item of a list: the next line is one too, without a blank between."""
    return bool(_NUMBERED.match(following.text)) and not following.blank_before and following.text.strip()[0].isdigit()


def _section(lines: Sequence[_Line], levels: Sequence[int], at: int) -> Section:
    level = levels[at]
    end = at + 1
    while end < len(lines) and not _ends(lines, levels, at, end, level):
        end += 1
    return Section(lines[at].first, lines[at].end, lines[at].end, lines[end - 1].end)


def _ends(lines: Sequence[_Line], levels: Sequence[int], at: int, end: int, level: int) -> bool:
    if levels[end] and levels[end] <= level:
        return True
    if level < _LABELLED:
        return False
    return bool(levels[end]) or (end > at + 1 and lines[end].blank_before and not lines[end].is_item)


def _labels(text: Text, starts: Sequence[int]) -> list[Section]:
    """Return what begins with a label in the middle of a line: "Out of scope: maps, chat."."""
    found: list[Section] = []
    for label in _LABEL.finditer(text.prompt):
        first, end = bisect_left(starts, label.start()), bisect_left(starts, label.end())
        stop = re.compile(r"[.!?](?=\s|$)|[\n\r]").search(text.prompt, label.end())
        body_end = bisect_left(starts, stop.start() if stop else len(text.prompt))
        if first < end < body_end:
            found.append(Section(first, end, end, body_end))
    return found


def columns(text: Text, starts: Sequence[int]) -> Iterable[Section]:
    """Yield the cells of tables drawn with bars, each under the head of its column."""
    heads: list[tuple[int, int]] = []
    for line in _LINE.finditer(text.prompt):
        if line[0].count("|") < _BARS:
            heads = []
            continue
        cells = [
            (bisect_left(starts, line.start() + cell.start()), bisect_left(starts, line.start() + cell.end()))
            for cell in _CELL.finditer(line[0])
        ]
        if not heads:
            heads = cells
            continue
        for head, cell in zip(heads, cells, strict=False):
            if head[0] < head[1] and cell[0] < cell[1]:
                yield Section(*head, *cell)
