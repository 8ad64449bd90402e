"""Commands about builds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kriptik_desktop.builds.model import Build, BuildView
from kriptik_desktop.control.commands.params import Params
from kriptik_desktop.control.commands.unlocking import require_unlocked
from kriptik_desktop.control.server import Progress
from kriptik_desktop.core.errors import KriptikError, NotFound
from kriptik_desktop.services import Services


def described(view: BuildView) -> dict[str, Any]:
    """Return the JSON form of a build."""
    return {
        **_summary(view.build),
        "waiting_for": list(view.waiting_for),
        "tasks": [
            {"task": t.key, "phase": int(t.phase), "title": t.title, "state": t.state, "reason": t.reason}
            for t in view.tasks
        ],
        "files": [artifact.path for artifact in view.artifacts],
        "log": [f"{line.task}: {line.text}" for line in view.log],
    }


def _summary(build: Build) -> dict[str, Any]:
    return {
        "id": build.id,
        "project": build.project_id,
        "status": build.status,
        "phase": int(build.phase),
        "wait_ms": build.wait_ms,
        "error": build.error,
    }


async def follow(services: Services, build_id: str, progress: Progress) -> dict[str, Any]:
    """Wait until a build ends or waits for a person; tell each task's change on the way."""
    seen = {task.key: task.state for task in (await services.builds.view(build_id)).tasks}

    def tell(view: BuildView) -> None:
        for task in view.tasks:
            if seen[task.key] != task.state:
                seen[task.key] = task.state
                progress({"task": task.key, "title": task.title, "state": task.state, "reason": task.reason})

    return described(await services.builds.settled(build_id, tell))


async def follow_waiting(services: Services, progress: Progress) -> dict[str, Any] | None:
    """Let builds take up what just became possible, follow them, and return the newest living one."""
    await services.builds.advance_all()
    results = [await follow(services, build_id, progress) for build_id in await services.builds.living()]
    return results[0] if results else None


async def _start(services: Services, params: Params, progress: Progress) -> Any:
    project = await services.projects.get(params.text("project"))
    try:
        await require_unlocked(services, params)
    except KriptikError as error:
        progress({"note": error.message})
    build = await services.builds.start(project.id)
    if params.flag("detach"):
        return described(await services.builds.view(build.id))
    return await follow(services, build.id, progress)


async def _which(services: Services, params: Params) -> str:
    wanted = params.text("build")
    if any(build.id == wanted for build in await services.builds.list()):
        return wanted
    project = await services.projects.get(wanted)
    build = await services.builds.latest(project.id)
    if build is None:
        raise NotFound("never_built", f"'{project.name}' was never built.", "Start with 'kriptik build start'.")
    return build.id


async def _status(services: Services, params: Params, progress: Progress) -> Any:
    return described(await services.builds.view(await _which(services, params)))


async def _resume(services: Services, params: Params, progress: Progress) -> Any:
    build_id = await _which(services, params)
    try:
        await require_unlocked(services, params)
    except KriptikError as error:
        progress({"note": error.message})
    await services.builds.resume(build_id)
    return await follow(services, build_id, progress)


async def _cancel(services: Services, params: Params, progress: Progress) -> Any:
    build_id = await _which(services, params)
    await services.builds.cancel(build_id)
    return described(await services.builds.view(build_id))


async def _list(services: Services, params: Params, progress: Progress) -> Any:
    wanted = params.maybe("project")
    project = await services.projects.get(wanted) if wanted else None
    return [_summary(build) for build in await services.builds.list(project.id if project else None)]


COMMANDS: Mapping[str, Any] = {
    "build.start": _start,
    "build.status": _status,
    "build.resume": _resume,
    "build.cancel": _cancel,
    "build.list": _list,
}
