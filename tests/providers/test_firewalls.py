"""What is stopped before it is sent or saved: another provider's key, a secret in the open, one that lacks its twin."""

from __future__ import annotations

import base64
import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kriptik_desktop.core.secret import Secret
from kriptik_desktop.providers.catalogue import Catalogue
from kriptik_desktop.providers.checks import Finding, check_pairing, check_values
from kriptik_desktop.providers.model import Field, PairingRule, Part, Provider
from kriptik_desktop.providers.recognition import Recogniser
from tests.fakes.provider_servers import GOOD

CATALOGUE = Catalogue.load()
RECOGNISER = Recogniser(CATALOGUE)
SOURCE = "https://example.org/docs"


def found(name: str, **changes: str) -> dict[str, Finding]:
    values = {field: Secret(text) for field, text in {**GOOD.get(name, {}), **changes}.items()}
    return {each.field: each for each in check_values(CATALOGUE.get(name), values, RECOGNISER)}


@pytest.mark.parametrize("name", list(GOOD))
def test_right_values_meet_no_firewall(name: str) -> None:
    assert found(name) == {}


def test_the_examples_of_the_whole_catalogue_meet_no_firewall() -> None:
    for provider in CATALOGUE.all():
        values = {each.name: Secret(each.example) for each in provider.fields if each.example}
        with_all = set(check_values(provider, values, RECOGNISER))
        assert with_all == set(check_values(provider, values)), provider.id


@pytest.mark.parametrize(
    ("name", "field", "text", "level", "said"),
    [
        ("stripe", "secret_key", GOOD["openai"]["api_key"], "refuse", "belongs to OpenAI, not to Stripe"),
        ("stripe", "webhook_secret", GOOD["resend"]["api_key"], "refuse", "belongs to Resend"),
        ("resend", "api_key", GOOD["anthropic"]["api_key"], "refuse", "belongs to Anthropic"),
        ("resend", "api_key", GOOD["google-oauth"]["client_secret"], "refuse", "or another"),
        ("elevenlabs", "api_key", GOOD["anthropic"]["api_key"], "confirm", "belongs to Anthropic"),
        ("supabase", "url", GOOD["anthropic"]["api_key"], "refuse", ""),
        ("google-oauth", "client_id", GOOD["anthropic"]["api_key"], "refuse", "the shape of a secret of Anthropic"),
        ("algolia", "app_id", GOOD["openai"]["api_key"], "refuse", "everybody could see it"),
        ("algolia", "app_id", "re_engagement_campaign", "confirm", "the shape of a secret of Resend"),
        ("posthog", "host", "https://abcdefghijklmnopqrst.supabase.co", "", ""),
    ],
)
def test_what_belongs_elsewhere_is_stopped(name: str, field: str, text: str, level: str, said: str) -> None:
    finding = found(name, **{field: text}).get(field)
    assert (finding.level if finding else "") == level
    assert finding is None or said in finding.message
    assert finding is None or text not in finding.message


def test_without_a_recogniser_only_the_files_speak() -> None:
    values = {"api_key": Secret(GOOD["openai"]["api_key"])}
    assert [each.level for each in check_values(CATALOGUE.get("resend"), values)] == ["warn"]
    assert [each.level for each in check_values(CATALOGUE.get("resend"), values, RECOGNISER)] == ["refuse"]


def test_what_a_file_says_of_a_value_is_not_said_twice() -> None:
    values = {"api_key": Secret(GOOD["anthropic"]["api_key"])}
    findings = check_values(CATALOGUE.get("openai"), values, RECOGNISER)
    assert [each.field for each in findings] == ["api_key"]


def made_up(*rules: PairingRule) -> Provider:
    fields = tuple(
        Field(name=name, label=name, secret=name != "key", required=name == "key", env=(name.upper(),))
        for name in ("key", "secret", "session_token")
    )
    return dataclasses.replace(CATALOGUE.get("resend"), id="made-up", fields=fields, pairing=rules)


def pairing(provider: Provider, **texts: str) -> list[tuple[str, str]]:
    return [(each.level, each.field) for each in check_pairing(provider, {n: Secret(t) for n, t in texts.items()})]


def test_a_value_that_needs_another_is_stopped_without_it() -> None:
    rule = PairingRule("requires", "refuse", "why", SOURCE, fields=("session_token",), field="key", pattern="^ASIA")
    provider = made_up(rule)
    assert pairing(provider, key="ASIA1") == [("refuse", "session_token")]
    assert pairing(provider, key="ASIA1", session_token=" ") == [("refuse", "session_token")]
    assert pairing(provider, key="ASIA1", session_token="t") == []
    assert pairing(provider, key="AKIA1") == []
    assert pairing(provider) == []
    whenever = made_up(dataclasses.replace(rule, pattern=None, level="confirm"))
    assert pairing(whenever, key="AKIA1") == [("confirm", "session_token")]


def encoded(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def test_what_is_said_only_once_decoded_is_seen() -> None:
    rule = PairingRule(
        "looks_like", "refuse", "why", SOURCE, field="key", after="^pk_(test|live)_", decode="base64", pattern=r"\$$"
    )
    provider = made_up(rule)
    assert pairing(provider, key="pk_test_" + encoded("clerk.example.dev$")) == [("refuse", "key")]
    assert pairing(provider, key="pk_test_" + base64.b64encode(b"clerk.example.dev$").decode()) == [("refuse", "key")]
    assert pairing(provider, key="pk_test_51Hq8ZkLmNoPqRsTuVwX") == []
    assert pairing(provider, key=encoded("clerk.example.dev$")) == []
    after_only = made_up(dataclasses.replace(rule, decode="", pattern="^51"))
    assert pairing(after_only, key="pk_test_51") == [("refuse", "key")]


def test_parts_are_compared_once_decoded() -> None:
    parts = (
        Part("key", pattern="^pk_test_(.+)$", decode="base64"),
        Part("secret", pattern="^(.+)$"),
    )
    provider = made_up(PairingRule("same_part", "refuse", "found {found}", SOURCE, parts=parts))
    assert pairing(provider, key="pk_test_" + encoded("one"), secret="one") == []
    assert pairing(provider, key="pk_test_" + encoded("one"), secret="two") == [("refuse", "key")]
    assert pairing(provider, key="pk_test_!!!", secret="two") == []


@given(st.sampled_from([each.id for each in CATALOGUE.all()]), st.data())
def test_any_value_is_survived(name: str, data: st.DataObject) -> None:
    provider = CATALOGUE.get(name)
    examples = [each.example for other in CATALOGUE.all() for each in other.fields if each.example]
    text = st.one_of(st.text(max_size=40), st.sampled_from(examples))
    values = {each.name: Secret(data.draw(text)) for each in provider.fields}
    for finding in check_values(provider, values, RECOGNISER):
        assert provider.field(finding.field) is not None
        assert finding.message


ADDRESSES = [
    ("qdrant", "url"),
    ("meilisearch", "host"),
    ("weaviate", "url"),
    ("woocommerce", "url"),
    ("minio", "endpoint"),
]


@pytest.mark.parametrize(("name", "field"), ADDRESSES)
def test_an_address_with_a_password_is_kept_out_of_a_public_field(name: str, field: str) -> None:
    provider = CATALOGUE.get(name)
    with_one = check_values(provider, {field: Secret("https://app:hunter2@db.example.com")})
    assert "holds a password" in next(
        each.message for each in with_one if each.field == field and each.level == "refuse"
    )
    without = check_values(provider, {field: Secret("https://db.example.com")})
    assert not [each for each in without if "password" in each.message]


def test_a_dsn_names_its_key_before_the_host_by_nature() -> None:
    dsn = {"dsn": Secret("https://0123456789abcdef0123456789abcdef@o1.ingest.example.com/42")}
    assert not [each for each in check_values(CATALOGUE.get("sentry"), dsn) if each.field == "dsn"]
