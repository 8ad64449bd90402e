"""First run and unlocking: the keyring of this computer, a master password, or the recovery kit."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kriptik_desktop.core.errors import InvalidInput
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.core.tasks import Supervisor
from kriptik_desktop.ui.commands import Commands
from kriptik_desktop.ui.file_dialogs import FileDialogs
from kriptik_desktop.ui.wording import translated

if TYPE_CHECKING:
    from kriptik_desktop.services import Services

QML_IMPORT_NAME = "Kriptik.Ui"
QML_IMPORT_MAJOR_VERSION = 1

_KIT_NAME = "kriptik-recovery-kit.txt"
Stage = Literal["checking", "create", "kit", "locked", "open"]


@QmlElement
@QmlUncreatable("Made by the app")
class UnlockViewModel(QObject):  # type: ignore[operator]
    """What the unlock screen shows and asks."""

    changed = Signal()
    asked = Signal()
    """The person must make or unlock the vault."""
    opened = Signal()
    """The vault is open and the person may go on."""

    def __init__(self, supervisor: Supervisor, dialogs: FileDialogs, parent: QObject) -> None:
        super().__init__(parent)
        self._dialogs = dialogs
        self._commands = Commands(supervisor, self.changed.emit)
        self._services: Services | None = None
        self._stage: Stage = "checking"
        self._slots: tuple[str, ...] = ()
        self._keyring_reason = ""
        self._kit: Secret | None = None
        self._kit_file = ""

    def attach(self, services: Services) -> None:
        """Take the services and find out what can open the vault."""
        self._services = services
        self._commands.start(self._first_look, "look at the vault")

    @Slot()
    def refresh(self) -> None:
        """Look at the vault again."""
        self._commands.start(self._look, "look at the vault")

    async def _first_look(self) -> None:
        await self._look()
        if self._stage == "locked" and "keyring" in self._slots:
            await self._unlock_with_keyring()

    async def _look(self) -> None:
        from kriptik_desktop.vault.model import VaultState

        vault = self._ready().vault
        if vault.state is VaultState.UNLOCKED:
            self._to("open")
            self.opened.emit()
        elif vault.state is VaultState.ABSENT:
            self._keyring_reason = await vault.keyring_unusable_because() or ""
            self._to("create")
            self.asked.emit()
        else:
            self._slots = tuple(await vault.slots())
            self._to("locked")
            self.asked.emit()

    def _ready(self) -> Services:
        if self._services is None:
            raise InvalidInput("still_starting", "KripTik is still starting.", "Try again in a moment.")
        return self._services

    def _to(self, stage: Stage) -> None:
        self._stage = stage
        self.changed.emit()

    def _get_stage(self) -> str:
        return self._stage

    def _get_busy(self) -> bool:
        return self._commands.busy

    def _get_error(self) -> str:
        return self._commands.error

    def _get_hint(self) -> str:
        return self._commands.hint

    def _get_keyring_usable(self) -> bool:
        return self._stage == "create" and not self._keyring_reason

    def _get_keyring_reason(self) -> str:
        return self._keyring_reason

    def _get_opens_with_keyring(self) -> bool:
        return "keyring" in self._slots

    def _get_opens_with_password(self) -> bool:
        return "password" in self._slots

    def _get_kit(self) -> str:
        return self._kit.reveal() if self._kit and self._stage == "kit" else ""

    def _get_kit_file(self) -> str:
        return self._kit_file

    stage = Property(str, _get_stage, notify=changed)
    busy = Property(bool, _get_busy, notify=changed)
    error = Property(str, _get_error, notify=changed)
    hint = Property(str, _get_hint, notify=changed)
    keyringUsable = Property(bool, _get_keyring_usable, notify=changed)
    keyringReason = Property(str, _get_keyring_reason, notify=changed)
    opensWithKeyring = Property(bool, _get_opens_with_keyring, notify=changed)
    opensWithPassword = Property(bool, _get_opens_with_password, notify=changed)
    kit = Property(str, _get_kit, notify=changed)
    kitFile = Property(str, _get_kit_file, notify=changed)

    @Slot()
    def createWithKeyring(self) -> None:
        """Make a vault that this computer's keyring opens."""
        self._commands.start(lambda: self._create(keyring=True, password=None), "make the vault")

    @Slot(str, str)
    def createWithPassword(self, password: str, again: str) -> None:
        """Make a vault that a master password opens."""
        self._commands.start(lambda: self._create_with_password(password, again), "make the vault")

    async def _create_with_password(self, password: str, again: str) -> None:
        if password != again:
            raise InvalidInput("passwords_differ", "The two passwords are not the same.", "Type the same one twice.")
        await self._create(keyring=False, password=Secret(password))

    async def _create(self, *, keyring: bool, password: Secret | None) -> None:
        kit = await self._ready().vault.create(keyring=keyring, password=password)
        self._kit = kit.text
        self._to("kit")

    @Slot()
    def askWhereToSaveKit(self) -> None:
        """Ask for a file and write the recovery kit to it, so that only this user can read it."""
        self._dialogs.choose_new_file(translated("Save the recovery kit"), Path.home() / _KIT_NAME, self._kit_place)

    def _kit_place(self, place: Path) -> None:
        self._commands.start(lambda: self._save_kit(place), "save the recovery kit")

    async def _save_kit(self, path: Path) -> None:
        if self._kit is None:
            return
        from kriptik_desktop.vault.recovery_file import write_kit_file

        try:
            await asyncio.to_thread(write_kit_file, path, self._kit, replace=True)
        except OSError as error:
            raise InvalidInput(
                "kit_not_written", f"{path} could not be written: {error.strerror}.", "Choose another place."
            ) from None
        self._kit_file = str(path)

    @Slot()
    def confirmKept(self) -> None:
        """Go on: the person says that the recovery kit is kept."""
        self._kit = None
        self._to("open")
        self.opened.emit()

    @Slot()
    def unlockWithKeyring(self) -> None:
        """Unlock with this computer's keyring."""
        self._commands.start(self._unlock_with_keyring, "unlock with the keyring")

    async def _unlock_with_keyring(self) -> None:
        await self._ready().vault.unlock_with_keyring()
        await self._look()

    @Slot(str)
    def unlockWithPassword(self, password: str) -> None:
        """Unlock with the master password."""
        self._commands.start(lambda: self._unlock_with_password(Secret(password)), "unlock with the password")

    async def _unlock_with_password(self, password: Secret) -> None:
        await self._ready().vault.unlock_with_password(password)
        await self._look()

    @Slot(str)
    def unlockWithRecovery(self, kit: str) -> None:
        """Unlock with the recovery kit."""
        self._commands.start(lambda: self._unlock_with_recovery(Secret(kit)), "unlock with the recovery kit")

    async def _unlock_with_recovery(self, kit: Secret) -> None:
        await self._ready().vault.unlock_with_recovery(kit)
        await self._look()
