"""Steps: remembered by name, retried with back-off, alone or many at a time."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from enum import Enum
from itertools import pairwise

import pytest

from kriptik_desktop.core.secret import Secret
from kriptik_desktop.engine.port import Json, Permanent, Retry, RunContext, Suspended
from tests.fakes.engine_world import JournalWorld

FAST = Retry(attempts=3, base=timedelta(seconds=2), jitter=0.5)


class Effects(list[str]):
    """What steps did to the world outside."""

    async def do(self, key: str) -> str:
        self.append(key.partition("/")[2])
        return f"did {self[-1]}"


async def test_steps_are_remembered_across_a_restart(world: JournalWorld) -> None:
    effects = Effects()

    async def handler(run: RunContext) -> Json:
        first = await run.step("a", effects.do)
        await run.wait_signal("go")
        return [first, await run.step("b", effects.do), run.input]

    world.handle("build", handler)
    info = await world.run("build", {"n": (1, 2)})
    assert (info.state, info.waiting_for, info.wake_at) == ("waiting", "go", None)
    await world.restart()
    world.start_worker()
    await world.engine.signal(info.run_id, "go", None)
    info = await world.reaches(info.run_id, "done")
    assert info.result == ["did a", "did b", {"n": [1, 2]}]
    assert effects == ["a", "b"]
    assert info.attempts == 1


async def test_the_key_is_the_run_and_the_name(world: JournalWorld) -> None:
    keys = []

    async def step(key: str) -> Json:
        keys.append(key)
        return None

    async def handler(run: RunContext) -> Json:
        return await run.step("pay:1/2", step)

    world.handle("build", handler)
    info = await world.run("build")
    assert keys == [f"{info.run_id}/pay:1/2"]


async def test_a_result_is_the_same_on_the_first_pass_and_later(world: JournalWorld) -> None:
    seen = []

    async def step(_: str) -> Json:
        return {"list": (1, 2.5, None), "text": "ä\ud800\u0000", "nothing": {}}

    async def handler(run: RunContext) -> Json:
        seen.append(await run.step("a", step))
        await run.wait_signal("go")
        return None

    world.handle("build", handler)
    info = await world.run("build")
    await world.engine.signal(info.run_id, "go", 1)
    await world.reaches(info.run_id, "done")
    assert len(seen) == 2
    assert seen[0] == seen[1] == {"list": [1, 2.5, None], "text": "ä\ud800\u0000", "nothing": {}}


async def test_steps_may_be_reordered_inserted_and_removed_between_restarts(world: JournalWorld) -> None:
    effects = Effects()

    async def old(run: RunContext) -> Json:
        for name in ("a", "b", "c"):
            await run.step(name, effects.do)
        await run.wait_signal("go")
        return None

    async def new(run: RunContext) -> Json:
        results = [await run.step(name, effects.do) for name in ("c", "fresh", "a")]
        await run.wait_signal("go")
        return results

    world.handle("build", old)
    info = await world.run("build")
    world.handle("build", new, again=True)
    await world.restart()
    world.start_worker()
    await world.engine.signal(info.run_id, "go", None)
    info = await world.reaches(info.run_id, "done")
    assert info.result == ["did c", "did fresh", "did a"]
    assert effects == ["a", "b", "c", "fresh"]


async def test_a_repeated_name_is_a_mistake(world: JournalWorld) -> None:
    effects = Effects()

    async def handler(run: RunContext) -> Json:
        await run.step("a", effects.do)
        with pytest.raises(ValueError, match="used twice"):
            await run.step("a", effects.do)
        await run.sleep("a", timedelta(0))
        with pytest.raises(ValueError, match="used twice"):
            await run.sleep("a", timedelta(0))
        return "told"

    world.handle("build", handler)
    assert (await world.run("build")).result == "told"
    assert effects == ["a"]


async def test_a_step_inside_a_step_is_a_mistake(world: JournalWorld) -> None:
    async def handler(run: RunContext) -> Json:
        async def outer(_: str) -> Json:
            return await run.step("inner", outer)

        return await run.step("outer", outer, retry=Retry(attempts=1))

    world.handle("build", handler)
    info = await world.run("build")
    assert info.state == "dead"
    assert "do not nest" in str(info.error)


class Colour(Enum):
    RED = 1


@pytest.mark.parametrize(
    "value", [Secret("canary-value"), object(), {1: 2}, float("nan"), b"bytes", {"deep": [Colour.RED]}, {1, 2}]
)
async def test_what_is_not_json_is_refused_and_nothing_stored(world: JournalWorld, value: Json) -> None:
    calls = []

    async def step(key: str) -> Json:
        calls.append(key)
        return value

    async def handler(run: RunContext) -> Json:
        with pytest.raises(TypeError) as caught:
            await run.step("a", step)
        assert "canary" not in str(caught.value)
        await run.wait_signal("go")
        return value

    world.handle("build", handler)
    info = await world.run("build")
    assert not [item for item in await world.engine.history(info.run_id) if item.what == "step"]
    await world.engine.signal(info.run_id, "go", None)
    info = await world.reaches(info.run_id, "dead")
    assert "not JSON" in str(info.error) or "not text" in str(info.error)
    assert len(calls) == 2
    with pytest.raises(TypeError):
        await world.engine.start("build", value, key="other")
    with pytest.raises(TypeError):
        await world.engine.signal(info.run_id, "other", value)


async def test_retries_rest_as_the_policy_says_and_hold_no_slot(world: JournalWorld) -> None:
    times: list[int] = []
    draws: list[tuple[float, float]] = []

    def uniform(low: float, high: float) -> float:
        draws.append((low, high))
        return low

    world.uniform = uniform
    await world.restart()

    async def step(_: str) -> Json:
        times.append(world.clock.now_ms())
        if len(times) < 5:
            raise OSError("not yet")
        return "at last"

    async def handler(run: RunContext) -> Json:
        policy = Retry(attempts=5, base=timedelta(seconds=2), factor=3, cap=timedelta(seconds=20), jitter=0.25)
        return await run.step("a", step, retry=policy)

    async def quick(run: RunContext) -> Json:
        return None

    world.handle("build", handler)
    world.handle("quick", quick)
    world.start_worker(slots=1)
    info = await world.run("build")
    for number, rest in enumerate((1.5, 4.5, 13.5, 15.0), 1):
        info = await world.reaches(info.run_id, "waiting")
        assert (info.waiting_for, info.attempts) == ("a", number)
        assert (await world.run("quick", key=f"quick {number}")).state == "done"
        world.clock.advance(rest - 0.001)
        assert (await world.run("quick", key=f"still {number}")).state == "done"
        assert len(times) == number
        world.clock.advance(0.001)
        while len(times) == number:
            await asyncio.sleep(0)
    info = await world.reaches(info.run_id, "done")
    assert info.result == "at last"
    assert [b - a for a, b in pairwise(times)] == [1500, 4500, 13500, 15000]
    assert set(draws) == {(0.75, 1)}


async def test_a_spent_budget_is_raised_once_and_on_later_passes(world: JournalWorld) -> None:
    calls = []

    async def step(_: str) -> Json:
        calls.append(1)
        raise OSError("the provider is down")

    async def handler(run: RunContext) -> Json:
        with pytest.raises(Permanent, match="provider is down"):
            await run.step("a", step, retry=Retry(attempts=2, base=timedelta(0)))
        await run.wait_signal("go")
        return "went on"

    world.handle("build", handler)
    info = await world.run("build")
    await world.restart()
    world.start_worker()
    await world.engine.signal(info.run_id, "go", None)
    assert (await world.reaches(info.run_id, "done")).result == "went on"
    assert len(calls) == 2


async def test_permanent_is_not_tried_again_and_uncaught_it_is_dead(world: JournalWorld) -> None:
    calls: list[str] = []
    effects = Effects()

    async def step(key: str) -> Json:
        calls.append(key)
        if len(calls) == 1:
            raise Permanent("the key is revoked: sk_test_abcdefgh12345678")
        return "good"

    async def handler(run: RunContext) -> Json:
        await run.step("before", effects.do)
        return await run.step("a", step)

    world.handle("build", handler)
    info = await world.run("build")
    assert (info.state, info.error) == ("dead", "the key is revoked: [redacted]")
    await world.engine.retry(info.run_id)
    info = await world.reaches(info.run_id, "done")
    assert (info.result, info.error, effects) == ("good", None, ["before"])
    assert calls[0] == calls[1]


async def test_retry_gives_the_failed_step_its_whole_budget_again(world: JournalWorld) -> None:
    calls = []

    async def step(_: str) -> Json:
        calls.append(1)
        raise OSError("no")

    async def handler(run: RunContext) -> Json:
        return await run.step("a", step, retry=Retry(attempts=3, base=timedelta(0)))

    world.handle("build", handler)
    info = await world.run("build")
    assert (info.state, len(calls)) == ("dead", 3)
    await world.engine.retry(info.run_id)
    while len(calls) < 6:
        await asyncio.sleep(0)
    await world.reaches(info.run_id, "dead")
    assert len(calls) == 6


async def test_a_step_that_cancels_itself_has_failed(world: JournalWorld) -> None:
    async def step(_: str) -> Json:
        raise asyncio.CancelledError

    async def handler(run: RunContext) -> Json:
        return await run.step("a", step, retry=Retry(attempts=1))

    world.handle("build", handler)
    info = await world.run("build")
    assert (info.state, info.error) == ("dead", "the step was cancelled from inside")


async def test_except_exception_does_not_eat_a_suspension(world: JournalWorld) -> None:
    async def handler(run: RunContext) -> Json:
        try:
            return await run.wait_signal("go")
        except Exception:
            return "eaten"

    world.handle("build", handler)
    info = await world.run("build")
    assert info.state == "waiting"
    await world.engine.signal(info.run_id, "go", "came")
    assert (await world.reaches(info.run_id, "done")).result == "came"


async def test_a_handler_that_swallows_the_suspension_is_parked_all_the_same(world: JournalWorld) -> None:
    async def handler(run: RunContext) -> Json:
        results = await asyncio.gather(run.wait_signal("go"), return_exceptions=True)
        return "wrong" if isinstance(results[0], Suspended) else "right"

    world.handle("build", handler)
    info = await world.run("build")
    assert info.state == "waiting"
    await world.engine.signal(info.run_id, "go", None)
    assert (await world.reaches(info.run_id, "done")).result == "right"


@pytest.mark.parametrize("group", [False, True])
async def test_a_sibling_that_rests_neither_stops_nor_repeats_the_others(world: JournalWorld, group: bool) -> None:
    effects = Effects()

    async def pipe(run: RunContext, number: int) -> Json:
        async def flaky(key: str) -> Json:
            await asyncio.sleep(0)
            await effects.do(key)
            if number == 2 and effects.count("first 2") == 1:
                raise OSError("later")
            return number

        value = await run.step(f"first {number}", flaky, retry=FAST)
        await run.step(f"second {number}", effects.do)
        await run.step(f"third {number}", effects.do)
        return value

    async def handler(run: RunContext) -> Json:
        if not group:
            return await asyncio.gather(*(pipe(run, number) for number in range(5)))
        async with asyncio.TaskGroup() as tasks:
            running = [tasks.create_task(pipe(run, number)) for number in range(5)]
        return [task.result() for task in running]

    world.handle("build", handler)
    info = await world.run("build")
    assert info.waiting_for == "first 2"
    assert sorted(effects) == sorted(
        ["first 2", *(f"{name} {n}" for name in ("first", "second", "third") for n in (0, 1, 3, 4))]
    )
    world.clock.advance(2)
    info = await world.reaches(info.run_id, "done")
    assert info.result == [0, 1, 2, 3, 4]
    assert len(effects) == 16
    assert len(set(effects)) == 15


@pytest.mark.parametrize("delays", [(3600, 5), (5, 3600)])
async def test_two_that_rest_wake_at_the_earlier_time(world: JournalWorld, delays: tuple[int, int]) -> None:
    async def handler(run: RunContext) -> Json:
        async with asyncio.TaskGroup() as tasks:
            for delay in delays:
                tasks.create_task(run.sleep(f"{delay} s", timedelta(seconds=delay)))
        return None

    world.handle("build", handler)
    start = world.clock.now_ms()
    info = await world.run("build")
    assert info.wake_at is not None
    assert (info.waiting_for, info.wake_at.timestamp() * 1000) == ("5 s", start + 5000)


async def test_an_error_waits_for_the_step_in_flight_and_its_result_is_kept(world: JournalWorld) -> None:
    begun, release, calls = asyncio.Event(), asyncio.Event(), []

    async def long(_: str) -> Json:
        calls.append(1)
        begun.set()
        await release.wait()
        return "kept"

    async def broken() -> None:
        await begun.wait()
        if len(calls) == 1 and not release.is_set():
            raise LookupError("a real error")

    async def handler(run: RunContext) -> Json:
        return (await asyncio.gather(run.step("long", long), broken()))[0]

    world.handle("build", handler)
    run_id = await world.engine.start("build", None, key="k")
    world.start_worker()
    await begun.wait()
    for _ in range(20):
        await world.engine.get(run_id)
    assert (await world.reaches(run_id, "running", "dead")).state == "running"
    release.set()
    await world.reaches(run_id, "dead")
    await world.engine.retry(run_id)
    assert (await world.reaches(run_id, "done")).result == "kept"
    assert calls == [1]


async def test_a_step_rests_and_runs_again_while_a_long_sibling_is_still_at_work(world: JournalWorld) -> None:
    release = asyncio.Event()
    tries = []

    async def long(_: str) -> Json:
        await release.wait()
        return "long"

    async def flaky(_: str) -> Json:
        tries.append(1)
        if len(tries) == 1:
            raise OSError("later")
        release.set()
        return "flaky"

    async def handler(run: RunContext) -> Json:
        return await asyncio.gather(run.step("long", long), run.step("flaky", flaky, retry=FAST))

    world.handle("build", handler)
    run_id = await world.engine.start("build", None, key="k")
    world.start_worker()
    async with asyncio.timeout(10):
        while not any(item.what == "step" for item in await world.engine.history(run_id)):
            await asyncio.sleep(0)
        world.clock.advance(1.999)
        for _ in range(20):
            await world.engine.get(run_id)
        assert len(tries) == 1
        world.clock.advance(0.001)
        await release.wait()
    assert (await world.reaches(run_id, "done")).result == ["long", "flaky"]


@pytest.mark.parametrize("real_first", [False, True])
async def test_in_a_group_the_real_error_wins(world: JournalWorld, real_first: bool) -> None:
    async def broken() -> None:
        if not real_first:
            for _ in range(3):
                await asyncio.sleep(0)
        raise LookupError("a real error")

    async def handler(run: RunContext) -> Json:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(run.sleep("rest", timedelta(hours=1)))
            tasks.create_task(broken())
        return None

    world.handle("build", handler)
    info = await world.run("build")
    assert (info.state, info.error) == ("dead", "a real error")


async def test_work_between_steps_that_was_cut_is_taken_up_again_at_once(world: JournalWorld) -> None:
    effects = Effects()
    passes = []

    async def slow_between(run: RunContext) -> None:
        await run.step("a", effects.do)
        for _ in range(50):
            await asyncio.sleep(0)
        await run.step("b", effects.do)

    async def handler(run: RunContext) -> Json:
        passes.append(1)
        await asyncio.gather(slow_between(run), run.sleep("rest", timedelta(hours=1)))
        return None

    world.handle("build", handler)
    info = await world.run("build")
    info = await world.reaches(info.run_id, "waiting")
    assert effects[:1] == ["a"]
    assert len(passes) == 2
