"""A MongoDB address is checked by signing in: a ping alone would succeed with any password."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator

import pytest

from kriptik_desktop.providers.wording import explain
from tests.fakes.driver_asking import CATALOGUE, ask_client, closed_port, odd_server, probe
from tests.fakes.mongodb_server import PASSWORD, MongoFake, mongodb_fake


@pytest.fixture
async def server() -> AsyncIterator[MongoFake]:
    async with mongodb_fake() as fake:
        yield fake


async def test_a_working_address(server: MongoFake) -> None:
    result = await probe("mongodb", uri=server.uri)
    assert (result.outcome, result.account) == ("ok", "app, database shop")
    assert result.scopes == ("readWrite", "insert")
    assert "MongoDB 7.0.14 answers to app. It may save documents in shop." in explain(CATALOGUE.get("mongodb"), result)
    assert server.commands.count("connectionStatus") == 1


@pytest.mark.parametrize(
    ("privileges", "writes"),
    [
        ([{"resource": {"db": "shop", "collection": ""}, "actions": ["find"]}], False),
        ([{"resource": {"db": "other", "collection": ""}, "actions": ["insert"]}], False),
        ([{"resource": {"db": "", "collection": ""}, "actions": ["insert"]}], True),
        ([{"resource": {"cluster": True}, "actions": ["insert"]}], False),
        ([{"resource": {"anyResource": True}, "actions": ["anyAction"]}], True),
    ],
)
async def test_what_the_user_may_do(server: MongoFake, privileges: list[dict[str, object]], writes: bool) -> None:
    server.privileges, server.roles = privileges, ["custom"]
    result = await probe("mongodb", uri=server.uri)
    assert result.scopes == (("custom", "insert") if writes else ("custom",))
    assert ("not save" not in result.note) is writes


async def test_an_address_without_a_user(server: MongoFake) -> None:
    result = await probe("mongodb", uri=f"mongodb://127.0.0.1:{server.port}")
    assert (result.outcome, result.account) == ("ok", "no user, database test")
    assert "without a user's name" in result.note


async def test_options_of_other_drivers_do_no_harm(server: MongoFake) -> None:
    result = await probe("mongodb", uri=f"{server.uri}&useNewUrlParser=true&retryWrites=true&w=majority&maxPoolSize=x")
    assert result.outcome == "ok"


async def test_a_wrong_password(server: MongoFake) -> None:
    result = await probe("mongodb", uri=f"mongodb://app:not-the-password@127.0.0.1:{server.port}/?authSource=admin")
    assert (result.outcome, result.field, result.message) == ("invalid", "uri", "Authentication failed.")
    assert "not-the-password" not in f"{result}"
    assert "ping" not in server.commands


@pytest.mark.parametrize(
    ("code", "words", "outcome"),
    [
        (18, "Authentifizierung fehlgeschlagen", "invalid"),
        (8000, "bad auth : authentication failed", "invalid"),
        (9999, "something nobody has heard of", "cannot_check"),
    ],
)
async def test_the_code_decides(server: MongoFake, code: int, words: str, outcome: str) -> None:
    server.refusal = (code, f"{words} {PASSWORD}")
    result = await ask_client("mongodb", uri=server.uri)
    assert (result.outcome, result.message, result.said) == (outcome, f"{words} [redacted]", True)


async def test_a_user_without_rights(server: MongoFake) -> None:
    server.refuse_ping = (13, "not authorized on admin to execute command")
    result = await probe("mongodb", uri=server.uri)
    assert (result.outcome, result.works) == ("missing_permission", True)


async def test_no_server_does_not_judge_the_password() -> None:
    uri = f"mongodb://app:secret@127.0.0.1:{await closed_port()}/?serverSelectionTimeoutMS=100"
    result = await ask_client("mongodb", timeout_s=0.5, uri=uri)
    assert result.outcome == "unreachable"


async def test_something_else_answers() -> None:
    async with odd_server(b"HTTP/1.1 400 Bad Request\r\n\r\n") as odd:
        result = await ask_client("mongodb", timeout_s=0.5, uri=f"mongodb://app:secret@127.0.0.1:{odd.port}/")
    assert result.outcome in ("unreachable", "cannot_check")


@pytest.mark.parametrize(
    "uri",
    [
        "mongodb://app:p@ss@127.0.0.1/shop",
        "mongodb://app:pa:ss@127.0.0.1/shop",
        "mongodb://app:pa%ss@127.0.0.1/shop",
        "mongodb://app:secret@127.0.0.1:port/shop",
        "mongodb://",
        "mongodb+srv://app:secret@one.example.com,two.example.com/shop",
        "mongodb+srv://app:secret@cluster0.example.com:27017/shop",
        "mongodb://app:secret@127.0.0.1/shop?authMechanism=GUESS",
        "nonsense",
    ],
)
async def test_an_address_that_cannot_be_meant(uri: str) -> None:
    result = await probe("mongodb", uri=uri)
    assert (result.outcome, result.field) == ("invalid", "uri")
    assert "secret" not in f"{result}"


async def test_without_the_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pymongo", None)
    result = await probe("mongodb", uri="mongodb://app:secret@127.0.0.1/shop")
    assert result.outcome == "cannot_check"
    assert "pip install 'kriptik-desktop[mongodb]'" in result.message
