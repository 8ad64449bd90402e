"""Requests as rows: asked once, closed once, healed after a crash."""

from __future__ import annotations

import asyncio
import signal
import sys
from pathlib import Path
from typing import Any

import pytest

from kriptik_desktop.acquisition.errors import RequestNotFound
from kriptik_desktop.acquisition.events import CredentialsAvailable, CredentialsRequested, RequestClosed
from kriptik_desktop.core.errors import NotFound
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.vault.model import CredentialDraft, FieldValue, Overview
from tests.fakes.acquisition_world import PERSON, World, open_world, unlock
from tests.fakes.provider_servers import GOOD, ProviderServers


async def store_stripe(world: World, **changes: Any) -> None:
    wanted: dict[str, Any] = {"scope": "p1", "integration": "stripe", "mode": "test", "status": "valid"}
    overview = Overview(**{**wanted, **changes})
    fields = [FieldValue(name, Secret(text)) for name, text in GOOD["stripe"].items()]
    await world.vault.save(CredentialDraft(overview, fields), PERSON)


async def test_asking_twice_is_asking_once(world: World) -> None:
    first = await world.acquisition.request("p1", "b1", "stripe", "test", "Waits for Stripe")
    again = await world.acquisition.request("p1", "b1", "stripe", "test", "Waits for Stripe")
    assert first == again
    assert [each.id for each in await world.acquisition.open_requests()] == [first.id]
    asked = [each for each in world.heard if isinstance(each, CredentialsRequested)]
    assert [(each.request_id, each.project_id, each.build_id) for each in asked] == [(first.id, "p1", "b1")]


async def test_many_asking_at_once_get_one_request(world: World) -> None:
    asked = [world.acquisition.request("p1", f"b{at}", "stripe", "test", "why") for at in range(20)]
    assert len({each.id for each in await asyncio.gather(*asked)}) == 1
    assert world.heard_names().count("CredentialsRequested") == 1


async def test_the_mode_of_a_request_is_one_the_provider_has(world: World) -> None:
    assert (await world.acquisition.request("p1", "b1", "openai", "live", "why")).mode == "none"
    assert (await world.acquisition.request("p1", "b1", "google", "test", "why")).integration_id == "google-oauth"
    live = await world.acquisition.request("p1", "b1", "stripe", "live", "why")
    test = await world.acquisition.request("p1", "b1", "stripe", "test", "why")
    assert live.id != test.id
    with pytest.raises(NotFound):
        await world.acquisition.request("p1", "b1", "nonesuch", "test", "why")


async def test_an_open_request_follows_the_build_that_waits_now(world: World) -> None:
    first = await world.acquisition.request("p1", "b1", "stripe", "test", "old reason")
    second = await world.acquisition.request("p1", "b2", "stripe", "test", "new reason")
    assert (second.id, second.build_id, second.reason) == (first.id, "b2", "new reason")
    assert await world.acquisition.requests_of_build("b1") == []
    assert (await world.acquisition.request("p1", None, "stripe", "test", "x")).build_id == "b2"


@pytest.mark.parametrize("end", ["skip", "dismiss"])
async def test_a_closed_request_does_not_come_back_for_the_same_build(world: World, end: str) -> None:
    request = await world.acquisition.request("p1", "b1", "stripe", "test", "why")
    close = world.acquisition.skip if end == "skip" else world.acquisition.dismiss
    closed = await close(request.id)
    assert closed.status == ("skipped" if end == "skip" else "dismissed")
    assert closed.resolved_at == world.clock.now_ms()
    assert RequestClosed(request_id=request.id) in world.heard
    assert (await world.acquisition.request("p1", "b1", "stripe", "test", "why")).status == closed.status
    assert await world.acquisition.open_requests() == []
    assert (await world.acquisition.request("p1", "b2", "stripe", "test", "why")).status == "open"
    assert (await world.acquisition.skip(request.id)).status == closed.status
    assert world.heard.count(RequestClosed(request_id=request.id)) == 1


async def test_snoozing_keeps_it_open(world: World) -> None:
    request = await world.acquisition.request("p1", "b1", "stripe", "test", "why")
    later = world.clock.now_ms() + 60_000
    snoozed = await world.acquisition.snooze(request.id, later)
    assert snoozed.is_snoozed(later - 1)
    assert not snoozed.is_snoozed(later)
    assert [each.id for each in await world.acquisition.open_requests("p1")] == [request.id]
    assert await world.acquisition.open_requests("p2") == []


async def test_an_unknown_request_is_named(world: World) -> None:
    for act in (world.acquisition.skip, world.acquisition.dismiss, world.acquisition.get_request):
        with pytest.raises(RequestNotFound, match="nonesuch"):
            await act("nonesuch")


async def test_a_cancelled_builds_requests_are_withdrawn(world: World) -> None:
    await world.acquisition.request("p1", "b1", "stripe", "test", "why")
    kept = await world.acquisition.request("p2", "b2", "stripe", "test", "why")
    await world.acquisition.withdraw("b1")
    assert [each.id for each in await world.acquisition.open_requests()] == [kept.id]


async def test_saving_by_any_way_satisfies_the_request(world: World) -> None:
    request = await world.acquisition.request("p1", "b1", "stripe", "test", "why")
    closed = asyncio.Event()
    world.bus.subscribe(RequestClosed, lambda event: closed.set())
    await store_stripe(world)
    await asyncio.wait_for(closed.wait(), 5)
    assert (await world.acquisition.get_request(request.id)).status == "satisfied"
    told = [each for each in world.heard if isinstance(each, CredentialsAvailable)]
    assert [(each.integration_id, each.project_id, each.build_id) for each in told] == [("stripe", "p1", "b1")]
    assert (told[0].owner_id, told[0].at) == ("local", world.clock.now_ms())


@pytest.mark.parametrize(
    "other",
    [{"scope": "p2"}, {"mode": "live"}, {"integration": "resend"}, {"status": "invalid"}, {"status": "expired"}],
)
async def test_what_does_not_fit_satisfies_nothing(world: World, other: dict[str, str]) -> None:
    request = await world.acquisition.request("p1", "b1", "stripe", "test", "why")
    await store_stripe(world, **other)
    assert await world.acquisition.reconcile() == []
    assert (await world.acquisition.get_request(request.id)).status == "open"


async def test_a_linked_credential_satisfies(world: World) -> None:
    request = await world.acquisition.request("p1", "b1", "stripe", "test", "why")
    await store_stripe(world, scope="p2")
    (info,) = await world.vault.list()
    await world.vault.link(info.id, "p1")
    await world.acquisition.reconcile()
    assert (await world.acquisition.get_request(request.id)).status == "satisfied"


async def test_with_a_locked_vault_nothing_is_decided(world: World) -> None:
    request = await world.acquisition.request("p1", "b1", "stripe", "test", "why")
    await world.vault.lock()
    assert await world.acquisition.reconcile() == []
    assert (await world.acquisition.get_request(request.id)).status == "open"


KILLED = """
import asyncio, os, signal, sys
from pathlib import Path
from typing import Any
from kriptik_desktop.core.events import EventBus
from kriptik_desktop.core.settings import ProviderSettings, Settings
from kriptik_desktop.vault.events import CredentialsSaved
from tests.fakes.acquisition_world import open_world

async def main(folder, stripe_url, resend_url):
    settings = Settings(providers={"stripe": ProviderSettings(stripe_url), "resend": ProviderSettings(resend_url)})
    bus = EventBus(lambda error, where: sys.exit(where))
    saved = []
    def heard(event):
        saved.append(event)
        if len(saved) == 2:
            os.kill(os.getpid(), signal.SIGKILL)
    bus.subscribe(CredentialsSaved, heard)
    async with open_world(Path(folder), settings, bus=bus) as world:
        for name in ("resend", "stripe", "openai"):
            await world.acquisition.request("p1", "b1", name, "test", "why")
        await world.save("resend")
        await world.save("stripe")

asyncio.run(main(*sys.argv[1:]))
"""


async def test_killed_between_the_vaults_commit_and_the_event(tmp_path: Path, servers: ProviderServers) -> None:
    urls = servers.base_urls
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-c", KILLED, str(tmp_path), urls["stripe"], urls["resend"], cwd=Path(__file__).parents[2]
    )
    assert await child.wait() == -signal.SIGKILL
    async with open_world(tmp_path, servers.settings()) as world:
        await world.acquisition.reconcile()
        statuses = {each.integration_id: each.status for each in await world.acquisition.requests_of_build("b1")}
    assert statuses == {"resend": "satisfied", "stripe": "satisfied", "openai": "open"}


async def test_unlocking_alone_heals_after_a_restart(tmp_path: Path, servers: ProviderServers) -> None:
    async with open_world(tmp_path, servers.settings()) as world:
        await world.acquisition.close()
        request = await world.acquisition.request("p1", "b1", "stripe", "test", "why")
        await store_stripe(world)
        assert (await world.acquisition.get_request(request.id)).status == "open"
    async with open_world(tmp_path, servers.settings(), unlocked=False) as world:
        closed = asyncio.Event()
        world.bus.subscribe(RequestClosed, lambda event: closed.set())
        assert (await world.acquisition.get_request(request.id)).status == "open"
        await unlock(world.vault)
        await asyncio.wait_for(closed.wait(), 5)
        assert (await world.acquisition.get_request(request.id)).status == "satisfied"
        assert "CredentialsAvailable" in world.heard_names()
