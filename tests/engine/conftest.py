"""The engine's world, once for each adapter."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.fakes.engine_world import JournalWorld, journal_world

WORLDS = {"journal": journal_world}


@pytest.fixture(params=sorted(WORLDS))
async def world(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[JournalWorld]:
    """Return an open engine without workers."""
    async with WORLDS[request.param](tmp_path / "state.db") as opened:
        yield opened
