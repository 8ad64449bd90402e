"""Runs the real ``kriptik`` command as a person does: a process of its own, with a home of its own."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PASSWORD = "correct horse battery staple"


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Return its result."""
        return json.loads(self.out)


class Kriptik:
    """A person at a terminal, with one KripTik home."""

    def __init__(self, home: Path, config: str = "") -> None:
        self.home = home
        password = home / "password"
        home.mkdir(parents=True)
        password.write_text(PASSWORD)
        (home / "config").mkdir()
        (home / "config" / "config.toml").write_text(config)
        self.environment = {
            **os.environ,
            "KRIPTIK_HOME": str(home),
            "KRIPTIK_PASSWORD_FILE": str(password),
            "PYTHONPATH": os.pathsep.join(sys.path),
        }
        self.environment.pop("DISPLAY", None)

    async def start(self, *words: str) -> asyncio.subprocess.Process:
        """Start a command and return its process."""
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "kriptik_desktop.cli",
            *words,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=self.environment,
        )

    async def __call__(self, *words: str, typed: str = "") -> Done:
        """Give a command, with ``typed`` on its standard input, and wait for its end."""
        process = await self.start(*words)
        out, err = await process.communicate(typed.encode())
        done = Done(process.returncode or 0, out.decode(), err.decode())
        assert "Traceback" not in done.err + done.out, done.err
        return done
