"""Accidents: bits that flip, files that end early, processes that are killed, disks that are full.

``KRIPTIK_SOAK=1`` runs the full numbers. Seeds are fixed, so that a failure comes again.
"""

from __future__ import annotations

import asyncio
import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from kriptik_desktop.core.errors import Damaged, KriptikError, Refused, Unavailable
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.vault.errors import VaultBusy
from kriptik_desktop.vault.model import FieldValue
from tests.fakes.unprivileged import as_nobody, folder_of_nobody
from tests.fakes.vault_store_loop import values
from tests.fakes.vault_world import BUILD, PASSWORD, PERSON, VaultWorld, stripe, texts

SOAK = os.environ.get("KRIPTIK_SOAK") == "1"
FLIPS, CUTS, KILLS = (1500, 500, 300) if SOAK else (60, 30, 20)

Contents = dict[str, dict[str, str]]


async def contents(world: VaultWorld) -> Contents:
    """Return every value by account."""
    infos = await world.vault.list()
    found = [await world.vault.read(info.id, BUILD) for info in infos]
    return {each.info.overview.account: texts(each.fields) for each in found}


async def prepared(folder: Path) -> tuple[VaultWorld, Contents]:
    """Return a closed vault with history, deleted rows and free pages, and what it holds."""
    world = VaultWorld(folder)
    vault = await world.create()
    for number in range(6):
        await world.save(stripe(f"acct_{number}", values=values(number)))
    big = FieldValue("pem", Secret("x" * 20_000), "provisioned")
    first, second = (await vault.list())[:2]
    await vault.add_field(first.id, big, PERSON)
    await vault.link(first.id, "project-1")
    await vault.add_field(second.id, big, PERSON)
    await vault.remove(second.id, PERSON)
    expected = await contents(world)
    await vault.close()
    return world, expected


async def outcome(world: VaultWorld, expected: Contents) -> str:
    """Open, read everything, store something, open again; anything but right values or an error of ours fails."""
    try:
        async with world.unlocked():
            assert await contents(world) == expected
            await world.save(stripe("acct_new", values=values(99)))
        async with world.unlocked():
            assert (await contents(world))["acct_new"]["secret_key"] == values(99)["secret_key"]
    except (Damaged, Refused, Unavailable) as error:
        return type(error).__name__
    return "harmless"


@pytest.mark.allow_logs("could not be noted in the audit log")
async def test_a_flipped_bit_never_gives_a_wrong_value(folder: Path) -> None:
    world, expected = await prepared(folder)
    sound = world.file.read_bytes()
    seeded = random.Random(20_260_101)
    outcomes: dict[str, int] = {}
    for _ in range(FLIPS):
        damaged = bytearray(sound)
        damaged[seeded.randrange(len(damaged))] ^= 1 << seeded.randrange(8)
        _put(world, bytes(damaged))
        found = await outcome(world, expected)
        outcomes[found] = outcomes.get(found, 0) + 1
    assert outcomes.get("VaultDamaged", 0) > FLIPS // 4, outcomes


async def test_table_and_index_are_both_checked(folder: Path) -> None:
    """A lookup stands in the row and in the index; a damaged index alone would hide a credential."""
    world, expected = await prepared(folder)
    sound = world.file.read_bytes()
    connection = sqlite3.connect(world.file)
    lookups = [row[0] for row in connection.execute("SELECT lookup FROM credential")]
    connection.close()
    for lookup in lookups:
        places = [at for at in range(len(sound)) if sound.startswith(lookup, at)]
        assert len(places) >= 2
        for at in places:
            damaged = bytearray(sound)
            damaged[at + 15] ^= 1
            _put(world, bytes(damaged))
            assert await outcome(world, expected) == "VaultDamaged"


async def test_a_file_that_ends_early_is_damaged(folder: Path) -> None:
    world, expected = await prepared(folder)
    sound = world.file.read_bytes()
    seeded = random.Random(20_260_102)
    lengths = [0, 1, 100, 4096, len(sound) - 1, *(seeded.randrange(len(sound)) for _ in range(CUTS))]
    for length in lengths:
        _put(world, sound[:length])
        assert await outcome(world, expected) != "harmless", length


def _put(world: VaultWorld, data: bytes) -> None:
    world.file.with_name("vault.db-journal").unlink(missing_ok=True)
    world.file.write_bytes(data)


@pytest.mark.parametrize("way", ["password", "recovery"])
async def test_what_was_acknowledged_survives_kill_9(folder: Path, way: str) -> None:
    world = VaultWorld(folder)
    await world.create(keyring=False)
    await world.vault.close()
    seeded = random.Random(20_260_103)
    secret = PASSWORD if way == "password" else world.recovery
    acknowledged: dict[str, str] = {}
    number = 0
    for _ in range(KILLS // 2):
        told = await asyncio.to_thread(_kill_while_storing, folder, way, number, secret, seeded.randrange(1, 12))
        for each in told:
            account = each - 1 if each % 3 == 2 else each
            acknowledged[f"acct_{account}"] = values(each)["secret_key"]
        async with world.unlocked() as vault:
            await vault.audit()
            found = await contents(world)
        lost = [account for account, value in acknowledged.items() if not _kept(found.get(account), value)]
        assert not lost, lost
        number = (max(told, default=number) + 3) // 3 * 3


def _kept(found: dict[str, str] | None, acknowledged: str) -> bool:
    """The one store that was under way may have come through without being acknowledged."""
    if found is None:
        return False
    return int(found["secret_key"][-16:]) - int(acknowledged[-16:]) in (0, 1)


def _kill_while_storing(folder: Path, way: str, first: int, secret: Secret, after: int) -> list[int]:
    command = [sys.executable, "-m", "tests.fakes.vault_store_loop", str(folder), way, str(first)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(secret.reveal() + "\n")
        process.stdin.flush()
        told = [int(process.stdout.readline()) for _ in range(after)]
        process.send_signal(signal.SIGKILL)
        told += [int(line) for line in process.stdout if line.endswith("\n")]
    assert process.returncode == -signal.SIGKILL
    return told


async def test_a_second_process_is_told_who_has_the_vault(folder: Path) -> None:
    world = VaultWorld(folder)
    await world.create()
    command = [sys.executable, "-m", "tests.fakes.vault_store_loop", str(folder), "recovery", "0"]
    await world.vault.close()
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(world.recovery.reveal() + "\n")
        process.stdin.flush()
        await asyncio.to_thread(process.stdout.readline)
        vault = world.fresh()
        with pytest.raises(VaultBusy, match=f"process {process.pid}"):
            await vault.open()
        process.kill()
        process.wait()
    async with world.unlocked() as vault:
        assert await vault.list()


async def test_a_second_service_in_this_process_is_busy_too(folder: Path) -> None:
    first, second = VaultWorld(folder), VaultWorld(folder)
    await first.create()
    with pytest.raises(VaultBusy):
        await second.fresh().open()
    await first.save(stripe())
    await first.vault.close()
    await second.vault.open()
    await second.vault.close()


def test_a_full_disk_keeps_what_was_stored_and_says_so() -> None:
    with folder_of_nobody() as folder:
        answer = as_nobody(lambda: asyncio.run(_fill_the_disk(folder)))
    assert answer["refused"] in ("DiskFull", "DatabaseUnavailable")
    assert answer["stored"] > 2
    assert answer["kept"] == answer["stored"]
    assert answer["after"] == answer["stored"] + 1


async def _fill_the_disk(folder: Path) -> dict[str, object]:
    """A limit on the size of files stands in for the end of the disk."""
    world = VaultWorld(folder)
    await world.create(keyring=False, password=PASSWORD)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (world.file.stat().st_size + 40_000, hard))
    stored, refused = 0, ""
    while not refused:
        try:
            await world.save(stripe(f"acct_{stored}", values={"secret_key": f"sk_test_{stored:01000d}"}))
            stored += 1
        except KriptikError as error:
            refused = type(error).__name__
    infos = await world.vault.list()
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    await world.save(stripe("acct_after"))
    await world.vault.close()
    async with world.unlocked() as vault:
        return {"refused": refused, "stored": stored, "kept": len(infos), "after": len(await vault.list())}
