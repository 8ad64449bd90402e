"""A Secret gives its value to ``reveal()`` and to nothing else."""

from __future__ import annotations

import copy
import dataclasses
import json
import logging
import pickle
import string
import traceback

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kriptik_desktop.core.secret import Secret

VALUE = "sk_test_51Habcdefghijklmnop4f2a"


@dataclasses.dataclass
class Holder:
    name: str
    value: Secret


@pytest.mark.parametrize(
    "show",
    [
        repr,
        str,
        "{}".format,
        "{!r:>40}".format,
        lambda secret: f"{secret:.3}",
        lambda secret: "%s %r".__mod__((secret, secret)),
        lambda secret: repr([secret, {"k": secret}]),
        lambda secret: repr(Holder("key", secret)),
        lambda secret: repr(dataclasses.asdict(Holder("key", secret))),
        lambda secret: repr(dataclasses.astuple(Holder("key", secret))),
        lambda secret: repr(dataclasses.replace(Holder("key", secret), name="other")),
        lambda secret: repr(vars(Holder("key", secret))),
        lambda secret: json.dumps({"key": secret}, default=str),
        lambda secret: repr(copy.deepcopy(Holder("key", secret))),
        lambda secret: repr(Exception("refused", secret)) + str(Exception(secret)),
        lambda secret: repr(dir(secret)),
    ],
)
def test_no_way_of_printing_shows_it(show: object) -> None:
    assert callable(show)
    shown = show(Secret(VALUE))
    assert not any(piece in shown for piece in (VALUE, "51Habc", "4f2a"))


@pytest.mark.parametrize("dump", [json.dumps, pickle.dumps, vars, lambda secret: secret.__getstate__()])
def test_serialising_is_refused_without_telling(dump: object) -> None:
    assert callable(dump)
    with pytest.raises(TypeError) as caught:
        dump(Secret(VALUE))
    assert VALUE not in "".join(traceback.format_exception(caught.value))


def test_the_log_does_not_show_it(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        logging.getLogger("x").info("saved %s as %r", Secret(VALUE), Secret(VALUE))
    assert caplog.messages == ["saved Secret(redacted) as Secret(redacted)"]


def test_a_traceback_with_locals_and_a_logged_error_do_not_show_it(caplog: pytest.LogCaptureFixture) -> None:
    def refuse(secret: Secret, among: list[object]) -> None:
        raise ValueError("refused", secret, among)

    secret = Secret(VALUE)
    with pytest.raises(ValueError, match="refused") as caught:
        refuse(secret, [Holder("key", secret), {"key": secret}])
    with caplog.at_level(logging.INFO):
        logging.getLogger("x").info("it failed: %s", caught.value, exc_info=caught.value)
    frames = traceback.TracebackException.from_exception(caught.value, capture_locals=True).stack
    inner = next(frame for frame in frames if frame.name == "refuse")
    assert inner.locals is not None
    assert set(inner.locals) == {"secret", "among"}
    shown = repr(inner.locals) + caplog.text + "".join(traceback.format_exception(caught.value))
    assert not any(piece in shown for piece in (VALUE, "51Habc", "4f2a"))


def test_copies_are_the_same_secret() -> None:
    secret = Secret(VALUE)
    assert copy.copy(secret) is secret
    assert copy.deepcopy({"a": [secret]})["a"][0] is secret


def test_it_does_not_become_a_key_whose_hash_could_be_guessed() -> None:
    with pytest.raises(TypeError):
        hash(Secret(VALUE))


@given(st.text(), st.text())
def test_equality_is_that_of_the_values(left: str, right: str) -> None:
    assert (Secret(left) == Secret(right)) is (left == right)
    assert Secret(left).reveal() == left
    assert Secret(left) != left
    assert (bool(Secret(left)), len(Secret(left))) == (bool(left), len(left))


def test_text_that_no_encoding_takes_can_be_compared() -> None:
    odd = "value-\udcff"
    assert Secret(odd) == Secret(odd)
    assert Secret(odd) != Secret("value")


@pytest.mark.parametrize(
    ("value", "masked"),
    [
        (VALUE, "sk_test_...4f2a"),
        ("sk-ant-api03-" + "Q" * 80 + "wAAA", "sk-ant-api03-...wAAA"),
        ("whsec_" + "9" * 32, "whsec_...9999"),
        ("re_h4Rd8x9Z_" + "q" * 24, "re_...qqqq"),
        ("eyJhbGciOiJIUzI1NiJ9.e30.abcdef", "...cdef"),
        ("fifteen-letters", "..."),
        ("", "..."),
    ],
)
def test_the_mask_shows_the_kind_and_four_characters(value: str, masked: str) -> None:
    assert Secret(value).masked() == masked


@given(st.text(string.ascii_letters + string.digits + "_-", max_size=200))
def test_the_mask_hides_at_least_half(value: str) -> None:
    assert len(Secret(value).masked().replace("...", "")) <= len(value) / 3 + 4
    if len(value) < 16:
        assert Secret(value).masked() == "..."
