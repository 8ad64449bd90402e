"""The recovery key as a person writes it down: 256 bits and a checksum in Crockford's base32, in groups of four.

The alphabet has no I, L, O and U, and reading them as 1, 1, 0 and V forgives what handwriting confuses; the checksum
tells a typing mistake from the key of another vault.
"""

from __future__ import annotations

import base64
import hashlib
from typing import Final

from kriptik_desktop.core.secret import Secret
from kriptik_desktop.vault.crypto import KEY_BYTES, Key, same
from kriptik_desktop.vault.errors import RecoveryKeyMistyped
from kriptik_desktop.vault.model import READ_AS

_RFC: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_CROCKFORD: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_WRITE: Final = str.maketrans(_RFC, _CROCKFORD)
_READ: Final = str.maketrans(_CROCKFORD, _RFC)
_CHECK_BYTES: Final = 3
_LETTERS: Final = (KEY_BYTES + _CHECK_BYTES) * 8 // 5
_GROUP: Final = 4


def write_recovery_key(key: bytes | bytearray) -> Secret:
    """Return the 32 bytes as fourteen groups of four characters."""
    letters = base64.b32encode(key + _checksum(key)).decode().translate(_WRITE)
    return Secret("-".join(letters[at : at + _GROUP] for at in range(0, _LETTERS, _GROUP)))


def read_recovery_key(text: Secret) -> Key:
    """Return the 32 bytes of a typed key; case, spaces and dashes do not matter.

    Raises RecoveryKeyMistyped, which says what is wrong without repeating the key.
    """
    key, wrong = _parse(text)
    if wrong:
        raise RecoveryKeyMistyped(wrong)
    return key


def _parse(text: Secret) -> tuple[Key, str]:
    """Return the key, or what is wrong; nothing is raised here, because a traceback could show what was typed."""
    letters = "".join(text.reveal().split()).replace("-", "").upper().translate(READ_AS)
    if len(letters) != _LETTERS:
        return Key(), f"it has {len(letters)} letters and digits instead of {_LETTERS}"
    if not set(letters) <= set(_CROCKFORD):
        return Key(), "it holds a character that never occurs in one"
    data = base64.b32decode(letters.translate(_READ))
    key, check = Key(data[:KEY_BYTES]), data[KEY_BYTES:]
    if not same(check, _checksum(key)):
        return Key(), "its checksum is wrong, so at least one character is"
    return key, ""


def _checksum(key: bytes | bytearray) -> bytes:
    return hashlib.sha256(b"kriptik recovery key" + key).digest()[:_CHECK_BYTES]
