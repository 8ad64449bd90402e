"""What is remembered of the vault outside its file, so that an older copy put in its place is noticed.

A seal proves that a file is whole, not that it is the newest. The anchor says how far the vault had come. It is kept
twice: in a file of the state folder, written shortly after each change, and in the system keyring, written when the
vault locks, because writing there is slow. Whoever can change both of them and the vault goes unnoticed.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kriptik_desktop.core.errors import KriptikError
from kriptik_desktop.core.new_file import sync_folder
from kriptik_desktop.core.paths import private_folder
from kriptik_desktop.vault.crypto import Key, same
from kriptik_desktop.vault.errors import KeyringItemMissing
from kriptik_desktop.vault.keyring import KeyringPort
from kriptik_desktop.vault.keys import VaultKeys
from kriptik_desktop.vault.seal import SealedState

KEYRING_WAIT_S: Final = 2.0
"""Seconds that the keyring gets; the anchor is one precaution among others, and nobody is to wait for it."""

_FORMAT: Final = 1
_STATE_BYTES: Final = 8
_TAG_BYTES: Final = 12
_EPOCH_BYTES: Final = 4
_GENERATION_BYTES: Final = 8
_PACKED: Final = _EPOCH_BYTES + _GENERATION_BYTES + _STATE_BYTES + _TAG_BYTES
_FILE_LIMIT: Final = 4096
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Anchor:
    """How far a vault had come, in 32 bytes: as much as a keyring item of the vault holds.

    ``mac`` is made of eight bytes that follow from the state and twelve that prove the whole to be of this vault.
    ``at`` is when it was written, in UTC ms, and is told and never decided on.
    """

    vault_id: bytes
    epoch: int
    generation: int
    mac: bytes
    at: int | None = None

    @classmethod
    def of(cls, keys: VaultKeys, state: SealedState, at: int) -> Anchor:
        """Return the anchor of the present state."""
        content = state.total.to_bytes(32, "big") + state.audit_head
        seen = keys.anchor_tag(b"state", content)[:_STATE_BYTES]
        return cls(keys.vault_id, keys.epoch, state.generation, seen + _proof(keys, state.generation, seen), at)

    def genuine(self, keys: VaultKeys) -> bool:
        """Tell whether the holder of these keys, of the same epoch, has made it."""
        seen = self.mac[:_STATE_BYTES]
        return same(self.mac[_STATE_BYTES:], _proof(keys, self.generation, seen))

    def differs_from(self, other: Anchor) -> bool:
        """Tell whether the two speak of different states."""
        return not same(self.mac[:_STATE_BYTES], other.mac[:_STATE_BYTES])

    def pack(self) -> bytes:
        """Return the 32 bytes; which vault they are of is said by where they are kept."""
        epoch = self.epoch.to_bytes(_EPOCH_BYTES, "big")
        return epoch + self.generation.to_bytes(_GENERATION_BYTES, "big") + self.mac

    @classmethod
    def unpack(cls, vault_id: bytes, packed: bytes, at: int | None = None) -> Anchor | None:
        """Return what ``pack`` was called on, None for anything else."""
        if len(packed) != _PACKED:
            return None
        epoch, rest = packed[:_EPOCH_BYTES], packed[_EPOCH_BYTES:]
        generation, mac = rest[:_GENERATION_BYTES], rest[_GENERATION_BYTES:]
        return cls(vault_id, int.from_bytes(epoch, "big"), int.from_bytes(generation, "big"), mac, at)


def _proof(keys: VaultKeys, generation: int, seen: bytes) -> bytes:
    return keys.anchor_tag(b"anchor", generation.to_bytes(8, "big"), seen)[:_TAG_BYTES]


class AnchorFile:
    """The anchor's file in the state folder. Nothing about it ever raises: a vault opens without it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> Anchor | None:
        """Return what it holds, None where it is missing or unusable; the latter is said in the log."""
        try:
            text = self._text()
        except FileNotFoundError:
            return None
        except OSError as error:
            _log.warning("the vault's anchor %s cannot be read: %s", self._path, error.strerror)
            return None
        found = _parsed(text)
        if found is None:
            _log.warning("the vault's anchor %s is no anchor; it is passed over and written anew", self._path)
        return found

    def _text(self) -> bytes:
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
        with os.fdopen(os.open(self._path, flags), "rb") as file:
            return file.read(_FILE_LIMIT)

    def write(self, anchor: Anchor) -> bool:
        """Put ``anchor`` there durably and tell whether it worked; a link in its place is replaced, not followed."""
        kept = {"format": _FORMAT, "vault": anchor.vault_id.decode(), "at": anchor.at, "anchor": anchor.pack().hex()}
        partial = self._path.with_name(self._path.name + ".partial")
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0)
        try:
            private_folder(self._path.parent)
            partial.unlink(missing_ok=True)
            with os.fdopen(os.open(partial, flags, 0o600), "w") as file:
                json.dump(kept, file)
                file.flush()
                os.fsync(file.fileno())
            partial.replace(self._path)
            sync_folder(self._path.parent)
        except (OSError, KriptikError) as error:
            _log.warning("the vault's anchor %s cannot be written: %s", self._path, error)
            return False
        return True

    def remove(self) -> None:
        """Delete it, whatever it holds; raises OSError."""
        self._path.unlink(missing_ok=True)
        self._path.with_name(self._path.name + ".partial").unlink(missing_ok=True)


def _parsed(text: bytes) -> Anchor | None:
    with suppress(ValueError, KeyError, TypeError, AttributeError, RecursionError):
        found: dict[str, Any] = json.loads(text)
        at = found["at"] if type(found["at"]) is int and 0 <= found["at"] < 1 << 43 else None
        if found["format"] == _FORMAT:
            return Anchor.unpack(found["vault"].encode(), bytes.fromhex(found["anchor"]), at)
    return None


class AnchorItem:
    """The anchor's item in the system keyring; one that does not answer is not asked again until the next unlock."""

    def __init__(self, keyring: KeyringPort, wait_s: float = KEYRING_WAIT_S) -> None:
        self._keyring = keyring
        self._wait_s = wait_s
        self._silent = False

    async def read(self, vault_id: bytes) -> Anchor | None:
        """Return what it holds of this vault, None where there is nothing or the keyring does not answer."""
        self._silent = False
        try:
            packed = await asyncio.wait_for(self._keyring.load(anchor_item(vault_id)), self._wait_s)
        except KeyringItemMissing:
            return None
        except (TimeoutError, KriptikError) as error:
            self._note("read", error)
            return None
        return Anchor.unpack(vault_id, bytes(packed))

    async def write(self, anchor: Anchor) -> bool:
        """Put ``anchor`` there and tell whether it worked."""
        if self._silent:
            return False
        try:
            await asyncio.wait_for(self._keyring.store(anchor_item(anchor.vault_id), Key(anchor.pack())), self._wait_s)
        except (TimeoutError, KriptikError) as error:
            self._note("written", error)
            return False
        return True

    def _note(self, what: str, error: BaseException) -> None:
        """Said quietly: a computer without a keyring is no fault."""
        self._silent = True
        _log.info(
            "the vault's anchor in the keyring is not %s: %s", what, getattr(error, "message", "no answer in time")
        )


def anchor_item(vault_id: bytes) -> str:
    """Return the name of the keyring item that holds a vault's anchor."""
    return f"{vault_id.decode(errors='replace')}/anchor"
