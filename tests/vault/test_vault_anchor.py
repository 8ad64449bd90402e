"""An older copy of the file is noticed by what is remembered outside of it, and used only knowingly."""

from __future__ import annotations

import asyncio
import json
import shutil
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kriptik_desktop.vault.anchor import Anchor, AnchorFile, anchor_item
from kriptik_desktop.vault.crypto import Key
from kriptik_desktop.vault.errors import KeyringUnavailable, VaultRolledBack
from kriptik_desktop.vault.model import VaultState
from tests.fakes.keyring import MemoryKeyring
from tests.fakes.unprivileged import as_nobody, folder_of_nobody
from tests.fakes.vault_world import PASSWORD, PERSON, VaultWorld, stripe


@pytest.fixture
async def older(guarded: VaultWorld, tmp_path: Path) -> Path:
    """A copy of the file from before the second credential; the vault is closed afterwards."""
    await guarded.save(stripe("acct_1"))
    await guarded.vault.close()
    copy = tmp_path / "older.db"
    shutil.copyfile(guarded.file, copy)
    async with guarded.unlocked():
        await guarded.save(stripe("acct_2"))
    return copy


def put_back(world: VaultWorld, copy: Path) -> None:
    shutil.copyfile(copy, world.file)


async def refusal(world: VaultWorld) -> VaultRolledBack:
    vault = world.fresh()
    await vault.open()
    try:
        with pytest.raises(VaultRolledBack) as caught:
            await vault.unlock_with_password(PASSWORD)
        assert vault.state is VaultState.LOCKED
        return caught.value
    finally:
        await vault.close()


def items_of(world: VaultWorld) -> dict[str, Key]:
    assert isinstance(world.keyring, MemoryKeyring)
    return world.keyring.items


async def test_an_older_copy_is_refused_with_words_of_its_own(guarded: VaultWorld, older: Path) -> None:
    put_back(guarded, older)
    error = await refusal(guarded)
    assert error.code == "vault_rolled_back"
    assert error.found < error.expected
    assert f"change {error.found}, and change {error.expected}" in error.message
    assert "2026-09-2" in error.message
    assert "knowingly" in error.hint
    assert "damaged" not in error.message


async def test_the_keyring_remembers_where_the_file_was_removed_too(guarded: VaultWorld, older: Path) -> None:
    put_back(guarded, older)
    guarded.anchor.unlink()
    error = await refusal(guarded)
    assert error.at is None
    assert "(seen" not in error.message


async def test_the_file_remembers_where_the_keyring_was_emptied(guarded: VaultWorld, older: Path) -> None:
    put_back(guarded, older)
    items_of(guarded).clear()
    await refusal(guarded)


async def test_without_either_an_older_copy_passes(guarded: VaultWorld, older: Path) -> None:
    """The honest limit: who can change all three goes unnoticed."""
    put_back(guarded, older)
    guarded.anchor.unlink()
    items_of(guarded).clear()
    async with guarded.unlocked() as vault:
        assert len(await vault.list()) == 1


async def test_every_way_in_is_refused(guarded: VaultWorld, older: Path) -> None:
    put_back(guarded, older)
    vault = guarded.fresh()
    await vault.open()
    for unlock in (
        vault.unlock_with_keyring(),
        vault.unlock_with_password(PASSWORD),
        vault.unlock_with_recovery(guarded.recovery),
    ):
        with pytest.raises(VaultRolledBack):
            await unlock
    await vault.close()


async def test_an_older_copy_is_used_knowingly_and_noted(guarded: VaultWorld, older: Path) -> None:
    put_back(guarded, older)
    error = await refusal(guarded)
    vault = guarded.fresh()
    await vault.open()
    vault.accept_older_copy()
    await vault.unlock_with_password(PASSWORD)
    assert len(await vault.list()) == 1
    noted = [entry for entry in await vault.audit() if entry.action == "older copy accepted"]
    assert [(entry.details["found"], entry.details["expected"]) for entry in noted] == [(error.found, error.expected)]
    assert (await vault.verify()).generation > error.expected
    await vault.close()
    async with guarded.unlocked() as again:
        assert len(await again.list()) == 1


async def test_accepting_counts_once(guarded: VaultWorld, older: Path) -> None:
    vault = guarded.fresh()
    await vault.open()
    vault.accept_older_copy()
    await vault.unlock_with_password(PASSWORD)
    await vault.close()
    assert not [entry for entry in await _audit(guarded) if entry == "older copy accepted"]
    put_back(guarded, older)
    await refusal(guarded)


async def _audit(world: VaultWorld) -> list[str]:
    async with world.unlocked() as vault:
        return [entry.action for entry in await vault.audit()]


async def test_a_crash_between_commit_and_anchor_is_normal(guarded: VaultWorld) -> None:
    await guarded.vault.lock()
    before = guarded.anchor.read_bytes()
    await guarded.vault.unlock_with_password(PASSWORD)
    await guarded.save(stripe())
    await guarded.vault.close()
    assert guarded.anchor.read_bytes() != before
    guarded.anchor.write_bytes(before)
    async with guarded.unlocked() as vault:
        assert len(await vault.list()) == 1


async def test_two_histories_of_the_same_length_are_told_apart(guarded: VaultWorld, tmp_path: Path) -> None:
    """One copy of the file is used on, then another one that begins at the same state."""
    await guarded.vault.close()
    copy = tmp_path / "copy.db"
    shutil.copyfile(guarded.file, copy)
    kept = {name: Key(key) for name, key in items_of(guarded).items()}, guarded.anchor.read_bytes()
    async with guarded.unlocked():
        await guarded.save(stripe("acct_1"))
    used = guarded.anchor.read_bytes(), {name: Key(key) for name, key in items_of(guarded).items()}
    put_back(guarded, copy)
    guarded.anchor.write_bytes(kept[1])
    items_of(guarded).update(kept[0])
    async with guarded.unlocked():
        await guarded.save(stripe("acct_2"))
    guarded.anchor.write_bytes(used[0])
    items_of(guarded).update(used[1])
    error = await refusal(guarded)
    assert error.found == error.expected
    assert "holds something else" in error.message


async def test_a_copy_from_before_new_keys_is_refused(guarded: VaultWorld, older: Path) -> None:
    async with guarded.unlocked() as vault:
        await vault.rekey(password=PASSWORD, kit=guarded.recovery, actor=PERSON)
    put_back(guarded, older)
    error = await refusal(guarded)
    assert "its keys were renewed" in error.message
    vault = guarded.fresh()
    await vault.open()
    vault.accept_older_copy()
    await vault.unlock_with_password(PASSWORD)
    await vault.close()
    async with guarded.unlocked() as again:
        assert len(await again.list()) == 1


async def test_the_anchor_of_another_vault_is_passed_over(guarded: VaultWorld, tmp_path: Path) -> None:
    other = VaultWorld(tmp_path / "other" / "data", guarded=True)
    await other.create()
    for number in range(5):
        await other.save(stripe(f"acct_{number}"))
    await other.vault.close()
    await guarded.vault.close()
    shutil.copyfile(other.anchor, guarded.anchor)
    async with guarded.unlocked() as vault:
        assert await vault.list() == []
    assert json.loads(guarded.anchor.read_text()) != json.loads(other.anchor.read_text())


GARBAGE = {
    "empty": b"",
    "no json": b"\x00\xff" * 40,
    "another json": b"[1, 2]",
    "no fields": b"{}",
    "a number": b"7",
    "nested": b"[" * 3000,
    "wrong types": b'{"format": 1, "vault": 3, "anchor": [], "at": "x"}',
    "odd length": b'{"format": 1, "vault": "v", "anchor": "00ff", "at": 1}',
    "another format": b'{"format": 9, "vault": "v", "anchor": "' + b"00" * 32 + b'", "at": 1}',
}


@pytest.mark.allow_logs("is no anchor; it is passed over")
@pytest.mark.parametrize("name", GARBAGE)
async def test_garbage_in_the_anchors_file_keeps_nobody_out(guarded: VaultWorld, name: str) -> None:
    await guarded.vault.close()
    guarded.anchor.write_bytes(GARBAGE[name])
    async with guarded.unlocked():
        pass
    assert AnchorFile(guarded.anchor).read() is not None


@given(st.binary(max_size=300))
def test_no_content_of_the_file_raises(text: bytes) -> None:
    from kriptik_desktop.vault.anchor import _parsed

    found = _parsed(text)
    assert found is None or len(found.pack()) == 32


@given(
    st.binary(min_size=1, max_size=36),
    st.integers(0, (1 << 32) - 1),
    st.integers(0, (1 << 64) - 1),
    st.binary(min_size=20, max_size=20),
)
def test_an_anchor_survives_its_32_bytes(vault_id: bytes, epoch: int, generation: int, mac: bytes) -> None:
    anchor = Anchor(vault_id, epoch, generation, mac)
    assert len(anchor.pack()) == 32
    assert Anchor.unpack(vault_id, anchor.pack()) == anchor
    assert Anchor.unpack(vault_id, anchor.pack()[1:]) is None


@pytest.mark.allow_logs("was not made with its keys")
async def test_an_anchor_that_others_made_up_is_passed_over(guarded: VaultWorld) -> None:
    await guarded.vault.close()
    found = json.loads(guarded.anchor.read_text())
    packed = bytearray.fromhex(found["anchor"])
    packed[11] += 100
    guarded.anchor.write_text(json.dumps(found | {"anchor": packed.hex()}))
    async with guarded.unlocked():
        pass


@pytest.mark.allow_logs("cannot be read")
async def test_a_link_in_its_place_is_not_followed_but_replaced(guarded: VaultWorld, tmp_path: Path) -> None:
    await guarded.vault.close()
    target = tmp_path / "target"
    guarded.anchor.rename(target)
    before = target.read_bytes()
    guarded.anchor.symlink_to(target)
    async with guarded.unlocked():
        pass
    assert target.read_bytes() == before
    assert not guarded.anchor.is_symlink()
    assert stat.S_IMODE(guarded.anchor.stat().st_mode) == 0o600


@pytest.mark.allow_logs("is no anchor", "cannot be read", "cannot be written")
async def test_a_folder_in_its_place_keeps_nobody_out(guarded: VaultWorld) -> None:
    await guarded.vault.close()
    guarded.anchor.unlink()
    guarded.anchor.mkdir()
    async with guarded.unlocked():
        await guarded.save(stripe())


def test_an_unwritable_folder_keeps_nobody_out() -> None:
    with folder_of_nobody() as place:
        assert as_nobody(lambda: asyncio.run(_with_unwritable_anchor(place))) == 1


async def _with_unwritable_anchor(place: Path) -> int:
    world = VaultWorld(place / "data", guarded=True)
    await world.create(keyring=False)
    await world.save(stripe())
    await world.vault.close()
    world.anchor.chmod(0o000)
    world.anchor.parent.chmod(0o500)
    async with world.unlocked() as vault:
        return len(await vault.list())


async def test_the_file_is_written_a_while_after_a_change(folder: Path) -> None:
    world = VaultWorld(folder, guarded=True)
    vault = await world.create()
    vault._care.parts.anchors._delay_s = 0.001
    await world.save(stripe())
    task = None
    while task is None:
        await asyncio.sleep(0.001)
        task = vault._care.parts.anchors._task
    await task
    assert AnchorFile(world.anchor).read() is not None
    assert anchor_item(await _id(world)) not in items_of(world)
    await vault.close()
    assert anchor_item(await _id_of_file(world)) in items_of(world)


async def _id(world: VaultWorld) -> bytes:
    return (await world.vault._file.header())[0]


async def _id_of_file(world: VaultWorld) -> bytes:
    found = AnchorFile(world.anchor).read()
    assert found is not None
    return found.vault_id


class _Silent(MemoryKeyring):
    """Never answers about the anchor, as a keyring that asks its person in a window."""

    async def load(self, name: str) -> Key:
        if name.endswith("/anchor"):
            await asyncio.Event().wait()
        return await super().load(name)

    async def store(self, name: str, key: Key) -> None:
        if name.endswith("/anchor"):
            raise AssertionError("a keyring that did not answer is not asked again")
        await super().store(name, key)


async def test_a_keyring_that_does_not_answer_is_waited_for_once(folder: Path) -> None:
    world = VaultWorld(folder, keyring=MemoryKeyring(), guarded=True)
    await world.create()
    await world.vault.close()
    world.keyring = _Silent()
    vault = world.fresh()
    vault._care.parts.anchors._item._wait_s = 0.01
    await vault.open()
    await vault.unlock_with_password(PASSWORD)
    await world.save(stripe())
    await vault.close()


async def test_a_keyring_that_refuses_keeps_nobody_out(guarded: VaultWorld) -> None:
    await guarded.vault.close()
    assert isinstance(guarded.keyring, MemoryKeyring)
    guarded.keyring.broken = "it is locked"
    async with guarded.unlocked():
        await guarded.save(stripe())
    with pytest.raises(KeyringUnavailable):
        await guarded.keyring.load("x")


async def test_a_vault_without_keyring_leaves_nothing_there(folder: Path) -> None:
    world = VaultWorld(folder, guarded=True)
    await world.create(keyring=False)
    await world.vault.close()
    assert items_of(world) == {}
    assert world.anchor.exists()


async def test_the_anchor_tells_nothing_of_what_is_stored(guarded: VaultWorld) -> None:
    await guarded.save(stripe(values={"secret_key": "sk_test_51Habc0123456789"}))
    await guarded.vault.close()
    found = json.loads(guarded.anchor.read_text())
    assert set(found) == {"format", "vault", "at", "anchor"}
    assert len(found["anchor"]) == 64
