"""The vault as the rest of the program sees it: what is saved, read, linked and removed.

The loop only waits here. Each call is one hop to the thread of the file, key derivation has a thread of its own, and
events leave after the commit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from kriptik_desktop.core.secret import Secret
from kriptik_desktop.vault import audit, records, store
from kriptik_desktop.vault.access import SYSTEM, VaultAccess
from kriptik_desktop.vault.audit import note_about
from kriptik_desktop.vault.events import CredentialRemoved, CredentialsSaved
from kriptik_desktop.vault.model import (
    Actor,
    AuditEntry,
    Credential,
    CredentialDraft,
    CredentialInfo,
    FieldValue,
    MaskedField,
    Overview,
)
from kriptik_desktop.vault.payload import check_fields, check_overview

_PROGRAMS: Final = frozenset({"build", "agent"})
"""Origins whose reads are counted and noted together; what a person reads is noted before it is shown."""


class Vault(VaultAccess):
    """The sealed store of one person's credentials. Use it from one loop.

    What is defined here raises VaultIsLocked while the vault is locked or absent.
    """

    async def save(self, draft: CredentialDraft, actor: Actor) -> CredentialInfo:
        """Store a credential durably, as a new version where scope, integration, mode and account are known already.

        The same values again make no new version. Fields that were generated or provisioned stay if the draft lacks
        them. A credential that waits under the label ``default`` gets the draft's account if the two share a key.
        Raises InvalidCredential, DiskFull.
        """
        check_overview(draft.overview)
        check_fields(draft.fields)
        moment, new_id = self._now(), self._new_id

        def work(change: store.Change) -> CredentialInfo:
            info = records.save(change, draft, moment.at_ms, new_id)
            return note_about(change, moment, actor, "store", info)

        return self._saved(await self._file.write(work))

    async def add_field(self, credential_id: str, field: FieldValue, actor: Actor) -> CredentialInfo:
        """Store one field more, or a new value of one, as a new version.

        Raises CredentialNotFound, InvalidCredential.
        """
        check_fields([field])
        moment = self._now()

        def work(change: store.Change) -> CredentialInfo:
            info = records.add_field(change, credential_id, field, moment.at_ms)
            return note_about(change, moment, actor, "store field", info, field=field.name)

        return self._saved(await self._file.write(work))

    async def update_overview(
        self, credential_id: str, changes: Overview | Mapping[str, Any], actor: Actor = SYSTEM
    ) -> CredentialInfo:
        """Change account, scope, mode, status, scopes or times; the lookup follows in the same transaction.

        ``changes`` are the things to change by name, or a whole overview of the same integration.

        Raises CredentialNotFound, InvalidCredential, AccountTaken.
        """
        moment = self._now()

        def work(change: store.Change) -> CredentialInfo | None:
            info = records.update_overview(change, credential_id, changes, moment.at_ms)
            return info and note_about(change, moment, actor, "update", info)

        info = await self._file.write(work)
        if info is None:
            return await self._file.read(lambda connection, keys: records.info_of(connection, keys, credential_id))
        return self._saved(info)

    async def read(self, credential_id: str, actor: Actor) -> Credential:
        """Return a credential with its values.

        What a person reads is in the audit log before it is returned; reads of builds are noted together a little
        later. Raises CredentialNotFound, VaultDamaged, and DiskFull where a person's read cannot be noted.
        """
        if actor.origin in _PROGRAMS:
            found = await self._file.read(lambda connection, keys: records.read(connection, keys, credential_id))
            self._uses.add(credential_id, found.info.overview.integration, actor)
            return found
        moment = self._now()

        def work(change: store.Change) -> Credential:
            credential = records.read(change.connection, change.keys, credential_id)
            note_about(change, moment, actor, "read", credential.info)
            return credential

        return await self._file.write(work)

    async def masks(self, credential_id: str) -> tuple[MaskedField, ...]:
        """Return a credential's fields with their values masked, in the order in which they were given.

        No value leaves the thread of the file, so the audit log has nothing to say of it. Raises CredentialNotFound,
        VaultDamaged.
        """
        return await self._file.read(
            lambda connection, keys: tuple(
                MaskedField(each.name, each.value.masked(), each.source)
                for each in records.read(connection, keys, credential_id).fields
            )
        )

    async def list(self, *, scope: str | None = None, integration: str | None = None) -> list[CredentialInfo]:
        """Return what is stored, without decrypting any secret."""
        return await self._file.read(lambda connection, keys: records.infos(connection, keys, scope, integration))

    async def same_values(self, credential_id: str, values: Mapping[str, Secret]) -> frozenset[str]:
        """Return the names of those ``values`` that the credential holds already; nothing is read out, so not noted.

        Raises CredentialNotFound, VaultDamaged.
        """
        return await self._file.read(
            lambda connection, keys: frozenset(
                each.name
                for each in records.read(connection, keys, credential_id).fields
                if values.get(each.name) == each.value
            )
        )

    async def remove(self, credential_id: str, actor: Actor) -> None:
        """Delete a credential with its history and links.

        Raises CredentialNotFound.
        """
        moment = self._now()

        def work(change: store.Change) -> CredentialInfo:
            return note_about(change, moment, actor, "delete", records.remove(change, credential_id))

        info = await self._file.write(work)
        self._bus.publish(CredentialRemoved(credential_id=info.id, integration_id=info.overview.integration))

    async def link(self, credential_id: str, project_id: str, actor: Actor = SYSTEM) -> None:
        """Note that a project uses a credential; doing it twice is fine.

        Raises CredentialNotFound, InvalidCredential.
        """
        await self._relink(records.link, "link", credential_id, project_id, actor)

    async def unlink(self, credential_id: str, project_id: str, actor: Actor = SYSTEM) -> None:
        """Note that a project no longer uses a credential; doing it twice is fine.

        Raises CredentialNotFound.
        """
        await self._relink(records.unlink, "unlink", credential_id, project_id, actor)

    async def _relink(
        self, act: Callable[[store.Change, str, str], bool], name: str, credential_id: str, project: str, actor: Actor
    ) -> None:
        moment = self._now()

        def work(change: store.Change) -> CredentialInfo | None:
            if not act(change, credential_id, project):
                return None
            info = records.info_of(change.connection, change.keys, credential_id)
            return note_about(change, moment, actor, name, info, project=project)

        info = await self._file.write(work)
        if info is not None:
            self._saved(info)

    async def audit(self) -> Sequence[AuditEntry]:
        """Return the audit log, oldest first, with its chain checked.

        Raises VaultDamaged where a row was altered or is missing.
        """
        await self._uses.flush()
        return await self._file.read(lambda connection, keys: [*audit.entries(connection, keys)])

    def _saved(self, info: CredentialInfo) -> CredentialInfo:
        self._bus.publish(CredentialsSaved(credential_id=info.id, integration_id=info.overview.integration))
        return info
