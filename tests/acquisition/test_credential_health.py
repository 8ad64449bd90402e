"""Stored credentials are asked about once a day and on demand, and what that says is kept, told and not overdone."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import AsyncIterator
from typing import Any

import pytest

from kriptik_desktop.acquisition.events import CredentialChecked, CredentialExpiring
from kriptik_desktop.acquisition.health import DAY_MS, CredentialHealth
from kriptik_desktop.acquisition.health_model import SOON_MS, LastCheck, standing
from kriptik_desktop.acquisition.saving import CredentialSaver
from kriptik_desktop.core.events import Event
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.providers.catalogue import Catalogue
from kriptik_desktop.providers.http import HttpDoor
from kriptik_desktop.providers.probe import Prober
from kriptik_desktop.vault.model import DEFAULT_ACCOUNT, CredentialInfo, Overview
from tests.fakes.acquisition_world import PASSWORD, PERSON, World
from tests.fakes.provider_servers import ProviderServers

DAY_S = DAY_MS / 1000


@pytest.fixture
async def health(world: World, servers: ProviderServers, catalogue: Catalogue) -> AsyncIterator[CredentialHealth]:
    settings = servers.settings()
    prober = Prober(settings, HttpDoor(settings), world.clock)
    saver = CredentialSaver(world.vault, prober, world.clock, lambda: "drawn")

    async def rest(_seconds: float) -> None:
        await asyncio.sleep(0)

    yield CredentialHealth(
        world.database, world.vault, catalogue, saver, world.bus, world.clock, draw=lambda: 0.5, sleep=rest
    )
    await prober.close()


async def info_of(world: World, integration: str = "openai") -> CredentialInfo:
    (found,) = await world.vault.list(integration=integration)
    return found


def told(world: World, kind: type[Event]) -> list[Event]:
    return [each for each in world.heard if isinstance(each, kind)]


async def test_a_fresh_credential_is_left_alone_for_a_day(
    world: World, health: CredentialHealth, servers: ProviderServers
) -> None:
    await world.save("openai")
    asked = len(servers["openai"].seen)
    await health.look()
    world.clock.advance(DAY_S - 1)
    await health.look()
    assert len(servers["openai"].seen) == asked
    world.clock.advance(1)
    await health.look()
    await health.look()
    assert len(servers["openai"].seen) == asked + 1
    assert (await info_of(world)).overview.validated_at == world.clock.now_ms()
    (event,) = told(world, CredentialChecked)
    assert event == CredentialChecked(
        credential_id=(await info_of(world)).id, integration_id="openai", outcome="ok", at=world.clock.now_ms()
    )


async def test_a_key_that_stopped_working_is_found_and_a_build_asks_for_it_again(
    world: World, health: CredentialHealth, servers: ProviderServers
) -> None:
    await world.save("openai")
    servers["openai"].keys.clear()
    world.clock.advance(DAY_S)
    await health.look()
    info = await info_of(world)
    assert info.overview.status == "invalid"
    assert standing(info.overview, world.clock.now_ms(), (await health.checks())[info.id]) == "invalid"
    request = await world.acquisition.request("p1", None, "openai", "test", "needed")
    assert await world.acquisition.reconcile() == []
    await world.save("openai", {"api_key": "sk-proj-AnotherAnotherAnotherAnotherAnother"}, unverified_ok=True)
    assert (await world.acquisition.get_request(request.id)).status == "open"


async def test_saved_while_nobody_answered_it_is_checked_at_the_next_chance(
    world: World, health: CredentialHealth, servers: ProviderServers
) -> None:
    servers["openai"].weather = "down"
    await world.save("openai", unverified_ok=True)
    assert (await info_of(world)).overview.status == "unverified"
    servers["openai"].weather = "fair"
    await health.look()
    assert (await info_of(world)).overview.status == "valid"


async def test_no_answer_is_tried_again_ever_more_rarely_and_is_said(
    world: World, health: CredentialHealth, servers: ProviderServers
) -> None:
    await world.save("openai")
    servers["openai"].weather = "down"
    world.clock.advance(DAY_S)
    waits = []
    for _ in range(8):
        await health.look()
        (last,) = (await health.checks()).values()
        waits.append((last.next_at - world.clock.now_ms()) // 1000)
        world.clock.advance(waits[-1])
    assert waits == [600, 1200, 2400, 4800, 9600, 19200, 21600, 21600]
    info = await info_of(world)
    assert info.overview.status == "valid"
    assert standing(info.overview, world.clock.now_ms(), last) == "unknown"
    servers["openai"].weather = "fair"
    await health.look()
    (last,) = (await health.checks()).values()
    assert (last.outcome, last.failures, last.message) == ("ok", 0, "")


async def test_a_provider_that_wants_no_more_questions_is_left_alone_as_long_as_it_says(
    world: World, health: CredentialHealth, servers: ProviderServers
) -> None:
    await world.save("resend", project_id="p1")
    await world.save("resend", project_id="p2")
    servers["resend"].weather = "rate_limited"
    asked = len(servers["resend"].seen)
    results = await health.check_all(PERSON)
    assert [each.outcome for each in results] == ["rate_limited", "rate_limited"]
    assert len(servers["resend"].seen) == asked + 1
    (last,) = (await health.checks()).values()
    assert last.next_at > world.clock.now_ms()


async def test_all_or_some_are_checked_on_demand(world: World, health: CredentialHealth) -> None:
    openai, resend = await world.save("openai"), await world.save("resend")
    steps: list[tuple[int, int]] = []
    results = await health.check_all(PERSON, progress=lambda done, of: steps.append((done, of)))
    assert {each.integration_id for each in results} == {"openai", "resend"}
    assert all(each.outcome == "ok" and "accepts" in each.message for each in results)
    assert steps == [(1, 2), (2, 2)]
    assert openai.credential is not None
    assert resend.credential is not None
    only = await health.check_all(PERSON, [resend.credential.id])
    assert [each.credential_id for each in only] == [resend.credential.id]


async def test_an_expiry_is_announced_before_near_and_then_each_once(world: World, health: CredentialHealth) -> None:
    result = await world.save("openai")
    assert result.credential is not None
    ends = world.clock.now_ms() + 20 * DAY_MS
    await world.vault.update_overview(result.credential.id, {"expires_at": ends}, PERSON)
    days = []
    for day in range(23):
        before = len(told(world, CredentialExpiring))
        await health.look()
        await health.look()
        days += [day] * (len(told(world, CredentialExpiring)) - before)
        world.clock.advance(DAY_S)
    assert days == [6, 17, 20]
    assert all(
        isinstance(each, CredentialExpiring) and each.expires_at == ends for each in told(world, CredentialExpiring)
    )


async def test_nothing_is_asked_while_locked_and_gone_ones_are_forgotten(
    world: World, health: CredentialHealth, servers: ProviderServers
) -> None:
    result = await world.save("openai")
    assert result.credential is not None
    await health.check(result.credential.id, PERSON)
    world.clock.advance(2 * DAY_S)
    await world.vault.lock(PERSON)
    asked = len(servers["openai"].seen)
    await health.look()
    assert len(servers["openai"].seen) == asked
    await world.vault.unlock_with_password(Secret(PASSWORD))
    await world.vault.remove(result.credential.id, PERSON)
    await health.look()
    assert await health.checks() == {}


async def test_the_round_wakes_when_the_vault_is_unlocked(
    world: World, health: CredentialHealth, servers: ProviderServers
) -> None:
    await world.save("openai")
    world.clock.advance(DAY_S)
    await world.vault.lock(PERSON)
    round_ = asyncio.create_task(health.run())
    try:
        await asyncio.sleep(0)
        asked = len(servers["openai"].seen)
        await world.vault.unlock_with_password(Secret(PASSWORD))
        health.wake()
        async with asyncio.timeout(10):
            while len(servers["openai"].seen) == asked or not told(world, CredentialChecked):
                await asyncio.sleep(0.005)
    finally:
        round_.cancel()
        await asyncio.wait([round_])


async def test_a_daily_check_is_no_use_of_the_credential(world: World, health: CredentialHealth) -> None:
    await world.save("openai")
    world.clock.advance(DAY_S)
    await health.look()
    await world.vault.lock(PERSON)
    await world.vault.unlock_with_password(Secret(PASSWORD))
    assert (await info_of(world)).overview.used_at is None
    noted = [each for each in await world.vault.audit() if each.details.get("detail") == "daily check"]
    assert noted


SHELF = Overview("p1", "openai", "none", status="valid", validated_at=1_000)


@pytest.mark.parametrize(
    ("changes", "last", "expected"),
    [
        ({}, None, "valid"),
        ({"status": "unverified"}, None, "unverified"),
        ({"status": "invalid"}, None, "invalid"),
        ({"status": "expired"}, None, "expired"),
        ({"expires_at": 2_000}, None, "expired"),
        ({"expires_at": 2_001}, None, "expiring"),
        ({"expires_at": 2_000 + SOON_MS}, None, "expiring"),
        ({"expires_at": 2_001 + SOON_MS}, None, "valid"),
        ({"status": "invalid", "expires_at": 1_999}, None, "expired"),
        ({}, LastCheck("c", 1_500, "unreachable", "", 0), "unknown"),
        ({}, LastCheck("c", 1_000, "unreachable", "", 0), "valid"),
        ({}, LastCheck("c", 1_500, "ok", "", 0), "valid"),
        ({"status": "unverified"}, LastCheck("c", 1_500, "unreachable", "", 0), "unverified"),
    ],
)
def test_how_a_credential_stands(changes: dict[str, Any], last: LastCheck | None, expected: str) -> None:
    assert standing(dataclasses.replace(SHELF, **changes), 2_000, last) == expected


async def test_an_account_that_becomes_known_names_the_credential(
    world: World, health: CredentialHealth, servers: ProviderServers
) -> None:
    servers["github"].weather = "down"
    saved = await world.save("github", unverified_ok=True)
    assert saved.credential is not None
    assert saved.credential.overview.account == DEFAULT_ACCOUNT
    servers["github"].weather = "fair"
    await health.look()
    named = (await info_of(world, "github")).overview
    assert named.account not in ("", DEFAULT_ACCOUNT)
    assert named.expires_at is not None


async def test_a_name_that_another_credential_has_already_leaves_both_as_they_are(
    world: World, health: CredentialHealth, servers: ProviderServers
) -> None:
    first = await world.save("github")
    servers["github"].weather = "down"
    second = await world.save("github", unverified_ok=True)
    assert first.credential is not None
    assert second.credential is not None
    assert first.credential.id != second.credential.id
    servers["github"].weather = "fair"
    await health.look()
    by_id = {info.id: info.overview for info in await world.vault.list(integration="github")}
    assert by_id[second.credential.id].account == DEFAULT_ACCOUNT
    assert by_id[second.credential.id].status == "valid"
