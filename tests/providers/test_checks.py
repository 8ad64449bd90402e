"""What is found without asking anybody."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kriptik_desktop.core.secret import Secret
from kriptik_desktop.providers.catalogue import Catalogue
from kriptik_desktop.providers.checks import (
    Finding,
    check_format,
    check_mode,
    check_pairing,
    check_values,
    clean,
    jwt_claims,
    mode_of,
)
from kriptik_desktop.providers.model import Provider
from tests.fakes.provider_servers import GOOD, jwt

CATALOGUE = Catalogue.load()


def values(name: str, **changes: str) -> dict[str, Secret]:
    return {field: Secret(text) for field, text in {**GOOD[name], **changes}.items()}


def found(name: str, **changes: str) -> list[Finding]:
    return check_values(CATALOGUE.get(name), values(name, **changes))


@pytest.mark.parametrize("name", list(GOOD))
def test_nothing_is_wrong_with_right_values(name: str) -> None:
    assert found(name) == []


@pytest.mark.parametrize(
    ("name", "field", "text", "level", "said"),
    [
        ("stripe", "secret_key", "", "refuse", "The secret key is missing."),
        ("stripe", "secret_key", "sk_test_12 34567890123456", "refuse", "blanks"),
        (
            "stripe",
            "secret_key",
            "sk_test_\u2022\u2022\u2022\u2022\u2022\u2022\u2022\u2022c3d4",
            "refuse",
            "uncovered and whole",
        ),
        ("stripe", "secret_key", "sk_test_" + "a" * 20_000, "refuse", "too long"),
        ("stripe", "secret_key", "sk_live_51FakeAccount0000000000c3d4", "refuse", "different modes"),
        ("stripe", "secret_key", "pk_test_51FakeAccount0000000000c3d4", "refuse", "not a secret key"),
        ("stripe", "secret_key", "sk_org_live_whatever_this_may_be", "warn", "sk_test_ or sk_live_"),
        ("stripe", "publishable_key", "sk_test_51FakeAccount0000000000c3d4", "refuse", "shown to every visitor"),
        ("stripe", "webhook_secret", "sk_test_51FakeAccount0000000000c3d4", "refuse", "whsec_"),
        ("stripe", "webhook_secret", "something_else_entirely", "warn", "whsec_"),
        ("google-oauth", "client_id", "GOCSPX-FakeFakeFakeFakeFakeFakeFake", "refuse", "This is the client secret"),
        ("google-oauth", "client_secret", "1-a.apps.googleusercontent.com", "refuse", "This is the client ID"),
        ("supabase", "url", "abcdefghijklmnopqrst.supabase.co", "refuse", "https://"),
        ("supabase", "url", "http://abcdefghijklmnopqrst.supabase.co", "refuse", "unprotected"),
        ("supabase", "url", "https://data.example.org", "warn", "your own domain"),
        ("supabase", "anon_key", "sb_secret_FakeFake-FakeFake_FakeFake", "refuse", "shown to every visitor"),
        ("supabase", "anon_key", jwt("service_role"), "refuse", "role service_role, not anon"),
        ("supabase", "anon_key", jwt("anon", "zzzzzzzzzzzzzzzzzzzz"), "refuse", "different projects"),
        ("supabase", "service_role_key", jwt("anon"), "refuse", "role anon, not service_role"),
        ("supabase", "service_role_key", "sb_publishable_FakeFake-FakeFake", "refuse", "publishable key"),
        ("supabase", "service_role_key", "sbp_0123456789abcdef0123456789abcdef01234567", "refuse", "access token"),
        ("openai", "api_key", GOOD["anthropic"]["api_key"], "refuse", "a key of Anthropic"),
        ("openai", "api_key", "sk-admin-0123456789012345678901234567", "refuse", "admin key"),
        ("anthropic", "api_key", GOOD["openai"]["api_key"], "refuse", "a key of OpenAI"),
        ("resend", "api_key", "rs_whatever_it_is", "warn", "re_"),
    ],
)
def test_what_is_wrong_is_said(name: str, field: str, text: str, level: str, said: str) -> None:
    findings = [each for each in found(name, **{field: text}) if said in each.message]
    assert findings
    assert findings[0].level == level


def test_the_form_is_told_which_field() -> None:
    assert [each.field for each in found("stripe", secret_key="")] == ["secret_key"]
    assert [each.field for each in found("supabase", anon_key=jwt("service_role"))] == ["anon_key"]


def test_blanks_around_a_value_do_no_harm() -> None:
    assert found("stripe", secret_key="  \n" + GOOD["stripe"]["secret_key"] + "\r\n\ufeff") == []
    assert clean("\u200b x \n") == "x"


def test_secret_keys_of_the_command_line_tool_pass() -> None:
    field = CATALOGUE.get("supabase").field("service_role_key")
    assert field is not None
    assert check_format(field, "sb_secret_N7UND0UgjKTVK-Uodkm0Hg_xSvEMPvz") is None


def test_modes() -> None:
    stripe = CATALOGUE.get("stripe")
    live = {"publishable_key": "pk_live_0123456789abcdef", "secret_key": "rk_live_0123456789abcdef"}
    typed = values("stripe", **live)
    assert (mode_of(stripe, values("stripe")), mode_of(stripe, typed)) == ("test", "live")
    assert mode_of(stripe, {}) == "none"
    assert mode_of(stripe, values("stripe", secret_key=live["secret_key"])) == "none"
    assert check_mode(stripe, values("stripe"), "test") == []
    refused = check_mode(stripe, typed, "test")
    assert [(each.level, each.field) for each in refused] == [("refuse", "publishable_key"), ("refuse", "secret_key")]
    assert "live key, and the project is in test mode" in refused[0].message
    assert "sandbox key, and the project is in live mode" in check_mode(stripe, values("stripe"), "live")[0].message
    assert check_mode(CATALOGUE.get("openai"), values("openai"), "live") == []


def test_no_value_is_in_a_finding() -> None:
    secret = "sk_live_VerySecretVerySecret0123"
    said = " ".join(each.message for each in found("stripe", secret_key=secret, publishable_key=secret))
    assert "VerySecret" not in said


@given(st.text(max_size=300))
def test_any_text_is_judged_without_harm(text: str) -> None:
    for provider in CATALOGUE.all():
        typed = {each.name: Secret(text) for each in provider.fields}
        for finding in check_values(provider, typed):
            assert finding.level in ("refuse", "warn")
            assert finding.message


@given(st.text(alphabet="eyJ._-abc019=\u00e9", max_size=120))
def test_what_is_no_jwt_has_no_claims(text: str) -> None:
    claims = jwt_claims(text)
    assert claims is None or isinstance(claims, dict)


def test_claims_are_read_from_a_jwt() -> None:
    claims = jwt_claims(jwt("anon"))
    assert claims is not None
    assert (claims["role"], claims["ref"]) == ("anon", "abcdefghijklmnopqrst")


def test_a_deeply_nested_payload_is_no_jwt() -> None:
    import base64

    deep = base64.urlsafe_b64encode(b"[" * 9_000).decode().rstrip("=")
    assert jwt_claims(f"a.{deep}.c") is None


def test_a_warning_rule_only_warns() -> None:
    openai: Provider = CATALOGUE.get("openai")
    soft = dataclasses.replace(openai, pairing=(dataclasses.replace(openai.pairing[0], level="warn"),))
    assert [each.level for each in check_pairing(soft, values("openai", api_key="sk-ant-x"))] == ["warn"]
