"""Cycles are collected on the loop's thread: a Qt object destroyed elsewhere crashed the process."""

from __future__ import annotations

import asyncio
import gc
import threading
import weakref

from kriptik_desktop.ui.garbage import collected_here


class Cycle:
    """Refers to itself, so only the collector frees it."""

    def __init__(self, freed_on: list[int]) -> None:
        self.me = self
        weakref.finalize(self, lambda: freed_on.append(threading.get_ident()))


def allocate_much(freed_on: list[int]) -> None:
    Cycle(freed_on)
    kept = [[number] for number in range(200_000)]
    assert len(kept) == 200_000


async def test_a_worker_thread_collects_nothing() -> None:
    freed_on: list[int] = []
    async with collected_here(pause_s=0.01):
        assert not gc.isenabled()
        await asyncio.to_thread(allocate_much, freed_on)
        async with asyncio.timeout(20):
            while not freed_on:
                allocate_much([])
                await asyncio.sleep(0.01)
    assert freed_on == [threading.get_ident()]
