"""What the tests of the window share: one desk per test, with provider servers on loopback."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.fakes.pilot import Desk
from tests.fakes.provider_servers import ProviderServers, provider_servers


@pytest.fixture
async def servers() -> AsyncIterator[ProviderServers]:
    async with provider_servers() as running:
        yield running


@pytest.fixture
def desk(tmp_path: Path, servers: ProviderServers) -> Desk:
    quiet = "[builds]\nrun_project_checks = false\n[credentials]\ncheck_daily = false\n"
    return Desk(tmp_path / "home", f"{servers.config_toml()}\n{quiet}")
