"""Loopback servers that speak as the providers do: their status codes, headers and bodies, traps included.

The providers themselves are in ``tests/fakes/providers``. By hand:
``python -m tests.fakes.provider_servers --config-out FILE`` serves them and writes a ``config.toml`` for the app.
"""

from __future__ import annotations

import argparse
import asyncio
import signal
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from kriptik_desktop.core.settings import ProviderSettings, Settings
from tests.fakes.providers import FAKES, SIX
from tests.fakes.providers.anthropic import Anthropic
from tests.fakes.providers.fake import Fake
from tests.fakes.providers.google_oauth import Google
from tests.fakes.providers.openai import OpenAI
from tests.fakes.providers.resend import Resend
from tests.fakes.providers.stripe import Stripe
from tests.fakes.providers.supabase import PROJECT_REF, Supabase, jwt

__all__ = ["GOOD", "PROJECT_REF", "Fake", "ProviderServers", "jwt", "provider_servers"]

GOOD: Mapping[str, Mapping[str, str]] = {each.id: each.good for each in SIX}
"""What the servers of the main job accept unless told otherwise."""


class ProviderServers:
    """All of them; those of the main job by name."""

    def __init__(self) -> None:
        self.stripe, self.google, self.supabase = Stripe(), Google(), Supabase()
        self.openai, self.anthropic, self.resend = OpenAI(), Anthropic(), Resend()
        six: tuple[Fake, ...] = (
            self.stripe,
            self.google,
            self.supabase,
            self.openai,
            self.anthropic,
            self.resend,
        )
        self.all: tuple[Fake, ...] = (*six, *(each() for each in FAKES if each not in SIX))

    def __getitem__(self, integration_id: str) -> Fake:
        return next(each for each in self.all if each.id == integration_id)

    @property
    def base_urls(self) -> dict[str, str]:
        return {each.id: each.http.url for each in self.all}

    @property
    def requests(self) -> int:
        return sum(len(each.seen) for each in self.all)

    def settings(self) -> Settings:
        return Settings(providers={each.id: settings_for(each) for each in self.all})

    def config_toml(self) -> str:
        """Return settings for the real app, with the accepted values as comments."""
        blocks = []
        for each in self.all:
            accepted = "".join(f"#   {field}: {value}\n" for field, value in each.good.items())
            hosts = "".join(f'hosts.{name} = "{server.url}"\n' for name, server in each.servers.items())
            blocks.append(f'[providers.{each.id}]\nbase_url = "{each.http.url}"\n{hosts}# accepts\n{accepted}')
        return "\n".join(blocks)


def settings_for(fake: Fake) -> ProviderSettings:
    """Return the settings that lead to a fake."""
    return ProviderSettings(fake.http.url, {name: server.url for name, server in fake.servers.items()})


@asynccontextmanager
async def provider_servers() -> AsyncIterator[ProviderServers]:
    """Serve all of them until the block ends."""
    servers = ProviderServers()
    try:
        for each in servers.all:
            await each.start()
        yield servers
    finally:
        for each in servers.all:
            await each.close()


async def _serve(config_out: Path | None, say: Callable[[str], object]) -> None:
    async with provider_servers() as servers:
        text = servers.config_toml()
        if config_out is not None:
            config_out.parent.mkdir(parents=True, exist_ok=True)
            config_out.write_text(text, encoding="utf-8")
        say(text)
        ended = asyncio.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, ended.set)
        await ended.wait()


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--config-out", type=Path, help="write the settings there, for example KRIPTIK_HOME/config/config.toml"
    )
    asyncio.run(_serve(parser.parse_args().config_out, lambda text: print(text, flush=True)))


if __name__ == "__main__":
    main()
