"""The vault locks when nobody was there for a while and after sleep, and not while something holds it open."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from kriptik_desktop.vault.auto_lock import LOOK_S, AutoLock
from kriptik_desktop.vault.events import PresenceEnded, VaultLocked
from kriptik_desktop.vault.model import VaultState
from kriptik_desktop.vault.service import Vault
from tests.fakes.vault_world import PASSWORD, PERSON, VaultWorld

IDLE_S = 900.0


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[VaultWorld]:
    world = VaultWorld(tmp_path)
    await world.create()
    await world.vault.unlock_with_password(PASSWORD, PERSON)
    yield world
    await world.vault.close()


@pytest.fixture
def vault(world: VaultWorld) -> Vault:
    return world.vault


@pytest.fixture
def auto_lock(world: VaultWorld) -> AutoLock:
    return AutoLock(world.vault, world.clock, IDLE_S)


def locked(vault: Vault) -> bool:
    return vault.state is VaultState.LOCKED


async def test_it_locks_after_idle_time_and_not_before(world: VaultWorld, vault: Vault, auto_lock: AutoLock) -> None:
    world.clock.advance(IDLE_S - 1)
    await auto_lock.look()
    assert not locked(vault)
    world.clock.advance(1)
    await auto_lock.look()
    assert locked(vault)
    kinds = [type(each) for each in world.heard]
    assert kinds.index(PresenceEnded) < kinds.index(VaultLocked)


async def test_whoever_uses_it_keeps_it_open(world: VaultWorld, vault: Vault, auto_lock: AutoLock) -> None:
    for _ in range(5):
        world.clock.advance(IDLE_S - 1)
        auto_lock.touch()
        await auto_lock.look()
    assert not locked(vault)


async def test_a_hold_keeps_it_open_and_what_is_shown_is_hidden_all_the_same(
    world: VaultWorld, vault: Vault, auto_lock: AutoLock
) -> None:
    assert vault.presence.recent
    async with vault.hold("a build runs"):
        world.clock.advance(IDLE_S)
        await auto_lock.look()
        assert not locked(vault)
        assert not vault.presence.recent
        assert PresenceEnded in map(type, world.heard)
    await auto_lock.look()
    assert locked(vault)


async def test_who_comes_back_while_a_build_holds_it_is_there_again(
    world: VaultWorld, vault: Vault, auto_lock: AutoLock
) -> None:
    async with vault.hold("a build runs"):
        world.clock.advance(IDLE_S)
        auto_lock.touch()
        assert not vault.presence.recent
    await auto_lock.look()
    assert not locked(vault)


async def test_sleep_locks_even_what_is_held(world: VaultWorld, vault: Vault, auto_lock: AutoLock) -> None:
    async with vault.hold("a build runs"):
        world.clock.sleep(10)
        await auto_lock.look()
        assert locked(vault)


async def test_the_first_key_after_sleep_comes_too_late(world: VaultWorld, vault: Vault, auto_lock: AutoLock) -> None:
    world.clock.sleep(IDLE_S * 2)
    auto_lock.touch()
    assert auto_lock.due
    await auto_lock.look()
    assert locked(vault)
    assert not auto_lock.due


async def test_one_sleep_locks_once(world: VaultWorld, vault: Vault, auto_lock: AutoLock) -> None:
    world.clock.sleep(10)
    await auto_lock.look()
    await vault.unlock_with_password(PASSWORD, PERSON)
    await auto_lock.look()
    assert not locked(vault)


async def test_sleep_that_need_not_lock_still_counts_as_time_without_anybody(world: VaultWorld, vault: Vault) -> None:
    auto_lock = AutoLock(vault, world.clock, IDLE_S, on_suspend=False)
    world.clock.sleep(IDLE_S - 1)
    await auto_lock.look()
    assert not locked(vault)
    assert not vault.presence.recent
    world.clock.sleep(1)
    await auto_lock.look()
    assert locked(vault)


async def test_a_clock_set_back_changes_nothing(world: VaultWorld, vault: Vault, auto_lock: AutoLock) -> None:
    world.clock.advance(IDLE_S)
    world.clock._now_ms -= 86_400_000
    await auto_lock.look()
    assert locked(vault)


async def test_the_audit_log_says_why(world: VaultWorld, vault: Vault, auto_lock: AutoLock) -> None:
    await auto_lock.lock_now("the session was locked")
    await auto_lock.lock_now("the session was locked")
    assert locked(vault)
    await vault.unlock_with_password(PASSWORD, PERSON)
    locks = [entry for entry in await vault.audit() if entry.action == "lock"]
    assert len(locks) == 1
    assert "the session was locked" in str(locks[0].details)


async def test_it_looks_by_itself_every_few_seconds(world: VaultWorld, vault: Vault) -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        world.clock.advance(seconds)
        await asyncio.sleep(0)

    running = asyncio.ensure_future(AutoLock(vault, world.clock, 60, sleep=sleep).run())
    async with asyncio.timeout(10):
        while not locked(vault):
            await asyncio.sleep(0)
    running.cancel()
    assert set(slept) == {LOOK_S}
    assert len(slept) >= 60 / LOOK_S
