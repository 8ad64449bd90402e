"""Opens the vault for a command that needs it, without asking more than is needed.

The OS keyring is tried first because it costs the person nothing; a password is used only when the caller brought one.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

from kriptik_desktop.control import errors
from kriptik_desktop.control.commands.params import Params
from kriptik_desktop.core.errors import Damaged, KriptikError, NotFound, Refused
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.services import Services
from kriptik_desktop.vault.errors import ReauthenticationNeeded, VaultRolledBack
from kriptik_desktop.vault.model import Actor, VaultState
from kriptik_desktop.vault.service import Vault

Result = TypeVar("Result")
CLI = Actor("cli")
"""Whom the audit log names for what a command does."""


async def require_unlocked(services: Services, params: Params) -> None:
    """Return with the vault unlocked.

    Raises NotFound when there is no vault, Locked when neither keyring nor what was given opens it, and what the vault
    says of a wrong password or a damaged file.
    """
    vault = services.vault
    if vault.state is VaultState.ABSENT:
        raise NotFound("no_vault", "There is no vault yet.", "Make one with 'kriptik vault init'.")
    if vault.state is VaultState.UNLOCKED:
        return
    try:
        await _open(vault, params.secret("recovery_kit"), params.secret("vault_password"))
    except VaultRolledBack as error:
        hint = "Restore a newer backup, or go on knowingly: 'kriptik vault unlock --accept-older'."
        raise Refused(error.code, error.message, hint) from None


async def _open(vault: Vault, kit: Secret | None, password: Secret | None) -> None:
    slots = await vault.slots()
    if kit is not None:
        await vault.unlock_with_recovery(kit, CLI)
        return
    refusal: KriptikError | None = None
    if "keyring" in slots:
        try:
            await vault.unlock_with_keyring(CLI)
            return
        except (VaultRolledBack, Damaged):
            raise
        except KriptikError as error:
            refusal = error
    if password is not None and "password" in slots:
        await vault.unlock_with_password(password, CLI)
        return
    raise errors.still_locked(refusal.message if refusal else "", by_password="password" in slots)


async def as_person(services: Services, params: Params, work: Callable[[], Awaitable[Result]]) -> Result:
    """Unlock the vault and do ``work``; where the vault asks whether the person is there, answer and do it again.

    Raises what :func:`require_unlocked` raises, and Locked when what the caller brought does not answer.
    """
    await require_unlocked(services, params)
    try:
        return await work()
    except ReauthenticationNeeded as needed:
        await answer(services, params, needed.ways)
    return await work()


async def answer(services: Services, params: Params, ways: tuple[str, ...]) -> None:
    """Show an unlocked vault that the person is there, by what the caller brought or by the keyring.

    Raises Locked when none of it answers, and what the vault says of a wrong password or kit.
    """
    vault, kit, password = services.vault, params.secret("recovery_kit"), params.secret("vault_password")
    if kit is not None:
        await vault.unlock_with_recovery(kit, CLI)
    elif "password" in ways:
        if password is None:
            raise errors.who_is_there(by_password=True)
        await vault.unlock_with_password(password, CLI)
    else:
        try:
            await vault.unlock_with_keyring(CLI)
        except KriptikError as error:
            raise errors.who_is_there(error.message, by_password=False) from None
