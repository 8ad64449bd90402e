"""Reading the whole vault on demand, each value and each row of its log, and saying what was found.

Unlocking compares the rows with the seal and decrypts nothing; this decrypts everything, so that a person who asks
whether all of it can still be read gets the answer and no inference.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from kriptik_desktop.vault import audit, records, store
from kriptik_desktop.vault.errors import VaultDamaged
from kriptik_desktop.vault.keys import VaultKeys


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


def check_whole(connection: sqlite3.Connection, keys: VaultKeys) -> VerifyReport:
    """Compare the file with its seal and decrypt every credential, version, field, link and row of the log.

    Raises VaultDamaged at the first thing that cannot be read.
    """
    state = store.verify(connection, keys)
    versions = fields = 0
    infos = records.infos(connection, keys, None, None)
    for info in infos:
        records.read(connection, keys, info.id)
        for _, version, epoch, _ in store.versions_of(connection, info.id):
            versions += 1
            fields += len(records.fields_at(connection, keys, info.id, version, epoch))
    rows = sum(1 for _ in audit.entries(connection, keys))
    if versions != state.counts["version"] or fields != state.counts["field"]:
        raise VaultDamaged("it holds values that belong to no credential")
    return VerifyReport(len(infos), versions, fields, rows, state.generation, keys.epoch)
