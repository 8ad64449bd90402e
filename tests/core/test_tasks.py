"""The supervisor loses no task, reports every failure and ends in bounded time."""

from __future__ import annotations

import asyncio
import gc
import inspect

import pytest

from kriptik_desktop.core.tasks import Supervisor


class Sink:
    def __init__(self) -> None:
        self.bugs: list[tuple[str, str]] = []

    def __call__(self, error: BaseException, where: str) -> None:
        self.bugs.append((repr(error), where))


@pytest.fixture
def sink() -> Sink:
    return Sink()


@pytest.fixture
def supervisor(sink: Sink) -> Supervisor:
    return Supervisor(sink)


async def wait_forever() -> None:
    await asyncio.get_running_loop().create_future()


async def test_work_runs_to_its_end_though_nobody_holds_it(supervisor: Supervisor) -> None:
    done = asyncio.Event()

    async def work() -> None:
        await asyncio.sleep(0)
        gc.collect()
        await asyncio.sleep(0)
        done.set()

    supervisor.start(work(), "work")
    await asyncio.wait_for(done.wait(), 5)


async def test_a_failure_is_reported_at_once_with_the_name(supervisor: Supervisor, sink: Sink) -> None:
    async def fail() -> None:
        raise ValueError("odd")

    await supervisor.start(fail(), "read the catalogue")
    assert sink.bugs == [("ValueError('odd')", "read the catalogue")]


async def test_names_tell_what_is_under_way(supervisor: Supervisor) -> None:
    supervisor.start(wait_forever(), "b")
    ended = supervisor.start(asyncio.sleep(0), "a")
    assert supervisor.names() == ["a", "b"]
    await ended
    assert supervisor.names() == ["b"]
    await supervisor.close(1)


async def test_closing_cancels_and_waits_for_the_clean_up(supervisor: Supervisor, sink: Sink) -> None:
    steps: list[str] = []

    async def work() -> None:
        try:
            await wait_forever()
        finally:
            await asyncio.sleep(0)
            steps.append("cleaned")

    supervisor.start(work(), "work")
    await asyncio.sleep(0)
    await supervisor.close(5)
    assert steps == ["cleaned"]
    assert supervisor.names() == []
    assert sink.bugs == []


async def test_work_cancelled_before_its_first_step_leaves_no_warning(supervisor: Supervisor) -> None:
    work = wait_forever()
    task = supervisor.start(work, "work")
    await supervisor.close(5)
    assert task.cancelled()
    assert inspect.getcoroutinestate(work) == inspect.CORO_CLOSED


async def test_what_fails_while_it_is_cancelled_is_reported(supervisor: Supervisor, sink: Sink) -> None:
    async def work() -> None:
        try:
            await wait_forever()
        finally:
            raise OSError("cannot remove")

    supervisor.start(work(), "work")
    await asyncio.sleep(0)
    await supervisor.close(5)
    assert sink.bugs == [("OSError('cannot remove')", "work")]


async def test_what_does_not_end_in_time_is_named(supervisor: Supervisor) -> None:
    release = asyncio.Event()

    async def stubborn() -> None:
        while not release.is_set():
            try:
                await release.wait()
            except asyncio.CancelledError:
                continue

    task = supervisor.start(stubborn(), "stubborn")
    await asyncio.sleep(0)
    named: list[list[str]] = []
    await supervisor.close(0.01, named.append)
    assert named == [["stubborn"]]
    release.set()
    await task


async def test_a_closed_supervisor_takes_no_work(supervisor: Supervisor) -> None:
    await supervisor.close(1)
    work = wait_forever()
    with pytest.raises(RuntimeError, match="late: the supervisor is closed"):
        supervisor.start(work, "late")
    assert inspect.getcoroutinestate(work) == inspect.CORO_CLOSED


async def test_the_work_that_closes_it_does_not_wait_for_itself(supervisor: Supervisor) -> None:
    other = supervisor.start(wait_forever(), "other")
    await asyncio.wait_for(supervisor.start(supervisor.close(60), "quit"), 5)
    assert other.cancelled()
