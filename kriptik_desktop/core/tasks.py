"""Background work that has a name, is never lost, and fails loudly.

asyncio keeps only weak references to tasks and reports a failure when the task is collected, which may be never; the
supervisor holds each task and reports at once. It is closed before the things its tasks use.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from kriptik_desktop.core.events import CrashSink


class Supervisor:
    """Starts named tasks, reports what they raise, and ends them in bounded time."""

    def __init__(self, on_crash: CrashSink) -> None:
        self._tasks: set[asyncio.Task[None]] = set()
        self._on_crash = on_crash
        self._closed = False

    def start(self, work: Coroutine[Any, Any, Any], name: str) -> asyncio.Task[None]:
        """Run ``work`` to its end; anything it raises but cancellation goes to the crash sink."""
        if self._closed:
            work.close()
            raise RuntimeError(f"{name}: the supervisor is closed")
        task = asyncio.get_running_loop().create_task(self._run(work, name), name=name)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        task.add_done_callback(lambda _: work.close())  # cancelled before its first step it would never be awaited
        return task

    async def _run(self, work: Coroutine[Any, Any, Any], name: str) -> None:
        try:
            await work
        except asyncio.CancelledError:
            raise
        except Exception as error:
            self._on_crash(error, name)

    @property
    def closed(self) -> bool:
        """Whether no more work is taken."""
        return self._closed

    def names(self) -> list[str]:
        """Return the names of the work under way."""
        return sorted(task.get_name() for task in self._tasks)

    async def close(self, limit_s: float, on_hanging: Callable[[list[str]], None] | None = None) -> None:
        """Cancel everything and wait at most ``limit_s`` seconds; what is still there then is named.

        The work that asks for the closing is left alone, or it would wait for itself.
        """
        self._closed = True
        tasks = self._tasks - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        if tasks:
            _, pending = await asyncio.wait(tasks, timeout=limit_s)
            if pending and on_hanging:
                on_hanging(sorted(task.get_name() for task in pending))
