"""The words and lines of the credential sheet, without a window."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kriptik_desktop.acquisition.model import External, Form, FormField
from kriptik_desktop.acquisition.rights import Right
from kriptik_desktop.acquisition.smart_paste import Note, Sorted
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.providers.checks import Finding
from kriptik_desktop.providers.model import Need
from kriptik_desktop.ui.clipboard_offer import is_blob, offer_of, pasted_words
from kriptik_desktop.ui.rights_rows import compared_rows, wanted_rows
from kriptik_desktop.ui.sheet_renewal import why_renewed
from kriptik_desktop.ui.sheet_rows import FieldRow, field_row, judged, kept_row
from kriptik_desktop.vault.model import Overview

pytestmark = pytest.mark.qt
NOW = 1_800_000_000_000
LONG = FormField("pem", "Private key", "", True, False, "person", "", "", multiline=True, checkable=True)
KEY = FormField("key", "API key", "", True, True, "person", "", "", multiline=False, checkable=True)
FREE = FormField("region", "Region", "", False, True, "person", "", "", multiline=False, checkable=False)
FORM = Form("acme", "Acme", (KEY, FREE, LONG), External("https://acme.test", ()), "", "none", "", True, None, (), False)
VALUE = "ak_0123456789abcdef4f2a"


def lines(*fields: FormField) -> list[FieldRow]:
    return [field_row(field) for field in fields]


def test_a_line_is_quiet_right_or_warned_of() -> None:
    wrong = [Finding("refuse", "key", "It is too short."), Finding("warn", "key", "It looks odd.")]
    values = {"key": Secret(VALUE), "region": Secret("eu")}
    key, region = judged(lines(KEY, FREE), values, [])
    assert (key.good, key.warning) == (True, "")
    assert not region.good, "a value without a known shape is never praised"
    key, _ = judged(lines(KEY, FREE), values, wrong)
    assert (key.good, key.warning) == (False, "It is too short.")
    key, _ = judged(lines(KEY, FREE), values, wrong, typing="key")
    assert (key.good, key.warning) == (False, "")
    key, _ = judged(lines(KEY, FREE), {"key": Secret("  ")}, wrong)
    assert (key.good, key.warning) == (False, "")
    refused = replace(field_row(KEY), problem="Not accepted by Acme.")
    assert not judged([refused], values, [])[0].good


def test_a_value_of_several_lines_tells_its_size_only() -> None:
    (line,) = judged(lines(LONG), {"pem": Secret("a\nbb\nccc\n")}, [])
    assert line.held == "3 lines, 9 characters"
    (line,) = judged(lines(LONG), {"pem": Secret("abc")}, [])
    assert line.held == "1 line, 3 characters"
    (line,) = judged(lines(LONG), {}, [])
    assert line.held == ""
    kept = kept_row(field_row(LONG))
    assert (kept.kept, kept.required) == (True, True)


@pytest.mark.parametrize(
    ("text", "blob"),
    [
        (VALUE, False),
        (f"  {VALUE}\n", False),
        ("https://acme.test/?a=b", False),
        ("c2VjcmV0LXdpdGgtcGFkZGluZw==", False),
        (f"ACME_KEY={VALUE}", True),
        (f"export ACME_KEY={VALUE}", True),
        ('{"key": "x"}', True),
        ("one\ntwo", True),
    ],
)
def test_more_than_one_value_is_told_from_one(text: str, blob: bool) -> None:
    assert is_blob(text) is blob


def test_an_offer_never_holds_the_value() -> None:
    one = offer_of(FORM, {"key": Secret(VALUE)})
    assert (one.title, one.detail, one.single) == ("On your clipboard: API key", "ak_...4f2a", True)
    two = offer_of(FORM, {"region": Secret("eu"), "key": Secret(VALUE)})
    assert (two.title, two.detail, two.single) == ("2 values on your clipboard", "API key, Region", False)


def test_a_paste_says_what_it_filled_and_how_much_it_threw_away() -> None:
    none = pasted_words(FORM, Sorted({}))
    assert (none.tone, none.text) == ("neutral", "Nothing on the clipboard fits a field of Acme.")
    one = pasted_words(FORM, Sorted({"key": Secret(VALUE)}, unused=1))
    assert (one.tone, one.text) == ("success", "Filled: API key.")
    assert one.hint == "1 other piece was thrown away. The clipboard was cleared."
    noted = pasted_words(FORM, Sorted({"key": Secret(VALUE)}, (Note("warn", "Two keys were in it."),), unused=3))
    assert noted.tone == "warning"
    assert noted.hint.startswith("Two keys were in it. 3 other pieces")
    assert VALUE not in repr((one, noted))


def test_rights_have_three_signs() -> None:
    need, rare = Need("Send mail", ("send", "full")), Need("Read logs", ("logs",), needed=False)
    assert [(row.sign, row.words) for row in wanted_rows([need, rare])] == [("", "Needed"), ("", "Optional")]
    rows = compared_rows([Right(need, "has"), Right(need, "lacks"), Right(rare, "untold")], "Acme")
    assert [row.words for row in rows] == ["Has it", "Lacks it", "Acme does not tell"]
    assert rows[0].rights == "send or full"


@pytest.mark.parametrize(
    ("overview", "words"),
    [
        (Overview("p1", "acme", "none", expires_at=NOW - 1, status="valid"), "The present key expired on"),
        (Overview("p1", "acme", "none", status="expired"), "Acme says that the present key has expired."),
        (Overview("p1", "acme", "none", status="invalid"), "Acme does not accept the present key."),
        (Overview("p1", "acme", "none", status="invalid", validated_at=NOW), "Acme last accepted the present key on"),
        (Overview("p1", "acme", "none", expires_at=NOW + 1, status="valid"), "New values for a saved credential."),
    ],
)
def test_renewing_says_what_became_of_the_present_key(overview: Overview, words: str) -> None:
    assert why_renewed(overview, "Acme", NOW).startswith(words)
