"""Making a vault and the three ways into it."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kriptik_desktop.core.errors import Damaged
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.vault import keyring as keyring_module
from kriptik_desktop.vault.crypto import Key
from kriptik_desktop.vault.errors import (
    KeyringItemMissing,
    KeyringItemWrong,
    KeyringUnavailable,
    NoUnlockWay,
    RecoveryKeyMistyped,
    SlotMissing,
    VaultExists,
    WeakPassword,
    WrongPassword,
    WrongRecoveryKey,
)
from kriptik_desktop.vault.events import VaultLocked, VaultUnlocked
from kriptik_desktop.vault.keyring import Backend, SystemKeyring, system_backend
from kriptik_desktop.vault.model import VaultState
from kriptik_desktop.vault.recovery import write_recovery_key
from tests.fakes.keyring import (
    HangingBackend,
    MemoryBackend,
    MemoryKeyring,
    NullBackend,
    OtherTextBackend,
    RefusingBackend,
)
from tests.fakes.vault_world import PASSWORD, VaultWorld, stripe


async def test_each_way_opens_the_same_vault(world: VaultWorld) -> None:
    (info,) = await world.save(stripe())
    assert await world.vault.slots() == ("keyring", "password", "recovery")
    for way in ("keyring", "password", "recovery"):
        vault = await world.reopen()
        assert vault.state.name == "LOCKED"
        if way == "keyring":
            await vault.unlock_with_keyring()
        elif way == "password":
            await vault.unlock_with_password(PASSWORD)
        else:
            await vault.unlock_with_recovery(world.recovery)
        assert vault.state.name == "UNLOCKED"
        assert [each.id for each in await vault.list()] == [info.id]
    assert [type(event) for event in world.heard].count(VaultUnlocked) == 4
    assert [type(event) for event in world.heard].count(VaultLocked) == 3


async def test_a_wrong_password_is_that_and_no_damage(world: VaultWorld) -> None:
    vault = await world.reopen()
    with pytest.raises(WrongPassword, match="the file itself is in order") as caught:
        await vault.unlock_with_password(Secret("not the password"))
    assert not isinstance(caught.value, Damaged)
    assert vault.state is VaultState.LOCKED
    await vault.unlock_with_password(PASSWORD)
    rows = [(entry.action, entry.details.get("slot"), entry.details.get("count")) for entry in await vault.audit()]
    assert rows == [
        ("create", None, None),
        ("lock", None, None),
        ("unlock failed", "password", 1),
        ("unlock", "password", None),
    ]


async def test_an_unlocked_vault_still_tells_a_wrong_password(world: VaultWorld) -> None:
    with pytest.raises(WrongPassword):
        await world.vault.unlock_with_password(Secret("not the password"))
    await world.vault.unlock_with_password(PASSWORD)
    assert world.vault.state is VaultState.UNLOCKED
    assert [type(event) for event in world.heard] == [VaultUnlocked]


async def test_a_recovery_key_may_be_mistyped_or_of_another_vault(world: VaultWorld) -> None:
    vault = await world.reopen()
    with pytest.raises(RecoveryKeyMistyped):
        await vault.unlock_with_recovery(Secret(world.recovery.reveal()[:-1] + "?"))
    with pytest.raises(WrongRecoveryKey, match="another vault"):
        await vault.unlock_with_recovery(write_recovery_key(bytes(32)))


async def test_a_vault_needs_a_daily_way_in(folder: Path) -> None:
    keyring = MemoryKeyring()
    world = VaultWorld(folder, keyring)
    vault = world.fresh()
    await vault.open()
    with pytest.raises(NoUnlockWay):
        await vault.create(keyring=False, password=None)
    with pytest.raises(WeakPassword, match="7 characters"):
        await vault.create(keyring=True, password=Secret("1234567"))
    assert vault.state is VaultState.ABSENT
    assert not world.file.exists()
    assert keyring.items == {}
    await vault.create(keyring=False, password=PASSWORD)
    assert await vault.slots() == ("password", "recovery")
    await vault.lock()
    with pytest.raises(SlotMissing, match="the system keyring"):
        await vault.unlock_with_keyring()
    await vault.close()


async def test_a_second_vault_is_not_made_over_the_first(world: VaultWorld) -> None:
    before = world.file.read_bytes()
    with pytest.raises(VaultExists, match=r"vault\.db"):
        await world.vault.create(keyring=True, password=PASSWORD)
    assert world.file.read_bytes() == before


async def test_a_keyring_that_fails_leaves_no_half_vault(folder: Path) -> None:
    keyring = MemoryKeyring()
    keyring.broken = "it is switched off"
    world = VaultWorld(folder, keyring)
    vault = world.fresh()
    await vault.open()
    with pytest.raises(KeyringUnavailable, match="switched off"):
        await vault.create(keyring=True, password=PASSWORD)
    assert sorted(path.name for path in folder.iterdir()) == ["vault.db.lock"]
    await vault.create(keyring=False, password=PASSWORD)
    assert vault.state is VaultState.UNLOCKED
    await vault.close()


async def test_a_file_that_cannot_be_made_leaves_no_key_in_the_keyring(folder: Path) -> None:
    keyring = MemoryKeyring()
    world = VaultWorld(folder, keyring)
    vault = world.fresh()
    await vault.open()
    (folder / "vault.db.new").mkdir()
    with pytest.raises(Exception, match=r"vault\.db\.new"):
        await vault.create(keyring=True, password=None)
    assert keyring.items == {}
    await vault.close()


async def test_a_creation_that_was_cut_short_is_cleared_away(folder: Path) -> None:
    (folder / "vault.db.new").write_bytes(b"half")
    (folder / "vault.db-journal").write_bytes(b"of an older vault")
    world = VaultWorld(folder)
    await world.create()
    await world.save(stripe())
    await world.vault.close()
    names = sorted(path.name for path in folder.iterdir())
    assert names[0] == "vault.db"
    assert not any(name.startswith("vault.db.new") for name in names)
    kept = [path for path in folder.iterdir() if path.name.startswith("vault.db-journal.")]
    assert [path.read_bytes() for path in kept] == [b"of an older vault"]


async def test_a_key_deleted_from_the_keyring_leads_to_the_password(world: VaultWorld) -> None:
    keyring = world.keyring
    assert isinstance(keyring, MemoryKeyring)
    (name,) = keyring.items
    vault = await world.reopen()
    kept = keyring.items.pop(name)
    with pytest.raises(KeyringItemMissing, match="no longer holds") as caught:
        await vault.unlock_with_keyring()
    assert "password" in caught.value.hint
    keyring.items[name] = Key(32)
    with pytest.raises(KeyringItemWrong, match="the file itself is in order"):
        await vault.unlock_with_keyring()
    await vault.unlock_with_password(PASSWORD)
    assert len(kept) == 32


def _with(backend: Backend, timeout_s: float = 20) -> SystemKeyring:
    return SystemKeyring(timeout_s=timeout_s, backend=lambda: backend)


async def test_a_working_backend_keeps_one_small_item(folder: Path) -> None:
    backend = MemoryBackend()
    world = VaultWorld(folder, _with(backend))
    await world.create(password=None)
    ((service, user),) = backend.items
    assert service == "kriptik-desktop"
    assert user.count("/") == 1
    assert len(backend.items[service, user]) == 44
    vault = await world.reopen()
    await vault.unlock_with_keyring()
    assert await vault.keyring_unusable_because() is None
    assert len(backend.items) == 1
    await vault.close()


@pytest.mark.parametrize(
    ("backend", "said"),
    [
        (NullBackend(), "did not give back what was written"),
        (OtherTextBackend(), "did not give back what was written"),
        (RefusingBackend(), "answered with an error .RuntimeError"),
        (HangingBackend(), "did not answer within 0.05 seconds"),
    ],
    ids=["null", "another text", "locked", "hanging"],
)
async def test_a_backend_that_cannot_be_trusted_ends_at_the_password(folder: Path, backend: Backend, said: str) -> None:
    world = VaultWorld(folder, _with(backend, 0.05))
    vault = world.fresh()
    await vault.open()
    began = time.monotonic()
    with pytest.raises(KeyringUnavailable, match=said) as caught:
        await vault.create(keyring=True, password=PASSWORD)
    assert time.monotonic() - began < 5
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__ or caught.value.__context__ is None
    reason = await vault.keyring_unusable_because()
    assert reason == caught.value.message
    await vault.create(keyring=False, password=PASSWORD)
    await vault.lock()
    await vault.unlock_with_password(PASSWORD)
    await vault.close()
    if isinstance(backend, HangingBackend):
        backend.released.set()


async def test_the_loop_goes_on_while_the_keyring_hangs(folder: Path) -> None:
    backend = HangingBackend()
    keyring = _with(backend)
    waiting = asyncio.ensure_future(keyring.load("item"))
    for _ in range(20):
        await asyncio.sleep(0)
    assert not waiting.done()
    backend.released.set()
    with pytest.raises(KeyringItemMissing):
        await waiting


@pytest.mark.parametrize("text", ["", "no base64!", "c2hvcnQ=", "é" * 44])
async def test_an_item_that_is_no_key_is_said(text: str) -> None:
    backend = MemoryBackend()
    backend.items["kriptik-desktop", "item"] = text
    with pytest.raises(KeyringUnavailable, match="not a key"):
        await _with(backend).load("item")


async def test_deleting_twice_is_fine() -> None:
    keyring = _with(MemoryBackend())
    await keyring.store("item", Key(32))
    await keyring.delete("item")
    await keyring.delete("item")
    with pytest.raises(KeyringItemMissing):
        await keyring.load("item")


async def test_this_computer_without_a_session_has_no_keyring() -> None:
    with pytest.raises(KeyringUnavailable, match="without a desktop session"):
        await SystemKeyring().load("item")


def test_no_backend_but_the_listed_ones_is_ever_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    with pytest.raises(KeyringUnavailable):
        system_backend()
    modules = {module for module, _ in keyring_module._ALLOWED}
    assert modules.isdisjoint({"keyring.backends.null", "keyring.backends.fail", "keyring.backends.chainer"})


def test_importing_the_vault_imports_neither_cryptography_nor_keyring() -> None:
    code = (
        "import sys, kriptik_desktop.vault.service, kriptik_desktop.vault.keyring\n"
        "print(sorted({'cryptography', 'keyring', 'secretstorage'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


async def test_key_derivation_leaves_the_loop_free(world: VaultWorld) -> None:
    await world.vault.lock()
    ticks = 0

    async def tick() -> None:
        nonlocal ticks
        while True:
            ticks += 1
            await asyncio.sleep(0)

    ticking = asyncio.ensure_future(tick())
    await world.vault.unlock_with_password(PASSWORD)
    ticking.cancel()
    assert ticks > 10


async def test_the_password_opens_while_the_keyring_is_still_thinking(folder: Path) -> None:
    backend = HangingBackend()
    backend.released.set()
    world = VaultWorld(folder, _with(backend))
    await world.create()
    vault = await world.reopen()
    backend.released.clear()
    waiting = asyncio.ensure_future(vault.unlock_with_keyring())
    await vault.unlock_with_password(PASSWORD)
    assert vault.state is VaultState.UNLOCKED
    assert not waiting.done()
    backend.released.set()
    await waiting
    assert [type(event) for event in world.heard].count(VaultUnlocked) == 2
    await vault.close()
