"""Adding, changing and removing the ways to unlock."""

from __future__ import annotations

import asyncio
import unicodedata
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kriptik_desktop.core.errors import KriptikError
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.vault.crypto import Key, new_key
from kriptik_desktop.vault.errors import (
    KeyringItemMissing,
    KeyringUnavailable,
    LastWay,
    ReauthenticationNeeded,
    RecoveryKeyMistyped,
    SlotMissing,
    VaultIsLocked,
    WeakPassword,
    WrongPassword,
    WrongRecoveryKey,
)
from kriptik_desktop.vault.events import WaysChanged
from kriptik_desktop.vault.keyring_items import item_name, leave
from kriptik_desktop.vault.model import RecoveryKit
from kriptik_desktop.vault.recovery import write_recovery_key
from kriptik_desktop.vault.service import Vault
from kriptik_desktop.vault.slots import SMALL, STRONG, Argon2Params, password_bytes, stronger
from kriptik_desktop.vault.tries import wait_after
from tests.fakes.keyring import MemoryKeyring
from tests.fakes.vault_world import BUILD, PASSWORD, PERSON, VaultWorld, stripe

OTHER = Secret("another password")


def items(world: VaultWorld) -> set[str]:
    """Return the names of the slots' items in the keyring; the vault keeps an anchor there besides."""
    assert isinstance(world.keyring, MemoryKeyring)
    return {name for name in world.keyring.items if not name.endswith("/anchor")}


def vault_id(vault: Vault) -> str:
    keys = vault._file.keys
    assert keys
    return keys.vault_id.decode()


async def actions(vault: Vault) -> list[str]:
    return [entry.action for entry in await vault.audit()]


async def opens(world: VaultWorld, password: Secret) -> bool:
    """Tell whether a password opens the vault after a new start."""
    vault = await world.reopen()
    try:
        await vault.unlock_with_password(password)
    except (WrongPassword, SlotMissing):
        await vault.unlock_with_recovery(world.recovery)
        return False
    return True


async def test_the_ways_are_listed_with_their_cost_also_when_locked(world: VaultWorld) -> None:
    ways = await world.vault.ways.list()
    assert [(way.kind, way.detail) for way in ways] == [
        ("keyring", ""),
        ("password", "8 MiB, 1 pass"),
        ("recovery", ""),
    ]
    assert {way.created_at for way in ways} == {world.clock.now_ms()}
    await world.vault.lock()
    assert await world.vault.ways.list() == ways


async def test_after_a_change_the_old_password_is_dead(world: VaultWorld) -> None:
    await world.save(stripe())
    await world.vault.ways.set_password(OTHER, PERSON)
    assert not await opens(world, PASSWORD)
    assert await opens(world, OTHER)
    assert len(await world.vault.list()) == 1
    assert "password changed" in await actions(world.vault)
    assert WaysChanged() in world.heard


async def test_a_password_is_added_to_a_vault_without_one(folder: Path) -> None:
    world = VaultWorld(folder)
    vault = await world.create(password=None)
    await vault.ways.set_password(PASSWORD, PERSON)
    assert await vault.slots() == ("keyring", "password", "recovery")
    assert await opens(world, PASSWORD)
    assert "way added" in await actions(world.vault)
    assert "password changed" not in await actions(world.vault)
    await world.vault.close()


async def test_a_password_that_is_refused_leaves_the_present_one(world: VaultWorld) -> None:
    with pytest.raises(WeakPassword):
        await world.vault.ways.set_password(Secret("short"), PERSON)
    assert await opens(world, PASSWORD)


async def test_a_removed_password_opens_nothing(world: VaultWorld) -> None:
    await world.vault.ways.remove_password(PERSON)
    assert await world.vault.slots() == ("keyring", "recovery")
    with pytest.raises(SlotMissing):
        await world.vault.ways.remove_password(PERSON)
    assert not await opens(world, PASSWORD)
    await world.vault.lock()
    await world.vault.unlock_with_keyring()
    assert "way removed" in await actions(world.vault)


async def test_the_last_daily_way_stays(world: VaultWorld) -> None:
    await world.vault.ways.remove_keyring(PERSON)
    with pytest.raises(LastWay, match="by a password alone"):
        await world.vault.ways.remove_password(PERSON)
    await world.vault.ways.add_keyring(PERSON)
    await world.vault.ways.remove_password(PERSON)
    with pytest.raises(LastWay, match="by the system keyring alone"):
        await world.vault.ways.remove_keyring(PERSON)
    assert await world.vault.slots() == ("keyring", "recovery")
    assert len(items(world)) == 1


async def test_removing_the_keyring_takes_its_key_away(world: VaultWorld) -> None:
    assert len(items(world)) == 1
    await world.vault.ways.remove_keyring(PERSON)
    assert items(world) == set()
    with pytest.raises(SlotMissing):
        await world.vault.unlock_with_keyring()
    assert await opens(world, PASSWORD)


async def test_adding_the_keyring_anew_replaces_its_key(world: VaultWorld) -> None:
    before = items(world)
    await world.vault.ways.add_keyring(PERSON)
    assert len(items(world)) == 1
    assert items(world) != before
    vault = await world.reopen()
    await vault.unlock_with_keyring()
    assert await vault.slots() == ("keyring", "password", "recovery")


async def test_a_keyring_that_fails_adds_no_way(folder: Path) -> None:
    keyring = MemoryKeyring()
    world = VaultWorld(folder, keyring)
    vault = await world.create(keyring=False)
    keyring.broken = "it is switched off"
    with pytest.raises(KeyringUnavailable, match="switched off"):
        await vault.ways.add_keyring(PERSON)
    assert await vault.slots() == ("password", "recovery")
    assert await opens(world, PASSWORD)
    await world.vault.close()


async def test_a_key_that_cannot_be_deleted_is_deleted_after_a_later_unlocking(world: VaultWorld) -> None:
    keyring = world.keyring
    assert isinstance(keyring, MemoryKeyring)
    (old,) = items(world)
    keyring.broken = "it is switched off"
    await world.vault.ways.remove_keyring(PERSON)
    assert items(world) == {old}
    keyring.broken = ""
    vault = await world.reopen()
    await vault.unlock_with_password(PASSWORD)
    await settled(vault)
    assert items(world) == set()


async def test_what_a_killed_process_left_in_the_keyring_is_tidied_up(world: VaultWorld) -> None:
    """A process that was killed after it wrote the item and before it wrote the slot."""
    keyring = world.keyring
    assert isinstance(keyring, MemoryKeyring)
    ghost = item_name(vault_id(world.vault), "ghost")
    await world.vault._file.write(lambda change: leave(change, ("ghost",)))
    await keyring.store(ghost, new_key())
    assert len(items(world)) == 2
    vault = await world.reopen()
    await vault.unlock_with_keyring()
    await settled(vault)
    assert len(items(world)) == 1
    assert ghost not in items(world)
    await vault.lock()
    await vault.unlock_with_keyring()


async def settled(vault: Vault) -> None:
    """Wait until what was begun after an unlocking is done."""
    while vault._later:
        await asyncio.gather(*vault._later)


async def test_a_new_kit_replaces_the_old_one(world: VaultWorld) -> None:
    await world.vault.ways.kit_kept(PERSON)
    kit = world.vault.ways.draw_kit()
    assert kit.vault_id == vault_id(world.vault)
    with pytest.raises(WrongRecoveryKey):
        await world.vault.unlock_with_recovery(kit.text)
    await world.vault.ways.replace_kit(kit.text, PERSON)
    assert not world.vault.recovery_kept
    vault = await world.reopen()
    with pytest.raises(WrongRecoveryKey):
        await vault.unlock_with_recovery(world.recovery)
    await vault.unlock_with_recovery(kit.text)
    assert not vault.recovery_kept
    assert "kit replaced" in await actions(vault)


async def test_a_mistyped_kit_replaces_nothing(world: VaultWorld) -> None:
    with pytest.raises(RecoveryKeyMistyped):
        await world.vault.ways.replace_kit(Secret("AAAA-BBBB"), PERSON)
    await world.vault.unlock_with_recovery(world.recovery)


async def test_whether_the_kit_was_kept_is_remembered(world: VaultWorld) -> None:
    assert not world.vault.recovery_kept
    vault = await world.reopen()
    await vault.unlock_with_keyring()
    assert not vault.recovery_kept
    await vault.ways.kit_kept(PERSON)
    await vault.ways.kit_kept(PERSON)
    assert vault.recovery_kept
    vault = await world.reopen()
    await vault.unlock_with_keyring()
    assert vault.recovery_kept
    assert (await actions(vault)).count("kit kept") == 1


@given(st.binary(min_size=32, max_size=32), st.data())
def test_a_kit_is_proved_by_its_two_groups_alone(key: bytes, data: st.DataObject) -> None:
    kit = RecoveryKit(write_recovery_key(key), "vault")
    first, second = kit.asked
    assert 1 <= first < second <= 14
    groups = [group.reveal() for group in kit.groups]
    assert len(groups) == 14
    sloppy = {n: Secret(f" {groups[n - 1].lower().replace('0', 'o').replace('1', 'l')} ") for n in kit.asked}
    assert kit.proves(sloppy)
    assert not kit.proves({first: sloppy[first]})
    wrong = data.draw(st.text(alphabet="0123456789ABCDEFGHJKMNPQRSTVWXYZ", min_size=4, max_size=4))
    assert kit.proves({**sloppy, second: Secret(wrong)}) == (wrong == groups[second - 1])


CHANGES: dict[str, Callable[[Vault], Awaitable[object]]] = {
    "set password": lambda vault: vault.ways.set_password(OTHER, PERSON),
    "remove password": lambda vault: vault.ways.remove_password(PERSON),
    "add keyring": lambda vault: vault.ways.add_keyring(PERSON),
    "remove keyring": lambda vault: vault.ways.remove_keyring(PERSON),
    "replace kit": lambda vault: vault.ways.replace_kit(write_recovery_key(bytes(32)), PERSON),
    "new keys": lambda vault: vault.rekey(password=PASSWORD, kit=write_recovery_key(bytes(32)), actor=PERSON),
}


@pytest.mark.parametrize("name", CHANGES)
async def test_a_change_of_ways_needs_the_person_and_an_open_vault(world: VaultWorld, name: str) -> None:
    world.clock.advance(301)
    before = await world.vault.ways.list()
    with pytest.raises(ReauthenticationNeeded) as needed:
        await CHANGES[name](world.vault)
    assert needed.value.ways == ("password", "recovery")
    await world.vault.lock()
    with pytest.raises(VaultIsLocked):
        await CHANGES[name](world.vault)
    assert await world.vault.ways.list() == before
    await world.vault.unlock_with_password(PASSWORD)
    await CHANGES[name](world.vault)


async def test_a_locked_vault_draws_no_kit(world: VaultWorld) -> None:
    await world.vault.lock()
    with pytest.raises(VaultIsLocked):
        world.vault.ways.draw_kit()
    with pytest.raises(VaultIsLocked):
        await world.vault.ways.kit_kept(PERSON)


async def test_two_changes_at_once_leave_one_password(world: VaultWorld) -> None:
    texts = [Secret(f"password number {number}") for number in range(4)]
    await asyncio.gather(*(world.vault.ways.set_password(text, BUILD) for text in texts))
    assert [way.kind for way in await world.vault.ways.list()] == ["keyring", "password", "recovery"]
    assert [await opens(world, text) for text in texts].count(True) == 1


async def test_a_cheap_password_is_wrapped_anew_and_never_weaker(world: VaultWorld) -> None:
    world.argon2 = Argon2Params(16 * 1024, 2, 1)
    vault = await world.reopen()
    await vault.unlock_with_password(PASSWORD)
    await settled(vault)
    assert (await vault.ways.list())[1].detail == "16 MiB, 2 passes"
    world.argon2 = Argon2Params(8 * 1024, 3, 1)
    vault = await world.reopen()
    await vault.unlock_with_password(PASSWORD)
    await settled(vault)
    assert (await vault.ways.list())[1].detail == "16 MiB, 3 passes"
    assert await opens(world, PASSWORD)


async def test_wrapping_anew_does_not_bring_an_old_password_back(world: VaultWorld) -> None:
    world.argon2 = Argon2Params(16 * 1024, 1, 1)
    vault = await world.reopen()
    await vault.unlock_with_recovery(world.recovery)
    async with vault.ways.turn:
        changing = asyncio.ensure_future(vault.ways.set_password(OTHER, PERSON))
        await asyncio.sleep(0)
        await vault.unlock_with_password(PASSWORD)
    await changing
    await settled(vault)
    assert not await opens(world, PASSWORD)
    assert await opens(world, OTHER)


COSTS = st.builds(Argon2Params, st.integers(8192, 1 << 21), st.integers(1, 32), st.integers(1, 16))


@given(COSTS, COSTS)
def test_the_cost_never_falls(present: Argon2Params, wanted: Argon2Params) -> None:
    found = stronger(present, wanted)
    if found is None:
        assert wanted.memory_kib <= present.memory_kib
        assert wanted.iterations <= present.iterations
    else:
        assert found.memory_kib >= max(present.memory_kib, wanted.memory_kib)
        assert found.iterations >= max(present.iterations, wanted.iterations)
        assert stronger(found, wanted) is None


def test_the_costs_of_this_app_are_ordered() -> None:
    assert stronger(SMALL, STRONG) == STRONG
    assert stronger(STRONG, SMALL) is None


@given(st.text(min_size=1, max_size=40))
def test_a_password_is_the_same_however_its_accents_are_typed(text: str) -> None:
    def as_bytes(form: str) -> Key | str:
        try:
            return password_bytes(Secret(form))
        except WeakPassword as error:
            return error.message

    assert (
        as_bytes(text) == as_bytes(unicodedata.normalize("NFD", text)) == as_bytes(unicodedata.normalize("NFC", text))
    )


async def test_wrong_tries_wait_longer_and_longer(world: VaultWorld) -> None:
    vault = await world.reopen()
    told = []
    for _ in range(7):
        with pytest.raises(WrongPassword) as caught:
            await vault.unlock_with_password(Secret("not the password"))
        told.append(caught.value.wait_s)
    assert told == [1, 2, 4, 8, 16, 30, 30]
    assert "The next try waits 30 seconds." in caught.value.hint
    assert world.slept == told[:-1]
    await vault.unlock_with_password(PASSWORD)
    assert world.slept == told
    await vault.lock()
    await vault.unlock_with_password(PASSWORD)
    assert world.slept == told


async def test_time_that_has_passed_anyway_is_not_waited_for(world: VaultWorld) -> None:
    for _ in range(3):
        with pytest.raises(WrongPassword):
            await world.vault.unlock_with_password(OTHER)
        world.clock.advance(60)
    assert world.slept == []


async def test_tries_at_once_wait_for_one_another(world: VaultWorld) -> None:
    tries = [world.vault.unlock_with_password(OTHER) for _ in range(4)]
    found = await asyncio.gather(*tries, return_exceptions=True)
    assert [error.wait_s for error in found if isinstance(error, WrongPassword)] == [1, 2, 4, 8]
    assert world.slept == [1, 2, 4]


@given(st.integers(0, 10_000))
def test_the_wait_is_bounded(wrong: int) -> None:
    assert wait_after(0) == 0
    assert wait_after(wrong) <= 30
    assert wait_after(wrong + 1) >= wait_after(wrong)


async def test_a_deleted_item_is_made_anew_by_adding_the_keyring(world: VaultWorld) -> None:
    keyring = world.keyring
    assert isinstance(keyring, MemoryKeyring)
    keyring.items.clear()
    vault = await world.reopen()
    with pytest.raises(KeyringItemMissing):
        await vault.unlock_with_keyring()
    await vault.unlock_with_password(PASSWORD)
    await vault.ways.add_keyring(PERSON)
    vault = await world.reopen()
    await vault.unlock_with_keyring()


def test_errors_say_what_to_do() -> None:
    errors: list[KriptikError] = [LastWay("a password"), WrongPassword(1), WrongPassword()]
    assert all(error.hint for error in errors)
    assert "waits 1 second." in errors[1].hint
    assert "waits" not in errors[2].hint
