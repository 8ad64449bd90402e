"""Pieces of a text of lines: assignments, commands, labels with their values, and bare words.

One pass from top to bottom, because copied dashboards put a label on one line and its value on a later one. Assignments
are read by the parser of ``.env`` files; only what it does not take is read here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Final

from kriptik_desktop.acquisition.pasting.commands import command_pieces
from kriptik_desktop.acquisition.pasting.piece import Piece
from kriptik_desktop.acquisition.pasting.tidying import is_masked, is_placeholder, unwrapped
from kriptik_desktop.core.dotenv_lines import Line, lines_of
from kriptik_desktop.core.dotenv_values import Dialect, decode

_BLOCK: Final = re.compile(r"-----BEGIN ([A-Z ]{1,40})-----[^-]{1,16384}-----END \1-----")
_SECTION: Final = re.compile(r"\s*\[+\s*([^\[\]=]{1,100}?)\s*\]+\s*(?:[#;].*)?")
_LEAD: Final = re.compile(r"\s*(?:[\-*\u2022\u25aa\u25cf\u2013\u2014#>/|+](?![*\u2022\u25cf])\s*)*")
_PAIR: Final = re.compile(r"""["'`*_]{0,3}([^:=\n]{1,100}?)["'`*_]{0,3}\s*(?::=|=>|->|[:=])(?=[\s"'`*<])[\s*]*(\S.*)""")
_HEAD: Final = re.compile(r"""(\s*)["']?([\w.\- ]{1,100}?)["']?\s*[:=]\s*[{|>]?\s*-?$""")
_CELLS: Final = re.compile(r"\s*\|\s*|\t+|\s{3,}|\s+[\u2013\u2014]\s+")
_WORD: Final = re.compile(r"""[a-z][a-z0-9+.-]{1,20}://[^\s"'`,;]+|[^\s"'`<>(){}\[\],;|]+""")
_INNER: Final = re.compile(r"""([\w.-]{1,100})["']?\s*[:=]\s*(["'])([^"'\n]*)\2""")
_DECLARED: Final = re.compile(r"\s*(?:export\s+)?(?:const|let|var|final|static|private|public|val)\s+(?=[\w.$ ]+=)")
_CODE: Final = re.compile(r"""[("'{]""")
_BUTTON: Final = re.compile(r"[A-Za-z]+")
_LINE: Final = 4_096
"""Characters of a line that is read for labels and commands; of a longer one only the words are."""
_LINES: Final = 20_000
_WAITS: Final = 4
"""Lines after which a label no longer speaks of what follows."""


def line_pieces(text: str, knows: Callable[[str], bool]) -> Iterator[Piece]:
    """Yield the pieces of a tidied text; ``knows`` tells whether a name or label means a field."""
    for block in _BLOCK.finditer(text):
        yield Piece("", block[0])
    reading = _Lines(knows)
    for line in islice(lines_of(_BLOCK.sub("", text), Dialect.PYTHON), _LINES):
        yield from reading.pieces(line)


class _Lines:
    """What the lines so far say about the next one."""

    def __init__(self, knows: Callable[[str], bool]) -> None:
        self._knows = knows
        self._label, self._label_age = "", 0
        self._section = ""
        self._above: tuple[int, str] = (0, "")

    def pieces(self, line: Line) -> Iterator[Piece]:
        """Yield the pieces of one line."""
        if line.kind in ("blank", "disabled"):
            return
        raw = line.raw.strip()
        if line.kind == "assignment" and raw.strip("="):
            yield from self._assigned(line, raw)
        else:
            yield from self._loose(line.text.rstrip("\n"))

    def _assigned(self, line: Line, raw: str) -> Iterator[Piece]:
        value = decode(line.raw, Dialect.PYTHON)
        if line.name.casefold() == "value" and self._label:
            yield Piece(self._take_label(), value, variable=True, inside=self._inside(line.text))
            return
        self._label = ""
        if len(raw) <= _LINE and _CODE.search(raw, 1) and raw[0] not in "\"'`" and not self._knows(line.name):
            yield from self._code(raw)
            return
        if raw[:1] not in "\"'" and " " in raw[:_LINE]:
            yield from command_pieces(raw[:_LINE])
            value = raw.split(" ", 1)[0] if "=" in raw else value
        yield Piece(line.name, value, variable=True, inside=self._inside(line.text))

    def _loose(self, text: str) -> Iterator[Piece]:
        if len(text) > _LINE:
            yield from (Piece("", word) for word in _WORD.findall(text) if _is_value(word))
            return
        if section := _SECTION.fullmatch(text):
            self._section, self._above, self._label = section[1], (0, ""), ""
            return
        if declared := _DECLARED.match(text):
            yield from self._code(text[declared.end() :])
            return
        if commands := list(command_pieces(text)):
            yield from commands
            return
        if self._is_head(text):
            return
        bare = _LEAD.sub("", text, count=1).strip()
        yield from self._labelled(text, bare)

    def _labelled(self, text: str, bare: str) -> Iterator[Piece]:
        pair = _PAIR.match(bare)
        if pair and _CODE.search(pair[1]):
            yield from self._code(bare)
            return
        if pair:
            yield from self._pair(pair[1].strip(), pair[2].strip(), self._inside(text))
            return
        cells = [cell for cell in _CELLS.split(bare) if cell]
        if len(cells) > 1 and self._knows(cells[0]):
            self._label = ""
            yield from (Piece(cells[0] if at == 0 else "", cell) for at, cell in enumerate(cells[1:]))
        elif self._knows(unwrapped(bare)):
            self._label, self._label_age = unwrapped(bare), 0
        else:
            yield from self._words(bare)

    def _pair(self, name: str, value: str, inside: tuple[str, ...]) -> Iterator[Piece]:
        if name.casefold() == "value" and self._label:
            yield Piece(self._take_label(), value, inside=inside)
        elif self._knows(unwrapped(value)) and name.casefold() in ("name", "key"):
            self._label, self._label_age = unwrapped(value), 0
        elif self._knows(name) or " " not in value:
            self._label = ""
            yield Piece(name, value, inside=inside)
            if not is_placeholder(value):
                yield from self._words(value.partition(" ")[2])
        else:
            yield from self._words(value)

    def _code(self, text: str) -> Iterator[Piece]:
        """Yield what a line of code gives by name, and the other texts in it."""
        named = [Piece(found[1], found[3]) for found in _INNER.finditer(text)]
        yield from named
        yield from self._words(_INNER.sub(" ", text))

    def _words(self, text: str) -> Iterator[Piece]:
        words = [_behind_equals(word) for word in _WORD.findall(text) if is_masked(word) or _is_value(word)]
        if self._label:
            self._label_age += 1
            alone = unwrapped(text)
            if " " not in alone and not (_BUTTON.fullmatch(alone) and len(alone) < 12):
                words = words if len(words) > 1 else [alone]
            if len(words) == 1:
                yield Piece(self._take_label(), words[0])
                return
            if self._label_age > _WAITS:
                self._label = ""
        yield from (Piece("", word) for word in words)

    def _is_head(self, text: str) -> bool:
        """Note a line such as ``stripe:`` that stands above what it names."""
        head = _HEAD.fullmatch(text)
        if head is None:
            return False
        if self._knows(head[2]):
            self._label, self._label_age = head[2], 0
        else:
            self._above, self._label = (len(head[1]), head[2]), ""
        return True

    def _inside(self, text: str) -> tuple[str, ...]:
        deep, name = self._above
        above = (name,) if name and len(text) - len(text.lstrip()) > deep else ()
        return (*((self._section,) if self._section else ()), *above)

    def _take_label(self) -> str:
        label, self._label = self._label, ""
        return label


def _behind_equals(word: str) -> str:
    """Return the value of a word such as ``//host/:_authToken=value``; an address keeps its question."""
    name, found, value = word.partition("=")
    return value if found and value.strip("=") and "://" not in name else word


def _is_value(word: str) -> bool:
    """Tell whether a word of running text may be a value: long enough, and with more than plain letters."""
    return len(word) >= 8 and not word.replace("-", "").rstrip(".:").isalpha()
