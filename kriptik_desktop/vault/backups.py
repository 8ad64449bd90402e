"""Copies of the vault: those made unasked, those a person keeps elsewhere, and putting one back.

A copy is as sealed as the vault and opens by the same ways. Each is opened and compared with its seal after it was
written, because a backup that nobody ever read is a hope.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from kriptik_desktop.core.errors import KriptikError
from kriptik_desktop.core.new_file import sync_folder, take_name
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.vault import backup_files
from kriptik_desktop.vault.audit import note
from kriptik_desktop.vault.backup_files import DAILY, DAY, Backup, backup_name, backups_in, vault_mark
from kriptik_desktop.vault.errors import BackupRefused, VaultIsLocked, VaultReadOnly
from kriptik_desktop.vault.format import AUDIT
from kriptik_desktop.vault.keys import VaultKeys
from kriptik_desktop.vault.model import Actor, AuditAction
from kriptik_desktop.vault.parts import VaultParts
from kriptik_desktop.vault.restoring import Restoring

__all__ = ["Backup", "Backups"]

_log = logging.getLogger(__name__)
_PROGRAM: Final = Actor("agent")


class Backups:
    """The backups of one vault.

    ``automatic`` ones are made in the first use of a day and, where something was changed after that, at the lock.
    """

    def __init__(self, parts: VaultParts, folder: Path, *, automatic: bool) -> None:
        self._parts = parts
        self._automatic = automatic
        self._changed = False
        self._tried = ""
        self._daily: asyncio.Task[None] | None = None
        self._turn = asyncio.Lock()
        self.folder = folder

    async def list(self) -> tuple[Backup, ...]:
        """Return the backups of this vault, newest first, each read and compared with what it was when it was made.

        Where nobody knows which vault it is, because there is none or it cannot be read, those of all vaults.
        Raises BackupUnavailable.
        """
        found = await asyncio.to_thread(backups_in, self.folder, check=True)
        with suppress(KriptikError):
            mark = await self._mark()
            found = [each for each in found if each.vault == mark]
        return tuple(reversed(found))

    async def _mark(self) -> str:
        vault_id, _ = await self._parts.file.header()
        return vault_mark(vault_id)

    async def make(self, why: str, actor: Actor = _PROGRAM) -> Backup:
        """Copy the unlocked vault into the folder of backups, check the copy, and remove what need not be kept.

        ``why`` is lower-case words: ``daily``, ``before rekey``; what somebody asked for is in the audit log. Raises
        VaultIsLocked, BackupUnavailable, DiskFull, VaultDamaged; then the vault is as it was and no backup was added.
        """
        async with self._turn:
            backup = await self._make(why)
            await asyncio.to_thread(self._rotate, backup.vault)
        if why != DAILY and not why.startswith("before "):
            await self._note(actor, "backup", why=why)
        return backup

    async def _make(self, why: str) -> Backup:
        self._changed = False
        partial = await asyncio.to_thread(backup_files.new_partial, self.folder)
        try:
            generation, mark = await self._parts.file.read(self._copying(partial))
            now = self._parts.clock.now_ms()
            return await asyncio.to_thread(_named, partial, now, mark, generation, why)
        except BaseException:
            self._changed = True
            await asyncio.to_thread(backup_files.clear_partial, self.folder)
            raise

    def _rotate(self, mark: str) -> None:
        with suppress(KriptikError):
            found = [each for each in backups_in(self.folder, check=False) if each.vault == mark]
            for each in backup_files.superfluous(found, self._parts.clock.now_ms()):
                backup_files.clear(each.path)

    def committed(self, touched: set[str]) -> None:
        """Hear of a change; the first of a day begins the backup of the day."""
        self._changed = self._changed or touched != {AUDIT.name}
        self.begin_daily()

    def begin_daily(self) -> None:
        """Make the backup of this day in the background if there is none yet; one attempt for each day."""
        today = backup_files.same_period(self._parts.clock.now_ms(), DAY)
        if not self._automatic or self._parts.file.read_only or today == self._tried:
            return
        self._tried = today
        self._daily = asyncio.get_running_loop().create_task(self._make_daily(today), name="vault: daily backup")

    async def _make_daily(self, today: str) -> None:
        try:
            found = await asyncio.to_thread(backups_in, self.folder, check=False)
            mark = await self._mark()
        except KriptikError as error:
            _log.warning("the backup of the day could not be made: %s", error.message)
            return
        made = [each for each in found if each.vault == mark and each.why == DAILY]
        if not made or backup_files.same_period(made[-1].made_at, DAY) != today:
            await self._make_unasked()

    async def _make_unasked(self) -> None:
        try:
            await self.make(DAILY)
        except VaultIsLocked:
            return
        except KriptikError as error:
            _log.warning("the automatic backup of the vault could not be made: %s", error.message)

    async def at_lock(self) -> None:
        """Finish what was begun, and back up what changed since the last backup; failing is logged and no error."""
        if self._daily is not None:
            await asyncio.wait([self._daily])
        if self._automatic and self._changed and not self._parts.file.read_only:
            await self._make_unasked()

    async def export_to(self, path: Path, actor: Actor) -> Backup:
        """Write a copy to where the person keeps it, checked like every backup; it opens by the ways of this vault.

        The audit log says so before anything is written. Raises ReauthenticationNeeded, VaultIsLocked, BackupRefused
        where something lies there already, BackupUnavailable, DiskFull, VaultDamaged.
        """
        await self._parts.require_presence(actor)
        if await asyncio.to_thread(os.path.lexists, path):
            raise _taken(path)
        await self._note(actor, "export", how="backup", to=path.name)
        async with self._turn:
            return await self._export(path)

    async def _note(self, actor: Actor, action: AuditAction, **details: str) -> None:
        moment = self._parts.now()
        try:
            await self._parts.file.write(lambda change: note(change, moment, actor, action, **details))
        except VaultReadOnly:
            _log.warning("a backup is written without a row in the audit log, as the vault is write-protected")

    async def _export(self, path: Path) -> Backup:
        partial = path.with_name(f".{path.name}.{os.urandom(4).hex()}.partial")
        try:
            await asyncio.to_thread(backup_files.prepare_partial, partial)
            generation, mark = await self._parts.file.read(self._copying(partial))
            size = await asyncio.to_thread(_named_once, partial, path)
        finally:
            await asyncio.to_thread(backup_files.clear, partial)
        return Backup(path, self._parts.clock.now_ms(), generation, size, "export", True, 0, mark)

    def _copying(self, target: Path) -> Callable[[sqlite3.Connection, VaultKeys], tuple[int, str]]:
        formats = self._parts.file.formats

        def work(connection: sqlite3.Connection, keys: VaultKeys) -> tuple[int, str]:
            return backup_files.copy_checked(connection, keys, target, formats), vault_mark(keys.vault_id)

        return work

    async def restore(
        self,
        path: Path,
        *,
        password: Secret | None = None,
        kit: Secret | None = None,
        keyring: bool = False,
        actor: Actor,
    ) -> None:
        """Put a backup in the place of the vault, which is kept among the backups; the vault is unlocked afterwards.

        The backup is opened with exactly one of ``password``, ``kit`` and ``keyring``, and checked to its last row,
        before anything is touched. The present vault may be locked, damaged or missing. Raises ReauthenticationNeeded
        where it is unlocked, BackupRefused, BackupDamaged, BackupUnavailable, DiskFull, WrongPassword,
        WrongRecoveryKey and the other errors of unlocking, VaultReadOnly.
        """
        if [password is not None, kit is not None, keyring].count(True) != 1:
            raise ValueError("a backup is opened in one way")
        await Restoring(self._parts, self.folder, actor).run(path, password=password, kit=kit)


def _named(partial: Path, now: int, mark: str, generation: int, why: str) -> Backup:
    with backup_files.speaking_of(partial):
        number, size = backup_files.next_number(partial.parent), partial.stat().st_size
        name = backup_name(number, now, mark, generation, why, backup_files.file_digest(partial))
        backup_files.keep(partial, partial.with_name(name))
    return Backup(partial.with_name(name), now, generation, size, why, True, number, mark)


def _named_once(partial: Path, final: Path) -> int:
    """Name a copy without ever replacing another file, and return its size in bytes."""
    with backup_files.speaking_of(final):
        try:
            take_name(partial, final)
        except FileExistsError:
            raise _taken(final) from None
        sync_folder(final.parent)
        return final.stat().st_size


def _taken(path: Path) -> BackupRefused:
    return BackupRefused(
        "exists", f"{path} is there already, and a backup never replaces a file.", "Choose another name or folder."
    )
