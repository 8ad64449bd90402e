"""A process that restores a backup until it is killed: ``python -m tests.fakes.vault_restore_loop FOLDER BACKUP``.

It reads the recovery key from standard input and prints a dot at each of the steps that it is told apart by.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from kriptik_desktop.core.secret import Secret
from tests.fakes.vault_world import PERSON, VaultWorld


async def run(folder: Path, backup: Path) -> None:
    """Restore again and again; a dot is printed before each."""
    world = VaultWorld(folder, guarded=True)
    vault = world.fresh()
    kit = Secret(sys.stdin.readline().strip())
    await vault.open(damaged_too=True)
    while True:
        print(".", flush=True)
        await vault.lock()
        await vault.backups.restore(backup, kit=kit, actor=PERSON)


if __name__ == "__main__":
    asyncio.run(run(Path(sys.argv[1]), Path(sys.argv[2])))
