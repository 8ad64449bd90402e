"""A process that runs builds and is killed at a given place: ``engine_child STATE EFFECTS SCENARIO PLACE``.

Each effect of a step is one line in EFFECTS, written before anything else can happen. The parent finishes what is left
with the same handlers and looks at the lines.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from kriptik_desktop.core.clock import SystemClock
from kriptik_desktop.core.database import Database
from kriptik_desktop.core.ids import uuid7_source
from kriptik_desktop.engine.journal import JournalEngine
from kriptik_desktop.engine.port import DurableEngine, Handler, Json, RunContext

STEPS = 5
PIPES = 10
Reached = Callable[[str], None]


def _note(effects: Path, line: str) -> None:
    handle = os.open(effects, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(handle, f"{line}\n".encode())
    os.close(handle)


def sequence(effects: Path, reached: Reached) -> Handler:
    """Return a build of five steps, one after the other; ``reached`` hears of every place between effects."""

    async def handler(run: RunContext) -> Json:
        results: list[Json] = []
        for number in range(STEPS):

            async def step(key: str, number: int = number) -> Json:
                _note(effects, key.partition("/")[2])
                reached(f"in {number}")
                return number * number

            reached(f"before {number}")
            results.append(await run.step(f"step {number}", step))
            reached(f"after {number}")
        return results

    return handler


def pipes(effects: Path, reached: Reached) -> Handler:
    """Return a gather of ten pipes of two steps."""

    async def pipe(run: RunContext, number: int) -> Json:
        async def first(key: str) -> Json:
            _note(effects, key.partition("/")[2])
            for _ in range(number):
                await asyncio.sleep(0)
            return number

        async def second(key: str) -> Json:
            _note(effects, key.partition("/")[2])
            await asyncio.sleep(0)
            reached(f"in {number}")
            return value

        value = await run.step(f"first {number}", first)
        return await run.step(f"second {number}", second)

    async def handler(run: RunContext) -> Json:
        return await asyncio.gather(*(pipe(run, number) for number in range(PIPES)))

    return handler


def chaos(effects: Path, reached: Reached) -> Handler:
    """Return a build of twelve steps at a time with a signal to itself in their midst."""

    async def handler(run: RunContext) -> Json:
        async def step(key: str) -> Json:
            _note(effects, key)
            await asyncio.sleep(0.001)
            return key.partition("/")[2]

        first = await asyncio.gather(*(run.step(f"a{n}", step) for n in range(6)))
        await run.sleep("rest", timedelta(milliseconds=5))
        second = await asyncio.gather(*(run.step(f"b{n}", step) for n in range(6)))
        return [*first, *second]

    return handler


SCENARIOS = {"sequence": sequence, "pipes": pipes, "chaos": chaos}


async def open_engine(state: Path) -> tuple[Database, DurableEngine]:
    """Open the engine as the app does."""
    clock = SystemClock()
    database = await Database.open(state, journal="wal")
    engine: DurableEngine = JournalEngine(database, clock, uuid7_source(clock))
    await engine.migrate()
    return database, engine


async def work(state: Path, effects: Path, scenario: str, reached: Reached, runs: int = 1) -> dict[str, Json]:
    """Start or find the runs, work until all have ended, and return their results by key."""
    database, engine = await open_engine(state)
    engine.register("build", SCENARIOS[scenario](effects, reached))
    watch = engine.watch()
    ids = {str(n): await engine.start("build", None, key=str(n)) for n in range(runs)}
    worker = asyncio.create_task(engine.run_worker(slots=8))
    results: dict[str, Json] = {}
    while len(results) < runs:
        for key, run_id in ids.items():
            info = await engine.get(run_id)
            if info and info.state in ("done", "dead"):
                results[key] = info.result if info.state == "done" else info.error
        if len(results) < runs:
            async for _ in watch:
                break
    worker.cancel()
    await asyncio.gather(worker, return_exceptions=True)
    await database.close()
    return results


def main() -> None:
    """Work until the place is reached, then end as by kill -9."""
    state, effects, scenario, place = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4]

    def reached(here: str) -> None:
        if here == place:
            os.kill(os.getpid(), signal.SIGKILL)

    runs = int(place.partition(" ")[2]) if place.startswith("runs") else 1
    asyncio.run(work(state, effects, scenario, reached, runs))


if __name__ == "__main__":
    main()
