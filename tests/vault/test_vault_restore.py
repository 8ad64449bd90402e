"""Putting a backup back: all of it or nothing, over any vault, and only what passed every check."""

from __future__ import annotations

import asyncio
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kriptik_desktop.core.errors import KriptikError
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.vault.errors import (
    BackupDamaged,
    BackupRefused,
    BackupUnavailable,
    ReauthenticationNeeded,
    VaultDamaged,
    VaultNotOpen,
    WrongPassword,
    WrongRecoveryKey,
)
from kriptik_desktop.vault.events import VaultLocked, VaultUnlocked
from kriptik_desktop.vault.model import VaultState
from kriptik_desktop.vault.recovery import write_recovery_key
from tests.fakes.vault_world import PASSWORD, PERSON, VaultWorld, stripe

KILLS = 40 if os.environ.get("KRIPTIK_SOAK") == "1" else 8


async def accounts(world: VaultWorld) -> list[str]:
    return sorted(info.overview.account for info in await world.vault.list())


@pytest.fixture
async def backup(guarded: VaultWorld, tmp_path: Path) -> Path:
    """A backup that the person keeps elsewhere; the vault has one credential more than it."""
    await guarded.save(stripe("acct_kept"))
    path = tmp_path / "kept.db"
    await guarded.vault.backups.export_to(path, PERSON)
    await guarded.save(stripe("acct_newer"))
    return path


@pytest.mark.parametrize("way", ["password", "kit", "keyring"])
async def test_a_good_backup_takes_the_place_of_an_unlocked_vault(guarded: VaultWorld, backup: Path, way: str) -> None:
    generation = (await guarded.vault.verify()).generation
    guarded.heard.clear()
    if way == "password":
        await guarded.vault.backups.restore(backup, password=PASSWORD, actor=PERSON)
    elif way == "kit":
        await guarded.vault.backups.restore(backup, kit=guarded.recovery, actor=PERSON)
    else:
        await guarded.vault.backups.restore(backup, keyring=True, actor=PERSON)
    assert guarded.vault.state is VaultState.UNLOCKED
    assert await accounts(guarded) == ["acct_kept"]
    assert guarded.vault.presence.recent is (way != "keyring")
    assert [type(event) for event in guarded.heard if isinstance(event, VaultLocked | VaultUnlocked)] == [
        VaultLocked,
        VaultUnlocked,
    ]
    assert (await guarded.vault.verify()).generation > generation
    assert (await guarded.vault.audit())[-1].action == "restore"
    async with (await closed(guarded)).unlocked():
        assert await accounts(guarded) == ["acct_kept"]


async def closed(world: VaultWorld) -> VaultWorld:
    await world.vault.close()
    return world


async def test_the_vault_that_was_there_is_kept_among_the_backups(guarded: VaultWorld, backup: Path) -> None:
    await guarded.vault.backups.restore(backup, password=PASSWORD, actor=PERSON)
    (aside,) = [each for each in await guarded.vault.backups.list() if each.why == "before restore"]
    assert not aside.verified
    await guarded.vault.backups.restore(aside.path, password=PASSWORD, actor=PERSON)
    assert await accounts(guarded) == ["acct_kept", "acct_newer"]
    assert not list(guarded.folder.glob("vault.db.new*"))


async def test_it_works_on_a_locked_vault_and_unlocks_it(guarded: VaultWorld, backup: Path) -> None:
    await guarded.vault.lock()
    await guarded.vault.backups.restore(backup, kit=guarded.recovery, actor=PERSON)
    assert await accounts(guarded) == ["acct_kept"]


async def test_it_asks_who_is_there_where_the_vault_is_unlocked(guarded: VaultWorld, backup: Path) -> None:
    guarded.vault.presence.end()
    with pytest.raises(ReauthenticationNeeded):
        await guarded.vault.backups.restore(backup, password=PASSWORD, actor=PERSON)
    assert await accounts(guarded) == ["acct_kept", "acct_newer"]


async def test_it_fills_the_place_of_a_missing_vault(guarded: VaultWorld, backup: Path) -> None:
    await guarded.vault.close()
    guarded.file.unlink()
    vault = guarded.fresh()
    await vault.open()
    assert vault.state is VaultState.ABSENT
    await vault.backups.restore(backup, password=PASSWORD, actor=PERSON)
    assert await accounts(guarded) == ["acct_kept"]


SPOILED: dict[str, Callable[[bytes], bytes]] = {
    "a page": lambda data: data[: -4096 - 64] + bytes(64) + data[-4096:],
    "its header": lambda data: b"x" + data[1:],
    "cut": lambda data: data[:-4096],
    "empty": lambda data: b"",
    "garbage": lambda data: random.Random(1).randbytes(8192),
}


@pytest.mark.parametrize("name", SPOILED)
async def test_a_damaged_vault_is_replaced(guarded: VaultWorld, backup: Path, name: str) -> None:
    await guarded.vault.close()
    spoiled = SPOILED[name](guarded.file.read_bytes())
    guarded.file.write_bytes(spoiled)
    vault = guarded.fresh()
    await vault.open(damaged_too=True)
    assert vault.state is VaultState.LOCKED
    with pytest.raises(VaultDamaged):
        await vault.unlock_with_recovery(guarded.recovery)
    await vault.backups.restore(backup, kit=guarded.recovery, actor=PERSON)
    assert vault.fault is None
    assert await accounts(guarded) == ["acct_kept"]
    (aside,) = [each for each in await vault.backups.list() if each.why == "before restore"]
    assert aside.path.read_bytes() == spoiled


async def test_a_journal_of_the_damaged_vault_is_not_played_into_the_new_one(guarded: VaultWorld, backup: Path) -> None:
    await guarded.vault.close()
    guarded.file.write_bytes(b"x" * 8192)
    journal = guarded.file.with_name("vault.db-journal")
    journal.write_bytes(bytes.fromhex("d9d505f920a163d7") + bytes(504) + os.urandom(2000))
    vault = guarded.fresh()
    await vault.open(damaged_too=True)
    await vault.backups.restore(backup, kit=guarded.recovery, actor=PERSON)
    await vault.verify()
    await vault.close()
    async with guarded.unlocked() as again:
        await again.verify()


async def untouched(world: VaultWorld, path: Path, error: type[KriptikError], **way: Any) -> KriptikError:
    """Return what a restoring says that must not touch the vault."""
    before = world.file.read_bytes()
    state = world.vault.state
    world.heard.clear()
    with pytest.raises(error) as caught:
        await world.vault.backups.restore(path, actor=PERSON, **way)
    assert world.file.read_bytes() == before
    assert world.vault.state is state
    assert world.heard == []
    assert not list(world.folder.glob("vault.db.new*"))
    return caught.value


async def test_a_damaged_backup_is_refused_and_the_vault_untouched(guarded: VaultWorld, backup: Path) -> None:
    sound = backup.read_bytes()
    seeded = random.Random(20_260_201)
    refused = 0
    for _ in range(60):
        data = bytearray(sound)
        at = seeded.choice([at for at, value in enumerate(data) if value])
        data[at] ^= 1 << seeded.randrange(8)
        backup.write_bytes(data)
        before = guarded.file.read_bytes()
        try:
            await guarded.vault.backups.restore(backup, kit=guarded.recovery, actor=PERSON)
            assert await accounts(guarded) == ["acct_kept"]
        except (BackupDamaged, BackupRefused):
            refused += 1
            assert guarded.file.read_bytes() == before
    assert refused > 20


@pytest.mark.parametrize("name", SPOILED)
async def test_each_kind_of_damage_names_the_backup(guarded: VaultWorld, backup: Path, name: str) -> None:
    backup.write_bytes(SPOILED[name](backup.read_bytes()))
    error = await untouched(guarded, backup, KriptikError, kit=guarded.recovery)
    assert error.code == "vault_backup_damaged"
    assert str(backup) in error.message
    assert "new-restored" not in error.message
    assert "not touched" in error.hint


async def test_what_an_attacker_changed_is_refused(guarded: VaultWorld, backup: Path) -> None:
    connection = sqlite3.connect(backup)
    connection.execute("DELETE FROM link")
    connection.execute("DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)")
    connection.commit()
    connection.close()
    error = await untouched(guarded, backup, BackupDamaged, kit=guarded.recovery)
    assert "audit holds" in error.message


async def test_a_wrong_password_and_a_wrong_kit_leave_the_vault(guarded: VaultWorld, backup: Path) -> None:
    await untouched(guarded, backup, WrongPassword, password=Secret("not the password"))
    other = write_recovery_key(bytes(range(32)))
    await untouched(guarded, backup, WrongRecoveryKey, kit=other)


async def test_the_backup_of_another_vault_is_refused(guarded: VaultWorld, tmp_path: Path) -> None:
    other = VaultWorld(tmp_path / "other")
    await other.create()
    path = tmp_path / "other.db"
    await other.vault.backups.export_to(path, PERSON)
    await other.vault.close()
    error = await untouched(guarded, path, BackupRefused, kit=other.recovery)
    assert error.code == "vault_backup_of_another_vault"


async def test_what_is_no_backup_is_said(guarded: VaultWorld, backup: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.db"
    link.symlink_to(backup)
    foreign = tmp_path / "foreign.db"
    with sqlite3.connect(foreign) as connection:
        connection.execute("CREATE TABLE other (a)")
    connection.close()
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    for path, said in ((link, "symbolic link"), (foreign, "another program"), (fifo, "plain file")):
        error = await untouched(guarded, path, BackupRefused, kit=guarded.recovery)
        assert error.code == "vault_backup_not_one"
        assert said in error.message
    await untouched(guarded, tmp_path, BackupRefused, kit=guarded.recovery)
    await untouched(guarded, tmp_path / "nowhere.db", BackupUnavailable, kit=guarded.recovery)


async def test_a_backup_on_a_disk_of_others_is_fine(guarded: VaultWorld, backup: Path) -> None:
    """A memory stick knows no owners; what comes from it is copied and closed."""
    backup.chmod(0o644)
    await guarded.vault.backups.restore(backup, kit=guarded.recovery, actor=PERSON)
    assert guarded.file.stat().st_mode & 0o777 == 0o600


async def test_a_vault_that_is_not_open_restores_nothing(guarded: VaultWorld, backup: Path) -> None:
    await guarded.vault.close()
    with pytest.raises(VaultNotOpen):
        await guarded.vault.backups.restore(backup, kit=guarded.recovery, actor=PERSON)


async def test_one_way_is_needed(guarded: VaultWorld, backup: Path) -> None:
    with pytest.raises(ValueError, match="one way"):
        await guarded.vault.backups.restore(backup, actor=PERSON)


async def test_a_backup_from_before_new_keys_comes_back_and_stays(guarded: VaultWorld, backup: Path) -> None:
    await guarded.vault.rekey(password=PASSWORD, kit=guarded.recovery, actor=PERSON)
    await guarded.vault.backups.restore(backup, password=PASSWORD, actor=PERSON)
    assert await accounts(guarded) == ["acct_kept"]
    async with (await closed(guarded)).unlocked():
        assert await accounts(guarded) == ["acct_kept"]


async def test_a_folder_without_hard_links_gets_a_copy(guarded: VaultWorld, backup: Path, tmp_path: Path) -> None:
    from kriptik_desktop.vault.restoring import _put_in_place

    fresh, present, folder = tmp_path / "fresh.db", tmp_path / "vault.db", Path("/dev/shm")
    fresh.write_bytes(b"new")
    present.write_bytes(b"old")
    if folder.is_dir() and folder.stat().st_dev != tmp_path.stat().st_dev:
        folder = folder / f"kriptik-test-{os.getpid()}"
    else:
        folder = tmp_path / "aside"
    try:
        _put_in_place(fresh, present, folder, "0badc0de", 1_000)
        (aside,) = folder.iterdir()
        assert aside.read_bytes() == b"old"
        assert present.read_bytes() == b"new"
    finally:
        shutil.rmtree(folder)


async def test_kill_9_leaves_the_old_or_the_new_vault_whole(folder: Path, tmp_path: Path) -> None:
    world = VaultWorld(folder, guarded=True)
    await world.create(keyring=False)
    await world.save(stripe("acct_kept"))
    backup = tmp_path / "kept.db"
    await world.vault.backups.export_to(backup, PERSON)
    await world.save(stripe("acct_newer"))
    await world.vault.close()
    sound = world.file.read_bytes()
    seeded = random.Random(20_260_202)
    outcomes = set()
    for _ in range(KILLS):
        world.file.write_bytes(sound)
        world.anchor.unlink(missing_ok=True)
        await asyncio.to_thread(_kill_while_restoring, folder, backup, world.recovery, seeded.random() * 0.15)
        assert world.file.exists()
        async with world.unlocked() as vault:
            await vault.verify()
            outcomes.add(tuple(await accounts(world)))
        assert not list(folder.glob("vault.db.new*"))
    assert outcomes <= {("acct_kept",), ("acct_kept", "acct_newer")}


def _kill_while_restoring(folder: Path, backup: Path, kit: Secret, seconds: float) -> None:
    command = [sys.executable, "-m", "tests.fakes.vault_restore_loop", str(folder), str(backup)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(kit.reveal() + "\n")
        process.stdin.flush()
        assert process.stdout.readline() == ".\n"
        threading.Event().wait(seconds)
        process.kill()
    assert process.returncode == -9
