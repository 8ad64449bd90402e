"""A change of keys that is stopped leaves everything as it was; one that is not, is told while it goes on."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from kriptik_desktop.core.errors import Refused
from kriptik_desktop.ui.key_change import KeyChange
from tests.fakes.vault_world import PASSWORD, PERSON, VaultWorld, stripe

COUNT = 40


async def filled(folder: Path) -> VaultWorld:
    world = VaultWorld(folder)
    await world.create()
    await world.vault.unlock_with_password(PASSWORD, PERSON)
    await world.save(*(stripe(f"acct_{number}") for number in range(COUNT)))
    return world


async def test_it_tells_how_far_it_is_and_what_it_did(tmp_path: Path) -> None:
    world = await filled(tmp_path)
    seen: list[float] = []
    change = KeyChange(lambda: seen.append(change.share))
    report = await change.run(world.vault, PASSWORD, world.recovery, PERSON)
    assert report.credentials == COUNT
    assert seen
    assert seen == sorted(seen)
    assert 0 < seen[-1] <= 1
    await world.reopen()
    await world.vault.unlock_with_password(PASSWORD, PERSON)
    assert len(await world.vault.list()) == COUNT
    await world.vault.close()


async def test_stopped_it_changes_nothing(tmp_path: Path) -> None:
    world = await filled(tmp_path)
    change = KeyChange(lambda: None)
    asyncio.get_running_loop().call_soon(change.stop)
    with pytest.raises(Refused, match="All keys are as they were"):
        await change.run(world.vault, PASSWORD, world.vault.ways.draw_kit().text, PERSON)
    await world.reopen()
    await world.vault.unlock_with_recovery(world.recovery, PERSON)
    assert len(await world.vault.list()) == COUNT
    assert "rekey" not in [entry.action for entry in await world.vault.audit()]
    await world.vault.close()
