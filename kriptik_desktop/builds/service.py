"""Builds, as others see them: start, watch, resume, cancel.

It hears the rooms below and passes on one thing only: which build should be looked at again.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Sequence

from kriptik_desktop.acquisition.events import CredentialsAvailable, RequestClosed
from kriptik_desktop.builds import errors, store
from kriptik_desktop.builds.events import BuildChanged
from kriptik_desktop.builds.graph import task_graph
from kriptik_desktop.builds.model import LIVE, Build, BuildView, Phase
from kriptik_desktop.builds.orchestrator import Orchestrator
from kriptik_desktop.core.clock import Clock
from kriptik_desktop.core.database import Database
from kriptik_desktop.core.events import Event, EventBus
from kriptik_desktop.core.ids import IdSource
from kriptik_desktop.core.tasks import Supervisor
from kriptik_desktop.projects.service import ProjectService
from kriptik_desktop.providers.catalogue import Catalogue
from kriptik_desktop.vault.events import CredentialRemoved, CredentialsSaved, VaultUnlocked


class BuildService:
    """What window, command line and agent call about builds."""

    def __init__(
        self,
        database: Database,
        projects: ProjectService,
        catalogue: Catalogue,
        orchestrator: Orchestrator,
        bus: EventBus,
        supervisor: Supervisor,
        clock: Clock,
        new_id: IdSource,
        *,
        run_checks: bool,
    ) -> None:
        self._database, self._projects, self._catalogue = database, projects, catalogue
        self._orchestrator, self._bus, self._supervisor = orchestrator, bus, supervisor
        self._clock, self._new_id, self._run_checks = clock, new_id, run_checks
        self._subscriptions = [
            bus.subscribe(kind, self._look_again)
            for kind in (CredentialsAvailable, RequestClosed, CredentialsSaved, CredentialRemoved, VaultUnlocked)
        ]

    def close(self) -> None:
        """Stop hearing events."""
        for subscription in self._subscriptions:
            subscription.close()

    def _look_again(self, event: Event) -> None:
        self._supervisor.start(self.advance_all(), f"look at builds after {type(event).__name__}")

    async def start(self, project_id: str) -> Build:
        """Start building a project and return the new build.

        Raises InvalidInput when there is nothing to build, Conflict when one build of it is under way.
        """
        project = await self._projects.get(project_id)
        if project.made_elsewhere:
            raise errors.made_elsewhere(project.name)
        if not project.prompt.strip() and not project.stack:
            raise errors.stack_empty(project.name)
        if any(build.status in LIVE for build in await self.list(project.id)):
            raise errors.already_building(project.name)
        now = self._clock.now_ms()
        build = Build(self._new_id(), project.id, "running", Phase.INTENT, 0, None, now)
        tasks = task_graph(build.id, project, self._catalogue, run_checks=self._run_checks)
        await self._database.write(lambda connection: store.insert(connection, build, tasks))
        await self._orchestrator.begin(build.id)
        self._bus.publish(BuildChanged(build_id=build.id))
        return build

    async def view(self, build_id: str) -> BuildView:
        """Return a build with its tasks, files and the end of its log.

        Raises NotFound for an unknown build.
        """

        def load(connection: sqlite3.Connection) -> BuildView | None:
            build = store.select_build(connection, build_id)
            if build is None:
                return None
            tasks = store.select_tasks(connection, build_id)
            artifacts = store.select_artifacts(connection, build.project_id)
            return BuildView(build, tasks, artifacts, store.select_log(connection, build_id))

        view = await self._database.read(load)
        if view is None:
            raise errors.no_such_build(build_id)
        return view

    async def list(self, project_id: str | None = None) -> list[Build]:
        """Return builds, the newest first."""
        return await self._database.read(lambda connection: store.select_builds(connection, project_id))

    async def latest(self, project_id: str) -> Build | None:
        """Return the newest build of a project."""
        builds = await self.list(project_id)
        return builds[0] if builds else None

    async def cancel(self, build_id: str) -> None:
        """Stop a build for good; files that it wrote stay."""
        view = await self.view(build_id)
        if view.build.status in LIVE or view.build.status == "failed":
            await self._orchestrator.cancel(build_id)

    async def resume(self, build_id: str) -> None:
        """Try the failed tasks of a build again and look at the waiting ones.

        Raises Conflict when the build has ended for good.
        """
        view = await self.view(build_id)
        if view.build.status in ("complete", "cancelled"):
            raise errors.not_failed()
        await self._orchestrator.begin(build_id)
        await self._orchestrator.retry_failed(build_id)

    async def advance_all(self) -> None:
        """Look at every living build again; called at start, on unlock and after each event."""
        for build_id in await self.living():
            await self._orchestrator.begin(build_id)
            await self._orchestrator.advance(build_id)

    async def living(self) -> Sequence[str]:
        """Return the ids of the builds that run or wait, the newest first."""
        return await self._database.read(store.select_living)

    async def settled(self, build_id: str, on_change: Callable[[BuildView], None] = lambda view: None) -> BuildView:
        """Wait until a build ends or waits for a person with nothing left running, and return it."""
        changed = asyncio.Event()
        subscription = self._bus.subscribe(BuildChanged, lambda event: changed.set())
        try:
            while True:
                changed.clear()
                view = await self.view(build_id)
                on_change(view)
                if view.build.status != "running" and not any(task.state == "running" for task in view.tasks):
                    return view
                await changed.wait()
        finally:
            subscription.close()
