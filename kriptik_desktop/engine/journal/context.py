"""What a handler sees of its run during one pass.

A step runs in a task of the engine's own, because the handler's tasks come and go with gather and TaskGroup. And a
suspension is raised only when no step is in flight any more: until then the siblings go on, so that one step that
rests does not hold back the others.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from dataclasses import replace
from datetime import timedelta
from typing import Final

from kriptik_desktop.engine.journal import pass_store
from kriptik_desktop.engine.journal.codec import decode, encode, error_text, ms
from kriptik_desktop.engine.journal.model import Claim, StepMemo, Timer, Wait, delay_ms
from kriptik_desktop.engine.journal.records import Records
from kriptik_desktop.engine.port import DEFAULT_RETRY, Json, Permanent, Retry, Revoked, SignalTimeout, Suspended

_SETTLING_TURNS: Final = 5
"""Turns of the loop after which a task that got its step's result has asked for its next step."""

_inside_step: ContextVar[bool] = ContextVar("inside_step", default=False)

StepWork = Callable[[str], Awaitable[Json]]


class JournalContext:
    """The journal's RunContext."""

    def __init__(self, claim: Claim, records: Records) -> None:
        self.run_id, self.input = claim.run_id, claim.input
        self.waits: dict[tuple[str, str], Wait] = {}
        self.suspended = False
        self.recorded = 0
        self.lanes: set[asyncio.Task[object]] = set()
        self.resting: set[asyncio.Task[object]] = set()
        self._claim, self._records = claim, records
        self._used: set[tuple[str, str]] = set()
        self._flying: set[asyncio.Task[None]] = set()
        self._quiet = asyncio.Event()
        self._over: type[Suspended] | type[Revoked] | None = None

    async def step(self, name: str, fn: StepWork, *, retry: Retry = DEFAULT_RETRY) -> Json:
        """See the port."""
        self._enter("step", name)
        while True:
            memo = self._claim.steps.get(name)
            if memo is None or memo.outcome == "retrying":
                if memo is not None:
                    await self._rest(Wait("retry", name, memo.due))
                await self._fly(name, fn, retry)
            elif memo.outcome == "failed":
                raise Permanent(memo.error)
            else:
                return decode(memo.result)

    async def wait_signal(self, name: str, *, timeout: timedelta | None = None) -> Json:
        """See the port."""
        self._enter("signal", name, once=False)
        timer = self._claim.timers.get(("signal", name))
        if timer and timer.fired:
            raise SignalTimeout(name)
        payload = self._claim.signals.get(name)
        if payload is None:
            payload = await self._records.database.read(lambda c: pass_store.get_signal(c, self.run_id, name))
        if payload is None:
            wait = Wait("signal", name, timer.due if timer else self._deadline(timeout))
            await self._rest(wait)
            payload = await self._fire(wait)
        if payload is None:
            raise SignalTimeout(name)
        return decode(payload)

    async def sleep(self, name: str, delay: timedelta) -> None:
        """See the port."""
        self._enter("sleep", name)
        timer = self._claim.timers.get(("sleep", name))
        if timer and timer.fired:
            return
        wait = Wait("sleep", name, timer.due if timer else self._deadline(delay))
        await self._rest(wait)
        await self._fire(wait)

    def _deadline(self, delay: timedelta | None) -> int | None:
        return None if delay is None else self._records.clock.now_ms() + ms(delay)

    def _enter(self, kind: str, name: str, *, once: bool = True) -> None:
        if _inside_step.get():
            raise RuntimeError(f"{kind} {name} is asked for inside a step; steps do not nest")
        self._check_alive()
        if once and (kind, name) in self._used:
            raise ValueError(f"{kind} {name} is used twice in this run; names are unique")
        self._used.add((kind, name))
        lane = asyncio.current_task()
        if lane is not None:
            self.lanes.add(lane)

    async def _rest(self, wait: Wait) -> None:
        """Return once ``wait`` is over by time; raise Suspended when nothing else is under way before that."""
        key, lane = (wait.kind, wait.name), asyncio.current_task()
        self.waits[key] = wait
        if lane is not None:
            self.resting.add(lane)
        while wait.due is None or self._records.clock.now_ms() < wait.due:
            await self._settle()
            if not self._flying:
                self.suspended = True
                raise Suspended(wait.name)
            await self._records.alarm.wait(self._quiet, wait.due)
        del self.waits[key]
        if lane is not None:
            self.resting.discard(lane)
        self._check_alive()

    def _check_alive(self) -> None:
        if self._over is not None:
            raise self._over(self.run_id)

    async def _fire(self, wait: Wait) -> str | None:
        now = self._records.clock.now_ms()
        held, payload = await self._records.keep(lambda c: pass_store.fire(c, self._claim, wait, now))
        if not held:
            raise self.revoke()
        if payload is None:
            self._claim.timers[(wait.kind, wait.name)] = Timer(wait.due, fired=True)
        return payload

    async def _fly(self, name: str, fn: StepWork, retry: Retry) -> None:
        task = asyncio.get_running_loop().create_task(self._attempt(name, fn, retry), name=f"step {name}")
        self._flying.add(task)
        self._quiet.clear()
        task.add_done_callback(self._land)
        await asyncio.shield(task)

    def _land(self, task: asyncio.Task[None]) -> None:
        self._flying.discard(task)
        if not task.cancelled():
            task.exception()
        if not self._flying:
            self._quiet.set()

    async def _attempt(self, name: str, fn: StepWork, retry: Retry) -> None:
        _inside_step.set(True)
        before = self._claim.steps.get(name) or StepMemo("retrying")
        try:
            result = await fn(f"{self.run_id}/{name}")
        except asyncio.CancelledError:
            if self._over is not None:
                raise self._over(self.run_id) from None
            memo = self._failed(before, RuntimeError("the step was cancelled from inside"), retry)
        except Exception as error:
            memo = self._failed(before, error, retry)
        else:
            text = encode(result, f"the result of step {name}")
            memo = StepMemo("done", before.attempts, 0, text)
        now = self._records.clock.now_ms()
        if not await self._records.keep(lambda c: pass_store.put_step(c, self._claim, name, memo, now)):
            raise self.revoke()
        self._claim.steps[name] = memo
        self.recorded += memo.outcome != "retrying"
        self._records.hub.changed(self.run_id)

    def _failed(self, before: StepMemo, error: Exception, retry: Retry) -> StepMemo:
        memo = replace(before, attempts=before.attempts + 1, error=error_text(error))
        if isinstance(error, Permanent) or memo.attempts >= retry.attempts:
            return replace(memo, outcome="failed", due=0)
        rest = delay_ms(retry, memo.attempts, self._records.uniform)
        return replace(memo, due=self._records.clock.now_ms() + rest)

    async def _settle(self) -> None:
        for _ in range(_SETTLING_TURNS):
            await asyncio.sleep(0)

    async def landed(self) -> None:
        """Return when no step is in flight and no task has asked for another."""
        while True:
            if self._flying:
                await asyncio.wait(self._flying)
            await self._settle()
            if not self._flying:
                return

    def revoke(self) -> Revoked:
        """Let nothing more be written by this pass, end its steps, and return what its handler gets to see."""
        self._over = Revoked
        for task in tuple(self._flying):
            if task is not asyncio.current_task():
                task.cancel()
        return Revoked(self.run_id)

    def close(self) -> None:
        """Refuse further steps: the pass is over, and who still asks has to come again in the next one."""
        self._over = self._over or Suspended
