"""What a build is: phases in order, tasks in a graph, and what came of them.

A task is a row, not a running thing: a blocked one costs nothing, survives a restart, and can be shown with its reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Literal

BuildStatus = Literal["running", "waiting_credentials", "vault_locked", "complete", "failed", "cancelled"]
TaskState = Literal["pending", "running", "blocked", "done", "failed", "cancelled", "skipped"]
TaskKind = Literal[
    "intent",
    "base",
    "code",
    "connect",
    "docs",
    "install",
    "env_check",
    "leak_check",
    "type_check",
    "production_build",
    "smoke_test",
    "hand_over",
]

LIVE: frozenset[BuildStatus] = frozenset({"running", "waiting_credentials", "vault_locked"})
ENDED: frozenset[TaskState] = frozenset({"done", "skipped", "cancelled"})


class Phase(IntEnum):
    """The six phases (plan 1A, 5A); tasks of one phase start when the one before has ended."""

    INTENT = 0
    INITIALISE = 1
    PARALLEL_BUILD = 2
    INTEGRATION_CHECK = 3
    FUNCTIONAL_TEST = 4
    HAND_OVER = 5


@dataclass(frozen=True, slots=True)
class Task:
    """One unit of work of a build; ``key`` is unique within the build and stable over app versions."""

    build_id: str
    key: str
    phase: Phase
    kind: TaskKind
    title: str
    integration_id: str | None = None
    depends: tuple[str, ...] = ()
    state: TaskState = "pending"
    reason: str = ""
    run_id: str | None = None
    passes: int = 0
    started_at: int | None = None
    ended_at: int | None = None


@dataclass(frozen=True, slots=True)
class Build:
    """One run of the orchestrator on a project; times in UTC milliseconds, ``wait_ms`` is time spent on credentials."""

    id: str
    project_id: str
    status: BuildStatus
    phase: Phase
    wait_ms: int
    waiting_since: int | None
    created_at: int
    ended_at: int | None = None
    error: str = ""


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of a build's log."""

    at: int
    task: str
    text: str


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file that builds wrote into a project; the digest tells a later build whether a person edited it since."""

    path: str
    digest: str
    task: str


@dataclass(frozen=True, slots=True)
class BuildView:
    """A build with everything a person asks about it."""

    build: Build
    tasks: tuple[Task, ...]
    artifacts: tuple[Artifact, ...] = ()
    log: tuple[LogLine, ...] = ()

    @property
    def waiting_for(self) -> tuple[str, ...]:
        """Return the integrations whose credentials the build waits for."""
        if self.build.status != "waiting_credentials":
            return ()
        return tuple(t.integration_id for t in self.tasks if t.state == "blocked" and t.integration_id)


@dataclass(frozen=True, slots=True)
class TaskOutcome:
    """What the work of a task came to; ``skipped`` means it could not be done here, and ``note`` says why."""

    note: str = ""
    skipped: bool = False
    files: Mapping[str, str] = field(default_factory=dict)
