"""What the larger undertakings with a vault need of it: backing up, restoring, deleting.

They are objects of their own beside ``Vault``, which holds them, and reach into it by these parts alone.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from kriptik_desktop.core.clock import Clock
from kriptik_desktop.core.events import EventBus
from kriptik_desktop.vault.audit import Moment
from kriptik_desktop.vault.doors import Doors
from kriptik_desktop.vault.keyring import KeyringPort
from kriptik_desktop.vault.model import Actor
from kriptik_desktop.vault.presence import Presence
from kriptik_desktop.vault.rollback import Anchors
from kriptik_desktop.vault.vault_file import VaultFile


@dataclass(frozen=True, slots=True)
class VaultParts:
    """The parts of one vault."""

    file: VaultFile
    anchors: Anchors
    keyring: KeyringPort
    clock: Clock
    bus: EventBus
    presence: Presence
    turn: asyncio.Lock
    """Held while the vault is opened, unlocked, locked or exchanged."""

    doors_to: Callable[[VaultFile], Doors]
    """The ways into a file: this one, or a copy of it."""

    require_presence: Callable[[Actor], Awaitable[None]]
    lock: Callable[[Actor], Awaitable[None]]
    """Locks the vault if it is unlocked, in its turn."""

    def now(self) -> Moment:
        """Return the present moment."""
        return Moment.now(self.clock)
