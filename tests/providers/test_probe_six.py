"""Each provider as it really answers, traps included, over real sockets."""

from __future__ import annotations

import pytest

from kriptik_desktop import __version__
from kriptik_desktop.providers.catalogue import Catalogue
from kriptik_desktop.providers.wording import explain
from tests.fakes.provider_servers import GOOD, ProviderServers, jwt
from tests.providers.conftest import Ask

SIX = tuple(GOOD)
SECRET_FIELD = {
    "stripe": "secret_key",
    "google-oauth": "client_secret",
    "supabase": "service_role_key",
    "openai": "api_key",
    "anthropic": "api_key",
    "resend": "api_key",
}
WRONG = {
    "stripe": ("sk_test_51WrongWrongWrongWrong", "Invalid API Key provided: sk_test_"),
    "google-oauth": ("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", "Unauthorized"),
    "supabase": ("sb_secret_WrongWrongWrong_Wrong", "Invalid API key"),
    "openai": ("sk-proj-WrongWrongWrongWrongWrong", "Incorrect API key provided"),
    "anthropic": ("sk-ant-api03-WrongWrongWrongWrong", "invalid x-api-key"),
    "resend": ("re_WrongWrong_WrongWrongWrong", "API key is invalid"),
}


@pytest.mark.parametrize("name", SIX)
async def test_the_right_values_are_accepted(name: str, ask: Ask, servers: ProviderServers) -> None:
    result = await ask(name)
    assert result.outcome == "ok", result
    assert all(each.headers["user-agent"] == f"KripTik-Desktop/{__version__}" for each in servers[name].seen)


@pytest.mark.parametrize("name", SIX)
async def test_a_wrong_key_is_refused_in_the_providers_words(name: str, ask: Ask, catalogue: Catalogue) -> None:
    key, words = WRONG[name]
    result = await ask(name, **{SECRET_FIELD[name]: key})
    assert result.outcome == "invalid"
    assert result.field == SECRET_FIELD[name]
    assert words in result.message
    assert key not in repr(result)
    assert words in explain(catalogue.get(name), result)


@pytest.mark.parametrize(
    ("name", "wait"),
    [("stripe", None), ("google-oauth", 17), ("supabase", 9), ("openai", 2.5), ("anthropic", 42), ("resend", 1)],
)
async def test_a_limit_is_told_with_its_own_header(
    name: str, wait: float | None, ask: Ask, servers: ProviderServers
) -> None:
    servers[name].weather = "rate_limited"
    result = await ask(name)
    assert (result.outcome, result.retry_after_s) == ("rate_limited", wait)


@pytest.mark.parametrize("name", SIX)
async def test_a_provider_in_trouble_is_not_a_wrong_key(name: str, ask: Ask, servers: ProviderServers) -> None:
    servers[name].weather = "down"
    result = await ask(name)
    assert result.outcome == "provider_down"
    assert result.message


@pytest.mark.parametrize("name", SIX)
@pytest.mark.parametrize("trouble", ["garbage", "html"])
async def test_what_is_not_the_providers_answer_proves_nothing(
    name: str, trouble: str, ask: Ask, servers: ProviderServers
) -> None:
    servers[name].http.trouble = "garbage" if trouble == "garbage" else "html"
    assert (await ask(name)).outcome == "cannot_check"


@pytest.mark.parametrize("name", SIX)
async def test_a_closed_port_is_unreachable(
    name: str, ask: Ask, servers: ProviderServers, catalogue: Catalogue
) -> None:
    await servers[name].http.close()
    result = await ask(name)
    assert result.outcome == "unreachable"
    assert "could not be reached" in explain(catalogue.get(name), result)


async def test_stripe_reads_the_balance_and_its_mode(ask: Ask, servers: ProviderServers) -> None:
    result = await ask("stripe")
    assert result.mode == "test"
    assert [(each.method, each.path) for each in servers.stripe.seen] == [("GET", "/v1/balance")]


async def test_stripe_a_restricted_key_is_real_and_the_permission_is_named(ask: Ask, servers: ProviderServers) -> None:
    servers.stripe.keys["rk_test_51FakeAccount0000000000e5f6"] = "restricted"
    result = await ask("stripe", secret_key="rk_test_51FakeAccount0000000000e5f6")
    assert (result.outcome, result.missing) == ("missing_permission", "rak_balance_read")


async def test_stripe_an_expired_key_says_so(ask: Ask, servers: ProviderServers, catalogue: Catalogue) -> None:
    servers.stripe.keys[GOOD["stripe"]["secret_key"]] = "expired"
    result = await ask("stripe")
    assert result.outcome == "invalid"
    assert "The key has expired." in explain(catalogue.get("stripe"), result)


async def test_stripe_a_test_key_that_answers_live_is_the_wrong_environment(ask: Ask, servers: ProviderServers) -> None:
    servers.stripe.livemode = True
    result = await ask("stripe")
    assert result.outcome == "wrong_environment"
    assert "test key" in result.message
    assert "live mode" in result.message


async def test_google_names_the_wrong_half_of_the_pair(ask: Ask, servers: ProviderServers) -> None:
    result = await ask("google-oauth", client_id="999999999999-unknown.apps.googleusercontent.com")
    assert (result.outcome, result.field) == ("invalid", "client_id")
    assert result.message == "The OAuth client was not found."
    sent = servers.google.seen[-1]
    assert sent.method == "POST"
    assert sent.form["grant_type"] == "authorization_code"


async def test_google_a_pair_without_the_redirect_address_is_a_pair(ask: Ask, servers: ProviderServers) -> None:
    assert "at the first sign-in" in (await ask("google-oauth")).note
    servers.google.redirects.clear()
    result = await ask("google-oauth")
    assert result.outcome == "ok"
    assert "not registered yet" in result.note


async def test_supabase_says_which_key_is_wrong(ask: Ask) -> None:
    assert (await ask("supabase", anon_key="sb_publishable_wrong_wrong_wrong")).field == "anon_key"
    assert (await ask("supabase", service_role_key=WRONG["supabase"][0])).field == "service_role_key"


async def test_supabase_a_secret_key_travels_in_apikey_alone(ask: Ask, servers: ProviderServers) -> None:
    assert (await ask("supabase")).outcome == "ok"
    settings, users = servers.supabase.seen
    assert (settings.path, users.path) == ("/auth/v1/settings", "/auth/v1/admin/users")
    assert "authorization" not in users.headers


async def test_supabase_takes_the_older_keys_too(ask: Ask, servers: ProviderServers) -> None:
    assert (await ask("supabase", anon_key=jwt("anon"), service_role_key=jwt("service_role"))).outcome == "ok"
    assert servers.supabase.seen[-1].headers["authorization"] == f"Bearer {jwt('service_role')}"


async def test_supabase_an_anon_key_in_the_services_place_is_refused(ask: Ask, servers: ProviderServers) -> None:
    result = await ask("supabase", service_role_key=jwt("anon"))
    assert (result.outcome, result.field, result.message) == ("invalid", "service_role_key", "User not allowed")


async def test_supabase_legacy_keys_switched_off(ask: Ask, servers: ProviderServers) -> None:
    servers.supabase.keys[jwt("anon")] = "legacy_off"
    result = await ask("supabase", anon_key=jwt("anon"))
    assert result.outcome == "invalid"
    assert "accepts only the new keys" in result.note


async def test_supabase_a_paused_project_is_no_wrong_key(ask: Ask, servers: ProviderServers) -> None:
    servers.supabase.paused = True
    result = await ask("supabase")
    assert result.outcome == "provider_down"
    assert "paused" in result.note


async def test_openai_401_may_mean_a_missing_scope(ask: Ask, servers: ProviderServers) -> None:
    servers.openai.keys[GOOD["openai"]["api_key"]] = "restricted"
    result = await ask("openai")
    assert (result.outcome, result.missing) == ("missing_permission", "api.model.read")


async def test_openai_429_may_mean_no_money(ask: Ask, servers: ProviderServers) -> None:
    servers.openai.keys[GOOD["openai"]["api_key"]] = "no_credit"
    result = await ask("openai")
    assert result.outcome == "missing_permission"
    assert "no credit" in result.note


async def test_anthropic_key_and_version_travel_in_headers(ask: Ask, servers: ProviderServers) -> None:
    await ask("anthropic")
    headers = servers.anthropic.seen[0].headers
    assert headers["x-api-key"] == GOOD["anthropic"]["api_key"]
    assert headers["anthropic-version"] == "2023-06-01"
    assert "authorization" not in headers
    assert servers.anthropic.seen[0].query == {"limit": "1"}


@pytest.mark.parametrize("state", ["restricted", "no_credit"])
async def test_anthropic_a_real_key_that_may_not(state: str, ask: Ask, servers: ProviderServers) -> None:
    servers.anthropic.keys[GOOD["anthropic"]["api_key"]] = "restricted" if state == "restricted" else "no_credit"
    assert (await ask("anthropic")).outcome == "missing_permission"


async def test_resend_401_is_a_key_that_may_only_send(ask: Ask, servers: ProviderServers, catalogue: Catalogue) -> None:
    servers.resend.keys[GOOD["resend"]["api_key"]] = "sending_only"
    result = await ask("resend")
    assert (result.outcome, result.scopes) == ("missing_permission", ("sending_access",))
    assert "all that sending needs" in explain(catalogue.get("resend"), result)


async def test_resend_full_access_is_read(ask: Ask) -> None:
    assert (await ask("resend")).scopes == ("full_access",)
