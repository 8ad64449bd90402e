"""Finds the Anthropic key that KripTik may spend for itself.

Its own is meant: the credential that belongs to no project. A project's key pays for that project's app, so it is
touched only when the person named it in this very call, and then no other key is spent in its place.
"""

from __future__ import annotations

from kriptik_desktop.core.secret import Secret
from kriptik_desktop.vault.errors import VaultIsLocked
from kriptik_desktop.vault.model import APP_SCOPE, Actor, CredentialInfo, VaultState
from kriptik_desktop.vault.service import Vault

_INTEGRATION, _FIELD = "anthropic", "api_key"
_ACTOR = Actor("agent", "refining a description")


class RefinementKey:
    """Looks in the vault each time, because a key may have been added, replaced or removed meanwhile."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    async def __call__(self, may_use: str | None) -> Secret | None:
        """Return KripTik's own key, or that of the credential ``may_use`` if one is named; None if it is not there.

        Raises VaultIsLocked, CredentialNotFound, VaultDamaged.
        """
        if self._vault.state is VaultState.ABSENT:
            return None
        if self._vault.state is VaultState.LOCKED:
            raise VaultIsLocked
        found = await self._all()
        if may_use is not None:
            return await self._read(may_use) if may_use in {each.id for each in found} else None
        own = [each for each in found if each.overview.scope == APP_SCOPE]
        usable = [each for each in own if each.overview.status not in ("invalid", "expired")] or own
        if not usable:
            return None
        return await self._read(max(usable, key=lambda each: (each.updated_at, each.id)).id)

    async def of_projects(self) -> tuple[CredentialInfo, ...]:
        """Return the credentials of projects that the person could allow, the last changed first.

        Raises VaultIsLocked, VaultDamaged.
        """
        found = [each for each in await self._all() if each.overview.scope != APP_SCOPE]
        return tuple(sorted(found, key=lambda each: (-each.updated_at, each.id)))

    async def _all(self) -> list[CredentialInfo]:
        return [*await self._vault.list(integration=_INTEGRATION)]

    async def _read(self, credential_id: str) -> Secret | None:
        credential = await self._vault.read(credential_id, _ACTOR)
        return next((each.value for each in credential.fields if each.name == _FIELD), None)
