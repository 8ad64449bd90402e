"""Keeping the anchors of the open vault up to date, and comparing the vault with them when it is unlocked.

An anchor that is behind the vault is normal: a crash came between a change and its note. One that is ahead means that
the file is an older copy, and then nobody gets in who has not said that they know.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from pathlib import Path
from typing import Final

from kriptik_desktop.core.clock import Clock
from kriptik_desktop.core.errors import KriptikError
from kriptik_desktop.vault import store
from kriptik_desktop.vault.anchor import Anchor, AnchorFile, AnchorItem
from kriptik_desktop.vault.audit import Moment, note
from kriptik_desktop.vault.errors import VaultReadOnly, VaultRolledBack
from kriptik_desktop.vault.keyring import KeyringPort
from kriptik_desktop.vault.keys import VaultKeys
from kriptik_desktop.vault.model import Actor
from kriptik_desktop.vault.vault_file import VaultFile

DELAY_S: Final = 30.0
"""Seconds between a change and its note in the anchor's file; a lock or a quit notes it at once."""

_OLD_KEYS = "its keys were renewed since this copy was made"
_OTHER_STATE = "it changed as often as that one, but holds something else"
_log = logging.getLogger(__name__)


class Anchors:
    """The two anchors of one vault file; without a ``path`` there are none and everything passes."""

    def __init__(
        self, file: VaultFile, keyring: KeyringPort, clock: Clock, path: Path | None, delay_s: float = DELAY_S
    ) -> None:
        self._file = file
        self._clock = clock
        self._kept = None if path is None else AnchorFile(path)
        self._item = AnchorItem(keyring)
        self._delay_s = delay_s
        self._accepted = False
        self._written: dict[str, bytes] = {}
        self._timer: asyncio.TimerHandle | None = None
        self._task: asyncio.Task[None] | None = None

    def accept(self) -> None:
        """Let the next unlock go on although the file is older than what was seen."""
        self._accepted = True

    async def check(self, actor: Actor) -> None:
        """Compare the file, whose keys are there, with both anchors.

        A copy that was accepted gets ahead of the anchors, with a row in the audit log. Raises VaultRolledBack.
        """
        accepted, self._accepted = self._accepted, False
        ahead = await self._ahead()
        if ahead is None:
            return
        anchor, refusal = ahead
        if not accepted:
            raise refusal
        await self._go_on(anchor, refusal, actor)

    async def _ahead(self) -> tuple[Anchor, VaultRolledBack] | None:
        found = await self.known()
        if not found:
            return None
        mine, genuine = await self._file.read(lambda connection, keys: _judged(connection, keys, found))
        if len(genuine) < sum(each.epoch == mine.epoch for each in found):
            _log.warning("an anchor of the vault was not made with its keys; it is passed over")
        behind = [each for each in found if each.epoch > mine.epoch]
        if behind:
            anchor = max(behind, key=lambda each: (each.epoch, each.generation))
            return anchor, VaultRolledBack(mine.generation, anchor.generation, anchor.at, _OLD_KEYS)
        if not genuine:
            return None
        anchor = max(genuine, key=lambda each: each.generation)
        if anchor.generation > mine.generation:
            return anchor, VaultRolledBack(mine.generation, anchor.generation, anchor.at)
        if any(each.generation == mine.generation and each.differs_from(mine) for each in genuine):
            return anchor, VaultRolledBack(mine.generation, anchor.generation, anchor.at, _OTHER_STATE)
        return None

    async def known(self, file: VaultFile | None = None) -> list[Anchor]:
        """Return what both places say of the vault that this file, or a copy of it, holds."""
        if self._kept is None:
            return []
        vault_id, _ = await (file or self._file).header()
        kept = await asyncio.to_thread(self._kept.read)
        found = [kept] if kept is not None and kept.vault_id == vault_id else []
        if await _uses_keyring(file or self._file):
            item = await self._item.read(vault_id)
            found += [item] if item is not None else []
        return found

    async def _go_on(self, anchor: Anchor, refusal: VaultRolledBack, actor: Actor) -> None:
        moment = Moment.now(self._clock)

        def work(change: store.Change) -> None:
            change.state.generation = max(anchor.generation, change.state.generation)
            note(change, moment, actor, "older copy accepted", found=refusal.found, expected=refusal.expected)

        try:
            await self._file.write(work)
        except VaultReadOnly:
            _log.warning("an older copy of the vault was accepted; its place is write-protected, so it is not noted")
            return
        await self.write()

    def committed(self) -> None:
        """Note the present state a little later; called on the loop after each change."""
        if self._kept is not None and self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(self._delay_s, self._begin)

    def _begin(self) -> None:
        self._timer = None
        self._task = asyncio.get_running_loop().create_task(self._write_file(), name="vault: write anchor")

    async def _write_file(self) -> None:
        try:
            await self._write(keyring=False)
        except KriptikError as error:
            _log.info("the vault's anchor waits for the next change: %s", error.code)

    async def write(self) -> None:
        """Write the present state to both places now, if it is not there yet; failing is logged and no error.

        Raises VaultIsLocked.
        """
        self._stop_timer()
        if self._task is not None:
            await asyncio.wait([self._task])
        await self._write(keyring=True)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    async def _write(self, *, keyring: bool) -> None:
        if self._kept is None:
            return
        now = self._clock.now_ms()
        anchor = await self._file.read(
            lambda connection, keys: Anchor.of(keys, store.read_state(connection, keys), now)
        )
        packed = anchor.vault_id + anchor.pack()
        if self._written.get("file") != packed and await asyncio.to_thread(self._kept.write, anchor):
            self._written["file"] = packed
        if not keyring or self._written.get("keyring") == packed or not await _uses_keyring(self._file):
            return
        if await self._item.write(anchor):
            self._written["keyring"] = packed

    async def forget(self) -> None:
        """Delete the anchor's file, for a vault that is deleted; its keyring item goes with the others.

        Raises OSError.
        """
        self._stop_timer()
        if self._task is not None:
            await asyncio.wait([self._task])
        self._written.clear()
        if self._kept is not None:
            await asyncio.to_thread(self._kept.remove)


async def _uses_keyring(file: VaultFile) -> bool:
    return any(slot.kind == "keyring" for slot in await file.plain(store.read_slots))


def _judged(connection: sqlite3.Connection, keys: VaultKeys, found: list[Anchor]) -> tuple[Anchor, list[Anchor]]:
    """Return the anchor of the present state, and those of ``found`` that this epoch's keys have made."""
    mine = Anchor.of(keys, store.read_state(connection, keys), 0)
    return mine, [each for each in found if each.epoch == keys.epoch and each.genuine(keys)]
