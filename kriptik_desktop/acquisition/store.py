"""All SQL about credential requests."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from kriptik_desktop.acquisition import health_store
from kriptik_desktop.acquisition.model import CredentialRequest, Status

SCHEMA: tuple[str, ...] = (
    """
    CREATE TABLE credential_request (
        id TEXT PRIMARY KEY,
        owner_id TEXT NOT NULL DEFAULT 'local',
        project_id TEXT NOT NULL,
        build_id TEXT,
        integration_id TEXT NOT NULL,
        mode TEXT NOT NULL,
        reason TEXT NOT NULL,
        urgency TEXT NOT NULL,
        status TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        resolved_at INTEGER,
        snoozed_until INTEGER,
        credential_id TEXT
    ) STRICT;
    CREATE UNIQUE INDEX credential_request_open
        ON credential_request (owner_id, project_id, integration_id, mode) WHERE status = 'open';
    CREATE INDEX credential_request_build ON credential_request (build_id);
    """,
    health_store.TABLE,
)

_SELECT = """
    SELECT id, project_id, build_id, integration_id, mode, reason, urgency, status, created_at, resolved_at,
        snoozed_until
    FROM credential_request
"""
_INSERT = """
    INSERT INTO credential_request (id, project_id, build_id, integration_id, mode, reason, urgency, status,
        created_at, resolved_at, snoozed_until)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


def ask(connection: sqlite3.Connection, wanted: CredentialRequest) -> CredentialRequest:
    """Store a request and return it, or the one there is already.

    There is one already when it is open for the same project, integration and mode (it then belongs to the build that
    asked last), or when the person skipped or dismissed it for the same build.
    """
    for found in _matching(connection, wanted):
        if found.status == "open":
            return _adopt(connection, found, wanted)
        if found.status in ("skipped", "dismissed") and found.build_id == wanted.build_id is not None:
            return found
    connection.execute(_INSERT, _row(wanted))
    return wanted


def get(connection: sqlite3.Connection, request_id: str) -> CredentialRequest | None:
    """Return one request."""
    return next(iter(_read(connection, f"{_SELECT} WHERE id = ?", (request_id,))), None)


def select_open(connection: sqlite3.Connection, project_id: str | None = None) -> list[CredentialRequest]:
    """Return the open requests, of all projects or of one, the oldest first."""
    only = "" if project_id is None else "AND project_id = ?"
    sql = f"{_SELECT} WHERE status = 'open' {only} ORDER BY created_at, id"
    return _read(connection, sql, () if project_id is None else (project_id,))


def select_of_build(connection: sqlite3.Connection, build_id: str) -> list[CredentialRequest]:
    """Return all requests of a build, the oldest first."""
    return _read(connection, f"{_SELECT} WHERE build_id = ? ORDER BY created_at, id", (build_id,))


def close(
    connection: sqlite3.Connection, request_id: str, status: Status, at: int, credential_id: str | None = None
) -> bool:
    """Close an open request; False when it was not open (any more)."""
    sql = """UPDATE credential_request SET status = ?, resolved_at = ?, credential_id = ?
        WHERE id = ? AND status = 'open'"""
    return connection.execute(sql, (status, at, credential_id, request_id)).rowcount == 1


def snooze(connection: sqlite3.Connection, request_id: str, until: int) -> bool:
    """Set when an open request wants to be seen again; False when it was not open."""
    sql = "UPDATE credential_request SET snoozed_until = ? WHERE id = ? AND status = 'open'"
    return connection.execute(sql, (until, request_id)).rowcount == 1


def _matching(connection: sqlite3.Connection, wanted: CredentialRequest) -> list[CredentialRequest]:
    sql = f"{_SELECT} WHERE project_id = ? AND integration_id = ? AND mode = ? ORDER BY status = 'open' DESC, id DESC"
    return _read(connection, sql, (wanted.project_id, wanted.integration_id, wanted.mode))


def _adopt(connection: sqlite3.Connection, found: CredentialRequest, wanted: CredentialRequest) -> CredentialRequest:
    if wanted.build_id is None or wanted.build_id == found.build_id:
        return found
    sql = "UPDATE credential_request SET build_id = ?, reason = ? WHERE id = ?"
    connection.execute(sql, (wanted.build_id, wanted.reason, found.id))
    adopted = get(connection, found.id)
    return adopted or found


def _read(connection: sqlite3.Connection, sql: str, parameters: Iterable[str]) -> list[CredentialRequest]:
    return [CredentialRequest(*row) for row in connection.execute(sql, tuple(parameters))]


def _row(request: CredentialRequest) -> tuple[str | int | None, ...]:
    return (
        request.id,
        request.project_id,
        request.build_id,
        request.integration_id,
        request.mode,
        request.reason,
        request.urgency,
        request.status,
        request.created_at,
        request.resolved_at,
        request.snoozed_until,
    )
