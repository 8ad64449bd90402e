"""What a credential is in terms of rows: saving, reading, relabelling and removing it.

Plain functions that run in the thread of the file. Saving is idempotent: the same values again give no new version, so
a caller who was killed between commit and answer may simply ask again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from kriptik_desktop.core.ids import IdSource
from kriptik_desktop.vault import store
from kriptik_desktop.vault.errors import AccountTaken, CredentialNotFound, VaultDamaged
from kriptik_desktop.vault.format import CREDENTIAL, FIELD, KEEP_VERSIONS, LINK, VERSION
from kriptik_desktop.vault.keys import VaultKeys
from kriptik_desktop.vault.model import (
    DEFAULT_ACCOUNT,
    Credential,
    CredentialDraft,
    CredentialInfo,
    FieldValue,
    Overview,
)
from kriptik_desktop.vault.payload import Listing, changed_overview, check_fields, check_name, pack_field, unpack_field

Row = store.Row
_KEY_LENGTH: Final = 16


def save(change: store.Change, draft: CredentialDraft, now: int, new_id: IdSource) -> CredentialInfo:
    """Store a draft: a new credential, or a new version of the one that has this lookup.

    Fields that KripTik made or a provider gave stay when the draft lacks them. Where the draft names the account for
    the first time, a value drawn for it does not replace the one drawn before.
    """
    keys, overview = change.keys, draft.overview
    known = store.by_lookup(change.connection, _lookup(keys, overview))
    row = known or _unnamed(change, draft)
    if row is None:
        return _create(change, new_id(), draft, now)
    listing = _listing(keys, row)
    if overview.used_at is None:
        overview = replace(overview, used_at=listing.overview.used_at)
    present = _fields(change.connection, keys, row)
    wanted = list(draft.fields) if known else _without_redrawn(present, draft.fields)
    return _store(change, row, replace(listing, overview=overview), present, _with_made(present, wanted), now)


def add_field(change: store.Change, credential_id: str, field: FieldValue, now: int) -> CredentialInfo:
    """Store a version with ``field`` added, or replaced where its name is there.

    Raises CredentialNotFound.
    """
    row = _row(change.connection, credential_id)
    present = _fields(change.connection, change.keys, row)
    wanted = [field if each.name == field.name else each for each in present]
    if all(each.name != field.name for each in present):
        wanted.append(field)
    check_fields(wanted)
    return _store(change, row, _listing(change.keys, row), present, wanted, now)


def update_overview(
    change: store.Change, credential_id: str, changes: Overview | Mapping[str, Any], now: int
) -> CredentialInfo | None:
    """Change the overview, and with it the lookup; return None where nothing changed.

    Raises CredentialNotFound, InvalidCredential, AccountTaken where another credential has that lookup.
    """
    row = _row(change.connection, credential_id)
    listing = _listing(change.keys, row)
    overview = changed_overview(listing.overview, changes)
    if overview == listing.overview:
        return None
    taken = store.by_lookup(change.connection, _lookup(change.keys, overview))
    if taken is not None and taken[0] != credential_id:
        raise AccountTaken(overview.integration, overview.account)
    only_used = replace(listing.overview, used_at=overview.used_at) == overview
    listing = replace(listing, overview=overview, updated_at=listing.updated_at if only_used else now)
    _rewrite(change, row, listing, row[2])
    return info_of(change.connection, change.keys, credential_id)


def read(connection: sqlite3.Connection, keys: VaultKeys, credential_id: str) -> Credential:
    """Return a credential with its values.

    Raises CredentialNotFound, VaultDamaged.
    """
    row = _row(connection, credential_id)
    info, fields = _info(connection, keys, row), tuple(_fields(connection, keys, row))
    if tuple(field.name for field in fields) != info.field_names:
        raise VaultDamaged("a credential does not have the fields that its overview names")
    return Credential(info, fields)


def info_of(connection: sqlite3.Connection, keys: VaultKeys, credential_id: str) -> CredentialInfo:
    """Return a credential without its values.

    Raises CredentialNotFound, VaultDamaged.
    """
    return _info(connection, keys, _row(connection, credential_id))


def infos(
    connection: sqlite3.Connection, keys: VaultKeys, scope: str | None, integration: str | None
) -> list[CredentialInfo]:
    """Return what is stored, without values, ordered by scope, integration, mode and account."""
    linked: dict[str, list[str]] = {}
    for link in store.all_links(connection):
        linked.setdefault(link[0], []).append(_project(keys, link))
    found = []
    for row in store.all_credentials(connection):
        listing = _listing(keys, row)
        overview = listing.overview
        if scope in (None, overview.scope) and integration in (None, overview.integration):
            found.append(_as_info(row, listing, linked.get(row[0], [])))
    return sorted(found, key=_order)


def remove(change: store.Change, credential_id: str) -> CredentialInfo:
    """Delete a credential with its history and links; return what it was.

    Raises CredentialNotFound.
    """
    info = info_of(change.connection, change.keys, credential_id)
    for version in store.versions_of(change.connection, credential_id):
        _drop_version(change, version)
    for link in store.links_of(change.connection, credential_id):
        change.remove(LINK, link)
    change.remove(CREDENTIAL, _row(change.connection, credential_id))
    return info


def link(change: store.Change, credential_id: str, project_id: str) -> bool:
    """Note that a project uses a credential; return whether that is new.

    Raises CredentialNotFound.
    """
    _row(change.connection, credential_id)
    check_name("project", project_id)
    keys = change.keys
    project = keys.project_lookup(project_id)
    if store.link_between(change.connection, credential_id, project):
        return False
    place = keys.place("link", credential_id.encode(), project)
    change.add(LINK, (credential_id, project, *keys.links.seal(json.dumps({"project": project_id}).encode(), place)))
    return True


def unlink(change: store.Change, credential_id: str, project_id: str) -> bool:
    """Take a link away; return whether there was one."""
    found = store.link_between(change.connection, credential_id, change.keys.project_lookup(project_id))
    if found is None:
        return False
    change.remove(LINK, found)
    return True


def _create(change: store.Change, credential_id: str, draft: CredentialDraft, now: int) -> CredentialInfo:
    names = tuple(field.name for field in draft.fields)
    listing = Listing(draft.overview, names, now, now)
    lookup = _lookup(change.keys, draft.overview)
    row = _seal_listing(change.keys, credential_id, lookup, 1, listing)
    change.add(CREDENTIAL, row)
    _add_version(change, credential_id, 1, draft.fields, now)
    return _as_info(row, listing, [])


def _store(
    change: store.Change, row: Row, listing: Listing, present: list[FieldValue], wanted: list[FieldValue], now: int
) -> CredentialInfo:
    credential_id, version = row[0], row[2]
    if present != wanted:
        version += 1
        _add_version(change, credential_id, version, wanted, now)
        if version > KEEP_VERSIONS:
            _drop_before(change, credential_id, version - KEEP_VERSIONS + 1)
    listing = replace(listing, field_names=tuple(field.name for field in wanted), updated_at=now)
    _rewrite(change, row, listing, version)
    return info_of(change.connection, change.keys, credential_id)


def _rewrite(change: store.Change, row: Row, listing: Listing, version: int) -> None:
    lookup = _lookup(change.keys, listing.overview)
    change.replace(CREDENTIAL, row, _seal_listing(change.keys, row[0], lookup, version, listing))


def _unnamed(change: store.Change, draft: CredentialDraft) -> Row | None:
    """Find the credential that was stored before its account was known, if the draft speaks of the same one.

    Another account may be meant, so the two must share a value that is long enough to be a key.
    """
    overview = draft.overview
    if overview.account == DEFAULT_ACCOUNT:
        return None
    row = store.by_lookup(change.connection, _lookup(change.keys, replace(overview, account=DEFAULT_ACCOUNT)))
    if row is None:
        return None
    present = {field.name: field.value for field in _fields(change.connection, change.keys, row)}
    long = [each for each in draft.fields if each.source == "person" and len(each.value) >= _KEY_LENGTH]
    return row if any(present.get(each.name) == each.value for each in long) else None


def _without_redrawn(present: list[FieldValue], given: Sequence[FieldValue]) -> list[FieldValue]:
    before = {field.name: field for field in present}
    return [before.get(field.name, field) if field.source == "generated" else field for field in given]


def _with_made(present: list[FieldValue], wanted: list[FieldValue]) -> list[FieldValue]:
    names = {field.name for field in wanted}
    return wanted + [field for field in present if field.source != "person" and field.name not in names]


def _add_version(
    change: store.Change, credential_id: str, version: int, fields: Sequence[FieldValue], now: int
) -> None:
    keys = change.keys
    epoch, cipher = keys.epoch, keys.fields_of(credential_id)
    change.add(VERSION, (credential_id, version, epoch, now))
    for position, field in enumerate(fields):
        sealed = cipher.seal(pack_field(field), version, epoch, position)
        change.add(FIELD, (credential_id, version, position, *sealed))


def _drop_before(change: store.Change, credential_id: str, oldest_kept: int) -> None:
    for version in store.versions_of(change.connection, credential_id):
        if version[1] < oldest_kept:
            _drop_version(change, version)


def _drop_version(change: store.Change, version: Row) -> None:
    for field in store.fields_of(change.connection, version[0], version[1]):
        change.remove(FIELD, field)
    change.remove(VERSION, version)


def _row(connection: sqlite3.Connection, credential_id: str) -> Row:
    row = store.by_id(connection, credential_id)
    if row is None:
        raise CredentialNotFound(credential_id)
    return row


def _fields(connection: sqlite3.Connection, keys: VaultKeys, row: Row) -> list[FieldValue]:
    credential_id, version, epoch = row[0], row[2], row[3]
    opened = keys.fields_of(credential_id).open
    sealed = store.sealed_fields(connection, credential_id, version)
    return [
        unpack_field(opened(nonce, text, version, epoch, position)) for position, (nonce, text) in enumerate(sealed)
    ]


def _lookup(keys: VaultKeys, overview: Overview) -> bytes:
    return keys.credential_lookup(overview.scope, overview.integration, overview.mode, overview.account)


def _overview_place(keys: VaultKeys, credential_id: str, lookup: bytes, version: int) -> bytes:
    return keys.place("overview", credential_id.encode(), lookup, version.to_bytes(8, "big"))


def _seal_listing(keys: VaultKeys, credential_id: str, lookup: bytes, version: int, listing: Listing) -> Row:
    sealed = keys.overviews.seal(listing.pack(), _overview_place(keys, credential_id, lookup, version))
    return (credential_id, lookup, version, keys.epoch, *sealed)


def _listing(keys: VaultKeys, row: Row) -> Listing:
    credential_id, lookup, version, _, nonce, sealed = row
    place = _overview_place(keys, credential_id, lookup, version)
    return Listing.unpack(keys.overviews.open(nonce, sealed, place, "the overview of a credential"))


def _project(keys: VaultKeys, link: Row) -> str:
    credential_id, project, nonce, sealed = link
    place = keys.place("link", credential_id.encode(), project)
    return str(json.loads(keys.links.open(nonce, sealed, place, "a link to a project"))["project"])


def _info(connection: sqlite3.Connection, keys: VaultKeys, row: Row) -> CredentialInfo:
    projects = [_project(keys, link) for link in store.links_of(connection, row[0])]
    return _as_info(row, _listing(keys, row), projects)


def _as_info(row: Row, listing: Listing, projects: list[str]) -> CredentialInfo:
    names, made, at = listing.field_names, listing.created_at, listing.updated_at
    return CredentialInfo(row[0], listing.overview, row[2], names, made, at, tuple(sorted(projects)))


def _order(info: CredentialInfo) -> tuple[str, str, str, str]:
    return info.overview.scope, info.overview.integration, info.overview.mode, info.overview.account
