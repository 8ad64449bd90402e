"""Signals, timers and waits: nothing is lost, nothing is early, nothing holds a slot."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from kriptik_desktop.engine.port import Json, RunContext, SignalTimeout, Suspended
from tests.fakes.engine_world import JournalWorld


async def wait_go(run: RunContext) -> Json:
    return await run.wait_signal("go")


async def wait_an_hour(run: RunContext) -> Json:
    try:
        return await run.wait_signal("go", timeout=timedelta(hours=1))
    except SignalTimeout:
        await run.wait_signal("after")
        return "too late"


async def test_a_signal_before_the_wait_is_kept(world: JournalWorld) -> None:
    world.handle("build", wait_go)
    run_id = await world.engine.start("build", None, key="k")
    assert await world.engine.signal(run_id, "go", {"first": True})
    assert not await world.engine.signal(run_id, "go", {"first": False})
    info = await world.run("build")
    assert (info.run_id, info.state, info.result) == (run_id, "done", {"first": True})


async def test_a_signal_during_the_wait_wakes_it_and_the_first_wins(world: JournalWorld) -> None:
    world.handle("build", wait_go)
    info = await world.run("build")
    assert await world.engine.signal(info.run_id, "other", 1)
    assert [await world.engine.signal(info.run_id, "go", n) for n in range(3)] == [True, False, False]
    info = await world.reaches(info.run_id, "done")
    assert info.result == 0
    assert not await world.engine.signal(info.run_id, "late", 1)


async def test_a_signal_from_inside_the_pass_is_not_lost(world: JournalWorld) -> None:
    async def handler(run: RunContext) -> Json:
        async def send(_: str) -> Json:
            return await world.engine.signal(run.run_id, "go", "from inside")

        await run.step("send", send)
        return await run.wait_signal("go")

    world.handle("build", handler)
    run_id = await world.engine.start("build", None, key="k")
    world.start_worker()
    assert (await world.reaches(run_id, "done")).result == "from inside"


async def test_a_signal_between_looking_and_parking_is_not_lost(world: JournalWorld) -> None:
    async def handler(run: RunContext) -> Json:
        try:
            return await run.wait_signal("go")
        except Suspended:
            await world.engine.signal(run.run_id, "go", "just in time")
            raise

    world.handle("build", handler)
    run_id = await world.engine.start("build", None, key="k")
    world.start_worker()
    assert (await world.reaches(run_id, "done")).result == "just in time"


async def test_an_unknown_run_is_told(world: JournalWorld) -> None:
    with pytest.raises(LookupError):
        await world.engine.signal("nobody", "go", None)
    with pytest.raises(LookupError):
        await world.engine.retry("nobody")
    assert await world.engine.get("nobody") is None
    assert not await world.engine.cancel("nobody")


async def test_two_hundred_signals_racing_the_wait_all_arrive(world: JournalWorld) -> None:
    world.handle("build", wait_go)
    world.start_worker(slots=8)

    async def one(number: int) -> tuple[int, Json]:
        run_id = await world.engine.start("build", None, key=str(number))
        for _ in range(number % 7):
            await asyncio.sleep(0)
        sent = await asyncio.gather(*(world.engine.signal(run_id, "go", [number, n]) for n in range(2)))
        info = await world.reaches(run_id, "done")
        assert info.result == [number, sent.index(True)]
        return sum(sent), info.result

    results = await asyncio.gather(*(one(number) for number in range(200)))
    assert [count for count, _ in results] == [1] * 200


async def test_three_hundred_waiters_hold_no_slot(world: JournalWorld) -> None:
    world.handle("build", wait_go)

    async def quick(run: RunContext) -> Json:
        return "quick"

    world.handle("quick", quick)
    world.start_worker(slots=1)
    ids = await asyncio.gather(*(world.engine.start("build", None, key=str(n)) for n in range(300)))
    for run_id in ids:
        await world.reaches(run_id, "waiting")
    assert (await world.run("quick", key="q")).result == "quick"
    async with asyncio.timeout(10):
        while any(task.get_name().startswith(("run", "pass", "step")) for task in asyncio.all_tasks()):
            await asyncio.sleep(0)
    await world.restart()
    world.start_worker(slots=1)
    assert len(await world.engine.list(state="waiting", limit=1000)) == 300


async def test_the_deadline_counts_from_the_first_wait_across_restarts(world: JournalWorld) -> None:
    world.handle("build", wait_an_hour)
    start = world.clock.now_ms()
    info = await world.run("build")
    assert info.wake_at is not None
    assert info.wake_at.timestamp() * 1000 == start + 3_600_000
    world.clock.advance(3000)
    await world.restart()
    world.start_worker()
    assert (await world.engine.get(info.run_id)) == info
    world.clock.advance(599.999)
    assert (await world.reaches(info.run_id, "waiting")).waiting_for == "go"
    world.clock.advance(0.001)
    async with asyncio.timeout(10):
        while (await world.reaches(info.run_id, "waiting")).waiting_for != "after":
            await asyncio.sleep(0)
    assert not await world.engine.signal(info.run_id, "go", "late")
    await world.restart()
    world.start_worker()
    assert await world.engine.signal(info.run_id, "after", None)
    assert (await world.reaches(info.run_id, "done")).result == "too late"


async def test_a_signal_in_time_beats_the_deadline_that_passed_while_nobody_worked(world: JournalWorld) -> None:
    world.handle("build", wait_an_hour)
    info = await world.run("build")
    await world.stop_workers()
    assert await world.engine.signal(info.run_id, "go", "in time")
    world.clock.advance(7200)
    world.start_worker()
    assert (await world.reaches(info.run_id, "done")).result == "in time"


async def test_a_wait_without_patience_ends_at_once_unless_the_signal_is_there(world: JournalWorld) -> None:
    async def handler(run: RunContext) -> Json:
        found = []
        for name in ("there", "not there"):
            try:
                found.append(await run.wait_signal(name, timeout=timedelta(0)))
            except SignalTimeout:
                found.append("timeout")
        return found

    world.handle("build", handler)
    run_id = await world.engine.start("build", None, key="k")
    await world.engine.signal(run_id, "there", "x")
    assert (await world.run("build")).result == ["x", "timeout"]


async def test_a_timer_is_not_early_and_fires_after_downtime(world: JournalWorld) -> None:
    woke = []

    async def handler(run: RunContext) -> Json:
        await run.sleep("first", timedelta(seconds=10, microseconds=1))
        woke.append(world.clock.now_ms())
        await run.sleep("second", timedelta(days=3))
        woke.append(world.clock.now_ms())
        await run.wait_signal("go")
        return None

    world.handle("build", handler)
    start = world.clock.now_ms()
    info = await world.run("build")
    world.clock.advance(10)
    await world.reaches(info.run_id, "waiting")
    assert woke == []
    world.clock.advance(0.001)
    async with asyncio.timeout(10):
        while not woke:
            await asyncio.sleep(0)
    assert (await world.reaches(info.run_id, "waiting")).waiting_for == "second"
    await world.stop_workers()
    world.clock.advance(5 * 86400)
    await world.restart()
    world.start_worker()
    async with asyncio.timeout(10):
        while len(woke) < 2:
            await asyncio.sleep(0)
    assert woke == [start + 10_001, start + 10_001 + 5 * 86_400_000]
    await world.engine.signal(info.run_id, "go", None)
    await world.reaches(info.run_id, "done")
    timers = [item.name for item in await world.engine.history(info.run_id) if item.what == "timer"]
    assert timers == ["first", "second"]


async def test_setting_the_wall_clock_takes_no_run_from_its_worker(world: JournalWorld) -> None:
    release, calls = asyncio.Event(), []

    async def step(_: str) -> Json:
        calls.append(1)
        await release.wait()
        return "once"

    async def handler(run: RunContext) -> Json:
        return await run.step("a", step)

    world.handle("build", handler)
    world.start_worker()
    run_id = await world.engine.start("build", None, key="k")
    other = await world.second_engine()
    world.start_worker(engine=other)
    for shift in (86400, -3 * 86400, 10):
        world.clock.set_wall(shift)
        for key in range(3):
            await other.start("unknown", None, key=f"{shift} {key}")
    release.set()
    assert (await world.reaches(run_id, "done")).result == "once"
    assert calls == [1]
