"""Saving that a person may stop as long as nothing is stored: a provider may take its time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kriptik_desktop.acquisition.model import Progress, SaveResult


class CheckUnderWay:
    """One check at a time; ``on_change`` is called when it got further."""

    def __init__(self, on_change: Callable[[], None]) -> None:
        self._on_change = on_change
        self._task: asyncio.Task[SaveResult] | None = None
        self._progress: Progress | None = None

    @property
    def stoppable(self) -> bool:
        """Whether stopping leaves nothing behind."""
        return self._task is not None and self._progress is not None and self._progress.can_stop

    @property
    def doing(self) -> str:
        """What goes on; empty where nothing does."""
        return self._progress.doing if self._progress else ""

    def tell(self, progress: Progress) -> None:
        """Hear how far it got."""
        self._progress = progress
        self._on_change()

    def stop(self) -> None:
        """Stop it if that leaves nothing behind."""
        if self._task and self.stoppable:
            self._task.cancel()

    async def run(self, work: Coroutine[Any, Any, SaveResult]) -> SaveResult | None:
        """Do ``work`` and return its result, or nothing where it was stopped. Raises what ``work`` raises."""
        self._task = task = asyncio.get_running_loop().create_task(work)
        try:
            await asyncio.wait({task})
        finally:
            task.cancel()
            self._task = self._progress = None
        return None if task.cancelled() else task.result()
