"""What is read of the vault: lists, values, versions, the audit log; nothing here changes a credential.

A value that a person asks for is handed out only after its audit row is durable, so that a full disk cannot make a
reading go unseen.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeVar

from kriptik_desktop.core.secret import Secret
from kriptik_desktop.vault import audit, audit_report, comparing, history, records, store
from kriptik_desktop.vault.audit import note, note_about
from kriptik_desktop.vault.events import CredentialUsed
from kriptik_desktop.vault.keeping import VaultKeeping
from kriptik_desktop.vault.keys import VaultKeys
from kriptik_desktop.vault.model import (
    Actor,
    AuditEntry,
    AuditReport,
    Credential,
    CredentialInfo,
    ExportedCredential,
    MaskedField,
    Purpose,
    VersionInfo,
)

T = TypeVar("T")
Infos = list[CredentialInfo]
Versions = list[VersionInfo]
Exported = list[ExportedCredential]
SameValues = list[comparing.Same]
_log = logging.getLogger(__name__)

_ALL_ROWS: Final = 1 << 62
_NAMED_IDS: Final = 200
"""Credentials that the row of an export names before it only counts them."""

_PROGRAMS: Final = frozenset({"build", "agent"})
"""Origins whose reads are counted and noted together; what a person reads is noted before it is shown."""


class VaultReading(VaultKeeping):
    """An unlocked vault's contents; what changes them is the matter of ``Vault``."""

    async def list(self, *, scope: str | None = None, integration: str | None = None) -> Infos:
        """Return what is stored, without decrypting any secret."""
        return await self._file.read(lambda connection, keys: records.infos(connection, keys, scope, integration))

    async def info(self, credential_id: str) -> CredentialInfo:
        """Return one credential without its values, which costs the same however many are stored.

        Raises CredentialNotFound, VaultDamaged.
        """
        return await self._file.read(lambda connection, keys: records.info_of(connection, keys, credential_id))

    async def same_values(self, ids: Sequence[str], given: Sequence[Mapping[str, Secret]]) -> SameValues:
        """Return for each of ``given`` which credentials have which of its values; none is read out, so none is noted.

        Raises CredentialNotFound, VaultDamaged.
        """
        return await self._file.read(lambda connection, keys: comparing.same_values(connection, keys, ids, given))

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

    async def read(self, credential_id: str, actor: Actor) -> Credential:
        """Return a credential with its values.

        What a person reads is in the audit log before it is returned; reads of builds are noted together a little
        later. Raises CredentialNotFound, VaultDamaged, and DiskFull where a person's read cannot be noted.
        """
        if actor.origin in _PROGRAMS:
            found = await self._file.read(lambda connection, keys: records.read(connection, keys, credential_id))
            if not self._file.read_only:
                self._uses.add(credential_id, found.info.overview.integration, actor)
            return found
        moment = self._now()
        return await self._noted(
            lambda connection, keys: records.read(connection, keys, credential_id),
            lambda change, found: note_about(change, moment, actor, "read", found.info),
        )

    async def take(
        self, credential_id: str, field: str, actor: Actor, purpose: Purpose, *, version: int | None = None
    ) -> Secret:
        """Return one value for a person to see or to paste, of the present version or a kept earlier one.

        The audit row is durable before the value is handed out, and counts as a use. Raises ReauthenticationNeeded,
        CredentialNotFound, VersionNotFound, FieldNotFound, VaultDamaged, and DiskFull where the row cannot be written.
        """
        await self.require_presence(actor)
        moment, of = self._now(), {} if version is None else {"version": version}

        def taken(change: store.Change, found: tuple[CredentialInfo, Secret]) -> None:
            note_about(change, moment, actor, purpose, found[0], field=field, **of)
            records.note_use(change, credential_id, moment.at_ms)

        info, value = await self._noted(
            lambda connection, keys: history.value_of(connection, keys, credential_id, field, version), taken
        )
        self._bus.publish(CredentialUsed(credential_id=info.id, integration_id=info.overview.integration))
        return value

    async def history(self, credential_id: str) -> Versions:
        """Return the kept versions of a credential without their values, newest first.

        Raises CredentialNotFound, VaultDamaged.
        """
        return await self._file.read(lambda connection, keys: history.versions(connection, keys, credential_id))

    async def export_all(self, actor: Actor, how: str, ids: Sequence[str] | None = None) -> Exported:
        """Return credentials with all their values and kept versions, for a file that ``how`` names the format of.

        The audit row is durable before anything is handed out. Raises ReauthenticationNeeded, CredentialNotFound,
        VaultDamaged, and DiskFull where the row cannot be written.
        """
        await self.require_presence(actor)
        moment = self._now()

        def exported(change: store.Change, found: Exported) -> None:
            named = {} if ids is None else {"credentials": list(ids)[:_NAMED_IDS]}
            note(change, moment, actor, "export", how=how, count=len(found), **named)

        return await self._noted(lambda connection, keys: history.export(connection, keys, ids), exported)

    async def audit(self, limit: int | None = None, before: int | None = None) -> Sequence[AuditEntry]:
        """Return the last ``limit`` rows of the audit log, or those before row ``before``, oldest first.

        The chain is checked between them, and as a whole where neither is given. Raises VaultDamaged where a row was
        altered or is missing.
        """
        await self._uses.flush()
        if limit is None and before is None:
            return await self._file.read(lambda connection, keys: [*audit.entries(connection, keys)])
        wanted = _ALL_ROWS if limit is None else limit
        return await self._file.read(lambda connection, keys: audit.page(connection, keys, wanted, before))

    async def audit_report(self) -> AuditReport:
        """Return the whole audit log as far as it can be read, and in words where its chain is broken, if it is."""
        await self._uses.flush()
        return await self._file.read(audit_report.report)

    async def audit_json(self) -> str:
        """Return the audit log as JSON text, one object a row, with no secret in it."""
        return await asyncio.to_thread(audit_report.as_json, await self.audit_report())

    async def _noted(
        self,
        look: Callable[[sqlite3.Connection, VaultKeys], T],
        take_down: Callable[[store.Change, T], object],
    ) -> T:
        """Return what ``look`` finds once ``take_down`` has noted it durably.

        A vault that cannot be written at all still lets its owner read, which is said in the log of the program.
        """
        if self._file.read_only:
            _log.warning("read without a row in the audit log: the vault cannot be written")
            return await self._file.read(look)

        def work(change: store.Change) -> T:
            found = look(change.connection, change.keys)
            take_down(change, found)
            return found

        return await self._file.write(work)
