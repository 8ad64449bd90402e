"""What all loopback providers share: known keys, and how the day goes there.

They are made from the providers' published documents, specifications and error dumps, not from the catalogue: a fake
that knew what the client expects could only agree with it.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from tests.fakes.clock import FakeClock
from tests.fakes.http_server import HttpServer, Reply, Seen

Weather = Literal["fair", "rate_limited", "down"]

NOW_S = FakeClock().now_ms() // 1000
"""The time from which limits that end at a clock time are counted, UTC seconds."""


def jwt_of(claims: Mapping[str, Any]) -> str:
    """Return a JWT with these claims; its signature is nonsense."""

    def part(document: Mapping[str, Any]) -> str:
        return base64.urlsafe_b64encode(json.dumps(document).encode()).decode().rstrip("=")

    return f"{part({'alg': 'HS256', 'typ': 'JWT'})}.{part(claims)}.c2lnbmF0dXJlLW9mLXRoZS1mYWtl"


def starred(key: str) -> str:
    """Return the key as error messages repeat it, the middle hidden."""
    return f"{key[:8]}{'*' * max(len(key) - 12, 4)}{key[-4:]}"


class Fake:
    """One provider's server: what it accepts, the state of each key, and the weather."""

    id: ClassVar[str]
    address: ClassVar[str]
    """Where the provider documents it to be; empty where each customer types their own."""
    good: ClassVar[Mapping[str, str]]
    """What it accepts unless told otherwise, by field."""
    further: ClassVar[Mapping[str, str]] = {}
    """The documented addresses of its further hosts by name."""
    issued: ClassVar[tuple[str, ...]] = ()
    """Secrets that its answers carry and nobody typed."""

    def __init__(self) -> None:
        self.http = HttpServer(self.answer)
        self.weather: Weather = "fair"
        self.keys: dict[str, str] = dict.fromkeys(self.good.values(), "ok")
        """The state of each known key; what there is to choose from differs by provider."""

    @property
    def seen(self) -> list[Seen]:
        return self.http.seen

    @property
    def servers(self) -> Mapping[str, HttpServer]:
        """Return the servers beside ``http`` by the name of their host."""
        return {}

    def answer(self, request: Seen) -> Reply:
        if self.weather == "rate_limited":
            return self.limited()
        if self.weather == "down":
            return self.down()
        return self.fair(request)

    def fair(self, request: Seen) -> Reply:
        raise NotImplementedError

    def limited(self) -> Reply:
        raise NotImplementedError

    def down(self) -> Reply:
        raise NotImplementedError

    async def start(self) -> None:
        for each in (self.http, *self.servers.values()):
            await each.start()

    async def close(self) -> None:
        for each in (self.http, *self.servers.values()):
            await each.close()
