"""Every key of an unlocked vault, all of them derived from one random root.

Each purpose and each credential has a key of its own, so that no ciphertext can stand in for another. Made and used in
the thread that owns the file; ciphers are kept while unlocked, because making one costs more than using it.
"""

from __future__ import annotations

from struct import Struct
from typing import Any, Final

from kriptik_desktop.vault.crypto import Key, Sealer, SetHasher, derive, expand, join, tag
from kriptik_desktop.vault.format import DOMAIN
from kriptik_desktop.vault.model import SlotKind
from kriptik_desktop.vault.slots import Slot, make_slot

_KEPT_CIPHERS: Final = 4096
_LOOKUP_BYTES: Final = 16
_PLACE_BYTES: Final = 24
_FIELD_PLACE: Final = Struct(">IQQQ")
"""The last part of what a field is bound to, behind its length as ``join`` would put it."""

_LINK_HEAD: Final = Struct(">I32sIQI12sI")
"""What an audit row's MAC is made of, up to the body, as ``join`` would put it."""

_CREDENTIAL: Final = join(b"credential")
_WHAT: Final = "a stored value"


class FieldCipher:
    """Seals the fields of one credential, each bound to its version, epoch and position."""

    __slots__ = ("_place", "_sealer")

    def __init__(self, key: bytes | bytearray, place: bytes) -> None:
        self._sealer = Sealer(key)
        self._place = place

    def seal(self, plain: bytes | bytearray, version: int, epoch: int, position: int) -> tuple[bytes, bytes]:
        """Return nonce and ciphertext."""
        return self._sealer.seal(plain, self._place + _FIELD_PLACE.pack(_PLACE_BYTES, version, epoch, position))

    def open(self, nonce: bytes, sealed: bytes, version: int, epoch: int, position: int) -> bytes:
        """Return the plaintext.

        Raises VaultDamaged where it was not sealed for this place.
        """
        place = self._place + _FIELD_PLACE.pack(_PLACE_BYTES, version, epoch, position)
        return self._sealer.open(nonce, sealed, place, _WHAT)

    def hand_over(self, to: FieldCipher, row: tuple[Any, ...], epochs: tuple[int, int]) -> tuple[bytes, bytes]:
        """Return nonce and ciphertext of one field row, opened here in the first epoch and sealed there in the second.

        The plaintext is overwritten. Raises VaultDamaged where it was not sealed for this place.
        """
        _, version, position, nonce, sealed = row
        place = self._place + _FIELD_PLACE.pack(_PLACE_BYTES, version, epochs[0], position)
        plain = self._sealer.open_key(nonce, sealed, place, _WHAT)
        there = to._sealer.seal(plain, to._place + _FIELD_PLACE.pack(_PLACE_BYTES, version, epochs[1], position))
        plain.wipe()
        return there

    def open_key(self, nonce: bytes, sealed: bytes, version: int, epoch: int, position: int) -> Key:
        """Return the plaintext as bytes that can be overwritten.

        Raises VaultDamaged as ``open`` does.
        """
        place = self._place + _FIELD_PLACE.pack(_PLACE_BYTES, version, epoch, position)
        return self._sealer.open_key(nonce, sealed, place, _WHAT)


class VaultKeys:
    """The keys of one epoch of one vault."""

    def __init__(self, root: Key, vault_id: bytes, epoch: int) -> None:
        self._root = Key(root)
        self.vault_id = vault_id
        self.epoch = epoch
        self.bound = join(DOMAIN, vault_id, epoch.to_bytes(8, "big"))
        self.overviews = Sealer(self._derive("overview"))
        self.links = Sealer(self._derive("link"))
        self.audit = Sealer(self._derive("audit body"))
        self.state = Sealer(self._derive("state"))
        self.rows = SetHasher(self._derive("set"))
        self._audit_chain = self._derive("audit chain")
        self._lookups = self._derive("lookup")
        self._records = self._derive("record")
        self._field_place = join(self.bound, b"field")
        self._ciphers: dict[str, FieldCipher] = {}
        self._places: dict[str, bytes] = {}

    def _derive(self, label: str) -> Key:
        return derive(self._root, label, self.bound)

    def fields_of(self, credential_id: str) -> FieldCipher:
        """Return the cipher of one credential's fields."""
        cipher = self._ciphers.get(credential_id)
        if cipher is None:
            if len(self._ciphers) >= _KEPT_CIPHERS:
                self._ciphers.clear()
            cipher = self._ciphers[credential_id] = self.fresh_fields_of(credential_id)
        return cipher

    def fresh_fields_of(self, credential_id: str) -> FieldCipher:
        """Return the cipher of one credential's fields, for who goes through all of them once."""
        name = join(credential_id.encode())
        return FieldCipher(expand(self._records, _CREDENTIAL + name), self._field_place + name)

    def credential_lookup(self, scope: str, integration: str, mode: str, account: str) -> bytes:
        """Return what a credential is found by; it tells nothing without the key."""
        parts = join(scope.encode(), integration.encode(), mode.encode(), account.encode())
        return tag(self._lookups, _CREDENTIAL + parts)[:_LOOKUP_BYTES]

    def project_lookup(self, project_id: str) -> bytes:
        """Return what a project's links are found by."""
        return tag(self._lookups, join(b"project", project_id.encode()))[:_LOOKUP_BYTES]

    def audit_link(self, previous: bytes, seq: int, nonce: bytes, body: bytes) -> bytes:
        """Return the MAC of an audit row, which hangs on that of the row before."""
        head = _LINK_HEAD.pack(len(previous), previous, 8, seq, len(nonce), nonce, len(body))
        return tag(self._audit_chain, head + body)

    def anchor_tag(self, *parts: bytes) -> bytes:
        """Return the MAC by which an anchor outside the file is known as this vault's own."""
        return tag(self._derive("anchor"), join(*parts))

    def place(self, kind: str, *parts: bytes) -> bytes:
        """Return what another ciphertext is bound to: its kind and where it stands."""
        start = self._places.get(kind)
        if start is None:
            start = self._places[kind] = join(self.bound, kind.encode())
        return start + join(*parts)

    def overview_place(self, credential_id: str, lookup: bytes, version: int) -> bytes:
        """Return what the overview of a credential is bound to."""
        return self.place("overview", credential_id.encode(), lookup, version.to_bytes(8, "big"))

    def link_place(self, credential_id: str, project: bytes) -> bytes:
        """Return what a link to a project, given by its lookup, is bound to."""
        return self.place("link", credential_id.encode(), project)

    def audit_place(self, seq: int) -> bytes:
        """Return what the body of an audit row is bound to."""
        return self.place("audit", seq.to_bytes(8, "big"))

    def slot(self, slot_id: str, kind: SlotKind, kdf: str, key: Key, created: int) -> Slot:
        """Return a way in: the root, wrapped under ``key``; ``created`` in UTC milliseconds."""
        return make_slot(slot_id, kind, kdf, key, self._root, self.bound, created)

    def wipe(self) -> None:
        """Overwrite the root and what is kept of the rest; what ciphers copied inside OpenSSL is freed with them."""
        for key in (self._root, self._records, self._lookups, self._audit_chain):
            key.wipe()
        self._ciphers.clear()
        for name in ("overviews", "links", "audit", "state", "rows"):
            delattr(self, name)
