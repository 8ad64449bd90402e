"""Pieces of texts that are data as a whole: JSON, and tables with a heading row such as AWS's key file."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, Final

from kriptik_desktop.acquisition.pasting.piece import MOST_PIECES, Piece

_DEEPEST: Final = 12
_FENCE: Final = re.compile(r"^[ \t]*```.*$", re.MULTILINE)
_DELIMITERS: Final = (",", "\t", ";", "|")
_NAME_KEYS: Final = ("name", "key", "Name", "Key")
_VALUE_KEYS: Final = ("value", "Value")
_VARIABLE: Final = re.compile(r"[A-Z][A-Z0-9_]*")


def json_pieces(text: str) -> tuple[list[Piece], str] | None:
    """Return the values of the JSON document in a text and the text around it, or None where there is none."""
    bare = _FENCE.sub("", text)
    start = min((at for at in (bare.find("{"), bare.find("[{")) if at >= 0), default=-1)
    if start < 0:
        return None
    try:
        document, end = json.JSONDecoder().raw_decode(bare, start)
    except (ValueError, RecursionError):
        return None
    if not document or not isinstance(document, dict | list):
        return None
    return list(_leaves(document, ())), bare[:start] + "\n" + bare[end:]


def _leaves(node: Any, path: tuple[str, ...]) -> Iterator[Piece]:
    if len(path) > _DEEPEST:
        return
    if isinstance(node, dict):
        named = _as_variable(node)
        if named is not None:
            yield Piece(*named, variable=True, inside=path)
            return
        for key, value in node.items():
            yield from _leaves(value, (*path, key))
    elif isinstance(node, list):
        for value in node:
            yield from _leaves(value, path)
    elif isinstance(node, str | int) and not isinstance(node, bool):
        name = path[-1] if path else ""
        yield Piece(name, str(node), variable=_VARIABLE.fullmatch(name) is not None, inside=path[:-1])


def _as_variable(node: dict[str, Any]) -> tuple[str, str] | None:
    """Return name and value of an object that lists a variable, as hosts print their settings."""
    name = next((node[key] for key in _NAME_KEYS if isinstance(node.get(key), str)), None)
    value = next((node[key] for key in _VALUE_KEYS if isinstance(node.get(key), str)), None)
    return None if name is None or value is None else (name, value)


def table_pieces(text: str, knows: Callable[[str], bool]) -> list[Piece] | None:
    """Return the cells of a table, each named by its heading, or None where the first line is no heading row."""
    lines = list(islice((line for line in text.split("\n") if line.strip()), MOST_PIECES))
    for delimiter in _DELIMITERS if len(lines) > 1 else ():
        rows = _rows(lines, delimiter)
        heads = rows[0] if rows else []
        known = sum(map(knows, heads))
        if known and len(heads) > 1 and len(heads) == len(rows[1]) and not any(map(knows, rows[1])):
            return [
                Piece(head, cell)
                for row in rows[1:]
                for head, cell in zip(heads, row, strict=False)
                if cell and set(cell) - set("-: ")
            ]
    return None


def _rows(lines: list[str], delimiter: str) -> list[list[str]]:
    try:
        rows = list(csv.reader(lines, delimiter=delimiter, skipinitialspace=True))
    except csv.Error:
        return []
    if delimiter == "|":
        rows = [[cell for cell in row if cell.strip()] for row in rows]
    rows = [[cell.strip() for cell in row] for row in rows if not set("".join(row)) <= set("-: ")]
    return rows if len(rows) > 1 else []
