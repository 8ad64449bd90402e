"""Format 1 of the vault file: its tables, what a sound row looks like, and the bytes a row counts with in the seal.

SQLite checks STRICT types when a row is written and not when it is read, so a damaged page can give anything; every
row is checked here before a value of it is used.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from struct import Struct
from typing import Any, Final

from kriptik_desktop.vault.errors import VaultDamaged

FORMAT: Final = 1
APPLICATION_ID: Final = 0x4B56_4C54
"""``KVLT`` in the header of the SQLite file."""

DOMAIN: Final = b"kriptik-vault-1"
"""First part of everything that is authenticated; another format gets another one."""

KEEP_VERSIONS: Final = 10
MAX_VALUE: Final = 1 << 20
"""Bytes of one field's value; a service account's JSON or a PEM chain fits easily."""

MAX_FIELDS: Final = 64
_ROOM: Final = 4096


@dataclass(frozen=True, slots=True)
class Column:
    """A column's type and the sizes in bytes that text and blobs may have; a number is never negative."""

    name: str
    kind: type[Any]
    low: int
    high: int


Quick = Callable[[Sequence[Any]], bytes | None]
"""Encodes a sound row of one table as ``Table.encode`` says, and gives None for any other."""


def _never(row: Sequence[Any]) -> None:
    """A table of few rows needs no way of its own."""


class Table:
    """One table: its columns in order, how many of the first ones are its key, and its DDL.

    Tables of many rows bring a ``quick`` way to encode, because every row is encoded at each unlocking.
    """

    def __init__(
        self, name: str, mark: bytes, columns: tuple[Column, ...], keys: int, ddl: str, quick: Quick = _never
    ) -> None:
        self.name = name
        self.columns = columns
        self.keys = keys
        self.ddl = ddl
        self.names = ", ".join(column.name for column in columns)
        self._mark = mark
        self._quick = quick
        self._types = tuple(column.kind for column in columns)
        self._numbers = [at for at, column in enumerate(columns) if column.kind is int]
        sized = [(at, column) for at, column in enumerate(columns) if column.kind is not int]
        self._sized = [(at, column.kind is str, column.low, column.high) for at, column in sized]
        self._head = Struct(">" + "q" * len(self._numbers) + "I" * len(self._sized))

    def encode(self, row: Sequence[Any]) -> bytes:
        """Check ``row`` and return the bytes that stand for it in the seal: numbers, then sizes, then what has a size.

        One row gives one result and no other row gives the same. Raises VaultDamaged where a value has a type or size
        that this format never writes.
        """
        quick = self._quick(row)
        return self.encode_any(row) if quick is None else quick

    def encode_any(self, row: Sequence[Any]) -> bytes:
        """Do what ``encode`` says by the description of the columns alone, which tells what is wrong with a row.

        Raises VaultDamaged.
        """
        if (*map(type, row),) != self._types:
            raise self._unsound(next(at for at, value in enumerate(row) if type(value) is not self._types[at]))
        head = [row[at] for at in self._numbers]
        for at, value in zip(self._numbers, head, strict=True):
            if value < 0:
                raise self._unsound(at)
        parts = [self._mark, b""]
        for at, is_text, low, high in self._sized:
            data = row[at].encode() if is_text else row[at]
            size = len(data)
            if not low <= size <= high:
                raise self._unsound(at)
            head.append(size)
            parts.append(data)
        parts[1] = self._head.pack(*head)
        return b"".join(parts)

    def _unsound(self, at: int) -> VaultDamaged:
        return VaultDamaged(f"a row of {self.name} holds an impossible {self.columns[at].name}")


def _text(name: str, low: int, high: int) -> Column:
    return Column(name, str, low, high)


def _blob(name: str, low: int, high: int) -> Column:
    return Column(name, bytes, low, high)


def _number(name: str) -> Column:
    return Column(name, int, 8, 8)


_ID = 64
_NONCE_SIZE = 12
_NONCE = _blob("nonce", _NONCE_SIZE, _NONCE_SIZE)
_OVERVIEW = 16 * _ROOM
_SEALED = MAX_VALUE + _ROOM

_CREDENTIAL_HEAD: Final = Struct(">qqIIII")
_VERSION_HEAD: Final = Struct(">qqqI")
_FIELD_HEAD: Final = Struct(">qqIII")
_AUDIT_HEAD: Final = Struct(">qIII")


def _quick_credential(row: Sequence[Any]) -> bytes | None:
    if (*map(type, row),) != (str, bytes, int, int, bytes, bytes):
        return None
    name, lookup, current, epoch, nonce, sealed = row
    name = name.encode()
    size, body = len(name), len(sealed)
    if not (0 < size <= _ID and len(lookup) == 16 and len(nonce) == _NONCE_SIZE and 16 <= body <= _OVERVIEW):
        return None
    if current < 0 or epoch < 0:
        return None
    head = _CREDENTIAL_HEAD.pack(current, epoch, size, 16, _NONCE_SIZE, body)
    return b"".join((b"c", head, name, lookup, nonce, sealed))


def _quick_version(row: Sequence[Any]) -> bytes | None:
    if (*map(type, row),) != (str, int, int, int):
        return None
    name, version, epoch, created = row
    name = name.encode()
    size = len(name)
    if not 0 < size <= _ID or version < 0 or epoch < 0 or created < 0:
        return None
    return b"".join((b"v", _VERSION_HEAD.pack(version, epoch, created, size), name))


def _quick_field(row: Sequence[Any]) -> bytes | None:
    if (*map(type, row),) != (str, int, int, bytes, bytes):
        return None
    name, version, position, nonce, sealed = row
    name = name.encode()
    size, body = len(name), len(sealed)
    if not (0 < size <= _ID and len(nonce) == _NONCE_SIZE and 16 <= body <= _SEALED) or version < 0 or position < 0:
        return None
    return b"".join((b"f", _FIELD_HEAD.pack(version, position, size, _NONCE_SIZE, body), name, nonce, sealed))


def _quick_audit(row: Sequence[Any]) -> bytes | None:
    if (*map(type, row),) != (int, bytes, bytes, bytes):
        return None
    seq, nonce, sealed, mac = row
    body = len(sealed)
    if seq < 0 or not (len(nonce) == _NONCE_SIZE and 16 <= body <= _OVERVIEW and len(mac) == 32):
        return None
    return b"".join((b"a", _AUDIT_HEAD.pack(seq, _NONCE_SIZE, body, 32), nonce, sealed, mac))


META: Final = Table(
    "meta",
    b"m",
    (_text("key", 1, 32), _blob("value", 1, 256)),
    1,
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID",
)
SLOT: Final = Table(
    "slot",
    b"s",
    (
        _text("id", 1, _ID),
        _text("kind", 1, 32),
        _text("kdf", 2, 1024),
        _NONCE,
        _blob("wrapped", 48, 256),
        _blob("commitment", 48, 48),
        _number("created"),
    ),
    1,
    "CREATE TABLE slot (id TEXT PRIMARY KEY, kind TEXT NOT NULL, kdf TEXT NOT NULL, nonce BLOB NOT NULL, "
    "wrapped BLOB NOT NULL, commitment BLOB NOT NULL, created INTEGER NOT NULL) STRICT, WITHOUT ROWID",
)
CREDENTIAL: Final = Table(
    "credential",
    b"c",
    (
        _text("id", 1, _ID),
        _blob("lookup", 16, 16),
        _number("current"),
        _number("epoch"),
        _NONCE,
        _blob("overview", 16, _OVERVIEW),
    ),
    1,
    "CREATE TABLE credential (id TEXT PRIMARY KEY, lookup BLOB NOT NULL UNIQUE, current INTEGER NOT NULL, "
    "epoch INTEGER NOT NULL, nonce BLOB NOT NULL, overview BLOB NOT NULL) STRICT, WITHOUT ROWID",
    _quick_credential,
)
VERSION: Final = Table(
    "version",
    b"v",
    (_text("credential", 1, _ID), _number("version"), _number("epoch"), _number("created")),
    2,
    "CREATE TABLE version (credential TEXT NOT NULL, version INTEGER NOT NULL, epoch INTEGER NOT NULL, "
    "created INTEGER NOT NULL, PRIMARY KEY (credential, version)) STRICT, WITHOUT ROWID",
    _quick_version,
)
FIELD: Final = Table(
    "field",
    b"f",
    (
        _text("credential", 1, _ID),
        _number("version"),
        _number("position"),
        _NONCE,
        _blob("ciphertext", 16, _SEALED),
    ),
    3,
    "CREATE TABLE field (credential TEXT NOT NULL, version INTEGER NOT NULL, position INTEGER NOT NULL, "
    "nonce BLOB NOT NULL, ciphertext BLOB NOT NULL, PRIMARY KEY (credential, version, position)) "
    "STRICT, WITHOUT ROWID",
    _quick_field,
)
LINK: Final = Table(
    "link",
    b"l",
    (_text("credential", 1, _ID), _blob("project", 16, 16), _NONCE, _blob("overview", 16, _ROOM)),
    2,
    "CREATE TABLE link (credential TEXT NOT NULL, project BLOB NOT NULL, nonce BLOB NOT NULL, "
    "overview BLOB NOT NULL, PRIMARY KEY (credential, project)) STRICT, WITHOUT ROWID",
)
AUDIT: Final = Table(
    "audit",
    b"a",
    (_number("seq"), _NONCE, _blob("body", 16, _OVERVIEW), _blob("mac", 32, 32)),
    1,
    "CREATE TABLE audit (seq INTEGER PRIMARY KEY, nonce BLOB NOT NULL, body BLOB NOT NULL, mac BLOB NOT NULL) "
    "STRICT, WITHOUT ROWID",
    _quick_audit,
)
STATE: Final = Table(
    "state",
    b"z",
    (_number("id"), _NONCE, _blob("sealed", 16, 1024)),
    1,
    "CREATE TABLE state (id INTEGER PRIMARY KEY, nonce BLOB NOT NULL, sealed BLOB NOT NULL) STRICT",
)

SEALED_TABLES: Final = (META, SLOT, CREDENTIAL, VERSION, FIELD, LINK, AUDIT)
"""The tables whose every row is in the seal; ``STATE`` is the seal itself."""

TABLES: Final = (*SEALED_TABLES, STATE)
MakeTables = Callable[[sqlite3.Connection], None]
_SCHEMA_QUERY = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name"


def create_tables(connection: sqlite3.Connection) -> None:
    """Make the tables of format 1 inside the caller's transaction."""
    connection.execute(f"PRAGMA user_version = {FORMAT}")
    for table in TABLES:
        connection.execute(table.ddl)


def check_schema(connection: sqlite3.Connection, made_by: MakeTables = create_tables) -> None:
    """Compare what SQLite would execute with what the format holds; a trigger planted in the file is seen here.

    Raises VaultDamaged where anything is there that does not belong, or the other way about.
    """
    found = connection.execute(_SCHEMA_QUERY).fetchall()
    if found != _expected_schema(made_by):
        raise VaultDamaged("its tables are not those of a vault; something was added, removed or altered")


def _expected_schema(made_by: MakeTables) -> list[Any]:
    model = sqlite3.connect(":memory:", isolation_level=None)
    try:
        made_by(model)
        return model.execute(_SCHEMA_QUERY).fetchall()
    finally:
        model.close()
