"""What is in the rows: nothing is lost on the way, and no two rows count the same in the seal."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kriptik_desktop.core.secret import Secret
from kriptik_desktop.vault.errors import VaultDamaged
from kriptik_desktop.vault.format import FIELD, SEALED_TABLES, TABLES, Table, check_schema, create_tables
from kriptik_desktop.vault.model import FieldValue, Overview
from kriptik_desktop.vault.payload import Listing, pack_field, unpack_field

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
TIME = st.none() | st.integers(0, 1 << 52)


def rows(table: Table) -> st.SearchStrategy[tuple[Any, ...]]:
    """Rows that the table may hold."""

    def value(kind: type[Any], low: int, high: int) -> st.SearchStrategy[Any]:
        if kind is int:
            return st.integers(0, (1 << 63) - 1)
        if kind is str:
            return st.text("abc\x00é", min_size=low, max_size=low + 4)
        return st.binary(min_size=low, max_size=min(high, low + 4))

    return st.tuples(*(value(column.kind, column.low, column.high) for column in table.columns))


TWO_ROWS = st.sampled_from(TABLES).flatmap(lambda table: st.tuples(st.just(table), rows(table), rows(table)))


@given(TWO_ROWS)
def test_two_rows_never_count_the_same(given: tuple[Table, tuple[Any, ...], tuple[Any, ...]]) -> None:
    table, left, right = given
    assert (table.encode(left) == table.encode(right)) == (left == right)


@given(st.sampled_from(TABLES).flatmap(lambda table: st.tuples(st.just(table), rows(table))), st.data())
def test_the_quick_way_to_encode_says_what_the_description_says(
    given: tuple[Table, tuple[Any, ...]], data: st.DataObject
) -> None:
    table, row = given
    assert table._quick(row) in (None, table.encode_any(row))
    spoiled = list(row)
    at = data.draw(st.integers(0, len(row) - 1))
    spoiled[at] = data.draw(st.sampled_from([None, -1, "", b"", "x" * 70, bytes(17), bytes(70_000), True, 1.5]))
    try:
        expected = table.encode_any(spoiled)
    except VaultDamaged:
        assert table._quick(spoiled) is None
    else:
        assert table.encode(spoiled) == expected


def test_rows_of_two_tables_never_count_the_same() -> None:
    marks = {table.encode(_sample(table))[:1] for table in SEALED_TABLES}
    assert len(marks) == len(SEALED_TABLES)


def _sample(table: Table) -> tuple[Any, ...]:
    smallest: dict[type[Any], Callable[[int], Any]] = {int: lambda low: 1, str: lambda low: "x" * low, bytes: bytes}
    return tuple(smallest[column.kind](column.low) for column in table.columns)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
@pytest.mark.parametrize("junk", [None, 1.5, True, -1, "text", b"bytes", b"", "", "x" * 70_000, bytes(2_000_000)])
def test_a_value_of_a_wrong_type_or_size_is_named(table: Table, junk: object) -> None:
    for at, column in enumerate(table.columns):
        row = list(_sample(table))
        row[at] = junk
        fits = type(junk) is column.kind and (
            (column.kind is int and junk != -1)
            or (isinstance(junk, str | bytes) and column.low <= len(junk) <= column.high)
        )
        if fits:
            assert table.encode(row)
            continue
        with pytest.raises(VaultDamaged, match=f"{table.name} holds an impossible {column.name}"):
            table.encode(row)


@given(TEXT, TEXT, st.sampled_from(["person", "provisioned", "generated"]))
def test_a_field_comes_back(name: str, value: str, source: Any) -> None:
    assert unpack_field(pack_field(FieldValue(name, Secret(value), source))) == FieldValue(name, Secret(value), source)


@given(TEXT, TEXT, TIME, TIME, TIME, st.lists(TEXT, max_size=4), st.lists(TEXT, max_size=4))
def test_a_listing_comes_back(
    scope: str,
    account: str,
    expires: int | None,
    validated: int | None,
    used: int | None,
    scopes: list[str],
    names: list[str],
) -> None:
    overview = Overview(scope, "stripe", "live", account, expires, validated, used, "expired", tuple(scopes))
    listing = Listing(overview, tuple(names), 5, 6)
    assert Listing.unpack(listing.pack()) == listing


def test_the_tables_of_a_new_file_are_those_of_the_format() -> None:
    connection = sqlite3.connect(":memory:")
    create_tables(connection)
    check_schema(connection)
    assert FIELD.names == "credential, version, position, nonce, ciphertext"
    connection.execute("DROP TABLE link")
    with pytest.raises(VaultDamaged):
        check_schema(connection)
    connection.close()
