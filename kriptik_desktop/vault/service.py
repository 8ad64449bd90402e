"""The vault as the rest of the program sees it: what is saved, read, linked and removed.

The loop only waits here. Each call is one hop to the thread of the file, key derivation has a thread of its own, and
events leave after the commit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from kriptik_desktop.vault import drafts, history, records, store
from kriptik_desktop.vault.access import SYSTEM
from kriptik_desktop.vault.audit import note, note_about
from kriptik_desktop.vault.events import CredentialRemoved, CredentialsSaved
from kriptik_desktop.vault.model import (
    Actor,
    AuditAction,
    CredentialDraft,
    CredentialInfo,
    FieldValue,
    Outcome,
    Overview,
    SavedCredential,
)
from kriptik_desktop.vault.payload import check_fields, check_overview
from kriptik_desktop.vault.reading import VaultReading


class Vault(VaultReading):
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
            info = drafts.save(change, draft, moment.at_ms, new_id)
            return note_about(change, moment, actor, "store", info)

        return self._saved(await self._file.write(work))

    async def save_all(self, given: Sequence[CredentialDraft], actor: Actor, source: str) -> list[SavedCredential]:
        """Store what an import read, all of it or nothing, in the order of ``given``; ``source`` names the format.

        Fields that the vault has and a draft lacks stay, and where every value is stored already nothing changes.
        Raises InvalidCredential, which names the draft, and DiskFull.
        """
        for draft in given:
            drafts.check(draft)
        moment, new_id = self._now(), self._new_id

        def work(change: store.Change) -> list[SavedCredential]:
            done = [drafts.save_imported(change, draft, moment.at_ms, new_id) for draft in given]
            stored = [each.info for each in done if each.was != "same"]
            note(change, moment, actor, "import", source=source, count=len(stored), same=len(done) - len(stored))
            for info in stored:
                note_about(change, moment, actor, "store", info)
            return done

        done = await self._file.write(work)
        for each in done:
            if each.was != "same":
                self._saved(each.info)
        return done

    async def compare(self, given: Sequence[CredentialDraft]) -> list[Outcome]:
        """Return what ``save_all`` would make of each draft on its own; nothing is written and no value comes out.

        Raises InvalidCredential.
        """
        for draft in given:
            drafts.check(draft)
        return await self._file.read(
            lambda connection, keys: [drafts.outcome_of(connection, keys, draft) for draft in given]
        )

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

    async def restore_version(self, credential_id: str, version: int, actor: Actor) -> CredentialInfo:
        """Store the values of an earlier version as the newest one; where they are that already, nothing changes.

        Nobody has checked them since, so the status becomes unverified. Raises ReauthenticationNeeded,
        CredentialNotFound, VersionNotFound, VaultDamaged, DiskFull.
        """
        await self.require_presence(actor)
        moment = self._now()

        def work(change: store.Change) -> CredentialInfo:
            info = history.restore(change, credential_id, version, moment.at_ms)
            return note_about(change, moment, actor, "store", info, restored=version)

        return self._saved(await self._file.write(work))

    async def remove(self, credential_id: str, actor: Actor) -> None:
        """Delete a credential with its history and links.

        Raises ReauthenticationNeeded, CredentialNotFound.
        """
        await self.require_presence(actor)
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
        self,
        act: Callable[[store.Change, str, str], bool],
        name: AuditAction,
        credential_id: str,
        project: str,
        actor: Actor,
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

    def _saved(self, info: CredentialInfo) -> CredentialInfo:
        self._bus.publish(CredentialsSaved(credential_id=info.id, integration_id=info.overview.integration))
        return info
