"""The audit log: encrypted rows, each of which hangs on the one before by a keyed MAC.

Order is the row number and never the clock, which may be set back. Whoever holds the root key can rewrite the log;
nobody else can, and cutting its tail shows because the seal holds the last MAC.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from kriptik_desktop.core.clock import Clock
from kriptik_desktop.vault import store
from kriptik_desktop.vault.crypto import same
from kriptik_desktop.vault.errors import VaultDamaged
from kriptik_desktop.vault.format import AUDIT
from kriptik_desktop.vault.keys import VaultKeys
from kriptik_desktop.vault.model import Actor, AuditAction, AuditEntry, CredentialInfo

_DETAIL_LIMIT: Final = 500
_IP_LIMIT: Final = 64


@dataclass(frozen=True, slots=True)
class Moment:
    """When something happened, by both clocks."""

    at_ms: int
    monotonic_ms: int

    @classmethod
    def now(cls, clock: Clock) -> Moment:
        """Return the present moment."""
        return cls(clock.now_ms(), int(clock.monotonic() * 1000))


def note(change: store.Change, moment: Moment, actor: Actor, action: AuditAction, **details: object) -> None:
    """Add one row; ``details`` are ids, names and counts and never a value."""
    body = {"at": moment.at_ms, "mono": moment.monotonic_ms, "do": action, "by": actor.origin, **details}
    if actor.detail:
        body["detail"] = actor.detail[:_DETAIL_LIMIT]
    if actor.ip:
        body["ip"] = actor.ip[:_IP_LIMIT]
    state, keys = change.state, change.keys
    seq = state.audit_last + 1
    nonce, sealed = keys.audit.seal(json.dumps(body).encode(), _place(keys, seq))
    mac = keys.audit_link(state.audit_head, seq, nonce, sealed)
    change.add(AUDIT, (seq, nonce, sealed, mac))
    state.audit_last, state.audit_head = seq, mac


def note_about(
    change: store.Change, moment: Moment, actor: Actor, action: AuditAction, info: CredentialInfo, **more: object
) -> CredentialInfo:
    """Add one row about a credential and return the credential."""
    note(change, moment, actor, action, credential=info.id, integration=info.overview.integration, **more)
    return info


def entries(connection: sqlite3.Connection, keys: VaultKeys) -> Iterator[AuditEntry]:
    """Return the log, oldest first, checking the chain on the way.

    Raises VaultDamaged at the first row that does not hang on the one before, or where the end is missing.
    """
    state = store.read_state(connection, keys)
    previous, expected = state.audit_base, state.audit_first
    for seq, nonce, sealed, mac in store.audit_from(connection, 0):
        if seq != expected or not same(mac, keys.audit_link(previous, seq, nonce, sealed)):
            raise VaultDamaged(f"row {expected} of the audit log was altered or removed")
        yield open_row(keys, (seq, nonce, sealed, mac))
        previous, expected = mac, seq + 1
    if expected != state.audit_last + 1 or not same(previous, state.audit_head):
        raise VaultDamaged("the end of the audit log is missing")


def page(connection: sqlite3.Connection, keys: VaultKeys, limit: int, before: int | None) -> list[AuditEntry]:
    """Return the last ``limit`` rows, or those before row ``before``, oldest first, with their links checked.

    The cost is that of the page; only a report checks the whole chain. Raises VaultDamaged.
    """
    state = store.read_state(connection, keys)
    end = state.audit_last + 1 if before is None else min(before, state.audit_last + 1)
    first = max(state.audit_first, end - max(limit, 0))
    rows = store.audit_before(connection, end, end - first + 1)
    previous = state.audit_base
    if first > state.audit_first and rows:
        previous = rows.pop(0)[3]
    if [row[0] for row in rows] != list(range(first, end)):
        raise VaultDamaged(f"a row of the audit log between {first} and {end - 1} is missing")
    found = []
    for seq, nonce, sealed, mac in rows:
        if not same(mac, keys.audit_link(previous, seq, nonce, sealed)):
            raise VaultDamaged(f"row {seq} of the audit log was altered or removed")
        found.append(open_row(keys, (seq, nonce, sealed, mac)))
        previous = mac
    return found


def _place(keys: VaultKeys, seq: int) -> bytes:
    return keys.place("audit", seq.to_bytes(8, "big"))


def open_row(keys: VaultKeys, row: store.Row) -> AuditEntry:
    """Return what one row says, whose place is checked and whose link is not.

    Raises VaultDamaged.
    """
    seq, nonce, sealed, _ = row
    body: dict[str, Any] = json.loads(keys.audit.open(nonce, sealed, _place(keys, seq), f"row {seq} of the audit log"))
    return AuditEntry(seq, body.pop("at"), body.pop("do"), body.pop("by"), body)
