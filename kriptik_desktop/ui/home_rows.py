"""What the home screen shows, read from the rows of projects, builds and requests: words and lists, no Qt objects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kriptik_desktop.ui.wording import BUILD_STATUS, translated, why_needed

if TYPE_CHECKING:
    from kriptik_desktop.acquisition.model import CredentialRequest
    from kriptik_desktop.builds.model import Build
    from kriptik_desktop.projects.model import Project
    from kriptik_desktop.services import Services

_LIVE = ("running", "waiting_credentials", "vault_locked")


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One credential that is asked for."""

    request_id: str
    name: str
    icon: str
    reason: str
    project: str
    blocking: bool


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """One project and how its newest build stands."""

    project_id: str
    name: str
    folder: str
    place: str
    """The folder as people write it: from their home folder on."""
    prompt: str
    services: str
    icons: tuple[str, ...]
    build_id: str
    status: str
    status_text: str
    made_elsewhere: bool
    """A folder with somebody's own code: it is read again, never built."""


@dataclass(frozen=True, slots=True)
class HomeScreen:
    """Everything at once."""

    requests: tuple[RequestRow, ...]
    projects: tuple[ProjectRow, ...]
    snoozed: int


async def read_home(services: Services) -> HomeScreen:
    """Read the rows: projects with a build under way first, then the one changed last."""
    projects = await services.projects.list()
    newest: dict[str, Build] = {}
    for build in await services.builds.list():
        newest.setdefault(build.project_id, build)
    by_id = {project.id: project for project in projects}
    now = services.clock.now_ms()
    requests = await services.acquisition.open_requests()
    due = [request for request in requests if not request.is_snoozed(now)]
    return HomeScreen(
        tuple(_request(services, each, by_id.get(each.project_id)) for each in due),
        tuple(_project(services, each, newest.get(each.id)) for each in _under_way_first(projects, newest)),
        len(requests) - len(due),
    )


def _under_way_first(projects: Sequence[Project], newest: Mapping[str, Build]) -> list[Project]:
    return sorted(projects, key=lambda each: each.id not in newest or newest[each.id].status not in _LIVE)


def _request(services: Services, request: CredentialRequest, project: Project | None) -> RequestRow:
    provider = services.catalogue.get(request.integration_id)
    return RequestRow(
        request_id=request.id,
        name=provider.name,
        icon=provider.icon,
        reason=why_needed(request, project),
        project=project.name if project else "",
        blocking=request.urgency == "blocking",
    )


def _place(folder: Path) -> str:
    home = Path.home()
    return f"~/{folder.relative_to(home).as_posix()}" if folder.is_relative_to(home) else str(folder)


def _project(services: Services, project: Project, build: Build | None) -> ProjectRow:
    providers = [services.catalogue.get(each) for each in project.integrations if each in services.catalogue]
    return ProjectRow(
        project_id=project.id,
        name=project.name,
        folder=str(project.folder),
        place=_place(project.folder),
        prompt=translated("Your own code") if project.made_elsewhere else " ".join(project.prompt.split()),
        services=", ".join(provider.name for provider in providers),
        icons=tuple(provider.icon for provider in providers),
        build_id=build.id if build else "",
        status=build.status if build else "none",
        status_text=_status_text(project, build),
        made_elsewhere=project.made_elsewhere,
    )


def _status_text(project: Project, build: Build | None) -> str:
    if build is not None:
        return translated(BUILD_STATUS[build.status])
    return translated("Opened folder") if project.made_elsewhere else translated("Not built yet")
