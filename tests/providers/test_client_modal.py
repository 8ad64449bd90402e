"""A Modal token pair is checked by gRPC, with Modal's own messages over real HTTP/2."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator

import pytest
from grpclib.const import Status

from tests.fakes.driver_asking import ask_client, closed_port, odd_server, probe
from tests.fakes.modal_server import PAIR, ModalFake, modal_fake

GOOD = {"token_id": PAIR[0], "token_secret": PAIR[1]}


@pytest.fixture
async def server() -> AsyncIterator[ModalFake]:
    async with modal_fake() as fake:
        yield fake


async def test_a_working_pair(server: ModalFake) -> None:
    result = await probe("modal", server.url, **GOOD)
    assert (result.outcome, result.account, result.expires_at) == ("ok", "kims-workspace / kim", None)
    assert server.metadata["x-modal-client-type"] == "1"
    assert server.metadata["x-modal-client-version"]


async def test_a_service_user_with_an_end(server: ModalFake) -> None:
    server.service_user, server.ends = "deployer", 1_800_000_000
    result = await probe("modal", server.url, **GOOD)
    assert (result.outcome, result.account) == ("ok", "kims-workspace / deployer")
    assert result.expires_at == 1_800_000_000_000


async def test_a_wrong_secret(server: ModalFake) -> None:
    wrong = {**GOOD, "token_secret": "as-WrongWrongWrongWrong"}
    result = await ask_client("modal", server.url, 10.0, **wrong)
    assert (result.outcome, result.field, result.said) == ("invalid", "token_secret", True)
    assert result.message == "Token ID is malformed or unknown: [redacted]"


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (Status.UNAUTHENTICATED, "invalid"),
        (Status.PERMISSION_DENIED, "missing_permission"),
        (Status.RESOURCE_EXHAUSTED, "rate_limited"),
        (Status.UNAVAILABLE, "provider_down"),
        (Status.INTERNAL, "provider_down"),
        (Status.FAILED_PRECONDITION, "cannot_check"),
        (Status.UNIMPLEMENTED, "cannot_check"),
    ],
)
async def test_the_status_decides(server: ModalFake, status: Status, outcome: str) -> None:
    server.refusal = (status, "the server's own words")
    result = await probe("modal", server.url, **GOOD)
    assert (result.outcome, result.message, result.said) == (outcome, "the server's own words", True)


async def test_no_server() -> None:
    result = await probe("modal", f"http://127.0.0.1:{await closed_port()}", **GOOD)
    assert result.outcome == "unreachable"


async def test_something_else_answers() -> None:
    async with odd_server(b"HTTP/1.1 400 Bad Request\r\n\r\n") as odd:
        result = await ask_client("modal", f"http://127.0.0.1:{odd.port}", 1.0, **GOOD)
    assert result.outcome in ("unreachable", "cannot_check")


async def test_a_server_that_says_nothing_is_not_waited_for() -> None:
    async with odd_server(silent=True) as odd:
        result = await ask_client("modal", f"http://127.0.0.1:{odd.port}", 0.3, **GOOD)
    assert result.outcome == "unreachable"


async def test_the_pair_goes_nowhere_unencrypted() -> None:
    result = await probe("modal", "http://modal.example.com", **GOOD)
    assert (result.outcome, "unprotected" in result.message) == ("cannot_check", True)


async def test_without_the_package(server: ModalFake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "modal_proto", None)
    result = await probe("modal", server.url, **GOOD)
    assert result.outcome == "cannot_check"
    assert "pip install 'kriptik-desktop[modal]'" in result.message
