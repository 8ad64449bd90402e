"""Measures recorded steps per second with FULL sync: many builds at a time, and one step after the other."""

from __future__ import annotations

import asyncio
import tempfile
import time
from pathlib import Path

from kriptik_desktop.core.clock import SystemClock
from kriptik_desktop.core.database import Database
from kriptik_desktop.core.ids import uuid7_source
from kriptik_desktop.engine.journal import JournalEngine
from kriptik_desktop.engine.port import Json, RunContext
from tests.bench.harness import REPEATS, median_of, report

BUILDS, STEPS, SEQUENTIAL = 20, 150, 600


async def _step(key: str) -> Json:
    return {"artifact": key}


async def _steps_per_second(folder: Path, builds: int, steps: int) -> float:
    clock = SystemClock()
    database = await Database.open(folder / "state.db", journal="wal")
    engine = JournalEngine(database, clock, uuid7_source(clock))
    await engine.migrate()

    async def build(run: RunContext) -> Json:
        for number in range(steps):
            await run.step(f"step {number}", _step)
        return None

    engine.register("build", build)
    ids = {await engine.start("build", None, key=str(number)) for number in range(builds)}
    synchronous = await database.read(lambda c: c.execute("PRAGMA synchronous").fetchone()[0])
    assert synchronous == 2
    start = time.perf_counter()
    worker = asyncio.create_task(engine.run_worker(slots=builds))
    while len(await engine.list(state="done")) < len(ids):
        await asyncio.sleep(0.005)
    elapsed = time.perf_counter() - start
    worker.cancel()
    await asyncio.gather(worker, return_exceptions=True)
    await database.close()
    return builds * steps / elapsed


def _measured(builds: int, steps: int) -> float:
    def once() -> float:
        with tempfile.TemporaryDirectory() as folder:
            return asyncio.run(_steps_per_second(Path(folder), builds, steps))

    return median_of(REPEATS, once)


def main() -> bool:
    """Print the figures; return whether all keep their budgets."""
    kept = report(f"engine: steps, {BUILDS} builds at a time", _measured(BUILDS, STEPS), "steps/s", 3000, at_least=True)
    return (
        report("engine: steps, one after the other", _measured(1, SEQUENTIAL), "steps/s", 500, at_least=True) and kept
    )


if __name__ == "__main__":
    raise SystemExit(not main())
