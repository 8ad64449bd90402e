"""A MySQL address is checked by connecting: to a server made from the protocol, and to a real one."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pymysql
import pytest

from kriptik_desktop.providers.clients.mysql import rights_in
from kriptik_desktop.providers.probe_result import ProbeResult
from kriptik_desktop.providers.wording import explain
from tests.fakes.driver_asking import CATALOGUE, ask_client, closed_port, odd_server, probe
from tests.fakes.mysql_server import PASSWORD, MysqlFake, mysql_fake
from tests.fakes.real_databases import real_mariadb


@pytest.fixture
async def server() -> AsyncIterator[MysqlFake]:
    async with mysql_fake() as fake:
        yield fake


async def test_a_working_address(server: MysqlFake) -> None:
    result = await probe("mysql", url=server.url)
    assert (result.outcome, result.account) == ("ok", "app@% at 127.0.0.1, database shop")
    assert result.scopes == ("USAGE", "ALL PRIVILEGES")
    assert "MySQL 8.4.2 answers to app. It may create tables." in explain(CATALOGUE.get("mysql"), result)


async def test_a_user_with_few_rights(server: MysqlFake) -> None:
    server.version = "10.11.6-MariaDB-log"
    server.grants = ("GRANT SELECT, INSERT (id, name) ON `shop`.* TO `app`@`%`",)
    result = await probe("mysql", url=server.url)
    assert (result.outcome, result.scopes) == ("ok", ("SELECT", "INSERT"))
    assert result.note == "MariaDB 10.11.6 answers to app. It may not create tables."


async def test_a_wrong_password(server: MysqlFake) -> None:
    result = await probe("mysql", url=f"mysql://app:not-the-password@127.0.0.1:{server.port}/shop")
    assert (result.outcome, result.field, result.said) == ("invalid", "url", True)
    assert result.message == "Access denied for user 'app'@'127.0.0.1' (using password: YES)"
    assert "not-the-password" not in f"{result}"


@pytest.mark.parametrize(
    ("code", "words", "outcome"),
    [
        (1044, "Access denied for user 'app'@'%' to database 'shop'", "missing_permission"),
        (1049, "Unbekannte Datenbank 'shop'", "invalid"),
        (1203, "User app already has more than 'max_user_connections' active connections", "rate_limited"),
        (1226, "User 'app' has exceeded the 'max_connections_per_hour' resource", "rate_limited"),
        (1053, "Server shutdown in progress", "provider_down"),
        (1862, "Your password has expired.", "invalid"),
        (3118, "Access denied for user 'app'@'%'. Account is locked.", "invalid"),
        (3159, "Connections using insecure transport are prohibited", "cannot_check"),
        (1317, "Something nobody has heard of", "cannot_check"),
    ],
)
async def test_the_number_decides(server: MysqlFake, code: int, words: str, outcome: str) -> None:
    server.refusal = (code, words)
    result = await probe("mysql", url=server.url)
    assert (result.outcome, result.message, result.said) == (outcome, words, True)


@pytest.mark.parametrize(
    ("code", "words", "outcome"),
    [
        (1040, "Too many connections", "provider_down"),
        (1129, "Host '10.0.0.1' is blocked because of many connection errors", "cannot_check"),
        (1130, "Host '10.0.0.1' is not allowed to connect to this MySQL server", "cannot_check"),
    ],
)
async def test_a_server_that_does_not_even_greet(server: MysqlFake, code: int, words: str, outcome: str) -> None:
    server.greeting_error = (code, words)
    result = await probe("mysql", url=server.url)
    assert (result.outcome, result.message) == (outcome, words)


async def test_the_password_is_never_said(server: MysqlFake) -> None:
    server.refusal = (1049, f"Unknown database 'shop' {PASSWORD}")
    assert PASSWORD not in f"{await ask_client('mysql', url=server.url)}"


async def test_no_server() -> None:
    result = await probe("mysql", url=f"mysql://app:secret@127.0.0.1:{await closed_port()}/shop")
    assert result.outcome == "unreachable"
    assert "Nothing takes connections" in result.message


async def test_a_server_without_encryption(server: MysqlFake) -> None:
    result = await probe("mysql", url=f"{server.url}?ssl-mode=REQUIRED")
    assert result.outcome == "unreachable"
    assert not server.asked


@pytest.mark.parametrize("greeting", [b"HTTP/1.1 400 Bad Request\r\n\r\n", b"", b"\x05\x00\x00\x00\x0a8.4"])
async def test_something_else_answers(greeting: bytes) -> None:
    async with odd_server(greeting) as odd:
        result = await probe("mysql", url=f"mysql://app:secret@127.0.0.1:{odd.port}/shop")
    assert result.outcome in ("unreachable", "cannot_check")


async def test_a_server_that_says_nothing_is_not_waited_for() -> None:
    async with odd_server(silent=True) as odd:
        url = f"mysql://app:secret@127.0.0.1:{odd.port}/shop"
        assert (await ask_client("mysql", timeout_s=0.2, url=url)).outcome == "unreachable"


@pytest.mark.parametrize("url", ["mysql://app:pa#ss@db.example.com/shop", "mysql://app:pa/ss@db.example.com/shop"])
async def test_an_address_that_cannot_be_meant(url: str) -> None:
    assert (await probe("mysql", url=url)).outcome == "invalid"


async def test_without_the_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pymysql", None)
    result = await probe("mysql", url="mysql://app:secret@127.0.0.1/shop")
    assert result.outcome == "cannot_check"
    assert "pip install 'kriptik-desktop[mysql]'" in result.message


@pytest.mark.parametrize(
    ("grant", "rights"),
    [
        ("GRANT ALL PRIVILEGES ON *.* TO `app`@`%` WITH GRANT OPTION", ("ALL PRIVILEGES",)),
        ("GRANT CREATE, DROP ON `shop`.* TO `app`@`%`", ("CREATE", "DROP")),
        ("GRANT CREATE ON `other`.* TO `app`@`%`", ()),
        ("GRANT CREATE ON `sh%`.* TO `app`@`%`", ("CREATE",)),
        (r"GRANT CREATE ON `sh\_p`.* TO `app`@`%`", ()),
        ("GRANT CREATE ON `sh[o]p`.* TO `app`@`%`", ()),
        ("GRANT `writer`@`%` TO `app`@`%`", ()),
        ("GRANT SELECT (a, b), INSERT (a) ON `shop`.`rows` TO `app`@`%`", ("SELECT", "INSERT")),
    ],
)
def test_which_rights_reach_the_database(grant: str, rights: tuple[str, ...]) -> None:
    assert rights_in([grant], "shop") == rights


@pytest.mark.needs_program("mariadbd", "mariadb-install-db")
def test_a_real_server() -> None:
    with real_mariadb() as (host, port, line, ca):
        with pymysql.connect(user="root", unix_socket=line) as boss, boss.cursor() as cursor:
            for statement in _PEOPLE:
                cursor.execute(statement)
        _ask_the_real_one(f"{host}:{port}")
        _ask_it_encrypted(f"mysql://reader:reads-only@{host}:{port}/shop", ca)


_PEOPLE = (
    "create database shop",
    "create database closed",
    "create user app@'%' identified by 'p@ss:w/rd#1'",
    "grant all privileges on shop.* to app@'%'",
    "create user reader@'%' identified by 'reads-only'",
    "grant select on shop.* to reader@'%'",
)


def _ask_it_encrypted(url: str, ca: Path) -> None:
    def ask(options: str) -> ProbeResult:
        return asyncio.run(probe("mysql", url=f"{url}?{options}"))

    trusted = f"ssl-mode=VERIFY_IDENTITY&ssl-ca={ca}"
    for options in ("ssl-mode=REQUIRED", "ssl-mode=DISABLED", "ssl-mode=PREFERRED", trusted):
        assert ask(options).outcome == "ok", options
    for options in ("sslaccept=strict", "ssl=true", "ssl-mode=VERIFY_CA", 'ssl={"rejectUnauthorized":true}'):
        refused = ask(options)
        assert (refused.outcome, "not trusted" in refused.message) == ("unreachable", True), options


def _ask_the_real_one(place: str) -> None:
    def ask(who: str, database: str) -> tuple[str, str, tuple[str, ...]]:
        result = asyncio.run(probe("mysql", url=f"mysql://{who}@{place}/{database}"))
        assert "p@ss" not in f"{result}"
        return result.outcome, result.note, result.scopes

    good = "app:p%40ss%3Aw%2Frd%231"
    outcome, note, scopes = ask(good, "shop")
    assert (outcome, "ALL PRIVILEGES" in scopes) == ("ok", True)
    assert note.endswith("It may create tables.")
    assert ask("reader:reads-only", "shop")[1].endswith("It may not create tables.")
    assert ask("app:wrong", "shop")[0] == "invalid"
    assert ask("root", "missing")[0] == "invalid"
    assert ask(good, "closed")[0] == "missing_permission"
