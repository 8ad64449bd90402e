from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from kriptik_desktop.core.clock import SystemClock
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.providers.catalogue import Catalogue
from kriptik_desktop.providers.http import HttpDoor
from kriptik_desktop.providers.probe import Prober
from kriptik_desktop.providers.probe_result import ProbeResult
from tests.fakes.provider_servers import GOOD, ProviderServers, provider_servers

Ask = Callable[..., Awaitable[ProbeResult]]


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return Catalogue.load()


@pytest.fixture
async def servers() -> AsyncIterator[ProviderServers]:
    async with provider_servers() as running:
        yield running


@pytest.fixture
async def ask(catalogue: Catalogue, servers: ProviderServers) -> AsyncIterator[Ask]:
    settings = servers.settings()
    prober = Prober(settings, HttpDoor(settings), SystemClock())

    async def ask_with(integration_id: str, **changes: str) -> ProbeResult:
        texts = {**GOOD[integration_id], **changes}
        return await prober.probe(catalogue.get(integration_id), {name: Secret(text) for name, text in texts.items()})

    yield ask_with
    await prober.close()
