"""The fakes by hand: the module serves, and the settings it writes lead the real client to it."""

from __future__ import annotations

import asyncio
import signal
import sys
from pathlib import Path

import pytest

from kriptik_desktop.core.clock import SystemClock
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.core.settings import load_settings
from kriptik_desktop.providers.catalogue import Catalogue
from kriptik_desktop.providers.http import HttpDoor
from kriptik_desktop.providers.probe import Prober
from tests.fakes.provider_servers import GOOD
from tests.fakes.providers import BY_ID


@pytest.mark.skipif("os.name != 'posix'", reason="the module ends by a signal")
async def test_served_by_hand_with_settings_for_the_app(tmp_path: Path, catalogue: Catalogue) -> None:
    config = tmp_path / "home" / "config" / "config.toml"
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.fakes.provider_servers",
        "--config-out",
        str(config),
        cwd=Path(__file__).parents[2],
        stdout=asyncio.subprocess.PIPE,
    )
    assert child.stdout is not None
    await child.stdout.readline()
    settings = load_settings(config)
    assert set(settings.providers) == set(BY_ID)
    assert set(settings.provider("paypal").hosts) == {"live"}
    prober = Prober(settings, HttpDoor(settings), SystemClock())
    values = {name: Secret(text) for name, text in GOOD["stripe"].items()}
    assert (await prober.probe(catalogue.get("stripe"), values)).outcome == "ok"
    await prober.close()
    child.send_signal(signal.SIGTERM)
    assert await child.wait() == 0
