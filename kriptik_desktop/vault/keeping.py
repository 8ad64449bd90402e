"""What a person asks of the vault as a whole: is all of it readable, is it an older copy, delete it.

Between opening and reading, because none of it looks at a single credential.
"""

from __future__ import annotations

from dataclasses import replace

from kriptik_desktop.vault import removal
from kriptik_desktop.vault.access import VaultAccess
from kriptik_desktop.vault.backups import Backups
from kriptik_desktop.vault.checks import VerifyReport, check_whole
from kriptik_desktop.vault.errors import VaultDamaged
from kriptik_desktop.vault.model import Actor


class VaultKeeping(VaultAccess):
    """A vault that is backed up, checked, and deleted as a whole."""

    @property
    def backups(self) -> Backups:
        """The copies of this vault."""
        return self._care.backups

    @property
    def read_only(self) -> str:
        """Why nothing can be changed in the vault where it lies, empty where it can."""
        return self._file.read_only

    @property
    def fault(self) -> VaultDamaged | None:
        """What is wrong with a file that was opened in spite of its damage, so that a backup can take its place."""
        return self._file.fault

    def accept_older_copy(self) -> None:
        """Let the next unlocking go on although the file is older than the one last used here; it is noted then."""
        self._care.parts.anchors.accept()

    async def verify(self) -> VerifyReport:
        """Decrypt and check everything there is, and say how much that was.

        Raises VaultIsLocked, VaultDamaged.
        """
        began = self._clock.monotonic()
        report = await self._file.read(check_whole)
        return replace(report, seconds=self._clock.monotonic() - began)

    async def destroy(self, actor: Actor, confirm: str) -> tuple[str, ...]:
        """Delete the vault, its backups, its anchors and its keys in the keyring, for good.

        ``confirm`` must be "delete everything"; a vault that is locked or damaged asks for nothing else. Returns what
        could not be deleted, in words. Raises NotConfirmed, VaultMissing, ReauthenticationNeeded, VaultReadOnly,
        BackupUnavailable.
        """
        return await removal.destroy(self._care.parts, self.backups.folder, actor, confirm)
