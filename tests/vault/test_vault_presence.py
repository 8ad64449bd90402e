"""Re-authentication: who is asked, for what, how long an answer counts, and what ends it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kriptik_desktop.core.errors import Locked
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.vault.errors import ReauthenticationNeeded, VaultIsLocked, WrongPassword
from kriptik_desktop.vault.events import PresenceEnded
from kriptik_desktop.vault.model import Actor, Origin
from kriptik_desktop.vault.presence import PRESENT_S, Presence
from kriptik_desktop.vault.service import Vault
from tests.fakes.clock import FakeClock
from tests.fakes.vault_world import BUILD, PASSWORD, PERSON, VaultWorld, stripe

Call = Callable[[Vault, str, Actor], Awaitable[object]]

GUARDED: dict[str, Call] = {
    "reveal": lambda vault, name, actor: vault.take(name, "secret_key", actor, "reveal"),
    "copy": lambda vault, name, actor: vault.take(name, "secret_key", actor, "copy"),
    "export": lambda vault, name, actor: vault.export_all(actor, "kdbx"),
    "restore": lambda vault, name, actor: vault.restore_version(name, 1, actor),
    "remove": lambda vault, name, actor: vault.remove(name, actor),
}
FREE: dict[str, Call] = {
    "list": lambda vault, name, actor: vault.list(),
    "read": lambda vault, name, actor: vault.read(name, actor),
    "history": lambda vault, name, actor: vault.history(name),
    "masks": lambda vault, name, actor: vault.masks(name),
    "save": lambda vault, name, actor: vault.save(stripe("acct_2"), actor),
    "import": lambda vault, name, actor: vault.save_all([stripe("acct_2")], actor, "dotenv"),
    "audit": lambda vault, name, actor: vault.audit_report(),
}


@pytest.mark.parametrize("origin", ["window", "cli"])
@pytest.mark.parametrize("call", GUARDED.values(), ids=GUARDED)
async def test_a_person_who_was_not_seen_is_asked_and_nothing_happens(
    world: VaultWorld, call: Call, origin: Origin
) -> None:
    (info,) = await world.save(stripe())
    before = await world.vault.audit()
    world.clock.advance(PRESENT_S)
    with pytest.raises(ReauthenticationNeeded) as caught:
        await call(world.vault, info.id, Actor(origin))
    assert caught.value.ways == ("password", "recovery")
    assert caught.value.code == "vault_reauthentication_needed"
    assert isinstance(caught.value, Locked)
    assert await world.vault.audit() == before
    await world.vault.unlock_with_password(PASSWORD)
    await call(world.vault, info.id, Actor(origin))


@pytest.mark.parametrize("call", GUARDED.values(), ids=GUARDED)
async def test_a_build_is_asked_nothing(world: VaultWorld, call: Call) -> None:
    (info,) = await world.save(stripe())
    world.clock.advance(PRESENT_S + 1)
    await call(world.vault, info.id, BUILD)


@pytest.mark.parametrize("call", FREE.values(), ids=FREE)
async def test_what_shows_no_secret_needs_nobody(world: VaultWorld, call: Call) -> None:
    (info,) = await world.save(stripe())
    world.clock.advance(PRESENT_S + 1)
    await call(world.vault, info.id, PERSON)


@pytest.mark.parametrize("call", GUARDED.values(), ids=GUARDED)
async def test_a_locked_vault_says_so_and_does_not_ask(world: VaultWorld, call: Call) -> None:
    (info,) = await world.save(stripe())
    await world.vault.lock()
    with pytest.raises(VaultIsLocked):
        await call(world.vault, info.id, PERSON)


async def test_it_counts_to_the_last_second_and_from_the_last_answer(world: VaultWorld) -> None:
    (info,) = await world.save(stripe())
    world.clock.advance(PRESENT_S - 1)
    await world.vault.take(info.id, "secret_key", PERSON, "reveal")
    await world.vault.unlock_with_recovery(world.recovery)
    world.clock.advance(PRESENT_S - 1)
    await world.vault.take(info.id, "secret_key", PERSON, "reveal")
    world.clock.advance(1)
    assert not world.vault.presence.recent


async def test_a_wrong_answer_proves_nothing_and_is_noted_at_once(world: VaultWorld) -> None:
    world.vault.presence.end()
    with pytest.raises(WrongPassword):
        await world.vault.unlock_with_password(Secret("not the password"), PERSON)
    assert not world.vault.presence.recent
    last = (await world.vault.audit())[-1]
    assert (last.action, last.origin, last.details["slot"]) == ("unlock failed", "window", "password")


async def test_where_there_is_a_password_the_keyring_proves_nothing(world: VaultWorld) -> None:
    world.vault.presence.end()
    await world.vault.unlock_with_keyring()
    assert not world.vault.presence.recent


async def test_without_a_password_the_keyring_must_open_once_more(folder: Path) -> None:
    world = VaultWorld(folder)
    await world.create(password=None)
    vault = await world.reopen()
    await vault.unlock_with_keyring()
    with pytest.raises(ReauthenticationNeeded) as caught:
        await vault.export_all(PERSON, "kdbx")
    assert caught.value.ways == ("keyring", "recovery")
    await vault.unlock_with_keyring()
    assert await vault.export_all(PERSON, "kdbx") == []
    await vault.close()


async def test_a_lock_ends_it_and_is_heard_once(world: VaultWorld) -> None:
    for _ in range(2):
        world.vault.presence.end()
    assert [type(event) for event in world.heard].count(PresenceEnded) == 1
    await world.vault.unlock_with_password(PASSWORD)
    await world.vault.lock()
    assert [type(event) for event in world.heard].count(PresenceEnded) == 2
    await world.vault.unlock_with_keyring()
    assert not world.vault.presence.recent


async def test_the_time_is_a_setting(folder: Path) -> None:
    clock = FakeClock()
    presence = Presence(clock, 60.0)
    presence.require(BUILD, ("password", "recovery"))
    presence.seen()
    clock.advance(59)
    presence.require(PERSON, ("password", "recovery"))
    presence.valid_s = 120.0
    presence.seen()
    clock.advance(119)
    assert presence.recent


@given(st.lists(st.sampled_from(["seen", "end"]) | st.floats(0, 1000), max_size=30))
def test_it_is_recent_exactly_where_the_last_proof_is_younger_than_it_may_be(steps: list[str | float]) -> None:
    clock = FakeClock()
    presence = Presence(clock, 300.0)
    seen_at: float | None = None
    for step in steps:
        if isinstance(step, float):
            clock.advance(step)
        elif step == "seen":
            presence.seen()
            seen_at = clock.since_boot()
        else:
            presence.end()
            seen_at = None
        assert presence.recent is (seen_at is not None and clock.since_boot() < seen_at + 300.0)
