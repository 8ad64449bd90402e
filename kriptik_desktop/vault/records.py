"""What a credential is in terms of rows: storing, reading, relabelling and removing it.

Plain functions that run in the thread of the file. Storing is idempotent: the same values again give no new version,
so a caller who was killed between commit and answer may simply ask again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from kriptik_desktop.vault import store
from kriptik_desktop.vault.credential_errors import AccountTaken, CredentialNotFound
from kriptik_desktop.vault.errors import VaultDamaged
from kriptik_desktop.vault.format import CREDENTIAL, FIELD, KEEP_VERSIONS, LINK, VERSION
from kriptik_desktop.vault.keys import VaultKeys
from kriptik_desktop.vault.model import (
    Credential,
    CredentialDraft,
    CredentialInfo,
    FieldValue,
    Overview,
)
from kriptik_desktop.vault.payload import Listing, changed_overview, check_fields, check_name, pack_field, unpack_field

Row = store.Row


def add_field(change: store.Change, credential_id: str, field: FieldValue, now: int) -> CredentialInfo:
    """Store a version with ``field`` added, or replaced where its name is there.

    Raises CredentialNotFound.
    """
    row = row_of(change.connection, credential_id)
    present = present_fields(change.connection, change.keys, row)
    wanted = [field if each.name == field.name else each for each in present]
    if all(each.name != field.name for each in present):
        wanted.append(field)
    check_fields(wanted)
    return store_fields(change, row, listing_of(change.keys, row), present, wanted, now)


def put_version(
    change: store.Change, credential_id: str, overview: Overview, fields: Sequence[FieldValue], now: int
) -> CredentialInfo:
    """Store ``fields`` as a version of their own beside ``overview``, whose lookup must be the present one.

    Raises CredentialNotFound.
    """
    row = row_of(change.connection, credential_id)
    listing = replace(listing_of(change.keys, row), overview=overview)
    return store_fields(change, row, listing, [], fields, now)


def note_use(change: store.Change, credential_id: str, at: int) -> None:
    """Keep when a credential was last used, which never goes back.

    Raises CredentialNotFound.
    """
    row = row_of(change.connection, credential_id)
    listing = listing_of(change.keys, row)
    if at > (listing.overview.used_at or -1):
        _rewrite(change, row, replace(listing, overview=replace(listing.overview, used_at=at)), row[2])


def update_overview(
    change: store.Change, credential_id: str, changes: Overview | Mapping[str, Any], now: int
) -> CredentialInfo | None:
    """Change the overview, and with it the lookup; return None where nothing changed.

    Raises CredentialNotFound, InvalidCredential, AccountTaken where another credential has that lookup.
    """
    row = row_of(change.connection, credential_id)
    listing = listing_of(change.keys, row)
    overview = changed_overview(listing.overview, changes)
    if overview == listing.overview:
        return None
    taken = store.by_lookup(change.connection, lookup_of(change.keys, overview))
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
    row = row_of(connection, credential_id)
    info, fields = _info(connection, keys, row), tuple(present_fields(connection, keys, row))
    if tuple(field.name for field in fields) != info.field_names:
        raise VaultDamaged("a credential does not have the fields that its overview names")
    return Credential(info, fields)


def info_of(connection: sqlite3.Connection, keys: VaultKeys, credential_id: str) -> CredentialInfo:
    """Return a credential without its values.

    Raises CredentialNotFound, VaultDamaged.
    """
    return _info(connection, keys, row_of(connection, credential_id))


def infos(
    connection: sqlite3.Connection, keys: VaultKeys, scope: str | None, integration: str | None
) -> list[CredentialInfo]:
    """Return what is stored, without values, ordered by scope, integration, mode and account."""
    linked: dict[str, list[str]] = {}
    for link in store.all_links(connection):
        linked.setdefault(link[0], []).append(_project(keys, link))
    found = []
    for row in store.all_credentials(connection):
        listing = listing_of(keys, row)
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
    change.remove(CREDENTIAL, row_of(change.connection, credential_id))
    return info


def link(change: store.Change, credential_id: str, project_id: str) -> bool:
    """Note that a project uses a credential; return whether that is new.

    Raises CredentialNotFound.
    """
    row_of(change.connection, credential_id)
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


def create(change: store.Change, credential_id: str, draft: CredentialDraft, now: int) -> CredentialInfo:
    """Store a draft, whose lookup must be free, as a credential with this id."""
    names = tuple(field.name for field in draft.fields)
    listing = Listing(draft.overview, names, now, now)
    lookup = lookup_of(change.keys, draft.overview)
    row = _seal_listing(change.keys, credential_id, lookup, 1, listing)
    change.add(CREDENTIAL, row)
    _add_version(change, credential_id, 1, draft.fields, now)
    return _as_info(row, listing, [])


def store_fields(
    change: store.Change,
    row: Row,
    listing: Listing,
    present: Sequence[FieldValue],
    wanted: Sequence[FieldValue],
    now: int,
) -> CredentialInfo:
    """Store what is kept next to the fields, and the fields as a new version where they differ from ``present``."""
    credential_id, version = row[0], row[2]
    if list(present) != list(wanted):
        version += 1
        _add_version(change, credential_id, version, wanted, now)
        if version > KEEP_VERSIONS:
            _drop_before(change, credential_id, version - KEEP_VERSIONS + 1)
    listing = replace(listing, field_names=tuple(field.name for field in wanted), updated_at=now)
    _rewrite(change, row, listing, version)
    return info_of(change.connection, change.keys, credential_id)


def _rewrite(change: store.Change, row: Row, listing: Listing, version: int) -> None:
    lookup = lookup_of(change.keys, listing.overview)
    change.replace(CREDENTIAL, row, _seal_listing(change.keys, row[0], lookup, version, listing))


def _add_version(
    change: store.Change, credential_id: str, version: int, fields: Sequence[FieldValue], now: int
) -> None:
    keys = change.keys
    epoch, cipher = keys.epoch, keys.fields_of(credential_id)
    change.add(VERSION, (credential_id, version, epoch, now))
    for position, field in enumerate(fields):
        with pack_field(field) as plain:
            sealed = cipher.seal(plain, version, epoch, position)
        change.add(FIELD, (credential_id, version, position, *sealed))


def _drop_before(change: store.Change, credential_id: str, oldest_kept: int) -> None:
    for version in store.versions_of(change.connection, credential_id):
        if version[1] < oldest_kept:
            _drop_version(change, version)


def _drop_version(change: store.Change, version: Row) -> None:
    for field in store.fields_of(change.connection, version[0], version[1]):
        change.remove(FIELD, field)
    change.remove(VERSION, version)


def row_of(connection: sqlite3.Connection, credential_id: str) -> Row:
    """Return the row of a credential.

    Raises CredentialNotFound.
    """
    row = store.by_id(connection, credential_id)
    if row is None:
        raise CredentialNotFound(credential_id)
    return row


def present_fields(connection: sqlite3.Connection, keys: VaultKeys, row: Row) -> list[FieldValue]:
    """Return the fields of the present version of the credential that ``row`` is of, in their order.

    Raises VaultDamaged.
    """
    return fields_at(connection, keys, row[0], row[2], row[3])


def fields_at(
    connection: sqlite3.Connection, keys: VaultKeys, credential_id: str, version: int, epoch: int
) -> list[FieldValue]:
    """Return the fields of one version, in their order.

    Raises VaultDamaged.
    """
    opened = keys.fields_of(credential_id).open_key
    found = []
    for position, (nonce, sealed) in enumerate(store.sealed_fields(connection, credential_id, version)):
        plain = opened(nonce, sealed, version, epoch, position)
        try:
            found.append(unpack_field(plain))
        finally:
            plain.wipe()
    return found


def lookup_of(keys: VaultKeys, overview: Overview) -> bytes:
    """Return what a credential with this overview is found by."""
    return keys.credential_lookup(overview.scope, overview.integration, overview.mode, overview.account)


def _overview_place(keys: VaultKeys, credential_id: str, lookup: bytes, version: int) -> bytes:
    return keys.place("overview", credential_id.encode(), lookup, version.to_bytes(8, "big"))


def _seal_listing(keys: VaultKeys, credential_id: str, lookup: bytes, version: int, listing: Listing) -> Row:
    sealed = keys.overviews.seal(listing.pack(), _overview_place(keys, credential_id, lookup, version))
    return (credential_id, lookup, version, keys.epoch, *sealed)


def listing_of(keys: VaultKeys, row: Row) -> Listing:
    """Return everything that is kept of a credential next to its fields.

    Raises VaultDamaged.
    """
    credential_id, lookup, version, _, nonce, sealed = row
    place = _overview_place(keys, credential_id, lookup, version)
    return Listing.unpack(keys.overviews.open(nonce, sealed, place, "the overview of a credential"))


def _project(keys: VaultKeys, link: Row) -> str:
    credential_id, project, nonce, sealed = link
    place = keys.place("link", credential_id.encode(), project)
    return str(json.loads(keys.links.open(nonce, sealed, place, "a link to a project"))["project"])


def _info(connection: sqlite3.Connection, keys: VaultKeys, row: Row) -> CredentialInfo:
    projects = [_project(keys, link) for link in store.links_of(connection, row[0])]
    return _as_info(row, listing_of(keys, row), projects)


def _as_info(row: Row, listing: Listing, projects: list[str]) -> CredentialInfo:
    names, made, at = listing.field_names, listing.created_at, listing.updated_at
    return CredentialInfo(row[0], listing.overview, row[2], names, made, at, tuple(sorted(projects)))


def _order(info: CredentialInfo) -> tuple[str, str, str, str]:
    return info.overview.scope, info.overview.integration, info.overview.mode, info.overview.account
