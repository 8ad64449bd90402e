"""One pass: the handler from its beginning to the point where it ends or has to wait.

Whatever the handler does, exactly one write says how the pass ended, and it comes after the last step has landed.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from typing import Final, Literal

from kriptik_desktop.engine.journal import pass_store
from kriptik_desktop.engine.journal.codec import encode, error_text
from kriptik_desktop.engine.journal.context import JournalContext
from kriptik_desktop.engine.journal.model import Claim, delay_ms
from kriptik_desktop.engine.journal.records import Records
from kriptik_desktop.engine.port import Handler, Json, Permanent, Revoked, RunContext, Suspended

_UNWINDING_S: Final = 1.0
"""How long tasks that the handler left behind may take to end after they were cancelled."""

_log = logging.getLogger(__name__)


class Pass:
    """Runs a handler under a claim; :meth:`run` never raises for what the handler does."""

    def __init__(self, claim: Claim, handler: Handler, records: Records) -> None:
        self.claim = claim
        self._records, self._handler = records, handler
        self._context = JournalContext(claim, records)
        self._stopped: Literal["", "lost", "cancelled", "abandoned"] = ""
        self._handling: asyncio.Task[Json] | None = None

    async def run(self) -> None:
        """Run the handler and record how it ended."""
        self._handling = asyncio.get_running_loop().create_task(
            _call(self._handler, self._context), name=f"run {self.claim.kind} {self.claim.run_id}"
        )
        if self._stopped in ("cancelled", "abandoned"):
            self._handling.cancel()
        await asyncio.wait({self._handling})
        await self._context.landed()
        self._context.close()
        cut = await self._end_lanes(self._handling)
        try:
            await self._conclude(self._handling, again=cut and self._context.recorded > 0)
        except Revoked:
            _log.info("run %s ended after its lease", self.claim.run_id)

    async def _end_lanes(self, handling: asyncio.Task[Json]) -> bool:
        """End what the handler left behind; return whether that would have asked for more steps."""
        lanes = self._context.lanes - {handling} - self._context.resting
        left = {lane for lane in self._context.lanes if not lane.done()}
        cut = any(not lane.done() or lane.cancelled() for lane in lanes)
        for lane in left:
            lane.cancel()
        if left:
            await asyncio.wait(left, timeout=_UNWINDING_S)
        return cut

    async def _conclude(self, handling: asyncio.Task[Json], *, again: bool) -> None:
        if self._stopped in ("lost", "cancelled"):
            if not handling.cancelled():
                handling.exception()
            return
        if handling.cancelled():
            await self._conclude_cancelled()
            return
        error = handling.exception()
        if error is None:
            await self._conclude_returned(handling.result(), again=again)
            return
        leaves = list(_leaves(error))
        real = [leaf for leaf in leaves if not isinstance(leaf, Suspended | Revoked)]
        if real:
            await self._fail(real)
        elif all(isinstance(leaf, Suspended) for leaf in leaves):
            await self._park(again=again)
        elif self._stopped == "abandoned":
            await self._keep(lambda c, now: pass_store.release(c, self.claim, now))

    async def _conclude_cancelled(self) -> None:
        if self._stopped == "abandoned":
            await self._keep(lambda c, now: pass_store.release(c, self.claim, now))
        else:
            await self._end("dead", None, "The work cancelled itself.")

    async def _conclude_returned(self, result: Json, *, again: bool) -> None:
        if self._context.suspended and self._context.waits:
            await self._park(again=again)
            return
        try:
            text = encode(result, f"the result of run {self.claim.kind}")
        except TypeError as error:
            await self._fail([error])
        else:
            await self._end("done", text, None)

    async def _park(self, *, again: bool) -> None:
        waits = tuple(self._context.waits.values())
        if not waits:
            await self._end("dead", None, "The work gave up its place without anything to wait for.")
            return
        await self._keep(lambda c, now: pass_store.park(c, self.claim, waits, again, now), claimable=True)

    async def _fail(self, errors: list[BaseException]) -> None:
        text = "; ".join(error_text(error) for error in errors)
        retry, failures = self.claim.retry, self.claim.failures + 1
        permanent = any(isinstance(error, Permanent) for error in errors)
        if retry is None or permanent or failures >= retry.attempts:
            await self._end("dead", None, text)
            return
        due = self._records.clock.now_ms() + delay_ms(retry, failures, self._records.uniform)
        await self._keep(lambda c, now: pass_store.fail_once(c, self.claim, due, text, now), claimable=True)

    async def _end(self, state: Literal["done", "dead"], result: str | None, error: str | None) -> None:
        await self._keep(lambda c, now: pass_store.end(c, self.claim, state, result, error, now))

    async def _keep(self, work: Callable[[sqlite3.Connection, int], bool], *, claimable: bool = False) -> None:
        now = self._records.clock.now_ms()
        held = await self._records.keep(lambda connection: work(connection, now))
        if held and claimable:
            self._records.hub.claimable(self.claim.run_id)
        elif held:
            self._records.hub.changed(self.claim.run_id)

    def cancel(self) -> None:
        """End the handler by CancelledError: the run has been cancelled."""
        self._stop("cancelled")

    def abandon(self) -> None:
        """End the handler by CancelledError and give the run back."""
        self._stop("abandoned")

    def lose(self) -> None:
        """End the handler by Revoked at its present or next step: somebody else holds the run."""
        self._stopped = self._stopped or "lost"
        self._context.revoke()

    def _stop(self, why: Literal["cancelled", "abandoned"]) -> None:
        if self._stopped != "cancelled":
            self._stopped = why
        self._context.revoke()
        if self._handling is not None:
            self._handling.cancel()


async def _call(handler: Callable[[RunContext], Awaitable[Json]], context: RunContext) -> Json:
    return await handler(context)


def _leaves(error: BaseException) -> Iterator[BaseException]:
    if isinstance(error, BaseExceptionGroup):
        for part in error.exceptions:
            yield from _leaves(part)
    else:
        yield error
