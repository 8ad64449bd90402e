"""Garbage is collected on the thread of the loop only.

Python collects cycles on whichever thread happens to allocate. A Qt object in a cycle that a worker thread collects is
destroyed on the wrong thread, and a timer among it crashes the process (seen). So the collector is off while a window
lives, and a task on the loop does its work by the usual thresholds.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

_PAUSE_S = 1.0


@asynccontextmanager
async def collected_here(pause_s: float = _PAUSE_S) -> AsyncIterator[None]:
    """Collect on this thread for as long as the block runs; what is loaded by now stays and is not walked again."""
    gc.freeze()
    was_on = gc.isenabled()
    gc.disable()
    task = asyncio.get_running_loop().create_task(_collect(pause_s), name="garbage")
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        gc.unfreeze()
        if was_on:
            gc.enable()


async def _collect(pause_s: float) -> None:
    while True:
        await asyncio.sleep(pause_s)
        due = [
            at
            for at, (count, limit) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
            if count > limit
        ]
        if due:
            gc.collect(max(due))
