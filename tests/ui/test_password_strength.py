"""How a new password is judged: by length and variety, never kindly where it is short."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kriptik_desktop.ui.password_strength import bits, strength, strength_words


@pytest.mark.parametrize(
    ("password", "level"),
    [
        ("", 0),
        ("Ab1$xyz", 0),
        ("aaaaaaaaaaaaaaaa", 1),
        ("abcdefghijklmnop", 1),
        ("1234567890", 1),
        ("password", 1),
        ("horse battery", 2),
        ("correct horse battery", 3),
        ("correct horse battery staple", 4),
        ("horse horse horse horse", 1),
        ("k7$Qm2!xWp9#", 4),
        ("Tr0ub4dor", 3),
    ],
)
def test_length_and_variety_decide(password: str, level: int) -> None:
    assert strength(password) == level, bits(password)
    assert bool(strength_words(password)) == bool(password)


@given(st.text(max_size=200))
def test_any_text_has_a_level(password: str) -> None:
    assert 0 <= strength(password) <= 4
    assert (strength(password) == 0) == (len(password) < 8)


@given(st.text(min_size=8, max_size=60), st.characters())
def test_repeating_the_last_character_hardly_helps(password: str, letter: str) -> None:
    once, often = password + letter, password + letter * 4
    assert bits(often) <= bits(once) + 16
