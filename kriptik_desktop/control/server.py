"""The owner's side of the control socket.

Each request is a task of its own: a build that is followed for an hour keeps nobody else waiting, and a caller who goes
away cancels only the following, never the build.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from kriptik_desktop.control import endpoint, wire
from kriptik_desktop.core.errors import KriptikError
from kriptik_desktop.core.events import CrashSink
from kriptik_desktop.core.paths import AppPaths

Progress = Callable[[Mapping[str, Any]], None]
Dispatch = Callable[[str, Mapping[str, Any], Progress], Awaitable[Any]]


class ControlServer:
    """Serves commands to this user's other processes."""

    def __init__(self, paths: AppPaths, dispatch: Dispatch, on_crash: CrashSink) -> None:
        self._paths, self._dispatch, self._on_crash = paths, dispatch, on_crash
        self._server: asyncio.AbstractServer | None = None
        self._connections: set[asyncio.Task[Any]] = set()

    async def start(self) -> None:
        """Begin to listen.

        Raises OSError when the runtime folder cannot be used.
        """
        self._server = await endpoint.listen(self._paths, self._serve)

    async def close(self) -> None:
        """Stop listening and end all conversations."""
        if self._server is None:
            return
        self._server.close()
        own = asyncio.current_task()
        for task in self._connections - {own}:
            task.cancel()
        await asyncio.gather(*(self._connections - {own}), return_exceptions=True)
        self._paths.control_socket.unlink(missing_ok=True)
        self._server = None

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task:
            self._connections.add(task)
        try:
            async with asyncio.TaskGroup() as requests:
                while (message := await self._next(reader, writer)) is not None:
                    requests.create_task(self._answer(message, writer))
                raise _HungUp
        except* (_HungUp, OSError):
            pass
        finally:
            if task:
                self._connections.discard(task)
            writer.close()

    async def _next(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> dict[str, Any] | None:
        try:
            return await wire.read_message(reader)
        except KriptikError as error:
            _send(writer, {"id": None, "error": wire.describe(error)})
            return None

    async def _answer(self, message: Mapping[str, Any], writer: asyncio.StreamWriter) -> None:
        number, params = message.get("id"), message.get("params")

        def progress(step: Mapping[str, Any]) -> None:
            _send(writer, {"id": number, "progress": step})

        try:
            params = params if isinstance(params, dict) else {}
            result = await self._dispatch(str(message.get("command")), params, progress)
            _send(writer, {"id": number, "result": result})
        except KriptikError as error:
            _send(writer, {"id": number, "error": wire.describe(error)})
        except Exception as error:
            self._on_crash(error, f"command {message.get('command')}")
            bug = KriptikError("bug", "This is a fault of KripTik; its log holds the details.")
            _send(writer, {"id": number, "error": wire.describe(bug)})


class _HungUp(Exception):
    """The caller closed the connection: what still runs for it is cancelled."""


def _send(writer: asyncio.StreamWriter, message: Mapping[str, Any]) -> None:
    if not writer.is_closing():
        writer.write(wire.encode(message))
