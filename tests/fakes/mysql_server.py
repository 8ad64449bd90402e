"""A server that speaks as much of MySQL's client protocol as a sign-in and a few questions need.

From https://dev.mysql.com/doc/dev/mysql-server/latest/PAGE_PROTOCOL.html, not from what a driver sends.
"""

from __future__ import annotations

import asyncio
import hashlib
import struct
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial

from tests.fakes.stream_server import stream_server

PASSWORD = "s3cr3t-P@ss/word"
_SALT = b"abcdefgh12345678ABCD"
_PLUGIN = b"mysql_native_password"
_PROTOCOL_41, _SECURE, _PLUGIN_AUTH, _CONNECT_WITH_DB = 1 << 9, 1 << 15, 1 << 19, 1 << 3
_CAPABILITIES = 1 | _CONNECT_WITH_DB | _PROTOCOL_41 | _SECURE | _PLUGIN_AUTH | (1 << 13)


@dataclass(slots=True)
class MysqlFake:
    """How it answers; ``greeting_error`` comes instead of the handshake, ``refusal`` after the sign-in."""

    port: int = 0
    greeting_error: tuple[int, str] | None = None
    refusal: tuple[int, str] | None = None
    version: str = "8.4.2"
    grants: Sequence[str] = ("GRANT USAGE ON *.* TO `app`@`%`", "GRANT ALL PRIVILEGES ON `shop`.* TO `app`@`%`")
    asked: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"mysql://app:s3cr3t-P%40ss%2Fword@127.0.0.1:{self.port}/shop"


@asynccontextmanager
async def mysql_fake() -> AsyncIterator[MysqlFake]:
    fake = MysqlFake()

    async with stream_server(partial(_talk, fake)) as fake.port:
        yield fake


async def _talk(fake: MysqlFake, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    if fake.greeting_error:
        code, words = fake.greeting_error
        writer.write(_packet(0, b"\xff" + struct.pack("<H", code) + words.encode()))
        return
    writer.write(_packet(0, _greeting(fake.version)))
    number, answer = await _read(reader)
    user, proof = _signed_in(answer)
    if proof != _scramble(PASSWORD.encode()):
        words = f"Access denied for user '{user}'@'127.0.0.1' (using password: YES)"
        writer.write(_packet(number + 1, _error(1045, "28000", words)))
        return
    if fake.refusal:
        writer.write(_packet(number + 1, _error(fake.refusal[0], "42000", fake.refusal[1])))
        return
    writer.write(_packet(number + 1, _OK))
    while True:
        number, command = await _read(reader)
        if command[:1] != b"\x03":
            return
        for at, body in enumerate(_answer(fake, command[1:].decode()), number + 1):
            writer.write(_packet(at, body))


_OK = b"\x00\x00\x00\x02\x00\x00\x00"
_EOF = b"\xfe\x00\x00\x02\x00"


def _answer(fake: MysqlFake, query: str) -> Sequence[bytes]:
    fake.asked.append(query)
    if "version()" in query.lower():
        return _table(3, [(fake.version, "app@%", "shop")])
    if query.lower() == "show grants":
        return _table(1, [(each,) for each in fake.grants])
    return [_OK]


def _table(columns: int, rows: Sequence[Sequence[str]]) -> Sequence[bytes]:
    head = b"".join(_text(each) for each in ("def", "", "", "", "c", ""))
    column = head + b"\x0c" + struct.pack("<HIBHB", 45, 1024, 0xFD, 0, 0) + b"\0\0"
    return [bytes([columns]), *[column] * columns, _EOF, *(b"".join(map(_text, row)) for row in rows), _EOF]


def _greeting(version: str) -> bytes:
    low, high = _CAPABILITIES & 0xFFFF, _CAPABILITIES >> 16
    head = b"\x0a" + version.encode() + b"\0" + struct.pack("<I", 7) + _SALT[:8] + b"\0"
    middle = struct.pack("<HBHHB", low, 45, 2, high, len(_SALT) + 1) + b"\0" * 10
    return head + middle + _SALT[8:] + b"\0" + _PLUGIN + b"\0"


def _signed_in(answer: bytes) -> tuple[str, bytes]:
    """Return user and proof of a HandshakeResponse41: 32 bytes of options, name, length and bytes of the proof."""
    name, _, rest = answer[32:].partition(b"\0")
    return name.decode(), rest[1 : 1 + rest[0]]


def _scramble(password: bytes) -> bytes:
    once = hashlib.sha1(password).digest()
    mask = hashlib.sha1(_SALT + hashlib.sha1(once).digest()).digest()
    return bytes(left ^ right for left, right in zip(once, mask, strict=True))


def _error(code: int, state: str, words: str) -> bytes:
    return b"\xff" + struct.pack("<H", code) + b"#" + state.encode() + words.encode()


def _text(text: str) -> bytes:
    return bytes([len(text.encode())]) + text.encode()


def _packet(number: int, body: bytes) -> bytes:
    return struct.pack("<I", len(body))[:3] + bytes([number]) + body


async def _read(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    head = await reader.readexactly(4)
    return head[3], await reader.readexactly(int.from_bytes(head[:3], "little"))
