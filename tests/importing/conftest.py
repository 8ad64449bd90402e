"""A vault to import into."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from kriptik_desktop.acquisition.importing.service import Importer
from kriptik_desktop.providers.catalogue import Catalogue
from tests.fakes.vault_world import VaultWorld


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[VaultWorld]:
    """A new vault, unlocked by a person a moment ago."""
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    world = VaultWorld(folder)
    await world.create()
    await world.vault.unlock_with_recovery(world.recovery)
    yield world
    await world.vault.close()


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return Catalogue.load()


@pytest.fixture
def importer(world: VaultWorld, catalogue: Catalogue) -> Importer:
    return Importer(world.vault, catalogue)
