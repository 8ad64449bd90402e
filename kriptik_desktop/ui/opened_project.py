"""A folder with somebody's code as a project: adopted when the person wants something of it, never built into.

Until then nothing is written anywhere; afterwards the folder has the marker file, and ``.env`` when it is asked for.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kriptik_desktop.core.errors import NotFound

if TYPE_CHECKING:
    from kriptik_desktop.analysis.code.model import CodeScan, RequiredCredential
    from kriptik_desktop.builds.held_env import HeldEnv
    from kriptik_desktop.projects.model import Project
    from kriptik_desktop.services import Services


class OpenedProject:
    """The project of one folder, made at the first wish."""

    def __init__(self, services: Services, folder: Path) -> None:
        self._services, self.folder = services, folder
        self.project: Project | None = None
        self._one_at_a_time = asyncio.Lock()

    async def look(self) -> None:
        """Find the project that the folder is already, if it is one."""
        try:
            self.project = await self._services.projects.open(self.folder)
        except NotFound:
            self.project = None

    async def connected(self) -> set[str]:
        """Return the ids of the integrations that the vault has a credential for, in this project and its mode."""
        from kriptik_desktop.builds.gate import serving

        if self.project is None:
            return set()
        held, project = await self._services.vault.list(), self.project
        return {each.overview.integration for each in held if serving(held, each.overview.integration, project)}

    async def ask_for(self, wanted: RequiredCredential, scan: CodeScan) -> str:
        """Ask for a credential and return the id of the request; what the code needs is the project's stack by then.

        Raises InvalidInput or Conflict when the folder cannot become a project.
        """
        project = await self._with(wanted, scan)
        request = await self._services.acquisition.request(
            project.id, None, wanted.integration_id, project.mode, wanted.reason, wanted.urgency
        )
        return request.id

    async def write_env(self) -> HeldEnv:
        """Write what the vault holds for the project.

        Raises VaultIsLocked, and what the writer of ``.env`` raises; NotFound before anything was asked for.
        """
        from kriptik_desktop.builds.held_env import write_held
        from kriptik_desktop.vault.model import Actor

        if self.project is None:
            raise NotFound("no_credential_yet", "This folder has no credential yet.", "Add one first.")
        return await write_held(
            self.project, self._services.catalogue, self._services.vault, Actor("window", "write .env of a folder")
        )

    async def _with(self, wanted: RequiredCredential, scan: CodeScan) -> Project:
        from kriptik_desktop.analysis.code.scan import stack_of

        async with self._one_at_a_time:
            stack = stack_of(scan, self._services.catalogue)
            if self.project is None:
                self.project = await self._services.projects.adopt(self.folder, stack)
            if wanted.integration_id not in self.project.integrations:
                own = stack_of(
                    replace(scan, found=(replace(wanted, urgency="blocking"),), without_credential=()),
                    self._services.catalogue,
                )
                self.project = await self._services.projects.set_stack(self.project.id, (*self.project.stack, *own))
            return self.project
