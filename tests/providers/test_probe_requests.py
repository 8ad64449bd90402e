"""What a catalogue file may say about asking: several addresses, questions in turn, documents, modes."""

from __future__ import annotations

import base64
import dataclasses
import json
import time
from collections.abc import Callable, Sequence

import pytest

from kriptik_desktop.core.clock import SystemClock
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.core.settings import ProviderSettings, Settings
from kriptik_desktop.providers.composing import address_of, composed
from kriptik_desktop.providers.http import HttpDoor
from kriptik_desktop.providers.model import Mode, Modes, Provider
from kriptik_desktop.providers.probe import Prober
from kriptik_desktop.providers.probe_result import ProbeResult
from kriptik_desktop.providers.probe_shape import Auth, Outcome, Probe, Request, Rule
from tests.fakes.http_server import Reply, Seen
from tests.providers.test_probe_runner import at, made_up, probe, serving

SOURCE = "https://made-up.example"
BEARER = Auth("bearer", "token")


def asked(path: str, *after: Outcome, host: str = "", rules: Sequence[Rule] = ()) -> Request:
    return Request("token", "GET", path, BEARER, SOURCE, after=after, host=host, rules=tuple(rules))


def always(reply: Reply) -> Callable[[Seen], Reply]:
    return lambda _seen: reply


GOOD, BAD, DOWN = Reply(200, {"ok": True}), Reply(401, {"reason": "key", "text": "No."}), Reply(503, {})
LIMITED = Reply(429, {"text": "Slow down."})


@pytest.mark.parametrize(
    ("first", "second", "outcome", "seen"),
    [
        (GOOD, BAD, "ok", ["first"]),
        (BAD, GOOD, "ok", ["first", "second"]),
        (BAD, BAD, "invalid", ["first", "second"]),
        (BAD, DOWN, "provider_down", ["first", "second"]),
        (BAD, LIMITED, "rate_limited", ["first", "second"]),
        (DOWN, GOOD, "provider_down", ["first"]),
    ],
)
async def test_a_second_address_is_asked_where_the_first_may_not_know_the_key(
    first: Reply, second: Reply, outcome: str, seen: list[str]
) -> None:
    paths: list[str] = []

    def handle(request: Seen) -> Reply:
        paths.append(request.path.strip("/"))
        return first if request.path == "/first" else second

    async with serving(handle) as server:
        provider = made_up(asked("/first"), asked("/second", "invalid"))
        assert (await probe(provider, at(server), token="a-token")).outcome == outcome
    assert paths == seen


async def test_what_counts_instead_does_not_undo_what_was_settled_before() -> None:
    def handle(request: Seen) -> Reply:
        return Reply(403, {"text": "not yours"}) if request.path == "/may" else BAD if request.path == "/one" else GOOD

    rules = [Rule("missing_permission", status=(403,), missing="write")]
    async with serving(handle) as server:
        provider = made_up(asked("/may", rules=rules), asked("/one"), asked("/two", "invalid"))
        result = await probe(provider, at(server), token="a-token")
    assert result.outcome == "missing_permission"
    assert result.missing == "write"


def test_addresses_come_from_the_settings_the_values_or_the_file() -> None:
    texts = {"domain": "https://acme.eu.example/", "url": "libsql://db-acme.turso.example?x=1", "odd": "http://[::1"}
    plain = Probe(SOURCE, base_url="https://{domain}", hosts={"live": "https://live.example"})
    assert address_of(plain, ProviderSettings(), texts) == "https://acme.eu.example"
    assert address_of(plain, ProviderSettings(), texts, "live") == "https://live.example"
    assert address_of(plain, ProviderSettings("http://127.0.0.1:1/"), texts) == "http://127.0.0.1:1"
    assert address_of(plain, ProviderSettings("http://127.0.0.1:1"), texts, "live") == "http://127.0.0.1:1"
    both = ProviderSettings("http://127.0.0.1:1", {"live": "http://127.0.0.1:2"})
    assert address_of(plain, both, texts, "live") == "http://127.0.0.1:2"
    host = dataclasses.replace(plain, base_url="https://{url.host}")
    assert address_of(host, ProviderSettings(), texts) == "https://db-acme.turso.example"
    assert address_of(dataclasses.replace(plain, base_url="https://{odd.host}"), ProviderSettings(), texts) == "https:"


async def test_a_typed_address_that_is_none_is_said_and_nobody_is_asked() -> None:
    provider = made_up(base_url="https://{name}")
    result = await probe(provider, Settings(), token="a-token", name="acme.example/?x=")
    assert result.outcome == "cannot_check"
    assert "question mark" in result.message


def test_a_value_cannot_break_out_of_a_json_document() -> None:
    request = Request("token", "POST", "/{name}", Auth("none"), SOURCE, json='{"id":"{token}","at":"https://{name}/"}')
    texts = {"token": 'a","admin":"yes', "name": "a/../b"}
    sent = composed(request, "https://x.example", texts, 1.0)
    assert json.loads(sent.json) == {"id": 'a","admin":"yes', "at": "https://a/../b/"}
    assert sent.url == "https://x.example/a%2F..%2Fb"


async def test_a_json_document_is_sent_as_one() -> None:
    async with serving(lambda _seen: GOOD) as server:
        request = Request("token", "POST", "/token", Auth("none"), SOURCE, json='{"id":"{token}"}')
        assert (await probe(made_up(request), at(server), token="a-token")).works
        assert server.seen[0].headers["content-type"] == "application/json"
        assert json.loads(server.seen[0].body) == {"id": "a-token"}


async def test_a_header_decides_where_the_status_does_not() -> None:
    limited = Rule("rate_limited", status=(403,), headers={"x-ratelimit-remaining": "^0$"})
    refused = Rule("missing_permission", status=(403,), missing="read")
    for remaining, outcome in (("0", "rate_limited"), ("17", "missing_permission")):
        reply = Reply(403, {"text": "no"}, {"X-RateLimit-Remaining": remaining})
        async with serving(always(reply)) as server:
            provider = made_up(asked("/me", rules=[refused, limited]))
            assert (await probe(provider, at(server), token="a-token")).outcome == outcome


async def in_mode(provider: Provider, settings: Settings, wanted: Mode) -> ProbeResult:
    prober = Prober(settings, HttpDoor(settings), SystemClock())
    try:
        return await prober.probe(provider, {"token": Secret("a-token")}, wanted)
    finally:
        await prober.close()


async def test_a_key_of_the_other_mode_is_found_out_by_the_answer_alone() -> None:
    async with serving(lambda _seen: BAD) as sandbox, serving(lambda _seen: GOOD) as live:
        provider = made_up(
            asked("/token", rules=[Rule("ok", body={"ok": "true"}, mode="test")]),
            asked("/token", "invalid", host="live", rules=[Rule("ok", body={"ok": "true"}, mode="live")]),
            hosts={"live": "https://live.example"},
        )
        provider = dataclasses.replace(provider, modes=Modes(True, SOURCE, test_name="sandbox"))
        settings = Settings(providers={"made-up": ProviderSettings(sandbox.url, {"live": live.url})})
        right = await in_mode(provider, settings, "live")
        wrong = await in_mode(provider, settings, "test")
    assert (right.outcome, right.mode) == ("ok", "live")
    assert wrong.outcome == "wrong_environment"
    assert wrong.message == "Made Up says that this is a live key, and the project is in test mode."


async def test_the_end_of_a_jwt_is_known_without_asking() -> None:
    end = int(time.time()) + 3600
    part = base64.urlsafe_b64encode(json.dumps({"exp": end}).encode()).decode().rstrip("=")
    async with serving(lambda _seen: GOOD) as server:
        result = await probe(made_up(asked("/me")), at(server), token=f"eyJhbGciOiJIUzI1NiJ9.{part}.c2ln")
        other = await probe(made_up(asked("/me")), at(server), token="a-token")
    assert result.expires_at == end * 1000
    assert other.expires_at is None
