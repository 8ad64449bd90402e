"""A vault in a real system keyring: ``dbus-run-session -- python -m tests.fakes.keyring_session FOLDER``.

It starts gnome-keyring, whose login collection it unlocks by a password on standard input, does with a vault all that
concerns the keyring, and prints what it found as JSON. A process of its own, because the session bus is that of the
process that was started in it.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from pathlib import Path

from kriptik_desktop.vault.errors import SlotMissing
from kriptik_desktop.vault.keyring import SERVICE, SystemKeyring, system_backend
from kriptik_desktop.vault.service import Vault
from tests.fakes.vault_world import PASSWORD, PERSON, VaultWorld, stripe

LOGIN = b"the password of the login"


def start_keyring() -> None:
    """Start the daemon on this session's bus with an unlocked login collection, in the place of one that runs."""
    command = ["gnome-keyring-daemon", "--replace", "--unlock", "--components=secrets"]
    subprocess.run(command, input=LOGIN, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True, timeout=30)


def items() -> list[str]:
    """Return the names of the items that this app has in the keyring."""
    import secretstorage

    with secretstorage.dbus_init() as bus:
        collection = secretstorage.get_default_collection(bus)
        found = collection.search_items({"service": SERVICE})
        return sorted(item.get_attributes()["username"] for item in found)


def slots(names: list[str]) -> list[str]:
    """Return the items that open a slot; the vault keeps an anchor there besides."""
    return [name for name in names if not name.endswith("/anchor")]


def lock_keyring() -> None:
    """Lock the collection as a session does."""
    import secretstorage

    with secretstorage.dbus_init() as bus:
        secretstorage.get_default_collection(bus).lock()


async def by_keyring(world: VaultWorld) -> tuple[Vault, int]:
    """Open the vault anew by the keyring; return it and how many credentials it holds."""
    vault = await world.reopen()
    await vault.unlock_with_keyring()
    return vault, len(await vault.list())


async def run(folder: Path) -> dict[str, object]:
    """Do everything once."""
    found: dict[str, object] = {"backend": type(system_backend()).__module__}
    world = VaultWorld(folder, SystemKeyring())
    vault = await world.create()
    found["unusable"] = await vault.keyring_unusable_because()
    await world.save(stripe())
    first = slots(items())
    vault, found["after reopening"] = await by_keyring(world)
    await vault.unlock_with_password(PASSWORD)
    await vault.rekey(password=PASSWORD, kit=world.recovery, actor=PERSON)
    second = slots(items())
    found["one new item"] = len(first) == len(second) == 1 and first != second
    vault, found["after new keys"] = await by_keyring(world)
    vault = await world.reopen()
    lock_keyring()
    found["while locked"] = await _refusal(vault)
    await vault.unlock_with_password(PASSWORD)
    start_keyring()
    await vault.ways.remove_keyring(PERSON)
    found["items after removal"] = len(slots(items()))
    vault = await world.reopen()
    try:
        await vault.unlock_with_keyring()
    except SlotMissing:
        found["removed"] = True
    await vault.unlock_with_password(PASSWORD)
    found["by password"] = len(await vault.list())
    await vault.close()
    return found


async def _refusal(vault: Vault) -> str:
    try:
        await vault.unlock_with_keyring()
    except Exception as error:
        return str(error)
    return "opened"


if __name__ == "__main__":
    start_keyring()
    print(json.dumps(asyncio.run(run(Path(sys.argv[1])))))
