"""Moves builds forward: opens phases, starts what may start, holds back what lacks a credential.

Rows are the truth and :meth:`advance` is the one place that acts on them: it may be called at any time and as often as
anybody likes (an event, a restart, a task's end), and does only what the rows still call for. The engine below makes
sure that work once recorded is not done again.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from typing import cast

from kriptik_desktop.acquisition.service import AcquisitionService
from kriptik_desktop.builds import store
from kriptik_desktop.builds.events import BuildChanged, BuildResuming, CredentialsReceived, CredentialsRequired
from kriptik_desktop.builds.gate import CredentialGate, GateAnswer
from kriptik_desktop.builds.model import ENDED, LIVE, Build, BuildStatus, Phase, Task, TaskState
from kriptik_desktop.builds.work import MustWait, TaskWork
from kriptik_desktop.core.clock import Clock
from kriptik_desktop.core.database import Database
from kriptik_desktop.core.errors import KriptikError, Locked
from kriptik_desktop.core.events import CrashSink, EventBus
from kriptik_desktop.engine.errors import NotDead
from kriptik_desktop.engine.port import DurableEngine, Json, Permanent, Retry, RunContext
from kriptik_desktop.projects.model import Project
from kriptik_desktop.projects.service import ProjectService

_RETRY = Retry(attempts=4, base=timedelta(seconds=2), cap=timedelta(minutes=1))
_PARKED = "parked"
"""The outcome of a pass that has to be made again once a person has done something."""
_DYING_LOOKS, _DYING_PAUSE_S = 100, 0.02


class Orchestrator:
    """Drives all builds; the service in front of it is what others call."""

    def __init__(
        self,
        database: Database,
        engine: DurableEngine,
        projects: ProjectService,
        acquisition: AcquisitionService,
        gate: CredentialGate,
        work: TaskWork,
        bus: EventBus,
        clock: Clock,
        on_crash: CrashSink,
    ) -> None:
        self._database, self._engine, self._projects = database, engine, projects
        self._acquisition, self._gate, self._work = acquisition, gate, work
        self._bus, self._clock, self._on_crash = bus, clock, on_crash
        self._turn: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        engine.register("build", self._run_build)
        engine.register("task", self._run_task)

    async def begin(self, build_id: str) -> str:
        """Start the build's own run, or find it, and return its id."""
        return await self._engine.start("build", {"build": build_id}, key=build_id, labels={"build": build_id})

    async def _run_build(self, run: RunContext) -> Json:
        build_id = _text(run.input, "build")
        for phase in Phase:

            async def open_phase(_key: str, phase: Phase = phase) -> Json:
                await self._database.write(lambda connection: store.set_phase(connection, build_id, phase))
                await self.advance(build_id)
                return None

            await run.step(f"phase:{phase.value}", open_phase)
            await run.wait_signal(_ended(phase))

        async def finish(_key: str) -> Json:
            await self._set_status(build_id, "complete")
            return None

        await run.step("finish", finish)
        return None

    async def _run_task(self, run: RunContext) -> Json:
        build_id, key = _text(run.input, "build"), _text(run.input, "task")
        number = 0
        while True:

            async def work(_key: str) -> Json:
                return await self._do(build_id, key)

            try:
                outcome = await run.step(f"pass:{number}", work, retry=_RETRY)
            except Exception as error:
                await self._fail(build_id, key, str(error))
                raise
            await self.advance(build_id)
            if outcome != _PARKED:
                return outcome
            await run.wait_signal(_wake(number))
            number += 1

    async def _do(self, build_id: str, key: str) -> str:
        build, tasks = await self._load(build_id)
        task = next(task for task in tasks if task.key == key)
        project = await self._projects.get(build.project_id)
        try:
            outcome = await self._work.do(project, task)
        except (Locked, MustWait) as error:
            reason = error.message if isinstance(error, Locked) else str(error)
            await self._database.write(lambda connection: store.park_task(connection, build_id, key, reason))
            return _PARKED
        except KriptikError as error:
            if error.retryable:
                raise
            raise Permanent(str(error)) from error
        except Exception as error:
            self._on_crash(error, f"task {key}")
            raise Permanent("This is a fault of KripTik, not of your project; its log holds the details.") from None

        def record(connection: sqlite3.Connection) -> None:
            store.put_artifacts(connection, project.id, build_id, key, outcome.files)
            state: TaskState = "skipped" if outcome.skipped else "done"
            store.end_task(connection, build_id, key, state, outcome.note, self._clock.now_ms())

        await self._database.write(record)
        self._bus.publish(BuildChanged(build_id=build_id))
        return "done"

    async def _fail(self, build_id: str, key: str, reason: str) -> None:
        now = self._clock.now_ms()
        await self._database.write(lambda connection: store.end_task(connection, build_id, key, "failed", reason, now))
        await self.advance(build_id)

    async def advance(self, build_id: str) -> None:
        """Do what the rows of a build call for now; doing it twice is doing it once."""
        async with self._turn[build_id]:
            build, tasks = await self._load(build_id)
            if build.status not in LIVE:
                return
            project = await self._projects.get(build.project_id)
            open_tasks = [task for task in tasks if task.phase == build.phase and task.state in ("pending", "blocked")]
            answers = await self._ask(project, build_id, open_tasks)
            for task in open_tasks:
                if _dependencies_met(task, tasks):
                    await self._move(build, project, task, answers.get(task.key))
            await self._conclude(build_id, answers)
        self._bus.publish(BuildChanged(build_id=build_id))

    async def _ask(self, project: Project, build_id: str, tasks: list[Task]) -> Mapping[str, GateAnswer]:
        wanted = {task.integration_id: task.key for task in tasks if task.kind == "connect" and task.integration_id}
        by_integration = await self._gate.ask(project, build_id, wanted)
        answers = {wanted[integration_id]: answer for integration_id, answer in by_integration.items()}
        locked = self._gate.vault_closed()
        if locked:
            answers.update({task.key: locked for task in tasks if task.kind == "leak_check"})
        return answers

    async def _move(self, build: Build, project: Project, task: Task, answer: GateAnswer | None) -> None:
        if answer is None or answer.verdict in ("open", "skipped"):
            await self._start(build, task)
        else:
            if answer.verdict == "missing" and task.integration_id:
                reason = _why(project, task.integration_id, answer.reason)
                await self._acquisition.request(project.id, build.id, task.integration_id, project.mode, reason)
            if task.state != "blocked" or task.reason != answer.reason:
                await self._set_task(task, "blocked", answer.reason)

    async def _start(self, build: Build, task: Task) -> None:
        was_blocked = task.state == "blocked"
        if was_blocked and build.status == "waiting_credentials" and task.integration_id:
            self._bus.publish(CredentialsReceived(build_id=build.id, integration_id=task.integration_id))
        if was_blocked:
            self._bus.publish(BuildResuming(build_id=build.id, from_phase=int(task.phase)))
        run_id = await self._engine.start(
            "task", {"build": build.id, "task": task.key}, key=f"{build.id}/{task.key}", labels={"build": build.id}
        )
        await self._set_task(task, "running", "", run_id)
        if task.passes:
            await self._engine.signal(run_id, _wake(task.passes - 1), None)

    async def _conclude(self, build_id: str, answers: Mapping[str, GateAnswer]) -> None:
        build, tasks = await self._load(build_id)
        current = [task for task in tasks if task.phase == build.phase]
        status = _status(current, answers)
        if status != build.status:
            await self._set_status(build_id, status, _first_failure(current) if status == "failed" else "")
            if status == "waiting_credentials":
                missing = tuple(t.integration_id for t in current if t.state == "blocked" and t.integration_id)
                self._bus.publish(CredentialsRequired(build_id=build_id, integrations=missing))
        if all(task.state in ENDED for task in current):
            run_id = await self.begin(build_id)
            with suppress(LookupError):
                await self._engine.signal(run_id, _ended(build.phase), None)

    async def cancel(self, build_id: str) -> None:
        """Stop a build for good; what it wrote stays."""
        async with self._turn[build_id]:
            build, tasks = await self._load(build_id)
            now = self._clock.now_ms()

            def mark(connection: sqlite3.Connection) -> None:
                store.cancel_tasks(connection, build_id, now)
                store.set_status(connection, build, "cancelled", now)

            await self._database.write(mark)
            await self._engine.cancel(await self.begin(build_id))
            for task in tasks:
                if task.run_id and task.state not in ENDED:
                    await self._engine.cancel(task.run_id)
        await self._acquisition.withdraw(build_id)
        self._bus.publish(BuildChanged(build_id=build_id))

    async def retry_failed(self, build_id: str) -> None:
        """Give the failed tasks of a build a new budget and go on."""
        async with self._turn[build_id]:
            build, tasks = await self._load(build_id)
            if build.status not in LIVE:
                await self._set_status(build_id, "running")
            for task in tasks:
                if task.state == "failed" and task.run_id:
                    await self._retry(task.run_id)
                    await self._set_task(task, "running", "")
        await self.advance(build_id)

    async def _retry(self, run_id: str) -> None:
        # The task's row says "failed" a moment before its run is dead.
        for _ in range(_DYING_LOOKS):
            try:
                return await self._engine.retry(run_id)
            except NotDead:
                await asyncio.sleep(_DYING_PAUSE_S)
        return None

    async def _load(self, build_id: str) -> tuple[Build, tuple[Task, ...]]:
        def load(connection: sqlite3.Connection) -> tuple[Build | None, tuple[Task, ...]]:
            return store.select_build(connection, build_id), store.select_tasks(connection, build_id)

        build, tasks = await self._database.read(load)
        if build is None:
            raise Permanent(f"build {build_id} is gone")
        return build, tasks

    async def _set_task(self, task: Task, state: TaskState, reason: str, run_id: str | None = None) -> None:
        now = self._clock.now_ms()
        await self._database.write(lambda connection: store.set_task(connection, task, state, reason, now, run_id))

    async def _set_status(self, build_id: str, status: BuildStatus, error: str = "") -> None:
        now = self._clock.now_ms()

        def change(connection: sqlite3.Connection) -> None:
            build = store.select_build(connection, build_id)
            if build and build.status != "cancelled":
                store.set_status(connection, build, status, now, error)

        await self._database.write(change)
        self._bus.publish(BuildChanged(build_id=build_id))


def _why(project: Project, integration_id: str, otherwise: str) -> str:
    reasons = (entry.reason for entry in project.stack if entry.integration_id == integration_id and entry.reason)
    reason = next(reasons, "")
    return f"Your build needs it to continue: {reason}" if reason else otherwise


def _dependencies_met(task: Task, tasks: tuple[Task, ...]) -> bool:
    states = {other.key: other.state for other in tasks}
    return all(states[key] in ENDED for key in task.depends)


def _status(current: list[Task], answers: Mapping[str, GateAnswer]) -> BuildStatus:
    blocked = [task for task in current if task.state == "blocked"]
    if any(task.key in answers and answers[task.key].verdict == "missing" for task in blocked):
        return "waiting_credentials"
    if any(task.state in ("running", "pending") for task in current) and not blocked:
        failed_only = all(task.state != "running" for task in current) and any(t.state == "failed" for t in current)
        return "failed" if failed_only else "running"
    if blocked:
        return "vault_locked"
    return "failed" if any(task.state == "failed" for task in current) else "running"


def _first_failure(current: list[Task]) -> str:
    return next((f"{task.title}: {task.reason}" for task in current if task.state == "failed"), "")


def _ended(phase: Phase) -> str:
    return f"phase:{phase.value}:ended"


def _wake(number: int) -> str:
    return f"wake:{number}"


def _text(document: Json, key: str) -> str:
    return str(cast("Mapping[str, Json]", document)[key])
