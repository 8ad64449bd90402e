"""The journal's tables.

``due`` is the one column a worker looks at: the time from which a queued or waiting run may be claimed. Signals, timers
and steps are keyed by name, so that work goes on after the handler's code has changed.
"""

from __future__ import annotations

from kriptik_desktop.core.database import Schema

_FIRST = """
CREATE TABLE engine_run (
    run_id TEXT PRIMARY KEY,
    owner_id TEXT NOT NULL DEFAULT 'local',
    source TEXT NOT NULL CHECK (source IN ('start', 'event')),
    key TEXT NOT NULL,
    kind TEXT NOT NULL,
    input TEXT NOT NULL,
    labels TEXT NOT NULL,
    retry TEXT,
    state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'waiting', 'done', 'dead', 'cancelled')),
    attempts INTEGER NOT NULL DEFAULT 0,
    failures INTEGER NOT NULL DEFAULT 0,
    crashes INTEGER NOT NULL DEFAULT 0,
    fence INTEGER NOT NULL DEFAULT 0,
    created INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    due INTEGER,
    wait_kind TEXT CHECK (wait_kind IN ('signal', 'sleep', 'retry')),
    waiting_for TEXT,
    lease_session TEXT,
    lease_until INTEGER,
    error TEXT,
    result TEXT,
    UNIQUE (owner_id, source, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX engine_run_due ON engine_run (due) WHERE state IN ('queued', 'waiting');
CREATE INDEX engine_run_leased ON engine_run (lease_session) WHERE state = 'running';
CREATE INDEX engine_run_ended ON engine_run (updated) WHERE state IN ('done', 'dead', 'cancelled');
CREATE TABLE engine_step (
    run_id TEXT NOT NULL REFERENCES engine_run ON DELETE CASCADE,
    name TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('done', 'failed', 'retrying')),
    attempts INTEGER NOT NULL,
    due INTEGER NOT NULL,
    result TEXT,
    error TEXT NOT NULL,
    PRIMARY KEY (run_id, name)
) STRICT, WITHOUT ROWID;
CREATE TABLE engine_signal (
    run_id TEXT NOT NULL REFERENCES engine_run ON DELETE CASCADE,
    name TEXT NOT NULL,
    payload TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (run_id, name)
) STRICT, WITHOUT ROWID;
CREATE TABLE engine_timer (
    run_id TEXT NOT NULL REFERENCES engine_run ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('signal', 'sleep')),
    name TEXT NOT NULL,
    due INTEGER,
    fired INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (run_id, kind, name)
) STRICT, WITHOUT ROWID;
CREATE TABLE engine_history (
    run_id TEXT NOT NULL REFERENCES engine_run ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    what TEXT NOT NULL CHECK (what IN ('step', 'signal', 'timer', 'attempt', 'state')),
    name TEXT NOT NULL,
    data TEXT,
    PRIMARY KEY (run_id, seq)
) STRICT, WITHOUT ROWID;
"""

SCHEMA = Schema("engine", (_FIRST,))
