"""Making a vault and getting into it: the keyring, the password, the recovery key.

Slow or foreign work happens in threads and before anything is written, so that a keyring that fails or a password that
is refused leaves no trace.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from typing import Final, get_args

from kriptik_desktop.core.errors import KriptikError
from kriptik_desktop.core.ids import IdSource
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.vault import store
from kriptik_desktop.vault.audit import Moment
from kriptik_desktop.vault.crypto import Key, new_key
from kriptik_desktop.vault.errors import KeyringItemWrong, NoUnlockWay, SlotMissing, WrongPassword, WrongRecoveryKey
from kriptik_desktop.vault.keyring import KeyringPort
from kriptik_desktop.vault.keyring_items import item_name
from kriptik_desktop.vault.model import Actor, RecoveryKit, SlotKind
from kriptik_desktop.vault.recovery import read_recovery_key, write_recovery_key
from kriptik_desktop.vault.slots import (
    Argon2Params,
    Slot,
    WrongKey,
    check_slot,
    make_slot,
    new_password_bytes,
    open_slot,
    params_for_this_computer,
    password_bytes,
    password_kdf,
    password_key,
    random_kdf,
)
from kriptik_desktop.vault.vault_file import FIRST_EPOCH, VaultFile, bound_to
from kriptik_desktop.vault.ways import SAID

_KINDS: Final[tuple[SlotKind, ...]] = get_args(SlotKind)


class Doors:
    """The ways into one vault file."""

    def __init__(self, file: VaultFile, keyring: KeyringPort, new_id: IdSource, argon2: Argon2Params | None) -> None:
        self._file = file
        self._keyring = keyring
        self._new_id = new_id
        self._argon2 = argon2

    async def kinds(self) -> tuple[SlotKind, ...]:
        """Return which ways this vault has.

        Raises VaultMissing, VaultDamaged.
        """
        found = {slot.kind for slot in await self._file.plain(store.read_slots)}
        return tuple(kind for kind in _KINDS if kind in found)

    async def create(self, *, keyring: bool, password: Secret | None, moment: Moment, actor: Actor) -> RecoveryKit:
        """Make a vault with the wanted ways in and a recovery key; it is open for use afterwards.

        Raises NoUnlockWay, WeakPassword, NoArgon2, KeyringUnavailable; nothing is left behind then.
        """
        if not keyring and password is None:
            raise NoUnlockWay
        wanted: list[tuple[str, SlotKind, str, Key]] = []
        if password is not None:
            kdf = password_kdf(self._argon2 or params_for_this_computer())
            with new_password_bytes(password) as typed:
                key = await asyncio.to_thread(password_key, kdf, typed)
            wanted.append((self._new_id(), "password", kdf, key))
        recovery = new_key()
        wanted.append((self._new_id(), "recovery", random_kdf(), recovery))
        vault_id = self._new_id()
        kit = RecoveryKit(write_recovery_key(recovery), vault_id)
        item = ""
        if keyring:
            slot_id, key = self._new_id(), new_key()
            item = item_name(vault_id, slot_id)
            await self._keyring.store(item, key)
            wanted.append((slot_id, "keyring", random_kdf(), key))
        try:
            await self._write(vault_id, wanted, moment, actor)
        except BaseException:
            if item and not self._file.exists:
                with suppress(KriptikError):
                    await self._keyring.delete(item)
            raise
        return kit

    async def _write(
        self, vault_id: str, wanted: list[tuple[str, SlotKind, str, Key]], moment: Moment, actor: Actor
    ) -> None:
        bound = bound_to(vault_id.encode(), FIRST_EPOCH)
        with new_key() as root:

            def wrap() -> list[Slot]:
                return [make_slot(name, kind, kdf, key, root, bound, moment.at_ms) for name, kind, kdf, key in wanted]

            slots = await asyncio.to_thread(wrap)
            for *_, key in wanted:
                key.wipe()
            await self._file.create(root, vault_id.encode(), slots, moment, actor)

    async def by_keyring(self) -> Key:
        """Return the root key by the system keyring.

        Raises SlotMissing, KeyringUnavailable, KeyringItemMissing, KeyringItemWrong, VaultDamaged.
        """
        vault_id, _ = await self._file.header()
        name = vault_id.decode(errors="replace")
        return await self._try("keyring", lambda slot: self._keyring.load(item_name(name, slot.id)), KeyringItemWrong)

    async def by_password(self, password: Secret) -> Key:
        """Return the root key by the password.

        Raises SlotMissing, WrongPassword, VaultDamaged, NoArgon2.
        """
        with password_bytes(password) as typed:
            return await self._try(
                "password", lambda slot: asyncio.to_thread(password_key, slot.kdf, typed), WrongPassword
            )

    async def by_recovery(self, text: Secret) -> Key:
        """Return the root key by the recovery key.

        Raises SlotMissing, RecoveryKeyMistyped, WrongRecoveryKey, VaultDamaged.
        """

        async def typed(slot: Slot) -> Key:
            return read_recovery_key(text)

        read_recovery_key(text).wipe()
        return await self._try("recovery", typed, WrongRecoveryKey)

    async def _try(
        self, kind: SlotKind, key_of: Callable[[Slot], Awaitable[Key]], wrong: Callable[[], KriptikError]
    ) -> Key:
        bound, slots = await self._slots_of(kind)
        if not slots:
            raise SlotMissing(SAID[kind])
        for slot in slots:
            check_slot(slot, bound)
            with await key_of(slot) as key, suppress(WrongKey):
                return await self._file.plain(partial(_opened, slot, key, bound))
        raise wrong()

    async def _slots_of(self, kind: SlotKind) -> tuple[bytes, list[Slot]]:
        """Return what the slots are bound to with the slots, which may be given another epoch between two reads."""
        while True:
            header = await self._file.header()
            slots = [slot for slot in await self._file.plain(store.read_slots) if slot.kind == kind]
            if await self._file.header() == header:
                return bound_to(*header), slots


def _opened(slot: Slot, key: Key, bound: bytes, connection: sqlite3.Connection) -> Key:
    """In the file's thread, because the first use of the ciphers takes a while."""
    return open_slot(slot, key, bound)
