"""Whatever the system keyring does, the password still opens the vault, and nothing waits for the keyring."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kriptik_desktop.vault.errors import KeyringItemMissing, KeyringItemWrong, KeyringUnavailable
from kriptik_desktop.vault.keyring import Backend, SystemKeyring, system_backend
from tests.fakes.keyring import (
    AskingBackend,
    HangingBackend,
    MemoryBackend,
    NullBackend,
    OtherTextBackend,
    RefusingBackend,
    SwitchedBackend,
)
from tests.fakes.vault_world import PASSWORD, PERSON, VaultWorld, stripe

TIMEOUT_S = 0.05
"""In the place of the twenty seconds after which the app gives a keyring up."""


@contextmanager
def turned(backend: SwitchedBackend, into: Callable[[], Backend]) -> Iterator[None]:
    """Exchange the backend for a while; who hangs is let go at the end."""
    made = into()
    backend.now = lambda: made
    try:
        yield
    finally:
        if isinstance(made, HangingBackend):
            made.released.set()
        backend.now = lambda: backend.working


def hanging_with(items: dict[tuple[str, str], str]) -> HangingBackend:
    backend = HangingBackend()
    backend.items = items
    return backend


KEYRINGS: dict[str, Callable[[], Backend]] = {
    "null": NullBackend,
    "chainer": AskingBackend,
    "locked": RefusingBackend,
    "hanging": HangingBackend,
    "read-back differs": OtherTextBackend,
}


@pytest.mark.parametrize("name", KEYRINGS)
@pytest.mark.allow_logs("anchor could not be brought up to date")
async def test_a_way_by_a_keyring_that_cannot_be_trusted_is_not_added(folder: Path, name: str) -> None:
    backend = SwitchedBackend()
    world = VaultWorld(folder, SystemKeyring(timeout_s=TIMEOUT_S, backend=backend))
    vault = await world.create(keyring=False)
    await world.save(stripe())
    with turned(backend, KEYRINGS[name]), pytest.raises(KeyringUnavailable):
        await vault.ways.add_keyring(PERSON)
    assert await vault.slots() == ("password", "recovery")
    vault = await world.reopen()
    await vault.unlock_with_password(PASSWORD)
    assert len(await vault.list()) == 1
    await vault.close()


@pytest.mark.parametrize("name", KEYRINGS)
@pytest.mark.allow_logs("anchor could not be brought up to date")
async def test_a_keyring_that_turns_bad_leaves_the_password(folder: Path, name: str) -> None:
    """The vault trusted it; now the password opens, takes that way away, and rotates the keys without it."""
    backend = SwitchedBackend()
    world = VaultWorld(folder, SystemKeyring(timeout_s=TIMEOUT_S, backend=backend))
    await world.create()
    await world.save(stripe())
    vault = await world.reopen()
    with turned(backend, KEYRINGS[name]):
        with pytest.raises((KeyringUnavailable, KeyringItemMissing, KeyringItemWrong)) as caught:
            await vault.unlock_with_keyring()
        assert "password" in caught.value.hint
        await vault.unlock_with_password(PASSWORD)
        with pytest.raises(KeyringUnavailable):
            await vault.rekey(password=PASSWORD, kit=world.recovery, actor=PERSON)
        await vault.ways.remove_keyring(PERSON)
        await vault.rekey(password=PASSWORD, kit=world.recovery, actor=PERSON)
        vault = await world.reopen()
        await vault.unlock_with_password(PASSWORD)
        assert await vault.slots() == ("password", "recovery")
        assert len(await vault.list()) == 1
    await vault.ways.add_keyring(PERSON)
    vault = await world.reopen()
    await vault.unlock_with_keyring()
    await vault.close()


async def test_without_any_keyring_the_password_opens(folder: Path) -> None:
    world = VaultWorld(folder, SystemKeyring(backend=system_backend))
    vault = world.fresh()
    await vault.open()
    with pytest.raises(KeyringUnavailable, match="without a desktop session"):
        await vault.create(keyring=True, password=PASSWORD)
    await vault.create(keyring=False, password=PASSWORD)
    with pytest.raises(KeyringUnavailable, match="without a desktop session"):
        await vault.ways.add_keyring(PERSON)
    await vault.rekey(password=PASSWORD, kit=vault.ways.draw_kit().text, actor=PERSON)
    await vault.lock()
    await vault.unlock_with_password(PASSWORD)
    await vault.close()


async def test_a_deleted_item_leaves_the_password_and_new_keys_mend_it(folder: Path) -> None:
    backend = MemoryBackend()
    world = VaultWorld(folder, SystemKeyring(backend=lambda: backend))
    await world.create()
    await world.save(stripe())
    vault = await world.reopen()
    backend.items.clear()
    with pytest.raises(KeyringItemMissing) as caught:
        await vault.unlock_with_keyring()
    assert "password" in caught.value.hint
    await vault.unlock_with_password(PASSWORD)
    await vault.rekey(password=PASSWORD, kit=world.recovery, actor=PERSON)
    vault = await world.reopen()
    await vault.unlock_with_keyring()
    assert len(await vault.list()) == 1
    await vault.close()


async def test_the_loop_and_the_vault_go_on_while_a_keyring_hangs(folder: Path) -> None:
    backend = SwitchedBackend()
    world = VaultWorld(folder, SystemKeyring(backend=backend))
    await world.create()
    (info,) = await world.save(stripe())
    vault = await world.reopen()
    await vault.unlock_with_password(PASSWORD)
    with turned(backend, lambda: hanging_with(backend.working.items)):
        adding = asyncio.ensure_future(vault.ways.add_keyring(PERSON))
        unlocking = asyncio.ensure_future(vault.unlock_with_keyring())
        for number in range(5):
            await vault.save(stripe(f"acct_beside_{number}"), PERSON)
            await vault.read(info.id, PERSON)
        assert not adding.done()
        assert not unlocking.done()
    await adding
    await unlocking
    assert len(await vault.list()) == 6
    await vault.close()
