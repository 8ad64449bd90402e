"""What a reader finds in a foreign file, before anybody asks what it means.

Plain texts, because these objects live in the child only and go to the parent as JSON; the parent makes Secrets of
them at once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

MOST: Final = 20_000
"""Entries and variables together, and values in all entries."""

NAME_LIMIT: Final = 200
VALUE_LIMIT: Final = 1 << 20


_HALF: Final = re.compile("[\ud800-\udfff]")


class CannotRead(Exception):
    """The file cannot be read; ``code`` is one of importing.errors, ``where`` never holds what stands in the file."""

    def __init__(self, code: str, where: str = "", most: int = 0) -> None:
        super().__init__(code)
        self.code, self.where, self.most = code, where, most


@dataclass(slots=True)
class Entry:
    """One item of a password manager, or one object of a JSON file."""

    title: str
    account: str = ""
    group: str = ""
    urls: list[str] = field(default_factory=list, repr=False)
    fields: list[tuple[str, str]] = field(default_factory=list, repr=False)
    """Name and value, in the order of the file."""
    tags: list[str] = field(default_factory=list)
    expires_at: int | None = None
    own: Mapping[str, Any] | None = None
    """What KripTik itself noted when it exported the entry."""
    left_out: list[tuple[str, str]] = field(default_factory=list)
    """What of the entry is not a value, with the reason."""

    def add(self, name: str, value: object, reason: str = "") -> None:
        """Take one value; an empty one is nothing, one that is too long or no text is left out with a reason."""
        label = shown(name)
        if value is None or value == "":
            return
        if reason:
            self.left_out.append((label, reason))
        elif flaw := flaw_of(value):
            self.left_out.append((label, flaw))
        else:
            self.fields.append((label, str(value)))


@dataclass(slots=True)
class Found:
    """Everything a file holds: variables as of a .env file, entries, and what is neither."""

    format: str
    variables: list[tuple[str, str]] = field(default_factory=list, repr=False)
    entries: list[Entry] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def check(self) -> Found:
        """Return this; raise CannotRead where it holds too much or nothing at all."""
        values = sum(len(each.fields) + len(each.left_out) for each in self.entries)
        if max(len(self.variables) + len(self.entries), values, len(self.left_out)) > MOST:
            raise CannotRead("import_too_many", most=MOST)
        if not (self.variables or self.entries or self.left_out):
            raise CannotRead("import_nothing_inside")
        return self

    def as_json(self) -> dict[str, Any]:
        """Return this as plain lists and dictionaries."""
        entries = [{name: getattr(each, name) for name in Entry.__slots__} for each in self.entries]
        return {
            "format": self.format,
            "variables": self.variables,
            "entries": entries,
            "left_out": self.left_out,
            "notes": self.notes,
        }


def flaw_of(value: object) -> str:
    """Return why something cannot be a credential's value, or an empty text."""
    if not isinstance(value, str):
        return "it is not a text"
    if not value.strip():
        return "it is empty"
    if len(value) > VALUE_LIMIT:
        return "it is too long to be a credential"
    return "it holds half a character" if _HALF.search(value) else ""


def shown(name: object) -> str:
    """Return a name of the file as one short printable line."""
    text = name if isinstance(name, str) else str(name)
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in text[: 2 * NAME_LIMIT]).split())
    return line[:NAME_LIMIT] or "(no name)"
