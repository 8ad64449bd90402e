"""Commands about a project's environment file."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from kriptik_desktop.builds.environment import required_names
from kriptik_desktop.builds.held_env import write_held
from kriptik_desktop.control.commands.params import Params
from kriptik_desktop.control.commands.unlocking import require_unlocked
from kriptik_desktop.control.server import Progress
from kriptik_desktop.envfiles.check import check_env
from kriptik_desktop.services import Services
from kriptik_desktop.vault.model import Actor


async def _write(services: Services, params: Params, progress: Progress) -> Any:
    project = await services.projects.get(params.text("project"))
    await require_unlocked(services, params)
    held = await write_held(project, services.catalogue, services.vault, Actor("cli", "env write"))
    written = held.written
    return {
        "path": str(written.path),
        "added": list(written.added),
        "changed": list(written.changed),
        "kept": list(written.kept),
        "warnings": list(written.warnings),
        "missing": list(held.missing),
    }


async def _check(services: Services, params: Params, progress: Progress) -> Any:
    project = await services.projects.get(params.text("project"))
    names = [name for wanted in project.integrations for name in required_names(services.catalogue.get(wanted))]
    findings = await asyncio.to_thread(check_env, project.folder, names)
    listed = [{"level": finding.level, "name": finding.name, "message": finding.message} for finding in findings]
    return {"ok": all(finding.level != "error" for finding in findings), "findings": listed}


COMMANDS: Mapping[str, Any] = {"env.write": _write, "env.check": _check}
