"""kill -9: no recorded step runs again, the one in flight does, with the same key."""

from __future__ import annotations

import asyncio
import os
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from kriptik_desktop.engine.journal.model import CRASH_LIMIT
from kriptik_desktop.engine.port import Json, Retry, RunContext
from tests.fakes.engine_child import PIPES, STEPS, work
from tests.fakes.engine_world import JournalWorld

ROOT = Path(__file__).resolve().parent.parent.parent
SOAK = bool(os.environ.get("KRIPTIK_SOAK"))
BUILDS, KILLS = (60, 12) if SOAK else (12, 3)


def child(state: Path, effects: Path, scenario: str, place: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.fakes.engine_child", str(state), str(effects), scenario, place]
    return subprocess.Popen(command, cwd=ROOT)


def lines(effects: Path) -> list[str]:
    return effects.read_text().splitlines() if effects.exists() else []


@pytest.mark.parametrize("moment", ["before", "in", "after"])
async def test_killed_around_each_step_of_five_only_the_step_in_flight_runs_twice(tmp_path: Path, moment: str) -> None:
    def killed(number: int) -> int:
        return child(tmp_path / f"{number}.db", tmp_path / f"{number}", "sequence", f"{moment} {number}").wait()

    codes = await asyncio.gather(*(asyncio.to_thread(killed, number) for number in range(STEPS)))
    assert codes == [-9] * STEPS
    for number in range(STEPS):
        effects = tmp_path / f"{number}"
        assert len(lines(effects)) == (number if moment == "before" else number + 1)
        results = await work(tmp_path / f"{number}.db", effects, "sequence", lambda _: None)
        assert results == {"0": [0, 1, 4, 9, 16]}
        twice = [f"step {number}"] if moment == "in" else []
        assert Counter(lines(effects)) == Counter([*(f"step {n}" for n in range(STEPS)), *twice])


async def test_killed_in_a_gather_of_pipes_the_results_keep_their_order(tmp_path: Path) -> None:
    state, effects = tmp_path / "state.db", tmp_path / "effects"
    assert await asyncio.to_thread(child(state, effects, "pipes", "in 5").wait) == -9
    before = Counter(lines(effects))
    assert set(before.values()) == {1}
    assert await work(state, effects, "pipes", lambda _: None) == {"0": list(range(PIPES))}
    after = Counter(lines(effects))
    assert set(after) == {f"{name} {n}" for name in ("first", "second") for n in range(PIPES)}
    assert max(after.values()) <= 2
    assert after["second 5"] == 2
    assert after["first 5"] == 1


async def test_random_kills_lose_and_repeat_nothing_recorded(tmp_path: Path) -> None:
    state, effects = tmp_path / "state.db", tmp_path / "effects"
    draw = random.Random(7)
    for _ in range(KILLS):
        wanted = len(lines(effects)) + draw.randrange(5, 12 * BUILDS // KILLS)
        process = child(state, effects, "chaos", f"runs {BUILDS}")
        async with asyncio.timeout(30):
            while len(lines(effects)) < wanted and process.poll() is None:
                await asyncio.sleep(0.002)
        process.kill()
        await asyncio.to_thread(process.wait)
    results = await work(state, effects, "chaos", lambda _: None, BUILDS)
    whole = [*(f"a{n}" for n in range(6)), *(f"b{n}" for n in range(6))]
    assert results == {str(n): whole for n in range(BUILDS)}
    counts = Counter(lines(effects))
    assert len(counts) == BUILDS * 12
    assert sum(counts.values()) - len(counts) <= KILLS * 8 * 6


async def test_what_a_dead_process_held_is_taken_over_at_once(world: JournalWorld) -> None:
    begun, release = asyncio.Event(), asyncio.Event()

    async def step(_: str) -> Json:
        begun.set()
        await release.wait()
        return "done"

    async def handler(run: RunContext) -> Json:
        return await run.step("a", step)

    world.handle("build", handler)
    world.start_worker()
    run_id = await world.engine.start("build", None, key="k")
    await begun.wait()
    await world.crash()
    info = await world.engine.get(run_id)
    assert info
    assert info.state == "queued"
    begun.clear()
    world.start_worker()
    await asyncio.wait_for(begun.wait(), 10)
    release.set()
    assert (await world.reaches(run_id, "done")).result == "done"


async def test_a_crash_takes_no_attempt_and_twenty_are_poison(world: JournalWorld) -> None:
    begun, calls, poison = asyncio.Event(), [], True

    async def step(_: str) -> Json:
        calls.append(1)
        begun.set()
        if poison:
            await asyncio.Event().wait()
        raise OSError("after all")

    async def handler(run: RunContext) -> Json:
        return await run.step("a", step, retry=Retry(attempts=1))

    world.handle("build", handler)
    run_id = await world.engine.start("build", None, key="k")
    for number in range(1, CRASH_LIMIT + 1):
        world.start_worker()
        await begun.wait()
        begun.clear()
        await world.crash()
        info = await world.engine.get(run_id)
        assert info
        assert info.state == ("queued" if number < CRASH_LIMIT else "dead"), number
    info = await world.reaches(run_id, "dead")
    assert "20 times" in str(info.error)
    poison = False
    await world.engine.retry(run_id)
    world.start_worker()
    info = await world.reaches(run_id, "dead")
    assert info.error == "after all"
    assert len(calls) == CRASH_LIMIT + 1
