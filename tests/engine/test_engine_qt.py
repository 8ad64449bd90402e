"""The engine inside Qt's event loop, where the window runs it."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from kriptik_desktop.core.clock import SystemClock
from kriptik_desktop.core.database import Database
from kriptik_desktop.core.ids import uuid7_source
from kriptik_desktop.engine.journal import JournalEngine
from kriptik_desktop.engine.port import Json, RunContext


@pytest.mark.qt
async def test_builds_run_wait_and_end_on_the_qt_loop_and_leave_no_task(tmp_path: Path) -> None:
    before = asyncio.all_tasks()
    clock = SystemClock()
    database = await Database.open(tmp_path / "state.db", journal="wal")
    engine = JournalEngine(database, clock, uuid7_source(clock))
    await engine.migrate()

    async def handler(run: RunContext) -> Json:
        async def step(key: str) -> Json:
            await asyncio.sleep(0)
            return key.partition("/")[2]

        names = await asyncio.gather(*(run.step(f"s{n}", step) for n in range(5)))
        await run.sleep("rest", timedelta(milliseconds=20))
        return [names, await run.wait_signal("go")]

    engine.register("build", handler)
    worker = asyncio.ensure_future(engine.run_worker(slots=4))
    watch = engine.watch()
    ids = [await engine.start("build", None, key=str(n)) for n in range(10)]
    for run_id in ids:
        assert await engine.signal(run_id, "go", run_id)
    async with asyncio.timeout(20):
        while len(await engine.list(state="done")) < 10:
            async for _ in watch:
                break
    for info in await engine.list():
        assert info.result == [[f"s{n}" for n in range(5)], info.run_id]
    worker.cancel()
    await asyncio.gather(worker, return_exceptions=True)
    await database.close()
    assert asyncio.all_tasks() <= before
