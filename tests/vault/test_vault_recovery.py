"""The recovery key as people copy it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kriptik_desktop.core.secret import Secret
from kriptik_desktop.vault.errors import RecoveryKeyMistyped
from kriptik_desktop.vault.recovery import read_recovery_key, write_recovery_key

KEYS = st.binary(min_size=32, max_size=32)
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@given(KEYS)
def test_a_written_key_is_read_again(key: bytes) -> None:
    text = write_recovery_key(key)
    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){13}[0-9A-HJKMNP-TV-Z]{4}", text.reveal())
    assert bytes(read_recovery_key(text)) == key


@given(KEYS)
def test_handwriting_is_forgiven(key: bytes) -> None:
    text = write_recovery_key(key).reveal()
    sloppy = text.lower().replace("-", "  ").replace("0", "o").replace("1", "l").replace("v", "u")
    assert bytes(read_recovery_key(Secret(f"\n {sloppy}\t"))) == key


@given(KEYS, st.integers(0, 55), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_noticed(key: bytes, at: int, letter: str) -> None:
    letters = list(write_recovery_key(key).reveal().replace("-", ""))
    if letters[at] == letter:
        return
    letters[at] = letter
    with pytest.raises(RecoveryKeyMistyped, match="checksum"):
        read_recovery_key(Secret("".join(letters)))


@pytest.mark.parametrize(
    ("text", "said"),
    [("", "0 letters"), ("ABCD-EFGH", "8 letters"), ("!" * 56, "never occurs"), ("é" * 56, "never occurs")],
)
def test_what_is_no_key_at_all_is_said_without_repeating_it(text: str, said: str) -> None:
    with pytest.raises(RecoveryKeyMistyped, match=said) as caught:
        read_recovery_key(Secret(text))
    assert not text or text not in str(caught.value)
