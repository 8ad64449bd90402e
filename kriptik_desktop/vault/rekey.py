"""New keys for a whole vault, for when the old ones may be known to somebody: all of it, or nothing.

A checked backup is made first; then one transaction compares every row with the seal, decrypts it and seals it anew, so
that one row that does not open keeps all as it was. A process that is killed at any moment leaves a vault that opens
with all of its old ways or with all of its new ones. Older backups still open with the old ones, so who rotates because
of a leak deletes those.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import threading
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kriptik_desktop.core.errors import KriptikError
from kriptik_desktop.core.ids import IdSource
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.vault import reseal, store
from kriptik_desktop.vault.audit import Moment, note
from kriptik_desktop.vault.crypto import Key, new_key
from kriptik_desktop.vault.errors import PasswordNeeded, SlotMissing
from kriptik_desktop.vault.format import CREDENTIAL, SLOT
from kriptik_desktop.vault.keyring_items import leave
from kriptik_desktop.vault.keys import VaultKeys
from kriptik_desktop.vault.model import Actor, SlotKind
from kriptik_desktop.vault.recovery import read_recovery_key
from kriptik_desktop.vault.seal import SealedState
from kriptik_desktop.vault.slots import (
    Argon2Params,
    Slot,
    WrongKey,
    cost_of,
    open_slot,
    password_bytes,
    password_kdf,
    password_key,
    random_kdf,
    stronger,
)
from kriptik_desktop.vault.vault_file import VaultFile
from kriptik_desktop.vault.ways import SAID, Ways, forget_kept

_log = logging.getLogger(__name__)

Progress = Callable[[int, int], None]
"""Called on the loop with the rows that are done and the rows that there are, both passes together."""


@dataclass(frozen=True, slots=True)
class RekeyReport:
    """What was given new keys, how many seconds that took, and where the vault lies as it was before."""

    credentials: int
    seconds: float
    backup: Path


class Stopped(Exception):
    """The work was told to stop; its transaction is rolled back."""


class _Pace:
    """Called in the file's thread after every few rows: tells how far the work is, and ends it where it must stop."""

    def __init__(self, rows: int, progress: Progress) -> None:
        self.stop = threading.Event()
        self._rows = rows
        self._done = 0
        self._progress = progress
        self._loop = asyncio.get_running_loop()

    def __call__(self, rows: int) -> None:
        if self.stop.is_set():
            raise Stopped
        self._done = min(self._done + rows, self._rows)
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._progress, self._done, self._rows)


@dataclass(frozen=True, slots=True)
class _Wrapping:
    """One way in, and the key that the new root is wrapped under for it."""

    slot_id: str
    kind: SlotKind
    kdf: str
    key: Key


class Rekeying:
    """Gives one vault new keys."""

    def __init__(
        self,
        file: VaultFile,
        ways: Ways,
        new_id: IdSource,
        *,
        now: Callable[[], Moment],
        prove: Callable[[Secret, Actor], Awaitable[Key]],
        backup: Callable[[], Awaitable[Path]],
        alone: asyncio.Lock,
        afterwards: Callable[[Callable[[], Awaitable[None]]], None],
    ) -> None:
        self._file = file
        self._ways = ways
        self._new_id = new_id
        self._now = now
        self._prove = prove
        self._backup = backup
        self._alone = alone
        self._afterwards = afterwards

    async def run(self, *, password: Secret | None, kit: Secret, actor: Actor, progress: Progress) -> RekeyReport:
        """Do all of it. Cancelled before the commit, nothing has changed; cancelled later, it goes on to its end.

        Raises as ``Vault.rekey`` says.
        """
        began = self._now()
        async with self._ways.turn:
            wrappings = [_Wrapping(self._new_id(), "recovery", random_kdf(), read_recovery_key(kit))]
            try:
                backup, state = await self._run(password, wrappings, actor, progress)
            finally:
                for each in wrappings:
                    each.key.wipe()
                await self._ways.items.tidy()
        self._afterwards(self._vacuum)
        return RekeyReport(
            state.counts[CREDENTIAL.name], (self._now().monotonic_ms - began.monotonic_ms) / 1000, backup
        )

    async def _run(
        self, password: Secret | None, wrappings: list[_Wrapping], actor: Actor, progress: Progress
    ) -> tuple[Path, SealedState]:
        slots = await self._file.plain(store.read_slots)
        cost = self._cost(slots, password)
        pace = _Pace(reseal.rows_in(await self._file.read(store.read_state)), progress)
        await self._proven(password, actor)
        backup, _ = await asyncio.gather(self._backup(), self._wrap_password(password, cost, wrappings))
        await self._wrap_keyring(slots, wrappings)
        rewrite = self._rewriting(slots, wrappings, actor, pace)
        return backup, await _to_its_end(self._complete(rewrite), pace.stop)

    async def _complete(self, rewrite: Callable[[sqlite3.Connection, VaultKeys], VaultKeys]) -> SealedState:
        async with self._alone:
            await self._file.exchange(rewrite)
            state = await self._file.read(store.verify)
        await self._ways.items.tidy()
        await self._ways.tell()
        return state

    def _cost(self, slots: Sequence[Slot], password: Secret | None) -> Argon2Params | None:
        """Return the cost to wrap the password with, or None where there is no such way.

        Raises PasswordNeeded, SlotMissing.
        """
        slot = next((slot for slot in slots if slot.kind == "password"), None)
        if slot is None:
            if password is not None:
                raise SlotMissing(SAID["password"])
            return None
        if password is None:
            raise PasswordNeeded
        cost = cost_of(slot.kdf)
        return stronger(cost, self._ways.cost()) or cost

    async def _proven(self, password: Secret | None, actor: Actor) -> None:
        if password is not None:
            (await self._prove(password, actor)).wipe()

    async def _wrap_password(
        self, password: Secret | None, cost: Argon2Params | None, wrappings: list[_Wrapping]
    ) -> None:
        if password is None or cost is None:
            return
        kdf = password_kdf(cost)
        with password_bytes(password) as typed:
            key = await asyncio.to_thread(password_key, kdf, typed)
        wrappings.append(_Wrapping(self._new_id(), "password", kdf, key))

    async def _wrap_keyring(self, slots: Sequence[Slot], wrappings: list[_Wrapping]) -> None:
        if not any(slot.kind == "keyring" for slot in slots):
            return
        made = _Wrapping(self._new_id(), "keyring", random_kdf(), new_key())
        wrappings.append(made)
        await self._ways.items.make(made.slot_id, made.key)

    def _rewriting(
        self, slots: Sequence[Slot], wrappings: Sequence[_Wrapping], actor: Actor, tick: reseal.Tick
    ) -> Callable[[sqlite3.Connection, VaultKeys], VaultKeys]:
        moment = self._now()

        def work(connection: sqlite3.Connection, old: VaultKeys) -> VaultKeys:
            with new_key() as root:
                new = VaultKeys(root, old.vault_id, old.epoch + 1)
            try:
                change = reseal.reseal(connection, old, new, tick)
                for each in wrappings:
                    slot = new.slot(each.slot_id, each.kind, each.kdf, each.key, moment.at_ms)
                    change.add(SLOT, slot.row())
                leave(change, (slot.id for slot in slots if slot.kind == "keyring"))
                if not _opens_one(slots, wrappings[0].key, old.bound):
                    forget_kept(change)
                note(change, moment, actor, "rekey", epoch=new.epoch, credentials=change.state.counts[CREDENTIAL.name])
                change.finish()
            except BaseException:
                new.wipe()
                raise
            return new

        return work

    async def _vacuum(self) -> None:
        """Make the file compact; what was sealed with the old keys was overwritten in its place already."""
        try:
            await self._file.plain(lambda connection: connection.execute("VACUUM"))
        except KriptikError as error:
            _log.warning("the vault has new keys, but could not be made compact: %s", error.code)


def _opens_one(slots: Sequence[Slot], kit: Key, bound: bytes) -> bool:
    """Tell whether the kit is the one that opened the vault before, so that it was kept if that one was."""
    for slot in slots:
        if slot.kind == "recovery":
            with suppress(WrongKey):
                open_slot(slot, kit, bound).wipe()
                return True
    return False


async def _to_its_end(running: Coroutine[Any, Any, SealedState], stop: threading.Event) -> SealedState:
    """Await ``running``, which a cancellation asks to stop and does not leave behind: it may be past stopping."""
    task = asyncio.ensure_future(running)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        stop.set()
        while not task.done():
            with suppress(asyncio.CancelledError):
                await asyncio.wait([task])
        if task.cancelled() or task.exception() is not None:
            raise
        return task.result()
