"""A whole main job, after which everything it wrote, printed or started is searched for every secret it was given.

The secrets are drawn for the run, so that none of them stands in a fake or in a file of the project by itself.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import json
import os
import secrets
import threading
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest

from kriptik_desktop.core.crash import CrashLog
from kriptik_desktop.core.logs import logging_to
from kriptik_desktop.core.paths import AppPaths
from kriptik_desktop.core.settings import Settings
from kriptik_desktop.services import Outside, open_services
from tests.cli.commands import Kriptik
from tests.cli.test_main_job import PROMPT, STACK, config, env_lines
from tests.fakes.browser import FakeBrowser
from tests.fakes.clock import FakeClock
from tests.fakes.keyring import MemoryKeyring
from tests.fakes.provider_servers import GOOD, ProviderServers, provider_servers
from tests.fakes.vault_world import BUILD, CHEAP, PASSWORD, PERSON, stripe

SOAK = os.environ.get("KRIPTIK_SOAK") == "1"
_LOOK_S = 0.005
_BUILD_S = 300 if SOAK else 60


def drawn(servers: ProviderServers) -> dict[str, dict[str, str]]:
    """Return values of the right shapes that nobody has seen before, and tell the providers of them."""
    stripe_key = f"sk_test_51{secrets.token_hex(12)}"
    service_key = f"sb_secret_{secrets.token_hex(11)}_{secrets.token_hex(4)}"
    openai_key = f"sk-proj-{secrets.token_hex(20)}"
    client_secret = f"GOCSPX-{secrets.token_hex(14)}"
    servers.stripe.keys[stripe_key] = "ok"
    servers.supabase.keys[service_key] = "ok"
    servers.openai.keys[openai_key] = "ok"
    servers.google.clients[GOOD["google-oauth"]["client_id"]] = client_secret
    values = {name: dict(GOOD[name]) for name in STACK}
    values["stripe"]["secret_key"] = stripe_key
    values["supabase"]["service_role_key"] = service_key
    values["openai"]["api_key"] = openai_key
    values["google-oauth"]["client_secret"] = client_secret
    return values


def forms(secret: str) -> list[bytes]:
    """Return how a secret may look in a file: as it is, in two encodings, escaped, and inside base64."""
    plain = secret.encode()
    inside = [base64.b64encode(b"x" * shift + plain)[4:-4] for shift in range(3)]
    return [plain, secret.encode("utf-16-le"), quote(secret, safe="").encode(), plain.hex().encode(), *inside]


@contextmanager
def command_lines_watched() -> Iterator[set[bytes]]:
    """Collect the command line and environment of every process below this one, as any user's program may."""
    seen, ended = set[bytes](), threading.Event()

    def watch() -> None:
        while not ended.wait(_LOOK_S):
            for folder in Path("/proc").iterdir():
                if folder.name.isdigit() and folder.name != str(os.getpid()):
                    with contextlib.suppress(OSError):
                        seen.add((folder / "cmdline").read_bytes())
                        seen.add((folder / "environ").read_bytes())

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield seen
    finally:
        ended.set()
        watcher.join()


@asynccontextmanager
async def agent_of(kriptik: Kriptik) -> AsyncIterator[list[str]]:
    """Let an agent own the data meanwhile; afterwards the list holds all that it printed."""
    printed = list[str]()
    agent = await kriptik.start("agent")
    assert agent.stderr is not None
    assert await agent.stderr.readline() == b"agent: ready\n"
    try:
        yield printed
    finally:
        await kriptik("agent", "--stop")
        out, err = await agent.communicate()
        printed.append((out + err).decode())


async def main_job(kriptik: Kriptik, folder: Path, values: Mapping[str, Mapping[str, str]]) -> tuple[str, str]:
    """Go from the description to the wired project; return the recovery kit and all that was printed after it."""
    made = (await kriptik("vault", "init", "--json")).json
    printed = []

    async def say(*words: str, typed: str = "") -> None:
        done = await kriptik(*words, typed=typed)
        printed.append(done.out + done.err)

    await say("project", "new", "Notes", "--prompt", PROMPT, "--folder", str(folder))
    await say("build", "start", "Notes")
    wrong = {**values["stripe"], "secret_key": values["stripe"]["secret_key"] + "wrong"}
    await say("credentials", "set", "Notes", "stripe", typed=json.dumps(wrong))
    for integration in STACK:
        await say("credentials", "set", "Notes", integration, typed=json.dumps(dict(values[integration])))
    async with asyncio.timeout(_BUILD_S):
        while (await kriptik("build", "status", "Notes", "--json")).json["status"] != "complete":
            pass
    for words in (("credentials", "list"), ("build", "status", "Notes"), ("env", "check", "Notes"), ("doctor",)):
        await say(*words)
        await say(*words, "--json")
    return str(made["recovery_kit"]), "".join(printed)


@pytest.mark.parametrize("run_checks", [pytest.param(True, marks=pytest.mark.npm)] if SOAK else [False])
async def test_nothing_but_env_shows_a_secret_of_the_main_job(tmp_path: Path, run_checks: bool) -> None:
    folder, password = tmp_path / "app", secrets.token_urlsafe(18)
    async with provider_servers() as servers:
        values = drawn(servers)
        kriptik = Kriptik(tmp_path / "home", config(servers, run_checks=run_checks))
        (kriptik.home / "password").write_text(password)
        for name in ("HOME", "TMPDIR"):
            (tmp_path / name).mkdir()
            kriptik.environment[name] = str(tmp_path / name)
        with command_lines_watched() as command_lines:
            async with agent_of(kriptik) as agent:
                kit, printed = await main_job(kriptik, folder, values)
        printed += agent[0]
    assert '"complete"' in printed
    env = env_lines(folder)
    used = [values["stripe"]["secret_key"], values["supabase"]["service_role_key"], values["openai"]["api_key"]]
    used += [values["google-oauth"]["client_secret"], env["AUTH_SECRET"], password, kit, kit.replace("-", "")]
    assert set(used[:4]) <= set(env.values())
    wanted = [form for secret in used for form in forms(secret)]
    places = {path: path.read_bytes() for path in _written(tmp_path)}
    assert {kriptik.home / "data" / "vault.db", kriptik.home / "data" / "state.db", folder / "package.json"} <= set(
        places
    )
    assert any(b"kriptik_desktop" in line for line in command_lines)
    for what, content in [
        ("printed", printed.encode()),
        *places.items(),
        *((line[:80], line) for line in command_lines),
    ]:
        assert not any(form in content for form in wanted), what


def _written(root: Path) -> Iterator[Path]:
    for path in root.rglob("*"):
        if path.is_file() and path.name not in (".env", "password"):
            yield path


@pytest.mark.allow_logs("bug in")
async def test_a_bug_met_with_a_value_in_hand_does_not_tell_it(tmp_path: Path) -> None:
    paths, crash = AppPaths.from_environment({"KRIPTIK_HOME": str(tmp_path / "home")}), CrashLog()
    outside = Outside(FakeClock(), FakeBrowser(), MemoryKeyring(), CHEAP)
    value = secrets.token_hex(20)
    paths.create()
    log = paths.data / "kriptik.log"
    with logging_to(log):
        async with open_services(paths, Settings(), outside, crash) as services:
            kit = await services.vault.create(keyring=False, password=PASSWORD)
            saved = await services.vault.save(stripe(values={"secret_key": value}), PERSON)

            async def fails() -> None:
                credential = await services.vault.read(saved.id, BUILD)
                revealed = [field.value.reveal() for field in credential.fields]
                raise LookupError(f"{len(revealed)} fields of {credential} and {kit}")

            services.supervisor.start(fails(), "a bug on purpose")
            async with asyncio.timeout(10):
                while not log.exists() or "LookupError" not in log.read_text():
                    await asyncio.sleep(0)
    told = log.read_text()
    assert "fields of Credential" in told
    assert not any(form.decode("latin-1") in told for secret in (value, kit.text.reveal()) for form in forms(secret))
