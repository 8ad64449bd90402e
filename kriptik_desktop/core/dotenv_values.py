"""How one value is spelled in a ``.env`` file, and what each family of readers makes of a spelling.

There is no standard: the readers disagree about escapes, ``#`` and ``$``. So a spelling is not chosen by taste but
searched for: candidates are tried in order of plainness, and the first one that every reader gives back unchanged wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from kriptik_desktop.core.errors import InvalidInput


class Dialect(Enum):
    """The reader that a file is written for.

    NODE is the npm package ``dotenv`` (README, "Rules"), NEXT the same followed by ``dotenv-expand`` (Next.js docs,
    "Environment Variables": a ``$`` starts a reference unless written as ``\\$``), PYTHON is ``python-dotenv`` (README,
    "File format").
    """

    NODE = "node"
    NEXT = "next"
    PYTHON = "python"


class NotWritable(InvalidInput):
    """No spelling gives this value back in the dialect asked for."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """The text to stand behind the ``=`` and the readers that would read something else from it."""

    text: str = field(repr=False)
    misread_by: tuple[str, ...] = ()


_PLAIN = re.compile(r"[\w\-./:@%+,=]+", re.ASCII)
_NEWLINES = re.compile(r"\r\n?")
_PYTHON_DOUBLE = re.compile(r"""\\[\\'"abfnrtv]""")
_PYTHON_SINGLE = re.compile(r"\\[\\']")
_PYTHON_ESCAPES = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_NEXT_REFERENCE = re.compile(r"(?<!\\)\$\{?\w", re.ASCII)
_NEXT_NEEDS_ESCAPE = re.compile(r"(?<=\\)\$|\$(?=\{?\w)", re.ASCII)
_PYTHON_REFERENCE = re.compile(r"\$\{[^}]*\}")
_QUOTES = "'\"`"


def quote_of(raw: str, dialect: Dialect) -> str:
    """Return the quote character around ``raw``, or an empty text where it stands bare."""
    first = raw[:1]
    if len(raw) < 2 or raw[-1] != first or first not in _QUOTES:
        return ""
    return "" if first == "`" and dialect is Dialect.PYTHON else first


def decode(raw: str, dialect: Dialect) -> str:
    """Return what a reader of ``dialect`` makes of ``raw``; references such as ``$NAME`` stay as they are written."""
    quote = quote_of(raw, dialect)
    inner = _NEWLINES.sub("\n", raw[1:-1] if quote else raw)
    if dialect is Dialect.PYTHON:
        return _decode_python(inner, quote)
    if quote == '"':
        inner = inner.replace("\\n", "\n").replace("\\r", "\r")
    return inner.replace("\\$", "$") if dialect is Dialect.NEXT else inner


def spell(value: str, dialect: Dialect, prefer: str = "") -> Spelling:
    """Return the spelling of ``value`` for ``dialect``.

    ``prefer`` is a quote character to keep when it is as good as any other. Raises NotWritable for NUL, for text that
    is not Unicode, and for values that the dialect cannot express.
    """
    _refuse_unwritable(value)
    candidates = sorted(_candidates(value), key=lambda text: not (prefer and text.startswith(prefer)))
    expressed = [(text, _misread_by(text, value)) for text in candidates]
    usable = [(text, wrong) for text, wrong in expressed if dialect.value not in wrong]
    if not usable:
        raise NotWritable(
            "env_value_not_writable",
            f"A value holds a mix of quotes, backslashes and line ends that {_READERS[dialect.value]} cannot read.",
            "Use another value, or give this one to the app in another way than the .env file.",
        )
    text, wrong = min(usable, key=lambda item: len(item[1]))
    return Spelling(text, tuple(_READERS[name] for name in wrong))


_NODE_ENV_FILE = "node --env-file"
_READERS = {
    "node": "dotenv for Node",
    "next": "Next.js",
    "python": "python-dotenv",
    _NODE_ENV_FILE: _NODE_ENV_FILE,
}


def _refuse_unwritable(value: str) -> None:
    if "\0" in value:
        raise NotWritable(
            "env_value_nul", "A value holds a NUL character, which no environment can carry.", "Paste the value again."
        )
    try:
        value.encode()
    except UnicodeEncodeError:
        raise NotWritable(
            "env_value_not_unicode", "A value holds half a character (a lone surrogate).", "Paste the value again."
        ) from None


def _candidates(value: str) -> Iterator[str]:
    if _PLAIN.fullmatch(value):
        yield value
    for text in (value, _NEXT_NEEDS_ESCAPE.sub(r"\\$", value)):
        yield from _quoted(text)
        if _can_stand_bare(text):
            yield text
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    if "\r" not in value:
        yield f"'{escaped}'"
    yield '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r") + '"'


def _quoted(text: str) -> Iterator[str]:
    runs_on = text.endswith("\\")
    if "'" not in text and not runs_on and "\n" not in text and "\r" not in text:
        yield f"'{text}'"
    if '"' not in text and not runs_on:
        yield '"' + text.replace("\n", "\\n").replace("\r", "\\r") + '"'
    if "\r" in text or runs_on:
        return
    for quote in ("'", "`"):
        if quote not in text:
            yield f"{quote}{text}{quote}"


def _can_stand_bare(text: str) -> bool:
    return text.isprintable() and text == text.strip() and text[:1] not in ("", *_QUOTES) and "#" not in text


def _misread_by(raw: str, value: str) -> tuple[str, ...]:
    wrong = [dialect.value for dialect in Dialect if not _reads_back(raw, value, dialect)]
    carriage_return = quote_of(raw, Dialect.NODE) == '"' and "\\r" in raw and "\r" in value
    if Dialect.NODE.value in wrong or carriage_return:
        wrong.append(_NODE_ENV_FILE)
    return tuple(wrong)


def _reads_back(raw: str, value: str, dialect: Dialect) -> bool:
    if dialect is Dialect.NEXT and _NEXT_REFERENCE.search(raw):
        return False
    if dialect is Dialect.PYTHON and _PYTHON_REFERENCE.search(value):
        return False
    return _ends_where_it_should(raw, dialect) and decode(raw, dialect) == value


def _ends_where_it_should(raw: str, dialect: Dialect) -> bool:
    """Say whether a quoted spelling ends at its last character even when more quotes follow in the file.

    Node's own reader ends at the first closing quote whatever stands before it, the packages skip a backslashed one.
    """
    quote = quote_of(raw, dialect)
    if not quote:
        return raw[:1] not in _QUOTES or raw == ""
    body = raw[1:-1]
    if dialect is Dialect.PYTHON:
        return re.fullmatch(rf"(?:\\{quote}|[^{quote}])*", body) is not None and not body.endswith("\\")
    return quote not in body and not body.endswith("\\")


def _decode_python(inner: str, quote: str) -> str:
    if quote == '"':
        return _PYTHON_DOUBLE.sub(lambda hit: _PYTHON_ESCAPES.get(hit[0][1], hit[0][1]), inner)
    if quote == "'":
        return _PYTHON_SINGLE.sub(lambda hit: hit[0][1], inner)
    return inner
