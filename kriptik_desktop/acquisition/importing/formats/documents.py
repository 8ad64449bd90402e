"""JSON of unknown origin: parsed once, strictly enough that a damaged file cannot pass for a smaller one."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from kriptik_desktop.acquisition.importing.formats.text import decode
from kriptik_desktop.acquisition.importing.found import CannotRead


class Repeated(dict[str, Any]):
    """An object of the file in which names occur twice; the last value counts, as everywhere."""

    repeated: frozenset[str]


def parse(content: bytes) -> Any:
    """Return the document; numbers stay as they are written.

    Raises CannotRead where it is no text or no JSON, naming the line of the mistake and nothing else.
    """
    text = decode(content)
    try:
        return json.loads(text, object_pairs_hook=_object, parse_int=Number, parse_float=Number, parse_constant=Number)
    except json.JSONDecodeError as error:
        where = f" (line {error.lineno})"
    except (RecursionError, ValueError):
        where = ""
    raise CannotRead("import_damaged", where)


class Number(str):
    """A number as it is written in the file."""

    __slots__ = ()

    def whole(self) -> int | None:
        """Return it as a whole number of at most 15 digits, or None."""
        return int(self) if len(self) <= 15 and self.isascii() and self.lstrip("-").isdigit() else None


def whole(value: object) -> int | None:
    """Return a number of the file as a whole number, or None where it is none."""
    return value.whole() if isinstance(value, Number) else None


def text_of(value: object) -> str:
    """Return a text or number of the file as text; anything else counts as nothing."""
    return str(value) if isinstance(value, str) else ""


def objects(value: object) -> list[dict[str, Any]]:
    """Return the objects in a list of the file; anything else counts as none."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def inner(value: object) -> dict[str, Any]:
    """Return an object of the file; anything else counts as an empty one."""
    return value if isinstance(value, dict) else {}


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) == len(pairs):
        return made
    count = Counter(name for name, _ in pairs)
    repeated = Repeated(made)
    repeated.repeated = frozenset(name for name, times in count.items() if times > 1)
    return repeated
