"""Processes that are killed while they give a vault new keys or another password.

``KRIPTIK_SOAK=1`` runs the full numbers. Seeds are fixed, so that a failure comes again.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

from kriptik_desktop.core.secret import Secret
from kriptik_desktop.vault.errors import WrongPassword, WrongRecoveryKey
from kriptik_desktop.vault.model import SlotKind
from kriptik_desktop.vault.recovery import write_recovery_key
from kriptik_desktop.vault.service import Vault
from tests.fakes.keyring import FileKeyring
from tests.fakes.vault_rekey_child import KEYRING_FILE
from tests.fakes.vault_store_loop import values
from tests.fakes.vault_world import BUILD, PASSWORD, PERSON, VaultWorld, stripe, texts

SOAK = os.environ.get("KRIPTIK_SOAK") == "1"
REKEY_KILLS, PASSWORD_KILLS = (40, 40) if SOAK else (8, 4)
STORED = 60
STEPS = ("begin", "stored", "row", "deleted", "done")
"""What the child tells of a rotation, in this order; a kill comes a random number of rows after one of them."""


def child(folder: Path, how: str, lines: list[str]) -> subprocess.Popen[str]:
    """Start a process that makes one change after another."""
    command = [sys.executable, "-m", "tests.fakes.vault_rekey_child", str(folder), how]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin
    process.stdin.write("\n".join(lines))
    process.stdin.close()
    return process


def kill_after(process: subprocess.Popen[str], begins_with: str, count: int) -> list[str]:
    """Kill a child when it has told a thing so many times; return all that it told."""
    assert process.stdout
    told: list[str] = []
    for line in process.stdout:
        told.append(line.strip())
        count -= line.startswith(begins_with)
        if not count:
            process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    assert process.returncode == -signal.SIGKILL
    return told


async def opened_by(world: VaultWorld, kits: dict[str, Secret]) -> str:
    """Return which of the kits opens the vault, having tried that the other ways and everything stored fit to it."""
    vault = world.fresh()
    await vault.open()
    right = [name for name, kit in kits.items() if await _opens(vault, kit)]
    assert len(right) == 1, right
    expected = {f"acct_{number}": values(number)["secret_key"] for number in range(STORED)}
    for way in ("keyring", "password", "recovery"):
        await vault.lock()
        await _unlock(vault, way, kits[right[0]])
        found = [await vault.read(info.id, BUILD) for info in await vault.list()]
        assert {each.info.overview.account: texts(each.fields)["secret_key"] for each in found} == expected
        await vault.audit()
    await vault.close()
    return right[0]


async def _opens(vault: Vault, kit: Secret) -> bool:
    try:
        await vault.unlock_with_recovery(kit)
    except WrongRecoveryKey:
        return False
    return True


async def _unlock(vault: Vault, way: SlotKind, kit: Secret) -> None:
    if way == "keyring":
        await vault.unlock_with_keyring()
    elif way == "password":
        await vault.unlock_with_password(PASSWORD)
    else:
        await vault.unlock_with_recovery(kit)


async def made(folder: Path) -> tuple[VaultWorld, FileKeyring]:
    """Return a closed vault with things in it, whose keyring outlives a process."""
    keyring = FileKeyring(folder.parent / KEYRING_FILE)
    world = VaultWorld(folder, keyring)
    vault = await world.create()
    drafts = [stripe(f"acct_{number}", values=values(number)) for number in range(STORED)]
    infos = await asyncio.gather(*(vault.save(draft, PERSON) for draft in drafts))
    await vault.link(infos[0].id, "project-1")
    await vault.close()
    return world, keyring


async def test_a_vault_killed_while_its_keys_change_opens_the_old_way_or_the_new(folder: Path) -> None:
    world, keyring = await made(folder)
    seeded = random.Random(20_260_301)
    kit, ended = world.recovery, {"old": 0, "new": 0}
    for number in range(REKEY_KILLS):
        new = write_recovery_key(seeded.randbytes(32))
        step = STEPS[number % len(STEPS)]
        process = child(folder, "rekey", [PASSWORD.reveal(), new.reveal()])
        told = await asyncio.to_thread(kill_after, process, step, seeded.randint(1, 4) if step == "row" else 1)
        right = await opened_by(world, {"old": kit, "new": new})
        if "done 0" in told or "deleted" in told:
            assert right == "new"
        if "stored" not in told:
            assert right == "old"
        ended[right] += 1
        kit = new if right == "new" else kit
        items = [name for name in keyring.names if not name.endswith("/anchor")]
        assert len(items) == 1, "what the killed process left in the keyring was tidied up"
    assert min(ended.values()) > 0, ended


async def test_a_password_change_that_is_killed_leaves_one_of_the_two(folder: Path) -> None:
    world, _ = await made(folder)
    seeded = random.Random(20_260_302)
    present, number = PASSWORD.reveal(), 0
    for _ in range(PASSWORD_KILLS):
        wanted = [f"password number {number + each}" for each in range(40)]
        number += 40
        process = child(folder, "password", [present, *wanted])
        told = await asyncio.to_thread(kill_after, process, "done", seeded.randint(1, 12))
        done = [line for line in told if line.startswith("done")]
        begun = [line for line in told if line.startswith("begin")]
        tried = [present, *wanted[: len(begun)]]
        vault = world.fresh()
        await vault.open()
        right = [text for text in tried if await _takes(vault, text)]
        assert len(right) == 1
        assert tried.index(right[0]) in (len(done), len(begun))
        assert len(await vault.list()) == STORED
        await vault.close()
        present = right[0]


async def _takes(vault: Vault, text: str) -> bool:
    try:
        await vault.unlock_with_password(Secret(text))
    except WrongPassword:
        return False
    return True
