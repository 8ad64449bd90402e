"""A file of an earlier format is brought up at the first unlocking, all of it or nothing; here by a made-up step."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest

from kriptik_desktop.vault import store
from kriptik_desktop.vault.errors import VaultDamaged, VaultReadOnly
from kriptik_desktop.vault.format import FORMAT, create_tables
from kriptik_desktop.vault.migration import STEPS, Formats, Step
from kriptik_desktop.vault.model import VaultState
from kriptik_desktop.vault.service import Vault
from tests.fakes.unprivileged import as_nobody, folder_of_nobody
from tests.fakes.vault_world import VaultWorld, stripe

_TABLES_OF_0 = "CREATE TABLE leftover (text TEXT) STRICT"


def _tables_of_0(connection: sqlite3.Connection) -> None:
    """The made-up format 0 has one table more, which the seal does not know."""
    create_tables(connection)
    connection.execute(_TABLES_OF_0)


def _verify_0(connection: sqlite3.Connection, keys: object) -> None:
    if connection.execute("SELECT count(*) FROM leftover").fetchone() != (1,):
        raise VaultDamaged("the leftover is not one row")


def _apply(change: store.Change) -> None:
    change.connection.execute("DROP TABLE leftover")


def _fail(change: store.Change) -> None:
    _apply(change)
    raise VaultDamaged("this step finds something that it cannot bring up")


def _forget_half(change: store.Change) -> None:
    change.connection.execute("DELETE FROM credential")
    _apply(change)


def formats(apply: object = _apply) -> Formats:
    assert callable(apply)
    return Formats((Step(0, _tables_of_0, _verify_0, apply),))


def make_old(world: VaultWorld) -> bytes:
    """Turn the closed vault into one of format 0 and return its bytes."""
    with sqlite3.connect(world.file, isolation_level=None) as connection:
        connection.execute(_TABLES_OF_0)
        connection.execute("INSERT INTO leftover VALUES ('x')")
        connection.execute("PRAGMA user_version = 0")
    connection.close()
    return world.file.read_bytes()


async def opened(world: VaultWorld, apply: object = _apply) -> Vault:
    vault = world.fresh()
    vault._file.formats = formats(apply)
    await vault.open()
    return vault


@pytest.fixture
async def old(folder: Path) -> VaultWorld:
    world = VaultWorld(folder)
    await world.create()
    await world.save(stripe())
    await world.vault.close()
    make_old(world)
    return world


def found_format(path: Path) -> int:
    connection = sqlite3.connect(path)
    try:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])
    finally:
        connection.close()


def test_there_is_no_earlier_format_yet() -> None:
    assert [step.before for step in STEPS] == list(range(FORMAT - len(STEPS), FORMAT))


async def test_an_old_file_is_brought_up_and_a_copy_of_it_kept(old: VaultWorld) -> None:
    before = old.file.read_bytes()
    vault = await opened(old)
    assert vault.state is VaultState.LOCKED
    assert old.file.read_bytes() == before
    await vault.unlock_with_recovery(old.recovery)
    assert len(await vault.list()) == 1
    (kept,) = [each for each in await vault.backups.list() if each.why == "before migration"]
    await vault.verify()
    await vault.close()
    assert found_format(old.file) == FORMAT
    assert found_format(kept.path) == 0
    async with old.unlocked() as again:
        assert len(await again.list()) == 1


@pytest.mark.parametrize("apply", [_fail, _forget_half])
async def test_a_step_that_fails_leaves_the_vault_locked(old: VaultWorld, apply: object) -> None:
    before = old.file.read_bytes()
    vault = await opened(old, apply)
    with pytest.raises(VaultDamaged):
        await vault.unlock_with_recovery(old.recovery)
    assert vault.state is VaultState.LOCKED
    (kept,) = [each for each in await vault.backups.list() if each.why == "before migration"]
    await vault.close()
    assert found_format(kept.path) == 0
    if apply is _fail:
        assert old.file.read_bytes() == before


async def test_a_copy_from_before_can_be_restored_and_brought_up(old: VaultWorld) -> None:
    vault = await opened(old, _forget_half)
    with pytest.raises(VaultDamaged):
        await vault.unlock_with_recovery(old.recovery)
    (kept,) = await vault.backups.list()
    await vault.close()
    old.file.write_bytes(kept.path.read_bytes())
    vault = await opened(old)
    await vault.unlock_with_recovery(old.recovery)
    assert len(await vault.list()) == 1
    await vault.close()


async def test_an_old_file_that_does_not_pass_its_own_checks_is_left_alone(old: VaultWorld) -> None:
    with sqlite3.connect(old.file) as connection:
        connection.execute("DELETE FROM leftover")
    connection.close()
    before = old.file.read_bytes()
    vault = await opened(old)
    with pytest.raises(VaultDamaged, match="the leftover is not one row"):
        await vault.unlock_with_recovery(old.recovery)
    await vault.close()
    assert old.file.read_bytes() == before
    assert not list(old.folder.glob("vault-backups/*"))


async def test_a_format_that_nobody_knows_is_damage(old: VaultWorld) -> None:
    vault = old.fresh()
    with pytest.raises(VaultDamaged, match="format is 0, which never was one"):
        await vault.open()
    await vault.close()


def test_a_write_protected_old_file_is_said_and_not_changed() -> None:
    with folder_of_nobody() as place:
        assert as_nobody(lambda: asyncio.run(_protected(place / "data"))) == "VaultReadOnly"


async def _protected(folder: Path) -> str:
    world = VaultWorld(folder)
    await world.create(keyring=False)
    await world.vault.close()
    make_old(world)
    world.file.chmod(0o400)
    vault = await opened(world)
    try:
        await vault.unlock_with_recovery(world.recovery)
    except VaultReadOnly as error:
        return type(error).__name__
    finally:
        await vault.close()
    return "brought up"
