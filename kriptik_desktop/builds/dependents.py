"""What breaks when a credential goes: the projects that are served by it now.

Asked before a deletion, by window and command line alike, so that both name the same projects.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kriptik_desktop.builds.gate import serving
from kriptik_desktop.builds.model import LIVE, Build
from kriptik_desktop.builds.service import BuildService
from kriptik_desktop.projects.model import Project
from kriptik_desktop.projects.service import ProjectService
from kriptik_desktop.vault.model import CredentialInfo


@dataclass(frozen=True, slots=True)
class Dependent:
    """A project that uses a credential now."""

    project: Project
    build: Build | None
    """Its build that is under way, which would meet the loss."""
    instead: CredentialInfo | None
    """The credential that would serve the project in its place; None leaves the project without one."""


async def dependents(
    info: CredentialInfo, held: Sequence[CredentialInfo], projects: ProjectService, builds: BuildService
) -> list[Dependent]:
    """Return the projects whose stack is served by ``info``; ``held`` are all credentials of its integration."""
    integration, found = info.overview.integration, []
    left = [each for each in held if each.id != info.id]
    for project in await projects.list():
        chosen = serving(held, integration, project)
        if integration not in project.integrations or chosen is None or chosen.id != info.id:
            continue
        living = (build for build in await builds.list(project.id) if build.status in LIVE)
        found.append(Dependent(project, next(living, None), serving(left, integration, project)))
    return found
