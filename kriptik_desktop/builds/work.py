"""What each kind of task does.

Every piece of work may run again after a crash, so each is idempotent: files come from the same plan, environment lines
are set to the same values, checks only look. What is returned are names and paths, never values.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Mapping

from kriptik_desktop.builds import errors, store
from kriptik_desktop.builds.environment import (
    choice_entries,
    env_entries,
    example_entries,
    required_names,
    unconnected_entries,
)
from kriptik_desktop.builds.files import write_files
from kriptik_desktop.builds.gate import CredentialGate
from kriptik_desktop.builds.leaks import files_with
from kriptik_desktop.builds.log import BuildLog
from kriptik_desktop.builds.model import Task, TaskKind, TaskOutcome
from kriptik_desktop.builds.plan import scaffold_plan
from kriptik_desktop.builds.scaffold.environment_names import env_settings
from kriptik_desktop.builds.scaffold.render import render_base, render_docs, render_integration
from kriptik_desktop.builds.toolchain import CheckResult, Toolchain
from kriptik_desktop.core.database import Database
from kriptik_desktop.core.errors import Refused
from kriptik_desktop.envfiles.check import check_env
from kriptik_desktop.envfiles.model import EnvEntry
from kriptik_desktop.envfiles.writer import write_env, write_example
from kriptik_desktop.projects.model import Project
from kriptik_desktop.providers.catalogue import Catalogue
from kriptik_desktop.vault.model import Actor
from kriptik_desktop.vault.service import Vault

Tool = Callable[[Toolchain, Project, Callable[[str], None]], Awaitable[CheckResult]]


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun, in the singular for one."""
    return f"{number} {one if number == 1 else many or one + 's'}"


class MustWait(Exception):
    """The work cannot be done now: a person has to unlock the vault or give a credential first."""


class TaskWork:
    """Does the work of tasks, whatever their kind."""

    def __init__(
        self,
        database: Database,
        catalogue: Catalogue,
        vault: Vault,
        gate: CredentialGate,
        toolchain: Toolchain,
        log: BuildLog,
    ) -> None:
        self._database, self._catalogue, self._vault = database, catalogue, vault
        self._gate, self._toolchain, self._log = gate, toolchain, log
        self._env_turn = asyncio.Lock()
        self._kinds: Mapping[TaskKind, Callable[[Project, Task], Awaitable[TaskOutcome]]] = {
            "intent": self._intent,
            "base": self._base,
            "code": self._code,
            "connect": self._connect,
            "docs": self._docs,
            "install": self._tool(lambda tools, project, line: tools.install(project.folder, line)),
            "env_check": self._env_check,
            "leak_check": self._leak_check,
            "type_check": self._tool(lambda tools, project, line: tools.type_check(project.folder, line)),
            "production_build": self._tool(lambda tools, project, line: tools.production_build(project.folder, line)),
            "smoke_test": self._tool(lambda tools, project, line: tools.smoke_test(project.folder, line)),
            "hand_over": self._hand_over,
        }

    async def do(self, project: Project, task: Task) -> TaskOutcome:
        """Do one task; idle time does not lock the vault meanwhile, so that the tasks after a long one find it open.

        Raises KriptikError for what a person can act on; MustWait or Locked when it has to wait for a person.
        """
        async with self._vault.hold(f"build {task.build_id}"):
            return await self._kinds[task.kind](project, task)

    async def _intent(self, project: Project, task: Task) -> TaskOutcome:
        plan = scaffold_plan(project, self._catalogue)
        for integration in plan.integrations:
            self._line(task, f"{integration.name}: {integration.reason}")
        for feature in plan.features_not_built:
            self._line(task, f"Not built by the templates: {feature}")
        found = counted(len(plan.integrations), "integration")
        left = counted(len(plan.features_not_built), "wish", "wishes")
        return TaskOutcome(f"{found}, {left} left to you")

    async def _base(self, project: Project, task: Task) -> TaskOutcome:
        return await self._write(project, task, render_base(scaffold_plan(project, self._catalogue)))

    async def _code(self, project: Project, task: Task) -> TaskOutcome:
        plan = scaffold_plan(project, self._catalogue)
        return await self._write(project, task, render_integration(plan, str(task.integration_id)))

    async def _docs(self, project: Project, task: Task) -> TaskOutcome:
        plan = scaffold_plan(project, self._catalogue)
        outcome = await self._write(project, task, render_docs(plan))
        entries = example_entries(self._catalogue.get(each) for each in project.integrations)
        choices = choice_entries(env_settings(plan))
        await asyncio.to_thread(write_example, project.folder, [*entries, *choices])
        self._line(task, "wrote .env.example")
        return outcome

    async def _connect(self, project: Project, task: Task) -> TaskOutcome:
        provider = self._catalogue.get(str(task.integration_id))
        answer = (await self._gate.ask(project, task.build_id, [provider.id]))[provider.id]
        if answer.verdict == "skipped":
            await self._write_env(project, task, unconnected_entries(provider, "skipped in this build"))
            return TaskOutcome(answer.reason, skipped=True)
        if answer.verdict != "open":
            raise MustWait(answer.reason)
        actor = Actor("build", task.build_id)
        credential = await self._vault.read(answer.credential_id, actor)
        names = await self._write_env(project, task, env_entries(provider, credential))
        return TaskOutcome(f"{counted(len(names), 'variable')} in .env")

    async def _write_env(self, project: Project, task: Task, entries: list[EnvEntry]) -> list[str]:
        async with self._env_turn:
            written = await asyncio.to_thread(write_env, project.folder, entries)
        for warning in written.warnings:
            self._line(task, warning)
        names = [entry.name for entry in entries if entry.value is not None]
        self._line(task, f"wrote to .env: {', '.join(names) or 'comments only'}")
        return names

    async def _env_check(self, project: Project, task: Task) -> TaskOutcome:
        skipped = await self._skipped(task)
        wanted = [self._catalogue.get(each) for each in project.integrations if each not in skipped]
        names = [name for provider in wanted for name in required_names(provider)]
        findings = await asyncio.to_thread(check_env, project.folder, names)
        for finding in findings:
            self._line(task, finding.message)
        grave = [finding.message for finding in findings if finding.level == "error"]
        if grave:
            raise Refused(
                "env_incomplete", f"The environment file is not right: {' '.join(grave)}", "Correct .env, then resume."
            )
        return TaskOutcome(f"{counted(len(names), 'variable')} checked")

    async def _skipped(self, task: Task) -> set[str]:
        tasks = await self._database.read(lambda connection: store.select_tasks(connection, task.build_id))
        return {str(each.integration_id) for each in tasks if each.kind == "connect" and each.state == "skipped"}

    async def _leak_check(self, project: Project, task: Task) -> TaskOutcome:
        actor, secrets = Actor("build", task.build_id), []
        answers = await self._gate.ask(project, task.build_id, project.integrations)
        for integration_id, answer in answers.items():
            if answer.verdict == "vault_locked":
                raise MustWait(answer.reason)
            if answer.verdict == "open":
                credential = await self._vault.read(answer.credential_id, actor)
                hidden = {field.name for field in self._catalogue.get(integration_id).fields if field.secret}
                secrets += [field.value for field in credential.fields if field.name in hidden]
        found = await asyncio.to_thread(files_with, project.folder, secrets)
        if found:
            raise errors.leaked(found)
        return TaskOutcome(f"{counted(len(secrets), 'secret value')} looked for, none found outside .env")

    def _tool(self, run: Tool) -> Callable[[Project, Task], Awaitable[TaskOutcome]]:
        async def work(project: Project, task: Task) -> TaskOutcome:
            result = await run(self._toolchain, project, lambda text: self._line(task, text))
            if result.outcome == "failed":
                raise Refused(f"{task.kind}_failed", result.summary, "The log of the task shows where.")
            return TaskOutcome(result.summary, skipped=result.outcome == "could_not_run")

        return work

    async def _hand_over(self, project: Project, task: Task) -> TaskOutcome:
        settings = env_settings(scaffold_plan(project, self._catalogue))
        await self._write_env(project, task, choice_entries(settings))
        for setting in settings:
            self._line(task, f"your choice in .env: {setting.name} - {setting.comment}")
        known = await self._database.read(lambda connection: store.select_artifacts(connection, project.id))
        needed = [setting.name for setting in settings if setting.needed]
        still = f"; still yours to choose in .env: {', '.join(needed)}" if needed else ""
        return TaskOutcome(f"{counted(len(known), 'file')} in {project.folder}{still}")

    async def _write(self, project: Project, task: Task, files: Mapping[str, str]) -> TaskOutcome:
        def load(connection: sqlite3.Connection) -> dict[str, str]:
            return {each.path: each.digest for each in store.select_artifacts(connection, project.id)}

        report = await asyncio.to_thread(write_files, project.folder, files, await self._database.read(load))
        for path in report.kept:
            self._line(task, f"kept your own {path}")
        note = counted(len(report.written), "file") + (f", {len(report.kept)} of yours kept" if report.kept else "")
        return TaskOutcome(note, files=report.written)

    def _line(self, task: Task, text: str) -> None:
        self._log.line(task.build_id, task.key, text)
