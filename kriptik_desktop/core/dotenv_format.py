"""The only parser and printer of ``.env`` files.

A document keeps every character of the file it was read from and replaces single lines, because the file belongs to
the person: their comments, order, quoting, line ends and even their mistakes outlive every change made here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from kriptik_desktop.core.dotenv_lines import Kind, Line, lines_of, reading
from kriptik_desktop.core.dotenv_values import Dialect, NotWritable, Spelling, decode, quote_of, spell
from kriptik_desktop.core.errors import InvalidInput, Refused
from kriptik_desktop.core.secret import Secret

__all__ = ["Change", "Dialect", "Document", "NotWritable", "Problem", "Spelling", "parse", "spell"]

Change = Literal["added", "changed", "kept"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the file that a reader may stumble over; never holds a value."""

    kind: Literal["duplicate", "malformed", "ambiguous"]
    name: str
    lines: tuple[int, ...]
    message: str


_ASSIGNABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029]")


def parse(text: str, dialect: Dialect = Dialect.NODE) -> Document:
    """Read the text of a ``.env`` file; no text but one with NUL is refused, mistakes become :class:`Problem`.

    Raises InvalidInput where the text holds NUL, which is what a file saved as UTF-16 looks like.
    """
    if "\0" in text:
        raise InvalidInput(
            "env_file_nul",
            "The .env file holds NUL characters, so it is not plain UTF-8 text.",
            "Save it again as UTF-8 (it may have been saved as UTF-16).",
        )
    return Document(text, dialect)


class Document:
    """A ``.env`` file in memory: ask it, change it, print it."""

    def __init__(self, text: str, dialect: Dialect) -> None:
        self._bom = "\ufeff" if text.startswith("\ufeff") else ""
        self._dialect = dialect
        self._lines = list(lines_of(text[len(self._bom) :], dialect))
        self._eol = "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"

    def text(self) -> str:
        """Return the whole file."""
        return self._bom + "".join(line.text for line in self._lines)

    def names(self) -> tuple[str, ...]:
        """Return the names that hold a value, in the order of the file, each once."""
        return tuple(dict.fromkeys(line.name for line in self._lines if line.kind == "assignment"))

    def lines(self) -> tuple[tuple[str, int], ...]:
        """Return every assigned name with the line it stands on, in the order of the file."""
        return tuple((line.name, line.number) for line in self._lines if line.kind == "assignment")

    def get(self, name: str) -> Secret | None:
        """Return the value that readers see (the last one wins), or None where the name is not assigned."""
        at = self._last("assignment", name)
        return None if at is None else Secret(decode(self._lines[at].raw, self._dialect))

    def is_disabled(self, name: str) -> bool:
        """Say whether the name stands behind a ``#`` only."""
        return self._last("assignment", name) is None and self._last("disabled", name) is not None

    def set(self, name: str, value: Secret, comment: str = "") -> tuple[Change, tuple[str, ...]]:
        """Give ``name`` a value and return what that changed, with the readers that would misread the spelling.

        An existing line keeps its place, prefix, quoting and trailing comment; an empty commented line is replaced in
        place; else the line is added at the end below ``comment``. Raises NotWritable for a value that cannot be
        spelled, InvalidInput for a name that no shell accepts, Refused where an open quote above would swallow it.
        """
        _check_name(name)
        at = self._last("assignment", name)
        if at is not None:
            old = self._lines[at]
            if decode(old.raw, self._dialect) == value.reveal():
                return "kept", ()
            spelling = spell(value.reveal(), self._dialect, quote_of(old.raw, self._dialect))
            self._swap(at, at + 1, [replace(old, raw=spelling.text, tail=_spaced(old.tail))], name)
            return "changed", spelling.misread_by
        spelling = spell(value.reveal(), self._dialect) if value else Spelling("")
        self._add(name, spelling.text, comment)
        return "added", spelling.misread_by

    def disable(self, name: str, reason: str, comment: str = "") -> Change:
        """Write ``# NAME=`` below a line with the reason, unless the name is assigned (then nothing changes).

        Writing it again only refreshes the reason. Raises InvalidInput for a name that no shell accepts.
        """
        _check_name(name)
        if self._last("assignment", name) is not None:
            return "kept"
        note = f"# {_reason_prefix(name)}{_one_line(reason) or 'there is no value yet'}"
        at = self._last("disabled", name)
        if at is None:
            self._append([*_comment_lines(comment), note, f"# {name}="], name)
            return "added"
        start = at - 1 if self._explains(at - 1, name) else at
        if start < at and self._lines[start].head.rstrip("\r\n") == note:
            return "kept"
        if start == at and not self._is_empty_disabled(at):
            return "kept"
        eol = _eol_of(self._lines[at].text) or self._eol
        self._swap(start, at, [Line("comment", 0, note + eol)], name)
        return "changed"

    def problems(self) -> tuple[Problem, ...]:
        """Return duplicates, lines that are no assignment, and values that readers disagree about."""
        return (*self._duplicates(), *self._malformed(), *self._ambiguous())

    def _duplicates(self) -> Iterator[Problem]:
        for name in self.names():
            numbers = tuple(line.number for line in self._lines if line.kind == "assignment" and line.name == name)
            if len(numbers) > 1:
                where = ", ".join(map(str, numbers))
                yield Problem("duplicate", name, numbers, f"{name} is set on lines {where}; the last one counts.")

    def _malformed(self) -> Iterator[Problem]:
        for line in self._lines:
            if line.kind == "malformed":
                yield Problem("malformed", line.name, (line.number,), f"Line {line.number} {line.why}.")

    def _ambiguous(self) -> Iterator[Problem]:
        for line in self._lines:
            if line.kind != "assignment":
                continue
            readings = {reading(line, dialect) for dialect in Dialect}
            if len(readings) > 1:
                message = f"{line.name} on line {line.number} is read differently by Node, Next.js and Python."
                yield Problem("ambiguous", line.name, (line.number,), message)

    def _last(self, kind: Kind, name: str) -> int | None:
        found = [at for at, line in enumerate(self._lines) if line.kind == kind and line.name == name]
        return found[-1] if found else None

    def _is_empty_disabled(self, at: int) -> bool:
        return self._lines[at].why == "empty"

    def _explains(self, at: int, name: str) -> bool:
        return at >= 0 and self._lines[at].head.lstrip().startswith(f"# {_reason_prefix(name)}")

    def _add(self, name: str, raw: str, comment: str) -> None:
        at = self._last("disabled", name)
        if at is None:
            self._append([*_comment_lines(comment), f"{name}={raw}"], name)
            return
        eol = _eol_of(self._lines[at].text)
        new = Line("assignment", 0, f"{name}=", name, raw, eol)
        if self._is_empty_disabled(at):
            self._swap(at - 1 if self._explains(at - 1, name) else at, at + 1, [new], name)
        else:
            self._end_line(at)
            self._swap(at + 1, at + 1, [replace(new, tail=self._eol)], name)

    def _append(self, texts: list[str], name: str) -> None:
        if self._lines:
            self._end_line(len(self._lines) - 1)
        spaced = len(texts) > 1 and self._lines and self._lines[-1].kind != "blank"
        block = self._eol.join([""] * bool(spaced) + texts) + self._eol
        end = len(self._lines)
        self._swap(end, end, list(lines_of(block, self._dialect)), name)

    def _end_line(self, at: int) -> None:
        line = self._lines[at]
        if line.text and not _eol_of(line.text):
            ended = replace(line, tail=line.tail + self._eol)
            self._lines[at] = ended

    def _swap(self, start: int, end: int, new: list[Line], name: str) -> None:
        """Replace lines and read the outcome again, so that no other name may change by it."""
        lines = [*self._lines[:start], *new, *self._lines[end:]]
        again = list(lines_of("".join(line.text for line in lines), self._dialect))
        before = {line.name: line.raw for line in self._lines if line.kind == "assignment" and line.name != name}
        after = {line.name: line.raw for line in again if line.kind == "assignment" and line.name != name}
        wanted = [line.raw for line in new if line.kind == "assignment"]
        got = [line.raw for line in again if line.kind == "assignment" and line.name == name]
        if before != after or (wanted and wanted[-1] not in got):
            raise Refused(
                "env_file_open_quote",
                "A quote that is opened in the .env file and never closed would swallow what is written below it.",
                "Close the quote in the file, then write again.",
            )
        self._lines = again


def _eol_of(text: str) -> str:
    return text[len(text.rstrip("\r\n")) :] if text[-1:] in ("\r", "\n") else ""


def _spaced(tail: str) -> str:
    return f" {tail}" if tail.startswith("#") else tail


def _reason_prefix(name: str) -> str:
    return f"{name} is not set yet: "


def _one_line(text: str) -> str:
    return " ".join(_UNPRINTABLE.sub(" ", text).split())


def _comment_lines(comment: str) -> list[str]:
    return [f"# {_one_line(line)}" for line in comment.splitlines() if _one_line(line)]


def _check_name(name: str) -> None:
    if not _ASSIGNABLE.fullmatch(name):
        raise InvalidInput(
            "env_name_invalid",
            "A variable name may hold letters, digits and underscores only and must not start with a digit.",
            "Rename the variable.",
        )
