"""Every row of a vault, opened with the keys of one epoch and sealed with those of the next.

Rows are taken a few hundred at a time in the order of their keys, so that the memory does not grow with the vault, rows
can be rewritten where they stand, and whoever waits can see how far it is and stop it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from kriptik_desktop.vault import store
from kriptik_desktop.vault.crypto import Key, same
from kriptik_desktop.vault.errors import VaultDamaged
from kriptik_desktop.vault.format import AUDIT, CREDENTIAL, FIELD, LINK, META, SLOT, STATE, VERSION, Table
from kriptik_desktop.vault.keys import VaultKeys
from kriptik_desktop.vault.seal import SealedState

Row = store.Row
Tick = Callable[[int], None]
"""Called with the number of rows that were finished since the last call; may raise to stop the work."""

_AT_ONCE: Final = 256
_TABLES: Final = (CREDENTIAL, VERSION, FIELD, LINK, AUDIT)


def rows_in(state: SealedState) -> int:
    """Return how many rows are resealed in a vault of this state."""
    return sum(state.counts[table.name] for table in _TABLES)


def open_all(connection: sqlite3.Connection, keys: VaultKeys, tick: Tick) -> SealedState:
    """Compare the file with its seal and decrypt everything in it; return the state.

    Raises VaultDamaged, which names what does not open.
    """
    state = store.verify(connection, keys)
    reader = _Reader(keys, state)
    for table in _TABLES:
        opened = reader.of[table.name]
        for rows in _chunks(connection, table):
            for row in rows:
                with opened(row):
                    pass
            tick(len(rows))
    reader.check_end()
    return state


def reseal(connection: sqlite3.Connection, old: VaultKeys, new: VaultKeys, tick: Tick) -> SealedState:
    """Rewrite every credential, version, field, link and audit row; return the state that they make up under ``new``.

    Runs inside the caller's transaction, and leaves header, slots and seal to it. Raises VaultDamaged.
    """
    before = store.read_state(connection, old)
    reader, writer = _Reader(old, before), _Writer(new, before)
    total, of = 0, new.rows.of
    counts = dict.fromkeys(before.counts, 0)
    for table in _TABLES:
        opened, sealed, encode = reader.of[table.name], writer.of[table.name], table.encode
        for rows in _chunks(connection, table):
            fresh = []
            for row in rows:
                with opened(row) as plain:
                    fresh.append(sealed(row, plain))
            for row in fresh:
                total ^= of(encode(row))
            _rewrite(connection, table, rows, fresh)
            counts[table.name] += len(rows)
            tick(len(rows))
    reader.check_end()
    _check_counts(before, counts)
    return replace(before, audit_head=writer.audit_head, total=total, counts=counts)


def begin(connection: sqlite3.Connection, new: VaultKeys, state: SealedState) -> store.Change:
    """Return the change that completes a reseal: the header names the new epoch, slots and seal are to be written."""
    header = connection.execute("SELECT key, value FROM meta").fetchall()
    for table in (META, SLOT, STATE):
        connection.execute(" ".join(("DELETE FROM", table.name)))
    change = store.Change(connection, new, state)
    for key, value in header:
        change.add(META, (key, new.epoch.to_bytes(8, "big") if key == "epoch" else value))
    return change


def _check_counts(before: SealedState, found: Mapping[str, int]) -> None:
    for table in _TABLES:
        if found[table.name] != before.counts[table.name]:
            raise VaultDamaged(f"{table.name} does not hold as many rows as the seal says")


def _chunks(connection: sqlite3.Connection, table: Table) -> Iterator[list[Row]]:
    """Return the rows in the order of their keys; each chunk may be rewritten before the next one is asked for.

    Links come all at once: their keys change with the epoch, and a rewritten one would come again.
    """
    every = " ".join(("SELECT", table.names, "FROM", table.name))
    key = ", ".join(column.name for column in table.columns[: table.keys])
    in_order = f"ORDER BY {key} LIMIT {-1 if table is LINK else _AT_ONCE}"
    rest = f"{every} WHERE ({key}) > ({', '.join('?' * table.keys)}) {in_order}"
    rows = connection.execute(f"{every} {in_order}").fetchall()
    while rows:
        for row in rows:
            table.encode(row)
        last = rows[-1][: table.keys]
        yield rows
        rows = [] if table is LINK else connection.execute(rest, last).fetchall()


def _rewrite(connection: sqlite3.Connection, table: Table, old: Sequence[Row], new: Sequence[Row]) -> None:
    keyed = " AND ".join(f"{column.name} = ?" for column in table.columns[: table.keys])
    if table is LINK:
        connection.executemany(" ".join(("DELETE FROM link WHERE", keyed)), (row[: table.keys] for row in old))
        connection.executemany("INSERT INTO link VALUES (?, ?, ?, ?)", new)
        return
    values = ", ".join(f"{column.name} = ?" for column in table.columns[table.keys :])
    update = " ".join(("UPDATE", table.name, "SET", values, "WHERE", keyed))
    connection.executemany(update, ((*row[table.keys :], *row[: table.keys]) for row in new))


class _Reader:
    """Opens the rows of one epoch, in the order of ``_TABLES``."""

    def __init__(self, keys: VaultKeys, state: SealedState) -> None:
        self._keys = keys
        self._state = state
        self._link, self._seq = state.audit_base, state.audit_first
        self.of: dict[str, Callable[[Row], Key]] = {
            CREDENTIAL.name: self._credential,
            VERSION.name: self._version,
            FIELD.name: self._field,
            LINK.name: self._project,
            AUDIT.name: self._audit,
        }

    def _credential(self, row: Row) -> Key:
        credential_id, lookup, version, epoch, nonce, sealed = row
        self._check_epoch(epoch)
        place = self._keys.overview_place(credential_id, lookup, version)
        return self._keys.overviews.open_key(nonce, sealed, place, "the overview of a credential")

    def _version(self, row: Row) -> Key:
        self._check_epoch(row[2])
        return Key()

    def _field(self, row: Row) -> Key:
        credential_id, version, position, nonce, sealed = row
        return self._keys.fields_of(credential_id).open_key(nonce, sealed, version, self._keys.epoch, position)

    def _project(self, row: Row) -> Key:
        credential_id, project, nonce, sealed = row
        place = self._keys.link_place(credential_id, project)
        return self._keys.links.open_key(nonce, sealed, place, "a link to a project")

    def _audit(self, row: Row) -> Key:
        seq, nonce, sealed, mac = row
        if seq != self._seq or not same(mac, self._keys.audit_link(self._link, seq, nonce, sealed)):
            raise VaultDamaged(f"row {self._seq} of the audit log was altered or removed")
        self._link, self._seq = mac, seq + 1
        return self._keys.audit.open_key(nonce, sealed, self._keys.audit_place(seq), f"row {seq} of the audit log")

    def _check_epoch(self, epoch: int) -> None:
        if epoch != self._keys.epoch:
            raise VaultDamaged("a row is of other keys than the vault's own")

    def check_end(self) -> None:
        """Raise VaultDamaged where the audit log ends before its time."""
        if self._seq != self._state.audit_last + 1 or not same(self._link, self._state.audit_head):
            raise VaultDamaged("the end of the audit log is missing")


class _Writer:
    """Seals for the next epoch what ``_Reader`` opened."""

    def __init__(self, keys: VaultKeys, before: SealedState) -> None:
        self._keys = keys
        self.audit_head = before.audit_base
        self.of: dict[str, Callable[[Row, Key], Row]] = {
            CREDENTIAL.name: self._credential,
            VERSION.name: self._version,
            FIELD.name: self._field,
            LINK.name: self._project,
            AUDIT.name: self._audit,
        }

    def _credential(self, row: Row, plain: Key) -> Row:
        credential_id, _, version, *_ = row
        overview = json.loads(plain)["of"]
        parts = (overview[name] for name in ("scope", "integration", "mode", "account"))
        lookup = self._keys.credential_lookup(*parts)
        place = self._keys.overview_place(credential_id, lookup, version)
        return credential_id, lookup, version, self._keys.epoch, *self._keys.overviews.seal(plain, place)

    def _version(self, row: Row, plain: Key) -> Row:
        credential_id, version, _, created = row
        return credential_id, version, self._keys.epoch, created

    def _field(self, row: Row, plain: Key) -> Row:
        credential_id, version, position, *_ = row
        sealed = self._keys.fields_of(credential_id).seal(plain, version, self._keys.epoch, position)
        return credential_id, version, position, *sealed

    def _project(self, row: Row, plain: Key) -> Row:
        project = self._keys.project_lookup(json.loads(plain)["project"])
        return row[0], project, *self._keys.links.seal(plain, self._keys.link_place(row[0], project))

    def _audit(self, row: Row, plain: Key) -> Row:
        seq = row[0]
        nonce, sealed = self._keys.audit.seal(plain, self._keys.audit_place(seq))
        self.audit_head = self._keys.audit_link(self.audit_head, seq, nonce, sealed)
        return seq, nonce, sealed, self.audit_head
