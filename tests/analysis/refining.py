"""A refiner with the real SDK against a loopback Anthropic, for the tests of refinement."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from kriptik_desktop.analysis.model import Analysis
from kriptik_desktop.analysis.refinement import Refined, Refiner
from kriptik_desktop.analysis.service import Analyser
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.core.settings import ClaudeSettings, ProviderSettings, Settings
from kriptik_desktop.providers.catalogue import Catalogue
from kriptik_desktop.providers.clients.anthropic_messages import AnthropicClient
from tests.fakes.claude_server import KEY, ClaudeServer, claude_server

CATALOGUE = Catalogue.load()
ANALYSER = Analyser(CATALOGUE)
PATIENCE_S = 120.0
"""Longer than the program waits: a busy computer may take long to import the SDK, which no test is about."""


def service(name: str, verdict: str, quote: str, kind: str = "payments") -> dict[str, str]:
    """Return one entry of the tool's services."""
    return {"id": name, "verdict": verdict, "kind": kind, "quote": quote}


def need(kind: str, verdict: str, quote: str) -> dict[str, str]:
    """Return one entry of the tool's needs."""
    return {"kind": kind, "verdict": verdict, "quote": quote}


def ids(analysis: Analysis) -> list[str]:
    """Return the ids of the services that were detected."""
    return [each.id for each in analysis.detected]


@dataclass
class Bench:
    """A server, a refiner, and the key that it is given."""

    server: ClaudeServer
    refiner: Refiner
    client: AnthropicClient
    key: Secret | None
    allowed: list[str | None] = field(default_factory=list)

    async def __call__(self, prompt: str, *, read: str = "", **more: Any) -> Refined:
        """Refine what the offline engine finds in a prompt, or in ``read``, with which the prompt begins."""
        assert prompt.startswith(read)
        return await self.refiner.refine(prompt, ANALYSER.analyse(read or prompt), **more)

    def answers(self, *services: dict[str, str], needs: tuple[dict[str, str], ...] = ()) -> None:
        """Let Claude report these."""
        self.server.given = {"services": [*services], "needs": [*needs]}


@asynccontextmanager
async def bench(
    *, key: str | None = KEY, refine: bool = True, model: str | None = None, limit_s: float = PATIENCE_S, **told: Any
) -> AsyncIterator[Bench]:
    """Yield a bench that is taken down again."""
    async with claude_server() as server:
        settings = Settings(providers={"anthropic": ProviderSettings(server.http.url)}, **told)
        client = AnthropicClient(settings, "https://api.anthropic.com")
        secret, allowed = (None if key is None else Secret(key)), list[str | None]()

        async def found(may_use: str | None) -> Secret | None:
            allowed.append(may_use)
            return secret

        claude = ClaudeSettings(refine=refine, model=model)
        refiner = Refiner(claude, CATALOGUE, client, found, limit_s=limit_s, pause_s=0, remembered=3)
        try:
            yield Bench(server, refiner, client, secret, allowed)
        finally:
            await client.close()
