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
        self._listener: endpoint.Listener | None = None
        self._conversations: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Begin to listen.

        Raises OSError when the runtime folder cannot be used.
        """
        self._listener = await endpoint.listen(self._paths, self._accepted)

    async def close(self) -> None:
        """Stop listening and end all conversations."""
        if self._listener is None:
            return
        self._listener.server.close()
        self._paths.control_socket.unlink(missing_ok=True)
        conversations = set(self._conversations)
        for conversation in conversations:
            conversation.cancel()
        await asyncio.gather(*conversations, return_exceptions=True)
        self._listener = None

    def _accepted(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # A task of our own: asyncio's for coroutine callbacks logs an error when it is cancelled (Python 3.11).
        task = asyncio.get_running_loop().create_task(self._converse(reader, writer))
        self._conversations.add(task)
        task.add_done_callback(self._conversations.discard)

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            if self._listener is None or not await self._listener.admits(reader, writer):
                return
            async with asyncio.TaskGroup() as requests:
                while (message := await self._next(reader, writer)) is not None:
                    requests.create_task(self._answer(message, writer))
                raise _HungUp
        except* (_HungUp, OSError):
            pass
        finally:
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
            for line in wire.encode_result(number, result):
                _write(writer, line)
        except KriptikError as error:
            _send(writer, {"id": number, "error": wire.describe(error)})
        except Exception as error:
            self._on_crash(error, f"command {message.get('command')}")
            bug = KriptikError("bug", "This is a fault of KripTik; its log holds the details.")
            _send(writer, {"id": number, "error": wire.describe(bug)})


class _HungUp(Exception):
    """The caller closed the connection: what still runs for it is cancelled."""


def _send(writer: asyncio.StreamWriter, message: Mapping[str, Any]) -> None:
    _write(writer, wire.encode(message))


def _write(writer: asyncio.StreamWriter, line: bytes) -> None:
    if not writer.is_closing():
        writer.write(line)
