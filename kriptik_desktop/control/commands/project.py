"""Commands about projects and their stacks."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kriptik_desktop.builds.model import LIVE
from kriptik_desktop.control.commands.params import Params
from kriptik_desktop.control.server import Progress
from kriptik_desktop.core.errors import Conflict, InvalidInput, NotFound
from kriptik_desktop.projects.model import Project, ProjectMode, StackEntry
from kriptik_desktop.services import Services

if TYPE_CHECKING:
    from kriptik_desktop.analysis.code.model import CodeChoice


def described(project: Project) -> dict[str, Any]:
    """Return the JSON form of a project."""
    return {
        "id": project.id,
        "name": project.name,
        "folder": str(project.folder),
        "mode": project.mode,
        "prompt": project.prompt,
        "stack": [
            {
                "id": entry.integration_id,
                "category": entry.category,
                "reason": entry.reason,
                "evidence": list(entry.evidence),
                "addedBy": entry.added_by,
            }
            for entry in project.stack
        ],
    }


async def _new(services: Services, params: Params, progress: Progress) -> Any:
    analysis = services.analyser.analyse(params.text("prompt"))
    stack = [
        StackEntry(each.id, each.category, each.reason, tuple(evidence.text for evidence in each.evidence))
        for each in analysis.detected
    ]
    for wanted in (params.maybe("add") or "").split():
        stack = _with(services, stack, wanted)
    project = await services.projects.create(
        params.text("name"), Path(params.text("folder")), params.text("prompt"), stack, _mode(params)
    )
    settled = {entry.category for entry in stack}
    choices = [choice for choice in analysis.to_json()["choices"] if choice["category"] not in settled]
    return {**described(project), "choices": choices}


def _mode(params: Params) -> ProjectMode:
    mode = params.maybe("mode") or "test"
    if mode not in ("test", "live"):
        raise InvalidInput(
            "wrong_mode", f"A project's mode is test or live, not '{mode}'.", "Use --mode test or --mode live."
        )
    return "live" if mode == "live" else "test"


def _with(services: Services, stack: list[StackEntry], wanted: str) -> list[StackEntry]:
    provider = services.catalogue.get(wanted)
    if any(entry.integration_id == provider.id for entry in stack):
        return stack
    return [*stack, StackEntry(provider.id, provider.categories[0], "You added it", added_by="person")]


async def _list(services: Services, params: Params, progress: Progress) -> Any:
    listed = []
    for project in await services.projects.list():
        build = await services.builds.latest(project.id)
        listed.append({**described(project), "build": build.status if build else None})
    return listed


async def _open(services: Services, params: Params, progress: Progress) -> Any:
    from kriptik_desktop.analysis.code.scan import holds_project, scan, stack_of

    folder = Path(params.text("folder"))
    try:
        return described(await services.projects.open(folder))
    except NotFound:
        if not await asyncio.to_thread(holds_project, folder):
            raise
    found = await scan(folder, services.catalogue)
    project = await services.projects.adopt(folder, stack_of(found, services.catalogue))
    return {**described(project), "choices": [_open_choice(services, each) for each in found.choices]}


def _open_choice(services: Services, choice: CodeChoice) -> dict[str, Any]:
    category = services.catalogue.get(choice.options[0]).categories[0]
    return {"category": category, "reason": choice.reason, "options": list(choice.options), "evidence": []}


async def _remove(services: Services, params: Params, progress: Progress) -> Any:
    project = await services.projects.get(params.text("project"))
    if any(build.status in LIVE for build in await services.builds.list(project.id)):
        raise Conflict(
            "build_under_way", f"A build of '{project.name}' is under way.", "Cancel it first: 'kriptik build cancel'."
        )
    return described(await services.projects.remove(project.id))


async def _stack(services: Services, params: Params, progress: Progress) -> Any:
    project = await services.projects.get(params.text("project"))
    stack = list(project.stack)
    for wanted in (params.maybe("add") or "").split():
        stack = _with(services, stack, wanted)
    for wanted in (params.maybe("remove") or "").split():
        gone = services.catalogue.resolve(wanted)
        stack = [entry for entry in stack if entry.integration_id != gone]
    if stack != list(project.stack):
        project = await services.projects.set_stack(project.id, stack)
    return described(project)


COMMANDS: Mapping[str, Any] = {
    "project.new": _new,
    "project.list": _list,
    "project.open": _open,
    "project.remove": _remove,
    "stack": _stack,
}
