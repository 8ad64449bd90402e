"""Asks a client of the catalogue directly, as the prober does, with little patience."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from kriptik_desktop.core.clock import SystemClock
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.core.settings import ProviderSettings, Settings
from kriptik_desktop.providers.catalogue import Catalogue
from kriptik_desktop.providers.client import ClientAsk, client_check
from kriptik_desktop.providers.http import HttpDoor
from kriptik_desktop.providers.probe import Prober
from kriptik_desktop.providers.probe_result import ProbeResult
from tests.fakes.stream_server import stream_server

CATALOGUE = Catalogue.load()


@dataclass(slots=True)
class OddServer:
    """Where it is, and whether anybody came."""

    port: int = 0
    met: asyncio.Event = field(default_factory=asyncio.Event)


async def ask_client(integration_id: str, base_url: str = "", timeout_s: float = 10.0, **texts: str) -> ProbeResult:
    """Return what the client makes of the values, before the prober touches it."""
    settings = Settings()
    ask = ClientAsk(
        CATALOGUE.get(integration_id),
        texts,
        base_url=base_url,
        hosts={},
        door=HttpDoor(settings),
        clock=SystemClock(),
        settings=settings,
        timeout_s=timeout_s,
    )
    return await client_check(integration_id)(ask)


async def probe(integration_id: str, base_url: str = "", **texts: str) -> ProbeResult:
    """Return the same as the person gets it: by the catalogue's file."""
    chosen = {integration_id: ProviderSettings(base_url=base_url)} if base_url else {}
    settings = Settings(providers=chosen)
    prober = Prober(settings, HttpDoor(settings), SystemClock())
    values = {name: Secret(text) for name, text in texts.items()}
    try:
        return await prober.probe(CATALOGUE.get(integration_id), values)
    finally:
        await prober.close()


@asynccontextmanager
async def odd_server(greeting: bytes = b"", *, silent: bool = False) -> AsyncIterator[OddServer]:
    """Yield a server that is none of those asked for: it says ``greeting`` and goes, or takes all and says nothing."""
    odd = OddServer()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        odd.met.set()
        writer.write(greeting)
        while silent and await reader.read(1024):
            pass

    async with stream_server(talk) as odd.port:
        yield odd


async def closed_port() -> int:
    """Return a port of this computer at which nothing listens."""
    server = await asyncio.start_server(lambda _reader, writer: writer.close(), "127.0.0.1", 0)
    port: int = server.sockets[0].getsockname()[1]
    server.close()
    await server.wait_closed()
    return port
