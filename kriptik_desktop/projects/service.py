"""Projects: made, found, changed, forgotten.

Forgetting a project never touches its files: they are the person's work.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kriptik_desktop.core.clock import Clock
from kriptik_desktop.core.database import Database
from kriptik_desktop.core.events import EventBus
from kriptik_desktop.core.ids import IdSource
from kriptik_desktop.projects import errors, folder, store
from kriptik_desktop.projects.events import ProjectChanged
from kriptik_desktop.projects.model import Project, ProjectMode, StackEntry

_NAME_LIMIT = 80


class ProjectService:
    """What other rooms call about projects."""

    def __init__(self, database: Database, clock: Clock, new_id: IdSource, bus: EventBus) -> None:
        self._database, self._clock, self._new_id, self._bus = database, clock, new_id, bus

    async def create(
        self, name: str, place: Path, prompt: str, stack: Sequence[StackEntry], mode: ProjectMode = "test"
    ) -> Project:
        """Make a project in an empty or new folder and mark the folder as its own.

        Raises InvalidInput or Conflict, naming the reason, when name or folder cannot be used.
        """
        name = _checked_name(name)
        await asyncio.to_thread(folder.require_usable, place)
        for other in await self.list():
            if other.folder == place:
                raise errors.folder_taken(place, other.name)
        now = self._clock.now_ms()
        project = Project(self._new_id(), name, place, prompt, mode, tuple(stack), now, now)
        await asyncio.to_thread(folder.write_marker, place, project.id)
        await self._database.write(lambda connection: store.insert(connection, project))
        self._bus.publish(ProjectChanged(project_id=project.id))
        return project

    async def adopt(self, place: Path, stack: Sequence[StackEntry]) -> Project:
        """Make a project of a folder that holds somebody's code, named after the folder; only the marker is written.

        Raises InvalidInput or Conflict, naming the reason, when the folder cannot be used.
        """
        name = _checked_name(place.name)
        for other in await self.list():
            if other.folder == place:
                raise errors.folder_taken(place, other.name)
        now = self._clock.now_ms()
        options = {"made": "elsewhere"}
        project = Project(self._new_id(), name, place, "", "test", tuple(stack), now, now, options)
        await asyncio.to_thread(folder.write_marker, place, project.id)
        await self._database.write(lambda connection: store.insert(connection, project))
        self._bus.publish(ProjectChanged(project_id=project.id))
        return project

    async def list(self) -> list[Project]:
        """Return all projects, the one changed last first."""
        return await self._database.read(store.select)

    async def names(self) -> dict[str, str]:
        """Return what every project is called, by id."""
        return {project.id: project.name for project in await self.list()}

    async def get(self, id_or_name: str) -> Project:
        """Return one project by its id or its name.

        Raises NotFound, or Conflict when several carry the name.
        """
        projects = await self.list()
        for project in projects:
            if project.id == id_or_name:
                return project
        named = [project for project in projects if project.name == id_or_name]
        if not named:
            raise errors.no_such_project(id_or_name)
        if len(named) > 1:
            raise errors.name_ambiguous(id_or_name, len(named))
        return named[0]

    async def open(self, place: Path) -> Project:
        """Return the project whose folder this is, also after the folder was moved.

        Raises NotFound when the folder's marker is missing or names an unknown project.
        """
        project_id = await asyncio.to_thread(folder.read_marker, place)
        for project in await self.list():
            if project.id == project_id:
                return project if project.folder == place else await self._change(project, folder=place)
        raise errors.no_project_here(place)

    async def set_stack(self, project_id: str, stack: Sequence[StackEntry]) -> Project:
        """Replace the stack of a project."""
        return await self._change(await self.get(project_id), stack=tuple(stack))

    async def remove(self, project_id: str) -> Project:
        """Forget a project and return what it was; its folder stays as it is."""
        project = await self.get(project_id)
        await self._database.write(lambda connection: store.delete(connection, project.id))
        self._bus.publish(ProjectChanged(project_id=project.id))
        return project

    async def _change(
        self, project: Project, *, folder: Path | None = None, stack: tuple[StackEntry, ...] | None = None
    ) -> Project:
        changed = replace(
            project,
            folder=folder or project.folder,
            stack=project.stack if stack is None else stack,
            updated_at=self._clock.now_ms(),
        )
        await self._database.write(lambda connection: store.update(connection, changed))
        self._bus.publish(ProjectChanged(project_id=project.id))
        return changed


def _checked_name(name: str) -> str:
    name = name.strip()
    if not name or len(name) > _NAME_LIMIT or not name.isprintable():
        raise errors.name_missing()
    return name
