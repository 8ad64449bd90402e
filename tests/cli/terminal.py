"""A person at a terminal: ``kriptik`` with a pseudo-terminal as its standard input, answered question by question."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable, Mapping

from tests.cli.commands import Done

Answer = str | Callable[[str], str]
"""What is typed, or a function that makes it of all that was said so far."""

INTERRUPT = "\x03"
"""Ctrl+C, once."""
_PATIENCE_S = 30.0


async def at_terminal(
    environment: Mapping[str, str], *words: str, answers: list[tuple[str, Answer]] | None = None
) -> Done:
    """Give a command and type each answer once its question stands on the screen, in this order.

    The child has a session of its own and no controlling terminal, so no question reaches who runs the tests.
    """
    typing, stdin = os.openpty()
    try:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "kriptik_desktop.cli",
            *words,
            stdin=stdin,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env={**environment},
            start_new_session=True,
        )
        async with asyncio.timeout(_PATIENCE_S):
            said = await _converse(process, typing, answers or [])
            out, rest = await process.communicate()
    finally:
        os.close(stdin)
        os.close(typing)
    done = Done(process.returncode or 0, out.decode(), said + rest.decode())
    assert "Traceback" not in done.err + done.out, done.err
    return done


async def _converse(process: asyncio.subprocess.Process, typing: int, answers: list[tuple[str, Answer]]) -> str:
    assert process.stderr is not None
    said, seen = "", 0
    for question, answer in answers:
        while question not in said[seen:]:
            more = await process.stderr.read(4096)
            assert more, f"ended before it asked {question!r}: {said}"
            said += more.decode()
        seen = said.index(question, seen) + len(question)
        text = answer if isinstance(answer, str) else answer(said)
        if text == INTERRUPT:
            process.send_signal(signal.SIGINT)
        else:
            os.write(typing, text.encode() + b"\n")
    return said
