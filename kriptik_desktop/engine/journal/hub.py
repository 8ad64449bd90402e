"""Tells inside the process that runs have changed: workers are woken, watchers get ids.

Everything said here is a hint; the rows are the truth, so a hint may be dropped or given twice.
"""

from __future__ import annotations

import asyncio
import weakref
from collections.abc import AsyncIterator


class Watch(AsyncIterator[str]):
    """Ids of changed runs, each at most once until it is taken."""

    def __init__(self) -> None:
        self._changed: dict[str, None] = {}
        self._event = asyncio.Event()

    def tell(self, run_id: str) -> None:
        """Add a changed run."""
        self._changed[run_id] = None
        self._event.set()

    async def __anext__(self) -> str:
        while not self._changed:
            self._event.clear()
            await self._event.wait()
        run_id = next(iter(self._changed))
        del self._changed[run_id]
        return run_id


class Hub:
    """The wake-up calls of one engine, or of several that share a database."""

    def __init__(self) -> None:
        self._watches: weakref.WeakSet[Watch] = weakref.WeakSet()
        self._workers: set[asyncio.Event] = set()

    def watch(self) -> Watch:
        """Return a new watch; it ends when nobody holds it."""
        watch = Watch()
        self._watches.add(watch)
        return watch

    def changed(self, run_id: str) -> None:
        """Tell the watchers."""
        for watch in self._watches:
            watch.tell(run_id)

    def claimable(self, run_id: str) -> None:
        """Tell the watchers, and the workers that there is something to take."""
        self.changed(run_id)
        self.wake_workers()

    def wake_workers(self) -> None:
        """Let the workers look for runs."""
        for wake in self._workers:
            wake.set()

    def add_worker(self, wake: asyncio.Event) -> None:
        """Set ``wake`` from now on when something may be taken."""
        self._workers.add(wake)

    def remove_worker(self, wake: asyncio.Event) -> None:
        """Forget ``wake``."""
        self._workers.discard(wake)
