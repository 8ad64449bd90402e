"""Slots: a wrong key and a damaged slot are two things."""

from __future__ import annotations

import dataclasses
import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kriptik_desktop.core.secret import Secret
from kriptik_desktop.vault import slots
from kriptik_desktop.vault.crypto import Key
from kriptik_desktop.vault.errors import VaultDamaged, WeakPassword
from kriptik_desktop.vault.slots import Argon2Params, Slot, WrongKey, check_slot, make_slot, open_slot
from tests.fakes.vault_world import CHEAP

BOUND, KEY, OTHER, ROOT = b"vault and epoch", Key(b"k" * 32), Key(b"x" * 32), Key(b"r" * 32)


def made(kdf: str = slots.random_kdf()) -> Slot:
    return make_slot("slot-1", "password", kdf, KEY, ROOT, BOUND, 1_790_000_000_000)


def test_the_right_key_opens() -> None:
    assert open_slot(made(), KEY, BOUND) == ROOT


def test_another_key_is_wrong_and_another_vault_is_damage() -> None:
    with pytest.raises(WrongKey):
        open_slot(made(), OTHER, BOUND)
    with pytest.raises(VaultDamaged, match="checksum"):
        open_slot(made(), KEY, b"another vault")


@given(st.integers(0, 100_000))
def test_an_accident_to_any_byte_is_damage_even_with_a_wrong_key(at: int) -> None:
    slot = made()
    row = list(slot.row())
    index = at % 6
    data = bytearray(row[index].encode() if isinstance(row[index], str) else row[index])
    data[at // 6 % len(data)] ^= 1
    row[index] = data.decode("latin-1") if isinstance(row[index], str) else bytes(data)
    damaged = Slot(*row)
    for key in (KEY, OTHER):
        with pytest.raises(VaultDamaged):
            open_slot(damaged, key, BOUND)


def test_a_commitment_with_another_wrapping_is_damage() -> None:
    slot = made()
    other = make_slot("slot-1", "password", slot.kdf, OTHER, ROOT, BOUND, slot.created)
    mixed = dataclasses.replace(slot, nonce=other.nonce, wrapped=other.wrapped)
    mixed = dataclasses.replace(mixed, commitment=slot.commitment[:32] + slots._checksum(mixed, BOUND))
    check_slot(mixed, BOUND)
    with pytest.raises(VaultDamaged, match="does not open"):
        open_slot(mixed, KEY, BOUND)


def test_a_password_gives_the_same_key_each_time_and_another_with_another_salt() -> None:
    kdf = slots.password_kdf(CHEAP)
    first = slots.password_key(kdf, Key(b"password"))
    assert slots.password_key(kdf, Key(b"password")) == first
    assert slots.password_key(slots.password_kdf(CHEAP), Key(b"password")) != first


@pytest.mark.parametrize(
    "change",
    [
        {"m": 1 << 30},
        {"m": 1024},
        {"m": -1},
        {"m": True},
        {"m": "8192"},
        {"m": 1e9},
        {"t": 1000},
        {"t": 0},
        {"p": 4096},
        {"p": 0},
        {"salt": "zz"},
        {"salt": ""},
        {"salt": None},
        {"salt": "00" * 600},
        {"alg": "argon2d"},
        {"alg": None},
    ],
)
def test_a_kdf_that_this_app_never_wrote_is_refused_before_it_runs(change: dict[str, object]) -> None:
    kdf = json.loads(slots.password_kdf(CHEAP)) | change
    with pytest.raises(VaultDamaged):
        slots.password_key(json.dumps(kdf), Key(b"password"))


@pytest.mark.parametrize("kdf", ["", "{", "[]", "null", "{}", "[" * 900, '{"m":NaN}'])
def test_a_kdf_that_is_no_kdf_is_damage(kdf: str) -> None:
    with pytest.raises(VaultDamaged):
        slots.password_key(kdf, Key(b"password"))


def test_accents_typed_in_either_way_are_one_password() -> None:
    composed, apart = "Pässwörter", unicodedata.normalize("NFD", "Pässwörter")
    assert composed != apart
    assert slots.password_bytes(Secret(composed)) == slots.password_bytes(Secret(apart))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "empty"),
        ("seven77", "7 characters"),
        ("a" * 20, "repeats"),
        ("é" * 512, "longer"),
        ("lone \udc80 byte", "not text"),
    ],
)
def test_a_password_that_cannot_protect_is_refused_with_the_reason(text: str, said: str) -> None:
    with pytest.raises(WeakPassword, match=said) as caught:
        slots.new_password_bytes(Secret(text))
    assert caught.value.__cause__ is None
    assert not text or text not in str(caught.value)


def test_eight_characters_and_nearly_a_kibibyte_are_fine() -> None:
    assert slots.new_password_bytes(Secret("12345678"))
    assert len(slots.new_password_bytes(Secret("ab" + "x" * 1021))) == 1023


def test_the_cost_suits_the_computer_and_the_bounds() -> None:
    assert slots.params_for_this_computer() in (slots.STRONG, slots.SMALL)
    assert Argon2Params(256 * 1024, 3, 4) == slots.STRONG
    for params in (slots.STRONG, slots.SMALL, CHEAP):
        assert params.within_bounds()
