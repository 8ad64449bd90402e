"""Commands about the ways into the vault: master password, keyring, recovery kit, and a new root key.

A new kit is drawn by one command and put in place by the next, because the person shows in between that they kept it:
a kit that nobody holds must never replace one that somebody does.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kriptik_desktop.control import errors
from kriptik_desktop.control.commands.params import Params
from kriptik_desktop.control.commands.unlocking import CLI, as_person, require_unlocked
from kriptik_desktop.control.server import Progress
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.services import Services


def _needed(params: Params, name: str) -> Secret:
    secret = params.secret(name)
    if secret is None:
        raise errors.parameter_missing(name)
    return secret


async def _ways(services: Services) -> dict[str, Any]:
    ways = await services.vault.ways.list()
    return {"ways": [{"kind": way.kind, "created_at": way.created_at, "detail": way.detail} for way in ways]}


async def _prove(services: Services, params: Params, progress: Progress) -> Any:
    """Asked before a new password is typed, so that nobody types one in vain."""
    await as_person(services, params, lambda: services.vault.require_presence(CLI))
    return {}


async def _list(services: Services, params: Params, progress: Progress) -> Any:
    return await _ways(services)


async def _password(services: Services, params: Params, progress: Progress) -> Any:
    ways = services.vault.ways
    if params.flag("off"):
        await as_person(services, params, lambda: ways.remove_password(CLI))
    else:
        password = _needed(params, "new_password")
        await as_person(services, params, lambda: ways.set_password(password, CLI))
    return await _ways(services)


async def _keyring(services: Services, params: Params, progress: Progress) -> Any:
    ways = services.vault.ways
    wanted = params.text("switch")
    if wanted not in ("on", "off"):
        raise errors.parameter_wrong("switch", "on or off")
    turn = ways.add_keyring if wanted == "on" else ways.remove_keyring
    await as_person(services, params, lambda: turn(CLI))
    return await _ways(services)


async def _draw_kit(services: Services, params: Params, progress: Progress) -> Any:
    async def draw() -> Any:
        await services.vault.require_presence(CLI)
        return services.vault.ways.draw_kit()

    kit = await as_person(services, params, draw)
    return {"recovery_kit": kit.text.reveal(), "vault": kit.vault_id}


async def _replace_kit(services: Services, params: Params, progress: Progress) -> Any:
    kit = _needed(params, "new_kit")

    async def replace() -> None:
        await services.vault.ways.replace_kit(kit, CLI)
        await services.vault.ways.kit_kept(CLI)

    await as_person(services, params, replace)
    return {"kit_kept": True}


async def _kit_kept(services: Services, params: Params, progress: Progress) -> Any:
    await as_person(services, params, lambda: services.vault.ways.kit_kept(CLI))
    return {"kit_kept": True}


async def _check_kit(services: Services, params: Params, progress: Progress) -> Any:
    """A kit that opens the vault was kept."""
    kit = _needed(params, "recovery_kit")
    await require_unlocked(services, params)
    await services.vault.unlock_with_recovery(kit, CLI)
    await services.vault.ways.kit_kept(CLI)
    return {"kit_kept": True}


async def _rekey(services: Services, params: Params, progress: Progress) -> Any:
    password, kit = params.secret("vault_password"), _needed(params, "new_kit")
    await require_unlocked(services, params)
    if "password" in await services.vault.slots():
        if password is None:
            raise errors.who_is_there("The new key is wrapped in your master password.", by_password=True)
    else:
        password = None
    told = -1

    def tell(done: int, total: int) -> None:
        nonlocal told
        tenth = done * 10 // max(total, 1)
        if tenth != told:
            told = tenth
            progress({"title": "encrypted anew", "state": f"{tenth * 10} %"})

    report = await as_person(
        services, params, lambda: services.vault.rekey(password=password, kit=kit, actor=CLI, progress=tell)
    )
    if params.flag("new"):
        await services.vault.ways.kit_kept(CLI)
    return {
        "credentials": report.credentials,
        "seconds": round(report.seconds, 3),
        "backup": str(report.backup) if report.backup else None,
    }


COMMANDS: Mapping[str, Any] = {
    "vault.prove": _prove,
    "vault.ways": _list,
    "vault.password": _password,
    "vault.keyring": _keyring,
    "vault.kit.draw": _draw_kit,
    "vault.kit.replace": _replace_kit,
    "vault.kit.kept": _kit_kept,
    "vault.kit.check": _check_kit,
    "vault.rekey": _rekey,
}
