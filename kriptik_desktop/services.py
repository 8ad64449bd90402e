"""Builds the floors 0 to 9 in order and takes them down in reverse.

The window, the agent and a command that became the owner all open this one object; nothing here knows Qt.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

from kriptik_desktop.acquisition import store as acquisition_store
from kriptik_desktop.acquisition.exporting.service import Exporter
from kriptik_desktop.acquisition.importing.service import Importer
from kriptik_desktop.acquisition.service import AcquisitionService
from kriptik_desktop.analysis.first_use import AnalyserOnFirstUse
from kriptik_desktop.analysis.refinement import Refiner
from kriptik_desktop.analysis.refinement_key import RefinementKey
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
from kriptik_desktop.core.database import Database, Schema
from kriptik_desktop.core.events import EventBus
from kriptik_desktop.core.ids import IdSource, uuid7_source
from kriptik_desktop.core.paths import AppPaths
from kriptik_desktop.core.settings import Settings
from kriptik_desktop.core.state_copies import OpenedState, Recovery, StateCopies, open_state
from kriptik_desktop.core.tasks import Supervisor
from kriptik_desktop.engine.journal import JournalEngine
from kriptik_desktop.projects import store as projects_store
from kriptik_desktop.projects.service import ProjectService
from kriptik_desktop.providers.catalogue import Catalogue
from kriptik_desktop.providers.clients.anthropic_messages import AnthropicClient
from kriptik_desktop.providers.http import HttpDoor
from kriptik_desktop.providers.own_files import LeftOut, load_catalogue
from kriptik_desktop.providers.probe import Prober
from kriptik_desktop.vault.auto_lock import AutoLock
from kriptik_desktop.vault.keyring import KeyringPort, SystemKeyring
from kriptik_desktop.vault.service import Vault
from kriptik_desktop.vault.slots import Argon2Params

_LOG = logging.getLogger(__name__)
ENGINE_SLOTS = 8
_DRAIN = timedelta(seconds=1)
"""What a running step gets at closing; a longer one (npm) is ended and done again at the next start."""
_CLOSING_S = 12.0


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
    left_out: tuple[LeftOut, ...]
    """The person's own provider files that cannot be used."""
    analyser: AnalyserOnFirstUse
    refiner: Refiner
    vault: Vault
    auto_lock: AutoLock
    prober: Prober
    projects: ProjectService
    acquisition: AcquisitionService
    importer: Importer
    exporter: Exporter
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


@dataclass(frozen=True, slots=True)
class _Ground:
    """What every room is built from; ``closing`` takes down in reverse what was put up."""

    paths: AppPaths
    settings: Settings
    outside: Outside
    crash: CrashLog
    bus: EventBus
    new_id: IdSource
    supervisor: Supervisor
    closing: AsyncExitStack


@asynccontextmanager
async def open_services(
    paths: AppPaths, settings: Settings, outside: Outside, crash: CrashLog
) -> AsyncIterator[Services]:
    """Open everything; the caller holds the owner lock.

    Raises KriptikError when a file cannot be opened; what had been opened is closed again.
    """
    paths.create()
    bus, new_id, supervisor = EventBus(crash), uuid7_source(outside.clock), Supervisor(crash)
    async with AsyncExitStack() as closing:
        ground = _Ground(paths, settings, outside, crash, bus, new_id, supervisor, closing)
        reading = asyncio.ensure_future(asyncio.to_thread(load_catalogue, paths.own_providers))
        opened, copies = await _open_state(ground)
        vault = await _open_vault(ground)
        catalogue, left_out = await reading
        prober = Prober(settings, HttpDoor(settings), outside.clock)
        closing.push_async_callback(prober.close)
        projects = ProjectService(opened.database, outside.clock, new_id, bus)
        acquisition = AcquisitionService(
            opened.database, vault, catalogue, prober, bus, outside.browser, outside.clock, new_id
        )
        builds = await _open_builds(ground, opened.database, vault, catalogue, projects, acquisition)
        supervisor.start(copies.run(), "state copies")
        auto_lock = AutoLock(vault, outside.clock, settings.idle_lock_minutes * 60, on_suspend=settings.lock_on_suspend)
        supervisor.start(auto_lock.run(), "auto lock")
        yield Services(
            paths=paths,
            settings=settings,
            clock=outside.clock,
            bus=bus,
            crash=crash,
            supervisor=supervisor,
            catalogue=catalogue,
            left_out=left_out,
            analyser=AnalyserOnFirstUse(catalogue),
            refiner=_refiner(ground, catalogue, vault),
            vault=vault,
            auto_lock=auto_lock,
            prober=prober,
            projects=projects,
            acquisition=acquisition,
            importer=Importer(vault, catalogue),
            exporter=Exporter(vault, catalogue, outside.clock, projects.names),
            builds=builds,
            recovery=opened.recovered,
        )


def _refiner(ground: _Ground, catalogue: Catalogue, vault: Vault) -> Refiner:
    probe = catalogue.get("anthropic").probe
    client = AnthropicClient(ground.settings, probe.base_url if probe else "")
    ground.closing.push_async_callback(client.close)
    return Refiner(ground.settings.claude, catalogue, client, RefinementKey(vault))


async def _open_state(ground: _Ground) -> tuple[OpenedState, StateCopies]:
    schemas = (
        Schema("projects", projects_store.SCHEMA),
        Schema("acquisition", acquisition_store.SCHEMA),
        Schema("builds", builds_store.SCHEMA),
    )
    folder, clock = ground.paths.data / "state-copies", ground.outside.clock
    opened = await open_state(ground.paths.state_file, folder, schemas, clock)
    ground.closing.push_async_callback(opened.database.close)
    copies = StateCopies(opened.database, folder, clock)
    ground.closing.push_async_callback(copies.copy_now)
    return opened, copies


async def _open_vault(ground: _Ground) -> Vault:
    outside = ground.outside
    vault = Vault(
        ground.paths.vault_file,
        ground.bus,
        outside.clock,
        ground.new_id,
        outside.keyring,
        argon2=outside.argon2,
        reauthentication_s=ground.settings.reauthentication_minutes * 60,
        anchor_file=ground.paths.vault_anchor,
        backup_folder=ground.paths.vault_backups,
    )
    await vault.open(damaged_too=True)
    ground.closing.push_async_callback(vault.close)
    return vault


async def _open_builds(
    ground: _Ground,
    database: Database,
    vault: Vault,
    catalogue: Catalogue,
    projects: ProjectService,
    acquisition: AcquisitionService,
) -> BuildService:
    clock, bus, supervisor = ground.outside.clock, ground.bus, ground.supervisor
    engine = JournalEngine(database, clock, ground.new_id)
    await engine.migrate()
    log = BuildLog(database, bus, supervisor, clock)
    gate = CredentialGate(vault, acquisition, catalogue)
    work = TaskWork(database, catalogue, vault, gate, Toolchain(), log)
    orchestrator = Orchestrator(database, engine, projects, acquisition, gate, work, bus, clock, ground.crash)
    run_checks = ground.settings.run_project_checks
    builds = BuildService(
        database, projects, catalogue, orchestrator, bus, supervisor, clock, ground.new_id, run_checks=run_checks
    )
    ground.closing.push_async_callback(log.close)
    ground.closing.push_async_callback(supervisor.close, _CLOSING_S, _name_what_hangs)
    ground.closing.push_async_callback(acquisition.close)
    ground.closing.callback(builds.close)
    supervisor.start(engine.run_worker(slots=ENGINE_SLOTS, drain=_DRAIN), "engine worker")
    supervisor.start(builds.advance_all(), "look at builds after start")
    return builds


def _name_what_hangs(names: list[str]) -> None:
    _LOG.warning("did not end in %.0f s at closing: %s", _CLOSING_S, ", ".join(names))
