"""The local address of the owner: a Unix socket, or on Windows a loopback port behind a token in a private file.

Peers of another user are refused: on Unix by the kernel's word about the peer, on Windows because they cannot read the
token.
"""

from __future__ import annotations

import asyncio
import hmac
import os
import secrets
import socket
import struct
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from kriptik_desktop.control.wire import LINE_LIMIT
from kriptik_desktop.core.paths import AppPaths, private_folder

Accepted = Callable[[asyncio.StreamReader, asyncio.StreamWriter], None]
Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass(frozen=True, slots=True)
class Listener:
    """A listening server, and how to tell whether who connected to it is this user."""

    server: asyncio.AbstractServer
    admits: Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[bool]]


_DARWIN_SOL_LOCAL, _DARWIN_LOCAL_PEERCRED = 0, 1
"""``sys/un.h`` of macOS; the socket module does not name them."""

_DIALLING = 3.0
"""Seconds to wait for an owner that accepts connections but does not speak."""

if sys.platform == "win32":

    async def listen(paths: AppPaths, accepted: Accepted) -> Listener:
        """Serve on a free loopback port; port and token go to a file in the private runtime folder."""
        token = secrets.token_hex(32)

        async def admits(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
            shown = (await reader.readline()).decode("ascii", "replace").strip()
            return hmac.compare_digest(shown, token)

        server = await asyncio.start_server(accepted, "127.0.0.1", 0, limit=LINE_LIMIT)
        private_folder(paths.runtime)
        port = server.sockets[0].getsockname()[1]
        paths.control_socket.write_text(f"{port} {token}", encoding="ascii")
        return Listener(server, admits)

    async def dial(paths: AppPaths) -> Streams | None:
        """Connect to the owner, or return None when nobody listens."""
        try:
            port, token = paths.control_socket.read_text(encoding="ascii").split()
            async with asyncio.timeout(_DIALLING):
                reader, writer = await asyncio.open_connection("127.0.0.1", int(port), limit=LINE_LIMIT)
        except (OSError, ValueError, TimeoutError):
            return None
        writer.write(f"{token}\n".encode("ascii"))
        return reader, writer

else:

    async def listen(paths: AppPaths, accepted: Accepted) -> Listener:
        """Serve on the control socket; the caller holds the owner lock, so an old socket file is a leftover."""
        private_folder(paths.runtime)
        if paths.runtime.stat().st_uid != os.getuid():
            raise PermissionError(f"{paths.runtime} belongs to another user")
        paths.control_socket.unlink(missing_ok=True)

        async def admits(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
            return _peer_uid(writer.get_extra_info("socket")) == os.getuid()

        server = await asyncio.start_unix_server(accepted, paths.control_socket, limit=LINE_LIMIT)
        paths.control_socket.chmod(0o600)
        return Listener(server, admits)

    async def dial(paths: AppPaths) -> Streams | None:
        """Connect to the owner, or return None when nobody listens."""
        try:
            async with asyncio.timeout(_DIALLING):
                return await asyncio.open_unix_connection(paths.control_socket, limit=LINE_LIMIT)
        except (OSError, TimeoutError):
            return None

    def _peer_uid(connection: socket.socket) -> int:
        if sys.platform == "darwin":
            credentials = connection.getsockopt(_DARWIN_SOL_LOCAL, _DARWIN_LOCAL_PEERCRED, struct.calcsize("2I"))
            return int(struct.unpack("2I", credentials)[1])
        credentials = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
        return int(struct.unpack("3i", credentials)[1])
