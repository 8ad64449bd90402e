"""The caller's side of the control socket."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from typing import Any

from kriptik_desktop.control import endpoint, errors, wire
from kriptik_desktop.control.server import Progress
from kriptik_desktop.core.paths import AppPaths


class ControlClient:
    """One conversation with the owner, one command at a time."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    @classmethod
    async def connect(cls, paths: AppPaths) -> ControlClient | None:
        """Return a conversation with the owner, or None when there is no owner."""
        streams = await endpoint.dial(paths)
        return cls(*streams) if streams else None

    async def call(self, command: str, params: Mapping[str, Any], progress: Progress = lambda step: None) -> Any:
        """Give a command and return its result.

        Raises the KriptikError that the owner met, or Unavailable when the owner went away.
        """
        try:
            self._writer.write(wire.encode({"id": 1, "command": command, "params": dict(params)}))
            await self._writer.drain()
            parts: list[str] = []
            while (message := await wire.read_message(self._reader)) is not None:
                if "progress" in message:
                    progress(message["progress"])
                elif "part" in message:
                    parts.append(message["part"])
                elif "whole" in message:
                    return json.loads("".join(parts))
                elif "error" in message:
                    raise wire.rebuild(message["error"])
                else:
                    return message.get("result")
        except OSError as error:
            raise errors.owner_gone() from error
        raise errors.owner_gone()

    async def close(self) -> None:
        """End the conversation."""
        self._writer.close()
        try:
            await self._writer.wait_closed()
        except OSError:
            return
