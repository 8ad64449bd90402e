"""One SQLite file with one thread that owns it, awaited from the loop.

Writes that wait at the same moment share one COMMIT, because the disk's sync is what a write costs. Each has its own
SAVEPOINT, so that one that fails takes nothing of the others with it. The loop hears of a whole group by one call.
"""

from __future__ import annotations

import asyncio
import queue
import sqlite3
import threading
import uuid
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, TypeVar, cast

from kriptik_desktop.core import database_file as file
from kriptik_desktop.core.database_file import JournalMode
from kriptik_desktop.core.database_schema import NewerSchema, Schema, apply, statements
from kriptik_desktop.core.errors import Unavailable

__all__ = ["Database", "DatabaseClosed", "NewerSchema", "Schema", "migrate", "statements"]

T = TypeVar("T")
Work = Callable[[sqlite3.Connection], T]

_GROUP_LIMIT: Final = 256


class DatabaseClosed(Unavailable):
    """The database was closed before the work could begin."""


class _Job:
    __slots__ = ("error", "future", "result", "work", "writes")

    def __init__(self, work: Work[Any], future: asyncio.Future[Any], writes: bool) -> None:
        self.work = work
        self.future = future
        self.writes = writes
        self.result: Any = None
        self.error: BaseException | None = None


class Database:
    """Reads and writes of one file; use it from the loop that opened it.

    ``work`` gets the connection inside the owning thread. It must not commit, roll back or call ``executescript``, and
    may be run a second time when the group it was in could not be committed. A caller that is cancelled while it waits
    does not know whether its write happened.
    """

    def __init__(self, path: Path, loop: asyncio.AbstractEventLoop) -> None:
        self.path = path
        self.session = uuid.uuid4().hex
        """Differs at each opening; marks what a process that died has left behind."""
        self.commits = 0
        """How many groups of writes have become durable since opening."""
        self.changes = 0
        """How many rows they have changed; a group that found nothing to do adds none."""
        self._loop = loop
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._gone: asyncio.Future[None] = loop.create_future()
        self._closing = False
        self._connection: sqlite3.Connection
        self._thread: threading.Thread

    @classmethod
    async def open(
        cls,
        path: Path,
        *,
        journal: JournalMode,
        schema: Callable[[sqlite3.Connection], object] | None = None,
        application_id: int | None = None,
        read_only: bool = False,
    ) -> Database:
        """Open ``path``, made with mode 0600 if missing, and run ``schema`` in one transaction.

        With ``read_only`` the file must be there and is never written; there can be no ``schema`` then.

        Raises DatabaseDamaged, DatabaseRefused (symlink, other owner, other program), DiskFull, DatabaseUnavailable.
        """
        loop = asyncio.get_running_loop()
        self = cls(path, loop)
        opened: asyncio.Future[None] = loop.create_future()

        def serve() -> None:
            try:
                self._connection = file.connect(path, journal, application_id, read_only=read_only)
            except BaseException as error:
                self._tell(_settle, opened, None, error)
                return
            self._tell(_settle, opened, None, None)
            self._serve()

        self._thread = threading.Thread(target=serve, name=f"database {path.name}", daemon=True)
        self._thread.start()
        try:
            await asyncio.shield(opened)
        except asyncio.CancelledError:
            self._jobs.put(None)
            raise
        if schema is not None:
            try:
                await self.write(schema)
            except BaseException:
                await self.close()
                raise
        return self

    async def read(self, work: Work[T]) -> T:
        """Run ``work`` between two groups of writes and return its result; it sees every awaited write.

        Raises what ``work`` raises, and DatabaseDamaged, DatabaseUnavailable, DatabaseClosed.
        """
        return cast(T, await self._put(work, writes=False))

    async def write(self, work: Work[T]) -> T:
        """Run ``work`` in a transaction and return its result once that is durable; nothing is kept if it raises.

        Raises what ``work`` raises, and DiskFull, DatabaseDamaged, DatabaseUnavailable, DatabaseClosed.
        """
        return cast(T, await self._put(work, writes=True))

    def _put(self, work: Work[Any], *, writes: bool) -> asyncio.Future[Any]:
        if self._closing:
            raise DatabaseClosed("database_closed", f"{self.path.name} is already closed.", "Start the app again.")
        future: asyncio.Future[Any] = self._loop.create_future()
        self._jobs.put(_Job(work, future, writes))
        return future

    async def close(self) -> None:
        """Finish what was asked for before, then close the file; closing twice is fine."""
        if not self._closing:
            self._closing = True
            self._jobs.put(None)
        await asyncio.shield(self._gone)
        self._thread.join()

    def _serve(self) -> None:
        try:
            while jobs := self._next_jobs():
                writes = [job for job in jobs if job.writes]
                if writes:
                    self._write_group(writes)
                for job in jobs:
                    if not job.writes:
                        self._read_one(job)
                self._tell(_settle_all, jobs)
        finally:
            with suppress(sqlite3.Error):
                self._connection.close()
            self._tell(_settle, self._gone, None, None)

    def _next_jobs(self) -> list[_Job]:
        first = self._jobs.get()
        if first is None:
            return []
        jobs = [first]
        with suppress(queue.Empty):
            while len(jobs) < _GROUP_LIMIT:
                job = self._jobs.get_nowait()
                if job is None:
                    self._jobs.put(None)
                    break
                jobs.append(job)
        return jobs

    def _read_one(self, job: _Job) -> None:
        try:
            job.result = job.work(self._connection)
        except BaseException as error:
            job.error = file.explain(self.path, error) or error
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")
            job.error = job.error or RuntimeError("a read began a transaction; use write")

    def _write_group(self, jobs: list[_Job]) -> None:
        if len(jobs) == 1:
            self._write_alone(jobs[0])
            return
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            for job in jobs:
                self._write_inside(job)
            self._connection.execute("COMMIT")
            self._count()
        except Exception:
            self._roll_back()
            for job in jobs:
                job.result = job.error = None
                self._write_alone(job)

    def _write_inside(self, job: _Job) -> None:
        connection = self._connection
        connection.execute("SAVEPOINT job")
        try:
            job.result = job.work(connection)
        except BaseException as error:
            job.error = file.explain(self.path, error) or error
            connection.execute("ROLLBACK TO job")
        connection.execute("RELEASE job")

    def _write_alone(self, job: _Job) -> None:
        connection = self._connection
        try:
            connection.execute("BEGIN IMMEDIATE")
            job.result = job.work(connection)
            connection.execute("COMMIT")
            self._count()
        except BaseException as error:
            self._roll_back()
            job.error = file.explain(self.path, error) or error

    def _count(self) -> None:
        self.commits += 1
        self.changes = self._connection.total_changes

    def _roll_back(self) -> None:
        if self._connection.in_transaction:
            with suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")

    def _tell(self, call: Callable[..., None], *arguments: Any) -> None:
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(call, *arguments)


def _settle_all(jobs: Sequence[_Job]) -> None:
    for job in jobs:
        _settle(job.future, job.result, job.error)


def _settle(future: asyncio.Future[Any], result: Any, error: BaseException | None) -> None:
    if future.done():
        return
    if isinstance(error, StopIteration):
        error = RuntimeError("database work raised StopIteration")
    if error is None:
        future.set_result(result)
    else:
        future.set_exception(error)


async def migrate(database: Database, schemas: Sequence[Schema]) -> None:
    """Bring every room's tables to their newest version in one transaction; tables are made nowhere else.

    Raises NewerSchema, with nothing changed, where the file was written by a newer version of the app.
    """
    await database.write(lambda connection: apply(connection, schemas, database.path))
