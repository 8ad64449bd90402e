"""The main job by commands alone: describe an app, give its credentials, receive the wired project."""

from __future__ import annotations

import asyncio
import json
import stat
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.commands import Kriptik
from tests.fakes.provider_servers import GOOD, ProviderServers, provider_servers

PROMPT = "A SaaS with Stripe subscriptions, Google sign-in, a Supabase database and GPT summaries of meeting notes"
STACK = ["stripe", "google-oauth", "supabase", "openai"]


@pytest.fixture
async def servers() -> AsyncIterator[ProviderServers]:
    async with provider_servers() as running:
        yield running


def config(servers: ProviderServers, *, run_checks: bool = False) -> str:
    addresses = (f'[providers.{each}]\nbase_url = "{url}"\n' for each, url in servers.base_urls.items())
    return f"{''.join(addresses)}[builds]\nrun_project_checks = {str(run_checks).lower()}\n"


def values(integration_id: str) -> str:
    return json.dumps(dict(GOOD[integration_id]))


def env_lines(folder: Path) -> dict[str, str]:
    text = (folder / ".env").read_text()
    pairs = (line.split("=", 1) for line in text.splitlines() if line and not line.startswith("#"))
    return {name: value.strip("'\"") for name, value in pairs}


async def test_the_main_job_without_a_display(tmp_path: Path, servers: ProviderServers) -> None:
    kriptik, folder = Kriptik(tmp_path / "home", config(servers)), tmp_path / "app"
    assert (await kriptik("vault", "init")).status == 0
    analysed = (await kriptik("analyze", PROMPT, "--json")).json
    assert [found["id"] for found in analysed["detectedDependencies"]] == STACK
    made = await kriptik("project", "new", "Notes", "--prompt", "-", "--folder", str(folder), "--json", typed=PROMPT)
    assert [entry["id"] for entry in made.json["stack"]] == STACK

    waiting = await kriptik("build", "start", "Notes", "--json")
    assert waiting.status == 3, waiting.err
    assert waiting.json["status"] == "waiting_credentials"
    assert waiting.json["waiting_for"] == STACK
    assert len((await kriptik("credentials", "list", "--json")).json["requests"]) == 4

    wrong = json.dumps({**GOOD["stripe"], "secret_key": "sk_test_51WrongWrongWrongWrong"})
    refused = await kriptik("credentials", "set", "Notes", "stripe", typed=wrong)
    assert refused.status == 1
    assert "Invalid API Key provided" in refused.err
    assert (await kriptik("credentials", "list", "--json")).json["credentials"] == []

    for integration_id in STACK[:3]:
        saved = await kriptik("credentials", "set", "Notes", integration_id, "--json", typed=values(integration_id))
        assert saved.status == 3, saved.out + saved.err
    last = await kriptik("credentials", "set", "Notes", "openai", "--json", typed=values("openai"))
    assert last.status == 0, last.out + last.err
    assert last.json["build"]["status"] == "complete"

    check_env_file(folder)
    assert (await kriptik("env", "check", "Notes")).status == 0
    await no_secret_outside(kriptik, folder)


def check_env_file(folder: Path) -> None:
    env = env_lines(folder)
    assert stat.S_IMODE((folder / ".env").stat().st_mode) == 0o600
    assert env["STRIPE_PUBLIC_KEY"] == env["NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY"] == GOOD["stripe"]["publishable_key"]
    assert env["STRIPE_SECRET_KEY"] == GOOD["stripe"]["secret_key"]
    assert env["GOOGLE_CLIENT_ID"] == GOOD["google-oauth"]["client_id"]
    assert env["GOOGLE_CLIENT_SECRET"] == GOOD["google-oauth"]["client_secret"]
    assert len(env["AUTH_SECRET"]) >= 43
    assert env["NEXT_PUBLIC_SUPABASE_URL"] == GOOD["supabase"]["url"]
    assert env["SUPABASE_ANON_KEY"] == GOOD["supabase"]["anon_key"]
    assert env["SUPABASE_SERVICE_ROLE_KEY"] == GOOD["supabase"]["service_role_key"]
    assert env["OPENAI_API_KEY"] == GOOD["openai"]["api_key"]
    assert "STRIPE_WEBHOOK_SECRET" not in env
    assert "# STRIPE_WEBHOOK_SECRET=" in (folder / ".env").read_text()
    assert ".env" in (folder / ".gitignore").read_text().split()


async def no_secret_outside(kriptik: Kriptik, folder: Path) -> None:
    """Search everything that was written, but ``.env``, for every secret that was used."""
    secrets = [
        value.encode()
        for fields in GOOD.values()
        for name, value in fields.items()
        if "secret" in name or "api" in name
    ]
    for root in (kriptik.home, folder):
        for path in root.rglob("*"):
            if path.is_file() and path.name != ".env":
                content = path.read_bytes()
                assert not any(secret in content for secret in secrets), path


async def test_commands_go_to_a_living_owner(tmp_path: Path, servers: ProviderServers) -> None:
    kriptik, folder = Kriptik(tmp_path / "home", config(servers)), tmp_path / "app"
    agent = await kriptik.start("agent")
    assert agent.stderr is not None
    assert await agent.stderr.readline() == b"agent: ready\n"
    try:
        assert (await kriptik("vault", "init")).status == 0
        second = await kriptik("agent")
        assert second.status == 1
        assert "running already" in second.err
        await kriptik("project", "new", "Notes", "--prompt", "Send mail with Resend", "--folder", str(folder))
        assert (await kriptik("build", "start", "Notes")).status == 3
        saved = await kriptik("credentials", "set", "Notes", "resend", typed=values("resend"))
        assert saved.status == 0, saved.err
        assert await until_status(kriptik, "complete")
        assert (await kriptik("vault", "lock", "--json")).json["state"] == "locked"
        assert (await kriptik("vault", "status", "--json")).json["state"] == "locked"
    finally:
        assert (await kriptik("agent", "--stop")).status == 0
        _, err = await agent.communicate()
    assert agent.returncode == 0, err.decode()


async def until_status(kriptik: Kriptik, wanted: str) -> dict[str, Any]:
    async with asyncio.timeout(60):
        while True:
            build: dict[str, Any] = (await kriptik("build", "status", "Notes", "--json")).json
            if build["status"] == wanted:
                return build


async def test_unlocking_without_an_owner_starts_the_agent(tmp_path: Path) -> None:
    kriptik = Kriptik(tmp_path / "home")
    assert (await kriptik("vault", "init")).status == 0
    assert (await kriptik("vault", "status", "--json")).json["state"] == "locked"
    assert (await kriptik("vault", "unlock")).status == 0
    assert (await kriptik("vault", "status", "--json")).json["state"] == "unlocked"
    assert (await kriptik("agent", "--stop")).status == 0


async def test_the_recovery_kit_opens_the_vault(tmp_path: Path) -> None:
    kriptik, kit = Kriptik(tmp_path / "home"), tmp_path / "kit.txt"
    assert (await kriptik("vault", "init", "--recovery-file", str(kit))).status == 0
    assert stat.S_IMODE(kit.stat().st_mode) == 0o600
    del kriptik.environment["KRIPTIK_PASSWORD_FILE"]
    assert (await kriptik("vault", "unlock", typed="")).status == 1
    opened = await kriptik("vault", "unlock", "--recovery", typed=kit.read_text().split("\n\n")[1])
    assert opened.status == 0, opened.err
    assert (await kriptik("agent", "--stop")).status == 0


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("project", "new", "X", "--prompt", "", "--folder", "x"), 1, "description is empty"),
        (("project", "new", "X", "--prompt", "a" * 20_001, "--folder", "x"), 1, "20,000"),
        (("project", "open", "nowhere"), 1, "not a project"),
        (("build", "status", "Nothing"), 1, "There is no project 'Nothing'"),
        (("credentials", "list"), 1, "There is no vault yet"),
        (("build", "fly"), 2, "invalid choice"),
        (("analyze", ""), 1, "description is empty"),
    ],
)
async def test_bad_input_gets_one_clear_line(tmp_path: Path, words: tuple[str, ...], status: int, said: str) -> None:
    done = await Kriptik(tmp_path / "home")(*words)
    assert done.status == status
    assert said in done.err.lower() or said in done.err
    if status == 1:
        assert len(done.err.strip().splitlines()) == 1


async def test_a_wrong_password_is_told_from_a_damaged_vault(tmp_path: Path) -> None:
    kriptik = Kriptik(tmp_path / "home")
    assert (await kriptik("vault", "init")).status == 0
    (kriptik.home / "password").write_text("not the password")
    wrong = await kriptik("credentials", "list")
    assert wrong.status == 1
    assert "password" in wrong.err
    (kriptik.home / "data" / "vault.db").write_bytes(b"not a vault at all" * 100)
    damaged = await kriptik("credentials", "list")
    assert damaged.status == 1
    assert "does not begin as a vault does" in damaged.err
    assert "password" not in damaged.err.replace(str(tmp_path), "")
