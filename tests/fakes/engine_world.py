"""One engine with its database, workers and clock, that can be restarted and crashed.

The tests of the port know only this class, so that another adapter needs another world and no other test.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from kriptik_desktop.core.database import Database
from kriptik_desktop.core.ids import uuid7_source
from kriptik_desktop.engine.journal import JournalEngine
from kriptik_desktop.engine.journal.hub import Hub
from kriptik_desktop.engine.port import DurableEngine, Handler, Json, RunInfo, State
from tests.fakes.engine_clock import EngineClock

LIMIT_S = 20.0
LEASE = timedelta(seconds=15)


class JournalWorld:
    """The journal on a real file."""

    def __init__(self, path: Path, uniform: Callable[[float, float], float] | None = None) -> None:
        self.path = path
        self.clock = EngineClock()
        self.new_id = uuid7_source(self.clock)
        self.handlers: dict[str, Handler] = {}
        self.uniform = uniform or (lambda low, high: high)
        self.database: Database
        self.engine: DurableEngine
        self._workers: list[asyncio.Task[None]] = []

    async def open(self) -> None:
        """Open the database as a new process would."""
        self.database = await Database.open(self.path, journal="wal")
        self.hub = Hub()
        self.engine = await self.second_engine()

    async def second_engine(self) -> DurableEngine:
        """Return another engine on the same database."""
        engine: DurableEngine = JournalEngine(
            self.database, self.clock, self.new_id, alarm=self.clock, uniform=self.uniform, hub=self.hub
        )
        for kind, handler in self.handlers.items():
            engine.register(kind, handler)
        await engine.migrate()
        return engine

    def handle(self, kind: str, handler: Handler, *, again: bool = False) -> None:
        """Register a handler, now and after each restart; ``again`` replaces one for after the restart."""
        self.handlers[kind] = handler
        if not again:
            self.engine.register(kind, handler)

    def start_worker(
        self, slots: int = 4, engine: DurableEngine | None = None, drain: float = 20.0, lease: timedelta = LEASE
    ) -> asyncio.Task[None]:
        """Run a worker until the world stops it."""
        work = (engine or self.engine).run_worker(slots=slots, lease=lease, drain=timedelta(seconds=drain))
        task = asyncio.create_task(work, name="worker")
        self._workers.append(task)
        return task

    async def stop_workers(self) -> None:
        """Cancel all workers and wait for their end."""
        workers, self._workers = self._workers, []
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)

    async def restart(self) -> None:
        """Quit in good order and come again."""
        await self.stop_workers()
        await self.database.close()
        await self.open()

    async def crash(self) -> None:
        """Come again as after kill -9: the old process writes nothing more that counts."""
        old_database, old_workers = self.database, self._workers
        self._workers = []
        await self.open()
        for worker in old_workers:
            worker.cancel()
            worker.cancel()
        await asyncio.sleep(0)
        for worker in old_workers:
            worker.cancel()
        await asyncio.gather(*old_workers, return_exceptions=True)
        await old_database.close()

    async def close(self) -> None:
        """Stop everything."""
        await self.stop_workers()
        await self.database.close()

    async def reaches(self, run_id: str, *states: State) -> RunInfo:
        """Return the run as soon as it is in one of the states."""
        async with asyncio.timeout(LIMIT_S):
            watch = self.engine.watch()
            while True:
                info = await self.engine.get(run_id)
                assert info is not None
                if info.state in states:
                    return info
                async for _ in watch:
                    break

    async def run(self, kind: str, input: Json = None, key: str = "k") -> RunInfo:
        """Start a run, work on it and return it as it ended or waits."""
        run_id = await self.engine.start(kind, input, key=key)
        if all(worker.done() for worker in self._workers):
            self.start_worker()
        return await self.reaches(run_id, "done", "dead", "cancelled", "waiting")


@asynccontextmanager
async def journal_world(path: Path) -> AsyncIterator[JournalWorld]:
    """Give an open world and close it afterwards."""
    world = JournalWorld(path)
    await world.open()
    try:
        yield world
    finally:
        await world.close()
