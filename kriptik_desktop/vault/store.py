"""All SQL of the vault. Changes go through a ``Change``, which keeps the seal in step with the rows.

The state is read from the file at the start of each change and never kept in memory between two, so a transaction
that is rolled back cannot leave a seal behind that does not fit.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any, Final

from kriptik_desktop.vault.errors import VaultDamaged, VaultTooNew
from kriptik_desktop.vault.format import (
    AUDIT,
    CREDENTIAL,
    FIELD,
    FORMAT,
    LINK,
    META,
    SEALED_TABLES,
    SLOT,
    STATE,
    VERSION,
    MakeTables,
    Table,
    check_schema,
    create_tables,
)
from kriptik_desktop.vault.keys import VaultKeys
from kriptik_desktop.vault.seal import SealedState
from kriptik_desktop.vault.slots import Slot

Row = tuple[Any, ...]


def _insert(table: Table) -> str:
    marks = ", ".join("?" * len(table.columns))
    return " ".join(("INSERT INTO", table.name, "(", table.names, ") VALUES (", marks, ")"))


def _keyed(table: Table) -> str:
    return " AND ".join(f"{column.name} = ?" for column in table.columns[: table.keys])


def _update(table: Table) -> str:
    values = ", ".join(f"{column.name} = ?" for column in table.columns[table.keys :])
    return " ".join(("UPDATE", table.name, "SET", values, "WHERE", _keyed(table)))


_INSERT: Final = {table.name: _insert(table) for table in (*SEALED_TABLES, STATE)}
_UPDATE: Final = {table.name: _update(table) for table in (*SEALED_TABLES, STATE)}
_DELETE: Final = {table.name: " ".join(("DELETE FROM", table.name, "WHERE", _keyed(table))) for table in SEALED_TABLES}
_ALL: Final = {table.name: " ".join(("SELECT", table.names, "FROM", table.name)) for table in (*SEALED_TABLES, STATE)}
_BY_ID: Final = f"{_ALL['credential']} WHERE id = ?"
_BY_LOOKUP: Final = f"{_ALL['credential']} WHERE lookup = ?"
_FIELDS: Final = f"{_ALL['field']} WHERE credential = ? AND version = ? ORDER BY position"
_SEALED_FIELDS: Final = "SELECT nonce, ciphertext FROM field WHERE credential = ? AND version = ? ORDER BY position"
_VERSIONS: Final = f"{_ALL['version']} WHERE credential = ? ORDER BY version"
_LINKS: Final = f"{_ALL['link']} WHERE credential = ? ORDER BY project"
_LINK: Final = f"{_ALL['link']} WHERE credential = ? AND project = ?"
_AUDIT: Final = f"{_ALL['audit']} WHERE seq >= ? ORDER BY seq"
_AUDIT_BEFORE: Final = f"{_ALL['audit']} WHERE seq < ? ORDER BY seq DESC LIMIT ?"
_LOOKUP_TABLE: Final = "SELECT lookup, id FROM credential NOT INDEXED"
_LOOKUP_INDEX: Final = "SELECT lookup, id FROM credential ORDER BY lookup"
_STATE_ID: Final = 1

KIT_KEPT: Final = "kit_kept"
"""The row of ``meta`` that says whether the recovery kit was kept; older vaults lack it and count as kept."""


class RowsDoNotFit(VaultDamaged):
    """As many rows as the seal says, but not those; which of them, only their contents tell."""


class Change:
    """One transaction's changes; ``finish`` writes the seal that fits them."""

    def __init__(self, connection: sqlite3.Connection, keys: VaultKeys, state: SealedState | None = None) -> None:
        self.connection = connection
        self.keys = keys
        self._new = state is not None
        self.touched: set[str] = set()
        """The tables of which a row was added, changed or removed."""
        self.state = state or read_state(connection, keys)

    def add(self, table: Table, row: Row) -> None:
        """Insert a row."""
        self.touched.add(table.name)
        self.state.total ^= self.keys.rows.of(table.encode(row))
        self.state.counts[table.name] += 1
        self.connection.execute(_INSERT[table.name], row)

    def replace(self, table: Table, old: Row, new: Row) -> None:
        """Change a row, whose key stays."""
        self.touched.add(table.name)
        of = self.keys.rows.of
        self.state.total ^= of(table.encode(old)) ^ of(table.encode(new))
        self.connection.execute(_UPDATE[table.name], (*new[table.keys :], *new[: table.keys]))

    def remove(self, table: Table, row: Row) -> None:
        """Delete a row."""
        self.touched.add(table.name)
        self.state.total ^= self.keys.rows.of(table.encode(row))
        self.state.counts[table.name] -= 1
        self.connection.execute(_DELETE[table.name], row[: table.keys])

    def finish(self) -> None:
        """Write the seal that fits what was changed; without it the next unlock would find damage."""
        if not self.touched:
            return
        self.state.generation += 1
        nonce, sealed = self.state.seal(self.keys)
        if self._new:
            self.connection.execute(_INSERT["state"], (_STATE_ID, nonce, sealed))
        else:
            self.connection.execute(_UPDATE["state"], (nonce, sealed, _STATE_ID))


def read_state(connection: sqlite3.Connection, keys: VaultKeys) -> SealedState:
    """Return the state that the file's seal holds.

    Raises VaultDamaged where there is none, or it does not open.
    """
    rows = connection.execute(_ALL["state"]).fetchmany(2)
    if len(rows) != 1 or rows[0][0] != _STATE_ID:
        raise VaultDamaged("its seal is missing")
    STATE.encode(rows[0])
    return SealedState.unseal(keys, rows[0][1], rows[0][2])


def claim(connection: sqlite3.Connection) -> int:
    """Keep SQLite's own lock between transactions and return how many bytes the file must have.

    The vault has one owner, and locking anew costs more than a read.
    """
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    pages: int = connection.execute("PRAGMA page_count").fetchone()[0]
    return pages * int(connection.execute("PRAGMA page_size").fetchone()[0])


def read_header(connection: sqlite3.Connection, older: Mapping[int, MakeTables] | None = None) -> tuple[bytes, int]:
    """Return the vault's id and epoch, which are needed before there is a key.

    ``older`` says of earlier formats how their tables were made. Raises VaultTooNew for a later format, VaultDamaged
    where the rows are not sound.
    """
    formats = {FORMAT: create_tables, **(older or {})}
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > FORMAT:
        raise VaultTooNew(version, FORMAT)
    if version not in formats:
        raise VaultDamaged(f"it says that its format is {version}, which never was one")
    check_schema(connection, formats[version])
    meta: dict[str, bytes] = dict(_sound(META, connection.execute(_ALL["meta"])))
    try:
        epoch = int.from_bytes(meta["epoch"], "big")
        least = int.from_bytes(meta["min_reader"], "big")
        vault_id = meta["vault_id"]
    except KeyError:
        raise VaultDamaged("it does not say which vault it is") from None
    if least > FORMAT:
        raise VaultTooNew(least, FORMAT)
    if not 1 <= epoch < 1 << 32:
        raise VaultDamaged("its key epoch is impossible")
    return vault_id, epoch


def header_rows(vault_id: bytes, epoch: int, created: int) -> list[Row]:
    """Return the rows of ``meta`` of a new vault, whose recovery kit nobody has shown yet to have kept."""
    numbers = {"epoch": epoch, "created": created, "min_reader": FORMAT}
    return [
        ("vault_id", vault_id),
        (KIT_KEPT, b"\x00"),
        *((key, value.to_bytes(8, "big")) for key, value in numbers.items()),
    ]


def read_slots(connection: sqlite3.Connection) -> list[Slot]:
    """Return the ways into the vault."""
    return [Slot(*row) for row in _sound(SLOT, connection.execute(_ALL["slot"]))]


def by_id(connection: sqlite3.Connection, credential_id: str) -> Row | None:
    """Return the row of one credential."""
    return _one(CREDENTIAL, connection.execute(_BY_ID, (credential_id,)).fetchone())


def by_lookup(connection: sqlite3.Connection, lookup: bytes) -> Row | None:
    """Return the row of the credential that ``lookup`` stands for."""
    return _one(CREDENTIAL, connection.execute(_BY_LOOKUP, (lookup,)).fetchone())


def all_credentials(connection: sqlite3.Connection) -> Iterator[Row]:
    """Return the rows of all credentials in the order of their ids."""
    return _sound(CREDENTIAL, connection.execute(_ALL["credential"]))


def fields_of(connection: sqlite3.Connection, credential_id: str, version: int) -> list[Row]:
    """Return the field rows of one version, in their order."""
    return list(_sound(FIELD, connection.execute(_FIELDS, (credential_id, version))))


def sealed_fields(connection: sqlite3.Connection, credential_id: str, version: int) -> list[Row]:
    """Return nonce and ciphertext of each field of one version, in their order; only their opening checks them."""
    return connection.execute(_SEALED_FIELDS, (credential_id, version)).fetchall()


def versions_of(connection: sqlite3.Connection, credential_id: str) -> list[Row]:
    """Return the kept versions of a credential, oldest first."""
    return list(_sound(VERSION, connection.execute(_VERSIONS, (credential_id,))))


def links_of(connection: sqlite3.Connection, credential_id: str) -> list[Row]:
    """Return the links of one credential."""
    return list(_sound(LINK, connection.execute(_LINKS, (credential_id,))))


def all_links(connection: sqlite3.Connection) -> Iterator[Row]:
    """Return every link, those of one credential together."""
    return _sound(LINK, connection.execute(_ALL["link"]))


def link_between(connection: sqlite3.Connection, credential_id: str, project: bytes) -> Row | None:
    """Return the link of a credential to a project."""
    return _one(LINK, connection.execute(_LINK, (credential_id, project)).fetchone())


def audit_from(connection: sqlite3.Connection, seq: int) -> Iterator[Row]:
    """Return the audit rows from ``seq`` on."""
    return _sound(AUDIT, connection.execute(_AUDIT, (seq,)))


def audit_before(connection: sqlite3.Connection, seq: int, limit: int) -> list[Row]:
    """Return the last ``limit`` audit rows before ``seq``, oldest first."""
    return [*_sound(AUDIT, connection.execute(_AUDIT_BEFORE, (seq, limit)))][::-1]


def audit_unchecked(connection: sqlite3.Connection) -> list[Row]:
    """Return every audit row as it lies there, for a reader that says what is wrong with each."""
    return connection.execute(_AUDIT, (0,)).fetchall()


def _one(table: Table, row: Row | None) -> Row | None:
    if row is not None:
        table.encode(row)
    return row


def _sound(table: Table, rows: sqlite3.Cursor) -> Iterator[Row]:
    for row in rows:
        table.encode(row)
        yield row


def check_pages(connection: sqlite3.Connection) -> None:
    """Compare the tables with those of a vault, and the pages with each other; no key is needed.

    Raises VaultDamaged.
    """
    check_schema(connection)
    if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        raise VaultDamaged("its pages contradict each other")
    _check_index(connection)


def verify(connection: sqlite3.Connection, keys: VaultKeys) -> SealedState:
    """Compare the whole file with its seal and return the state.

    Raises VaultDamaged, which says what does not fit.
    """
    check_pages(connection)
    state = read_state(connection, keys)
    total = 0
    for table in SEALED_TABLES:
        count, part = _add_up(connection, keys, table)
        total ^= part
        expected = state.counts[table.name]
        if count != expected:
            raise VaultDamaged(f"{table.name} holds {count} rows where the seal says {expected}")
    if total != state.total:
        raise RowsDoNotFit("a row was altered, exchanged or put back from an older copy")
    return state


def _add_up(connection: sqlite3.Connection, keys: VaultKeys, table: Table) -> tuple[int, int]:
    count = total = 0
    encode, of, size = table.encode, keys.rows.of, table.keys
    last: Row = ()
    for row in connection.execute(_ALL[table.name]):
        total ^= of(encode(row))
        count += 1
        if row[:size] <= last:
            raise VaultDamaged(f"the rows of {table.name} are out of order")
        last = row[:size]
    return count, total


def _check_index(connection: sqlite3.Connection) -> None:
    """A damaged index would hide a credential that the table still holds."""
    indexed = connection.execute(_LOOKUP_INDEX).fetchall()
    listed = connection.execute(_LOOKUP_TABLE).fetchall()
    if indexed != sorted(listed):
        raise VaultDamaged("the index of the credentials does not fit them")
