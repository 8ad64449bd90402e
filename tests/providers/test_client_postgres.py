"""A PostgreSQL address is checked by connecting: to a server made from the protocol, and to a real one."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from pg8000 import native

from kriptik_desktop.providers.probe_result import ProbeResult
from kriptik_desktop.providers.wording import explain
from tests.fakes.driver_asking import CATALOGUE, ask_client, closed_port, odd_server, probe
from tests.fakes.postgres_server import PASSWORD, PostgresFake, postgres_fake
from tests.fakes.real_databases import BOSS, real_postgres


@pytest.fixture
async def server() -> AsyncIterator[PostgresFake]:
    async with postgres_fake() as fake:
        yield fake


async def test_a_working_address(server: PostgresFake) -> None:
    result = await probe("postgres", url=server.url)
    assert (result.outcome, result.account) == ("ok", "app at 127.0.0.1, database shop")
    assert result.scopes == ("CONNECT", "CREATE")
    assert "PostgreSQL 16.4 answers to app. It may create tables." in explain(CATALOGUE.get("postgres"), result)
    assert server.started["user"] == "app"
    assert not [each for each in server.asked if "prepare" in each.lower()]


@pytest.mark.parametrize(("creates", "said"), [("f", "It may not create tables."), (None, "answers to app.")])
async def test_a_user_with_few_rights(server: PostgresFake, creates: str | None, said: str) -> None:
    server.creates = creates
    result = await probe("postgres", url=server.url)
    assert (result.outcome, result.scopes) == ("ok", ("CONNECT",))
    assert result.note.endswith(said)


async def test_a_wrong_password(server: PostgresFake) -> None:
    result = await probe("postgres", url=f"postgres://app:not-the-password@127.0.0.1:{server.port}/shop")
    assert (result.outcome, result.field, result.said) == ("invalid", "url", True)
    assert result.message == 'password authentication failed for user "app"'
    assert "not-the-password" not in f"{result}"


@pytest.mark.parametrize(
    ("code", "words", "outcome"),
    [
        ("28P01", "Passwort-Authentifizierung für Benutzer »app« fehlgeschlagen", "invalid"),
        ("28000", 'no pg_hba.conf entry for host "10.0.0.1", user "app"', "invalid"),
        ("3D000", 'database "shop" does not exist', "invalid"),
        ("42501", 'permission denied for database "shop"', "missing_permission"),
        ("53300", "sorry, too many clients already", "provider_down"),
        ("53200", "out of memory", "provider_down"),
        ("57P03", "the database system is starting up", "provider_down"),
        ("57P01", "terminating connection due to administrator command", "provider_down"),
        ("XX000", "Tenant or user not found", "invalid"),
        ("XX000", "(ENOTFOUND) tenant/user postgres.abc not found", "invalid"),
        ("0A000", "something nobody has heard of", "cannot_check"),
    ],
)
async def test_the_code_decides(server: PostgresFake, code: str, words: str, outcome: str) -> None:
    server.refusal = (code, words)
    result = await probe("postgres", url=server.url)
    assert (result.outcome, result.message, result.said) == (outcome, words, True)
    assert result.works is (outcome == "missing_permission")


async def test_a_refusal_after_the_password(server: PostgresFake) -> None:
    server.refusal_later = ("3D000", f'database "shop" does not exist, {PASSWORD}')
    result = await probe("postgres", url=server.url)
    assert result.outcome == "invalid"
    assert PASSWORD not in f"{result}"


async def test_no_server(server: PostgresFake) -> None:
    port = await closed_port()
    result = await probe("postgres", url=f"postgresql://app:secret@127.0.0.1:{port}/shop")
    assert result.outcome == "unreachable"
    assert "Nothing takes connections" in result.message


async def test_a_server_without_encryption(server: PostgresFake) -> None:
    result = await probe("postgres", url=f"{server.url}?sslmode=require")
    assert result.outcome == "unreachable"
    assert "does not encrypt" in result.message
    assert not server.started


@pytest.mark.parametrize("greeting", [b"HTTP/1.1 400 Bad Request\r\n\r\n", b"\x4a\x00\x00\x00\x0a8.4.2\x00", b"", b"N"])
async def test_something_else_answers(greeting: bytes) -> None:
    async with odd_server(greeting) as odd:
        result = await probe("postgres", url=f"postgresql://app:secret@127.0.0.1:{odd.port}/shop")
    assert result.outcome in ("unreachable", "cannot_check")


async def test_a_server_that_says_nothing_is_not_waited_for() -> None:
    async with odd_server(silent=True) as odd:
        url = f"postgresql://app:secret@127.0.0.1:{odd.port}/shop"
        result = await ask_client("postgres", timeout_s=0.2, url=url)
        assert result.outcome == "unreachable"
        odd.met.clear()
        waiting = asyncio.create_task(ask_client("postgres", timeout_s=60.0, url=url))
        await odd.met.wait()
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://app:pa#ss@db.example.com/shop",
        "postgresql://app:pa/ss@db.example.com/shop",
        "postgresql://app:pa%ss@db.example.com/shop",
        "postgresql://app:p@ss@db.example.com/shop",
        "postgresql://app:secret@one.example.com,two.example.com/shop",
        "postgresql://app:secret@/shop",
        "postgresql://app:secret@db.example.com:port/shop",
    ],
)
async def test_an_address_that_cannot_be_meant(url: str) -> None:
    result = await probe("postgres", url=url)
    assert (result.outcome, result.field) == ("invalid", "url")
    assert "secret" not in f"{result}"


async def test_without_the_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pg8000", None)
    result = await probe("postgres", url="postgresql://app:secret@127.0.0.1/shop")
    assert result.outcome == "cannot_check"
    assert "pip install 'kriptik-desktop[postgres]'" in result.message


@pytest.mark.needs_program("initdb", "postgres")
def test_a_real_server() -> None:
    with real_postgres() as (host, port, ca):
        with native.Connection(BOSS[0], host=host, port=port, database="postgres", password=BOSS[1]) as boss:
            for statement in _PEOPLE:
                boss.run(statement)
        _ask_the_real_one(f"{host}:{port}")
        _ask_it_encrypted(f"postgresql://reader:reads-only@{host}:{port}/shop", ca)


_PEOPLE = (
    "create role app login password 'p@ss:w/rd#1'",
    "create database shop owner app",
    "create role reader login password 'reads-only'",
    "create database closed",
    "revoke connect on database closed from public",
)


def _ask_it_encrypted(url: str, ca: Path) -> None:
    def ask(options: str) -> ProbeResult:
        return asyncio.run(probe("postgres", url=f"{url}?{options}"))

    for options in ("sslmode=require", "sslmode=disable", f"sslmode=verify-full&sslrootcert={ca}"):
        assert ask(options).outcome == "ok", options
    refused = ask("sslmode=verify-full")
    assert (refused.outcome, "not trusted" in refused.message) == ("unreachable", True)
    assert ask("sslmode=verify-full&sslrootcert=/no/such/file").outcome == "unreachable"


def _ask_the_real_one(place: str) -> None:
    def ask(who: str, database: str) -> tuple[str, str, tuple[str, ...]]:
        result = asyncio.run(probe("postgres", url=f"postgresql://{who}@{place}/{database}"))
        assert "p@ss" not in f"{result}"
        return result.outcome, result.note, result.scopes

    good = "app:p%40ss%3Aw%2Frd%231"
    outcome, note, scopes = ask(good, "shop")
    assert (outcome, scopes) == ("ok", ("CONNECT", "CREATE"))
    assert note.startswith("PostgreSQL ")
    assert ask("reader:reads-only", "shop")[::2] == ("ok", ("CONNECT",))
    assert ask("app:wrong", "shop")[0] == "invalid"
    assert ask("nobody-such:wrong", "shop")[0] == "invalid"
    assert ask(good, "missing")[:2] == ("invalid", "The server has no database of this name.")
    assert ask(good, "closed")[0] == "missing_permission"
    assert ask("app", "shop")[0] == "invalid"
