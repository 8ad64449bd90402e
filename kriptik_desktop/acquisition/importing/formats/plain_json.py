"""JSON that a person or a tool wrote: names with values, or objects of them, one for each provider."""

from __future__ import annotations

from typing import Any

from kriptik_desktop.acquisition.importing.formats.documents import Repeated
from kriptik_desktop.acquisition.importing.found import CannotRead, Entry, Found, flaw_of, shown

_NESTED = "it holds further lists or objects"


def read(document: Any) -> Found:
    """Return the variables and entries of a document: ``{name: value}``, ``{provider: {field: value}}``, both mixed,
    or ``[{"name" or "key": ..., "value": ...}]``.

    Raises CannotRead where it has none of these shapes.
    """
    found = Found("json")
    if isinstance(document, dict):
        _note_repeated(found, document)
        for name, value in document.items():
            _take(found, name, value)
    elif isinstance(document, list) and document and all(_is_pair(each) for each in document):
        for each in document:
            _take(found, each.get("name", each.get("key")), each["value"])
    else:
        raise CannotRead("import_format_unknown")
    return found.check()


def _is_pair(value: object) -> bool:
    return isinstance(value, dict) and "value" in value and isinstance(value.get("name", value.get("key")), str)


def _take(found: Found, name: str, value: object) -> None:
    label = shown(name)
    if isinstance(value, dict):
        _note_repeated(found, value)
        found.entries.append(_entry(label, value))
    elif isinstance(value, list):
        found.left_out.append((label, _NESTED))
    elif flaw := flaw_of(value):
        found.left_out.append((label, flaw))
    else:
        found.variables.append((label, str(value)))


def _entry(label: str, fields: dict[str, Any]) -> Entry:
    entry = Entry(label)
    for name, value in fields.items():
        entry.add(name, value, _NESTED if isinstance(value, dict | list) else "")
    return entry


def _note_repeated(found: Found, document: dict[str, Any]) -> None:
    if isinstance(document, Repeated):
        found.notes += [f"{shown(name)} is there more than once; the last one counts." for name in document.repeated]
