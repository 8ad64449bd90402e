"""Workers: slots, leases, cancelling, draining, a lost database."""

from __future__ import annotations

import asyncio
import sqlite3
from collections import Counter
from datetime import timedelta

import pytest

from kriptik_desktop.engine.port import Json, Permanent, Retry, Revoked, RunContext
from tests.fakes.engine_world import JournalWorld


class Gate:
    """A step that says that it has begun and ends when it is let."""

    def __init__(self) -> None:
        self.begun, self.release = asyncio.Event(), asyncio.Event()
        self.calls: list[str] = []
        self.endings: list[str] = []

    async def step(self, key: str) -> Json:
        self.calls.append(key)
        self.begun.set()
        try:
            await self.release.wait()
        except asyncio.CancelledError:
            self.endings.append("cancelled")
            raise
        return "through"

    async def handler(self, run: RunContext) -> Json:
        try:
            return await run.step("gate", self.step)
        except BaseException as error:
            self.endings.append(type(error).__name__)
            raise


async def turns(count: int = 50) -> None:
    for _ in range(count):
        await asyncio.sleep(0)


async def test_two_workers_do_each_job_once_and_no_slot_waits_for_a_slow_run(world: JournalWorld) -> None:
    done: Counter[str] = Counter()
    gate = Gate()

    async def job(run: RunContext) -> Json:
        async def work(key: str) -> Json:
            done[key] += 1
            await asyncio.sleep(0)
            return None

        return await run.step("work", work)

    world.handle("slow", gate.handler)
    world.handle("job", job)
    slow = await world.engine.start("slow", None, key="slow")
    world.start_worker(slots=2)
    await gate.begun.wait()
    world.start_worker(slots=2, engine=await world.second_engine())
    ids = await asyncio.gather(*(world.engine.start("job", n, key=str(n)) for n in range(100)))
    for run_id in ids:
        await world.reaches(run_id, "done")
    assert sorted(done.values()) == [1] * 100
    gate.release.set()
    await world.reaches(slow, "done")


async def test_a_step_of_three_leases_runs_once(world: JournalWorld) -> None:
    gate = Gate()
    world.handle("build", gate.handler)
    world.start_worker()
    run_id = await world.engine.start("build", None, key="k")
    await gate.begun.wait()
    world.start_worker(engine=await world.second_engine())
    for _ in range(9):
        world.clock.advance(5)
        await world.reaches(run_id, "running")
        await world.engine.start("unknown", None, key=str(world.clock.now_ms()))
        await turns()
    gate.release.set()
    assert (await world.reaches(run_id, "done")).result == "through"
    assert len(gate.calls) == 1


async def test_who_lost_the_lease_writes_nothing_and_gets_revoked(world: JournalWorld) -> None:
    gate = Gate()
    world.handle("build", gate.handler)
    worker = world.start_worker()
    run_id = await world.engine.start("build", None, key="k")
    await gate.begun.wait()
    (beat,) = (task for task in asyncio.all_tasks() if task.get_name() == "engine beat")
    beat.cancel()
    second = Gate()
    world.handle("build", second.handler, again=True)
    world.clock.advance(14)
    world.start_worker(engine=await world.second_engine())
    await turns()
    assert not second.begun.is_set()
    world.clock.advance(1)
    await second.begun.wait()
    gate.release.set()
    while "Revoked" not in gate.endings:
        await asyncio.sleep(0)
    info = await world.engine.get(run_id)
    assert info
    assert (info.state, info.attempts) == ("running", 2)
    second.release.set()
    assert (await world.reaches(run_id, "done")).result == "through"
    assert gate.calls == second.calls
    assert not worker.done()
    history = [item.name for item in await world.engine.history(run_id) if item.what == "step"]
    assert history == ["gate"]


async def test_the_beat_tells_a_worker_that_its_run_was_cancelled_elsewhere(world: JournalWorld) -> None:
    gate = Gate()
    world.handle("build", gate.handler)
    world.start_worker()
    run_id = await world.engine.start("build", None, key="k")
    await gate.begun.wait()
    assert await (await world.second_engine()).cancel(run_id)
    await turns()
    assert not gate.endings
    world.clock.advance(5)
    while len(gate.endings) < 2:
        await asyncio.sleep(0)
    assert "CancelledError" in gate.endings


async def test_cancel_in_every_state_and_twice(world: JournalWorld) -> None:
    gate = Gate()

    async def wait(run: RunContext) -> Json:
        return await run.wait_signal("go")

    async def quick(run: RunContext) -> Json:
        return None

    async def bad(run: RunContext) -> Json:
        raise Permanent("no")

    for kind, handler in (("run", gate.handler), ("wait", wait), ("quick", quick), ("bad", bad)):
        world.handle(kind, handler)
    queued = await world.engine.start("run", None, key="queued")
    assert await world.engine.cancel(queued)
    world.start_worker()
    waiting = (await world.run("wait", key="w")).run_id
    running = await world.engine.start("run", None, key="running")
    await gate.begun.wait()
    for run_id in (queued, waiting, running):
        assert await world.engine.cancel(run_id)
        assert await world.engine.cancel(run_id)
        info = await world.engine.get(run_id)
        assert info
        assert (info.state, info.waiting_for, info.wake_at) == ("cancelled", None, None)
        assert not await world.engine.signal(run_id, "go", None)
    while len(gate.endings) < 2:
        await asyncio.sleep(0)
    assert sorted(gate.endings) == ["CancelledError", "cancelled"]
    assert len(gate.calls) == 1
    for kind in ("quick", "bad"):
        ended = (await world.run(kind, key=kind)).run_id
        assert not await world.engine.cancel(ended)
    await world.restart()
    world.start_worker()
    await turns()
    assert len(await world.engine.list(state="cancelled")) == 3


async def test_a_handler_that_ignores_being_cancelled_writes_nothing_more(world: JournalWorld) -> None:
    gate, after = Gate(), asyncio.Event()

    async def stubborn(run: RunContext) -> Json:
        try:
            await run.step("gate", gate.step)
        except asyncio.CancelledError:
            with pytest.raises(Revoked):
                await run.step("more", gate.step)
            after.set()
        return "stubborn"

    world.handle("build", stubborn)
    world.start_worker()
    run_id = await world.engine.start("build", None, key="k")
    await gate.begun.wait()
    await world.engine.cancel(run_id)
    await after.wait()
    await turns()
    info = await world.engine.get(run_id)
    assert info
    assert (info.state, info.result, len(gate.calls)) == ("cancelled", None, 1)


async def test_a_cancelled_worker_takes_nothing_new_and_lets_runs_end(world: JournalWorld) -> None:
    gate = Gate()
    world.handle("build", gate.handler)
    worker = world.start_worker(slots=2)
    first = await world.engine.start("build", None, key="1")
    await gate.begun.wait()
    worker.cancel()
    await turns()
    second = await world.engine.start("build", None, key="2")
    await turns()
    assert not worker.done()
    gate.release.set()
    await asyncio.gather(worker, return_exceptions=True)
    assert worker.cancelled()
    states = {run_id: info.state for run_id in (first, second) if (info := await world.engine.get(run_id))}
    assert states == {first: "done", second: "queued"}


async def test_after_the_drain_a_run_is_given_back_unharmed(world: JournalWorld) -> None:
    gate = Gate()
    world.handle("build", gate.handler)
    for number in range(1, 26):
        worker = world.start_worker(drain=0)
        run_id = await world.engine.start("build", None, key="k")
        await gate.begun.wait()
        worker.cancel()
        await asyncio.gather(worker, return_exceptions=True)
        info = await world.engine.get(run_id)
        assert info
        assert (info.state, len(gate.calls)) == ("queued", number)
        gate.begun.clear()
    assert len(set(gate.calls)) == 1
    gate.release.set()
    assert (await world.run("build")).result == "through"


async def test_no_task_is_left_behind(world: JournalWorld) -> None:
    before = asyncio.all_tasks()
    gate = Gate()

    async def handler(run: RunContext) -> Json:
        return await asyncio.gather(run.step("gate", gate.step), run.sleep("rest", timedelta(hours=1)))

    world.handle("build", handler)
    worker = world.start_worker(drain=0)
    await world.engine.start("build", None, key="k")
    await gate.begun.wait()
    worker.cancel()
    await asyncio.gather(worker, return_exceptions=True)
    await turns(3)
    assert asyncio.all_tasks() == before


async def test_an_unknown_kind_is_left_for_who_knows_it(world: JournalWorld) -> None:
    async def handler(run: RunContext) -> Json:
        return "known"

    world.handle("old", handler)
    world.start_worker()
    future = await world.engine.start("new", None, key="new")
    await world.run("old", key="old")
    info = await world.engine.get(future)
    assert info
    assert (info.state, info.attempts) == ("queued", 0)
    world.handle("new", handler)
    assert (await world.reaches(future, "done")).result == "known"
    with pytest.raises(ValueError, match="handler already"):
        world.engine.register("new", handler)


@pytest.mark.allow_logs("cannot be recorded yet", "cannot read its runs", "cannot prolong")
async def test_a_lost_database_is_waited_for_and_no_result_is_lost(world: JournalWorld) -> None:
    gate = Gate()
    world.handle("build", gate.handler)
    worker = world.start_worker()
    run_id = await world.engine.start("build", None, key="k")
    await gate.begun.wait()
    await world.database.read(lambda c: c.execute("PRAGMA busy_timeout = 1").fetchone())
    other = sqlite3.connect(world.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    gate.release.set()
    for _ in range(10):
        world.clock.advance(3)
        await asyncio.sleep(0.005)
    assert not worker.done()
    other.execute("ROLLBACK")
    other.close()
    async with asyncio.timeout(10):
        while (info := await world.engine.get(run_id)) and info.state != "done":
            world.clock.advance(1)
            await asyncio.sleep(0.001)
    assert len(gate.calls) == 1
    assert (await world.run("build", key="next")).state == "done"


async def test_a_failing_event_is_tried_again_and_then_dead(world: JournalWorld) -> None:
    calls = []

    async def handler(run: RunContext) -> Json:
        calls.append(run.input)
        raise OSError("no")

    async def permanent(run: RunContext) -> Json:
        calls.append("permanent")
        raise Permanent("never")

    world.handle("event", handler)
    world.handle("permanent", permanent)
    policy = Retry(attempts=3, base=timedelta(seconds=2), jitter=0)
    assert await world.engine.enqueue("event", {"n": 1}, event_id="e1", retry=policy, delay=timedelta(seconds=9))
    (info,) = await world.engine.list(kind="event")
    world.start_worker()
    for rest, count in ((9, 1), (2, 2), (4, 3)):
        world.clock.advance(rest - 0.001)
        await turns()
        await world.engine.get(info.run_id)
        assert len(calls) == count - 1
        world.clock.advance(0.001)
        async with asyncio.timeout(10):
            while len(calls) < count:
                await asyncio.sleep(0)
        info = await world.reaches(info.run_id, "dead" if count == 3 else "waiting")
    assert (info.error, info.attempts, calls) == ("no", 3, [{"n": 1}] * 3)
    assert await world.engine.enqueue("permanent", None, event_id="e2")
    (info,) = await world.engine.list(kind="permanent")
    assert (await world.reaches(info.run_id, "dead")).error == "never"
    assert calls.count("permanent") == 1
