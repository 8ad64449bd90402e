"""Being the owner without a window: for one command, or as the agent that stays."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any

from kriptik_desktop.control.commands import dispatcher
from kriptik_desktop.control.owner import OwnerKind
from kriptik_desktop.control.server import ControlServer, Dispatch
from kriptik_desktop.core.crash import CrashLog
from kriptik_desktop.core.logs import logging_to
from kriptik_desktop.core.paths import AppPaths
from kriptik_desktop.core.settings import load_settings
from kriptik_desktop.services import Outside, Services, open_services

Own = Mapping[str, Callable[[], Any]]
"""Commands that only this kind of owner has."""


@asynccontextmanager
async def serving(
    paths: AppPaths, outside: Outside, crash: CrashLog, kind: OwnerKind, own: Own | None = None
) -> AsyncIterator[tuple[Services, Dispatch]]:
    """Open the services and serve the control socket; the caller holds the owner lock.

    A single command asks nobody by itself: it is over before a daily round would be.

    Raises KriptikError when settings or data cannot be opened.
    """
    async with open_services(paths, load_settings(paths.settings_file), outside, crash) as services:
        dispatch = dispatcher(services, {"owner.kind": lambda: kind, **(own or {})})
        server = ControlServer(paths, dispatch, crash)
        await server.start()
        if kind != "command" and services.settings.check_daily:
            services.supervisor.start(services.acquisition.health.run(), "daily check of credentials")
        try:
            yield services, dispatch
        finally:
            await server.close()


@asynccontextmanager
async def owner(
    paths: AppPaths, outside: Outside, kind: OwnerKind, own: Own | None = None
) -> AsyncIterator[tuple[Services, Dispatch]]:
    """Be the owner without a window: as :func:`serving`, with a log and a crash sink of its own."""
    crash = CrashLog()
    paths.create()
    with logging_to(paths.data / "kriptik.log"):
        asyncio.get_running_loop().set_exception_handler(lambda loop, context: _report(crash, context))
        async with serving(paths, outside, crash, kind, own) as opened:
            yield opened


def _report(crash: CrashLog, context: Mapping[str, Any]) -> None:
    error = context.get("exception")
    where = str(context.get("message", "the event loop"))
    crash(error if isinstance(error, BaseException) else RuntimeError(where), where)


async def run_agent(paths: AppPaths, outside: Outside, stop: asyncio.Event, ready: Callable[[], None]) -> None:
    """Own the data until ``stop`` is set; builds go on, commands are served, no window is there."""

    def stop_agent() -> Any:
        stop.set()
        return {"stopping": True}

    async with owner(paths, outside, "agent", {"agent.stop": stop_agent}):
        ready()
        await stop.wait()
