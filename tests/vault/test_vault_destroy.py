"""Deleting everything: nothing of the vault is left, on the disk or in the keyring, and only after the right words."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kriptik_desktop.vault.errors import NotConfirmed, ReauthenticationNeeded, VaultMissing, VaultNotOpen
from kriptik_desktop.vault.model import VaultState
from kriptik_desktop.vault.removal import CONFIRMATION
from tests.fakes.keyring import MemoryKeyring
from tests.fakes.vault_world import PASSWORD, PERSON, VaultWorld, stripe


def everything(world: VaultWorld) -> list[str]:
    """Return every file of the vault's, and every item in the keyring."""
    files = [path for place in (world.folder, world.anchor.parent) for path in place.rglob("*") if path.is_file()]
    assert isinstance(world.keyring, MemoryKeyring)
    return [*(path.name for path in files), *world.keyring.items]


async def filled(world: VaultWorld) -> None:
    """Give the vault all it can have: backups of several kinds, anchors in both places, an item noted as left over."""
    await world.save(stripe())
    await world.vault.backups.make("by hand")
    await world.vault.ways.add_keyring(PERSON)
    await world.vault.lock()
    await world.vault.unlock_with_password(PASSWORD)
    assert len(list(world.backups.iterdir())) >= 2
    assert world.anchor.exists()


async def test_an_unlocked_vault_is_deleted_with_all_that_belongs_to_it(guarded: VaultWorld) -> None:
    await filled(guarded)
    assert await guarded.vault.destroy(PERSON, CONFIRMATION) == ()
    assert guarded.vault.state is VaultState.ABSENT
    assert everything(guarded) == ["vault.db.lock"]
    await guarded.vault.close()
    assert everything(guarded) == []
    assert list(guarded.folder.iterdir()) == []


async def test_a_locked_vault_needs_the_words_alone(guarded: VaultWorld) -> None:
    await filled(guarded)
    await guarded.vault.lock()
    assert await guarded.vault.destroy(PERSON, CONFIRMATION) == ()
    await guarded.vault.close()
    assert everything(guarded) == []


@pytest.mark.parametrize("words", ["", "yes", "Delete everything", "delete everything "])
async def test_other_words_delete_nothing(guarded: VaultWorld, words: str) -> None:
    await filled(guarded)
    before = sorted(everything(guarded))
    with pytest.raises(NotConfirmed) as caught:
        await guarded.vault.destroy(PERSON, words)
    assert "delete everything" in caught.value.hint
    assert sorted(everything(guarded)) == before
    assert guarded.vault.state is VaultState.UNLOCKED


async def test_an_unlocked_vault_asks_who_is_there(guarded: VaultWorld) -> None:
    await filled(guarded)
    guarded.vault.presence.end()
    before = sorted(everything(guarded))
    with pytest.raises(ReauthenticationNeeded):
        await guarded.vault.destroy(PERSON, CONFIRMATION)
    assert sorted(everything(guarded)) == before


async def test_a_new_vault_can_be_made_at_once(guarded: VaultWorld) -> None:
    await filled(guarded)
    await guarded.vault.destroy(PERSON, CONFIRMATION)
    await guarded.vault.create(keyring=True, password=PASSWORD)
    assert await guarded.vault.list() == []
    other = VaultWorld(guarded.folder)
    await guarded.vault.close()
    await other.fresh().open()
    assert other.vault.state is VaultState.LOCKED
    await other.vault.close()


async def test_a_damaged_vault_is_deleted_and_what_stays_is_said(guarded: VaultWorld) -> None:
    await filled(guarded)
    await guarded.vault.close()
    guarded.file.write_bytes(b"no vault any more")
    vault = guarded.fresh()
    await vault.open(damaged_too=True)
    (left,) = await vault.destroy(PERSON, CONFIRMATION)
    assert "keyring" in left
    assert vault.state is VaultState.ABSENT
    await vault.close()
    assert [name for name in everything(guarded) if "/" not in name] == []


@pytest.mark.allow_logs("stay in the system keyring")
async def test_a_keyring_that_refuses_is_said_and_the_files_are_gone(guarded: VaultWorld) -> None:
    await filled(guarded)
    await guarded.vault.lock()
    assert isinstance(guarded.keyring, MemoryKeyring)
    guarded.keyring.broken = "it is locked"
    (left,) = await guarded.vault.destroy(PERSON, CONFIRMATION)
    assert "it is locked" in left
    await guarded.vault.close()
    assert all("/" in name for name in everything(guarded))


async def test_files_of_the_person_stay(guarded: VaultWorld, tmp_path: Path) -> None:
    await filled(guarded)
    kept = tmp_path / "kept.db"
    await guarded.vault.backups.export_to(kept, PERSON)
    note = guarded.backups / "my note.txt"
    note.write_text("mine")
    await guarded.vault.destroy(PERSON, CONFIRMATION)
    await guarded.vault.close()
    assert note.exists()
    shutil.rmtree(guarded.backups)
    vault = guarded.fresh()
    await vault.open()
    await vault.backups.restore(kept, password=PASSWORD, actor=PERSON)
    assert len(await vault.list()) == 1


async def test_where_there_is_none_nothing_is_deleted(guarded: VaultWorld) -> None:
    await guarded.vault.destroy(PERSON, CONFIRMATION)
    with pytest.raises(VaultMissing):
        await guarded.vault.destroy(PERSON, CONFIRMATION)
    await guarded.vault.close()
    with pytest.raises(VaultNotOpen):
        await guarded.vault.destroy(PERSON, CONFIRMATION)
