"""Builds the floors 0 to 9 in order and takes them down in reverse.

The window, the agent and a command that became the owner all open this one object; nothing here knows Qt.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

from kriptik_desktop.acquisition import store as acquisition_store
from kriptik_desktop.acquisition.service import AcquisitionService
from kriptik_desktop.analysis.service import Analyser
from kriptik_desktop.builds import store as builds_store
from kriptik_desktop.builds.gate import CredentialGate
from kriptik_desktop.builds.log import BuildLog
from kriptik_desktop.builds.orchestrator import Orchestrator
from kriptik_desktop.builds.service import BuildService
from kriptik_desktop.builds.toolchain import Toolchain
from kriptik_desktop.builds.work import TaskWork
from kriptik_desktop.core.browser import BrowserPort, SystemBrowser
from kriptik_desktop.core.clock import Clock, SystemClock
from kriptik_desktop.core.crash import CrashLog
from kriptik_desktop.core.database import Schema
from kriptik_desktop.core.events import EventBus
from kriptik_desktop.core.ids import uuid7_source
from kriptik_desktop.core.paths import AppPaths
from kriptik_desktop.core.settings import Settings
from kriptik_desktop.core.state_copies import Recovery, StateCopies, open_state
from kriptik_desktop.core.tasks import Supervisor
from kriptik_desktop.engine.journal import JournalEngine
from kriptik_desktop.projects import store as projects_store
from kriptik_desktop.projects.service import ProjectService
from kriptik_desktop.providers.catalogue import Catalogue
from kriptik_desktop.providers.http import HttpDoor
from kriptik_desktop.providers.probe import Prober
from kriptik_desktop.vault.keyring import KeyringPort, SystemKeyring
from kriptik_desktop.vault.service import Vault
from kriptik_desktop.vault.slots import Argon2Params

_LOG = logging.getLogger(__name__)
ENGINE_SLOTS = 8
_DRAIN = timedelta(seconds=3)
"""What a running step gets at closing; a longer one (npm) is ended and done again at the next start."""
_CLOSING_S = 10.0


@dataclass(frozen=True, slots=True)
class Services:
    """Everything above the files and below the screens."""

    paths: AppPaths
    settings: Settings
    clock: Clock
    bus: EventBus
    crash: CrashLog
    supervisor: Supervisor
    catalogue: Catalogue
    analyser: Analyser
    vault: Vault
    prober: Prober
    projects: ProjectService
    acquisition: AcquisitionService
    builds: BuildService
    recovery: Recovery | None
    """Set when the state database was damaged and an older copy was opened."""


@dataclass(frozen=True, slots=True)
class Outside:
    """The parts of the outside world that a test replaces."""

    clock: Clock
    browser: BrowserPort
    keyring: KeyringPort
    argon2: Argon2Params | None = None
    """The cost of a master password; None lets the computer's memory decide."""

    @classmethod
    def real(cls) -> Outside:
        """Return the computer's own clock, browser and keyring."""
        return cls(SystemClock(), SystemBrowser(), SystemKeyring())


def _name_what_hangs(names: list[str]) -> None:
    _LOG.warning("did not end in %.0f s at closing: %s", _CLOSING_S, ", ".join(names))


@asynccontextmanager
async def open_services(
    paths: AppPaths, settings: Settings, outside: Outside, crash: CrashLog
) -> AsyncIterator[Services]:
    """Open everything; the caller holds the owner lock.

    Raises KriptikError when a file cannot be opened; what had been opened is closed again.
    """
    clock, new_id, bus = outside.clock, uuid7_source(outside.clock), EventBus(crash)
    paths.create()
    async with AsyncExitStack() as stack:
        schemas = (
            Schema("projects", projects_store.SCHEMA),
            Schema("acquisition", acquisition_store.SCHEMA),
            Schema("builds", builds_store.SCHEMA),
        )
        opened = await open_state(paths.state_file, paths.data / "state-copies", schemas, clock)
        database = opened.database
        stack.push_async_callback(database.close)
        copies = StateCopies(database, paths.data / "state-copies", clock)
        stack.push_async_callback(copies.copy_now)
        engine = JournalEngine(database, clock, new_id)
        await engine.migrate()
        vault = Vault(paths.vault_file, bus, clock, new_id, outside.keyring, argon2=outside.argon2)
        await vault.open()
        stack.push_async_callback(vault.close)
        catalogue = Catalogue.load()
        prober = Prober(settings, HttpDoor(settings), clock)
        stack.push_async_callback(prober.close)
        supervisor = Supervisor(crash)
        stack.push_async_callback(supervisor.close, _CLOSING_S, _name_what_hangs)
        projects = ProjectService(database, clock, new_id, bus)
        acquisition = AcquisitionService(database, vault, catalogue, prober, bus, outside.browser, clock, new_id)
        stack.push_async_callback(acquisition.close)
        gate = CredentialGate(vault, acquisition, catalogue)
        log = BuildLog(database, bus, supervisor, clock)
        work = TaskWork(database, catalogue, vault, gate, Toolchain(), log)
        orchestrator = Orchestrator(database, engine, projects, acquisition, gate, work, bus, clock, crash)
        builds = BuildService(
            database,
            projects,
            catalogue,
            orchestrator,
            bus,
            supervisor,
            clock,
            new_id,
            run_checks=settings.run_project_checks,
        )
        stack.callback(builds.close)
        supervisor.start(engine.run_worker(slots=ENGINE_SLOTS, drain=_DRAIN), "engine worker")
        supervisor.start(copies.run(), "state copies")
        supervisor.start(builds.advance_all(), "look at builds after start")
        yield Services(
            paths,
            settings,
            clock,
            bus,
            crash,
            supervisor,
            catalogue,
            Analyser(catalogue),
            vault,
            prober,
            projects,
            acquisition,
            builds,
            opened.recovered,
        )
