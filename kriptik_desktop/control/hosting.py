"""Being the owner without a window: for one command, or as the agent that stays."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any

from kriptik_desktop.control.commands import dispatcher
from kriptik_desktop.control.server import ControlServer, Dispatch
from kriptik_desktop.core.crash import CrashLog
from kriptik_desktop.core.logs import logging_to
from kriptik_desktop.core.paths import AppPaths
from kriptik_desktop.core.settings import load_settings
from kriptik_desktop.services import Outside, Services, open_services

Extra = Callable[[Services], Mapping[str, Callable[[], Any]]]


@asynccontextmanager
async def owner(
    paths: AppPaths, outside: Outside, extra: Extra = lambda services: {}
) -> AsyncIterator[tuple[Services, Dispatch]]:
    """Open the services and serve the control socket; the caller holds the owner lock.

    Raises KriptikError when settings or data cannot be opened.
    """
    crash = CrashLog()
    paths.create()
    with logging_to(paths.data / "kriptik.log"):
        async with open_services(paths, load_settings(paths.settings_file), outside, crash) as services:
            dispatch = dispatcher(services, extra(services))
            server = ControlServer(paths, dispatch, crash)
            await server.start()
            try:
                yield services, dispatch
            finally:
                await server.close()


async def run_agent(paths: AppPaths, outside: Outside, stop: asyncio.Event, ready: Callable[[], None]) -> None:
    """Own the data until ``stop`` is set; builds go on, commands are served, no window is there."""

    def extra(services: Services) -> Mapping[str, Callable[[], Any]]:
        def stop_agent() -> Any:
            stop.set()
            return {"stopping": True}

        return {"agent.stop": stop_agent, "agent.status": lambda: {"running": True}}

    async with owner(paths, outside, extra):
        ready()
        await stop.wait()
