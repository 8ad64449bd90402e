"""Takes runs that are due and runs them, so many at a time.

A slot that gets free is filled at once, so a slow run never blocks another. One beat prolongs the leases of all passes,
also during a step of hours.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from kriptik_desktop.core.errors import KriptikError
from kriptik_desktop.engine.journal import pass_store
from kriptik_desktop.engine.journal.codec import error_text, ms
from kriptik_desktop.engine.journal.model import Claim, Lease
from kriptik_desktop.engine.journal.passes import Pass
from kriptik_desktop.engine.journal.records import FIRST_PAUSE_MS, LONGEST_PAUSE_MS, Records
from kriptik_desktop.engine.port import Handler

_ABANDON_S: Final = 6.0
"""Enough to end a tool that does not listen to the first signal."""
_log = logging.getLogger(__name__)


class Worker:
    """One worker; ``live`` is shared by all workers of an engine."""

    def __init__(
        self, records: Records, handlers: Mapping[str, Handler], live: set[Pass], *, slots: int, lease: timedelta
    ) -> None:
        if slots < 1 or lease <= timedelta(0):
            raise ValueError("a worker needs a slot and a lease")
        self._records, self._handlers, self._live = records, handlers, live
        self._slots, self._lease_ms = slots, ms(lease)
        self._passes: dict[asyncio.Task[None], Pass] = {}
        self._wake = asyncio.Event()
        self._pause = FIRST_PAUSE_MS

    async def run(self, drain: timedelta) -> None:
        """Work until cancelled, then finish what is under way within ``drain``."""
        self._records.hub.add_worker(self._wake)
        beat = asyncio.get_running_loop().create_task(self._beat(), name="engine beat")
        try:
            while True:
                self._wake.clear()
                next_due = await self._fill()
                await self._records.alarm.wait(self._wake, next_due)
        finally:
            self._records.hub.remove_worker(self._wake)
            try:
                if self._passes:
                    await asyncio.wait(tuple(self._passes), timeout=drain.total_seconds())
            finally:
                await self._abandon()
                beat.cancel()
                await asyncio.wait({beat})

    async def _fill(self) -> int | None:
        """Take what is due into the free slots; return when (ms) to look again, None = when woken."""
        free = self._slots - len(self._passes)
        if free == 0:
            return None
        try:
            claims, next_due = await self._claim(free)
        except (KriptikError, sqlite3.Error) as error:
            _log.warning("the engine cannot read its runs, next try in %d ms: %s", self._pause, error)
            next_due = self._records.clock.now_ms() + self._pause
            self._pause = min(self._pause * 2, LONGEST_PAUSE_MS)
            return next_due
        self._pause = FIRST_PAUSE_MS
        for claim in claims:
            self._begin(claim)
        return next_due

    async def _claim(self, free: int) -> tuple[list[Claim], int | None]:
        kinds, lease, now = tuple(self._handlers), self._lease(), self._records.clock.now_ms()
        claiming = asyncio.ensure_future(
            self._records.database.write(lambda c: pass_store.claim(c, kinds, free, lease, now))
        )
        try:
            return await asyncio.shield(claiming)
        except asyncio.CancelledError:
            claims, _ = await claiming
            for claim in claims:
                await self._give_back(claim)
            raise

    async def _give_back(self, claim: Claim) -> None:
        now = self._records.clock.now_ms()
        await self._records.database.write(lambda c: pass_store.release(c, claim, now))

    def _lease(self) -> Lease:
        now = int(self._records.clock.monotonic() * 1000)
        live = tuple(one.claim.run_id for one in self._live)
        return Lease(self._records.database.session, now, now + self._lease_ms, live)

    def _begin(self, claim: Claim) -> None:
        one = Pass(claim, self._handlers[claim.kind], self._records)
        task = asyncio.get_running_loop().create_task(one.run(), name=f"pass {claim.kind} {claim.run_id}")
        self._passes[task] = one
        self._live.add(one)
        task.add_done_callback(self._end)
        self._records.hub.changed(claim.run_id)

    def _end(self, task: asyncio.Task[None]) -> None:
        one = self._passes.pop(task)
        self._live.discard(one)
        self._wake.set()
        error = None if task.cancelled() else task.exception()
        if error is not None:
            _log.error("how run %s ended could not be recorded: %s", one.claim.run_id, error_text(error))

    async def _beat(self) -> None:
        never = asyncio.Event()
        while True:
            await self._records.alarm.wait(never, self._records.clock.now_ms() + self._lease_ms // 3)
            try:
                await self._prolong()
            except (KriptikError, sqlite3.Error) as error:
                _log.warning("the engine cannot prolong its leases: %s", error)

    async def _prolong(self) -> None:
        held = {(one.claim.run_id, one.claim.fence): one for one in self._passes.values()}
        if not held:
            return
        keys, lease = tuple(held), self._lease()
        for run_id, fence, cancelled in await self._records.database.write(lambda c: pass_store.beat(c, keys, lease)):
            one = held[run_id, fence]
            if cancelled:
                one.cancel()
            else:
                one.lose()

    async def _abandon(self) -> None:
        for one in tuple(self._passes.values()):
            one.abandon()
        if self._passes:
            await asyncio.wait(tuple(self._passes), timeout=_ABANDON_S)
        for one in self._passes.values():
            _log.warning("run %s does not end; it is left behind", one.claim.run_id)
