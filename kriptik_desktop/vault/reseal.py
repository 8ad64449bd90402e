"""Every row of a vault, opened with the keys of one epoch and sealed with those of the next.

One pass in one transaction: each row is compared with the old seal, decrypted, sealed and written, so that nothing can
come into the new epoch that was not sound in the old one. Rows are taken a few hundred at a time, so that the memory
does not grow with the vault and whoever waits can see how far it is and stop it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import Final

from kriptik_desktop.vault import store
from kriptik_desktop.vault.crypto import same
from kriptik_desktop.vault.errors import VaultDamaged
from kriptik_desktop.vault.format import AUDIT, CREDENTIAL, FIELD, LINK, META, SLOT, STATE, VERSION, Table
from kriptik_desktop.vault.keys import VaultKeys
from kriptik_desktop.vault.seal import SealedState

Row = store.Row
Tick = Callable[[int], None]
"""Called with the number of rows that were finished since the last call; may raise to stop the work."""

_AT_ONCE: Final = 256
_FOUND_BY: Final = itemgetter("scope", "integration", "mode", "account")
_SEALED_ANEW: Final = (CREDENTIAL, VERSION, FIELD, LINK, AUDIT)
_WRITTEN_ANEW: Final = (META, SLOT)


def rows_in(state: SealedState) -> int:
    """Return how many rows are resealed in a vault of this state."""
    return sum(state.counts[table.name] for table in _SEALED_ANEW)


def reseal(connection: sqlite3.Connection, old: VaultKeys, new: VaultKeys, tick: Tick) -> store.Change:
    """Rewrite all that is stored, and return the change that completes it: slots and whatever else is to be noted.

    Runs inside the caller's transaction. Raises VaultDamaged, and what ``tick`` raises.
    """
    store.check_pages(connection)
    before = store.read_state(connection, old)
    work = _Resealing(connection, old, new, before)
    for table in _SEALED_ANEW:
        for rows in _chunks(connection, table):
            work.turn(table, rows)
            tick(len(rows))
    header = connection.execute("SELECT key, value FROM meta").fetchall()
    for table in _WRITTEN_ANEW:
        for rows in _chunks(connection, table):
            work.compare(table, rows)
    state = work.finish()
    for table in (*_WRITTEN_ANEW, STATE):
        connection.execute(" ".join(("DELETE FROM", table.name)))
    change = store.Change(connection, new, state)
    for key, value in header:
        change.add(META, (key, new.epoch.to_bytes(8, "big") if key == "epoch" else value))
    return change


class _Resealing:
    """One pass over the rows, in the order of ``_SEALED_ANEW``, and what it has found so far."""

    def __init__(self, connection: sqlite3.Connection, old: VaultKeys, new: VaultKeys, before: SealedState) -> None:
        self._connection = connection
        self._old, self._new = old, new
        self._before = before
        self._found, self._total, self._counts = 0, 0, dict.fromkeys(before.counts, 0)
        self._link, self._seq = before.audit_base, before.audit_first
        self._head = before.audit_base
        self._whose = ""
        self._epochs = (old.epoch, new.epoch)
        self._of: dict[str, Callable[[Row], Row]] = {
            CREDENTIAL.name: self._credential,
            VERSION.name: self._version,
            FIELD.name: self._field,
            LINK.name: self._project,
            AUDIT.name: self._audit,
        }

    def turn(self, table: Table, rows: list[Row]) -> None:
        """Reseal some rows where they stand."""
        self.compare(table, rows)
        sealed, encode, of = self._of[table.name], table.encode, self._new.rows.of
        fresh = [sealed(row) for row in rows]
        total = 0
        for row in fresh:
            total ^= of(encode(row))
        self._total ^= total
        _rewrite(self._connection, table, rows, fresh)

    def compare(self, table: Table, rows: list[Row]) -> None:
        """Add some rows, whose types and sizes are checked, to what the old seal is compared with."""
        encode, of, found = table.encode, self._old.rows.of, 0
        for row in rows:
            found ^= of(encode(row))
        self._found ^= found
        self._counts[table.name] += len(rows)

    def finish(self) -> SealedState:
        """Return the new state, with nothing in it of header and slots.

        Raises VaultDamaged where what was found is not what the old seal says.
        """
        before = self._before
        for table, count in before.counts.items():
            if self._counts[table] != count:
                raise VaultDamaged(f"{table} holds {self._counts[table]} rows where the seal says {count}")
        if self._found != before.total:
            raise VaultDamaged("a row was altered, exchanged or put back from an older copy")
        if self._seq != before.audit_last + 1 or not same(self._link, before.audit_head):
            raise VaultDamaged("the end of the audit log is missing")
        counts = {**self._counts, **{table.name: 0 for table in _WRITTEN_ANEW}}
        return replace(before, audit_head=self._head, total=self._total, counts=counts)

    def _credential(self, row: Row) -> Row:
        credential_id, lookup, version, epoch, nonce, sealed = row
        self._check_epoch(epoch)
        place = self._old.overview_place(credential_id, lookup, version)
        plain = self._old.overviews.open(nonce, sealed, place, "the overview of a credential")
        lookup = self._new.credential_lookup(*_FOUND_BY(json.loads(plain)["of"]))
        place = self._new.overview_place(credential_id, lookup, version)
        return credential_id, lookup, version, self._new.epoch, *self._new.overviews.seal(plain, place)

    def _version(self, row: Row) -> Row:
        credential_id, version, epoch, created = row
        self._check_epoch(epoch)
        return credential_id, version, self._new.epoch, created

    def _field(self, row: Row) -> Row:
        credential_id = row[0]
        if credential_id != self._whose:
            self._whose = credential_id
            self._from, self._to = (keys.fresh_fields_of(credential_id) for keys in (self._old, self._new))
        return *row[:3], *self._from.hand_over(self._to, row, self._epochs)

    def _project(self, row: Row) -> Row:
        credential_id, project, nonce, sealed = row
        place = self._old.link_place(credential_id, project)
        plain = self._old.links.open(nonce, sealed, place, "a link to a project")
        project = self._new.project_lookup(json.loads(plain)["project"])
        return credential_id, project, *self._new.links.seal(plain, self._new.link_place(credential_id, project))

    def _audit(self, row: Row) -> Row:
        seq, nonce, sealed, mac = row
        if seq != self._seq or not same(mac, self._old.audit_link(self._link, seq, nonce, sealed)):
            raise VaultDamaged(f"row {self._seq} of the audit log was altered or removed")
        self._link, self._seq = mac, seq + 1
        plain = self._old.audit.open(nonce, sealed, self._old.audit_place(seq), f"row {seq} of the audit log")
        nonce, sealed = self._new.audit.seal(plain, self._new.audit_place(seq))
        self._head = self._new.audit_link(self._head, seq, nonce, sealed)
        return seq, nonce, sealed, self._head

    def _check_epoch(self, epoch: int) -> None:
        if epoch != self._old.epoch:
            raise VaultDamaged("a row is of other keys than the vault's own")


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
