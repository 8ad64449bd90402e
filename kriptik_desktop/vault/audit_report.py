"""The whole audit log for a person: every row that can be read, where the chain does not hold, and as JSON.

Apart from ``audit``, which stops at the first row that is wrong: whoever looks for what happened wants to see the rest
too. A row that opens is authentic by itself, because its place is part of what it is bound to.
"""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime
from typing import Any, Final

from kriptik_desktop.vault import store
from kriptik_desktop.vault.audit import open_row
from kriptik_desktop.vault.crypto import same
from kriptik_desktop.vault.errors import VaultDamaged
from kriptik_desktop.vault.format import AUDIT
from kriptik_desktop.vault.keys import VaultKeys
from kriptik_desktop.vault.model import AuditEntry, AuditReport
from kriptik_desktop.vault.seal import SealedState

_NAMED: Final = 5
"""Places that are named before the rest is only counted."""

_LOCAL_USER: Final = "local"
_COLUMNS_OF_THEIR_OWN: Final = ("integration", "credential", "ip")


def report(connection: sqlite3.Connection, keys: VaultKeys) -> AuditReport:
    """Return what can be read of the log, and in words where it was altered; damage is an answer here and no error."""
    try:
        state = store.read_state(connection, keys)
        rows = store.audit_unchecked(connection)
    except VaultDamaged as error:
        return AuditReport((), False, error.why)
    reading = _Reading(keys, state)
    for row in rows:
        reading.take(row)
    reading.end()
    return AuditReport(tuple(reading.entries), not reading.wrong, _said(reading.wrong))


class _Reading:
    """Goes through the rows, and after a wrong one goes on from what that row says of itself."""

    def __init__(self, keys: VaultKeys, state: SealedState) -> None:
        self._keys = keys
        self._state = state
        self._expected = state.audit_first
        self._before: tuple[bytes, ...] = (state.audit_base,)
        self._before_known = True
        self.entries: list[AuditEntry] = []
        self.wrong: list[str] = []

    def take(self, row: store.Row) -> None:
        """Check one row, and keep it where it opens."""
        try:
            AUDIT.encode(row)
        except VaultDamaged as error:
            self.wrong.append(error.why)
            return
        seq, nonce, sealed, mac = row
        if seq > self._state.audit_last:
            self.wrong.append(f"row {seq} lies behind the last one")
            return
        if seq < self._expected:
            self.wrong.append(f"row {seq} lies before the first one")
            return
        whole = seq == self._expected
        if not whole:
            self.wrong.append(f"{_rows(self._expected, seq - 1)} missing")
        links = tuple(self._keys.audit_link(before, seq, nonce, sealed) for before in self._before)
        hangs = any(same(mac, link) for link in links)
        opened = self._open(row)
        if opened and whole and self._before_known and not hangs:
            self.wrong.append(f"row {seq} does not hang on the one before")
        self._before = (mac,) if hangs else (mac, *links)
        self._before_known, self._expected = opened, seq + 1

    def _open(self, row: store.Row) -> bool:
        try:
            self.entries.append(open_row(self._keys, row))
        except VaultDamaged:
            self.wrong.append(f"row {row[0]} was altered or stands where another belongs")
            return False
        return True

    def end(self) -> None:
        """Compare the end with the one that the seal names."""
        last = self._state.audit_last
        if self._expected <= last:
            self.wrong.append(f"{_rows(self._expected, last)} missing at the end")
        elif self._before_known and not any(same(self._state.audit_head, before) for before in self._before):
            self.wrong.append(f"row {last} is not the one that was written last")


def _rows(first: int, last: int) -> str:
    return f"row {first} is" if first == last else f"rows {first} to {last} are"


def _said(wrong: list[str]) -> str:
    more = len(wrong) - _NAMED
    return ", ".join(wrong[:_NAMED]) + (f" and {more} more" if more > 0 else "")


def as_json(found: AuditReport) -> str:
    """Return the log as JSON text, one object a row, times in ISO 8601 and UTC; there is no secret in it."""
    rows = [_columns(entry, found.verified) for entry in found.entries]
    return json.dumps({"chain_verified": found.verified, "broken": found.broken, "rows": rows}, indent=2)


def _columns(entry: AuditEntry, verified: bool) -> dict[str, Any]:
    return {
        "seq": entry.seq,
        "access_time": datetime.fromtimestamp(entry.at / 1000, UTC).isoformat(timespec="milliseconds"),
        "integration_id": entry.integration,
        "action": entry.action,
        "origin": entry.origin,
        "ip_address": entry.ip,
        "user_id": _LOCAL_USER,
        "credential_id": entry.credential_id,
        "detail": {name: each for name, each in entry.details.items() if name not in _COLUMNS_OF_THEIR_OWN},
        "chain_verified": verified,
    }
