"""A vault on a write-protected disk is read and exported, and says of every change why there is none."""

from __future__ import annotations

import asyncio
import logging
import os
import shutil
import subprocess
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kriptik_desktop.core.errors import KriptikError
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.vault.errors import VaultBusy, VaultReadOnly, VaultRefused
from kriptik_desktop.vault.model import Actor, FieldValue, VaultState
from tests.fakes.unprivileged import as_nobody, folder_of_nobody
from tests.fakes.vault_world import BUILD, PASSWORD, PERSON, VaultWorld, stripe

Spoil = Callable[[Path], object]


def _without_lock(folder: Path) -> None:
    (folder / "vault.db.lock").unlink()
    folder.chmod(0o500)


def _without_journal(folder: Path) -> None:
    (folder / "vault.db-journal").unlink(missing_ok=True)
    folder.chmod(0o500)


def _with_dead_journal(folder: Path) -> None:
    (folder / "vault.db-journal").touch()
    (folder / "vault.db-journal").chmod(0o400)


PROTECTED: dict[str, Spoil] = {
    "file": lambda folder: (folder / "vault.db").chmod(0o400),
    "folder without lock": _without_lock,
    "folder without journal": _without_journal,
    "lock": lambda folder: (folder / "vault.db.lock").chmod(0o400),
    "journal": _with_dead_journal,
}


async def read_all(world: VaultWorld, target: Path) -> dict[str, Any]:
    """Open by the password, do all that may be done, try all that may not, and say what came of it."""
    vault = world.fresh()
    await vault.open()
    assert vault.state is VaultState.LOCKED
    await vault.unlock_with_password(PASSWORD)
    (info,) = await vault.list()
    value = await vault.take(info.id, "secret_key", PERSON, "reveal")
    read = await vault.read(info.id, BUILD)
    person = await vault.read(info.id, PERSON)
    exported = await vault.export_all(PERSON, "kdbx")
    await vault.backups.export_to(target, PERSON)
    report = await vault.verify()
    said = {name: await _refusal(work) for name, work in _changes(world, info.id).items()}
    await vault.lock()
    await vault.unlock_with_recovery(world.recovery)
    await vault.close()
    return {
        "why": vault.read_only,
        "same": value.reveal() == "sk_test_51Habc0123456789" and read.fields == person.fields,
        "exported": len(exported),
        "credentials": report.credentials,
        "backup": target.stat().st_size > 0,
        "said": said,
    }


def _changes(world: VaultWorld, credential_id: str) -> dict[str, Callable[[], Awaitable[object]]]:
    vault = world.vault
    return {
        "save": lambda: vault.save(stripe("acct_2"), PERSON),
        "add field": lambda: vault.add_field(credential_id, FieldValue("pem", Secret("x")), PERSON),
        "overview": lambda: vault.update_overview(credential_id, {"status": "valid"}),
        "remove": lambda: vault.remove(credential_id, PERSON),
        "link": lambda: vault.link(credential_id, "project-1"),
        "password": lambda: vault.ways.set_password(Secret("another long password"), PERSON),
        "rekey": lambda: vault.rekey(password=PASSWORD, kit=world.recovery, actor=PERSON),
        "destroy": lambda: vault.destroy(PERSON, "delete everything"),
        "restore": lambda: vault.backups.restore(world.folder / "x.db", kit=world.recovery, actor=PERSON),
    }


async def _refusal(work: Callable[[], Awaitable[object]]) -> str:
    try:
        await work()
    except VaultReadOnly as error:
        return "refused" if "Nothing can be changed in the vault" in error.message else error.message
    except KriptikError as error:
        return error.code
    return "done"


def check(answer: dict[str, Any]) -> None:
    assert "write-protected" in answer["why"]
    assert answer["same"]
    assert (answer["exported"], answer["credentials"], answer["backup"]) == (1, 1, True)
    assert set(answer["said"].values()) == {"refused"}, answer["said"]


@pytest.mark.parametrize("name", PROTECTED)
def test_what_is_stored_is_read_and_every_change_refused(name: str) -> None:
    with folder_of_nobody() as place:
        check(as_nobody(lambda: asyncio.run(_protected(place, PROTECTED[name]))))


async def _protected(place: Path, spoil: Spoil) -> dict[str, Any]:
    logging.disable(logging.WARNING)
    world = VaultWorld(place / "data")
    await world.create(keyring=False)
    await world.save(stripe())
    await world.vault.close()
    before = world.file.read_bytes()
    spoil(world.folder)
    answer = await read_all(world, place / "kept.db")
    assert world.file.read_bytes() == before
    return answer


def _mounted(*arguments: str) -> bool:
    """Return whether the mount was made; a container may forbid it to root."""
    return os.getuid() == 0 and subprocess.run(["mount", *arguments], capture_output=True, check=False).returncode == 0


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own, or a plain folder where none can be mounted."""
    place = tmp_path / "disk"
    place.mkdir(mode=0o700)
    mounted = _mounted("-t", "tmpfs", "-o", "mode=0700,size=4m", "tmpfs", str(place))
    yield place
    if mounted:
        subprocess.run(["umount", str(place)], check=True)


@pytest.mark.allow_logs("write-protected", "without a row in the audit log", "not noted", "read-only")
async def test_a_disk_that_is_mounted_read_only_is_read(disk: Path, tmp_path: Path) -> None:
    """Where root may not mount, the same is proved by the bits alone, which for root are none."""
    world = VaultWorld(disk / "data")
    await world.create(keyring=False)
    await world.save(stripe())
    await world.vault.close()
    if not _mounted("-o", "remount,ro", str(disk)):
        vault = world.fresh()
        await vault.open()
        assert vault.read_only == ""
        await vault.close()
        return
    check(await read_all(world, tmp_path / "kept.db"))
    second = VaultWorld(disk / "data").fresh()
    await world.fresh().open()
    with pytest.raises(VaultBusy):
        await second.open()
    await world.vault.close()


async def test_a_full_disk_of_its_own_is_said_and_keeps_everything(disk: Path) -> None:
    world = VaultWorld(disk / "data")
    await world.create(keyring=False)
    await world.save(stripe("acct_1"))
    (disk / "ballast").write_bytes(bytes(max(0, shutil.disk_usage(disk).free - 64 * 1024)) if disk.is_mount() else b"")
    refused = ""
    while not refused and disk.is_mount():
        try:
            await world.vault.backups.make("by hand")
        except KriptikError as error:
            refused = type(error).__name__
    assert refused == ("DiskFull" if disk.is_mount() else "")
    assert not list(world.backups.glob("*.partial*"))
    assert len(await world.vault.list()) == 1
    (disk / "ballast").unlink()
    await world.save(stripe("acct_2"))
    assert (await world.vault.backups.make("by hand")).verified
    await world.vault.close()


def test_an_unfinished_write_is_said_and_not_half_read() -> None:
    with folder_of_nobody() as place:
        answer = as_nobody(lambda: asyncio.run(_unfinished(place / "data")))
    assert answer["code"] == "vault_unfinished_write"
    assert "cut off" in answer["message"]
    assert "writable" in answer["hint"]
    assert answer["later"] == 1


async def _unfinished(folder: Path) -> dict[str, Any]:
    world = VaultWorld(folder)
    await world.create(keyring=False)
    await world.save(stripe())
    await world.vault.close()
    _cut_off(world.file)
    world.file.chmod(0o400)
    vault = world.fresh()
    answer: dict[str, Any] = {}
    try:
        await vault.open()
    except VaultRefused as error:
        answer = {"code": error.code, "message": error.message, "hint": error.hint}
    finally:
        await vault.close()
    world.file.chmod(0o600)
    async with world.unlocked() as again:
        answer["later"] = len(await again.list())
    return answer


def _cut_off(path: Path) -> None:
    """Begin a transaction that spills into the file, and end the process before it commits."""
    child = os.fork()
    if child == 0:
        import sqlite3

        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute("PRAGMA journal_mode = TRUNCATE")
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN IMMEDIATE")
        for _ in range(20):
            connection.execute("INSERT INTO link SELECT hex(randomblob(20)), randomblob(16), nonce, overview FROM link")
            connection.execute("INSERT INTO meta VALUES (hex(randomblob(12)), randomblob(200))")
        connection.execute("UPDATE audit SET body = randomblob(3000)")
        os._exit(0)
    os.waitpid(child, 0)
    assert path.with_name(path.name + "-journal").stat().st_size > 0


def test_another_process_is_still_noticed_where_nothing_can_be_written() -> None:
    with folder_of_nobody() as place:
        assert as_nobody(lambda: asyncio.run(_two(place / "data"))) == "VaultBusy"


async def _two(folder: Path) -> str:
    world = VaultWorld(folder)
    await world.create(keyring=False)
    folder.chmod(0o500)
    (folder / "vault.db.lock").chmod(0o400)
    second = VaultWorld(folder).fresh()
    try:
        await second.open()
    except KriptikError as error:
        return type(error).__name__
    finally:
        await second.close()
        await world.vault.close()
    return "opened"


async def test_a_writable_vault_says_nothing(world: VaultWorld) -> None:
    assert world.vault.read_only == ""
    await world.vault.read((await world.save(stripe()))[0].id, Actor("cli"))
