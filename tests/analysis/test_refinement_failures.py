"""Whatever goes wrong with Claude, the offline result stands and the reason is said."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kriptik_desktop.analysis.refinement import Refiner
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.core.settings import ClaudeSettings, ProviderSettings, Settings
from kriptik_desktop.providers.clients.anthropic_messages import AnthropicClient
from tests.analysis.refining import ANALYSER, CATALOGUE, PATIENCE_S, Bench, bench, ids
from tests.fakes.certificates import self_signed
from tests.fakes.claude_server import HAIKU, KEY, ClaudeServer, error, overloaded, rate_limited
from tests.fakes.http_server import Trouble
from tests.fakes.stream_server import stream_server

SHOP = "A shop that takes credit cards with Stripe"
OFFLINE = ANALYSER.analyse(SHOP)


async def refused(ask: Bench, why: str, *words: str, prompt: str = SHOP) -> None:
    """Refine, and check that the offline result came back with this reason."""
    refined = await ask(prompt)
    assert (refined.state, refined.why) == ("offline", why), refined
    assert refined.analysis == ANALYSER.analyse(prompt)
    assert refined.reason.endswith("."), refined.reason
    for word in words:
        assert word in refined.reason
    assert KEY not in repr(refined)


class TestAnswers:
    @pytest.mark.parametrize("given", [None, [], "text", 7, {}, {"services": {}}, {"services": [], "needs": "x"}])
    async def test_wrong_types_are_not_an_answer(self, given: Any) -> None:
        async with bench() as ask:
            ask.server.given = given
            await refused(ask, "not_understood", "has not the form")

    async def test_the_tokens_of_a_useless_answer_are_told(self) -> None:
        async with bench() as ask:
            ask.server.given = 7
            refined = await ask(SHOP)
        assert refined.cost_usd == pytest.approx(2400 * 0.1e-6 + 120 * 0.5e-6)

    async def test_text_instead_of_the_tool_is_not_an_answer(self) -> None:
        async with bench() as ask:
            ask.server.content, ask.server.stop_reason = [{"type": "text", "text": "I would use Stripe."}], "end_turn"
            await refused(ask, "not_understood")

    @pytest.mark.parametrize(
        ("stop", "why", "words"),
        [
            ("refusal", "refused", "declined"),
            ("max_tokens", "truncated", "cut off"),
            ("model_context_window_exceeded", "truncated", "too long"),
        ],
    )
    async def test_a_stop_for_another_reason(self, stop: str, why: str, words: str) -> None:
        async with bench() as ask:
            ask.server.stop_reason = stop
            await refused(ask, why, words)

    @pytest.mark.parametrize(
        "change",
        [
            lambda server: setattr(server, "content", "none"),
            lambda server: setattr(server, "content", [None, 7, {"type": "tool_use"}]),
            lambda server: setattr(server, "stop_reason", None),
            lambda server: setattr(server, "usage", {"input_tokens": "many", "output_tokens": True, "x": -1}),
        ],
    )
    async def test_an_answer_of_another_shape(self, change: Callable[[ClaudeServer], None]) -> None:
        async with bench() as ask:
            change(ask.server)
            refined = await ask(SHOP)
        assert refined.analysis == OFFLINE
        assert refined.tokens is None or refined.tokens.input == 0 or refined.why == "not_understood"

    @pytest.mark.parametrize("listed", [None, {}, [None, 7, {"id": 3}]])
    async def test_a_list_of_models_of_another_shape(self, listed: Any) -> None:
        async with bench() as ask:
            ask.server.listed = listed
            refined = await ask(SHOP)
        assert refined.why in ("not_understood", "no_model")


class TestRefusals:
    @pytest.mark.parametrize(
        ("status", "kind", "why"),
        [
            (401, "authentication_error", "key_refused"),
            (402, "billing_error", "no_credit"),
            (403, "permission_error", "no_permission"),
            (404, "not_found_error", "no_such_model"),
            (500, "api_error", "provider_down"),
            (502, "unheard_of", "provider_down"),
            (504, "timeout_error", "provider_down"),
            (413, "request_too_large", "not_accepted"),
        ],
    )
    async def test_each_has_its_own_reason_and_is_not_tried_again(self, status: int, kind: str, why: str) -> None:
        async with bench() as ask:
            ask.server.queue = [error(status, kind, "Anthropic's own words")]
            await refused(ask, why)
            assert len(ask.server.questions) == 1

    async def test_a_wrong_key_is_refused_before_any_question(self) -> None:
        async with bench(key="sk-ant-api03-WrongWrongWrongWrongWrong-AA") as ask:
            await refused(ask, "key_refused", "Replace it in the vault")
            assert ask.server.questions == []

    async def test_credit_that_is_gone_is_a_bad_request_in_words(self) -> None:
        async with bench() as ask:
            text = "Your credit balance is too low to access the Anthropic API."
            ask.server.queue = [error(400, "invalid_request_error", text)]
            await refused(ask, "no_credit")

    async def test_what_was_wrong_with_a_request_is_told_without_the_key(self) -> None:
        async with bench() as ask:
            ask.server.queue = [error(400, "invalid_request_error", f"max_tokens: too large for {KEY}")]
            await refused(ask, "not_accepted", "max_tokens: too large", "[redacted]")

    async def test_a_model_that_is_gone_is_looked_for_anew(self) -> None:
        async with bench() as ask:
            ask.server.queue = [error(404, "not_found_error", f"model: {HAIKU}")]
            await refused(ask, "no_such_model")
            assert (await ask(SHOP)).state == "refined"
            assert ask.server.listings == 2

    @pytest.mark.parametrize("come", [rate_limited("0"), overloaded("0"), overloaded()])
    async def test_what_passes_by_itself_is_tried_once_more(self, come: Any) -> None:
        async with bench() as ask:
            ask.server.queue = [come]
            assert (await ask(SHOP)).state == "refined"
            assert len(ask.server.questions) == 2

    @pytest.mark.parametrize(("come", "why"), [(rate_limited("0"), "rate_limited"), (overloaded(), "overloaded")])
    async def test_and_not_twice(self, come: Any, why: str) -> None:
        async with bench() as ask:
            ask.server.queue = [come, come, come]
            await refused(ask, why)
            assert len(ask.server.questions) == 2

    async def test_a_wait_beyond_the_limit_is_not_waited_for(self) -> None:
        async with bench() as ask:
            ask.server.queue = [rate_limited("600")]
            await refused(ask, "rate_limited", "600 seconds")
            assert len(ask.server.questions) == 1

    async def test_a_key_that_no_header_can_carry(self) -> None:
        async with bench(key="sk-ant-\u00fc\n\u4e2d") as ask:
            refined = await ask(SHOP)
        assert refined.state == "offline"
        assert "\u4e2d" not in refined.reason


class TestNetwork:
    async def test_slow(self) -> None:
        async with bench() as ask:
            await ask("Stripe")
            ask.server.http.trouble = "hang"
            ask.refiner = Refiner(ClaudeSettings(True, HAIKU), CATALOGUE, ask.client, _key, limit_s=0.1)
            await refused(ask, "slow", "within 0.1 seconds")

    async def test_offline(self) -> None:
        async with bench() as ask:
            await ask.server.http.close()
            await refused(ask, "unreachable", "127.0.0.1")

    @pytest.mark.parametrize(
        ("trouble", "why"),
        [
            ("garbage", {"not_understood", "unreachable"}),
            ("html", {"not_understood"}),
            ("truncated", {"not_understood"}),
            ("empty", {"not_understood"}),
            ("no_object", {"not_understood"}),
            ("break_off", {"not_understood", "unreachable"}),
            ("endless", {"not_understood"}),
            ("redirect", {"not_accepted"}),
        ],
    )
    async def test_something_else_answers(self, trouble: Trouble, why: set[str]) -> None:
        async with bench() as ask:
            ask.server.http.trouble = trouble
            refined = await ask(SHOP)
        assert refined.why in why, refined
        assert refined.analysis == OFFLINE

    async def test_an_unencrypted_address_is_not_asked(self) -> None:
        client = AnthropicClient(
            Settings(providers={"anthropic": ProviderSettings("http://claude.example")}), "https://api.anthropic.com"
        )
        refiner = Refiner(ClaudeSettings(refine=True), CATALOGUE, client, _key)
        refined = await refiner.refine(SHOP, OFFLINE)
        assert refined.why == "unreachable"
        assert "http://" in refined.reason

    async def test_the_persons_own_ca_is_trusted_and_only_that(self, tmp_path: Path) -> None:
        import ssl

        certificate, key = self_signed(tmp_path)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        server = ClaudeServer()
        await server.http.start(tls=context)
        try:
            assert (await _over_tls(server, None)).why == "unreachable"
            assert "certificate" in (await _over_tls(server, None)).reason
            assert (await _over_tls(server, certificate)).state == "refined"
            assert "CA file" in (await _over_tls(server, tmp_path / "missing.pem")).reason
        finally:
            await server.http.close()

    async def test_the_proxy_is_asked_and_its_refusal_told(self) -> None:
        lines: list[bytes] = []

        async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            lines.append(await reader.readline())
            writer.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
            await writer.drain()

        async with stream_server(talk) as port:
            client = AnthropicClient(Settings(proxy=f"http://127.0.0.1:{port}"), "https://claude.example")
            refined = await _patient(client).refine(SHOP, OFFLINE)
            await client.close()
        assert lines == [b"CONNECT claude.example:443 HTTP/1.1\r\n"]
        assert (refined.why, "proxy" in refined.reason) == ("unreachable", True)


async def _key(may_use: str | None) -> Secret:
    return Secret(KEY)


def _patient(client: AnthropicClient) -> Refiner:
    return Refiner(ClaudeSettings(True, HAIKU), CATALOGUE, client, _key, limit_s=PATIENCE_S)


async def _over_tls(server: ClaudeServer, ca_file: Path | None) -> Any:
    settings = Settings(providers={"anthropic": ProviderSettings(server.http.url)}, ca_file=ca_file)
    client = AnthropicClient(settings, "")
    try:
        return await _patient(client).refine(SHOP, OFFLINE)
    finally:
        await client.close()


async def test_typing_on_breaks_the_connection_off() -> None:
    asked, gone = asyncio.Event(), asyncio.Event()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        asked.set()
        with contextlib.suppress(ConnectionError):
            while await reader.read(65536):
                pass
        gone.set()

    async with stream_server(talk) as port:
        settings = Settings(providers={"anthropic": ProviderSettings(f"http://127.0.0.1:{port}")})
        client = AnthropicClient(settings, "")
        refiner = _patient(client)
        typing = asyncio.create_task(refiner.refine(SHOP, OFFLINE))
        await asyncio.wait_for(asked.wait(), 30)
        typing.cancel()
        with pytest.raises(asyncio.CancelledError):
            await typing
        await asyncio.wait_for(gone.wait(), 5)
        await client.close()


async def test_the_refiner_goes_on_after_a_cancelled_question() -> None:
    async with bench() as ask:
        typing = asyncio.create_task(ask(SHOP))
        await asyncio.sleep(0)
        typing.cancel()
        with pytest.raises(asyncio.CancelledError):
            await typing
        assert ids((await ask(SHOP)).analysis) == ids(OFFLINE)
