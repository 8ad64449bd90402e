"""All SQL about checks of stored credentials."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from kriptik_desktop.acquisition.health_model import LastCheck

TABLE = """
    CREATE TABLE credential_check (
        credential_id TEXT PRIMARY KEY,
        owner_id TEXT NOT NULL DEFAULT 'local',
        checked_at INTEGER NOT NULL,
        outcome TEXT NOT NULL,
        message TEXT NOT NULL,
        next_at INTEGER NOT NULL,
        failures INTEGER NOT NULL,
        told_expiry INTEGER,
        told_stage INTEGER NOT NULL
    ) STRICT;
"""
_SELECT = """
    SELECT credential_id, checked_at, outcome, message, next_at, failures, told_expiry, told_stage
    FROM credential_check
"""
_REPLACE = """
    INSERT OR REPLACE INTO credential_check
        (credential_id, checked_at, outcome, message, next_at, failures, told_expiry, told_stage)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""


def select(connection: sqlite3.Connection) -> dict[str, LastCheck]:
    """Return the last check of every credential by its id."""
    return {row[0]: LastCheck(*row) for row in connection.execute(_SELECT)}


def get(connection: sqlite3.Connection, credential_id: str) -> LastCheck | None:
    """Return the last check of one credential."""
    sql = f"{_SELECT} WHERE credential_id = ?"
    return next((LastCheck(*row) for row in connection.execute(sql, (credential_id,))), None)


def put(connection: sqlite3.Connection, last: LastCheck) -> None:
    """Store the last check of a credential instead of the one before."""
    values = (
        last.credential_id,
        last.checked_at,
        last.outcome,
        last.message,
        last.next_at,
        last.failures,
        last.told_expiry,
        last.told_stage,
    )
    connection.execute(_REPLACE, values)


def forget(connection: sqlite3.Connection, credential_ids: Iterable[str]) -> None:
    """Delete the rows of credentials that are gone."""
    connection.executemany("DELETE FROM credential_check WHERE credential_id = ?", ((each,) for each in credential_ids))
