"""The durable engine on the state database: rows for what is remembered, tasks for what is under way.

One process owns the database, so a lease that another session left behind belongs to the dead and ends when this one
opens; inside the process leases only guard against workers that have lost touch.
"""

from __future__ import annotations

import random
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import timedelta
from typing import Final

from kriptik_desktop.core.clock import Clock
from kriptik_desktop.core.database import Database, migrate
from kriptik_desktop.core.ids import IdSource
from kriptik_desktop.engine.journal import pass_store, store
from kriptik_desktop.engine.journal.alarm import Alarm, ClockAlarm
from kriptik_desktop.engine.journal.codec import encode, ms
from kriptik_desktop.engine.journal.hub import Hub
from kriptik_desktop.engine.journal.model import Lease, Uniform
from kriptik_desktop.engine.journal.passes import Pass
from kriptik_desktop.engine.journal.records import Records
from kriptik_desktop.engine.journal.schema import SCHEMA
from kriptik_desktop.engine.journal.worker import Worker
from kriptik_desktop.engine.port import DEFAULT_RETRY, Handler, HistoryItem, Json, Retry, RunInfo, State

_EVENTS_KEPT: Final = timedelta(days=30)
"""An event id is known at least so long after its run ended, because senders repeat for days."""


class JournalEngine:
    """The DurableEngine of the desktop. Engines that share a database share a ``hub``, else they wake late."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        new_id: IdSource,
        *,
        alarm: Alarm | None = None,
        uniform: Uniform = random.uniform,
        hub: Hub | None = None,
    ) -> None:
        self._database, self._clock, self._new_id = database, clock, new_id
        self._hub = hub or Hub()
        self._records = Records(database, clock, alarm or ClockAlarm(clock), self._hub, uniform)
        self._handlers: dict[str, Handler] = {}
        self._live: set[Pass] = set()

    def register(self, kind: str, handler: Handler) -> None:
        """See the port; raises ValueError for a kind that has a handler."""
        if kind in self._handlers:
            raise ValueError(f"runs of kind {kind} have a handler already")
        self._handlers[kind] = handler
        self._hub.wake_workers()

    async def start(self, kind: str, input: Json, *, key: str, labels: Mapping[str, str] | None = None) -> str:
        """See the port."""
        run_id, now = self._new_id(), self._clock.now_ms()
        texts = (encode(input, "the input"), encode(dict(labels or {}), "the labels"), None)
        kept = await self._database.write(lambda c: store.insert_run(c, run_id, "start", key, kind, texts, now, now))
        if kept == run_id:
            self._hub.claimable(run_id)
        return kept

    async def enqueue(
        self,
        kind: str,
        payload: Json,
        *,
        event_id: str,
        retry: Retry = DEFAULT_RETRY,
        delay: timedelta | None = None,
    ) -> bool:
        """See the port."""
        run_id, now = self._new_id(), self._clock.now_ms()
        due = now + (ms(delay) if delay else 0)
        texts = (encode(payload, "the payload"), "{}", store.retry_text(retry))
        kept = await self._database.write(
            lambda c: store.insert_run(c, run_id, "event", event_id, kind, texts, now, due)
        )
        if kept == run_id:
            self._hub.claimable(run_id)
        return kept == run_id

    async def signal(self, run_id: str, name: str, payload: Json) -> bool:
        """See the port."""
        text, now = encode(payload, f"the signal {name}"), self._clock.now_ms()
        first = await self._database.write(lambda c: store.put_signal(c, run_id, name, text, now))
        if first:
            self._hub.claimable(run_id)
        return first

    async def cancel(self, run_id: str) -> bool:
        """See the port; here the handler of a running run is cancelled at once."""
        now = self._clock.now_ms()
        cancelled = await self._database.write(lambda c: store.cancel(c, run_id, now))
        if cancelled:
            for one in tuple(self._live):
                if one.claim.run_id == run_id:
                    one.cancel()
            self._hub.changed(run_id)
        return cancelled

    async def retry(self, run_id: str) -> None:
        """See the port; raises NotDead for a run that is not dead."""
        now = self._clock.now_ms()
        await self._database.write(lambda c: store.retry(c, run_id, now))
        self._hub.claimable(run_id)

    async def get(self, run_id: str) -> RunInfo | None:
        """See the port."""
        return await self._database.read(lambda c: store.get(c, run_id))

    async def list(
        self,
        *,
        state: State | None = None,
        kind: str | None = None,
        labels: Mapping[str, str] | None = None,
        after: str | None = None,
        limit: int = 100,
    ) -> Sequence[RunInfo]:
        """See the port."""
        return await self._database.read(lambda c: store.list_runs(c, state, kind, labels or {}, after, limit))

    async def history(self, run_id: str) -> Sequence[HistoryItem]:
        """See the port."""
        return await self._database.read(lambda c: store.history(c, run_id))

    def watch(self) -> AsyncIterator[str]:
        """See the port."""
        return self._hub.watch()

    async def run_worker(
        self, *, slots: int, lease: timedelta = timedelta(seconds=15), drain: timedelta = timedelta(seconds=20)
    ) -> None:
        """See the port."""
        await Worker(self._records, self._handlers, self._live, slots=slots, lease=lease).run(drain)

    async def prune(self, older_than: timedelta) -> int:
        """See the port; runs of events stay at least 30 days."""
        now, count = self._clock.now_ms(), 0
        before, events_before = now - ms(older_than), now - ms(max(older_than, _EVENTS_KEPT))
        while gone := await self._database.write(lambda c: store.prune(c, before, events_before)):
            count += len(gone)
        return count

    async def migrate(self) -> None:
        """Make or update the tables, and end the leases of the dead.

        Raises NewerSchema when a newer version of the app wrote them.
        """
        await migrate(self._database, [SCHEMA])
        now, lease = self._clock.now_ms(), self._own_lease()
        await self._database.write(lambda c: pass_store.end_dead_leases(c, lease, now))

    def _own_lease(self) -> Lease:
        monotonic = int(self._clock.monotonic() * 1000)
        live = tuple(one.claim.run_id for one in self._live)
        return Lease(self._database.session, monotonic, monotonic, live)
