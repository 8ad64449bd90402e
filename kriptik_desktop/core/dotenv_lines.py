"""Cuts the text of a ``.env`` file into lines without losing a character.

The cuts follow the regular expressions of the npm package ``dotenv`` (16 and 17, ``lib/main.js``) and of
``python-dotenv`` (``parser.py``), because a line that they read differently is a line that breaks somebody's app.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from kriptik_desktop.core.dotenv_values import Dialect, decode, quote_of

Kind = Literal["blank", "comment", "disabled", "assignment", "malformed"]


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of the file; an assignment of a quoted value may span several lines of text.

    ``head + raw + tail`` is the text as written; ``raw`` is the spelled value of an assignment, else empty.
    A ``disabled`` line is an assignment behind a ``#``.
    """

    kind: Kind
    number: int
    head: str = field(repr=False)
    name: str = ""
    raw: str = field(default="", repr=False)
    tail: str = field(default="", repr=False)
    why: str = ""

    @property
    def text(self) -> str:
        """The line with its line end, exactly as it stands in the file."""
        return self.head + self.raw + self.tail


_NAME = r"[A-Za-z0-9_.\-]+"
_REST = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_BLANK = re.compile(r"[^\S\r\n]*(?:\r\n|\n|\r|\Z)")
_COMMENT = re.compile(r"[^\S\r\n]*#")
_HEAD = re.compile(rf"[^\S\r\n]*(?:export[^\S\r\n]+)?({_NAME})[^\S\r\n]*=[^\S\r\n]*")
_DISABLED = re.compile(r"[^\S\r\n]*#[^\S\r\n]*(?:export[^\S\r\n]+)?([A-Za-z_][A-Za-z0-9_]*)=([^\r\n]*)")
_TAIL = r"[^\S\r\n]*(?:#[^\r\n]*)?(?:\r\n|\n|\r|\Z)"
_QUOTED = {quote: re.compile(rf"({quote}(?:[^{quote}\\]++|\\{quote}?)*{quote})({_TAIL})") for quote in ("'", '"', "`")}
_COMMENT_ANYWHERE = re.compile("#")
_COMMENT_AFTER_SPACE = re.compile(r"(?<=\s)#")


def lines_of(text: str, dialect: Dialect) -> Iterator[Line]:
    """Yield the lines of ``text`` (no byte order mark); their texts joined are ``text`` again."""
    position, number = 0, 1
    while position < len(text):
        line = _line_at(text, position, number, dialect)
        yield line
        position += len(line.text)
        number += len(re.findall(r"\r\n|\n|\r", line.text))


def _line_at(text: str, position: int, number: int, dialect: Dialect) -> Line:
    if blank := _BLANK.match(text, position):
        return Line("blank", number, blank[0])
    whole = _rest(text, position)
    if _COMMENT.match(text, position):
        if disabled := _DISABLED.match(whole):
            state = "empty" if not disabled[2].strip() else ""
            return Line("disabled", number, whole, disabled[1], why=state)
        return Line("comment", number, whole)
    head = _HEAD.match(text, position)
    if head is None:
        return Line("malformed", number, whole, why="is neither a comment nor NAME=value")
    return _assignment(text, head, whole, number, dialect)


def _assignment(text: str, head: re.Match[str], whole: str, number: int, dialect: Dialect) -> Line:
    quote = text[head.end() : head.end() + 1]
    if quote not in _QUOTED or (quote == "`" and dialect is Dialect.PYTHON):
        raw, tail = _bare(_rest(text, head.end()), head[0], dialect)
        return Line("assignment", number, head[0], head[1], raw, tail)
    quoted = _QUOTED[quote].match(text, head.end())
    if quoted is None:
        why = "opens a quote that does not end at the end of a line"
        return Line("malformed", number, whole, head[1], why=why)
    return Line("assignment", number, head[0], head[1], quoted[1], quoted[2])


def reading(line: Line, dialect: Dialect) -> str:
    """Return what a reader of ``dialect`` makes of an assignment, whichever dialect it was parsed in."""
    if quote_of(line.raw, Dialect.NODE):
        return decode(line.raw, dialect)
    return decode(_bare(line.raw + line.tail, line.head, dialect)[0], dialect)


def _bare(rest: str, head: str, dialect: Dialect) -> tuple[str, str]:
    if dialect is Dialect.PYTHON and not (rest.startswith("#") and head[-1:].isspace()):
        comment = _COMMENT_AFTER_SPACE.search(rest)
    else:
        comment = _COMMENT_ANYWHERE.search(rest)
    raw = (rest[: comment.start()] if comment else rest).rstrip()
    return raw, rest[len(raw) :]


def _rest(text: str, position: int) -> str:
    found = _REST.match(text, position)
    assert found is not None, "any text has a rest of line"
    return found[0]
