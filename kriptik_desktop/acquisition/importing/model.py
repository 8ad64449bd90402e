"""What an import would do, and what it did; the values stay hidden in both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from kriptik_desktop.acquisition.importing.grouping import Group
from kriptik_desktop.acquisition.importing.reading import LeftOut
from kriptik_desktop.providers.model import Mode
from kriptik_desktop.vault.model import CredentialDraft, CredentialInfo

Outcome = Literal["new", "changes", "same", "unknown", "unreadable"]
"""``unknown``: no provider was recognised; ``unreadable``: the values cannot be stored as they are, see ``reason``."""

TAKEN: frozenset[Outcome] = frozenset({"new", "changes"})
"""The outcomes of rows that an import stores."""


@dataclass(frozen=True, slots=True)
class PreviewField:
    """One value as it may be shown."""

    name: str
    masked: str


@dataclass(frozen=True, slots=True)
class ImportRow:
    """What would become of one credential; ``key`` names the row within its preview."""

    key: str
    title: str
    integration: str | None
    integration_name: str
    account: str
    mode: Mode
    fields: tuple[PreviewField, ...]
    left_out: tuple[LeftOut, ...]
    outcome: Outcome
    reason: str
    """A sentence for the person; empty where there is nothing to say."""


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """A dry run. ``format`` is dotenv, json, onepassword-csv, onepassword-1pux, bitwarden-json or kdbx."""

    format: str
    rows: tuple[ImportRow, ...]
    left_out: tuple[LeftOut, ...]
    """What of the file belongs to no row."""
    notes: tuple[str, ...]
    scope: str
    mode: Mode
    groups: Mapping[str, Group] = field(repr=False)
    drafts: Mapping[str, CredentialDraft] = field(repr=False)
    """By row key; only rows that would be stored have one."""

    def row(self, key: str) -> ImportRow | None:
        """Return the row of that key."""
        return next((each for each in self.rows if each.key == key), None)


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """What became of one row; ``skipped`` ones were not asked for."""

    key: str
    title: str
    integration: str | None
    result: Literal["new", "changed", "same", "skipped", "unknown", "unreadable"]
    reason: str
    credential: CredentialInfo | None = None


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, row by row, in the order of the preview."""

    rows: tuple[ImportedRow, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def saved(self) -> tuple[CredentialInfo, ...]:
        """Return what this import stored, as new credentials or new versions."""
        return tuple(each.credential for each in self.rows if each.credential and each.result in ("new", "changed"))

    def count(self, result: str) -> int:
        """Return how many rows ended with ``result``."""
        return sum(each.result == result for each in self.rows)
