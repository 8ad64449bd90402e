"""The owner's socket: commands, errors, progress, hanging up, one owner at a time."""

from __future__ import annotations

import asyncio
import os
import stat
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kriptik_desktop.control import wire
from kriptik_desktop.control.client import ControlClient
from kriptik_desktop.control.owner import OwnerLock
from kriptik_desktop.control.server import ControlServer, Progress
from kriptik_desktop.core.errors import Conflict, InvalidInput, KriptikError, Unavailable
from kriptik_desktop.core.paths import AppPaths


class Owner:
    """A dispatcher that answers a few commands and remembers bugs."""

    def __init__(self) -> None:
        self.bugs: list[str] = []
        self.cancelled = asyncio.Event()
        self.asked = asyncio.Event()

    async def dispatch(self, command: str, params: Mapping[str, Any], progress: Progress) -> Any:
        if command == "echo":
            progress({"step": 1})
            return dict(params)
        if command == "long":
            return [params["text"]] * 40_000
        if command == "refuse":
            raise Conflict("taken", "It is taken.", "Choose another.")
        if command == "hang":
            self.asked.set()
            try:
                await asyncio.Event().wait()
            except asyncio.CancelledError:
                self.cancelled.set()
                raise
        raise ZeroDivisionError

    def crash(self, error: BaseException, where: str) -> None:
        self.bugs.append(f"{type(error).__name__} {where}")


@pytest.fixture
def paths(tmp_path: Path) -> AppPaths:
    return AppPaths.from_environment({"KRIPTIK_HOME": str(tmp_path / "home")})


@pytest.fixture
async def owner(paths: AppPaths) -> AsyncIterator[Owner]:
    it = Owner()
    server = ControlServer(paths, it.dispatch, it.crash)
    await server.start()
    yield it
    await server.close()
    assert not paths.control_socket.exists()


async def connected(paths: AppPaths) -> ControlClient:
    client = await ControlClient.connect(paths)
    assert client is not None
    return client


async def test_a_command_gets_its_progress_and_its_result(owner: Owner, paths: AppPaths) -> None:
    client, steps = await connected(paths), list[Any]()
    assert await client.call("echo", {"text": "a\nb"}, steps.append) == {"text": "a\nb"}
    assert steps == [{"step": 1}]
    await client.close()


async def test_a_result_longer_than_a_line_arrives_whole(owner: Owner, paths: AppPaths) -> None:
    """A list of ten thousand credentials was refused as too much text to ask with."""
    client = await connected(paths)
    text = '"a\\ \u00fc\n' * 10
    result = await client.call("long", {"text": text})
    assert len(result) * len(text) > 2 * wire.LINE_LIMIT
    assert set(result) == {text}
    assert await client.call("echo", {"after": 1}) == {"after": 1}
    await client.close()


async def test_an_error_arrives_as_its_branch_of_the_tree(owner: Owner, paths: AppPaths) -> None:
    client = await connected(paths)
    with pytest.raises(Conflict) as caught:
        await client.call("refuse", {})
    assert (caught.value.code, caught.value.message, caught.value.hint) == ("taken", "It is taken.", "Choose another.")
    with pytest.raises(KriptikError) as bug:
        await client.call("no such thing", {})
    assert bug.value.code == "bug"
    assert owner.bugs == ["ZeroDivisionError command no such thing"]
    await client.close()


async def test_hanging_up_cancels_what_was_asked(owner: Owner, paths: AppPaths) -> None:
    client = await connected(paths)
    asked = asyncio.create_task(client.call("hang", {}))
    await owner.asked.wait()
    asked.cancel()
    await client.close()
    await asyncio.wait_for(owner.cancelled.wait(), 5)


async def test_an_owner_that_goes_away_is_reported(paths: AppPaths) -> None:
    it = Owner()
    server = ControlServer(paths, it.dispatch, it.crash)
    await server.start()
    client = await connected(paths)
    asked = asyncio.create_task(client.call("hang", {}))
    await it.asked.wait()
    await server.close()
    with pytest.raises(Unavailable, match="ended before it answered"):
        await asked
    await client.close()
    assert await ControlClient.connect(paths) is None


async def test_a_second_caller_is_not_kept_waiting(owner: Owner, paths: AppPaths) -> None:
    slow, quick = await connected(paths), await connected(paths)
    hanging = asyncio.create_task(slow.call("hang", {}))
    await owner.asked.wait()
    assert await quick.call("echo", {}) == {}
    hanging.cancel()
    await slow.close()
    await quick.close()


@pytest.mark.skipif(os.name != "posix", reason="Unix sockets and their modes")
async def test_only_this_user_reaches_the_socket(owner: Owner, paths: AppPaths) -> None:
    assert stat.S_IMODE(paths.runtime.stat().st_mode) == 0o700
    assert stat.S_IMODE(paths.control_socket.stat().st_mode) == 0o600


async def test_a_leftover_socket_file_does_not_stop_the_next_owner(paths: AppPaths) -> None:
    paths.create()
    paths.control_socket.write_text("left over")
    it = Owner()
    server = ControlServer(paths, it.dispatch, it.crash)
    await server.start()
    client = await connected(paths)
    assert await client.call("echo", {"a": 1}) == {"a": 1}
    await client.close()
    await server.close()


async def test_garbage_gets_an_answer_and_no_crash(owner: Owner, paths: AppPaths) -> None:
    reader, writer = await asyncio.open_unix_connection(paths.control_socket)
    writer.write(b"\x00\xff not json\n")
    answer = await wire.read_message(reader)
    assert answer is not None
    assert answer["error"]["code"] == "not_a_message"
    writer.close()
    assert owner.bugs == []


def test_a_long_home_moves_the_socket_to_a_short_folder(tmp_path: Path) -> None:
    paths = AppPaths.from_environment({"KRIPTIK_HOME": str(tmp_path / ("x" * 120))})
    assert len(os.fsencode(paths.control_socket)) <= 100
    assert paths.data.parent == tmp_path / ("x" * 120)


def test_only_one_process_can_own(paths: AppPaths) -> None:
    first, second = OwnerLock(paths.owner_lock), OwnerLock(paths.owner_lock)
    assert first.try_acquire()
    assert not second.try_acquire()
    first.release()
    assert second.try_acquire()
    second.release()


@given(st.dictionaries(st.text(), st.text() | st.integers() | st.booleans() | st.none()))
def test_any_message_fits_on_one_line(message: dict[str, Any]) -> None:
    line = wire.encode(message)
    assert line.count(b"\n") == 1
    assert line.endswith(b"\n")


def test_an_oversized_message_is_refused() -> None:
    with pytest.raises(InvalidInput, match="more text"):
        wire.encode({"prompt": "x" * wire.LINE_LIMIT})
