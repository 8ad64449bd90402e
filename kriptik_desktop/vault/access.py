"""Opening, making, unlocking and locking the vault: what can be done with it before anything is read.

Kept apart from what is stored, because lock levels grow here and credentials there.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from kriptik_desktop.core.clock import Clock
from kriptik_desktop.core.errors import KriptikError, Refused, Unavailable
from kriptik_desktop.core.events import EventBus
from kriptik_desktop.core.ids import IdSource
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.vault import store
from kriptik_desktop.vault.audit import Moment, note
from kriptik_desktop.vault.care import Care
from kriptik_desktop.vault.crypto import Key
from kriptik_desktop.vault.doors import Doors
from kriptik_desktop.vault.errors import KeyringItemWrong, VaultExists, VaultNotOpen, WrongPassword, WrongRecoveryKey
from kriptik_desktop.vault.events import PresenceEnded, VaultLocked, VaultUnlocked, WaysChanged
from kriptik_desktop.vault.keyring import KeyringPort
from kriptik_desktop.vault.model import Actor, RecoveryKit, SlotKind, VaultState
from kriptik_desktop.vault.parts import VaultParts
from kriptik_desktop.vault.presence import PRESENT_S, Presence, ways_to_prove
from kriptik_desktop.vault.rekey import Rekeying
from kriptik_desktop.vault.rollback import Anchors
from kriptik_desktop.vault.slots import Argon2Params
from kriptik_desktop.vault.tries import Sleep, Tries
from kriptik_desktop.vault.uses import COALESCE_S, PendingUses
from kriptik_desktop.vault.vault_file import VaultFile
from kriptik_desktop.vault.ways import Ways

_log = logging.getLogger(__name__)

SYSTEM: Final = Actor("agent")
"""Whom the audit log names where nobody in particular asked."""


class VaultAccess:
    """A vault that can be opened, made, unlocked, held and locked; what it stores is the matter of ``Vault``."""

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
        reauthentication_s: float = PRESENT_S,
        sleep: Sleep = asyncio.sleep,
        anchor_file: Path | None = None,
        backup_folder: Path | None = None,
    ) -> None:
        self._file = VaultFile(path)
        self._bus = bus
        self.presence = Presence(clock, reauthentication_s, ended=lambda: bus.publish(PresenceEnded()))
        self._clock = clock
        self._new_id = new_id
        self._keyring = keyring
        self._doors = Doors(self._file, keyring, new_id, argon2)
        self._uses = PendingUses(self._file.write, bus, clock, coalesce_s)
        self._one_at_a_time = asyncio.Lock()
        self._care = self._carer(anchor_file, backup_folder, argon2)
        self._tries = Tries(clock, sleep)
        self.ways = Ways(
            self._file,
            keyring,
            new_id,
            argon2,
            now=self._now,
            require=self.require_presence,
            changed=lambda: bus.publish(WaysChanged()),
        )
        self._rekeying = Rekeying(
            self._file,
            self.ways,
            new_id,
            now=self._now,
            prove=self._proof,
            backup=self._copy_before_rekey,
            alone=self._one_at_a_time,
            afterwards=self._afterwards,
        )
        self._later: set[asyncio.Task[None]] = set()
        self._failed: dict[SlotKind, int] = {}
        self._holds: list[str] = []

    def _carer(self, anchor_file: Path | None, backup_folder: Path | None, argon2: Argon2Params | None) -> Care:
        parts = VaultParts(
            file=self._file,
            anchors=Anchors(self._file, self._keyring, self._clock, anchor_file),
            keyring=self._keyring,
            clock=self._clock,
            bus=self._bus,
            presence=self.presence,
            turn=self._one_at_a_time,
            doors_to=lambda file: Doors(file, self._keyring, self._new_id, argon2),
            require_presence=self.require_presence,
            lock=self.lock,
        )
        return Care(parts, backup_folder)

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

    async def open(self, *, damaged_too: bool = False) -> None:
        """Take the vault's lock for this process and look at the file.

        With ``damaged_too`` a damaged file is taken as a locked vault, which a backup can replace; unlocking says what
        is wrong. Raises VaultBusy, VaultRefused, VaultDamaged, VaultTooNew, and the database's DatabaseRefused.
        """
        async with self._one_at_a_time:
            if not self._file.held:
                await self._file.open(damaged_too=damaged_too)

    async def slots(self) -> tuple[SlotKind, ...]:
        """Return the ways in which this vault can be unlocked.

        Raises VaultMissing, VaultDamaged.
        """
        return await self._doors.kinds()

    async def require_presence(self, actor: Actor) -> None:
        """Let ``actor`` go on, asking nothing of a build or of a person who was seen a little while ago.

        Raises VaultIsLocked, and ReauthenticationNeeded, which names the ways that count.
        """
        if not self.presence.allows(actor):
            await self._file.read(lambda connection, keys: None)
            self.presence.require(actor, ways_to_prove(await self.slots()))

    async def keyring_unusable_because(self) -> str | None:
        """Return why the system keyring cannot keep this vault's key, or None if it can; asks it, with a time limit."""
        return await self._keyring.unusable_because()

    async def create(self, *, keyring: bool, password: Secret | None, actor: Actor = SYSTEM) -> RecoveryKit:
        """Make the vault and leave it unlocked; the recovery key is shown this once.

        Raises VaultExists, NoUnlockWay, WeakPassword, NoArgon2, KeyringUnavailable, VaultRefused, DiskFull.
        """
        async with self._one_at_a_time:
            if not self._file.held:
                raise VaultNotOpen
            if self._file.exists:
                raise VaultExists(str(self.path))
            kit = await self._doors.create(keyring=keyring, password=password, moment=self._now(), actor=actor)
            await self.ways.refresh()
            self.presence.seen()
        self._care.backups.begin_daily()
        self._bus.publish(VaultUnlocked())
        return kit

    async def unlock_with_keyring(self, actor: Actor = SYSTEM) -> None:
        """Unlock by the key in the system keyring.

        Raises SlotMissing, KeyringUnavailable, KeyringItemMissing, KeyringItemWrong, VaultDamaged, VaultMissing.
        """
        await self._unlock("keyring", self._doors.by_keyring, actor)

    async def unlock_with_password(self, password: Secret, actor: Actor = SYSTEM) -> None:
        """Unlock by the master password; on an unlocked vault this only checks the password.

        After a wrong try the next one waits, 1 second first and 30 at most. A password that was wrapped at a lower
        cost than this computer affords is wrapped anew afterwards.
        Raises SlotMissing, WrongPassword, VaultDamaged, VaultMissing, NoArgon2.
        """
        await self._unlock("password", lambda: self._root_by_password(password), actor)
        self._afterwards(lambda: self.ways.strengthen(password))

    async def unlock_with_recovery(self, text: Secret, actor: Actor = SYSTEM) -> None:
        """Unlock by the printed recovery key.

        Raises RecoveryKeyMistyped, WrongRecoveryKey, SlotMissing, VaultDamaged, VaultMissing.
        """
        await self._unlock("recovery", lambda: self._doors.by_recovery(text), actor)

    async def _copy_before_rekey(self) -> Path:
        return (await self._care.backups.make("before rekey")).path

    async def _proof(self, password: Secret, actor: Actor) -> Key:
        return await self._counted("password", lambda: self._root_by_password(password), actor)

    async def _root_by_password(self, password: Secret) -> Key:
        return await self._tries.one(lambda: self._doors.by_password(password))

    def _afterwards(self, work: Callable[[], Awaitable[object]]) -> None:
        """Do what nobody waits for and what may as well be done another time, or fail."""

        async def run() -> None:
            try:
                await work()
            except KriptikError as error:
                _log.info("work that nobody waited for was left: %s", error.code)

        task = asyncio.ensure_future(run())
        self._later.add(task)
        task.add_done_callback(self._later.discard)

    async def _unlock(self, kind: SlotKind, root_of: Callable[[], Awaitable[Key]], actor: Actor) -> None:
        """A keyring may answer late, so another way in is tried beside it and the first one counts."""
        root = await self._counted(kind, root_of, actor)
        async with self._one_at_a_time:
            already = self._file.keys is not None
            with root:
                if not already:
                    await self._care.admit(root, actor)
                    await self.ways.refresh()
                    await self._note_unlock(kind, actor)
            if kind != "keyring" or (already and kind in ways_to_prove(await self.slots())):
                self.presence.seen()
        if not already:
            self._bus.publish(VaultUnlocked())
            self._afterwards(self.ways.tidy)
            self._care.backups.begin_daily()

    async def _counted(self, kind: SlotKind, root_of: Callable[[], Awaitable[Key]], actor: Actor) -> Key:
        try:
            return await root_of()
        except (WrongPassword, WrongRecoveryKey, KeyringItemWrong):
            self._failed[kind] = self._failed.get(kind, 0) + 1
            if self._file.keys is not None:
                await self._note_failures(actor)
            raise

    async def _note_unlock(self, kind: SlotKind, actor: Actor) -> None:
        moment = self._now()
        await self._note_failures(actor, lambda change: note(change, moment, actor, "unlock", slot=kind))

    async def _note_failures(self, actor: Actor, then: Callable[[store.Change], None] = lambda change: None) -> None:
        """Note the wrong tries since the last row of this kind; those on a locked vault wait in memory for its keys.

        A full disk must not keep a person from reading what is stored, so these rows may be missing then.
        """
        if self._file.read_only:
            _log.info("the vault is write-protected, so its audit log notes nothing: %s", self._file.read_only)
            return
        failed, moment = dict(self._failed), self._now()

        def work(change: store.Change) -> None:
            for how, count in failed.items():
                note(change, moment, actor, "unlock failed", slot=how, count=count)
            then(change)

        try:
            await self._file.write(work)
            self._failed.clear()
        except (Unavailable, Refused) as error:
            _log.warning("an unlocking could not be noted in the audit log: %s", error.code)

    async def lock(self, actor: Actor = SYSTEM) -> None:
        """Drop the keys after the work that was asked for before; locking a locked vault is fine."""
        async with self._one_at_a_time:
            if self._file.keys is None:
                return
            self.presence.end()
            try:
                await self._uses.flush()
                await self._note_lock(actor)
                await self._care.before_lock()
            finally:
                await self._file.forget_keys()
        self._bus.publish(VaultLocked())

    async def _note_lock(self, actor: Actor) -> None:
        """A lock must never fail, so on a full disk or a damaged file this row is missing."""
        if self._file.read_only:
            return
        moment = self._now()
        try:
            await self._file.write(lambda change: note(change, moment, actor, "lock"))
        except KriptikError as error:
            _log.warning("the locking could not be noted in the audit log: %s", error.code)

    async def close(self) -> None:
        """Lock, close the file, and let another process have it; closing twice is fine."""
        for task in self._later:
            task.cancel()
        await asyncio.gather(*self._later, return_exceptions=True)
        await self.lock()
        async with self._one_at_a_time:
            await self._file.close()

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
