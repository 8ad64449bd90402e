"""What surrounds each unlocking and locking: the comparison with the anchors, the backups, a file of an earlier format.

Apart from the locking itself, which knows only that something is to be done before the keys are used, and before they
go.
"""

from __future__ import annotations

import logging
from pathlib import Path

from kriptik_desktop.core.errors import KriptikError
from kriptik_desktop.vault.backups import Backups
from kriptik_desktop.vault.crypto import Key
from kriptik_desktop.vault.model import Actor
from kriptik_desktop.vault.parts import VaultParts

_log = logging.getLogger(__name__)


class Care:
    """Looks after one vault's anchors and backups."""

    def __init__(self, parts: VaultParts, backup_folder: Path | None) -> None:
        self.parts = parts
        beside = parts.file.path.parent / "vault-backups"
        self.backups = Backups(parts, backup_folder or beside, automatic=backup_folder is not None)
        parts.file.on_commit = self._committed

    def _committed(self, touched: set[str]) -> None:
        self.parts.anchors.committed()
        self.backups.committed(touched)

    async def admit(self, root: Key, actor: Actor) -> None:
        """Let the file be used with its keys, if it is whole and no older copy of itself.

        Raises VaultDamaged, VaultRolledBack; the keys are forgotten then.
        """
        file = self.parts.file
        await file.admit(root, lambda: self.backups.make("before migration"))
        try:
            await self.parts.anchors.check(actor)
        except BaseException:
            await file.forget_keys()
            raise

    async def before_lock(self) -> None:
        """Note the last state outside the file and keep a copy of it; a lock never fails for that."""
        await self.backups.at_lock()
        try:
            await self.parts.anchors.write()
        except KriptikError as error:
            _log.warning("the vault's anchor could not be brought up to date: %s", error.message)
