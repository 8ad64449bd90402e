"""Starts a child that reads or makes a foreign file, and bounds what it may cost.

Parsers of foreign formats fail in ways of their own and take costs from the file itself, so they never run in the
process that holds the vault. What the child needs goes to it through a pipe: arguments and environment are seen by
every program of the same user.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

_PASSED: Final = ("PATH", "PYTHONPATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "LANG", "LC_ALL")
_CHUNK: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child may cost: bytes of memory and of answer, seconds of the processor and on the clock.

    Memory and processor time are limits of POSIX; elsewhere size and clock alone bound the child.
    """

    memory: int = 2 << 30
    processor_s: int = 60
    clock_s: float = 90.0
    answer: int = 64 << 20


class ChildFailed(Exception):
    """The child gave no answer: it took too long, answered too much, or ended by itself."""

    def __init__(self, why: Literal["time", "answer", "ended"]) -> None:
        super().__init__(why)
        self.why = why


def command(module: str) -> tuple[str, ...]:
    """Return the command line that runs ``module``; the one place a build without ``python -m`` has to change."""
    return (sys.executable, "-P", "-B", "-m", module)


async def run_child(module: str, parts: Sequence[bytes | bytearray], limits: Limits) -> bytes:
    """Give ``parts`` to a fresh process that runs ``module`` and return its answer; the process has ended then.

    Raises ChildFailed, OSError where no process can be started.
    """
    process = await asyncio.create_subprocess_exec(
        *command(module),
        str(limits.memory),
        str(limits.processor_s),
        env=_environment(os.environ),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        start_new_session=os.name == "posix",
        creationflags=int(getattr(subprocess, "CREATE_NO_WINDOW", 0)),
    )
    telling = asyncio.ensure_future(_tell(process, parts))
    try:
        async with asyncio.timeout(limits.clock_s):
            answer = await _answer(process, limits.answer)
            await telling
            status = await process.wait()
    except TimeoutError:
        raise ChildFailed("time") from None
    finally:
        telling.cancel()
        await asyncio.shield(_end(process, telling))
    if status != 0:
        raise ChildFailed("ended")
    return answer


def _environment(source: Mapping[str, str]) -> dict[str, str]:
    kept = {name: source[name] for name in _PASSED if name in source}
    return {**kept, "PYTHONUTF8": "1"}


async def _tell(process: asyncio.subprocess.Process, parts: Sequence[bytes | bytearray]) -> None:
    stream = process.stdin
    assert stream is not None, "the child was started with a pipe"
    # A child that ended at its limits reads no more; its status tells what happened.
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        for part in parts:
            stream.write(len(part).to_bytes(8, "big"))
            stream.write(part)
            await stream.drain()
    stream.close()


async def _answer(process: asyncio.subprocess.Process, most: int) -> bytes:
    stream = process.stdout
    assert stream is not None, "the child was started with a pipe"
    answer = bytearray()
    while chunk := await stream.read(_CHUNK):
        answer += chunk
        if len(answer) > most:
            raise ChildFailed("answer")
    return bytes(answer)


async def _end(process: asyncio.subprocess.Process, telling: asyncio.Future[None]) -> None:
    await asyncio.gather(telling, return_exceptions=True)
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
    stream = process.stdout
    assert stream is not None, "the child was started with a pipe"
    # asyncio counts a process as ended when its pipes are, and a pipe that nobody reads never is.
    while await stream.read(_CHUNK):
        pass
    await process.wait()
