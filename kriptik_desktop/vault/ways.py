"""Changing the ways to unlock a vault that is open: the password, the keyring, the recovery kit.

A change of ways wraps the same root key anew, so it costs one row however much is stored, and a crash leaves either the
old way or the new one. Older backups keep the ways that they were made with; only new keys (``rekey``) and the deletion
of those backups end a password for good.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from typing import Final, get_args

from kriptik_desktop.core.ids import IdSource
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.vault import meta, store
from kriptik_desktop.vault.audit import Moment, note
from kriptik_desktop.vault.crypto import Key, new_key
from kriptik_desktop.vault.errors import LastWay, SlotMissing, VaultIsLocked
from kriptik_desktop.vault.format import SLOT
from kriptik_desktop.vault.keyring import KeyringPort
from kriptik_desktop.vault.keyring_items import KeyringItems, leave
from kriptik_desktop.vault.model import Actor, AuditAction, RecoveryKit, SlotKind, Way
from kriptik_desktop.vault.recovery import read_recovery_key, write_recovery_key
from kriptik_desktop.vault.slots import (
    Argon2Params,
    Slot,
    cost_of,
    new_password_bytes,
    params_for_this_computer,
    password_bytes,
    password_kdf,
    password_key,
    random_kdf,
    stronger,
)
from kriptik_desktop.vault.vault_file import VaultFile

SAID: Final[dict[SlotKind, str]] = {
    "keyring": "the system keyring",
    "password": "a password",
    "recovery": "a recovery key",
}
_KINDS: Final[tuple[SlotKind, ...]] = get_args(SlotKind)
_DAILY: Final[frozenset[str]] = frozenset({"keyring", "password"})


class Ways:
    """The ways to unlock one vault. Use it from the vault's loop.

    What changes a way raises VaultIsLocked on a locked vault, ReauthenticationNeeded where a person was not seen
    lately, and DiskFull; nothing has changed then.
    """

    def __init__(
        self,
        file: VaultFile,
        keyring: KeyringPort,
        new_id: IdSource,
        argon2: Argon2Params | None,
        *,
        now: Callable[[], Moment],
        require: Callable[[Actor], Awaitable[None]],
        changed: Callable[[], None],
    ) -> None:
        self._file = file
        self.items = KeyringItems(file, keyring)
        self._new_id = new_id
        self._argon2 = argon2
        self._now = now
        self._require = require
        self._changed = changed
        self.turn = asyncio.Lock()
        """Held while ways change, so that two changes do not cross."""
        self.kit_is_kept = True
        """Whether the person has shown that the recovery kit was kept; as of the last unlocking or change."""

    async def list(self) -> tuple[Way, ...]:
        """Return the ways, also of a locked vault.

        Raises VaultMissing, VaultDamaged.
        """
        slots = await self._file.plain(store.read_slots)
        ways = [Way(slot.kind, slot.created, _detail(slot)) for slot in slots if slot.kind in _KINDS]
        return tuple(sorted(ways, key=lambda way: _KINDS.index(way.kind)))

    async def set_password(self, new: Secret, actor: Actor) -> None:
        """Add a master password, or put this one in the place of the present one; the old one is dead on return.

        Raises WeakPassword, NoArgon2.
        """
        await self._ready(actor)
        async with self.turn:
            kdf = password_kdf(self.cost())
            with await self._derive(kdf, new_password_bytes(new)) as key:
                await self._put("password", self._new_id(), kdf, key, actor, "password changed")

    async def remove_password(self, actor: Actor) -> None:
        """Take the master password away.

        Raises SlotMissing where there is none, LastWay where no other daily way would be left.
        """
        await self._ready(actor)
        async with self.turn:
            await self._drop("password", actor)

    async def add_keyring(self, actor: Actor) -> None:
        """Put a new key of this vault into the system keyring, also where one was there before.

        It is written, read back and compared before the vault relies on it; an older item is deleted afterwards.
        Raises KeyringUnavailable.
        """
        await self._ready(actor)
        async with self.turn:
            slot_id = self._new_id()
            with new_key() as key:
                try:
                    await self.items.make(slot_id, key)
                    await self._put("keyring", slot_id, random_kdf(), key, actor, "way added")
                finally:
                    await self.items.tidy()

    async def remove_keyring(self, actor: Actor) -> None:
        """Take the keyring way away, and its key out of the system keyring.

        Raises SlotMissing where there is none, LastWay where no other daily way would be left. A keyring that cannot
        be reached keeps its item, which opens nothing any more, until a later unlocking.
        """
        await self._ready(actor)
        async with self.turn:
            await self._drop("keyring", actor)
            await self.items.tidy()

    def draw_kit(self) -> RecoveryKit:
        """Return a new recovery kit that opens nothing yet; ``replace_kit`` or new keys make it the vault's own.

        Raises VaultIsLocked.
        """
        keys = self._file.keys
        if keys is None:
            raise VaultIsLocked
        with new_key() as key:
            return RecoveryKit(write_recovery_key(key), keys.vault_id.decode())

    async def replace_kit(self, kit: Secret, actor: Actor) -> None:
        """Make ``kit``, the text of a drawn kit, the one that opens the vault; the kit before is dead on return.

        Raises RecoveryKeyMistyped.
        """
        await self._ready(actor)
        async with self.turn:
            with read_recovery_key(kit) as key:
                await self._put("recovery", self._new_id(), random_kdf(), key, actor, "kit replaced")

    async def kit_kept(self, actor: Actor) -> None:
        """Note that the person has shown to have kept the recovery kit (``RecoveryKit.proves``); twice is fine.

        It gives nothing away, so the person is not asked again. Raises VaultIsLocked, DiskFull.
        """
        moment = self._now()

        def work(change: store.Change) -> None:
            if not _is_kept(change.connection):
                meta.put(change, store.KIT_KEPT, b"\1")
                note(change, moment, actor, "kit kept")

        await self._file.write(work)
        await self.refresh()

    async def refresh(self) -> None:
        """Read whether the kit was kept."""
        self.kit_is_kept = await self._file.plain(_is_kept)

    async def tidy(self) -> None:
        """Delete what killed processes left in the system keyring; a keyring that fails is tried the next time."""
        async with self.turn:
            await self.items.tidy()

    async def strengthen(self, password: Secret) -> bool:
        """Wrap the password way anew where this computer affords a higher cost; return whether that was done.

        ``password`` must be the one that has just opened the vault. Raises VaultIsLocked, NoArgon2, DiskFull.
        """
        async with self.turn:
            slot = next((each for each in await self._file.plain(store.read_slots) if each.kind == "password"), None)
            if slot is None:
                return False
            cost = stronger(cost_of(slot.kdf), self.cost())
            if cost is None:
                return False
            kdf = password_kdf(cost)
            with await self._derive(kdf, password_bytes(password)) as key:
                await self._file.write(lambda change: _rewrap(change, slot, kdf, key))
            return True

    async def _ready(self, actor: Actor) -> None:
        if self._file.keys is None:
            raise VaultIsLocked
        await self._require(actor)

    def cost(self) -> Argon2Params:
        """Return what a new password should cost to try."""
        return self._argon2 or params_for_this_computer()

    async def _derive(self, kdf: str, typed: Key) -> Key:
        with typed:
            return await asyncio.to_thread(password_key, kdf, typed)

    async def _put(self, kind: SlotKind, slot_id: str, kdf: str, key: Key, actor: Actor, action: AuditAction) -> None:
        moment = self._now()

        def work(change: store.Change) -> None:
            before = _of_kind(change.connection, kind)
            for slot in before:
                change.remove(SLOT, slot.row())
            change.add(SLOT, change.keys.slot(slot_id, kind, kdf, key, moment.at_ms).row())
            if kind == "keyring":
                leave(change, (slot.id for slot in before))
            if kind == "recovery":
                forget_kept(change)
            note(change, moment, actor, action if before or kind != "password" else "way added", slot=kind)

        await self._file.write(work)
        await self.tell()

    async def _drop(self, kind: SlotKind, actor: Actor) -> None:
        moment = self._now()

        def work(change: store.Change) -> None:
            slots = _of_kind(change.connection, kind)
            if not slots:
                raise SlotMissing(SAID[kind])
            others = _DAILY - {kind}
            if not any(slot.kind in others for slot in store.read_slots(change.connection)):
                raise LastWay(SAID[kind])
            for slot in slots:
                change.remove(SLOT, slot.row())
            if kind == "keyring":
                leave(change, (slot.id for slot in slots))
            note(change, moment, actor, "way removed", slot=kind)

        await self._file.write(work)
        await self.tell()

    async def tell(self) -> None:
        """Read again whether the kit was kept, and let others know that ways changed."""
        await self.refresh()
        self._changed()


def forget_kept(change: store.Change) -> None:
    """Note that nobody has shown yet to have kept the recovery kit."""
    meta.put(change, store.KIT_KEPT, b"\0")


def _of_kind(connection: sqlite3.Connection, kind: SlotKind) -> Sequence[Slot]:
    return [slot for slot in store.read_slots(connection) if slot.kind == kind]


def _is_kept(connection: sqlite3.Connection) -> bool:
    """Vaults of before this row was written count as kept, since nobody was asked."""
    return meta.get(connection, store.KIT_KEPT) != b"\0"


def _rewrap(change: store.Change, slot: Slot, kdf: str, key: Key) -> None:
    """Nothing happens where the password was changed in the meantime, which would bring the old one back to life."""
    if slot in store.read_slots(change.connection):
        change.replace(SLOT, slot.row(), change.keys.slot(slot.id, "password", kdf, key, slot.created).row())


def _detail(slot: Slot) -> str:
    if slot.kind != "password":
        return ""
    cost = cost_of(slot.kdf)
    passes = "1 pass" if cost.iterations == 1 else f"{cost.iterations} passes"
    return f"{cost.memory_kib // 1024} MiB, {passes}"
