"""The outer header of a KeePass database, read before anything that it asks for is done.

It says how dear checking the password is, and it is not protected by that password: whoever sends the file chooses the
cost. Source: keepass.info/help/kb/kdbx.html, sections on the outer header and the key derivation functions.
"""

from __future__ import annotations

import hashlib
import hmac
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kriptik_desktop.acquisition.importing.found import CannotRead

MAGIC: Final = b"\x03\xd9\xa2\x9a\x67\xfb\x4b\xb5"
_AES: Final = bytes.fromhex("c9d9f39a628a4460bf740d08c18a4fea")
_ARGON2: Final = (bytes.fromhex("ef636ddf8c29444b91f7a9a403e30a0c"), bytes.fromhex("9e298b1956db4773b23dfc3ec6f0a1e6"))
_SEED, _ROUNDS, _KDF = 5, 6, 11

_MOST_MEMORY: Final = 1 << 30
_MOST_WORK: Final = 32 << 30
"""Bytes of memory times passes over it; half a minute of a slow processor."""
_MOST_LANES: Final = 64
_MOST_ROUNDS: Final = 200_000_000
_CHUNK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class AesKdf:
    """The older way to make a password dear: AES over and over."""

    seed: bytes
    rounds: int

    def transformed(self, password: str) -> bytes:
        """Return the key that the password gives; one call for each round would take minutes in Python."""
        from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

        composite = hashlib.sha256(hashlib.sha256(password.encode()).digest()).digest()
        halves = []
        for block in (composite[:16], composite[16:]):
            # CBC over zeros encrypts its own last block again and again, which is what the format asks for.
            chain = Cipher(algorithms.AES(self.seed), modes.CBC(block)).encryptor()
            left, last = 16 * self.rounds, block
            while left:
                size = min(left, _CHUNK)
                last = chain.update(bytes(size))[-16:]
                left -= size
            halves.append(last)
        return hashlib.sha256(b"".join(halves)).digest()


def check_header(content: bytes) -> AesKdf | None:
    """Return the key derivation where it is AES, None where it is Argon2.

    Raises CannotRead where the header is damaged, of an unknown version, or asks for more than anybody needs.
    """
    try:
        return _checked(content)
    except (struct.error, IndexError, KeyError, ValueError):
        pass
    raise CannotRead("import_damaged")


def _checked(content: bytes) -> AesKdf | None:
    (major,) = struct.unpack_from("<H", content, 10)
    if major not in (3, 4):
        raise CannotRead("import_version_unknown")
    fields: dict[int, bytes] = {}
    end = 12
    for number, data, position in _fields(content, "<BH" if major == 3 else "<BI"):
        fields[number], end = data, position
    if major == 3:
        return _aes(fields[_SEED], struct.unpack("<Q", fields[_ROUNDS])[0])
    if not hmac.compare_digest(hashlib.sha256(content[:end]).digest(), content[end : end + 32]):
        raise CannotRead("import_damaged")
    parameters = dict(_variants(fields[_KDF]))
    kind = parameters["$UUID"]
    if kind == _AES:
        return _aes(parameters["S"], _number(parameters["R"]))
    if kind not in _ARGON2:
        raise CannotRead("import_version_unknown")
    _check_argon2(_number(parameters["M"]), _number(parameters["I"]), _number(parameters["P"]))
    return None


def _fields(content: bytes, form: str) -> Iterator[tuple[int, bytes, int]]:
    position, head = 12, struct.Struct(form)
    while True:
        number, size = head.unpack_from(content, position)
        position += head.size + size
        if position > len(content):
            raise CannotRead("import_damaged")
        yield number, content[position - size : position], position
        if number == 0:
            return


def _variants(data: bytes) -> Iterator[tuple[str, bytes]]:
    position = 2
    while data[position]:
        (size,) = struct.unpack_from("<I", data, position + 1)
        name = data[position + 5 : position + 5 + size].decode()
        position += 5 + size
        (size,) = struct.unpack_from("<I", data, position)
        yield name, data[position + 4 : position + 4 + size]
        position += 4 + size


def _number(data: bytes) -> int:
    return int.from_bytes(data, "little")


def _aes(seed: bytes, rounds: int) -> AesKdf:
    if len(seed) != 32 or rounds < 1:
        raise CannotRead("import_damaged")
    if rounds > _MOST_ROUNDS:
        raise CannotRead("import_cost_absurd")
    return AesKdf(seed, rounds)


def _check_argon2(memory: int, passes: int, lanes: int) -> None:
    if min(memory, passes, lanes) < 1:
        raise CannotRead("import_damaged")
    if memory > _MOST_MEMORY or memory * passes > _MOST_WORK or lanes > _MOST_LANES:
        raise CannotRead("import_cost_absurd")
