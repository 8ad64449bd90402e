"""One owner at a time, and how ownership passes on."""

from __future__ import annotations

import asyncio
from pathlib import Path

from kriptik_desktop.control.calling import ask, lock_to_stay, take_over
from kriptik_desktop.control.owner import OwnerLock
from kriptik_desktop.core.paths import AppPaths
from tests.cli.commands import Kriptik


async def agent_of(kriptik: Kriptik) -> asyncio.subprocess.Process:
    agent = await kriptik.start("agent")
    assert agent.stderr is not None
    assert await agent.stderr.readline() == b"agent: ready\n"
    return agent


async def test_a_window_takes_the_data_over_from_an_agent(tmp_path: Path) -> None:
    kriptik = Kriptik(tmp_path / "home")
    paths = AppPaths.from_environment(kriptik.environment)
    agent = await agent_of(kriptik)
    assert await lock_to_stay(paths) == "agent"
    lock = await take_over(paths)
    assert isinstance(lock, OwnerLock)
    await agent.communicate()
    assert agent.returncode == 0
    assert await ask(paths, "owner.kind") is None
    lock.release()


async def test_an_agent_waits_for_a_command_that_owns_the_data(tmp_path: Path) -> None:
    kriptik = Kriptik(tmp_path / "home")
    owning = await kriptik.start("vault", "init")
    agent = await agent_of(kriptik)
    await owning.communicate()
    assert owning.returncode == 0
    assert (await kriptik("vault", "status", "--json")).json["state"] in ("locked", "unlocked")
    assert (await kriptik("agent", "--stop")).status == 0
    await agent.communicate()


async def test_a_killed_owner_leaves_nothing_to_clean_up(tmp_path: Path) -> None:
    kriptik = Kriptik(tmp_path / "home")
    agent = await agent_of(kriptik)
    agent.kill()
    await agent.communicate()
    assert (await kriptik("project", "list", "--json")).json == []


async def test_a_signal_ends_the_agent_in_order(tmp_path: Path) -> None:
    agent = await agent_of(Kriptik(tmp_path / "home"))
    agent.terminate()
    await agent.communicate()
    assert agent.returncode == 0
