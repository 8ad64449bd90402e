"""The tables of all rooms in one file, each room with its own version.

What the tables look like is stamped into the file's ``user_version``. SQLite's own checks do not notice a flipped bit
in the text of a table's definition or in a version number; the stamp does.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kriptik_desktop.core.errors import Refused

_SCHEMA_TABLE: Final = """CREATE TABLE IF NOT EXISTS schema_version (
    room TEXT PRIMARY KEY, version INTEGER NOT NULL) STRICT, WITHOUT ROWID"""


class NewerSchema(Refused):
    """A newer version of the app wrote this file."""


@dataclass(frozen=True, slots=True)
class Schema:
    """The tables of one room: DDL scripts in order, each applied once; version = how many have been applied."""

    room: str
    steps: tuple[str, ...]


def apply(connection: sqlite3.Connection, schemas: Sequence[Schema], path: Path) -> None:
    """Bring the tables of every room to their newest version; ``path`` is for the error only.

    Raises NewerSchema where one was written by a newer version of the app.
    """
    connection.execute(_SCHEMA_TABLE)
    found = dict(connection.execute("SELECT room, version FROM schema_version").fetchall())
    for schema in schemas:
        _apply_one(connection, schema, found.get(schema.room, 0), path)
    stamp = _stamp(connection)
    if connection.execute("PRAGMA user_version").fetchone()[0] != stamp:
        connection.execute(f"PRAGMA user_version = {stamp:d}")


def _apply_one(connection: sqlite3.Connection, schema: Schema, version: int, path: Path) -> None:
    newest = len(schema.steps)
    if version > newest:
        raise NewerSchema(
            "database_newer",
            f"{path} was written by a newer version of KripTik ({schema.room} {version}, this one knows {newest}).",
            "Install that version again, or a later one.",
        )
    for script in schema.steps[version:]:
        for statement in statements(script):
            connection.execute(statement)
    if version < newest:
        connection.execute("INSERT OR REPLACE INTO schema_version VALUES (?, ?)", (schema.room, newest))


def tables_are_as_made(connection: sqlite3.Connection) -> bool:
    """Return whether the tables and their versions are those that :func:`apply` left; True where it never was."""
    stamp = connection.execute("PRAGMA user_version").fetchone()[0]
    if stamp == 0:
        return True
    made = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'schema_version'").fetchone() is not None
    return made and bool(stamp == _stamp(connection))


def _stamp(connection: sqlite3.Connection) -> int:
    rows = connection.execute(
        "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT GLOB 'sqlite_stat*' ORDER BY type, name"
    ).fetchall()
    versions = connection.execute("SELECT room, version FROM schema_version ORDER BY room").fetchall()
    return zlib.crc32(repr((rows, versions)).encode()) >> 1 or 1


def statements(script: str) -> list[str]:
    """Split a SQL script, because ``executescript`` would commit the transaction it is called in."""
    found, part = [], ""
    for piece in script.split(";"):
        part += piece + ";"
        if sqlite3.complete_statement(part):
            found.append(part.strip())
            part = ""
    return [statement for statement in found if statement.strip("; \n\t")]
