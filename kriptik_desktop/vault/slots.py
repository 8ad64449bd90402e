"""The ways into a vault: each slot wraps the same root key under a key of its own.

Next to the wrapped key lies a commitment to the wrapping key and a plain checksum of the row. The commitment tells a
wrong password from a right one before anything is decrypted; the checksum tells a wrong password from a damaged slot.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import unicodedata
from dataclasses import dataclass
from typing import Any, Final

from kriptik_desktop.core.secret import Secret
from kriptik_desktop.vault.crypto import KEY_BYTES, Key, Sealer, argon2id, derive, join, same
from kriptik_desktop.vault.errors import VaultDamaged, WeakPassword
from kriptik_desktop.vault.format import SLOT
from kriptik_desktop.vault.model import SlotKind

MIN_PASSWORD: Final = 8
"""Characters; Argon2id makes each guess dear, but nothing saves a shorter password from a list of common ones."""

MAX_PASSWORD_BYTES: Final = 1024
_SALT_BYTES: Final = 16
_COMMIT_BYTES: Final = 32
_CHECK_BYTES: Final = 16
_MEMORY: Final = (8 * 1024, 2 * 1024 * 1024)
_PASSES: Final = (1, 32)
_LANES: Final = (1, 16)
_RANDOM_KDF: Final = json.dumps({"alg": "random"})


class WrongKey(Exception):
    """The slot is whole and was made with another key; callers turn this into their own error."""


@dataclass(frozen=True, slots=True)
class Argon2Params:
    """Cost of deriving a key from a password: memory in KiB, passes over it, lanes in parallel."""

    memory_kib: int
    iterations: int
    lanes: int

    def within_bounds(self) -> bool:
        """Tell whether the cost is one that this app would ever choose; a file can claim terabytes."""
        pairs = ((self.memory_kib, _MEMORY), (self.iterations, _PASSES), (self.lanes, _LANES))
        return all(low <= value <= high for value, (low, high) in pairs)


STRONG: Final = Argon2Params(256 * 1024, 3, 4)
SMALL: Final = Argon2Params(64 * 1024, 3, 4)
"""The second choice of RFC 9106 section 4, for computers with less than 4 GiB."""

_ENOUGH_FOR_STRONG: Final = 4 * 1000**3


def params_for_this_computer() -> Argon2Params:
    """Return the strong cost where memory allows it."""
    return STRONG if _memory_bytes() >= _ENOUGH_FOR_STRONG else SMALL


def cost_of(kdf: str) -> Argon2Params:
    """Return what a password slot costs to try.

    Raises VaultDamaged where it does not say so, or says what this app would never choose.
    """
    return _parse_kdf(kdf)[0]


def stronger(present: Argon2Params, wanted: Argon2Params) -> Argon2Params | None:
    """Return the cost that a password should be wrapped with anew, or None where ``present`` is enough.

    It is never below ``present``, so a small computer does not weaken what a large one made.
    """
    memory, passes = max(present.memory_kib, wanted.memory_kib), max(present.iterations, wanted.iterations)
    if (memory, passes) == (present.memory_kib, present.iterations):
        return None
    return Argon2Params(memory, passes, wanted.lanes)


def _memory_bytes() -> int:
    if sys.platform == "win32":
        import ctypes

        status = (ctypes.c_ulonglong * 8)(64)
        if ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status)):
            return int(status[1])
        return 0
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (ValueError, OSError):
        return 0


@dataclass(frozen=True, slots=True)
class Slot:
    """One row of the slot table."""

    id: str
    kind: str
    kdf: str
    nonce: bytes
    wrapped: bytes
    commitment: bytes
    created: int

    def row(self) -> tuple[Any, ...]:
        """Return the values in the order of the table."""
        return (self.id, self.kind, self.kdf, self.nonce, self.wrapped, self.commitment, self.created)


def password_bytes(password: Secret) -> Key:
    """Return the password as bytes, the same for every way of typing its accents (Unicode NFC).

    Raises WeakPassword where it is empty, too long or not text.
    """
    try:
        data = Key(unicodedata.normalize("NFC", password.reveal()).encode())
    except UnicodeEncodeError:
        data = Key()
    if not data:
        raise WeakPassword("The password is empty, or holds bytes that are not text.")
    if len(data) >= MAX_PASSWORD_BYTES:
        raise WeakPassword(f"The password is longer than {MAX_PASSWORD_BYTES - 1} bytes.")
    return data


def new_password_bytes(password: Secret) -> Key:
    """Return a new password as bytes.

    Raises WeakPassword where it is shorter than eight characters or one character throughout.
    """
    data = password_bytes(password)
    length, different = len(data.decode()), len(set(data.decode()))
    if length < MIN_PASSWORD:
        raise WeakPassword(f"The password has {length} characters; at least {MIN_PASSWORD} are needed.")
    if different == 1:
        raise WeakPassword("The password repeats one character.")
    return data


def password_kdf(params: Argon2Params) -> str:
    """Return how a new password slot derives its key, with a fresh salt."""
    salt = os.urandom(_SALT_BYTES).hex()
    cost = {"m": params.memory_kib, "t": params.iterations, "p": params.lanes}
    return json.dumps({"alg": "argon2id", **cost, "salt": salt}, sort_keys=True)


def password_key(kdf: str, password: Key) -> Key:
    """Derive a password's wrapping key; slow on purpose, so call it in a thread.

    Raises VaultDamaged where the stored cost is out of bounds, before any of it is spent, and NoArgon2.
    """
    params, salt = _parse_kdf(kdf)
    return argon2id(password, salt, memory_kib=params.memory_kib, iterations=params.iterations, lanes=params.lanes)


def random_kdf() -> str:
    """Return how a slot says that its wrapping key was drawn at random."""
    return _RANDOM_KDF


def _parse_kdf(kdf: str) -> tuple[Argon2Params, bytes]:
    try:
        found = json.loads(kdf)
        numbers = [found["m"], found["t"], found["p"]]
        salt = bytes.fromhex(found["salt"])
        sound = found["alg"] == "argon2id" and all(type(number) is int for number in numbers)
    except (ValueError, KeyError, TypeError, RecursionError):
        sound = False
    if not sound or not _SALT_BYTES <= len(salt) <= 4 * _SALT_BYTES:
        raise VaultDamaged("its password slot does not say how the key is derived")
    params = Argon2Params(*numbers)
    if not params.within_bounds():
        raise VaultDamaged("its password slot asks for an absurd amount of memory or time")
    return params, salt


def make_slot(slot_id: str, kind: SlotKind, kdf: str, key: Key, root: Key, bound: bytes, created: int) -> Slot:
    """Wrap ``root`` under ``key``; ``bound`` names vault and epoch."""
    nonce, wrapped = Sealer(derive(key, "wrap", bound)).seal(root, _place(bound, slot_id, kind, kdf))
    commit = bytes(derive(key, "commit", bound))
    slot = Slot(slot_id, kind, kdf, nonce, wrapped, commit, created)
    return Slot(slot_id, kind, kdf, nonce, wrapped, commit + _checksum(slot, bound), created)


def check_slot(slot: Slot, bound: bytes) -> None:
    """Compare a slot with its checksum.

    Raises VaultDamaged where a byte of it changed by accident; on purpose, the seal of the vault tells.
    """
    if not same(slot.commitment[_COMMIT_BYTES:], _checksum(slot, bound)):
        raise VaultDamaged(f"its {slot.kind[:16]!r} slot does not match its checksum")


def open_slot(slot: Slot, key: Key, bound: bytes) -> Key:
    """Return the root key.

    Raises WrongKey where the slot was made with another key, VaultDamaged where the slot itself is not whole.
    """
    check_slot(slot, bound)
    if not same(slot.commitment[:_COMMIT_BYTES], derive(key, "commit", bound)):
        raise WrongKey
    sealer = Sealer(derive(key, "wrap", bound))
    place = _place(bound, slot.id, slot.kind, slot.kdf)
    root = sealer.open_key(slot.nonce, slot.wrapped, place, f"its {slot.kind} slot")
    if len(root) != KEY_BYTES:
        raise VaultDamaged(f"its {slot.kind} slot holds a key of the wrong length")
    return root


def _place(bound: bytes, slot_id: str, kind: str, kdf: str) -> bytes:
    return join(bound, b"slot", slot_id.encode(), kind.encode(), kdf.encode())


def _checksum(slot: Slot, bound: bytes) -> bytes:
    whole = SLOT.encode((*slot.row()[:5], slot.commitment[:_COMMIT_BYTES] + bytes(_CHECK_BYTES), slot.created))
    return hashlib.sha256(join(bound, whole)).digest()[:_CHECK_BYTES]
