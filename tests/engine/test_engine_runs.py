"""Runs as callers see them: starting once, listing, history, pruning, and what is never written down."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

import pytest

from kriptik_desktop.core.errors import Conflict
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.engine.port import Json, Permanent, Retry, RunContext, SignalTimeout, State
from tests.fakes.engine_world import JournalWorld, journal_world


async def quick(run: RunContext) -> Json:
    return run.input


async def wait_go(run: RunContext) -> Json:
    return await run.wait_signal("go")


async def fail(run: RunContext) -> Json:
    raise Permanent("no")


async def test_fifty_starts_with_one_key_are_one_run_also_after_its_end(world: JournalWorld) -> None:
    world.handle("build", quick)
    ids = await asyncio.gather(*(world.engine.start("build", n, key="one") for n in range(50)))
    assert len(set(ids)) == 1
    world.start_worker()
    first = (await world.reaches(ids[0], "done")).result
    await world.restart()
    assert await world.engine.start("other", "changed", key="one", labels={"a": "b"}) == ids[0]
    info = await world.engine.get(ids[0])
    assert info
    assert (info.kind, info.result, info.labels, info.state) == ("build", first, {}, "done")


async def test_fifty_equal_events_are_one_also_after_its_end_and_apart_from_runs(world: JournalWorld) -> None:
    world.handle("event", quick)
    await world.engine.start("event", None, key="e1")
    taken = await asyncio.gather(*(world.engine.enqueue("event", n, event_id="e1") for n in range(50)))
    assert sum(taken) == 1
    world.start_worker()
    for info in await world.engine.list():
        await world.reaches(info.run_id, "done")
    assert not await world.engine.enqueue("event", 1, event_id="e1")
    world.clock.advance(29 * 86400)
    assert await world.engine.prune(timedelta(0)) == 1
    assert not await world.engine.enqueue("event", 1, event_id="e1")
    world.clock.advance(2 * 86400)
    assert await world.engine.prune(timedelta(0)) == 1
    assert await world.engine.enqueue("event", 1, event_id="e1")


async def test_list_filters_and_pages_stay_stable_under_change(world: JournalWorld) -> None:
    world.handle("a", quick)
    world.handle("b", wait_go)
    for number in range(30):
        world.clock.advance(1)
        labels = {"build": str(number % 3), 'odd "one"': "x'y"}
        await world.engine.start("ab"[number % 2], number, key=str(number), labels=labels)
    pages = []
    after = None
    while page := await world.engine.list(after=after, limit=7):
        pages.append(page)
        after = page[-1].run_id
        if len(pages) == 2:
            world.start_worker()
            await world.reaches(pages[0][1].run_id, "waiting")
            await world.engine.start("a", None, key="new")
    found = [info.run_id for page in pages for info in page]
    assert len(found) == len(set(found)) == 31
    assert found == sorted(found)
    for info in await world.engine.list(limit=1000):
        await world.reaches(info.run_id, "done", "waiting")
    assert len(await world.engine.list(state="waiting", kind="b", labels={"build": "1"})) == 5
    assert len(await world.engine.list(labels={'odd "one"': "x'y", "build": "1"})) == 10
    assert not await world.engine.list(labels={"build": "1", "other": "1"})
    assert not await world.engine.list(state="dead")


async def test_history_is_complete_and_in_order(world: JournalWorld) -> None:
    tries = []

    async def flaky(_: str) -> Json:
        tries.append(1)
        if len(tries) == 1:
            raise OSError("first time")
        return {"id": 7}

    async def handler(run: RunContext) -> Json:
        await run.step("flaky", flaky, retry=Retry(base=timedelta(seconds=1)))
        try:
            await run.wait_signal("never", timeout=timedelta(seconds=5))
        except SignalTimeout:
            return await run.wait_signal("go")
        return None

    world.handle("build", handler)
    start = world.clock.now_ms()
    info = await world.run("build")
    world.clock.advance(1)
    async with asyncio.timeout(10):
        while (await world.reaches(info.run_id, "waiting")).waiting_for != "never":
            await asyncio.sleep(0)
        world.clock.advance(5)
        while (await world.reaches(info.run_id, "waiting")).waiting_for != "go":
            await asyncio.sleep(0)
    await world.engine.signal(info.run_id, "go", {"payload": 1})
    await world.reaches(info.run_id, "done")
    history = await world.engine.history(info.run_id)
    assert [(item.what, item.name) for item in history] == [
        ("state", "queued"),
        ("attempt", "1"),
        ("step", "flaky"),
        ("state", "waiting"),
        ("attempt", "2"),
        ("step", "flaky"),
        ("state", "waiting"),
        ("state", "running"),
        ("timer", "never"),
        ("state", "waiting"),
        ("signal", "go"),
        ("state", "running"),
        ("state", "done"),
    ]
    assert history[2].data == {"outcome": "retrying", "attempts": 1, "error": "first time"}
    assert history[5].data == {"id": 7}
    assert history[10].data == {"payload": 1}
    times = [item.at for item in history]
    assert times == sorted(times)
    assert times[0] == datetime.fromtimestamp(start / 1000, UTC)
    assert times[-1] - times[0] == timedelta(seconds=6)


async def test_prune_takes_what_ended_long_ago_and_nothing_alive(world: JournalWorld) -> None:
    world.handle("done", quick)
    world.handle("wait", wait_go)
    world.handle("dead", fail)
    done, wait, dead = [(await world.run(kind, key=kind)).run_id for kind in ("done", "wait", "dead")]
    cancelled = await world.engine.start("wait", None, key="cancelled")
    await world.engine.cancel(cancelled)
    queued = await world.engine.start("unknown", None, key="queued")
    await world.engine.signal(queued, "early", "kept")
    world.clock.advance(3600)
    fresh = (await world.run("done", key="fresh")).run_id
    assert await world.engine.prune(timedelta(hours=1, seconds=1)) == 0
    assert await world.engine.prune(timedelta(minutes=59)) == 3
    left = {info.run_id for info in await world.engine.list()}
    assert left == {wait, queued, fresh}
    assert await world.engine.history(done) == []
    assert not await world.engine.signal(queued, "early", "again")
    assert await world.engine.signal(wait, "go", 1)
    assert (await world.reaches(wait, "done")).result == 1
    assert await world.engine.start("dead", None, key="dead") != dead


async def test_only_the_dead_are_retried(world: JournalWorld) -> None:
    world.handle("done", quick)
    world.handle("wait", wait_go)
    for kind in ("done", "wait"):
        info = await world.run(kind, key=kind)
        with pytest.raises(Conflict, match=info.state):
            await world.engine.retry(info.run_id)


async def test_an_uncaught_error_is_dead_and_says_why(world: JournalWorld) -> None:
    async def handler(run: RunContext) -> Json:
        raise KeyError

    world.handle("build", handler)
    info = await world.run("build")
    assert (info.state, info.error, info.result) == ("dead", "KeyError", None)


async def test_a_watch_tells_of_every_run_and_forgets_itself(world: JournalWorld) -> None:
    world.handle("build", quick)
    watch = world.engine.watch()
    ids = {await world.engine.start("build", n, key=str(n)) for n in range(5)}
    world.start_worker()
    seen: list[str] = []
    async with asyncio.timeout(10):
        async for run_id in watch:
            info = await world.engine.get(run_id)
            if info and info.state == "done":
                seen.append(run_id)
            if set(seen) == ids:
                break


async def test_a_second_start_keeps_the_tables_and_the_runs_in_flight(world: JournalWorld) -> None:
    world.handle("wait", wait_go)
    info = await world.run("wait")
    for _ in range(2):
        await world.restart()
        await world.engine.migrate()
    assert await world.engine.get(info.run_id) == info


async def test_two_engines_in_one_process_know_nothing_of_each_other(world: JournalWorld, tmp_path: Path) -> None:
    async with journal_world(tmp_path / "other.db") as other:
        for one, name in ((world, "one"), (other, "other")):

            async def handler(run: RunContext, name: str = name) -> Json:
                async def step(_: str) -> Json:
                    await asyncio.sleep(0)
                    return name

                return await run.step("name", step)

            one.handle("build", handler)
        infos = await asyncio.gather(world.run("build"), other.run("build"))
        assert [info.result for info in infos] == ["one", "other"]
        assert [len(await one.engine.list()) for one in (world, other)] == [1, 1]


@pytest.mark.parametrize("state", ["done", "dead"])
async def test_a_secret_never_reaches_a_table_or_the_log(
    world: JournalWorld, state: State, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    canary = "sk_test_canary0123456789"
    secret = Secret(canary)

    async def use(_: str) -> Json:
        return {"fingerprint": len(secret.reveal())}

    async def leak(_: str) -> Json:
        return {"value": cast("Json", secret)}

    async def complain(_: str) -> Json:
        raise OSError(f"the provider refused {secret.reveal()} and {secret}")

    async def handler(run: RunContext) -> Json:
        await run.step("use", use)
        with pytest.raises(TypeError):
            await run.step("leak", leak)
        with pytest.raises(Permanent):
            await run.step("complain", complain, retry=Retry(attempts=2, base=timedelta(0)))
        if state == "dead":
            raise RuntimeError(f"uncaught {canary}")
        return None

    world.handle("build", handler)
    info = await world.run("build")
    assert info.state == state
    assert canary not in str(info)
    assert canary not in str(await world.engine.history(info.run_id))
    await world.close()
    for path in world.path.parent.iterdir():
        assert canary.encode() not in path.read_bytes()
    assert canary not in caplog.text
    await world.open()
