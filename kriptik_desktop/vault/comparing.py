"""Compares values from outside with stored ones, in the thread of the file, so that none of them is read out.

Each credential is decrypted once however many there are to compare with; what is looked up is a keyed hash.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kriptik_desktop.core.secret import Secret
from kriptik_desktop.vault import records
from kriptik_desktop.vault.keys import VaultKeys

Same = Mapping[str, frozenset[str]]
"""By credential id, the names of the fields that have the very values asked about."""


def same_values(
    connection: sqlite3.Connection, keys: VaultKeys, ids: Iterable[str], given: Sequence[Mapping[str, Secret]]
) -> list[Same]:
    """Return for each of ``given`` which of the credentials have one of its values under the same name.

    Raises CredentialNotFound, VaultDamaged.
    """
    key = os.urandom(32)
    wanted: dict[bytes, list[int]] = defaultdict(list)
    for at, values in enumerate(given):
        for name, value in values.items():
            wanted[_mark(key, name, value)].append(at)
    found: list[dict[str, set[str]]] = [defaultdict(set) for _ in given]
    for credential_id in ids:
        for field in records.read(connection, keys, credential_id).fields:
            for at in wanted.get(_mark(key, field.name, field.value), ()):
                found[at][credential_id].add(field.name)
    return [{id_: frozenset(names) for id_, names in each.items()} for each in found]


def _mark(key: bytes, name: str, value: Secret) -> bytes:
    text = f"{len(name)}:{name}{value.reveal()}"
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), key=key, digest_size=32).digest()
