from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from kriptik_desktop.providers.catalogue import Catalogue
from tests.fakes.acquisition_world import World, open_world
from tests.fakes.provider_servers import ProviderServers, provider_servers


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return Catalogue.load()


@pytest.fixture
async def servers() -> AsyncIterator[ProviderServers]:
    async with provider_servers() as running:
        yield running


@pytest.fixture
async def world(tmp_path: Path, servers: ProviderServers) -> AsyncIterator[World]:
    async with open_world(tmp_path, servers.settings()) as opened:
        yield opened
