"""Whatever comes back, reading it never fails."""

from __future__ import annotations

import json
import math

from hypothesis import given
from hypothesis import strategies as st

from kriptik_desktop.core.secret import Secret
from kriptik_desktop.providers.answers import Page, judge, message_of, read_list, read_text, read_time_ms, read_wait_s
from kriptik_desktop.providers.catalogue import Catalogue
from kriptik_desktop.providers.model import Reading, RetryAfter
from kriptik_desktop.providers.redaction import without_secrets

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
    page = Page.read(status, {}, text)
    for provider in CATALOGUE.all():
        assert provider.probe is not None
        for request in provider.probe.requests:
            verdict = judge(provider.probe, request, page)
            assert verdict.outcome != "ok" or page.document is not None
            assert "{" not in verdict.missing
            assert "\n" not in message_of(provider.probe, page)


@given(st.text(max_size=40))
def test_any_header_is_read_as_a_time_or_not(text: str) -> None:
    ways = [RetryAfter("h", "rfc3339"), RetryAfter("h", "milliseconds"), RetryAfter("h", "seconds_or_date")]
    for way in ways:
        wait = read_wait_s([way], {"h": text}, 1_790_000_000_000)
        assert wait is None or (math.isfinite(wait) and wait >= 0)


@given(JSON, st.sampled_from(["error", "error.code", "data.0", "data.0.type", "a..b", ""]))
def test_any_path_is_read_or_not(document: object, path: str) -> None:
    page = Page(200, {"x": "1"}, document)
    for reading in (Reading(path), Reading(path, separator=","), Reading(header="x")):
        read_text(reading, page)
        read_list(reading, page)
        read_time_ms(reading, page)


@given(st.text(min_size=6, max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_a_typed_value_never_stays_in_an_answer(secret: str, before: str, after: str) -> None:
    said = without_secrets(f"{before}{secret}{after}", [Secret(secret)])
    assert secret not in said.replace("[redacted]", "\0")


def test_a_deep_document_is_read_without_harm() -> None:
    assert Page.read(200, {}, "[" * 100_000).document is None


def test_lists_and_times_in_their_forms() -> None:
    page = Page(200, {"scope": "a b"}, {"list": ["x", 7, "y"], "text": "p, q", "epoch": 1_893_456_000})
    assert read_list(Reading("list"), page) == ("x", "y")
    assert read_list(Reading("text", separator=","), page) == ("p", "q")
    assert read_list(Reading(header="scope"), page) == ("a", "b")
    assert read_time_ms(Reading("epoch"), page) == 1_893_456_000_000
    assert read_time_ms(Reading("text"), page) is None
