"""SQL of what a worker does: claim runs, record steps, park, end, beat.

Every write of a pass first proves by the fence that the pass still holds its run; False from a function here means
that it does not, and that nothing was written.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Final, Literal

from kriptik_desktop.engine.journal.codec import decode
from kriptik_desktop.engine.journal.model import CRASH_LIMIT, Claim, Lease, StepMemo, Timer, Wait
from kriptik_desktop.engine.journal.store import add_history, retry_of

_POISON: Final = f"It ended the program {CRASH_LIMIT} times while it ran, so it is not started again by itself."


def end_dead_leases(connection: sqlite3.Connection, lease: Lease, now: int) -> list[str]:
    """Queue the runs of workers that are gone, or bury those that crashed too often; return their ids."""
    gone = connection.execute(
        "SELECT run_id, crashes + 1 FROM engine_run WHERE state = 'running' AND (lease_session IS NOT ? OR"
        " (lease_until <= ? AND run_id NOT IN (SELECT value FROM json_each(?))))",
        (lease.session, lease.now, json.dumps(lease.live)),
    ).fetchall()
    for run_id, crashes in gone:
        state = "dead" if crashes >= CRASH_LIMIT else "queued"
        connection.execute(
            "UPDATE engine_run SET state = ?, crashes = ?, error = ?, due = ?, updated = ?, lease_session = NULL,"
            " wait_kind = NULL WHERE run_id = ?",
            (state, crashes, _POISON if state == "dead" else None, now, now, run_id),
        )
        add_history(connection, run_id, now, "state", state, json.dumps({"crashes": crashes}))
    return [run_id for run_id, _ in gone]


def claim(
    connection: sqlite3.Connection, kinds: Sequence[str], limit: int, lease: Lease, now: int
) -> tuple[list[Claim], int | None]:
    """Take up to ``limit`` runs that are due; return them and when (ms) the next one will be due."""
    end_dead_leases(connection, lease, now)
    known = json.dumps(kinds)
    due = connection.execute(
        "SELECT run_id FROM engine_run WHERE state IN ('queued', 'waiting') AND due <= ?"
        " AND kind IN (SELECT value FROM json_each(?)) ORDER BY due, run_id LIMIT ?",
        (now, known, limit),
    ).fetchall()
    claims = [_take(connection, run_id, lease, now) for (run_id,) in due]
    held = (*lease.live, *(one.run_id for one in claims))
    return claims, _next_due(connection, known, held, now - lease.now)


def _next_due(connection: sqlite3.Connection, kinds: str, held: Sequence[str], since_epoch: int) -> int | None:
    """Return when (wall ms) a run will be due or the lease of another worker ends (monotonic + ``since_epoch``)."""
    due = connection.execute(
        "SELECT min(due) FROM engine_run WHERE state IN ('queued', 'waiting')"
        " AND kind IN (SELECT value FROM json_each(?))",
        (kinds,),
    ).fetchone()[0]
    ends = connection.execute(
        "SELECT min(lease_until) FROM engine_run WHERE state = 'running'"
        " AND run_id NOT IN (SELECT value FROM json_each(?))",
        (json.dumps(held),),
    ).fetchone()[0]
    times = [due, None if ends is None else ends + since_epoch]
    return min((time for time in times if time is not None), default=None)


def _take(connection: sqlite3.Connection, run_id: str, lease: Lease, now: int) -> Claim:
    fence, kind, text, retry, failures, attempts, resumed = connection.execute(
        "SELECT fence + 1, kind, input, retry, failures, attempts, coalesce(wait_kind IN ('signal', 'sleep'), 0)"
        " FROM engine_run WHERE run_id = ?",
        (run_id,),
    ).fetchone()
    attempts += not resumed
    connection.execute(
        "UPDATE engine_run SET state = 'running', fence = ?, attempts = ?, updated = ?, due = NULL, wait_kind = NULL,"
        " waiting_for = NULL, lease_session = ?, lease_until = ? WHERE run_id = ?",
        (fence, attempts, now, lease.session, lease.until, run_id),
    )
    if resumed:
        add_history(connection, run_id, now, "state", "running")
    else:
        add_history(connection, run_id, now, "attempt", str(attempts))
    steps = connection.execute(
        "SELECT name, outcome, attempts, due, result, error FROM engine_step WHERE run_id = ?", (run_id,)
    )
    memo = {name: StepMemo(*rest) for name, *rest in steps}
    signals = dict(connection.execute("SELECT name, payload FROM engine_signal WHERE run_id = ?", (run_id,)).fetchall())
    rows = connection.execute("SELECT kind, name, due, fired FROM engine_timer WHERE run_id = ?", (run_id,))
    timers = {(sort, name): Timer(at, bool(fired)) for sort, name, at, fired in rows}
    return Claim(run_id, fence, kind, decode(text), retry_of(retry), failures, memo, signals, timers)


def beat(connection: sqlite3.Connection, held: Sequence[tuple[str, int]], lease: Lease) -> list[tuple[str, int, bool]]:
    """Prolong the leases of (run id, fence); return those that are held no more, and whether they were cancelled."""
    lost = []
    for run_id, fence in held:
        prolonged = connection.execute(
            "UPDATE engine_run SET lease_until = ? WHERE run_id = ? AND fence = ? AND state = 'running'",
            (lease.until, run_id, fence),
        )
        if prolonged.rowcount != 1:
            row = connection.execute("SELECT state FROM engine_run WHERE run_id = ?", (run_id,)).fetchone()
            lost.append((run_id, fence, bool(row and row[0] == "cancelled")))
    return lost


def _hold(connection: sqlite3.Connection, run: Claim, now: int) -> bool:
    held = connection.execute(
        "UPDATE engine_run SET updated = ? WHERE run_id = ? AND fence = ? AND state = 'running'",
        (now, run.run_id, run.fence),
    )
    return held.rowcount == 1


def put_step(connection: sqlite3.Connection, run: Claim, name: str, memo: StepMemo, now: int) -> bool:
    """Record the outcome of a step."""
    if not _hold(connection, run, now):
        return False
    connection.execute(
        "INSERT OR REPLACE INTO engine_step (run_id, name, outcome, attempts, due, result, error)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (run.run_id, name, memo.outcome, memo.attempts, memo.due, memo.result, memo.error),
    )
    data = None
    if memo.outcome != "done":
        data = json.dumps({"outcome": memo.outcome, "attempts": memo.attempts, "error": memo.error})
    add_history(connection, run.run_id, now, "step", name, data)
    return True


def get_signal(connection: sqlite3.Connection, run_id: str, name: str) -> str | None:
    """Return the payload of a signal that has come."""
    query = "SELECT payload FROM engine_signal WHERE run_id = ? AND name = ?"
    row = connection.execute(query, (run_id, name)).fetchone()
    return None if row is None else str(row[0])


def fire(connection: sqlite3.Connection, run: Claim, wait: Wait, now: int) -> tuple[bool, str | None]:
    """Record that a timer has run out, unless its signal came first; return (still held, payload of that signal)."""
    if not _hold(connection, run, now):
        return False, None
    payload = get_signal(connection, run.run_id, wait.name) if wait.kind == "signal" else None
    if payload is None:
        connection.execute(
            "INSERT OR REPLACE INTO engine_timer (run_id, kind, name, due, fired) VALUES (?, ?, ?, ?, 1)",
            (run.run_id, wait.kind, wait.name, wait.due),
        )
        add_history(connection, run.run_id, now, "timer", wait.name)
    return True, payload


def park(connection: sqlite3.Connection, run: Claim, waits: Sequence[Wait], again: bool, now: int) -> bool:
    """Give a run back until what it waits for has come; ``again`` queues it at once.

    Signals and timers are read here once more, so one that came since the handler looked is not lost.
    """
    if not _hold(connection, run, now):
        return False
    for wait in waits:
        if wait.kind != "retry":
            connection.execute(
                "INSERT INTO engine_timer (run_id, kind, name, due) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                (run.run_id, wait.kind, wait.name, wait.due),
            )
    first = min(waits, key=lambda wait: (wait.kind != "signal", wait.due is None, wait.due))
    due = min((wait.due for wait in waits if wait.due is not None), default=None)
    came = any(wait.kind == "signal" and get_signal(connection, run.run_id, wait.name) is not None for wait in waits)
    ready = again or came or (due is not None and due <= now)
    connection.execute(
        "UPDATE engine_run SET state = ?, due = ?, wait_kind = ?, waiting_for = ?, lease_session = NULL"
        " WHERE run_id = ?",
        ("queued" if ready else "waiting", now if ready else due, first.kind, first.name, run.run_id),
    )
    if not ready:
        add_history(connection, run.run_id, now, "state", "waiting", json.dumps({"for": first.name}))
    return True


def fail_once(connection: sqlite3.Connection, run: Claim, due: int, error: str, now: int) -> bool:
    """Note that the handling of an event failed and queue it for ``due``."""
    if not _hold(connection, run, now):
        return False
    connection.execute(
        "UPDATE engine_run SET state = 'waiting', due = ?, failures = failures + 1, error = ?, wait_kind = 'retry',"
        " waiting_for = 'retry', lease_session = NULL WHERE run_id = ?",
        (due, error, run.run_id),
    )
    add_history(connection, run.run_id, now, "state", "waiting", json.dumps({"for": "retry", "error": error}))
    return True


def end(
    connection: sqlite3.Connection,
    run: Claim,
    state: Literal["done", "dead"],
    result: str | None,
    error: str | None,
    now: int,
) -> bool:
    """End a run."""
    if not _hold(connection, run, now):
        return False
    connection.execute(
        "UPDATE engine_run SET state = ?, result = ?, error = ?, due = NULL, lease_session = NULL WHERE run_id = ?",
        (state, result, error, run.run_id),
    )
    add_history(connection, run.run_id, now, "state", state, None if error is None else json.dumps({"error": error}))
    return True


def release(connection: sqlite3.Connection, run: Claim, now: int) -> bool:
    """Give a run back unfinished, without a mark against it."""
    if not _hold(connection, run, now):
        return False
    connection.execute(
        "UPDATE engine_run SET state = 'queued', due = ?, lease_session = NULL WHERE run_id = ?", (now, run.run_id)
    )
    add_history(connection, run.run_id, now, "state", "queued")
    return True
