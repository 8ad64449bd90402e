"""Runs a foreign tool in a project's folder and leaves nothing of it behind.

The tool gets an environment of its own making (what it needs to find its files and the network, nothing of ours), its
own process group, which is ended as a whole when the task is cancelled, and a bounded amount of attention for what it
prints: every line is redacted before anybody sees it.
"""

from __future__ import annotations

import asyncio
import os
import re
import signal
import subprocess
from collections import deque
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from kriptik_desktop.core.logs import redact

OnLine = Callable[[str], None]

_LINE_LIMIT = 2_000
_LINES_SHOWN = 5_000
_TAIL = 80
_GRACE_S = 1.5
_CONTROL = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]|[\x00-\x08\x0b-\x1f\x7f]")
_PASSED = frozenset(
    {
        "HOME",
        "USERPROFILE",
        "APPDATA",
        "LOCALAPPDATA",
        "PROGRAMDATA",
        "SYSTEMROOT",
        "SYSTEMDRIVE",
        "WINDIR",
        "COMSPEC",
        "PATHEXT",
        "TEMP",
        "TMP",
        "TMPDIR",
        "USER",
        "LOGNAME",
        "LANG",
        "LC_ALL",
        "LC_CTYPE",
        "XDG_CACHE_HOME",
        "XDG_CONFIG_HOME",
        "XDG_DATA_HOME",
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "ALL_PROXY",
        "NO_PROXY",
        "NODE_EXTRA_CA_CERTS",
        "SSL_CERT_FILE",
        "SSL_CERT_DIR",
        "NPM_CONFIG_REGISTRY",
        "NPM_CONFIG_CAFILE",
        "NPM_CONFIG_CACHE",
        "NPM_CONFIG_PROXY",
        "NPM_CONFIG_HTTPS_PROXY",
        "NPM_CONFIG_NOPROXY",
        "NPM_CONFIG_USERCONFIG",
        "NPM_CONFIG_GLOBALCONFIG",
    }
)


@dataclass(slots=True)
class Output:
    """What a tool printed: every line goes to ``on_line`` up to a limit, the last ones are kept."""

    on_line: OnLine
    tail: deque[str] = field(default_factory=lambda: deque(maxlen=_TAIL))
    _count: int = 0
    _rest: str = ""

    def feed(self, chunk: bytes) -> None:
        """Take what was read, whole lines or not."""
        *lines, self._rest = (self._rest + chunk.decode("utf-8", "replace")).split("\n")
        for line in lines:
            self._line(line)
        if len(self._rest) > _LINE_LIMIT:
            self.end()

    def end(self) -> None:
        """Take what is left without a line end."""
        line, self._rest = self._rest, ""
        self._line(line)

    def _line(self, raw: str) -> None:
        line = redact(_CONTROL.sub("", raw)[:_LINE_LIMIT]).rstrip()
        if not line:
            return
        self.tail.append(line)
        self._count += 1
        if self._count < _LINES_SHOWN:
            self.on_line(line)
        elif self._count == _LINES_SHOWN:
            self.on_line("More lines follow; they are not shown.")


def clean_environment(source: Mapping[str, str], path: str) -> dict[str, str]:
    """Return the environment of a tool: ``path`` and, of ``source``, what finds files and the network."""
    kept = {name: value for name, value in source.items() if name.upper() in _PASSED}
    return {**kept, "PATH": path, "NO_COLOR": "1", "CI": "1", "NEXT_TELEMETRY_DISABLED": "1"}


@asynccontextmanager
async def tool(
    argv: Sequence[str], folder: Path, environment: Mapping[str, str], output: Output
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Start ``argv`` and read what it prints; on leaving, the whole group has ended.

    Raises OSError when the program cannot be started.
    """
    process = await asyncio.create_subprocess_exec(
        *argv,
        cwd=folder,
        env=dict(environment),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        start_new_session=os.name == "posix",
        creationflags=int(getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)),
    )
    reader = asyncio.ensure_future(_read(process, output))
    try:
        yield process
    finally:
        await asyncio.shield(_finish(process, reader))


async def run_tool(
    argv: Sequence[str], folder: Path, environment: Mapping[str, str], output: Output, limit_s: float
) -> int:
    """Run ``argv`` to its end and return the exit status.

    Raises OSError when it cannot be started, TimeoutError after ``limit_s`` seconds.
    """
    async with tool(argv, folder, environment, output) as process, asyncio.timeout(limit_s):
        return await process.wait()


async def _read(process: asyncio.subprocess.Process, output: Output) -> None:
    stream = process.stdout
    while stream is not None and (chunk := await stream.read(16_384)):
        output.feed(chunk)
    output.end()


async def _finish(process: asyncio.subprocess.Process, reader: asyncio.Future[None]) -> None:
    if process.returncode is None:
        await _end_group(process)
    # A grandchild that left the group may keep the pipe open for ever; nobody waits for it.
    await asyncio.wait([reader], timeout=_GRACE_S)
    reader.cancel()
    await asyncio.gather(reader, return_exceptions=True)


async def _end_group(process: asyncio.subprocess.Process) -> None:
    for force in (False, True):
        await _signal_group(process.pid, force)
        try:
            async with asyncio.timeout(_GRACE_S):
                await process.wait()
            break
        except TimeoutError:
            continue
    if os.name == "posix":
        await _signal_group(process.pid, True)


async def _signal_group(pid: int, force: bool) -> None:
    if os.name == "posix":
        try:
            os.killpg(pid, signal.SIGKILL if force else signal.SIGTERM)
        except (ProcessLookupError, PermissionError):
            return
    else:
        killer = await asyncio.create_subprocess_exec(
            "taskkill", "/T", "/F", "/PID", str(pid), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        await killer.wait()
