"""A process that stores credentials until it is killed: ``python -m tests.fakes.vault_store_loop FOLDER WAY FIRST``.

It reads the password or the recovery key from standard input and prints each number once its store is acknowledged.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from kriptik_desktop.core.secret import Secret
from tests.fakes.vault_world import PERSON, VaultWorld, stripe


def values(number: int) -> dict[str, str]:
    """Return what is stored under a number."""
    return {"publishable_key": f"pk_test_{number:016d}", "secret_key": f"sk_test_{number:016d}"}


async def run(folder: Path, way: str, first: int) -> None:
    """Store for ever; every third store is a new version of an earlier credential."""
    vault = VaultWorld(folder).fresh()
    await vault.open()
    secret = Secret(sys.stdin.readline().strip())
    unlock = vault.unlock_with_password if way == "password" else vault.unlock_with_recovery
    await unlock(secret)
    number = first
    while True:
        account = number - 1 if number % 3 == 2 else number
        await vault.save(stripe(f"acct_{account}", values=values(number)), PERSON)
        print(number, flush=True)
        number += 1


if __name__ == "__main__":
    asyncio.run(run(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])))
