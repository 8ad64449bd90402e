"""SQL of what callers do to runs: start, signal, cancel, retry, look.

Each function is the body of one transaction and gets the time from its caller.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Literal

from kriptik_desktop.engine.errors import NotDead
from kriptik_desktop.engine.journal.codec import decode
from kriptik_desktop.engine.port import HistoryItem, Retry, RunInfo, State

_GET: Final = (
    "SELECT run_id, kind, state, attempts, created, updated, waiting_for, due, error, result, labels"
    " FROM engine_run WHERE run_id = ?"
)
_LIST: Final = (
    "SELECT run_id, kind, state, attempts, created, updated, waiting_for, due, error, result, labels"
    " FROM engine_run WHERE owner_id = 'local' AND (?1 IS NULL OR state = ?1) AND (?2 IS NULL OR kind = ?2)"
    " AND run_id > ?4 AND NOT EXISTS (SELECT 1 FROM json_each(?3) AS want WHERE NOT EXISTS ("
    "SELECT 1 FROM json_each(labels) AS have WHERE have.key = want.key AND have.value = want.value))"
    " ORDER BY run_id LIMIT ?5"
)
_PRUNE_BATCH: Final = 500


def add_history(
    connection: sqlite3.Connection, run_id: str, now: int, what: str, name: str, data: str | None = None
) -> None:
    """Add one line to a run's history."""
    connection.execute(
        "INSERT INTO engine_history (run_id, seq, at, what, name, data) VALUES (?1,"
        " (SELECT coalesce(max(seq), 0) + 1 FROM engine_history WHERE run_id = ?1), ?2, ?3, ?4, ?5)",
        (run_id, now, what, name, data),
    )


def insert_run(
    connection: sqlite3.Connection,
    run_id: str,
    source: Literal["start", "event"],
    key: str,
    kind: str,
    texts: tuple[str, str, str | None],
    now: int,
    due: int,
) -> str:
    """Queue a run unless its key is known, and return its id; ``texts`` = input, labels, retry."""
    added = connection.execute(
        "INSERT INTO engine_run (run_id, source, key, kind, input, labels, retry, state, created, updated, due)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, 'queued', ?, ?, ?) ON CONFLICT (owner_id, source, key) DO NOTHING",
        (run_id, source, key, kind, *texts, now, now, due),
    )
    if added.rowcount == 1:
        add_history(connection, run_id, now, "state", "queued")
        return run_id
    known = "SELECT run_id FROM engine_run WHERE owner_id = 'local' AND source = ? AND key = ?"
    return str(connection.execute(known, (source, key)).fetchone()[0])


def put_signal(connection: sqlite3.Connection, run_id: str, name: str, payload: str, now: int) -> bool:
    """Store a signal and wake the run; see the port.

    Raises LookupError for an unknown run.
    """
    if state_of(connection, run_id) in ("done", "cancelled"):
        return False
    late = "SELECT 1 FROM engine_timer WHERE run_id = ? AND kind = 'signal' AND name = ? AND fired"
    if connection.execute(late, (run_id, name)).fetchone():
        return False
    added = connection.execute(
        "INSERT INTO engine_signal (run_id, name, payload, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (run_id, name, payload, now),
    )
    if added.rowcount != 1:
        return False
    add_history(connection, run_id, now, "signal", name, payload)
    connection.execute(
        "UPDATE engine_run SET state = 'queued', due = ?1, updated = ?1"
        " WHERE run_id = ?2 AND state = 'waiting' AND wait_kind = 'signal'",
        (now, run_id),
    )
    return True


def state_of(connection: sqlite3.Connection, run_id: str) -> State:
    """Return a run's state.

    Raises LookupError for an unknown run.
    """
    row = connection.execute("SELECT state FROM engine_run WHERE run_id = ?", (run_id,)).fetchone()
    if row is None:
        raise LookupError(f"no run {run_id}")
    state: State = row[0]
    return state


def cancel(connection: sqlite3.Connection, run_id: str, now: int) -> bool:
    """Cancel a run that has not ended; return whether it is cancelled now."""
    changed = connection.execute(
        "UPDATE engine_run SET state = 'cancelled', updated = ?, due = NULL, lease_session = NULL, wait_kind = NULL,"
        " waiting_for = NULL WHERE run_id = ? AND state IN ('queued', 'waiting', 'running')",
        (now, run_id),
    )
    if changed.rowcount == 1:
        add_history(connection, run_id, now, "state", "cancelled")
        return True
    row = connection.execute("SELECT state FROM engine_run WHERE run_id = ?", (run_id,)).fetchone()
    return bool(row and row[0] == "cancelled")


def retry(connection: sqlite3.Connection, run_id: str, now: int) -> None:
    """Queue a dead run with its finished steps.

    Raises LookupError for an unknown run, NotDead for another one.
    """
    state = state_of(connection, run_id)
    if state != "dead":
        raise NotDead(run_id, state)
    connection.execute("DELETE FROM engine_step WHERE run_id = ? AND outcome <> 'done'", (run_id,))
    connection.execute(
        "UPDATE engine_run SET state = 'queued', due = ?1, updated = ?1, error = NULL, crashes = 0, failures = 0,"
        " wait_kind = NULL WHERE run_id = ?2",
        (now, run_id),
    )
    add_history(connection, run_id, now, "state", "queued")


def get(connection: sqlite3.Connection, run_id: str) -> RunInfo | None:
    """Return one run."""
    row = connection.execute(_GET, (run_id,)).fetchone()
    return None if row is None else _info(row)


def list_runs(
    connection: sqlite3.Connection,
    state: State | None,
    kind: str | None,
    labels: Mapping[str, str],
    after: str | None,
    limit: int,
) -> list[RunInfo]:
    """Return runs in the order of their ids; labels must all be there, others may be too."""
    values = (state, kind, json.dumps(dict(labels)), after or "", limit)
    return [_info(row) for row in connection.execute(_LIST, values)]


def history(connection: sqlite3.Connection, run_id: str) -> list[HistoryItem]:
    """Return a run's history; the data of a finished step is its result, kept once."""
    rows = connection.execute(
        "SELECT h.at, h.what, h.name, coalesce(h.data, s.result) FROM engine_history AS h LEFT JOIN engine_step AS s"
        " ON h.what = 'step' AND s.run_id = h.run_id AND s.name = h.name WHERE h.run_id = ? ORDER BY h.seq",
        (run_id,),
    )
    return [HistoryItem(moment(at), what, name, decode(data)) for at, what, name, data in rows]


def prune(connection: sqlite3.Connection, before: int, events_before: int) -> list[str]:
    """Delete a batch of runs that ended before these times (ms) and return their ids."""
    found = connection.execute(
        "SELECT run_id FROM engine_run WHERE state IN ('done', 'dead', 'cancelled')"
        " AND updated < CASE source WHEN 'event' THEN ? ELSE ? END LIMIT ?",
        (events_before, before, _PRUNE_BATCH),
    ).fetchall()
    connection.executemany("DELETE FROM engine_run WHERE run_id = ?", found)
    return [run_id for (run_id,) in found]


def retry_text(retry: Retry) -> str:
    """Return a policy as a row keeps it; times in seconds."""
    return json.dumps(
        [retry.attempts, retry.base.total_seconds(), retry.factor, retry.cap.total_seconds(), retry.jitter]
    )


def retry_of(text: str | None) -> Retry | None:
    """Return what :func:`retry_text` made text of."""
    if text is None:
        return None
    attempts, base, factor, cap, jitter = json.loads(text)
    return Retry(attempts, timedelta(seconds=base), factor, timedelta(seconds=cap), jitter)


def moment(at: int) -> datetime:
    """Return a row's time as UTC."""
    return datetime.fromtimestamp(at / 1000, UTC)


def _info(row: tuple[Any, ...]) -> RunInfo:
    run_id, kind, state, attempts, created, updated, waiting_for, due, error, result, labels = row
    wake_at = moment(due) if due is not None and state in ("waiting", "queued") else None
    return RunInfo(
        run_id,
        kind,
        state,
        attempts,
        moment(created),
        moment(updated),
        waiting_for if state == "waiting" else None,
        wake_at,
        error,
        decode(result),
        json.loads(labels),
    )
