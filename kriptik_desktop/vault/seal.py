"""The sealed state: one small record that fixes every row of the file.

It is rewritten in the transaction of each change, so a row that was altered, removed, added or put back from an older
copy no longer fits it. Its generation lets an anchor outside the file notice when the whole file is put back.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import Final

from kriptik_desktop.vault.errors import VaultDamaged
from kriptik_desktop.vault.format import SEALED_TABLES
from kriptik_desktop.vault.keys import VaultKeys

_LAYOUT: Final = struct.Struct(f">QQQ32s32s32s{len(SEALED_TABLES)}Q")
_NO_LINK: Final = bytes(32)


@dataclass(slots=True)
class SealedState:
    """How often the file changed, where the audit chain starts and ends, and what all rows add up to."""

    generation: int = 0
    audit_first: int = 1
    """The oldest audit row that must still be there."""
    audit_last: int = 0
    audit_base: bytes = _NO_LINK
    """The MAC that the oldest kept audit row hangs on."""
    audit_head: bytes = _NO_LINK
    total: int = 0
    """XOR of the keyed hashes of all rows."""
    counts: dict[str, int] = field(default_factory=lambda: {table.name: 0 for table in SEALED_TABLES})

    def seal(self, keys: VaultKeys) -> tuple[bytes, bytes]:
        """Return nonce and ciphertext of this state."""
        plain = _LAYOUT.pack(
            self.generation,
            self.audit_first,
            self.audit_last,
            self.audit_base,
            self.audit_head,
            self.total.to_bytes(32, "big"),
            *self.counts.values(),
        )
        return keys.state.seal(plain, keys.place("state"))

    @classmethod
    def unseal(cls, keys: VaultKeys, nonce: bytes, sealed: bytes) -> SealedState:
        """Return the state that ``seal`` made.

        Raises VaultDamaged where it is not of this vault and epoch.
        """
        plain = keys.state.open(nonce, sealed, keys.place("state"), "its seal")
        if len(plain) != _LAYOUT.size:
            raise VaultDamaged("its seal has the wrong length")
        generation, first, last, base, head, total, *counts = _LAYOUT.unpack(plain)
        named = {table.name: count for table, count in zip(SEALED_TABLES, counts, strict=True)}
        return cls(generation, first, last, base, head, int.from_bytes(total, "big"), named)
