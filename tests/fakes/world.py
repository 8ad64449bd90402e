"""A whole KripTik without a window: real files, real engine, real vault; providers on loopback, an own keyring."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from kriptik_desktop.core.clock import SystemClock
from kriptik_desktop.core.crash import CrashLog
from kriptik_desktop.core.paths import AppPaths
from kriptik_desktop.core.settings import Settings
from kriptik_desktop.services import Outside, Services, open_services
from kriptik_desktop.vault.slots import Argon2Params
from tests.fakes.browser import FakeBrowser
from tests.fakes.keyring import MemoryKeyring
from tests.fakes.provider_servers import ProviderServers


class Bugs(CrashLog):
    """Remembers what reached the crash sink."""

    def __init__(self) -> None:
        super().__init__()
        self.met: list[BaseException] = []

    def __call__(self, error: BaseException, where: str) -> None:
        """Keep the bug for the test to look at."""
        self.met.append(error)


@asynccontextmanager
async def world(
    home: Path,
    servers: ProviderServers | None = None,
    *,
    keyring: MemoryKeyring | None = None,
    argon2: Argon2Params | None = None,
    run_project_checks: bool = False,
) -> AsyncIterator[Services]:
    """Open services under ``home``; a bug in the background fails the test at the end."""
    bugs = Bugs()
    chosen = servers.settings() if servers else Settings()
    settings = replace(chosen, run_project_checks=run_project_checks, check_daily=False)
    paths = AppPaths.from_environment({"KRIPTIK_HOME": str(home)})
    outside = Outside(SystemClock(), FakeBrowser(), keyring or MemoryKeyring(), argon2)
    async with open_services(paths, settings, outside, bugs) as services:
        yield services
    assert not bugs.met, bugs.met
