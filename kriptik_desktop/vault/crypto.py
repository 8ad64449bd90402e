"""The primitives of the vault, and the only module that touches ``cryptography``.

It is imported at the first key and not before, so that the window opens without it. Everything that is authenticated
is length-prefixed, because plain concatenation lets ("ab", "c") stand for ("a", "bc").
"""

from __future__ import annotations

import hashlib
import hmac
import os
import threading
from typing import TYPE_CHECKING, Final, cast

from kriptik_desktop.vault.errors import NoArgon2, VaultDamaged

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES: Final = 32
NONCE_BYTES: Final = 12
TAG_BYTES: Final = 16
_ONE_DERIVATION: Final = threading.Lock()


class Key(bytearray):
    """Bytes that must not be seen: a key, or a typed password. They print as nothing, in tracebacks with locals too.

    They can be overwritten, which ``bytes`` cannot. What is copied into a cipher is freed by the library and not
    overwritten by it, and so is the text that a password was typed as; nothing here can reach those.
    """

    def wipe(self) -> None:
        """Overwrite with zeros; wiping twice is fine."""
        self[:] = bytes(len(self))

    def __enter__(self) -> Key:
        return self

    def __exit__(self, *error: object) -> None:
        self.wipe()

    def __repr__(self) -> str:
        return "Key(redacted)"

    __str__ = __repr__


def new_key() -> Key:
    """Return 32 random bytes of the system."""
    return Key(os.urandom(KEY_BYTES))


def join(*parts: bytes) -> bytes:
    """Return the parts as one, each behind its length in four bytes, so that no two lists give the same result."""
    return b"".join([piece for part in parts for piece in (len(part).to_bytes(4, "big"), part)])


def derive(key: bytes | bytearray, label: str, *context: bytes) -> Key:
    """Return 32 bytes that follow from ``key`` for one purpose: HKDF-Expand with SHA-256 (RFC 5869 section 2.3).

    One output block only, which is a single HMAC; ``key`` must be uniformly random already.
    """
    return expand(key, join(label.encode(), *context))


def expand(key: bytes | bytearray, info: bytes) -> Key:
    """Return what ``derive`` does, where ``info`` is its label and context, joined already."""
    return Key(hmac.digest(key, info + b"\x01", "sha256"))


def tag(key: bytes | bytearray, data: bytes) -> bytes:
    """Return HMAC-SHA-256 of ``data``."""
    return hmac.digest(key, data, "sha256")


def same(left: bytes | bytearray, right: bytes | bytearray) -> bool:
    """Compare in a time that does not tell where the two differ."""
    return hmac.compare_digest(left, right)


class Sealer:
    """AES-256-GCM under one key, with a random 96-bit nonce for each sealing (NIST SP 800-38D section 8.2.2)."""

    __slots__ = ("_aead",)

    def __init__(self, key: bytes | bytearray) -> None:
        self._aead = _aesgcm()(key)

    def seal(self, plain: bytes | bytearray, bound_to: bytes) -> tuple[bytes, bytes]:
        """Return nonce and ciphertext."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce, self._aead.encrypt(nonce, plain, bound_to)

    def open(self, nonce: bytes, sealed: bytes, bound_to: bytes, what: str) -> bytes:
        """Return the plaintext.

        Raises VaultDamaged, naming ``what``, where key, place or bytes are not those of the sealing, or no bytes at
        all: a damaged page can give anything.
        """
        try:
            return self._aead.decrypt(nonce, sealed, bound_to)
        except Exception as error:
            _expect_damage(error)
        raise VaultDamaged(f"{what} does not open with its key")

    def open_key(self, nonce: bytes, sealed: bytes, bound_to: bytes, what: str) -> Key:
        """Return the plaintext as bytes that can be overwritten; no other copy of it is made.

        Raises VaultDamaged as ``open`` does.
        """
        plain = Key(max(len(sealed) - TAG_BYTES, 0))
        try:
            self._aead.decrypt_into(nonce, sealed, bound_to, plain)
        except Exception as error:
            _expect_damage(error)
        else:
            return plain
        raise VaultDamaged(f"{what} does not open with its key")


def _expect_damage(error: Exception) -> None:
    """Return where ``error`` is what a cipher says of damaged bytes; raise it where it is anything else."""
    if not isinstance(error, (TypeError, ValueError)) and type(error) is not _invalid_tag():
        raise error


class SetHasher:
    """Keyed hash of rows whose XOR stands for a whole set.

    Sound because the hashes are keyed and never stored, every row occurs once, and the sum is kept encrypted.
    """

    __slots__ = ("_base",)

    def __init__(self, key: bytes | bytearray) -> None:
        self._base = hashlib.blake2b(key=key, digest_size=32)

    def of(self, row: bytes) -> int:
        """Return the hash of one encoded row as a number to be XORed in or out."""
        hasher = self._base.copy()
        hasher.update(row)
        return int.from_bytes(hasher.digest(), "big")


def argon2id(password: Key, salt: bytes, *, memory_kib: int, iterations: int, lanes: int) -> Key:
    """Return 32 bytes derived from a password (Argon2id, RFC 9106); slow on purpose, so call it in a thread.

    One at a time in a process: two derivations with several lanes each wait for ever for threads of OpenSSL's one pool
    (seen with cryptography 50.0.2; github.com/openssl/openssl/issues/20059 describes the pool).

    Raises NoArgon2 where the installed library or the free memory does not suffice.
    """
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    try:
        kdf = Argon2id(salt=salt, length=KEY_BYTES, iterations=iterations, lanes=lanes, memory_cost=memory_kib)
        key = Key(KEY_BYTES)
        with _ONE_DERIVATION:
            kdf.derive_into(cast(bytes, password), key)
        return key
    except UnsupportedAlgorithm:
        why = "its cryptography library has no Argon2id"
    except MemoryError:
        why = f"{memory_kib // 1024} MiB of free memory are needed"
    raise NoArgon2(why)


def _aesgcm() -> type[AESGCM]:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM


def _invalid_tag() -> type[Exception]:
    from cryptography.exceptions import InvalidTag

    return InvalidTag
