"""Commands about the vault as a whole: make it, open it, close it, look at it, delete it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kriptik_desktop.control.commands.params import Params
from kriptik_desktop.control.commands.unlocking import CLI, answer, as_person, require_unlocked
from kriptik_desktop.control.commands.vault_copies import described as described_copy
from kriptik_desktop.control.server import Progress
from kriptik_desktop.services import Services
from kriptik_desktop.vault.model import VaultState


async def _init(services: Services, params: Params, progress: Progress) -> Any:
    password = params.secret("new_password")
    kit = await services.vault.create(keyring=params.flag("keyring"), password=password, actor=CLI)
    if params.flag("kept"):
        await services.vault.ways.kit_kept(CLI)
    return {"state": "unlocked", "recovery_kit": kit.text.reveal(), "kit_kept": params.flag("kept")}


async def _unlock(services: Services, params: Params, progress: Progress) -> Any:
    vault = services.vault
    if vault.state is VaultState.UNLOCKED:
        await _be_seen(services, params)
    else:
        if params.flag("accept_older"):
            vault.accept_older_copy()
        await require_unlocked(services, params)
    return {"state": "unlocked", "read_only": vault.read_only}


async def _be_seen(services: Services, params: Params) -> None:
    """Whoever unlocks an unlocked vault and brought a key for it shows that they are there."""
    kinds = await services.vault.slots()
    brought = params.secret("recovery_kit") or (params.secret("vault_password") if "password" in kinds else None)
    if brought is not None:
        await answer(services, params, kinds)


async def _lock(services: Services, params: Params, progress: Progress) -> Any:
    if services.vault.state is VaultState.UNLOCKED:
        await services.vault.lock(CLI)
    return {"state": services.vault.state.name.lower()}


async def _status(services: Services, params: Params, progress: Progress) -> Any:
    vault = services.vault
    absent, unlocked = vault.state is VaultState.ABSENT, vault.state is VaultState.UNLOCKED
    copies = await vault.backups.list()
    return {
        "state": vault.state.name.lower(),
        "file": str(services.paths.vault_file),
        "damage": str(vault.fault) if vault.fault else "",
        "slots": [] if absent or vault.fault else list(await vault.slots()),
        "credentials": len(await vault.list()) if unlocked else None,
        "recovery_kept": vault.recovery_kept if unlocked else None,
        "read_only": vault.read_only,
        "last_backup": described_copy(copies[0]) if copies else None,
        "idle_lock_minutes": services.settings.idle_lock_minutes,
        "held_open_by": list(vault.holds),
    }


async def _verify(services: Services, params: Params, progress: Progress) -> Any:
    await require_unlocked(services, params)
    report = await services.vault.verify()
    return {
        "credentials": report.credentials,
        "versions": report.versions,
        "fields": report.fields,
        "audit_rows": report.audit_rows,
        "generation": report.generation,
        "epoch": report.epoch,
        "seconds": round(report.seconds, 3),
    }


async def _delete(services: Services, params: Params, progress: Progress) -> Any:
    vault, confirm = services.vault, params.text("confirm")

    async def destroy() -> tuple[str, ...]:
        return await vault.destroy(CLI, confirm)

    if vault.state is VaultState.UNLOCKED:
        left = await as_person(services, params, destroy)
    else:
        left = await destroy()
    return {"state": vault.state.name.lower(), "not_deleted": list(left)}


COMMANDS: Mapping[str, Any] = {
    "vault.init": _init,
    "vault.unlock": _unlock,
    "vault.lock": _lock,
    "vault.status": _status,
    "vault.verify": _verify,
    "vault.delete": _delete,
}
