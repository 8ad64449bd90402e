"""What is left of the keys in memory when the vault is locked; asked of a process of its own, which reads itself."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fakes.keyring import FileKeyring
from tests.fakes.vault_rekey_child import KEYRING_FILE
from tests.fakes.vault_world import PASSWORD, VaultWorld, stripe


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="only Linux lets a process read itself this way")
async def test_no_root_key_stands_in_memory_after_a_lock(folder: Path) -> None:
    world = VaultWorld(folder, FileKeyring(folder.parent / KEYRING_FILE))
    await world.create()
    await world.save(stripe())
    await world.vault.close()
    command = [sys.executable, "-m", "tests.fakes.vault_memory_child", str(folder)]
    typed = f"{PASSWORD.reveal()}\n{world.recovery.reveal()}\n"
    done = await asyncio.to_thread(subprocess.run, command, input=typed, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found.pop("kept") >= 1, "what is kept on purpose is found; now and then in the page that was just read, too"
    assert found == {"old root": 0, "new root": 0}
