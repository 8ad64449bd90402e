"""Whatever comes back, reading it never fails."""

from __future__ import annotations

import json
import math
from typing import get_args, get_type_hints

from hypothesis import given
from hypothesis import strategies as st

from kriptik_desktop.core.secret import Secret
from kriptik_desktop.providers.answer_times import read_time_ms, read_wait_s
from kriptik_desktop.providers.answers import Page, judge, message_of, read_list, read_text
from kriptik_desktop.providers.catalogue import Catalogue
from kriptik_desktop.providers.probe_shape import Reading, RetryAfter
from kriptik_desktop.providers.redaction import clean_document, without_secrets

CATALOGUE = Catalogue.load()
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["error", "code", "message", "type", "object", "data", "name"]), inner)
    ),
    max_leaves=12,
)


@given(st.integers(100, 999), JSON.map(json.dumps) | st.text(max_size=200))
def test_any_answer_gets_a_verdict(status: int, text: str) -> None:
    page = Page(status, {}, clean_document(text, []))
    for provider in CATALOGUE.all():
        if provider.probe is None:
            continue
        for request in provider.probe.requests:
            verdict = judge(provider.probe, request, page)
            assert verdict.outcome != "ok" or page.document is not None
            assert "{" not in verdict.missing
            assert "\n" not in message_of(provider.probe, page)


@given(st.text(max_size=40))
def test_any_header_is_read_as_a_time_or_not(text: str) -> None:
    for unit in get_args(get_type_hints(RetryAfter)["unit"]):
        way = RetryAfter("h", unit)
        wait = read_wait_s([way], {"h": text}, 1_790_000_000_000)
        assert wait is None or (math.isfinite(wait) and wait >= 0)


@given(JSON, st.sampled_from(["error", "error.code", "data.0", "data.0.type", "a..b", ""]))
def test_any_path_is_read_or_not(document: object, path: str) -> None:
    page = Page(200, {"x": "1"}, document)
    for reading in (Reading(path), Reading(path, separator=","), Reading(f"{path}.*.{path}"), Reading(header="x")):
        read_text(reading, page)
        read_list([reading], page)
        read_time_ms(reading, page)


@given(st.text(min_size=6, max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_a_typed_value_never_stays_in_an_answer(secret: str, before: str, after: str) -> None:
    said = without_secrets(f"{before}{secret}{after}", [Secret(secret)])
    assert secret not in said.replace("[redacted]", "\0")


def test_a_deep_document_is_read_without_harm() -> None:
    assert clean_document("[" * 100_000, []) is None


def test_lists_and_times_in_their_forms() -> None:
    page = Page(200, {"scope": "a b"}, {"list": ["x", 7, "y"], "text": "p, q", "epoch": 1_893_456_000})
    assert read_list([Reading("list")], page) == ("x", "y")
    assert read_list([Reading("text", separator=",")], page) == ("p", "q")
    assert read_list([Reading(header="scope")], page) == ("a", "b")
    assert read_time_ms(Reading("epoch"), page) == 1_893_456_000_000
    assert read_time_ms(Reading("text"), page) is None


def test_a_star_goes_through_every_member() -> None:
    rights = {
        "scoped": [{"permissions": ["repo.write", "job.write"]}, {"permissions": ["repo.write"]}, {"other": 1}, 7]
    }
    page = Page(200, {}, {"global": ["discussion.write"], **rights})
    assert read_list([Reading("global"), Reading("scoped.*.permissions")], page) == (
        "discussion.write",
        "repo.write",
        "job.write",
    )
    assert page.at("scoped.*.other") == [1]
    assert page.at("global.*.x") == []


def test_moments_in_every_form() -> None:
    page = Page(200, {}, {"never": -1, "zero": 0, "epoch": "1893456000", "rfc": "2030-01-01T00:00:00Z", "text": "soon"})
    headers = Page(200, {"expires": "2030-01-01 00:00:00 UTC"}, None)
    assert read_time_ms(Reading("never"), page) is None
    assert read_time_ms(Reading("zero"), page) is None
    assert read_time_ms(Reading("epoch"), page) == read_time_ms(Reading("rfc"), page) == 1_893_456_000_000
    assert read_time_ms(Reading("epoch"), Page(200, {}, {"epoch": 1_893_456_000_000})) == 1_893_456_000_000
    assert read_time_ms(Reading(header="expires"), headers) == 1_893_456_000_000
    assert read_time_ms(Reading("text"), page) is None


def test_waits_in_every_form() -> None:
    now_ms = 1_893_456_000_000
    headers = {
        "retry-after": "7",
        "retry-after-ms": "1500",
        "x-ratelimit-reset": "1893456060",
        "x-ratelimit-reset-requests": "6m1.5s",
        "ratelimit": '"minute";r=0;t=55, "hour";r=2990;t=3100',
        "odd": "6 minutes",
    }

    def wait(way: RetryAfter) -> float | None:
        return read_wait_s([way], headers, now_ms)

    assert wait(RetryAfter("retry-after", "seconds_or_date")) == 7
    assert wait(RetryAfter("retry-after-ms", "milliseconds")) == 1.5
    assert wait(RetryAfter("x-ratelimit-reset", "epoch_s")) == 60
    assert wait(RetryAfter("x-ratelimit-reset-requests", "duration")) == 361.5
    assert wait(RetryAfter("ratelimit", "ratelimit_t")) == 55
    assert wait(RetryAfter("odd", "duration")) is None
    assert wait(RetryAfter("missing", "epoch_s")) is None


def test_an_answer_loses_the_secrets_it_brings_before_anything_reads_it() -> None:
    body = {
        "sid": "AC1",
        "auth_token": "0123456789abcdef0123456789abcdef",
        "nested": [{"accessToken": "tok-1", "scope": "a b"}, {"signing-secret": "whsec-2"}],
        "token": {"name": "ci"},
        "password": "",
    }
    assert clean_document(json.dumps(body), [Secret("AC1234567")]) == {
        "sid": "AC1",
        "auth_token": "[redacted]",
        "nested": [{"accessToken": "[redacted]", "scope": "a b"}, {"signing-secret": "[redacted]"}],
        "token": {"name": "ci"},
        "password": "",
    }
    assert clean_document("<html>", []) is None


@given(JSON.map(json.dumps) | st.text(max_size=200), st.text(min_size=6, max_size=40))
def test_any_answer_is_cleaned(body: str, secret: str) -> None:
    found = json.dumps(clean_document(body, [Secret(secret)]), ensure_ascii=False)
    assert secret not in found.replace("[redacted]", "\0") or secret in "null"
