"""The command that lets Claude check an analysis, for somebody who asked for just this one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kriptik_desktop.control.commands.params import Params
from kriptik_desktop.control.server import Progress
from kriptik_desktop.services import Services


async def _refine(services: Services, params: Params, progress: Progress) -> Any:
    prompt = params.text("prompt")
    refined = await services.refiner.refine(prompt, services.analyser.analyse(prompt), asked=True)
    return refined.to_json()


COMMANDS: Mapping[str, Any] = {"analyze.refine": _refine}
