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


async def test_a_damaged_state_database_is_set_aside_and_the_loss_named(tmp_path: Path) -> None:
    kriptik = Kriptik(tmp_path / "home")
    await kriptik("vault", "init")
    await kriptik("project", "new", "Kept", "--prompt", "Payments with Stripe", "--folder", str(tmp_path / "kept"))
    data = tmp_path / "home" / "data"
    vault = (data / "vault.db").read_bytes()
    state = bytearray((data / "state.db").read_bytes())
    state[100:4000] = b"\xff" * 3900
    (data / "state.db").write_bytes(state)
    listed = await kriptik("project", "list", "--json")
    assert listed.status == 0
    assert [project["name"] for project in listed.json] == ["Kept"]
    assert "could not be used" in listed.err
    assert "what changed after that is lost" in listed.err
    assert (data / "vault.db").read_bytes() == vault
    again = await kriptik("project", "list")
    assert again.err == ""


async def test_a_vault_that_the_keyring_should_open_says_what_to_do_without_one(tmp_path: Path) -> None:
    done = await Kriptik(tmp_path / "home")("vault", "init", "--keyring")
    assert done.status == 1
    assert "keyring" in done.err
    assert not (tmp_path / "home" / "data" / "vault.db").exists()


async def test_a_recovery_kit_that_cannot_be_written_is_never_lost(tmp_path: Path) -> None:
    """The vault was made, then writing the kit over an existing file failed, and the kit was gone for good."""
    kriptik, taken = Kriptik(tmp_path / "home"), tmp_path / "kit.txt"
    taken.write_text("something else")
    refused = await kriptik("vault", "init", "--recovery-file", str(taken))
    assert refused.status == 1
    assert "no vault was made" in refused.err
    assert taken.read_text() == "something else"
    assert (await kriptik("vault", "status", "--json")).json["state"] == "absent"
    shown = await kriptik("vault", "init", "--recovery-file", str(tmp_path / "no" / "folder" / "kit.txt"), "--json")
    assert shown.status == 0
    assert "could not be written" in shown.err
    assert len(shown.json["recovery_kit"]) > 60
