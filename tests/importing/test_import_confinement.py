"""A child costs what it may and no more, sees nothing of the vault, and shows nothing of what it was given."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from kriptik_desktop.acquisition.confined.parent import ChildFailed, Limits, command, run_child

CHILD = "tests.fakes.greedy_child"
ROOT = Path(__file__).parents[2]
SECRET = b"sk_test_never_to_be_seen"


@pytest.fixture(autouse=True)
def _found_by_the_child(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH")))))
    monkeypatch.setenv("KRIPTIK_SOMETHING_PRIVATE", "private")
    monkeypatch.chdir(tmp_path)


async def why(deed: str, **limits: Any) -> str:
    wanted = Limits(**{"memory": 1 << 30, **limits})
    with pytest.raises(ChildFailed) as caught:
        await run_child(CHILD, [deed.encode(), SECRET], wanted)
    return caught.value.why


async def test_too_much_memory_ends_it() -> None:
    assert await why("memory") == "ended"


async def test_too_much_reckoning_ends_it() -> None:
    assert await why("processor", processor_s=1) == "ended"


async def test_too_long_a_wait_ends_it() -> None:
    assert await why("sleep", clock_s=0.5) == "time"


async def test_too_long_an_answer_ends_it() -> None:
    assert await why("babble", answer=1 << 20) == "answer"


async def test_it_writes_no_file(tmp_path: Path) -> None:
    assert await why("write") == "ended"
    assert [each.stat().st_size for each in tmp_path.iterdir()] in ([], [0])


async def test_its_last_words_are_not_repeated(capfd: pytest.CaptureFixture[str]) -> None:
    assert await why("fail") == "ended"
    captured = capfd.readouterr()
    assert SECRET.decode() not in captured.out + captured.err


async def test_what_it_is_given_is_in_no_argument_and_no_variable() -> None:
    shown = json.loads(await run_child(CHILD, [b"show", SECRET], Limits()))
    assert SECRET.decode() not in json.dumps(shown)
    assert "KRIPTIK_SOMETHING_PRIVATE" not in shown["environment"]
    assert "HOME" not in shown["environment"]
    assert shown["argv"][1:] == [str(Limits().memory), str(Limits().processor_s)]


async def test_a_child_is_ended_with_the_task_that_wanted_it(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[asyncio.subprocess.Process] = []
    start = asyncio.create_subprocess_exec

    async def remember(*arguments: Any, **options: Any) -> asyncio.subprocess.Process:
        process = await start(*arguments, **options)
        started.append(process)
        return process

    monkeypatch.setattr(asyncio, "create_subprocess_exec", remember)
    task = asyncio.ensure_future(run_child(CHILD, [b"sleep"], Limits()))
    while not started:
        await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert started[0].returncode is not None


def test_the_command_line_is_made_in_one_place() -> None:
    assert command("some.module")[0] == sys.executable
    assert command("some.module")[-2:] == ("-m", "some.module")
