"""A refinement on the window's own loop, which is Qt's: the SDK brings an event loop library of its own along."""

from __future__ import annotations

import asyncio

import pytest

from tests.analysis.refining import bench, ids, service

pytestmark = pytest.mark.qt


async def test_it_is_asked_and_broken_off_on_the_loop_of_qt() -> None:
    async with bench() as ask:
        ask.answers(service("figma", "needed", "the design tool", "productivity"))
        refined = await ask("Stripe, and the design tool", read="Stripe")
        assert ids(refined.analysis) == ["stripe", "figma"]
        ask.server.http.trouble = "hang"
        before = len(ask.server.http.seen)
        typing = asyncio.create_task(ask("Stripe, and more"))
        async with asyncio.timeout(10):
            while len(ask.server.http.seen) == before:
                await asyncio.sleep(0.001)
        typing.cancel()
        with pytest.raises(asyncio.CancelledError):
            await typing
        ask.server.http.trouble = None
        assert (await ask("Stripe, and more")).state == "refined"
