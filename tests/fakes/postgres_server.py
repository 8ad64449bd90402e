"""A server that speaks as much of PostgreSQL's protocol 3 as a sign-in and two questions need.

From https://www.postgresql.org/docs/current/protocol-message-formats.html, not from what a driver sends.
"""

from __future__ import annotations

import asyncio
import struct
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial

from tests.fakes.stream_server import stream_server

PASSWORD = "s3cr3t-P@ss/word"
_SSL_REQUEST = 80877103


@dataclass(slots=True)
class PostgresFake:
    """How it answers; ``refusal`` is SQLSTATE and message of an ErrorResponse, sent before any password."""

    port: int = 0
    refusal: tuple[str, str] | None = None
    refusal_later: tuple[str, str] | None = None
    """The same, after the password has been taken."""
    version: str = "PostgreSQL 16.4 (Debian 16.4-1) on x86_64-pc-linux-gnu, compiled by gcc"
    creates: str | None = "t"
    """None: the question is refused."""
    started: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"postgresql://app:s3cr3t-P%40ss%2Fword@127.0.0.1:{self.port}/shop"


@asynccontextmanager
async def postgres_fake() -> AsyncIterator[PostgresFake]:
    fake = PostgresFake()

    async with stream_server(partial(_talk, fake)) as fake.port:
        yield fake


async def _talk(fake: PostgresFake, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    length, code = struct.unpack("!ii", await reader.readexactly(8))
    if code == _SSL_REQUEST:
        writer.write(b"N")
        length, code = struct.unpack("!ii", await reader.readexactly(8))
    texts = (await reader.readexactly(length - 8)).decode().split("\0")
    fake.started = dict(zip(texts[0::2], texts[1::2], strict=False))
    if fake.refusal:
        writer.write(_error("FATAL", *fake.refusal))
        return
    writer.write(_message(b"R", struct.pack("!i", 3)))
    _, given = await _read(reader)
    if given.rstrip(b"\0").decode() != PASSWORD:
        words = f'password authentication failed for user "{fake.started["user"]}"'
        writer.write(_error("FATAL", "28P01", words))
        return
    if fake.refusal_later:
        writer.write(_error("FATAL", *fake.refusal_later))
        return
    ready = _message(b"Z", b"I")
    writer.write(_message(b"R", struct.pack("!i", 0)) + _message(b"S", b"server_version\0" + b"16.4\0"))
    writer.write(_message(b"K", struct.pack("!ii", 7, 7)) + ready)
    while True:
        kind, body = await _read(reader)
        if kind != b"Q":
            return
        writer.write(_answer(fake, body.rstrip(b"\0").decode()) + ready)


def _answer(fake: PostgresFake, query: str) -> bytes:
    fake.asked.append(query)
    if "version()" in query:
        return _row((25, 25, 25), (fake.version, fake.started["user"], fake.started["database"]))
    if fake.creates is None:
        return _error("ERROR", "42883", "function has_schema_privilege(oid, unknown) does not exist")
    return _row((16,), (fake.creates,))


def _row(types: Sequence[int], values: Sequence[str]) -> bytes:
    columns = b"".join(b"c\0" + struct.pack("!ihihih", 0, 0, each, -1, -1, 0) for each in types)
    cells = b"".join(struct.pack("!i", len(each.encode())) + each.encode() for each in values)
    count = struct.pack("!h", len(values))
    return _message(b"T", count + columns) + _message(b"D", count + cells) + _message(b"C", b"SELECT 1\0")


def _error(severity: str, code: str, words: str) -> bytes:
    parts = (("S", severity), ("V", severity), ("C", code), ("M", words))
    return _message(b"E", b"".join(f"{name}{text}\0".encode() for name, text in parts) + b"\0")


def _message(kind: bytes, body: bytes) -> bytes:
    return kind + struct.pack("!i", len(body) + 4) + body


async def _read(reader: asyncio.StreamReader) -> tuple[bytes, bytes]:
    kind = await reader.readexactly(1)
    [length] = struct.unpack("!i", await reader.readexactly(4))
    return kind, await reader.readexactly(length - 4)
