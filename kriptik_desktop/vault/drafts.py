"""What becomes of a draft: which credential it speaks of, and which fields that one has afterwards.

A draft that a person saves is the whole credential; one that comes out of another program's file may lack fields that
the vault has, so an import adds and replaces and never takes away.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kriptik_desktop.core.ids import IdSource
from kriptik_desktop.vault import records, store
from kriptik_desktop.vault.credential_errors import InvalidCredential
from kriptik_desktop.vault.keys import VaultKeys
from kriptik_desktop.vault.model import (
    DEFAULT_ACCOUNT,
    CredentialDraft,
    CredentialInfo,
    FieldValue,
    Outcome,
    Overview,
    SavedCredential,
)
from kriptik_desktop.vault.payload import check_fields, check_overview

_SHOWN: Final = 64
_KEY_LENGTH: Final = 16
"""Characters of a value that hardly any other account would have too."""


def check(draft: CredentialDraft) -> None:
    """Raise InvalidCredential, which names the credential, where a draft among several cannot be stored."""
    overview = draft.overview
    try:
        check_overview(overview)
        check_fields(draft.fields)
    except InvalidCredential as error:
        raise InvalidCredential(
            error.why, f"{_shown(overview.integration)}, account {_shown(overview.account)}"
        ) from None


def _shown(name: str) -> str:
    """A name that was refused may hold anything, and ends up on a screen or a terminal."""
    return "".join(each if each.isprintable() else "?" for each in name[:_SHOWN])


def save(change: store.Change, draft: CredentialDraft, now: int, new_id: IdSource) -> CredentialInfo:
    """Store a draft: a new credential, or a new version of the one that has this lookup.

    Fields that KripTik made or a provider gave stay when the draft lacks them. Where the draft names the account for
    the first time, a value drawn for it does not replace the one drawn before.
    """
    row, named = _find(change.connection, change.keys, draft)
    if row is None:
        return records.create(change, new_id(), draft, now)
    listing = records.listing_of(change.keys, row)
    present = records.present_fields(change.connection, change.keys, row)
    wanted = _with_made(present, list(draft.fields) if named else _without_redrawn(present, draft.fields))
    overview = _with_times(draft.overview, listing.overview, unchanged=wanted == present)
    return records.store_fields(change, row, replace(listing, overview=overview), present, wanted, now)


def save_imported(change: store.Change, draft: CredentialDraft, now: int, new_id: IdSource) -> SavedCredential:
    """Store what a file of another program holds; where all its values are stored already, nothing changes."""
    row, _ = _find(change.connection, change.keys, draft)
    if row is None:
        return SavedCredential(records.create(change, new_id(), draft, now), "new")
    present = records.present_fields(change.connection, change.keys, row)
    if _holds(present, draft.fields):
        return SavedCredential(records.info_of(change.connection, change.keys, row[0]), "same")
    wanted = _merged(present, draft.fields)
    check_fields(wanted)
    listing = records.listing_of(change.keys, row)
    listing = replace(listing, overview=_with_times(draft.overview, listing.overview, unchanged=False))
    return SavedCredential(records.store_fields(change, row, listing, present, wanted, now), "changed")


def outcome_of(connection: sqlite3.Connection, keys: VaultKeys, draft: CredentialDraft) -> Outcome:
    """Return what ``save_imported`` would make of a draft, without doing it."""
    row, _ = _find(connection, keys, draft)
    if row is None:
        return "new"
    return "same" if _holds(records.present_fields(connection, keys, row), draft.fields) else "changed"


def _find(connection: sqlite3.Connection, keys: VaultKeys, draft: CredentialDraft) -> tuple[store.Row | None, bool]:
    """Return the credential that a draft speaks of, and whether it has the draft's account already."""
    row = store.by_lookup(connection, records.lookup_of(keys, draft.overview))
    return (row, True) if row is not None else (_unnamed(connection, keys, draft), False)


def _unnamed(connection: sqlite3.Connection, keys: VaultKeys, draft: CredentialDraft) -> store.Row | None:
    """Find the credential that was stored before its account was known, if the draft speaks of the same one.

    Another account may be meant, so the two must share a value that is long enough to be a key.
    """
    overview = draft.overview
    if overview.account == DEFAULT_ACCOUNT:
        return None
    row = store.by_lookup(connection, records.lookup_of(keys, replace(overview, account=DEFAULT_ACCOUNT)))
    if row is None:
        return None
    present = {field.name: field.value for field in records.present_fields(connection, keys, row)}
    long = [each for each in draft.fields if each.source == "person" and len(each.value) >= _KEY_LENGTH]
    return row if any(present.get(each.name) == each.value for each in long) else None


def _with_times(wanted: Overview, present: Overview, *, unchanged: bool) -> Overview:
    """Keep what is known of use, and of the last check where it was a check of the same values."""
    if wanted.used_at is None:
        wanted = replace(wanted, used_at=present.used_at)
    if unchanged and wanted.validated_at is None:
        wanted = replace(wanted, validated_at=present.validated_at)
    return wanted


def _without_redrawn(present: list[FieldValue], given: Sequence[FieldValue]) -> list[FieldValue]:
    before = {field.name: field for field in present}
    return [before.get(field.name, field) if field.source == "generated" else field for field in given]


def _with_made(present: list[FieldValue], wanted: list[FieldValue]) -> list[FieldValue]:
    names = {field.name for field in wanted}
    return wanted + [field for field in present if field.source != "person" and field.name not in names]


def _holds(present: Sequence[FieldValue], given: Sequence[FieldValue]) -> bool:
    values = {field.name: field.value for field in present}
    return all(values.get(field.name) == field.value for field in given)


def _merged(present: Sequence[FieldValue], given: Sequence[FieldValue]) -> list[FieldValue]:
    values = {field.name: field.value for field in present}
    differs = {field.name: field for field in given if values.get(field.name) != field.value}
    kept = [differs.pop(field.name, field) for field in present]
    return kept + list(differs.values())
