"""Commands about who uses a credential: connect it with a project, take it away, delete it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kriptik_desktop.builds.dependents import Dependent, dependents
from kriptik_desktop.control.commands.credentials import described, find
from kriptik_desktop.control.commands.params import Params
from kriptik_desktop.control.commands.unlocking import CLI, as_person, require_unlocked
from kriptik_desktop.control.server import Progress
from kriptik_desktop.services import Services


def _said(dependent: Dependent) -> dict[str, Any]:
    return {
        "project": {"id": dependent.project.id, "name": dependent.project.name},
        "build": dependent.build.id if dependent.build else None,
        "instead": dependent.instead.overview.account if dependent.instead else None,
    }


async def _uses(services: Services, params: Params, progress: Progress) -> Any:
    await require_unlocked(services, params)
    info = await find(services, params)
    held = await services.vault.list(integration=info.overview.integration)
    using = await dependents(info, held, services.projects, services.builds)
    return {"credential": described(info), "used_by": [_said(each) for each in using]}


async def _remove(services: Services, params: Params, progress: Progress) -> Any:
    await require_unlocked(services, params)
    info = await find(services, params)
    await as_person(services, params, lambda: services.vault.remove(info.id, CLI))
    return described(info)


async def _link(services: Services, params: Params, progress: Progress) -> Any:
    project = await services.projects.get(params.text("project"))
    await require_unlocked(services, params)
    info = await find(services, params)
    await services.vault.link(info.id, project.id, CLI)
    return described(await find(services, params))


async def _unlink(services: Services, params: Params, progress: Progress) -> Any:
    project = await services.projects.get(params.text("project"))
    await require_unlocked(services, params)
    info = await find(services, params)
    await services.vault.unlink(info.id, project.id, CLI)
    return described(await find(services, params))


COMMANDS: Mapping[str, Any] = {
    "credentials.uses": _uses,
    "credentials.remove": _remove,
    "credentials.link": _link,
    "credentials.unlink": _unlink,
}
