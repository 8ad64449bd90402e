"""A provider that nobody built anything for: one TOML file gives tile, sheet, check and variables."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from kriptik_desktop.providers.catalogue import Catalogue
from tests.fakes.http_server import HttpServer, Reply, Seen
from tests.fakes.pilot import Desk, open_window, unlocked
from tests.fakes.vault_shelf import services_of, texts

pytestmark = pytest.mark.qt

GOOD, WRONG = "cdl_0123456789abcdef", "cdl_ffffffffffffffff"
FILE = """
id = "candle"
name = "Candlepress"
aliases = ["candlepress"]
categories = ["email"]
icon = "candle"
homepage = "https://candlepress.example"
dashboard_url = "https://candlepress.example/keys"
dashboard_source = "https://candlepress.example/docs"
instructions = ["Open Keys.", "Create a key and copy it."]
words.phrases.en = ["candlepress"]

[[fields]]
name = "token"
label = "Press token"
help = "It opens the press."
secret = true
pattern = '^cdl_[a-f0-9]{16}$'
pattern_hint = "It begins with cdl_."
pattern_source = "https://candlepress.example/docs"
example = "cdl_0000000000000000"
env = ["CANDLEPRESS_TOKEN"]

[probe]
source = "https://candlepress.example/docs"
base_url = "https://api.candlepress.example"
message_paths = ["why"]
rules = [{ outcome = "invalid", status = [401], body = { "why" = '.' } }]

[[probe.requests]]
field = "token"
method = "GET"
path = "/me"
auth = { kind = "bearer", field = "token" }
source = "https://candlepress.example/docs"
rules = [{ outcome = "ok", status = [200], body = { "press" = '.' } }]
account = { path = "press" }
"""


def answer(request: Seen) -> Reply:
    if request.bearer == GOOD:
        return Reply(200, {"press": "North wharf"})
    return Reply(401, {"why": "This token was never printed."})


@pytest.fixture
async def press() -> AsyncIterator[HttpServer]:
    server = HttpServer(answer)
    await server.start()
    yield server
    await server.close()


async def test_one_file_gives_tile_sheet_check_and_variables(tmp_path: Path, press: HttpServer) -> None:
    desk = Desk(
        tmp_path / "home",
        f'[providers.candle]\nbase_url = "{press.url}"\n[builds]\nrun_project_checks = false\n',
    )
    desk.paths.own_providers.mkdir()
    (desk.paths.own_providers / "candle.toml").write_text(FILE, encoding="utf-8")
    assert "candle" not in Catalogue.load()
    async with open_window(desk) as pilot:
        pilot.view.resize(1280, 800)
        await unlocked(pilot)
        await pilot.press("newProject")
        await pilot.type("prompt", "A newsletter for bakers, sent with Candlepress")
        await pilot.sees("tile_candle")
        folder = tmp_path / "bakers"
        await pilot.type("projectFolder", str(folder))
        await pilot.type("projectName", "Bakers")
        await pilot.press("startBuild")
        await pilot.press("buildAdd_Candlepress")
        await pilot.type("field_token", WRONG)
        await pilot.press("saveCredentials")
        await pilot.until(lambda: any("never printed" in text for text in texts(pilot)), "the provider's words")
        assert await services_of(pilot).vault.list() == []
        await pilot.type("field_token", GOOD)
        await pilot.press("saveCredentials")
        env = folder / ".env"
        await pilot.until(env.exists, "the .env file")
        await pilot.until(lambda: f"CANDLEPRESS_TOKEN={GOOD}" in env.read_text(), "the variable")
        (info,) = await services_of(pilot).vault.list()
        assert (info.overview.account, info.overview.status) == ("North wharf", "valid")
