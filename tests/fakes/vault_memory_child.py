"""Looks for keys in its own memory: ``python -m tests.fakes.vault_memory_child FOLDER`` prints JSON.

It opens the vault by the password on standard input, keeps disguised copies of the root keys, gives the vault new keys,
locks it, and then counts how often each key stands in any page that this process may write. It looks once only, because
looking copies what it looks at. A process of its own, so that no test leaves copies in it.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import re
import sys
from pathlib import Path

from kriptik_desktop.core.secret import Secret
from kriptik_desktop.vault.service import Vault
from tests.fakes.keyring import FileKeyring
from tests.fakes.vault_rekey_child import KEYRING_FILE
from tests.fakes.vault_world import PERSON, VaultWorld

MASK = 0x5A
_WRITABLE = re.compile(r"^([0-9a-f]+)-([0-9a-f]+) rw")


def disguised(vault: Vault) -> bytes:
    """Return the root key such that the copy is not found."""
    keys = vault._file.keys
    assert keys
    return bytes(byte ^ MASK for byte in keys._root)


def copies(hidden: dict[str, bytes]) -> dict[str, int]:
    """Return how often each key stands in this process's memory; what is looked for is in no such page by itself."""
    found = dict.fromkeys(hidden, 0)
    wanted = {
        name: re.compile(b"".join(b"[\\x%02x]" % (byte ^ MASK) for byte in text)) for name, text in hidden.items()
    }
    with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb", 0) as memory:
        for line in maps:
            area = _WRITABLE.match(line)
            if area is None:
                continue
            start, end = (int(text, 16) for text in area.groups())
            memory.seek(start)
            try:
                data = memory.read(end - start)
            except OSError:
                continue
            for name, pattern in wanted.items():
                found[name] += len(pattern.findall(data))
    return found


async def run(folder: Path) -> dict[str, int]:
    """Count after the lock; a key that is kept on purpose shows that the count finds what is there."""
    password, kit = (Secret(line.strip()) for line in sys.stdin.readlines())
    vault = VaultWorld(folder, FileKeyring(folder.parent / KEYRING_FILE)).fresh()
    await vault.open()
    await vault.unlock_with_password(password)
    hidden = {"old root": disguised(vault)}
    await vault.rekey(password=password, kit=kit, actor=PERSON)
    hidden["new root"] = disguised(vault)
    await vault.close()
    kept = os.urandom(32)
    hidden["kept"] = bytes(byte ^ MASK for byte in kept)
    gc.collect()
    found = copies(hidden)
    assert kept
    return found


if __name__ == "__main__":
    print(json.dumps(asyncio.run(run(Path(sys.argv[1])))))
