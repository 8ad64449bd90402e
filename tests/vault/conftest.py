"""A vault of its own for each test."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.fakes.vault_world import VaultWorld


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that is this user's alone."""
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    return folder


@pytest.fixture
async def world(folder: Path) -> AsyncIterator[VaultWorld]:
    """A new vault with all three ways in, unlocked."""
    world = VaultWorld(folder)
    await world.create()
    yield world
    await world.vault.close()


@pytest.fixture
async def guarded(folder: Path) -> AsyncIterator[VaultWorld]:
    """A new vault as the app has it, with anchors and automatic backups, unlocked."""
    world = VaultWorld(folder, guarded=True)
    await world.create()
    yield world
    await world.vault.close()
