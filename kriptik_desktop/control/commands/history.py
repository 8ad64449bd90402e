"""Commands about one credential: its passport, its versions, its values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kriptik_desktop.acquisition.health_model import standing
from kriptik_desktop.control.commands.credentials import described, find
from kriptik_desktop.control.commands.params import Params
from kriptik_desktop.control.commands.unlocking import CLI, as_person, require_unlocked
from kriptik_desktop.control.server import Progress
from kriptik_desktop.core.errors import InvalidInput
from kriptik_desktop.services import Services


async def _show(services: Services, params: Params, progress: Progress) -> Any:
    await require_unlocked(services, params)
    info = await find(services, params)
    names = {project.id: project.name for project in await services.projects.list()}
    used_by = dict.fromkeys((info.overview.scope, *info.linked_projects))
    last = (await services.acquisition.health.checks()).get(info.id)
    return {
        **described(info),
        "status": standing(info.overview, services.clock.now_ms(), last),
        "name": services.catalogue.get(info.overview.integration).name,
        "projects": [{"id": each, "name": names[each]} for each in used_by if each in names],
        "history": [
            {
                "version": each.version,
                "created_at": each.created_at,
                "current": each.current,
                "fields": list(each.field_names),
                "changed": list(each.changed),
            }
            for each in await services.vault.history(info.id)
        ],
    }


async def _reveal(services: Services, params: Params, progress: Progress) -> Any:
    await require_unlocked(services, params)
    info, field, version = await find(services, params), params.text("field"), params.number("version")
    if version is None and field not in info.field_names:
        known = ", ".join(info.field_names)
        raise InvalidInput("no_such_field", f"This credential has no field '{field}'.", f"It has: {known}.")
    secret = await as_person(
        services, params, lambda: services.vault.take(info.id, field, CLI, "reveal", version=version)
    )
    return {"credential": info.id, "field": field, "version": version or info.version, "value": secret.reveal()}


async def _revert(services: Services, params: Params, progress: Progress) -> Any:
    await require_unlocked(services, params)
    info, version = await find(services, params), params.number("version")
    if version is None:
        raise InvalidInput("no_version", "No version was named.", "'kriptik credentials show' lists them.")
    return described(await as_person(services, params, lambda: services.vault.restore_version(info.id, version, CLI)))


COMMANDS: Mapping[str, Any] = {
    "credentials.show": _show,
    "credentials.reveal": _reveal,
    "credentials.revert": _revert,
}
