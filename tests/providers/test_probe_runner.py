"""The runner itself: trouble on the wire, redaction, redirects, proxies, and what only a made-up provider shows."""

from __future__ import annotations

import asyncio
import dataclasses
import ssl
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from kriptik_desktop.core.clock import SystemClock
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.core.settings import ProviderSettings, Settings
from kriptik_desktop.providers.catalogue import Catalogue
from kriptik_desktop.providers.http import BODY_LIMIT, HttpDoor
from kriptik_desktop.providers.model import Field, Provider, Words
from kriptik_desktop.providers.probe import Prober
from kriptik_desktop.providers.probe_result import ProbeResult
from kriptik_desktop.providers.probe_shape import Auth, Probe, Reading, Request, RetryAfter, Rule, When
from tests.fakes.certificates import self_signed
from tests.fakes.http_server import HttpServer, Reply, Seen, Trouble
from tests.fakes.provider_servers import GOOD, ProviderServers
from tests.providers.conftest import Ask

KEY = 'made/up-"key"-0123456789'


@asynccontextmanager
async def serving(handle: Callable[[Seen], Reply]) -> AsyncIterator[HttpServer]:
    server = HttpServer(handle)
    await server.start()
    try:
        yield server
    finally:
        await server.close()


async def probe(provider: Provider, settings: Settings, **values: str) -> ProbeResult:
    prober = Prober(settings, HttpDoor(settings), SystemClock())
    try:
        return await prober.probe(provider, {name: Secret(text) for name, text in values.items()})
    finally:
        await prober.close()


def made_up(*requests: Request, **changes: Any) -> Provider:
    rules = (Rule("ok", body={"ok": "true"}), Rule("invalid", body={"reason": "key"}))
    sent = requests or (Request("token", "GET", "/me", Auth("bearer", "token"), "https://made-up.example"),)
    asked = Probe("https://made-up.example", sent, "https://made-up.example", rules=rules, message_paths=("text",))
    fields = (Field("token", "Token", True), Field("name", "Name", False, required=False))
    return Provider(
        id="made-up",
        name="Made Up",
        categories=("ai",),
        icon="x",
        homepage="https://made-up.example",
        dashboard_url="https://made-up.example",
        dashboard_source="https://made-up.example",
        words=Words({"en": ("made up",)}),
        fields=fields,
        probe=dataclasses.replace(asked, **changes),
    )


def at(server: HttpServer) -> Settings:
    return Settings(providers={"made-up": ProviderSettings(server.url)})


@pytest.mark.parametrize(
    ("trouble", "outcome"),
    [
        ("hang", "unreachable"),
        ("slow_body", "unreachable"),
        ("break_off", "cannot_check"),
        ("garbage", "cannot_check"),
        ("html", "cannot_check"),
        ("endless", "cannot_check"),
        ("redirect", "cannot_check"),
    ],
)
async def test_trouble_on_the_wire_is_an_outcome(trouble: Trouble, outcome: str) -> None:
    async with serving(lambda _seen: Reply(200, {"ok": True})) as server:
        server.trouble = trouble
        result = await probe(made_up(timeout_s=0.3), at(server), token=KEY)
    assert result.outcome == outcome
    assert result.message


async def test_keys_are_not_carried_to_where_an_answer_points() -> None:
    async with (
        serving(lambda _seen: Reply(200, {"ok": True})) as elsewhere,
        serving(lambda _seen: Reply(200, {"ok": True})) as server,
    ):
        server.trouble, server.redirect_to = "redirect", f"{elsewhere.url}/me"
        result = await probe(made_up(), at(server), token=KEY)
        assert result.outcome == "cannot_check"
        assert elsewhere.seen == []


async def test_an_answer_too_long_is_not_read_to_its_end() -> None:
    async with serving(lambda _seen: Reply(200, {"ok": True, "filler": "x" * BODY_LIMIT})) as server:
        assert (await probe(made_up(), at(server), token=KEY)).outcome == "cannot_check"


async def test_an_echoed_key_is_gone_before_anything_is_read() -> None:
    def echo(seen: Seen) -> Reply:
        key = seen.bearer
        text = f"bad {key} and {quote(key, safe='')}, fresh sk_live_abcdefghijklmnop"
        return Reply(401, {"reason": "key", "text": text})

    async with serving(echo) as server:
        result = await probe(made_up(), at(server), token=KEY)
    assert result.outcome == "invalid"
    assert "made" not in result.message
    assert "sk_live" not in result.message
    assert result.message.startswith("bad [redacted]")


async def test_facts_are_read_where_the_file_says() -> None:
    request = Request(
        "token",
        "POST",
        "/who/{name}",
        Auth("basic", "token", password_field="name"),
        "https://made-up.example",
        query={"q": "{name}"},
        headers={"X-Name": "{name}"},
        form={"a": "{name}&b"},
        account=Reading("user.login"),
        mode=Reading("live", values={"true": "live", "false": "test"}),
        scopes=(Reading(header="x-scopes", separator=","),),
        expires_at=Reading("until"),
    )
    answer = {"ok": True, "user": {"login": "mona"}, "live": True, "until": "2030-01-01T00:00:00Z"}
    async with serving(lambda _seen: Reply(200, answer, {"X-Scopes": "read, write"})) as server:
        result = await probe(made_up(request), at(server), token=KEY, name="a/b c")
        sent = server.seen[0]
    assert (result.account, result.mode, result.scopes) == ("mona", "live", ("read", "write"))
    assert result.expires_at == 1_893_456_000_000
    assert sent.path == "/who/a%2Fb%20c"
    assert (sent.query, sent.form) == ({"q": "a/b c"}, {"a": "a/b c&b"})
    assert (sent.headers["x-name"], sent.bearer) == ("a/b c", KEY)


async def test_body_rules_go_before_status_rules() -> None:
    rules = (Rule("provider_down", status=(401,)), Rule("missing_permission", body={"reason": "scope"}))
    async with serving(lambda _seen: Reply(401, {"reason": "scope"})) as server:
        assert (await probe(made_up(rules=rules), at(server), token=KEY)).outcome == "missing_permission"


async def test_requests_run_in_order_and_stop_at_the_first_refusal() -> None:
    first = Request("token", "GET", "/one", Auth("header", "token", header="x-key"), "https://made-up.example")
    second = dataclasses.replace(first, path="/two", field="name", when=When("name", "^b"))
    third = dataclasses.replace(first, path="/three")
    async with serving(lambda seen: Reply(200, {"ok": seen.path != "/two", "reason": "key"})) as server:
        provider = made_up(first, second, third)
        assert (await probe(provider, at(server), token=KEY, name="a")).outcome == "ok"
        assert [each.path for each in server.seen] == ["/one", "/three"]
        refused = await probe(provider, at(server), token=KEY, name="b")
        assert (refused.outcome, refused.field) == ("invalid", "name")
        assert server.seen[-1].path == "/two"


@pytest.mark.parametrize(
    ("unit", "text", "least", "most"),
    [
        ("seconds_or_date", "3", 3, 3),
        ("seconds_or_date", "-3", 0, 0),
        ("seconds_or_date", "Wed, 01 Jan 2020 00:00:00 GMT", 0, 0),
        ("seconds_or_date", "Tue, 01 Jan 2999 00:00:00 GMT", 604_800, 604_800),
        ("milliseconds", "1500", 1.5, 1.5),
        ("rfc3339", "2999-01-01T00:00:00Z", 604_800, 604_800),
    ],
)
async def test_waiting_times_are_read_in_all_forms(unit: str, text: str, least: float, most: float) -> None:
    way = RetryAfter(
        "x-wait", "rfc3339" if unit == "rfc3339" else "milliseconds" if unit[0] == "m" else "seconds_or_date"
    )
    async with serving(lambda _seen: Reply(429, {}, {"X-Wait": text})) as server:
        result = await probe(made_up(retry_after=(way,)), at(server), token=KEY)
    assert result.retry_after_s is not None
    assert least <= result.retry_after_s <= most


@pytest.mark.parametrize("text", ["soon", "nan", "inf", ""])
async def test_a_waiting_time_that_is_none_is_left_out(text: str) -> None:
    way = RetryAfter("x-wait", "seconds_or_date")
    async with serving(lambda _seen: Reply(429, {}, {"X-Wait": text})) as server:
        result = await probe(made_up(retry_after=(way,)), at(server), token=KEY)
    assert (result.outcome, result.retry_after_s) == ("rate_limited", None)


async def test_without_a_probe_nothing_is_sent() -> None:
    provider = dataclasses.replace(made_up(), probe=None)
    result = await probe(provider, Settings(), token=KEY)
    assert result.outcome == "cannot_check"
    assert "knows no way to check" in result.message


async def test_without_values_nothing_is_sent() -> None:
    assert (await probe(made_up(), Settings())).outcome == "cannot_check"


@pytest.mark.parametrize("address", ["http://10.0.0.1", "ftp://x", "https://", "https://u:p@x.example", "http://[::"])
async def test_keys_are_not_sent_to_an_unfit_address(address: str) -> None:
    settings = Settings(providers={"made-up": ProviderSettings(address)})
    assert (await probe(made_up(), settings, token=KEY)).outcome == "cannot_check"


async def test_a_proxy_of_the_settings_is_not_used_for_this_computer_but_for_others() -> None:
    async with (
        serving(lambda _seen: Reply(407, {})) as proxy,
        serving(lambda _seen: Reply(200, {"ok": True})) as server,
    ):
        settings = dataclasses.replace(at(server), proxy=proxy.url)
        assert (await probe(made_up(), settings, token=KEY)).outcome == "ok"
        assert proxy.seen == []
        through = Settings(proxy=proxy.url)
        assert (await probe(made_up(), through, token=KEY)).outcome == "unreachable"
        assert [each.method for each in proxy.seen] == ["CONNECT"]


@pytest.mark.parametrize("make", [lambda path: None, lambda path: path.write_text("no certificate")])
async def test_a_ca_file_that_cannot_be_used_is_said(tmp_path: Path, make: Callable[[Path], object]) -> None:
    path = tmp_path / "ca.pem"
    make(path)
    result = await probe(made_up(), Settings(ca_file=path), token=KEY)
    assert result.outcome == "unreachable"
    assert "CA file" in result.message


@pytest.mark.parametrize("proxy", ["::::", "no-proxy", "ftp://x", "socks5://127.0.0.1:9"])
async def test_a_proxy_that_cannot_be_used_is_said(proxy: str) -> None:
    result = await probe(made_up(), Settings(proxy=proxy), token=KEY)
    assert result.outcome == "unreachable"
    assert "proxy" in result.message


async def test_an_own_ca_is_honoured_and_an_unknown_one_is_not(tmp_path: Path) -> None:
    certificate, key = self_signed(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server = HttpServer(lambda _seen: Reply(200, {"ok": True}))
    await server.start(tls=context)
    try:
        unknown = await probe(made_up(), at(server), token=KEY)
        assert unknown.outcome == "unreachable"
        assert "certificate does not check out" in unknown.message
        assert server.seen == []
        trusted = dataclasses.replace(at(server), ca_file=certificate)
        assert (await probe(made_up(), trusted, token=KEY)).outcome == "ok"
    finally:
        await server.close()


async def test_a_key_with_odd_signs_is_an_outcome_too() -> None:
    async with serving(lambda _seen: Reply(200, {"ok": True})) as server:
        assert (await probe(made_up(), at(server), token="schl\u00fcssel\u2022\u2022")).outcome == "cannot_check"


async def test_cancelling_ends_the_question(ask: Ask, servers: ProviderServers) -> None:
    servers.stripe.http.trouble = "hang"
    task = asyncio.ensure_future(ask("stripe"))
    while not servers.stripe.seen:
        await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_no_secret_is_printed(
    ask: Ask, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    for name in GOOD:
        await ask(name)
    written = "".join(capsys.readouterr()) + caplog.text
    assert not any(value in written for values in GOOD.values() for value in values.values())


async def test_the_http_library_is_imported_by_the_first_question_only(catalogue: Catalogue) -> None:
    code = (
        "import sys; from kriptik_desktop.providers import catalogue, probe, http, checks, wording;"
        "catalogue.Catalogue.load(); sys.exit('httpx' in sys.modules)"
    )
    child = await asyncio.create_subprocess_exec(sys.executable, "-c", code)
    assert await child.wait() == 0
