"""The ``kriptik`` command in this process, beside an owner that lives on the test's loop.

Parser, questions, socket, bodies and printing are the real ones; only the start of a process is left out, which takes
longer than all of them.
"""

from __future__ import annotations

import asyncio
import io
import json
import os
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kriptik_desktop.cli.main import main
from kriptik_desktop.control.hosting import serving
from kriptik_desktop.core.logs import logging_to
from kriptik_desktop.core.paths import AppPaths
from kriptik_desktop.services import Outside, Services
from tests.cli.commands import PASSWORD, Done
from tests.fakes.browser import FakeBrowser
from tests.fakes.clock import FakeClock
from tests.fakes.keyring import MemoryKeyring
from tests.fakes.vault_world import CHEAP
from tests.fakes.world import Bugs

AWAY_S = 600.0
"""Long enough to be asked again, not long enough for the vault to lock by itself."""


@dataclass
class Desk:
    """An owner, and a person who gives commands beside it without a terminal."""

    paths: AppPaths
    services: Services
    clock: FakeClock
    keyring: MemoryKeyring
    bugs: Bugs
    printed: list[str] = field(default_factory=list, repr=False)

    async def __call__(self, *words: str, typed: str = "", status: int = 0, **secrets: str) -> Done:
        """Give a command and wait for its end, which must be ``status``; ``secrets`` come by descriptors."""
        with ExitStack() as open_pipes:
            more = [word for name, text in secrets.items() for word in open_pipes.enter_context(_piped(name, text))]
            out, err = io.StringIO(), io.StringIO()
            open_pipes.enter_context(redirect_stdout(out))
            open_pipes.enter_context(redirect_stderr(err))
            open_pipes.enter_context(_typing(typed))
            code = await asyncio.to_thread(main, [*words, *more])
        done = Done(code, out.getvalue(), err.getvalue())
        self.printed.append(done.out + done.err)
        assert "Traceback" not in done.err + done.out, done.err
        assert done.status == status, (words, done)
        return done

    async def json(self, *words: str, **more: Any) -> Any:
        """Give a command and return its result."""
        return json.loads((await self(*words, "--json", **more)).out)

    async def refused(self, *words: str, **more: Any) -> str:
        """Give a command that must be refused in one line, and return the line."""
        done = await self(*words, status=1, **more)
        assert done.out == ""
        assert len(done.err.strip().splitlines()) == 1, done.err
        return done.err

    async def init(self) -> str:
        """Make the vault with the usual password and return its recovery kit."""
        return str((await self.json("vault", "init", password=PASSWORD))["recovery_kit"])


@contextmanager
def _piped(name: str, text: str) -> Iterator[tuple[str, str]]:
    reading, writing = os.pipe()
    try:
        os.write(writing, text.encode() + b"\n")
        os.close(writing)
        yield f"--{name.replace('_', '-')}-fd", str(reading)
    finally:
        os.close(reading)


@contextmanager
def _typing(text: str) -> Iterator[None]:
    present, sys.stdin = sys.stdin, io.StringIO(text)
    try:
        yield
    finally:
        sys.stdin = present


@asynccontextmanager
async def desk_at(home: Path) -> AsyncIterator[Desk]:
    """Own the data under ``home``, where KRIPTIK_HOME must point; a bug met meanwhile fails the test at the end."""
    paths, clock, keyring, bugs = AppPaths.from_environment(), FakeClock(), MemoryKeyring(), Bugs()
    assert paths.data.parent == home
    paths.create()
    if not paths.settings_file.exists():
        paths.settings_file.write_text("[credentials]\ncheck_daily = false\n", encoding="utf-8")
    with logging_to(paths.data / "kriptik.log"):
        async with serving(paths, Outside(clock, FakeBrowser(), keyring, CHEAP), bugs, "window") as (services, _):
            yield Desk(paths, services, clock, keyring, bugs)
    assert not bugs.met, bugs.met
