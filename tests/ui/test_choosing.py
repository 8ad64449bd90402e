"""One choice is read at once; of many that follow each other fast, only the last."""

from __future__ import annotations

import asyncio

from kriptik_desktop.ui.choosing import Choosing


class Reader:
    """Reads what was chosen, as a view-model does."""

    def __init__(self, choosing: Choosing) -> None:
        self.choosing, self.chosen = choosing, ""
        self.read: asyncio.Queue[str] = asyncio.Queue()

    def choose(self, what: str) -> None:
        self.chosen = what
        self.choosing.choose()

    async def run(self) -> None:
        while True:
            await self.choosing.rest()
            self.read.put_nowait(self.chosen)


async def test_a_held_key_reads_only_where_it_rests() -> None:
    now = [0.0]
    reader = Reader(Choosing(lambda: now[0], 0.001))
    async with asyncio.TaskGroup() as group:
        running = group.create_task(reader.run())
        for what in "abc":
            now[0] += 1
            reader.choose(what)
            assert await reader.read.get() == what
        for what in "defg":
            reader.choose(what)
        assert await reader.read.get() == "g"
        reader.choosing.ask()
        assert await reader.read.get() == "g"
        assert reader.read.empty()
        running.cancel()


async def test_a_choice_during_the_pause_is_waited_for() -> None:
    reader = Reader(Choosing(lambda: 0.0, 0.001))
    async with asyncio.TaskGroup() as group:
        running = group.create_task(reader.run())
        reader.choose("a")
        assert await reader.read.get() == "a"
        reader.choose("b")
        await asyncio.sleep(0)
        reader.choose("c")
        assert await reader.read.get() == "c"
        assert reader.read.empty()
        running.cancel()
