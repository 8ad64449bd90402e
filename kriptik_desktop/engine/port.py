"""Port of the durable build engine: work whose steps are recorded by name and survive the end of the process.

Product code imports only this module. Two adapters are meant to stand behind it, the journal on SQLite and one on
PostgreSQL, so it promises only what both can keep; the tests in ``tests/engine`` hold either of them to it.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal, Protocol

Json = None | bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"]
State = Literal["queued", "running", "waiting", "done", "dead", "cancelled"]
"""``dead`` is the dead letter: it ended by an error and waits for :meth:`DurableEngine.retry`."""


@dataclass(frozen=True, slots=True)
class Retry:
    """How often a step is tried, and how long it rests in between.

    After the n-th failure the delay is ``min(cap, base * factor**(n - 1)) * uniform(1 - jitter, 1)``. It is stored as a
    durable timer, so no worker is held while backing off.
    """

    attempts: int = 5
    base: timedelta = timedelta(seconds=2)
    factor: float = 2.0
    cap: timedelta = timedelta(minutes=15)
    jitter: float = 0.5


DEFAULT_RETRY = Retry()


class Suspended(BaseException):
    """The run waits and gives its worker back; a BaseException, so that ``except Exception`` cannot eat it."""


class Revoked(BaseException):
    """The lease is lost or the run was cancelled; code after it must not write."""


class Permanent(Exception):
    """Trying again cannot help: a step raises it to say so, and the handler gets it when a step has failed for good."""


class SignalTimeout(Exception):
    """The signal did not come in time."""


class RunContext(Protocol):
    """What a handler gets: its input, and everything that is remembered across restarts."""

    run_id: str
    input: Json

    async def step(self, name: str, fn: Callable[[str], Awaitable[Json]], *, retry: Retry = DEFAULT_RETRY) -> Json:
        """Run ``fn`` once and remember its result under ``name``; on later passes return what was remembered.

        ``fn`` gets the idempotency key ``f"{run_id}/{name}"``. It may run more than once (a crash between effect and
        commit); its result is stored once, and a worker that lost its lease gets Revoked instead of storing. Order and
        concurrency of steps carry no meaning: gather and TaskGroup are allowed. ``fn`` runs in a task that the engine
        owns: a sibling's Suspended neither cancels nor orphans it. A pass is parked only when none of its steps is in
        flight, and in the transaction that parks it signals and timers are read again, so no wake-up is lost. A group
        of nothing but Suspended is a suspension; with a real error in it the error wins.

        Raises ValueError for a name used before in this pass, TypeError for a result that is not JSON (nothing is
        stored), Permanent when the budget is spent or ``fn`` raised Permanent. That outcome is stored too, and raised
        on later passes until :meth:`DurableEngine.retry` deletes it; the handler may catch it and go on.
        """

    async def wait_signal(self, name: str, *, timeout: timedelta | None = None) -> Json:
        """Return the payload of signal ``name``, sent before or after; hold no worker, task or connection meanwhile.

        Signals are per run and name, one shot, first write wins, kept until the run ends; to ask again use a new name
        ("credential:2"). Finish parallel work first: this has no place inside gather.

        Raises SignalTimeout when ``timeout``, counted from the first time the wait was reached, across restarts, has
        passed; a wait that timed out stays so.
        """

    async def sleep(self, name: str, delay: timedelta) -> None:
        """Rest until ``delay`` after the first time this point was reached, across restarts."""


@dataclass(frozen=True, slots=True)
class RunInfo:
    """One run as it stands; times are UTC."""

    run_id: str
    kind: str
    state: State
    attempts: int
    created: datetime
    updated: datetime
    waiting_for: str | None = None
    wake_at: datetime | None = None
    error: str | None = None
    result: Json = None
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HistoryItem:
    """One thing that happened to a run; time is UTC."""

    at: datetime
    what: Literal["step", "signal", "timer", "attempt", "state"]
    name: str
    data: Json


Handler = Callable[[RunContext], Awaitable[Json]]


class DurableEngine(Protocol):
    """Starts, wakes, lists and runs durable work."""

    def register(self, kind: str, handler: Handler) -> None:
        """Say who handles runs of ``kind``; a worker leaves runs of a kind it does not know where they are."""

    async def start(self, kind: str, input: Json, *, key: str, labels: Mapping[str, str] | None = None) -> str:
        """Queue a run and return its id; ``key`` is the caller's own id of it.

        The same key again returns the same run and changes nothing, for as long as history is kept.
        """

    async def enqueue(
        self,
        kind: str,
        payload: Json,
        *,
        event_id: str,
        retry: Retry = DEFAULT_RETRY,
        delay: timedelta | None = None,
    ) -> bool:
        """Queue the handling of an event from outside; at least once, in no order. ``retry`` is for the whole run.

        Returns False when ``event_id`` was seen before, also after its run ended (kept at least 30 days).
        """

    async def signal(self, run_id: str, name: str, payload: Json) -> bool:
        """Give a run its signal; False when it was signalled before, its wait timed out, or it has ended.

        Raises LookupError for an unknown run.
        """

    async def cancel(self, run_id: str) -> bool:
        """End a run for good and return whether it is cancelled now; doing it twice is doing it once.

        A waiting run ends at once; the handler of a running one gets CancelledError within a third of the lease.
        """

    async def retry(self, run_id: str) -> None:
        """Queue a dead run again, finished steps kept, the failed ones with a new budget.

        Raises LookupError for an unknown run, and the adapter's Conflict for one that is not dead.
        """

    async def get(self, run_id: str) -> RunInfo | None:
        """Return the run as it stands, None when it is unknown."""

    async def list(
        self,
        *,
        state: State | None = None,
        kind: str | None = None,
        labels: Mapping[str, str] | None = None,
        after: str | None = None,
        limit: int = 100,
    ) -> Sequence[RunInfo]:
        """Return runs in the order of their ids, those after ``after`` only; the order never changes under a reader."""

    async def history(self, run_id: str) -> Sequence[HistoryItem]:
        """Return everything that happened to a run, oldest first."""

    def watch(self) -> AsyncIterator[str]:
        """Return the ids of runs that change from now on; hints that may be lost or doubled, so read with get()."""

    async def run_worker(
        self, *, slots: int, lease: timedelta = timedelta(seconds=15), drain: timedelta = timedelta(seconds=20)
    ) -> None:
        """Run queued work until cancelled, ``slots`` runs at a time.

        Beats the lease every third of it, also during a long step. On cancel it takes nothing new, waits ``drain``,
        then abandons what is left. A lost database makes it back off and come again, never exit. A crash takes no
        attempt from a step's budget; 20 crashes of one run make it dead.
        """

    async def prune(self, older_than: timedelta) -> int:
        """Delete runs that ended (done, dead, cancelled) longer ago than that, and return how many."""

    async def migrate(self) -> None:
        """Bring the tables to this version."""
