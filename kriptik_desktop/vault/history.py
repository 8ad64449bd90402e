"""The versions of a credential: which there are, a value of one, an older one brought back, all of them for an export.

Apart from ``records``, which only ever needs the present version. Values are compared here, in the thread of the file,
so that a screen can say what changed without being given a secret.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from kriptik_desktop.core.secret import Secret
from kriptik_desktop.vault import records, store
from kriptik_desktop.vault.credential_errors import FieldNotFound, VersionNotFound
from kriptik_desktop.vault.format import KEEP_VERSIONS
from kriptik_desktop.vault.keys import VaultKeys
from kriptik_desktop.vault.model import CredentialInfo, ExportedCredential, FieldValue, VersionInfo

_FIRST_VERSION = 1


def versions(connection: sqlite3.Connection, keys: VaultKeys, credential_id: str) -> list[VersionInfo]:
    """Return the kept versions without their values, newest first.

    Raises CredentialNotFound, VaultDamaged.
    """
    row = records.row_of(connection, credential_id)
    found: list[VersionInfo] = []
    before: dict[str, Secret] | None = None
    for _, version, epoch, created in store.versions_of(connection, credential_id):
        fields = records.fields_at(connection, keys, credential_id, version, epoch)
        values = {field.name: field.value for field in fields}
        if before is None and version == _FIRST_VERSION:
            before = {}
        changed = () if before is None else _changed(before, values)
        found.append(VersionInfo(version, created, version == row[2], tuple(values), changed))
        before = values
    return found[::-1]


def _changed(before: dict[str, Secret], after: dict[str, Secret]) -> tuple[str, ...]:
    gone = [name for name in before if name not in after]
    return tuple([name for name in after if before.get(name) != after[name]] + gone)


def fields_of(
    connection: sqlite3.Connection, keys: VaultKeys, credential_id: str, version: int | None
) -> tuple[CredentialInfo, list[FieldValue]]:
    """Return a credential and the fields of one of its versions, by default the present one.

    Raises CredentialNotFound, VersionNotFound, VaultDamaged.
    """
    if version is None:
        credential = records.read(connection, keys, credential_id)
        return credential.info, list(credential.fields)
    info = records.info_of(connection, keys, credential_id)
    for _, number, epoch, _ in store.versions_of(connection, credential_id):
        if number == version:
            return info, records.fields_at(connection, keys, credential_id, version, epoch)
    raise VersionNotFound(version, KEEP_VERSIONS)


def value_of(
    connection: sqlite3.Connection, keys: VaultKeys, credential_id: str, name: str, version: int | None
) -> tuple[CredentialInfo, Secret]:
    """Return a credential and one value of one of its versions.

    Raises CredentialNotFound, VersionNotFound, FieldNotFound, VaultDamaged.
    """
    info, fields = fields_of(connection, keys, credential_id, version)
    for field in fields:
        if field.name == name:
            return info, field.value
    raise FieldNotFound(name)


def restore(change: store.Change, credential_id: str, version: int, now: int) -> CredentialInfo:
    """Store the fields of an earlier version as a new one; nobody has checked them since, and the overview says so.

    Where they are the present ones, nothing changes. Raises CredentialNotFound, VersionNotFound, VaultDamaged.
    """
    info, fields = fields_of(change.connection, change.keys, credential_id, version)
    present = records.read(change.connection, change.keys, credential_id)
    if list(present.fields) == fields:
        return info
    overview = replace(info.overview, status="unverified", validated_at=None)
    return records.put_version(change, credential_id, overview, fields, now)


def export(connection: sqlite3.Connection, keys: VaultKeys, ids: Sequence[str] | None) -> list[ExportedCredential]:
    """Return credentials with their values and kept versions: all of them, or those that ``ids`` names, in its order.

    Raises CredentialNotFound, VaultDamaged.
    """
    if ids is None:
        ids = [info.id for info in records.infos(connection, keys, None, None)]
    return [_exported(connection, keys, credential_id) for credential_id in ids]


def _exported(connection: sqlite3.Connection, keys: VaultKeys, credential_id: str) -> ExportedCredential:
    credential = records.read(connection, keys, credential_id)
    earlier = [
        (created, tuple(records.fields_at(connection, keys, credential_id, version, epoch)))
        for _, version, epoch, created in store.versions_of(connection, credential_id)
        if version != credential.info.version
    ]
    return ExportedCredential(credential, tuple(earlier))
