"""Checking the whole vault: against its seal at each unlocking, and on demand down to every value and row of its log.

The seal tells that some row does not fit and not which, so what is told of it is found by opening everything: a row
that was altered or exchanged does not open where it lies, one from an older copy does.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Final

from kriptik_desktop.vault import audit, records, store
from kriptik_desktop.vault.errors import VaultDamaged
from kriptik_desktop.vault.keys import VaultKeys
from kriptik_desktop.vault.seal import SealedState

_OLDER: Final = (
    "each value opens where it lies, but together they are not what was sealed: a row was put back from an older copy, "
    "or something unencrypted in it was altered"
)


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What was read and found in order; ``seconds`` is how long it took."""

    credentials: int
    versions: int
    fields: int
    audit_rows: int
    generation: int
    epoch: int
    seconds: float = 0.0


def verify(connection: sqlite3.Connection, keys: VaultKeys) -> SealedState:
    """Compare the file with its seal and return the state; nothing is decrypted unless the two do not fit.

    Raises VaultDamaged, which says as precisely as can be known what was done to the file.
    """
    try:
        return store.verify(connection, keys)
    except store.RowsDoNotFit:
        pass
    raise VaultDamaged(_what_was_done(connection, keys))


def _what_was_done(connection: sqlite3.Connection, keys: VaultKeys) -> str:
    try:
        _open_everything(connection, keys)
    except VaultDamaged as error:
        return f"{error.why}; it was altered, or exchanged with another one"
    return _OLDER


def check_whole(connection: sqlite3.Connection, keys: VaultKeys) -> VerifyReport:
    """Compare the file with its seal and decrypt every credential, version, field, link and row of the log.

    Raises VaultDamaged at the first thing that cannot be read.
    """
    state = verify(connection, keys)
    credentials, versions, fields, rows = _open_everything(connection, keys)
    if versions != state.counts["version"] or fields != state.counts["field"]:
        raise VaultDamaged("it holds values that belong to no credential")
    return VerifyReport(credentials, versions, fields, rows, state.generation, keys.epoch)


def _open_everything(connection: sqlite3.Connection, keys: VaultKeys) -> tuple[int, int, int, int]:
    """Return how many credentials, versions, fields and rows of the log there are."""
    versions = fields = 0
    infos = records.infos(connection, keys, None, None)
    for info in infos:
        for _, version, epoch, _ in store.versions_of(connection, info.id):
            versions += 1
            fields += _open_fields(connection, keys, info.id, version, epoch)
        records.read(connection, keys, info.id)
    return len(infos), versions, fields, sum(1 for _ in audit.entries(connection, keys))


def _open_fields(connection: sqlite3.Connection, keys: VaultKeys, credential_id: str, version: int, epoch: int) -> int:
    cipher = keys.fields_of(credential_id)
    sealed = store.sealed_fields(connection, credential_id, version)
    for position, (nonce, text) in enumerate(sealed):
        cipher.open_key(nonce, text, version, epoch, position).wipe()
    return len(sealed)
