"""Commands about the vault as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kriptik_desktop.control.commands.params import Params
from kriptik_desktop.control.commands.unlocking import require_unlocked
from kriptik_desktop.control.server import Progress
from kriptik_desktop.services import Services
from kriptik_desktop.vault.model import VaultState


async def _init(services: Services, params: Params, progress: Progress) -> Any:
    password = params.secret("new_password")
    kit = await services.vault.create(keyring=params.flag("keyring"), password=password)
    return {"state": "unlocked", "recovery_kit": kit.text.reveal()}


async def _unlock(services: Services, params: Params, progress: Progress) -> Any:
    recovery = params.secret("recovery_kit")
    if recovery is not None and services.vault.state is VaultState.LOCKED:
        await services.vault.unlock_with_recovery(recovery)
    await require_unlocked(services, params)
    return {"state": "unlocked"}


async def _lock(services: Services, params: Params, progress: Progress) -> Any:
    if services.vault.state is VaultState.UNLOCKED:
        await services.vault.lock()
    return {"state": services.vault.state.name.lower()}


async def _status(services: Services, params: Params, progress: Progress) -> Any:
    vault = services.vault
    absent = vault.state is VaultState.ABSENT
    return {
        "state": vault.state.name.lower(),
        "file": str(services.paths.vault_file),
        "slots": [] if absent else list(await vault.slots()),
        "credentials": len(await vault.list()) if vault.state is VaultState.UNLOCKED else None,
    }


COMMANDS: Mapping[str, Any] = {
    "vault.init": _init,
    "vault.unlock": _unlock,
    "vault.lock": _lock,
    "vault.status": _status,
}
