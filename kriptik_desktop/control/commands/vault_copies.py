"""Commands about copies of the whole vault: make, list, put back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kriptik_desktop.control.commands.params import Params
from kriptik_desktop.control.commands.unlocking import CLI, answer, as_person, require_unlocked
from kriptik_desktop.control.server import Progress
from kriptik_desktop.core.errors import Locked
from kriptik_desktop.services import Services
from kriptik_desktop.vault.errors import ReauthenticationNeeded

if TYPE_CHECKING:
    from kriptik_desktop.vault.backups import Backup


def described(backup: Backup) -> dict[str, Any]:
    """Return the JSON form of a backup."""
    return {
        "path": str(backup.path),
        "made_at": backup.made_at,
        "size": backup.size,
        "why": backup.why,
        "verified": backup.verified,
    }


async def _backup(services: Services, params: Params, progress: Progress) -> Any:
    if params.maybe("to") is None:
        await require_unlocked(services, params)
        return described(await services.vault.backups.make("by hand"))
    target = params.path("to")
    return described(await as_person(services, params, lambda: services.vault.backups.export_to(target, CLI)))


async def _list(services: Services, params: Params, progress: Progress) -> Any:
    return [described(each) for each in await services.vault.backups.list()]


async def _restore(services: Services, params: Params, progress: Progress) -> Any:
    path, kit, keyring = params.path("file"), params.secret("backup_kit"), params.flag("keyring")
    password = params.secret("backup_password") or params.secret("vault_password")
    if kit is None and not keyring and password is None:
        raise Locked(
            "backup_locked",
            "Nothing was given that opens the backup; nothing was changed.",
            "Give its master password with --backup-password-fd, its kit with --recovery, or use --keyring.",
        )
    by_password = password if kit is None and not keyring else None

    async def restore() -> None:
        await services.vault.backups.restore(path, password=by_password, kit=kit, keyring=keyring, actor=CLI)

    try:
        await restore()
    except ReauthenticationNeeded as needed:
        await answer(services, params, needed.ways)
        await restore()
    return {"restored": str(path), "state": services.vault.state.name.lower()}


COMMANDS: Mapping[str, Any] = {
    "vault.backup": _backup,
    "vault.backups": _list,
    "vault.restore": _restore,
}
