"""Which command is meant by what was typed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kriptik_desktop.ui.palette_rows import PaletteRow, best_first

NAMES = ["Add Credentials for Stripe", "Home", "New project", "Candle shop", "Homework helper", "Lock the vault"]


def row(title: str, hint: str = "") -> PaletteRow:
    return PaletteRow(f"id:{title}", title, hint, "", "layers", "")


ROWS = [row(name) for name in NAMES]
ROWS[3] = row("Candle shop", "Waiting for credentials")


def found(query: str) -> list[str]:
    return [each.title for each in best_first(query, ROWS)]


def test_nothing_typed_lists_everything_as_it_was() -> None:
    assert found("") == found("   ") == NAMES


def test_beginnings_come_before_what_lies_within() -> None:
    assert found("home")[:2] == ["Home", "Homework helper"]
    assert found("HOME") == found("home")
    assert found("pro")[0] == "New project"
    assert found("shop can") == ["Candle shop"]


def test_hints_are_found_after_titles() -> None:
    assert found("credentials") == ["Add Credentials for Stripe", "Candle shop"]


def test_letters_in_order_and_slips_of_the_finger_are_found() -> None:
    assert found("cnsh") == ["Candle shop"]
    assert found("strpie")[0] == "Add Credentials for Stripe"
    assert found("xq") == []
    assert found("zzzzzz") == []


@given(st.lists(st.text(min_size=1).filter(lambda name: name.split() != []), unique=True, max_size=8), st.text())
def test_each_row_is_listed_at_most_once_and_by_its_own_name(names: list[str], query: str) -> None:
    rows = [row(name) for name in names]
    listed = best_first(query, rows)
    assert len(set(listed)) == len(listed)
    assert set(listed) <= set(rows)
    for each in rows:
        assert each in best_first(each.title, rows)
