"""The credential-aware build, on real files, real engine, real vault and loopback providers."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import TypeVar

import pytest

from kriptik_desktop.builds.events import BuildChanged, BuildResuming, CredentialsReceived, CredentialsRequired
from kriptik_desktop.builds.model import BuildView, TaskState
from kriptik_desktop.core.errors import Conflict, InvalidInput
from kriptik_desktop.core.events import Event
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.projects.model import Project, StackEntry
from kriptik_desktop.services import Services
from kriptik_desktop.vault.model import Actor
from tests.fakes.provider_servers import GOOD, ProviderServers, provider_servers
from tests.fakes.world import world

E = TypeVar("E", bound=Event)
PERSON = Actor("window")


@pytest.fixture
async def servers() -> AsyncIterator[ProviderServers]:
    async with provider_servers() as running:
        yield running


@pytest.fixture
async def services(tmp_path: Path, servers: ProviderServers) -> AsyncIterator[Services]:
    async with world(tmp_path / "home", servers) as opened:
        await opened.vault.create(keyring=True, password=None)
        yield opened


async def project(services: Services, folder: Path, *stack: str) -> Project:
    entries = [StackEntry(each, services.catalogue.get(each).categories[0], "You wrote it") for each in stack]
    return await services.projects.create("Notes", folder, "An app", entries)


async def give(services: Services, made: Project, integration_id: str) -> None:
    values = {name: Secret(text) for name, text in GOOD[integration_id].items()}
    result = await services.acquisition.save(
        made.id, integration_id, values, mode="test", account=None, unverified_ok=False, actor=PERSON
    )
    assert result.stored, result.message


async def until(services: Services, build_id: str, wanted: Callable[[BuildView], bool]) -> BuildView:
    async with asyncio.timeout(30):
        while True:
            view = await services.builds.view(build_id)
            if wanted(view):
                return view
            await asyncio.sleep(0.01)


def states(view: BuildView) -> dict[str, TaskState]:
    return {task.key: task.state for task in view.tasks}


def hear(services: Services, kind: type[E]) -> list[E]:
    heard: list[E] = []
    services.bus.subscribe(kind, heard.append)
    return heard


async def test_a_build_without_credentials_waits_and_the_others_run(services: Services, tmp_path: Path) -> None:
    required = hear(services, CredentialsRequired)
    made = await project(services, tmp_path / "app", "stripe", "openai")
    build = await services.builds.start(made.id)
    view = await services.builds.settled(build.id)
    assert view.build.status == "waiting_credentials"
    assert view.waiting_for == ("stripe", "openai")
    assert states(view)["code:stripe"] == states(view)["docs"] == "done"
    assert states(view)["connect:stripe"] == states(view)["connect:openai"] == "blocked"
    assert states(view)["hand_over"] == "pending"
    assert [event.integrations for event in required] == [("stripe", "openai")]
    requests = await services.acquisition.open_requests(made.id)
    assert sorted(request.integration_id for request in requests) == ["openai", "stripe"]
    assert all(request.build_id == build.id for request in requests)
    assert {request.reason for request in requests} == {"Your build needs it to continue: You wrote it"}
    assert not (tmp_path / "app" / ".env").exists()


async def test_saving_resumes_by_itself_and_the_wait_is_recorded(services: Services, tmp_path: Path) -> None:
    received, resuming = hear(services, CredentialsReceived), hear(services, BuildResuming)
    made = await project(services, tmp_path / "app", "stripe", "openai")
    build = await services.builds.start(made.id)
    await services.builds.settled(build.id)
    await give(services, made, "stripe")
    view = await until(services, build.id, lambda view: states(view)["connect:stripe"] == "done")
    assert view.build.status == "waiting_credentials"
    assert view.waiting_for == ("openai",)
    await give(services, made, "openai")
    view = await until(services, build.id, lambda view: view.build.status == "complete")
    assert set(states(view).values()) == {"done"}
    assert view.build.wait_ms > 0
    assert view.build.ended_at is not None
    assert [event.integration_id for event in received] == ["stripe", "openai"]
    assert {event.from_phase for event in resuming} == {2}
    assert "OPENAI_API_KEY" in (tmp_path / "app" / ".env").read_text()
    assert await services.acquisition.open_requests() == []


async def test_a_credential_that_is_there_already_holds_nothing_up(services: Services, tmp_path: Path) -> None:
    made = await project(services, tmp_path / "app", "openai")
    await give(services, made, "openai")
    build = await services.builds.start(made.id)
    view = await until(services, build.id, lambda view: view.build.status == "complete")
    assert view.build.wait_ms == 0


async def test_a_locked_vault_waits_and_never_fails(services: Services, tmp_path: Path) -> None:
    made = await project(services, tmp_path / "app", "openai")
    await give(services, made, "openai")
    await services.vault.lock()
    build = await services.builds.start(made.id)
    view = await services.builds.settled(build.id)
    assert view.build.status == "vault_locked"
    assert states(view)["connect:openai"] == "blocked"
    await services.vault.unlock_with_keyring()
    assert (await until(services, build.id, lambda view: view.build.status == "complete")).build.error == ""


async def test_a_build_holds_the_vault_open_while_it_runs_and_not_while_it_waits(
    services: Services, tmp_path: Path
) -> None:
    holds: list[tuple[str, ...]] = []

    async def look() -> None:
        while True:
            holds.append(services.vault.holds)
            await asyncio.sleep(0)

    made = await project(services, tmp_path / "app", "openai")
    looking = asyncio.create_task(look())
    build = await services.builds.start(made.id)
    await services.builds.settled(build.id)
    looking.cancel()
    assert {each for held in holds for each in held} == {f"build {build.id}"}
    assert services.vault.holds == ()


async def test_skipping_a_request_skips_only_its_task(services: Services, tmp_path: Path) -> None:
    made = await project(services, tmp_path / "app", "openai", "resend")
    build = await services.builds.start(made.id)
    await services.builds.settled(build.id)
    requests = {each.integration_id: each for each in await services.acquisition.open_requests(made.id)}
    await services.acquisition.skip(requests["resend"].id)
    await give(services, made, "openai")
    view = await until(services, build.id, lambda view: view.build.status == "complete")
    assert states(view)["connect:resend"] == "skipped"
    assert states(view)["connect:openai"] == "done"
    assert "# RESEND_API_KEY=" in (tmp_path / "app" / ".env").read_text()


async def test_a_cancelled_build_stays_cancelled(services: Services, tmp_path: Path) -> None:
    made = await project(services, tmp_path / "app", "openai")
    build = await services.builds.start(made.id)
    await services.builds.settled(build.id)
    await services.builds.cancel(build.id)
    await give(services, made, "openai")
    await services.builds.advance_all()
    view = await services.builds.view(build.id)
    assert view.build.status == "cancelled"
    assert states(view)["connect:openai"] == "cancelled"
    assert not (tmp_path / "app" / ".env").exists()
    with pytest.raises(Conflict):
        await services.builds.resume(build.id)


async def test_a_failed_task_says_why_and_can_be_resumed(services: Services, tmp_path: Path) -> None:
    made = await project(services, tmp_path / "app", "openai")
    await give(services, made, "openai")
    (tmp_path / "app" / ".env").mkdir()
    build = await services.builds.start(made.id)
    view = await until(services, build.id, lambda view: view.build.status == "failed")
    assert states(view)["connect:openai"] == "failed"
    assert "Connect OpenAI" in view.build.error
    (tmp_path / "app" / ".env").rmdir()
    await services.builds.resume(build.id)
    assert (await until(services, build.id, lambda view: view.build.status == "complete")).build.error == ""


async def test_an_edited_file_survives_the_next_build(services: Services, tmp_path: Path) -> None:
    made = await project(services, tmp_path / "app", "openai")
    await give(services, made, "openai")
    first = await services.builds.start(made.id)
    await until(services, first.id, lambda view: view.build.status == "complete")
    (tmp_path / "app" / "README.md").write_text("my own words")
    second = await services.builds.start(made.id)
    view = await until(services, second.id, lambda view: view.build.status == "complete")
    assert (tmp_path / "app" / "README.md").read_text() == "my own words"
    assert any("kept your own README.md" in line.text for line in view.log)


async def test_a_secret_outside_env_fails_the_build(services: Services, tmp_path: Path) -> None:
    made = await project(services, tmp_path / "app", "openai")
    await give(services, made, "openai")
    (tmp_path / "app" / "notes.txt").write_text(f"key: {GOOD['openai']['api_key']}")
    build = await services.builds.start(made.id)
    view = await until(services, build.id, lambda view: view.build.status == "failed")
    assert states(view)["leak_check"] == "failed"
    assert "notes.txt" in view.build.error
    assert GOOD["openai"]["api_key"] not in view.build.error


async def test_one_build_of_a_project_at_a_time(services: Services, tmp_path: Path) -> None:
    made = await project(services, tmp_path / "app", "openai")
    await services.builds.start(made.id)
    with pytest.raises(Conflict, match="under way already"):
        await services.builds.start(made.id)


async def test_an_empty_project_is_not_built(services: Services, tmp_path: Path) -> None:
    made = await services.projects.create("Nothing", tmp_path / "app", "  ", [])
    with pytest.raises(InvalidInput, match="neither a prompt nor a stack"):
        await services.builds.start(made.id)


async def test_a_waiting_build_goes_on_after_a_restart(tmp_path: Path, servers: ProviderServers) -> None:
    from tests.fakes.keyring import MemoryKeyring

    keyring = MemoryKeyring()
    async with world(tmp_path / "home", servers, keyring=keyring) as before:
        await before.vault.create(keyring=True, password=None)
        made = await project(before, tmp_path / "app", "openai")
        build = await before.builds.start(made.id)
        await before.builds.settled(build.id)
    async with world(tmp_path / "home", servers, keyring=keyring) as after:
        await after.vault.unlock_with_keyring()
        view = await until(after, build.id, lambda view: view.build.status == "waiting_credentials")
        assert view.waiting_for == ("openai",)
        await give(after, made, "openai")
        view = await until(after, build.id, lambda view: view.build.status == "complete")
        assert [line.text for line in view.log].count("wrote .env.example") == 1


async def test_a_vault_locked_in_the_middle_of_the_work_is_waited_for(services: Services, tmp_path: Path) -> None:
    made = await project(services, tmp_path / "app", "openai")
    await give(services, made, "openai")
    locking: list[asyncio.Task[None]] = []

    def lock_now(event: BuildChanged) -> None:
        if not locking:
            locking.append(asyncio.get_running_loop().create_task(services.vault.lock()))

    subscription = services.bus.subscribe(BuildChanged, lock_now)
    build = await services.builds.start(made.id)
    view = await until(services, build.id, lambda view: view.build.status == "vault_locked")
    subscription.close()
    assert states(view)["connect:openai"] == "blocked"
    await services.vault.unlock_with_keyring()
    assert (await until(services, build.id, lambda view: view.build.status == "complete")).build.error == ""


async def test_a_credential_removed_after_it_was_connected_holds_nothing_up(services: Services, tmp_path: Path) -> None:
    made = await project(services, tmp_path / "app", "openai", "resend")
    await give(services, made, "openai")
    build = await services.builds.start(made.id)
    await until(services, build.id, lambda view: states(view)["connect:openai"] == "done")
    credential = (await services.vault.list(scope=made.id))[0]
    await services.vault.remove(credential.id, PERSON)
    await give(services, made, "resend")
    view = await until(services, build.id, lambda view: view.build.status in ("complete", "failed"))
    assert view.build.status == "complete"
    assert "OPENAI_API_KEY" in (tmp_path / "app" / ".env").read_text()
