"""A process that changes its vault until it is killed: ``python -m tests.fakes.vault_rekey_child FOLDER HOW``.

HOW is ``rekey`` or ``password``. It reads from standard input the password and then one text per line: the kits to
rotate to, or the passwords to change to. It prints a line at every step, so that the parent can choose the moment;
``done N`` says that the Nth change was acknowledged.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from kriptik_desktop.core.secret import Secret
from kriptik_desktop.vault.service import Vault
from tests.fakes.keyring import FileKeyring
from tests.fakes.vault_world import PERSON, VaultWorld

KEYRING_FILE = "keyring.json"


def say(what: object) -> None:
    """Tell the parent."""
    print(what, flush=True)


async def change(vault: Vault, how: str, password: Secret, text: Secret) -> None:
    """Make one change."""
    if how == "password":
        await vault.ways.set_password(text, PERSON)
        return
    await vault.rekey(password=password, kit=text, actor=PERSON, progress=lambda done, rows: say(f"row {done}"))


async def run(folder: Path, how: str) -> None:
    """Change for as long as there are texts."""
    password, *texts = [Secret(line) for line in sys.stdin.read().split("\n") if line]
    keyring = FileKeyring(folder.parent / KEYRING_FILE, say)
    vault = VaultWorld(folder, keyring).fresh()
    await vault.open()
    await vault.unlock_with_keyring()
    await vault.unlock_with_password(password)
    for number, text in enumerate(texts):
        say(f"begin {number}")
        await change(vault, how, password, text)
        say(f"done {number}")
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(run(Path(sys.argv[1]), sys.argv[2]))
