"""All SQL about projects."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict
from pathlib import Path

from kriptik_desktop.projects.model import Project, ProjectMode, StackEntry

SCHEMA: tuple[str, ...] = (
    """
    CREATE TABLE project (
        id TEXT PRIMARY KEY,
        owner_id TEXT NOT NULL DEFAULT 'local',
        name TEXT NOT NULL,
        folder TEXT NOT NULL,
        prompt TEXT NOT NULL,
        mode TEXT NOT NULL,
        stack TEXT NOT NULL,
        options TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX project_folder ON project (owner_id, folder);
    """,
)

_INSERT = """
    INSERT INTO project (id, name, folder, prompt, mode, stack, options, created_at, updated_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_UPDATE = """
    UPDATE project SET name = ?, folder = ?, prompt = ?, mode = ?, stack = ?, options = ?, updated_at = ?
    WHERE id = ?
"""
_SELECT = """
    SELECT id, name, folder, prompt, mode, stack, options, created_at, updated_at FROM project
    ORDER BY updated_at DESC, id DESC
"""


def insert(connection: sqlite3.Connection, project: Project) -> None:
    """Store a new project."""
    connection.execute(_INSERT, (project.id, *_changing(project), project.created_at, project.updated_at))


def update(connection: sqlite3.Connection, project: Project) -> None:
    """Store what changed of a project."""
    connection.execute(_UPDATE, (*_changing(project), project.updated_at, project.id))


def delete(connection: sqlite3.Connection, project_id: str) -> None:
    """Forget a project; its files stay."""
    connection.execute("DELETE FROM project WHERE id = ?", (project_id,))


def select(connection: sqlite3.Connection) -> list[Project]:
    """Return all projects, the one changed last first."""
    return [_project(row) for row in connection.execute(_SELECT)]


def _changing(project: Project) -> tuple[str, ...]:
    stack = json.dumps([asdict(entry) for entry in project.stack])
    options = json.dumps(dict(project.options))
    return project.name, str(project.folder), project.prompt, project.mode, stack, options


def _project(row: tuple[str, str, str, str, str, str, str, int, int]) -> Project:
    stack = tuple(StackEntry(**{**entry, "evidence": tuple(entry["evidence"])}) for entry in json.loads(row[5]))
    mode: ProjectMode = "live" if row[4] == "live" else "test"
    return Project(row[0], row[1], Path(row[2]), row[3], mode, stack, row[7], row[8], json.loads(row[6]))
