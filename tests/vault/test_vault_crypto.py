"""The primitives against their standards, and what must never collide."""

from __future__ import annotations

import subprocess
import sys
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kriptik_desktop.vault.crypto import Key, Sealer, SetHasher, argon2id, derive, join, new_key, tag
from kriptik_desktop.vault.errors import VaultDamaged
from kriptik_desktop.vault.keys import VaultKeys

PARTS = st.lists(st.binary(max_size=40), max_size=6)
KEY = bytes(range(32))


@given(PARTS, PARTS)
def test_two_lists_never_join_to_the_same(left: list[bytes], right: list[bytes]) -> None:
    assert (join(*left) == join(*right)) == (left == right)


@given(st.binary(min_size=32, max_size=32), st.text(max_size=20), PARTS)
def test_derivation_is_hkdf_expand_of_rfc_5869(key: bytes, label: str, context: list[bytes]) -> None:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

    info = join(label.encode(), *context)
    assert bytes(derive(key, label, *context)) == HKDFExpand(SHA256(), 32, info).derive(key)


def test_tag_is_hmac_sha_256_of_rfc_4231() -> None:
    expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    assert tag(b"Jefe", b"what do ya want for nothing?").hex() == expected


def test_argon2id_gives_the_bytes_of_the_reference_implementation() -> None:
    found = argon2id(Key(b"password"), b"somesalt", memory_kib=65536, iterations=2, lanes=1)
    assert found.hex() == "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7"


SEVERAL_DERIVATIONS = """
from concurrent.futures import ThreadPoolExecutor
from kriptik_desktop.vault.crypto import Key, argon2id

def derive(number):
    return argon2id(Key(b"password"), b"s" * 16, memory_kib=32 * 1024, iterations=2, lanes=4).hex()

with ThreadPoolExecutor(6) as pool:
    print(len(set(pool.map(derive, range(6)))))
"""


def test_several_derivations_at_once_come_to_an_end() -> None:
    """They would wait for each other's threads for ever; a process of its own, because those cannot be ended."""
    command = [sys.executable, "-c", SEVERAL_DERIVATIONS]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout) == (0, "1\n"), done.stderr


@given(st.binary(max_size=200), st.binary(max_size=80))
def test_what_is_sealed_opens_in_its_place(plain: bytes, place: bytes) -> None:
    sealer = Sealer(KEY)
    nonce, sealed = sealer.seal(plain, place)
    assert sealer.open(nonce, sealed, place, "it") == plain
    assert plain not in sealed or len(plain) < 4


@given(st.binary(max_size=60), st.integers(0, 10_000))
def test_a_flipped_bit_or_another_place_is_damage(plain: bytes, at: int) -> None:
    sealer = Sealer(KEY)
    nonce, sealed = sealer.seal(plain, b"here")
    flipped = bytearray(nonce + sealed)
    flipped[at // 8 % len(flipped)] ^= 1 << at % 8
    with pytest.raises(VaultDamaged, match="the value does not open"):
        sealer.open(bytes(flipped[:12]), bytes(flipped[12:]), b"here", "the value")
    with pytest.raises(VaultDamaged):
        sealer.open(nonce, sealed, b"there", "the value")
    with pytest.raises(VaultDamaged):
        Sealer(bytes(32)).open(nonce, sealed, b"here", "the value")


@pytest.mark.parametrize("junk", [None, 7, "text", b"", b"short"])
def test_what_a_damaged_page_gives_is_damage_and_no_bug(junk: object) -> None:
    sealer = Sealer(KEY)
    with pytest.raises(VaultDamaged):
        sealer.open(b"n" * 12, cast(bytes, junk), b"", "it")
    with pytest.raises(VaultDamaged):
        sealer.open(cast(bytes, junk), b"s" * 40, b"", "it")


@given(st.sets(st.binary(max_size=30), min_size=1, max_size=8), st.binary(max_size=30))
def test_a_set_hash_depends_on_the_rows_and_not_on_their_order(rows: set[bytes], other: bytes) -> None:
    hasher = SetHasher(KEY)

    def total(items: list[bytes]) -> int:
        result = 0
        for item in items:
            result ^= hasher.of(item)
        return result

    ordered = sorted(rows)
    assert total(ordered) == total(ordered[::-1])
    assert (total(ordered) == total([*ordered[1:], other])) == (other == ordered[0])


def test_every_purpose_has_its_own_key_and_so_has_every_vault_and_epoch() -> None:
    root = new_key()
    keys, epoch, vault = VaultKeys(root, b"v", 1), VaultKeys(root, b"v", 2), VaultKeys(root, b"w", 1)
    lookups = {each.credential_lookup("app", "stripe", "test", "a") for each in (keys, epoch, vault)}
    assert len(lookups) == 3
    assert keys.credential_lookup("ab", "c", "test", "a") != keys.credential_lookup("a", "bc", "test", "a")
    nonce, sealed = keys.overviews.seal(b"plain", b"place")
    for other in (keys.links, keys.audit, keys.state, epoch.overviews, vault.overviews):
        with pytest.raises(VaultDamaged):
            other.open(nonce, sealed, b"place", "it")


def test_a_field_opens_for_its_credential_version_epoch_and_position_only() -> None:
    keys = VaultKeys(new_key(), b"v", 1)
    nonce, sealed = keys.fields_of("one").seal(b"plain", 3, 1, 0)
    assert keys.fields_of("one").open(nonce, sealed, 3, 1, 0) == b"plain"
    for name, place in (("two", (3, 1, 0)), ("one", (2, 1, 0)), ("one", (3, 2, 0)), ("one", (3, 1, 1))):
        with pytest.raises(VaultDamaged):
            keys.fields_of(name).open(nonce, sealed, *place)


def test_more_credentials_than_kept_ciphers_still_open() -> None:
    keys = VaultKeys(new_key(), b"v", 1)
    first = keys.fields_of("first").seal(b"plain", 1, 1, 0)
    for number in range(5_000):
        keys.fields_of(str(number))
    assert keys.fields_of("first").open(*first, 1, 1, 0) == b"plain"


def test_wiped_keys_are_gone() -> None:
    keys = VaultKeys(Key(b"k" * 32), b"v", 1)
    keys.wipe()
    assert bytes(keys._root) == bytes(32)
    assert not hasattr(keys, "state")
