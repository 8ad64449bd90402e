"""Small facts about the vault itself, next to its header: readable by anyone, changed by nobody without the keys.

The header's own rows (id, epoch, format) are written at creation; what is here comes and goes, and a vault without
such a row is an older one.
"""

from __future__ import annotations

import sqlite3

from kriptik_desktop.vault import store
from kriptik_desktop.vault.format import META

_ONE = "SELECT key, value FROM meta WHERE key = ?"


def get(connection: sqlite3.Connection, key: str) -> bytes | None:
    """Return what is noted under ``key``.

    Raises VaultDamaged where the row is not sound.
    """
    row = connection.execute(_ONE, (key,)).fetchone()
    if row is None:
        return None
    META.encode(row)
    value: bytes = row[1]
    return value


def put(change: store.Change, key: str, value: bytes) -> None:
    """Note ``value``, of at most 256 bytes, under ``key``; nothing to note removes the row."""
    present = get(change.connection, key)
    if present == (value or None):
        return
    if not value:
        change.remove(META, (key, present))
    elif present is None:
        change.add(META, (key, value))
    else:
        change.replace(META, (key, present), (key, value))
