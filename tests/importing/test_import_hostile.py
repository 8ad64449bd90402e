"""Damaged and made-up bytes end in one of our reasons or in a reading, and never in anything else.

They are read in this process, by the function that the child calls, so that an exception would be seen. The number of
changed copies of each file is 40, and 300 with ``KRIPTIK_SOAK=1``.
"""

from __future__ import annotations

import json
import logging
import os
import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kriptik_desktop.acquisition.importing import errors
from kriptik_desktop.acquisition.importing.child import reply
from kriptik_desktop.acquisition.importing.formats import (
    bitwarden,
    documents,
    dotenv,
    kdbx_header,
    onepassword,
    plain_json,
    text,
)
from kriptik_desktop.acquisition.importing.found import CannotRead
from kriptik_desktop.acquisition.importing.reading import _received
from kriptik_desktop.core.errors import KriptikError
from tests.fakes import foreign_files as made

COPIES = 300 if os.environ.get("KRIPTIK_SOAK") == "1" else 40
VALUE = "re_9f8e7d6c5b4a_ExampleExample"
ITEM = made.bitwarden_item("Resend", {"key": VALUE})
FILES = {
    "kdbx": made.kdbx([{"title": "Resend", "password": VALUE}]),
    "1pux": made.onepassword_1pux([made.onepassword_item("Resend", {"credential": VALUE})]),
    "bitwarden": json.dumps(made.bitwarden_protected(made.bitwarden_plain([ITEM]))).encode(),
    "csv": made.onepassword_csv([("Resend", "https://resend.com", "me", VALUE, "", "", "", "", "")]),
}
AUTHENTICATED = {"kdbx", "bitwarden"}
KNOWN = {*errors._TEXTS, "import_password_needed", "import_password_wrong", "kdbx_not_installed"}


def changed(content: bytes, seed: int) -> bytes:
    """Return a copy with one bit flipped, or cut off."""
    dice = random.Random(seed)
    at = dice.randrange(len(content))
    if seed % 3 == 0:
        return content[:at]
    copy = bytearray(content)
    copy[at] ^= 1 << dice.randrange(8)
    return bytes(copy)


@pytest.mark.parametrize("name", FILES)
def test_flipped_and_cut_files_end_in_a_reason_or_a_reading(name: str) -> None:
    logging.getLogger("pykeepass").setLevel(logging.CRITICAL)
    for seed in range(COPIES):
        answer = reply(changed(FILES[name], seed), made.FILE_PASSWORD)
        if "error" in answer:
            assert answer["error"] in KNOWN, (seed, answer)
            assert VALUE not in json.dumps(answer)
        elif name in AUTHENTICATED:
            assert VALUE in json.dumps(answer), seed


def test_parsers_raise_only_what_they_say() -> None:
    """The child would catch anything; the parsers of our own must not need it."""
    for name, read in (("1pux", onepassword.read_1pux), ("bitwarden", _bitwarden), ("kdbx", kdbx_header.check_header)):
        for seed in range(COPIES):
            survives(read, changed(FILES[name], seed))


def _bitwarden(content: bytes) -> object:
    document = documents.parse(content)
    return bitwarden.read(document, made.FILE_PASSWORD) if bitwarden.is_bitwarden(document) else None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=20,
)
NAMES = st.sampled_from(
    [
        "accounts",
        "vaults",
        "items",
        "item",
        "overview",
        "details",
        "sections",
        "fields",
        "value",
        "title",
        "url",
        "urls",
        "loginFields",
        "designation",
        "tags",
        "folders",
        "name",
        "login",
        "uris",
        "uri",
        "type",
        "encrypted",
        "key",
    ]
)
SHAPED = st.recursive(
    st.none() | st.booleans() | st.integers(-1, 5) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=5),
    max_leaves=25,
)


def survives(read: Any, content: Any) -> None:
    code = "import_damaged"
    try:
        read(content)
    except CannotRead as error:
        code = error.code
    assert code in KNOWN


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_end_in_a_reason_or_a_reading(content: bytes) -> None:
    answer = reply(content, "password")
    assert answer.get("error", "import_damaged") in KNOWN
    survives(text.decode, content)
    survives(dotenv.read, content)
    survives(kdbx_header.check_header, kdbx_header.MAGIC + content)


@settings(max_examples=100, deadline=None)
@given(JSON | SHAPED)
def test_any_json_ends_in_a_reason_or_a_reading(document: Any) -> None:
    parsed = documents.parse(json.dumps(document).encode())
    survives(plain_json.read, parsed)
    survives(lambda each: bitwarden.read({**documents.inner(each), "encrypted": False}, None), parsed)
    survives(onepassword.read_1pux, made.onepassword_1pux([document] if isinstance(document, dict) else []))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=4), max_size=5))
def test_any_csv_ends_in_a_reason_or_a_reading(rows: list[list[str]]) -> None:
    survives(onepassword.read_csv, made.onepassword_csv(rows).decode(errors="replace"))
    survives(onepassword.read_csv, "Title,Password\n" + "\n".join(",".join(row) for row in rows))


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.from_regex(r"\A[A-Z][A-Z0-9_]{0,12}\Z"), st.text(st.characters(codec="utf-8"), max_size=40)))
def test_a_json_of_names_gives_back_every_value_or_says_why_not(values: dict[str, str]) -> None:
    content = json.dumps(values, ensure_ascii=False).encode()
    answer = reply(content, None)
    if "error" in answer:
        assert answer["error"] == "import_nothing_inside"
        assert values == {}
        return
    taken = dict(answer["variables"])
    assert taken == {name: value for name, value in values.items() if value.strip()}
    assert {name for name, _ in answer["left_out"]} == values.keys() - taken.keys()


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200) | JSON.map(lambda each: json.dumps(each).encode()))
def test_an_answer_that_is_none_is_an_error_of_ours(answer: bytes) -> None:
    with pytest.raises(KriptikError):
        _received(answer)
