"""A database's address is taken apart without its password ever becoming part of what is shown."""

from __future__ import annotations

import contextlib
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kriptik_desktop.providers.database_address import AddressUnclear, read_address

TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30)


@given(TEXTS, TEXTS, TEXTS)
def test_what_is_written_encoded_is_read_back(user: str, password: str, database: str) -> None:
    written = [quote(each, safe="") for each in (user, password, database)]
    address = read_address("postgresql://{}:{}@db.example.com/{}?sslmode=require".format(*written), 5432)
    assert (address.user, address.password, address.database) == (user, password, database)
    assert (address.host, address.port, address.options) == ("db.example.com", 5432, {"sslmode": "require"})
    assert address.shown == f"{user} at db.example.com, database {database}"


@given(st.text(max_size=80))
def test_nothing_else_than_unclear(text: str) -> None:
    for address in (text, f"postgresql://{text}", f"mysql://app:{text}@db.example.com/shop"):
        with contextlib.suppress(AddressUnclear):
            read_address(address, 5432)


def test_what_may_be_left_out() -> None:
    address = read_address("postgresql+asyncpg://[::1]:6543", 5432)
    assert (address.host, address.port, address.user, address.shown) == ("::1", 6543, "", "::1")
    assert read_address("postgresql:///shop?host=/run/postgresql", 5432).host == "/run/postgresql"


@pytest.mark.parametrize("text", ["", "db.example.com/shop", "postgresql://app:a%2@db.example.com/shop"])
def test_what_is_no_address(text: str) -> None:
    with pytest.raises(AddressUnclear):
        read_address(text, 5432)
    assert "a%2" not in repr(read_address("postgresql://app:a%252@db.example.com/shop", 5432))
