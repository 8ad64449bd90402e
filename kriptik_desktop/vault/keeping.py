"""What a person asks of the vault as a whole: is all of it readable, is it an older copy, new keys for it, delete it.

Between opening and reading, because none of it looks at a single credential.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kriptik_desktop.core.secret import Secret
from kriptik_desktop.vault import removal
from kriptik_desktop.vault.access import VaultAccess
from kriptik_desktop.vault.backups import Backups
from kriptik_desktop.vault.checks import VerifyReport, check_whole
from kriptik_desktop.vault.errors import VaultDamaged
from kriptik_desktop.vault.model import Actor
from kriptik_desktop.vault.rekey import RekeyReport


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

    @property
    def recovery_kept(self) -> bool:
        """Whether the person has shown to have kept the recovery kit, as of the last unlocking or change of it."""
        return self.ways.kit_is_kept

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

    async def rekey(
        self,
        *,
        password: Secret | None,
        kit: Secret,
        actor: Actor,
        progress: Callable[[int, int], None] = lambda done, rows: None,
    ) -> RekeyReport:
        """Give the vault new keys: everything in it is sealed anew, and every way to unlock wraps the new root.

        ``password`` is the present master password, or None where there is none. ``kit`` is the text of the present
        recovery kit or of a drawn one, which is the vault's from then on. ``progress`` is called with the rows that
        are done and those that there are. Cancelled before it is durable, nothing has changed.
        Raises VaultIsLocked, ReauthenticationNeeded, RecoveryKeyMistyped, PasswordNeeded, WrongPassword, SlotMissing,
        KeyringUnavailable, VaultDamaged, DiskFull; nothing has changed then.
        """
        await self.require_presence(actor)
        self._file.require_writable()
        await self._uses.flush()
        return await self._rekeying.run(password=password, kit=kit, actor=actor, progress=progress)

    async def destroy(self, actor: Actor, confirm: str) -> tuple[str, ...]:
        """Delete the vault, its backups, its anchors and its keys in the keyring, for good.

        ``confirm`` must be "delete everything"; a vault that is locked or damaged asks for nothing else. Returns what
        could not be deleted, in words. Raises NotConfirmed, VaultMissing, ReauthenticationNeeded, VaultReadOnly,
        BackupUnavailable.
        """
        return await removal.destroy(self._care.parts, self.backups.folder, actor, confirm)
