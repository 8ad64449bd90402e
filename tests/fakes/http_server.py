"""A small HTTP/1.1 server on a real loopback socket, for fakes that must be met over the wire.

Written here instead of taken from a library because tests need what libraries prevent: answers that hang, break off,
never end or are no HTTP at all.
"""

from __future__ import annotations

import asyncio
import base64
import json
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import parse_qsl, urlsplit

Trouble = Literal[
    "hang", "garbage", "break_off", "html", "truncated", "empty", "no_object", "endless", "redirect", "slow_body"
]
_REASONS = {200: "OK", 302: "Found", 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found"}

_JSON = {"Content-Type": "application/json; charset=utf-8"}
_BODIES: Mapping[Trouble, str] = {"truncated": '{"ok": true, "data": [{"id"', "empty": "", "no_object": "[]"}


@dataclass(frozen=True, slots=True)
class Seen:
    """A request as it came in."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes = b""

    @property
    def form(self) -> dict[str, str]:
        if self.headers.get("content-type", "").partition(";")[0] != "application/x-www-form-urlencoded":
            return {}
        return dict(parse_qsl(self.body.decode(), keep_blank_values=True))

    @property
    def document(self) -> dict[str, Any]:
        """Return the JSON object in the body, an empty one where there is none."""
        if self.headers.get("content-type", "").partition(";")[0] != "application/json":
            return {}
        found = json.loads(self.body)
        return found if isinstance(found, dict) else {}

    @property
    def basic(self) -> tuple[str, str]:
        """Return user name and password, empty where there are none."""
        scheme, _, token = self.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "basic":
            return "", ""
        name, _, password = base64.b64decode(token).decode().partition(":")
        return name, password

    @property
    def bearer(self) -> str:
        """Return the token; of a user name and password the name, which Stripe takes for one."""
        scheme, _, token = self.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "basic":
            return self.basic[0]
        return token if scheme.lower() == "bearer" else ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes out; a ``document`` is sent as JSON."""

    status: int
    document: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)
    text: str | None = None

    def encoded(self) -> bytes:
        body = (self.text if self.text is not None else json.dumps(self.document)).encode()
        kind = "text/html; charset=utf-8" if self.text is not None else "application/json; charset=utf-8"
        headers = {"Content-Type": kind, "Content-Length": str(len(body)), **self.headers}
        lines = [f"HTTP/1.1 {self.status} {_REASONS.get(self.status, 'Status')}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


class HttpServer:
    """Serves one handler; everything it was asked is kept in ``seen``."""

    def __init__(self, handle: Callable[[Seen], Reply]) -> None:
        self._handle = handle
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.StreamWriter] = set()
        self._closing = asyncio.Event()
        self.seen: list[Seen] = []
        self.trouble: Trouble | None = None
        self.redirect_to = "http://127.0.0.1:9/"
        self.port = 0
        self._tls: ssl.SSLContext | None = None

    @property
    def url(self) -> str:
        return f"{'https' if self._tls else 'http'}://127.0.0.1:{self.port}"

    async def start(self, port: int = 0, tls: ssl.SSLContext | None = None) -> None:
        self._tls = tls
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", port, ssl=tls)
        self.port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        self._closing.set()
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()
        for writer in tuple(self._open):
            writer.close()
        while self._open:
            await asyncio.sleep(0)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open.add(writer)
        try:
            while (request := await _read(reader)) is not None:
                self.seen.append(request)
                if not await self._answer(request, writer):
                    break
        except (ConnectionError, ssl.SSLError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass
        finally:
            writer.close()
            self._open.discard(writer)

    async def _answer(self, request: Seen, writer: asyncio.StreamWriter) -> bool:
        if self.trouble is None:
            writer.write(self._handle(request).encoded())
            await writer.drain()
            return True
        await self._misbehave(self.trouble, writer)
        return False

    async def _misbehave(self, trouble: Trouble, writer: asyncio.StreamWriter) -> None:
        if trouble == "garbage":
            writer.write(b"\x00\x07 this is no web service \xff\r\n\r\n")
        elif trouble == "html":
            writer.write(Reply(200, text="<html><body>Sign in to the hotel network</body></html>").encoded())
        elif trouble in _BODIES:
            writer.write(Reply(200, text=_BODIES[trouble], headers=_JSON).encoded())
        elif trouble == "break_off":
            writer.write(b'HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{"object"')
        elif trouble == "redirect":
            writer.write(Reply(302, {}, {"Location": self.redirect_to}).encoded())
        elif trouble == "slow_body":
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
            await self._closing.wait()
        elif trouble == "endless":
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\n")
            while not self._closing.is_set() and not writer.is_closing():
                writer.write(b" " * 65536)
                await writer.drain()
        else:
            await self._closing.wait()
        await writer.drain()


async def _read(reader: asyncio.StreamReader) -> Seen | None:
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return None
    first, *lines = head.decode("latin-1").split("\r\n")
    method, target, _ = first.split(" ", 2)
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines if line)}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    parts = urlsplit(target)
    return Seen(method, parts.path, dict(parse_qsl(parts.query, keep_blank_values=True)), headers, body)
