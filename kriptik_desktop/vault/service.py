"""The vault as the rest of the program sees it: open, unlock, save, read, lock.

The loop only waits here. Each call is one hop to the thread of the file, key derivation has a thread of its own, and
events leave after the commit.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final

from kriptik_desktop.core.clock import Clock
from kriptik_desktop.core.errors import Refused, Unavailable
from kriptik_desktop.core.events import EventBus
from kriptik_desktop.core.ids import IdSource
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.vault import audit, records, store
from kriptik_desktop.vault.audit import Moment, note, note_about
from kriptik_desktop.vault.crypto import Key
from kriptik_desktop.vault.doors import Doors
from kriptik_desktop.vault.errors import KeyringItemWrong, VaultExists, VaultNotOpen, WrongPassword, WrongRecoveryKey
from kriptik_desktop.vault.events import CredentialRemoved, CredentialsSaved, VaultLocked, VaultUnlocked
from kriptik_desktop.vault.keyring import KeyringPort
from kriptik_desktop.vault.model import (
    Actor,
    AuditEntry,
    Credential,
    CredentialDraft,
    CredentialInfo,
    FieldValue,
    Overview,
    RecoveryKit,
    SlotKind,
    VaultState,
)
from kriptik_desktop.vault.payload import check_fields, check_overview
from kriptik_desktop.vault.slots import Argon2Params
from kriptik_desktop.vault.uses import COALESCE_S, PendingUses
from kriptik_desktop.vault.vault_file import VaultFile

_log = logging.getLogger(__name__)

_SYSTEM: Final = Actor("agent")
_PROGRAMS: Final = frozenset({"build", "agent"})
"""Origins whose reads are counted and noted together; what a person reads is noted before it is shown."""


class Vault:
    """The sealed store of one person's credentials. Use it from one loop.

    All but ``open``, ``state``, ``slots``, ``create`` and the ``unlock_`` calls raise VaultIsLocked while locked.
    """

    def __init__(
        self,
        path: Path,
        bus: EventBus,
        clock: Clock,
        new_id: IdSource,
        keyring: KeyringPort,
        *,
        argon2: Argon2Params | None = None,
        coalesce_s: float = COALESCE_S,
    ) -> None:
        self._file = VaultFile(path)
        self._bus = bus
        self._clock = clock
        self._new_id = new_id
        self._keyring = keyring
        self._doors = Doors(self._file, keyring, new_id, argon2)
        self._uses = PendingUses(self._file.write, clock, coalesce_s)
        self._one_at_a_time = asyncio.Lock()
        self._failed: dict[SlotKind, int] = {}
        self._holds: list[str] = []

    @property
    def path(self) -> Path:
        """Where the vault's file lies, or will lie."""
        return self._file.path

    @property
    def state(self) -> VaultState:
        """Whether there is a vault, and whether its keys are in memory."""
        if not self._file.exists:
            return VaultState.ABSENT
        return VaultState.LOCKED if self._file.keys is None else VaultState.UNLOCKED

    async def open(self) -> None:
        """Take the vault's lock for this process and look at the file.

        Raises VaultBusy, VaultRefused, VaultDamaged, VaultTooNew, and the database's DatabaseRefused.
        """
        async with self._one_at_a_time:
            if not self._file.held:
                await self._file.open()

    async def slots(self) -> tuple[SlotKind, ...]:
        """Return the ways in which this vault can be unlocked.

        Raises VaultMissing, VaultDamaged.
        """
        return await self._doors.kinds()

    async def keyring_unusable_because(self) -> str | None:
        """Return why the system keyring cannot keep this vault's key, or None if it can; asks it, with a time limit."""
        return await self._keyring.unusable_because()

    async def create(self, *, keyring: bool, password: Secret | None, actor: Actor = _SYSTEM) -> RecoveryKit:
        """Make the vault and leave it unlocked; the recovery key is shown this once.

        Raises VaultExists, NoUnlockWay, WeakPassword, NoArgon2, KeyringUnavailable, VaultRefused, DiskFull.
        """
        async with self._one_at_a_time:
            if not self._file.held:
                raise VaultNotOpen
            if self._file.exists:
                raise VaultExists(str(self.path))
            kit = await self._doors.create(keyring=keyring, password=password, moment=self._now(), actor=actor)
        self._bus.publish(VaultUnlocked())
        return kit

    async def unlock_with_keyring(self, actor: Actor = _SYSTEM) -> None:
        """Unlock by the key in the system keyring.

        Raises SlotMissing, KeyringUnavailable, KeyringItemMissing, KeyringItemWrong, VaultDamaged, VaultMissing.
        """
        await self._unlock("keyring", self._doors.by_keyring, actor)

    async def unlock_with_password(self, password: Secret, actor: Actor = _SYSTEM) -> None:
        """Unlock by the master password; on an unlocked vault this only checks the password.

        Raises SlotMissing, WrongPassword, VaultDamaged, VaultMissing, NoArgon2.
        """
        await self._unlock("password", lambda: self._doors.by_password(password), actor)

    async def unlock_with_recovery(self, text: Secret, actor: Actor = _SYSTEM) -> None:
        """Unlock by the printed recovery key.

        Raises RecoveryKeyMistyped, WrongRecoveryKey, SlotMissing, VaultDamaged, VaultMissing.
        """
        await self._unlock("recovery", lambda: self._doors.by_recovery(text), actor)

    async def _unlock(self, kind: SlotKind, root_of: Callable[[], Awaitable[Key]], actor: Actor) -> None:
        async with self._one_at_a_time:
            try:
                root = await root_of()
            except (WrongPassword, WrongRecoveryKey, KeyringItemWrong):
                self._failed[kind] = self._failed.get(kind, 0) + 1
                raise
            if self._file.keys is not None:
                return
            await self._file.admit(root)
            await self._note_unlock(kind, actor)
        self._bus.publish(VaultUnlocked())

    async def _note_unlock(self, kind: SlotKind, actor: Actor) -> None:
        """A full disk must not keep a person from reading what is stored, so this row may be missing then."""
        failed, moment = dict(self._failed), self._now()

        def work(change: store.Change) -> None:
            for how, count in failed.items():
                note(change, moment, actor, "unlock failed", slot=how, count=count)
            note(change, moment, actor, "unlock", slot=kind)

        try:
            await self._file.write(work)
            self._failed.clear()
        except (Unavailable, Refused) as error:
            _log.warning("the unlocking could not be noted in the audit log: %s", error.code)

    async def lock(self) -> None:
        """Drop the keys after the work that was asked for before; locking a locked vault is fine."""
        async with self._one_at_a_time:
            if self._file.keys is None:
                return
            await self._uses.flush()
            await self._file.forget_keys()
        self._bus.publish(VaultLocked())

    async def close(self) -> None:
        """Lock, close the file, and let another process have it; closing twice is fine."""
        await self.lock()
        async with self._one_at_a_time:
            await self._file.close()

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
        self, credential_id: str, changes: Overview | Mapping[str, Any], actor: Actor = _SYSTEM
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

    async def list(self, *, scope: str | None = None, integration: str | None = None) -> list[CredentialInfo]:
        """Return what is stored, without decrypting any secret."""
        return await self._file.read(lambda connection, keys: records.infos(connection, keys, scope, integration))

    async def remove(self, credential_id: str, actor: Actor) -> None:
        """Delete a credential with its history and links.

        Raises CredentialNotFound.
        """
        moment = self._now()

        def work(change: store.Change) -> CredentialInfo:
            return note_about(change, moment, actor, "delete", records.remove(change, credential_id))

        info = await self._file.write(work)
        self._bus.publish(CredentialRemoved(credential_id=info.id, integration_id=info.overview.integration))

    async def link(self, credential_id: str, project_id: str, actor: Actor = _SYSTEM) -> None:
        """Note that a project uses a credential; doing it twice is fine.

        Raises CredentialNotFound, InvalidCredential.
        """
        await self._relink(records.link, "link", credential_id, project_id, actor)

    async def unlink(self, credential_id: str, project_id: str, actor: Actor = _SYSTEM) -> None:
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

    @asynccontextmanager
    async def hold(self, reason: str) -> AsyncIterator[None]:
        """Say for as long as the context lasts that idle time must not lock the vault."""
        self._holds.append(reason)
        try:
            yield
        finally:
            self._holds.remove(reason)

    @property
    def holds(self) -> tuple[str, ...]:
        """Why the vault is to stay unlocked, one reason per hold."""
        return tuple(self._holds)

    def _now(self) -> Moment:
        return Moment.now(self._clock)

    def _saved(self, info: CredentialInfo) -> CredentialInfo:
        self._bus.publish(CredentialsSaved(credential_id=info.id, integration_id=info.overview.integration))
        return info
