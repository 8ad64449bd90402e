"""Every provider that is asked over HTTP, against a loopback fake made from its own documents, over real sockets."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from typing import Any

import pytest
import pytest_asyncio

from kriptik_desktop import __version__
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.core.settings import Settings
from kriptik_desktop.providers.catalogue import Catalogue
from kriptik_desktop.providers.http import HttpDoor
from kriptik_desktop.providers.model import Mode, Provider
from kriptik_desktop.providers.probe import Prober
from kriptik_desktop.providers.probe_result import ProbeResult
from kriptik_desktop.providers.wording import explain
from tests.fakes.clock import FakeClock
from tests.fakes.http_server import Trouble
from tests.fakes.provider_servers import settings_for
from tests.fakes.providers import BY_ID, FAKES
from tests.fakes.providers.fake import Fake
from tests.fakes.providers.paypal import PayPal
from tests.providers.probe_rows import NO_SUCH_CASE, ROWS, Row

in_one_loop = pytest.mark.asyncio(loop_scope="module")
Ask = Callable[..., Awaitable[tuple[ProbeResult, Fake]]]

CASES = ("right", "wrong", "no permission", "limit", "down")
NO_ANSWERS: tuple[Trouble, ...] = ("html", "truncated", "empty", "no_object", "garbage", "endless", "break_off")
PROVIDERS = tuple(each.id for each in FAKES)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def door() -> AsyncIterator[HttpDoor]:
    opened = HttpDoor(Settings())
    yield opened
    await opened.close()


@pytest_asyncio.fixture(loop_scope="module")
async def ask(catalogue: Catalogue, door: HttpDoor) -> AsyncIterator[Ask]:
    running: list[Fake] = []

    async def ask_with(
        provider: Provider,
        arrange: Callable[[Any], object],
        changes: Mapping[str, str] | None = None,
        wanted: Mode = "none",
    ) -> tuple[ProbeResult, Fake]:
        fake = BY_ID[provider.id]()
        await fake.start()
        running.append(fake)
        arrange(fake)
        prober = Prober(Settings(providers={fake.id: settings_for(fake)}), door, FakeClock())
        texts = {**fake.good, **(changes or {})}
        result = await prober.probe(provider, {name: Secret(text) for name, text in texts.items()}, wanted)
        _nothing_secret_in(result, provider, fake, texts)
        return result, fake

    yield ask_with
    for each in running:
        await each.close()


def _nothing_secret_in(result: ProbeResult, provider: Provider, fake: Fake, texts: Mapping[str, str]) -> None:
    secrets = [text for name, text in texts.items() if (found := provider.field(name)) and found.secret]
    shown = f"{result!r} {explain(provider, result)}"
    assert not any(each in shown for each in (*secrets, *fake.issued))


@pytest.mark.parametrize("row", ROWS, ids=str)
@in_one_loop
async def test_what_the_provider_says_is_what_the_person_is_told(row: Row, ask: Ask, catalogue: Catalogue) -> None:
    provider = catalogue.get(row.provider)
    result, fake = await ask(provider, row.arrange, row.values)
    assert result.outcome == row.outcome, result
    assert {name: getattr(result, name) for name in row.expect} == row.expect
    assert row.note in result.note
    assert row.words in result.message
    if row.words:
        assert result.said
        assert row.outcome != "invalid" or row.words in explain(provider, result)
    assert all(each.headers["user-agent"] == f"KripTik-Desktop/{__version__}" for each in fake.seen)
    if row.outcome not in ("ok", "missing_permission", "wrong_environment"):
        assert not result.works


@in_one_loop
async def test_paypals_live_pair_is_not_taken_for_a_sandbox(ask: Ask, catalogue: Catalogue) -> None:
    def only_live(fake: PayPal) -> None:
        fake.sandbox_apps, fake.live_apps = {}, fake.sandbox_apps

    result, fake = await ask(catalogue.get("paypal"), only_live, wanted="test")
    assert (result.outcome, result.mode) == ("wrong_environment", "live")
    assert [len(each.seen) for each in (fake.http, *fake.servers.values())] == [1, 1]


@pytest.mark.parametrize("trouble", NO_ANSWERS)
@pytest.mark.parametrize("name", PROVIDERS)
@in_one_loop
async def test_what_is_not_the_providers_answer_proves_nothing(
    name: str, trouble: Trouble, ask: Ask, catalogue: Catalogue
) -> None:
    result, _ = await ask(catalogue.get(name), lambda fake: setattr(fake.http, "trouble", trouble))
    assert result.outcome in ("cannot_check", "unreachable")
    assert not result.works


@pytest.mark.parametrize("name", PROVIDERS)
@in_one_loop
async def test_a_provider_that_never_answers_is_unreachable(name: str, ask: Ask, catalogue: Catalogue) -> None:
    provider = catalogue.get(name)
    assert provider.probe is not None
    hurried = dataclasses.replace(provider, probe=dataclasses.replace(provider.probe, timeout_s=0.02))
    result, fake = await ask(hurried, lambda fake: setattr(fake.http, "trouble", "hang"))
    assert result.outcome == "unreachable"
    assert len(fake.seen) == 1
    assert "could not be reached" in explain(provider, result)


@pytest.mark.parametrize("name", PROVIDERS)
@in_one_loop
async def test_a_closed_port_is_unreachable(name: str, ask: Ask, catalogue: Catalogue) -> None:
    result, fake = await ask(catalogue.get(name), lambda fake: setattr(fake.http, "port", 9))
    assert result.outcome == "unreachable"
    assert not fake.seen


@pytest.mark.parametrize("name", PROVIDERS)
@in_one_loop
async def test_a_redirect_is_not_followed(name: str, ask: Ask, catalogue: Catalogue) -> None:
    result, _ = await ask(catalogue.get(name), lambda fake: setattr(fake.http, "trouble", "redirect"))
    assert result.outcome == "cannot_check"


@pytest.mark.parametrize("name", PROVIDERS)
def test_it_is_asked_where_the_provider_documents_it(name: str, catalogue: Catalogue) -> None:
    fake, probe = BY_ID[name], catalogue.get(name).probe
    assert probe is not None
    assert probe.base_url == fake.address
    assert dict(probe.hosts) == dict(fake.further)


@pytest.mark.parametrize("name", PROVIDERS)
def test_each_provider_is_tried_in_every_way(name: str, catalogue: Catalogue) -> None:
    cases = [row.case for row in ROWS if row.provider == name]
    assert max(Counter(cases).values()) == 1
    for case in CASES:
        assert any(each.startswith(case) for each in cases) != ((name, case) in NO_SUCH_CASE), case
    provider = catalogue.get(name)
    assert {each.name for each in provider.required_fields} <= set(BY_ID[name].good)
    assert not [each for each in BY_ID[name].good if provider.field(each) is None]
    assert not [each for row in ROWS if row.provider == name for each in row.values if provider.field(each) is None]
    for each in provider.fields:
        text = BY_ID[name].good.get(each.name)
        assert text is None or each.pattern is None or re.search(each.pattern, text), each.name


def test_every_probe_made_of_data_has_a_fake(catalogue: Catalogue) -> None:
    asked = {each.id for each in catalogue.all() if each.probe is not None and not each.probe.client}
    assert asked == set(BY_ID)
