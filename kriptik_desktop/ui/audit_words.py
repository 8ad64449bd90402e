"""What the rows of the audit log say to a person: each action in words, with its sign and its tone.

The vault writes short fixed words, so that a log outlives the wording of the screen that shows it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kriptik_desktop.ui.import_rows import file_kind
from kriptik_desktop.ui.wording import translated


@dataclass(frozen=True, slots=True)
class Said:
    """How one action reads; ``group`` is the filter it falls under."""

    group: str
    words: str
    glyph: str
    tone: str = "neutral"


GROUPS: Mapping[str, str] = {
    "opening": "Unlocking and locking",
    "showing": "Values shown, copied or used",
    "saving": "Credentials saved or changed",
    "leaving": "Exports and backups",
    "keys": "Ways to unlock and keys",
}
"""The filters in their order, with their names."""

ORIGINS: Mapping[str, str] = {"window": "Window", "cli": "Command line", "build": "Build", "agent": "KripTik itself"}

SLOTS: Mapping[str, str] = {
    "keyring": "This computer's keyring",
    "password": "Master password",
    "recovery": "Recovery kit",
}

WHY: Mapping[str, str] = {
    "daily": "Made by itself",
    "by hand": "Made by you",
    "before rekey": "Before all keys were changed",
    "before migration": "Before the file's format was renewed",
    "before restore": "What was there before a backup was restored",
}
"""Why a backup was made."""

ACTIONS: Mapping[str, Said] = {
    "create": Said("opening", "Vault made", "shield"),
    "unlock": Said("opening", "Vault unlocked", "unlock"),
    "unlock failed": Said("opening", "Unlocking refused", "alert", "error"),
    "lock": Said("opening", "Vault locked", "lock"),
    "read": Said("showing", "Values read", "eye"),
    "use": Said("showing", "Values used", "play"),
    "reveal": Said("showing", "Value shown", "eye"),
    "copy": Said("showing", "Value copied", "copy"),
    "store": Said("saving", "Credential saved", "check"),
    "store field": Said("saving", "Value saved", "check"),
    "update": Said("saving", "Details changed", "refresh"),
    "delete": Said("saving", "Credential deleted", "trash", "error"),
    "link": Said("saving", "Given to a project", "link"),
    "unlink": Said("saving", "Taken from a project", "minus"),
    "import": Said("saving", "Credentials imported", "download"),
    "export": Said("leaving", "Credentials exported", "upload", "warning"),
    "backup": Said("leaving", "Backup made", "layers"),
    "restore": Said("leaving", "Backup restored", "history", "warning"),
    "older copy accepted": Said("leaving", "Older copy of the vault accepted", "history", "warning"),
    "rekey": Said("keys", "All keys changed", "refresh"),
    "way added": Said("keys", "Way to unlock added", "plus"),
    "way removed": Said("keys", "Way to unlock removed", "minus", "warning"),
    "password changed": Said("keys", "Master password changed", "key"),
    "kit replaced": Said("keys", "Recovery kit replaced", "file"),
    "kit kept": Said("keys", "Recovery kit proved kept", "check"),
    "destroy": Said("keys", "Everything deleted", "trash", "error"),
}


def said(action: str) -> Said:
    """Return how an action reads; one that this version does not know reads as it was written."""
    return ACTIONS.get(action) or Said("", action[:1].upper() + action[1:], "dot")


def origin_words(origin: str) -> str:
    """Return who asked."""
    return translated(ORIGINS.get(origin, origin))


def why_words(why: object) -> str:
    """Return why a backup was made; a reason that this version does not know reads as it was written."""
    text = str(why)
    return translated(WHY.get(text, text[:1].upper() + text[1:]))


def details_words(
    details: Mapping[str, Any], project_name: Callable[[str], str], field_label: Callable[[str], str]
) -> str:
    """Return what more a row says, in words; ids stay out, and what is not known is left out."""
    parts = [field_label(str(details["field"]))] if "field" in details else []
    if "source" in details:
        parts.append(_imported(str(details["source"]), details.get("count")))
    else:
        parts += [part for key, words in _DETAILS if key in details and (part := words(details[key]))]
    if project := details.get("project"):
        parts.append(project_name(str(project)))
    return ", ".join(parts)


def _slot(kind: object) -> str:
    return translated(SLOTS.get(str(kind), str(kind)))


def _how(way: object) -> str:
    return {"kdbx": translated("a KDBX file"), "backup": translated("a copy of the vault")}.get(str(way), str(way))


def _count(count: object) -> str:
    if not isinstance(count, int) or count == 1:
        return ""
    return translated("{count} times").format(count=count)


def _imported(source: str, count: object) -> str:
    if count == 1:
        return translated("one from a file: {kind}").format(kind=file_kind(source))
    return translated("{count} from a file: {kind}").format(count=count, kind=file_kind(source))


def _version(version: object) -> str:
    return translated("version {number}").format(number=version)


_DETAILS: tuple[tuple[str, Callable[[object], str]], ...] = (
    ("slot", _slot),
    ("version", _version),
    ("how", _how),
    ("why", why_words),
    ("count", _count),
)
"""The details that people can read, in the order in which they are said."""
