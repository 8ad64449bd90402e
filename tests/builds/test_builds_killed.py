"""kill -9 while a build waits, and between the vault's commit and its event: nothing is lost, nothing is done twice."""

from __future__ import annotations

import asyncio
import sys
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from kriptik_desktop.builds.model import BuildView
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.services import Services
from kriptik_desktop.vault.model import Actor
from tests.builds.crash_vault import PASSWORD, small_argon2
from tests.fakes.provider_servers import GOOD, ProviderServers, provider_servers
from tests.fakes.world import world


@pytest.fixture
async def servers() -> AsyncIterator[ProviderServers]:
    async with provider_servers() as running:
        yield running


async def killed(tmp_path: Path, servers: ProviderServers, where: str) -> tuple[str, str]:
    config = tmp_path / "config.toml"
    config.write_text(servers.config_toml() + "\n[builds]\nrun_project_checks = false\n")
    words = [str(tmp_path / "home"), str(tmp_path / "app"), str(config), where]
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.builds.killed_owner", *words, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    project_id, build_id = (await process.stdout.readline()).decode().split()
    if where == "waiting":
        process.kill()
    assert await process.wait() == -9
    return project_id, build_id


async def ended(services: Services, build_id: str) -> BuildView:
    async with asyncio.timeout(30):
        while True:
            view = await services.builds.view(build_id)
            if view.build.status not in ("running", "vault_locked"):
                return view
            await asyncio.sleep(0.01)


async def test_a_build_killed_while_waiting_waits_on_and_ends(tmp_path: Path, servers: ProviderServers) -> None:
    project_id, build_id = await killed(tmp_path, servers, "waiting")
    async with world(tmp_path / "home", servers, argon2=small_argon2()) as services:
        before = await services.builds.view(build_id)
        await services.vault.unlock_with_password(Secret(PASSWORD))
        view = await ended(services, build_id)
        assert view.build.status == "waiting_credentials"
        values = {name: Secret(text) for name, text in GOOD["openai"].items()}
        await services.acquisition.save(project_id, "openai", values, mode="test", actor=Actor("window"))
        view = await services.builds.settled(build_id)
        while view.build.status != "complete":
            view = await services.builds.settled(build_id)
        assert no_step_ran_twice(view)
        assert {task.key for task in before.tasks if task.state == "done"} <= {
            task.key for task in view.tasks if task.state == "done"
        }


async def test_a_kill_between_commit_and_event_loses_nothing(tmp_path: Path, servers: ProviderServers) -> None:
    _, build_id = await killed(tmp_path, servers, "saved")
    async with world(tmp_path / "home", servers, argon2=small_argon2()) as services:
        await services.vault.unlock_with_password(Secret(PASSWORD))
        async with asyncio.timeout(30):
            while (view := await services.builds.view(build_id)).build.status != "complete":
                await asyncio.sleep(0.01)
        assert no_step_ran_twice(view)
        assert await services.acquisition.open_requests() == []
        assert len(await services.vault.list()) == 1
    assert GOOD["openai"]["api_key"] in (tmp_path / "app" / ".env").read_text()


def no_step_ran_twice(view: BuildView) -> bool:
    """Each task says once what it wrote; a step that ran again would say it again."""
    said = Counter((line.task, line.text) for line in view.log)
    return bool(said) and max(said.values()) == 1
