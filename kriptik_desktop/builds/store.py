"""All SQL about builds.

Every change names what it expects where two changes could meet (a cancelled build is not brought back to life by a task
that ends a moment later).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence

from kriptik_desktop.builds.model import Artifact, Build, BuildStatus, LogLine, Phase, Task, TaskState

SCHEMA: tuple[str, ...] = (
    """
    CREATE TABLE build (
        id TEXT PRIMARY KEY,
        owner_id TEXT NOT NULL DEFAULT 'local',
        project_id TEXT NOT NULL,
        status TEXT NOT NULL,
        phase INTEGER NOT NULL,
        wait_ms INTEGER NOT NULL DEFAULT 0,
        waiting_since INTEGER,
        created_at INTEGER NOT NULL,
        ended_at INTEGER,
        error TEXT NOT NULL DEFAULT ''
    ) STRICT;
    CREATE INDEX build_project ON build (project_id, created_at);
    CREATE INDEX build_living ON build (created_at) WHERE ended_at IS NULL;
    CREATE TABLE task (
        build_id TEXT NOT NULL REFERENCES build (id) ON DELETE CASCADE,
        key TEXT NOT NULL,
        position INTEGER NOT NULL,
        phase INTEGER NOT NULL,
        kind TEXT NOT NULL,
        title TEXT NOT NULL,
        integration_id TEXT,
        depends TEXT NOT NULL,
        state TEXT NOT NULL,
        reason TEXT NOT NULL DEFAULT '',
        run_id TEXT,
        passes INTEGER NOT NULL DEFAULT 0,
        started_at INTEGER,
        ended_at INTEGER,
        PRIMARY KEY (build_id, key)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE build_log (
        id INTEGER PRIMARY KEY,
        build_id TEXT NOT NULL REFERENCES build (id) ON DELETE CASCADE,
        at INTEGER NOT NULL,
        task TEXT NOT NULL,
        text TEXT NOT NULL
    ) STRICT;
    CREATE INDEX build_log_of ON build_log (build_id, id);
    CREATE TABLE artifact (
        project_id TEXT NOT NULL,
        path TEXT NOT NULL,
        digest TEXT NOT NULL,
        task TEXT NOT NULL,
        build_id TEXT NOT NULL,
        PRIMARY KEY (project_id, path)
    ) STRICT, WITHOUT ROWID;
    """,
)

_BUILD = "SELECT id, project_id, status, phase, wait_ms, waiting_since, created_at, ended_at, error FROM build "
_TASK = (
    "SELECT build_id, key, phase, kind, title, integration_id, depends, state, reason, run_id, passes,"
    " started_at, ended_at FROM task "
)
_LOG_SHOWN = 400


def insert(connection: sqlite3.Connection, build: Build, tasks: Sequence[Task]) -> None:
    """Store a new build with all its tasks."""
    connection.execute(
        "INSERT INTO build (id, project_id, status, phase, created_at) VALUES (?, ?, ?, ?, ?)",
        (build.id, build.project_id, build.status, int(build.phase), build.created_at),
    )
    connection.executemany(
        "INSERT INTO task (build_id, key, position, phase, kind, title, integration_id, depends, state)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (t.build_id, t.key, at, int(t.phase), t.kind, t.title, t.integration_id, json.dumps(t.depends), t.state)
            for at, t in enumerate(tasks)
        ],
    )


def select_build(connection: sqlite3.Connection, build_id: str) -> Build | None:
    """Return one build."""
    row = connection.execute(_BUILD + "WHERE id = ?", (build_id,)).fetchone()
    return _build(row) if row else None


def select_builds(connection: sqlite3.Connection, project_id: str | None = None) -> list[Build]:
    """Return builds, the newest first."""
    rows = connection.execute(
        _BUILD + "WHERE ?1 IS NULL OR project_id = ?1 ORDER BY created_at DESC, id DESC", (project_id,)
    )
    return [_build(row) for row in rows]


def select_living(connection: sqlite3.Connection) -> list[str]:
    """Return the ids of the builds that run or wait, the newest first."""
    wanted = "SELECT id FROM build WHERE ended_at IS NULL ORDER BY created_at DESC, id DESC"
    return [build_id for (build_id,) in connection.execute(wanted)]


def select_tasks(connection: sqlite3.Connection, build_id: str) -> tuple[Task, ...]:
    """Return the tasks of a build in the order in which they were planned."""
    rows = connection.execute(_TASK + "WHERE build_id = ? ORDER BY position", (build_id,))
    return tuple(_task(row) for row in rows)


def select_log(connection: sqlite3.Connection, build_id: str) -> tuple[LogLine, ...]:
    """Return the last lines of a build's log, the oldest first."""
    rows = connection.execute(
        "SELECT at, task, text FROM build_log WHERE build_id = ? ORDER BY id DESC LIMIT ?", (build_id, _LOG_SHOWN)
    ).fetchall()
    return tuple(LogLine(*row) for row in reversed(rows))


def select_artifacts(connection: sqlite3.Connection, project_id: str) -> tuple[Artifact, ...]:
    """Return the files that builds wrote into a project."""
    rows = connection.execute(
        "SELECT path, digest, task FROM artifact WHERE project_id = ? ORDER BY path", (project_id,)
    )
    return tuple(Artifact(*row) for row in rows)


def set_phase(connection: sqlite3.Connection, build_id: str, phase: Phase) -> None:
    """Note that a phase began; an older phase never comes back."""
    connection.execute("UPDATE build SET phase = max(phase, ?) WHERE id = ?", (int(phase), build_id))


def set_status(connection: sqlite3.Connection, build: Build, status: BuildStatus, now: int, error: str = "") -> None:
    """Move a living build to another status and keep the account of its waiting time."""
    waits = status == "waiting_credentials"
    waited = 0 if waits or build.waiting_since is None else now - build.waiting_since
    since = (build.waiting_since or now) if waits else None
    ended = now if status in ("complete", "failed", "cancelled") else None
    connection.execute(
        "UPDATE build SET status = ?, wait_ms = wait_ms + ?, waiting_since = ?, ended_at = ?, error = ? WHERE id = ?",
        (status, waited, since, ended, error, build.id),
    )


def set_task(
    connection: sqlite3.Connection, task: Task, state: TaskState, reason: str, now: int, run_id: str | None = None
) -> bool:
    """Move a task from the state it was seen in to another; False when it had moved on meanwhile."""
    started = now if state == "running" else None
    ended = now if state in ("done", "skipped", "failed", "cancelled") else None
    changed = connection.execute(
        "UPDATE task SET state = ?, reason = ?, run_id = coalesce(?, run_id), started_at = coalesce(started_at, ?),"
        " ended_at = ? WHERE build_id = ? AND key = ? AND state = ?",
        (state, reason, run_id, started, ended, task.build_id, task.key, task.state),
    )
    return changed.rowcount == 1


def end_task(connection: sqlite3.Connection, build_id: str, key: str, state: TaskState, reason: str, now: int) -> None:
    """Note how the work of a task ended, unless the task was cancelled."""
    connection.execute(
        "UPDATE task SET state = ?, reason = ?, started_at = coalesce(started_at, ?), ended_at = ?"
        " WHERE build_id = ? AND key = ? AND state <> 'cancelled'",
        (state, reason, now, now, build_id, key),
    )


def park_task(connection: sqlite3.Connection, build_id: str, key: str, reason: str) -> None:
    """Note that a task's work waits for a person; its next pass gets a new number."""
    connection.execute(
        "UPDATE task SET state = 'blocked', reason = ?, passes = passes + 1"
        " WHERE build_id = ? AND key = ? AND state <> 'cancelled'",
        (reason, build_id, key),
    )


def cancel_tasks(connection: sqlite3.Connection, build_id: str, now: int) -> None:
    """Mark everything cancelled that had not ended."""
    connection.execute(
        "UPDATE task SET state = 'cancelled', ended_at = ? WHERE build_id = ?"
        " AND state IN ('pending', 'running', 'blocked', 'failed')",
        (now, build_id),
    )


def add_log(connection: sqlite3.Connection, build_id: str, lines: Sequence[LogLine]) -> None:
    """Append lines to a build's log."""
    connection.executemany(
        "INSERT INTO build_log (build_id, at, task, text) VALUES (?, ?, ?, ?)",
        [(build_id, line.at, line.task, line.text) for line in lines],
    )


def put_artifacts(
    connection: sqlite3.Connection, project_id: str, build_id: str, task: str, digests: Mapping[str, str]
) -> None:
    """Note which files were written, with the digest of what was written."""
    connection.executemany(
        "INSERT OR REPLACE INTO artifact (project_id, path, digest, task, build_id) VALUES (?, ?, ?, ?, ?)",
        [(project_id, path, digest, task, build_id) for path, digest in digests.items()],
    )


def _build(row: tuple[str, str, BuildStatus, int, int, int | None, int, int | None, str]) -> Build:
    return Build(row[0], row[1], row[2], Phase(row[3]), *row[4:])


def _task(row: sqlite3.Row) -> Task:
    return Task(row[0], row[1], Phase(row[2]), row[3], row[4], row[5], tuple(json.loads(row[6])), *row[7:])
