"""A server that speaks as much of MongoDB's wire protocol as a sign-in and three commands need.

From https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/ and, for SCRAM-SHA-256, RFC 7677.
"""

from __future__ import annotations

import asyncio
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import bson
from scramp import ScramException, ScramMechanism

from tests.fakes.stream_server import stream_server

PASSWORD = "s3cr3t-P@ss/word"
_MSG, _QUERY, _REPLY = 2013, 2004, 1
_READ_WRITE = {"resource": {"db": "shop", "collection": ""}, "actions": ["find", "insert", "update", "remove"]}


@dataclass(slots=True)
class MongoFake:
    """How it answers; ``refusal`` is code and message that the sign-in gets whatever the password is."""

    port: int = 0
    refusal: tuple[int, str] | None = None
    refuse_ping: tuple[int, str] | None = None
    privileges: list[dict[str, Any]] = field(default_factory=lambda: [_READ_WRITE])
    roles: list[str] = field(default_factory=lambda: ["readWrite"])
    commands: list[str] = field(default_factory=list)

    @property
    def uri(self) -> str:
        return f"mongodb://app:s3cr3t-P%40ss%2Fword@127.0.0.1:{self.port}/shop?authSource=admin"


@asynccontextmanager
async def mongodb_fake() -> AsyncIterator[MongoFake]:
    fake = MongoFake()

    async with stream_server(partial(_talk, fake)) as fake.port:
        yield fake


class _Session:
    """One connection's sign-in."""

    def __init__(self, fake: MongoFake) -> None:
        self.fake = fake
        self.user = ""
        mechanism = ScramMechanism("SCRAM-SHA-256")
        info = mechanism.make_auth_info(PASSWORD)
        self._scram = mechanism.make_server(lambda _user: info)

    def answer(self, command: dict[str, Any]) -> dict[str, Any]:
        name = next(iter(command))
        if name.lower() in ("ismaster", "hello"):
            mechanisms = {"saslSupportedMechs": ["SCRAM-SHA-256"]} if "saslSupportedMechs" in command else {}
            versions = {"maxWireVersion": 21, "minWireVersion": 0}
            return {"isWritablePrimary": True, "ismaster": True, **versions, **mechanisms, "ok": 1.0}
        self.fake.commands.append(name)
        handler = getattr(self, f"_{name.lower()}", None)
        return handler(command) if handler else _failed(59, f"no such command: '{name}'")

    def _saslstart(self, command: dict[str, Any]) -> dict[str, Any]:
        if self.fake.refusal:
            return _failed(*self.fake.refusal)
        if command["mechanism"] != "SCRAM-SHA-256":
            return _failed(2, f"unknown mechanism {command['mechanism']}")
        self._scram.set_client_first(bytes(command["payload"]).decode())
        return {"conversationId": 1, "done": False, "payload": self._scram.get_server_first().encode(), "ok": 1.0}

    def _saslcontinue(self, command: dict[str, Any]) -> dict[str, Any]:
        payload = bytes(command["payload"]).decode()
        if not payload:
            return {"conversationId": 1, "done": True, "payload": b"", "ok": 1.0}
        try:
            self._scram.set_client_final(payload)
        except ScramException:
            return _failed(18, "Authentication failed.")
        self.user = "app"
        return {"conversationId": 1, "done": True, "payload": self._scram.get_server_final().encode(), "ok": 1.0}

    def _ping(self, _command: dict[str, Any]) -> dict[str, Any]:
        return _failed(*self.fake.refuse_ping) if self.fake.refuse_ping else {"ok": 1.0}

    def _buildinfo(self, _command: dict[str, Any]) -> dict[str, Any]:
        return {"version": "7.0.14", "versionArray": [7, 0, 14, 0], "ok": 1.0}

    def _connectionstatus(self, _command: dict[str, Any]) -> dict[str, Any]:
        users = [{"user": self.user, "db": "admin"}] if self.user else []
        roles = [{"role": each, "db": "shop"} for each in self.fake.roles] if self.user else []
        privileges = self.fake.privileges if self.user else []
        info = {"authenticatedUsers": users, "authenticatedUserRoles": roles}
        return {"authInfo": {**info, "authenticatedUserPrivileges": privileges}, "ok": 1.0}

    def _endsessions(self, _command: dict[str, Any]) -> dict[str, Any]:
        return {"ok": 1.0}


def _failed(code: int, words: str) -> dict[str, Any]:
    names = {13: "Unauthorized", 18: "AuthenticationFailed", 8000: "AtlasError"}
    return {"ok": 0.0, "errmsg": words, "code": code, "codeName": names.get(code, "Error")}


async def _talk(fake: MongoFake, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    session = _Session(fake)
    while True:
        length, request, _, kind = struct.unpack("<iiii", await reader.readexactly(16))
        body = await reader.readexactly(length - 16)
        if kind == _QUERY:
            start = body.index(b"\0", 4) + 9
            document = bson.encode(session.answer(bson.decode(body[start:])))
            writer.write(_framed(_REPLY, request, struct.pack("<iqii", 8, 0, 0, 1) + document))
        elif kind == _MSG:
            document = bson.encode(session.answer(bson.decode(body[5:])))
            writer.write(_framed(_MSG, request, struct.pack("<i", 0) + b"\0" + document))
        else:
            return


def _framed(kind: int, request: int, body: bytes) -> bytes:
    return struct.pack("<iiii", len(body) + 16, 0, request, kind) + body
