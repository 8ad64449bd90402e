"""Saving as steps: what is odd stops once, a check can be stopped, and what is typed is judged as a whole."""

from __future__ import annotations

import asyncio

import pytest

from kriptik_desktop.acquisition.errors import DashboardNotOpened
from kriptik_desktop.acquisition.model import Progress
from kriptik_desktop.core.secret import Secret
from tests.fakes.acquisition_world import PERSON, World
from tests.fakes.provider_servers import GOOD, ProviderServers

USER_TOKEN = "xoxp-1234567890-1234567890123-FakeFakeFakeFakeFakeFake"


async def test_what_is_odd_stops_once_and_asks_nobody(world: World, servers: ProviderServers) -> None:
    slack = servers["slack"]
    slack.keys[USER_TOKEN] = "ok"
    odd = {"bot_token": Secret(USER_TOKEN)}
    first = await world.acquisition.save("p1", "slack", odd, mode="test", actor=PERSON)
    assert (first.stored, first.needs_confirmation, first.needs_choice) == (False, True, False)
    assert [each.field for each in first.to_confirm] == ["bot_token"]
    assert "user token" in first.message
    assert slack.seen == []
    again = await world.acquisition.save("p1", "slack", odd, mode="test", odd_ok=True, actor=PERSON)
    assert again.stored


async def test_it_tells_how_far_it_is(world: World) -> None:
    heard: list[Progress] = []
    await world.save("stripe", tell=heard.append)
    assert heard == [Progress("checking", can_stop=True), Progress("storing", can_stop=False)]
    heard.clear()
    await world.save("stripe", {"secret_key": "sk_test_51WrongWrongWrong"}, tell=heard.append)
    assert [each.doing for each in heard] == ["checking"]
    heard.clear()
    await world.save("stripe", {"secret_key": ""}, tell=heard.append)
    assert heard == []


async def test_a_stopped_check_leaves_nothing_and_a_new_one_works(world: World, servers: ProviderServers) -> None:
    servers.stripe.http.trouble = "hang"
    asking = asyncio.Event()
    task = asyncio.get_running_loop().create_task(world.save("stripe", tell=lambda _: asking.set()))
    await asking.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await world.vault.list() == []
    servers.stripe.http.trouble = None
    assert (await world.save("stripe")).stored


def test_typed_values_are_judged_together_and_none_is_missed_yet(world: World) -> None:
    def found(**texts: str) -> list[str]:
        values = {name: Secret(text) for name, text in texts.items()}
        return [each.field for each in world.acquisition.check_typed("stripe", values, "test")]

    good = GOOD["stripe"]
    assert found() == []
    assert found(secret_key=good["secret_key"]) == []
    assert found(secret_key="hello") == ["secret_key"]
    assert found(publishable_key=good["publishable_key"].replace("test", "live")) == ["publishable_key"]
    mixed = found(secret_key=good["secret_key"], publishable_key=good["publishable_key"].replace("test", "live"))
    assert set(mixed) == {"secret_key", "publishable_key"}


async def test_the_page_of_the_weakest_key_opens(world: World) -> None:
    url = await world.acquisition.open_weakest_key_page("huggingface")
    assert world.browser.opened == [url]
    key = world.acquisition.form("huggingface", "test").weakest_key
    assert key is not None
    assert key.page.url == url
    assert key.kind
    assert key.page.steps
    assert key.needs
    assert await world.acquisition.open_weakest_key_page("openai") == "https://platform.openai.com/api-keys"
    world.browser.works = False
    with pytest.raises(DashboardNotOpened, match="yourself"):
        await world.acquisition.open_weakest_key_page("huggingface")
