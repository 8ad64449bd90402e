"""Opens the vault for a command that needs it, without asking more than is needed.

The OS keyring is tried first because it costs the person nothing; a password is used only when the caller brought one.
"""

from __future__ import annotations

from kriptik_desktop.control.commands.params import Params
from kriptik_desktop.core.errors import KriptikError, Locked, NotFound
from kriptik_desktop.services import Services
from kriptik_desktop.vault.model import VaultState


async def require_unlocked(services: Services, params: Params) -> None:
    """Return with the vault unlocked.

    Raises NotFound when there is no vault, Locked when neither keyring nor a given password opens it, and what the
    vault says of a wrong password or a damaged file.
    """
    vault = services.vault
    if vault.state is VaultState.ABSENT:
        raise NotFound("no_vault", "There is no vault yet.", "Make one with 'kriptik vault init'.")
    if vault.state is VaultState.UNLOCKED:
        return
    password = params.secret("vault_password")
    slots = await vault.slots()
    refusal: KriptikError | None = None
    if "keyring" in slots:
        try:
            await vault.unlock_with_keyring()
            return
        except KriptikError as error:
            refusal = error
    if password is not None and "password" in slots:
        await vault.unlock_with_password(password)
        return
    because = f" The system keyring did not help: {refusal.message}" if refusal else ""
    raise Locked(
        "vault_locked",
        f"The vault is locked.{because}",
        "Unlock it with 'kriptik vault unlock', or give the password with --password-fd or KRIPTIK_PASSWORD_FILE.",
    )
