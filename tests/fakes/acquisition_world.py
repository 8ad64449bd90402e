"""The acquisition room with a real vault, a real state database and real sockets; only browser and keyring are fake."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kriptik_desktop.acquisition import store
from kriptik_desktop.acquisition.model import SaveResult
from kriptik_desktop.acquisition.service import AcquisitionService
from kriptik_desktop.core.database import Database, Schema, migrate
from kriptik_desktop.core.events import Event, EventBus
from kriptik_desktop.core.ids import uuid7_source
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.core.settings import Settings
from kriptik_desktop.providers.catalogue import Catalogue
from kriptik_desktop.providers.http import HttpDoor
from kriptik_desktop.providers.probe import Prober
from kriptik_desktop.vault.model import Actor, VaultState
from kriptik_desktop.vault.service import Vault
from kriptik_desktop.vault.slots import Argon2Params
from tests.fakes.browser import FakeBrowser
from tests.fakes.clock import FakeClock
from tests.fakes.keyring import MemoryKeyring
from tests.fakes.providers import BY_ID

PASSWORD = "correct horse battery staple"
PERSON = Actor("window")
CHEAP = Argon2Params(8 * 1024, 1, 1)


@dataclass
class World:
    database: Database
    vault: Vault
    bus: EventBus
    clock: FakeClock
    browser: FakeBrowser
    acquisition: AcquisitionService
    heard: list[Event] = field(default_factory=list)
    crashes: list[str] = field(default_factory=list)

    async def save(self, integration: str, changes: Mapping[str, str] | None = None, **options: Any) -> SaveResult:
        texts = {**BY_ID[integration].good, **(changes or {})}
        values = {name: Secret(text) for name, text in texts.items()}
        wanted = {"project_id": "p1", "mode": "test", "actor": PERSON, **options}
        return await self.acquisition.save(integration_id=integration, values=values, **wanted)

    def heard_names(self) -> list[str]:
        return [type(each).__name__ for each in self.heard]

    async def values(self, result: SaveResult) -> dict[str, str]:
        assert result.credential is not None
        credential = await self.vault.read(result.credential.id, PERSON)
        return {each.name: each.value.reveal() for each in credential.fields}


@asynccontextmanager
async def open_world(
    folder: Path,
    settings: Settings,
    *,
    bus: EventBus | None = None,
    unlocked: bool = True,
    catalogue: Catalogue | None = None,
) -> AsyncIterator[World]:
    """Open what ``folder`` holds, made on first use, and unlock it if ``unlocked``."""
    crashes: list[str] = []
    bus = bus or EventBus(lambda error, where: crashes.append(f"{where}: {error!r}"))
    clock, browser = FakeClock(), FakeBrowser()
    new_id = uuid7_source()
    async with AsyncExitStack() as stack:
        database = await Database.open(folder / "state.db", journal="wal")
        stack.push_async_callback(database.close)
        await migrate(database, [Schema("acquisition", store.SCHEMA)])
        vault = Vault(folder / "vault.db", bus, clock, new_id, MemoryKeyring(), argon2=CHEAP)
        await vault.open()
        stack.push_async_callback(vault.close)
        door = HttpDoor(settings)
        prober = Prober(settings, door, clock)
        stack.push_async_callback(prober.close)
        known = catalogue or Catalogue.load()
        acquisition = AcquisitionService(database, vault, known, prober, bus, browser, clock, new_id)
        stack.push_async_callback(acquisition.close)
        world = World(database, vault, bus, clock, browser, acquisition, crashes=crashes)
        bus.subscribe(Event, world.heard.append)
        if unlocked:
            await unlock(vault)
        yield world
    assert crashes == []


async def unlock(vault: Vault) -> None:
    if vault.state is VaultState.ABSENT:
        await vault.create(keyring=False, password=Secret(PASSWORD))
    else:
        await vault.unlock_with_password(Secret(PASSWORD))
