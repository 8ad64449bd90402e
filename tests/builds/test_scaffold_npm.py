"""The generated project is really installed, type-checked, built and started. Needs an npm registry."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import itertools
import json
import os
import shutil
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from kriptik_desktop.builds.processes import Output, clean_environment, run_tool, tool
from kriptik_desktop.builds.scaffold import versions
from kriptik_desktop.builds.scaffold.model import BUILDABLE, ScaffoldPlan
from kriptik_desktop.builds.scaffold.render import render_all
from kriptik_desktop.builds.toolchain import CheckResult, Node, Toolchain, find_node, free_port, until_open
from tests.fakes.scaffold_plans import MAIN_STACK, plan_of

pytestmark = pytest.mark.npm

NASTY = 'Ada\'s `${1}` "notes" {{ x }} </script>\n<b>&{/*'
WEBHOOK_SECRET = "whsec_" + "only" + "fortests"
ENV = {
    "STRIPE_SECRET_KEY": "sk_test_" + "dummy" * 4,
    "STRIPE_WEBHOOK_SECRET": WEBHOOK_SECRET,
    "GOOGLE_CLIENT_ID": "123-abc.apps.googleusercontent.com",
    "GOOGLE_CLIENT_SECRET": "dummy" * 5,
    "AUTH_SECRET": "dummy" * 8,
    "NEXT_PUBLIC_SUPABASE_ANON_KEY": "dummy" * 4,
    "SUPABASE_SERVICE_ROLE_KEY": "dummy" * 5,
    "OPENAI_API_KEY": "dummy" * 6,
}


class FakeDatabase(BaseHTTPRequestHandler):
    """Answers the two functions of schema.sql: true for an event that is new."""

    seen: ClassVar[set[str]] = set()

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        new = body["event_id"] not in self.seen
        self.seen.add(body["event_id"])
        answer = json.dumps(new).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path
    # Half a gigabyte of packages, which pytest would keep for three runs.
    shutil.rmtree(tmp_path)


def _name(subset: Sequence[str]) -> str:
    return "+".join(subset) or "empty"


def _write(folder: Path, plan: ScaffoldPlan) -> None:
    for path, text in render_all(plan).items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


def _passed(result: CheckResult) -> None:
    assert result.outcome == "passed", "\n".join((result.summary, *result.log_tail))


async def _node() -> Node:
    node = await find_node(os.environ)
    assert node is not None
    return node


async def test_the_main_project_installs_type_checks_builds_and_serves(folder: Path) -> None:
    lines: list[str] = []
    chain = Toolchain()
    _write(folder, plan_of(MAIN_STACK))
    _passed(await chain.install(folder, lines.append))
    _passed(await chain.type_check(folder, lines.append))
    # Built without any value: nothing may be read on import, and no page of a person may be frozen while it is built.
    _passed(await chain.production_build(folder, lines.append))
    for page in ("/", "/dashboard", "/summaries", "/pricing"):
        assert f"ƒ {page}" in {line.lstrip("┌├└ ") for line in lines}, page
    server = ThreadingHTTPServer(("127.0.0.1", 0), FakeDatabase)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        values = {**ENV, "NEXT_PUBLIC_SUPABASE_URL": f"http://127.0.0.1:{server.server_port}"}
        (folder / ".env").write_text("".join(f"{name}={value}\n" for name, value in values.items()))
        _passed(await chain.smoke_test(folder, lines.append, ("/", "/pricing", "/sign-in", "/billing/success")))
        async with _running(folder) as address:
            await asyncio.to_thread(_check_webhook, address)
            await asyncio.to_thread(_check_protection, address)
    finally:
        server.shutdown()
        server.server_close()


@asynccontextmanager
async def _running(folder: Path) -> AsyncIterator[str]:
    node, port = await _node(), free_port()
    argv = (*node.npm, "run", "start", "--", "--hostname", "127.0.0.1", "--port", str(port))
    environment = clean_environment(os.environ, f"{node.program.parent}{os.pathsep}{os.environ['PATH']}")
    async with tool(argv, folder, environment, Output(lambda line: None)) as process:
        async with asyncio.timeout(60):
            await until_open(process, port)
        assert process.returncode is None
        yield f"http://127.0.0.1:{port}"


def _event(kind: str, number: str, thing: dict[str, object]) -> bytes:
    event = {"id": number, "object": "event", "created": 1_700_000_000, "type": kind, "data": {"object": thing}}
    # Spaces and line ends as no printer of the app would make them: only the raw body has this signature.
    return json.dumps(event, indent=3).encode()


def _signature(body: bytes, secret: str, at: int) -> str:
    mac = hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={at},v1={mac}"


def _post(url: str, body: bytes, headers: dict[str, str]) -> tuple[int, dict[str, object]]:
    try:
        with urlopen(Request(url, body, headers), timeout=30) as answer:
            return answer.status, json.load(answer)
    except HTTPError as error:
        with error:
            return error.code, json.load(error)


def _check_webhook(address: str) -> None:
    url, now = f"{address}/api/webhooks/stripe", int(time.time())
    subscription = _event(
        "customer.subscription.updated",
        "evt_1",
        {
            "id": "sub_1",
            "object": "subscription",
            "customer": "cus_1",
            "status": "active",
            "cancel_at_period_end": False,
            "metadata": {"userId": "42"},
            "items": {"data": [{"current_period_end": 1_800_000_000, "price": {"id": "price_1"}}]},
        },
    )
    checkout = _event("checkout.session.completed", "evt_2", {"id": "cs_1", "object": "x", "customer": "cus_1"})
    other = _event("invoice.paid", "evt_3", {"id": "in_1", "object": "invoice"})

    def sent(body: bytes, secret: str = WEBHOOK_SECRET, at: int = now) -> tuple[int, object]:
        status, answer = _post(url, body, {"Stripe-Signature": _signature(body, secret, at)})
        return status, answer.get("outcome")

    assert sent(subscription) == (200, "applied")
    assert sent(subscription) == (200, "repeated")
    assert sent(checkout) == (200, "applied")
    assert sent(other) == (200, "ignored")
    assert sent(subscription, "whsec_" + "another") == (400, None)
    assert sent(subscription, at=now - 600) == (400, None)
    assert _post(url, subscription, {})[0] == 400
    assert _post(url, b"x" * 1_000_001, {"Stripe-Signature": "t=1,v1=1"})[0] == 413


def _check_protection(address: str) -> None:
    body, kind = json.dumps({"note": "x"}).encode(), {"Content-Type": "application/json"}
    assert _post(f"{address}/api/summaries", body, kind) == (401, {"error": "Sign in first."})
    with urlopen(f"{address}/dashboard", timeout=30) as answer:
        assert answer.url == f"{address}/sign-in"


@pytest.mark.soak
async def test_subsets_type_check_and_the_largest_builds(folder: Path) -> None:
    whole = folder / "whole"
    _write(whole, plan_of(BUILDABLE, name=NASTY, prompt=NASTY))
    _passed(await Toolchain().install(whole, lambda line: None))
    for model, file in (
        (versions.OPENAI_MODEL, "openai/resources/shared.d.ts"),
        (versions.ANTHROPIC_MODEL, "@anthropic-ai/sdk/resources/messages/messages.d.ts"),
    ):
        assert f"'{model}'" in (whole / "node_modules" / file).read_text(encoding="utf-8")
    node = await _node()
    subsets = [each for size in range(len(BUILDABLE)) for each in itertools.combinations(BUILDABLE, size)]
    for subset in subsets:
        _write(folder / _name(subset), plan_of(subset))
    (folder / "node_modules").symlink_to(whole / "node_modules", target_is_directory=True)
    compiler = whole / "node_modules" / "typescript" / "bin" / "tsc"
    turn = asyncio.Semaphore(2)

    async def check(subset: Sequence[str]) -> list[str]:
        output = Output(lambda line: None)
        argv = (str(node.program), str(compiler), "--noEmit", "--incremental", "false")
        async with turn:
            status = await run_tool(
                argv, folder / _name(subset), clean_environment(os.environ, os.environ["PATH"]), output, 120
            )
        return [] if status == 0 else [_name(subset), *output.tail]

    problems = await asyncio.gather(*map(check, subsets))
    assert not [problem for problem in problems if problem]
    _passed(await Toolchain().type_check(whole, lambda line: None))
    _passed(await Toolchain().production_build(whole, lambda line: None))
