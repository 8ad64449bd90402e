"""First run and unlocking: the keyring of this computer, a master password, or the recovery kit.

A keyring may let one wait for as long as it likes, so it is asked beside everything else and never instead of it.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kriptik_desktop.core.errors import InvalidInput, KriptikError
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.core.tasks import Supervisor
from kriptik_desktop.ui.commands import Commands
from kriptik_desktop.ui.file_dialogs import FileDialogs
from kriptik_desktop.ui.kept_kit import KeptKit
from kriptik_desktop.ui.kit_printing import KitPrinting
from kriptik_desktop.ui.unlock_attempt import Attempt, TryPause
from kriptik_desktop.ui.view_models.rescue import RescueViewModel

if TYPE_CHECKING:
    from kriptik_desktop.services import Services

QML_IMPORT_NAME = "Kriptik.Ui"
QML_IMPORT_MAJOR_VERSION = 1

_MOMENT_S = 1.0
"""What a keyring gets to say whether it can be used before the page shows without it."""
Stage = Literal["checking", "create", "kit", "prove", "locked", "trouble", "open"]


@QmlElement
@QmlUncreatable("Made by the app")
class UnlockViewModel(QObject):  # type: ignore[operator]
    """What the unlock screen shows and asks."""

    changed = Signal()
    asked = Signal()
    """The person must make or unlock the vault."""
    opened = Signal()
    """The vault is open and the person may go on."""

    def __init__(self, supervisor: Supervisor, dialogs: FileDialogs, printing: KitPrinting, parent: QObject) -> None:
        super().__init__(parent)
        self._work = supervisor
        self._commands = Commands(supervisor, self.changed.emit)
        self._keyring = Commands(supervisor, self.changed.emit)
        self._asking: asyncio.Future[None] | None = None
        self._pause = TryPause(self.changed.emit, self)
        self._rescue = RescueViewModel(supervisor, dialogs, self)
        self._rescue.recovered.connect(self.refresh)
        self._services: Services | None = None
        self._stage: Stage = "checking"
        self._slots: tuple[str, ...] = ()
        self._trying_keyring = False
        self._keyring_reason = ""
        self._kit = KeptKit(self._commands, dialogs, printing)

    @property
    def rescue_part(self) -> RescueViewModel:
        """What shows where the file cannot simply be used."""
        return self._rescue

    def attach(self, services: Services) -> None:
        """Take the services and find out what can open the vault."""
        self._services = services
        self._rescue.attach(services)
        self._commands.start(self._first_look, "look at the vault")

    @Slot()
    def refresh(self) -> None:
        """Look at the vault again."""
        self._commands.start(self._look, "look at the vault")

    async def _first_look(self) -> None:
        await self._look()
        if self._stage == "locked" and "keyring" in self._slots:
            self.unlockWithKeyring()

    async def _look(self) -> None:
        from kriptik_desktop.vault.model import VaultState

        vault = self._ready().vault
        if vault.state is VaultState.UNLOCKED:
            self._enter()
        elif vault.state is VaultState.ABSENT:
            trying = self._work.start(self._try_keyring(), "try the keyring")
            await asyncio.wait({trying}, timeout=_MOMENT_S)
            self._to("create")
            self.asked.emit()
        else:
            await self._look_at_locked()
            self.asked.emit()

    async def _try_keyring(self) -> None:
        self._trying_keyring, self._keyring_reason = True, ""
        try:
            self._keyring_reason = await self._ready().vault.keyring_unusable_because() or ""
        finally:
            self._trying_keyring = False
            self.changed.emit()

    async def _look_at_locked(self) -> None:
        from kriptik_desktop.vault.errors import VaultDamaged

        self._kit.drop()
        self._keyring.clear()
        try:
            self._slots = tuple(await self._ready().vault.slots())
            self._to("locked")
        except VaultDamaged as error:
            self._show_trouble(error, None)

    def _enter(self) -> None:
        """Go on into the app, once; a keyring that has not answered yet need not any more."""
        if self._asking is not None:
            self._asking.cancel()
        self._rescue.leave()
        if self._stage != "open":
            self._to("open")
            self.opened.emit()

    def _show_trouble(self, error: KriptikError, attempt: Attempt | None) -> None:
        self._rescue.show(error, attempt)
        self._to("trouble")

    def _ready(self) -> Services:
        if self._services is None:
            raise InvalidInput("still_starting", "KripTik is still starting.", "Try again in a moment.")
        return self._services

    def _to(self, stage: Stage) -> None:
        self._stage = stage
        self.changed.emit()

    def _get_stage(self) -> str:
        return self._stage

    def _get_rescue(self) -> QObject:
        return self._rescue

    def _get_busy(self) -> bool:
        return self._commands.busy

    def _get_wait(self) -> int:
        return self._pause.seconds

    def _get_error(self) -> str:
        return self._commands.error or self._keyring.error

    def _get_hint(self) -> str:
        return self._commands.hint if self._commands.error else self._keyring.hint

    def _get_read_only(self) -> str:
        return self._services.vault.read_only if self._services and self._stage == "locked" else ""

    def _get_trying_keyring(self) -> bool:
        return self._trying_keyring

    def _get_keyring_usable(self) -> bool:
        return self._stage == "create" and not self._trying_keyring and not self._keyring_reason

    def _get_keyring_reason(self) -> str:
        return self._keyring_reason

    def _get_waits_for_keyring(self) -> bool:
        return self._keyring.busy

    def _get_opens_with_keyring(self) -> bool:
        return "keyring" in self._slots

    def _get_opens_with_password(self) -> bool:
        return "password" in self._slots

    def _get_kit(self) -> str:
        return self._kit.text if self._stage == "kit" else ""

    def _get_kit_file(self) -> str:
        return self._kit.file

    def _get_kit_printed(self) -> bool:
        return self._kit.printed

    def _get_first_asked(self) -> int:
        return self._kit.asked[0]

    def _get_second_asked(self) -> int:
        return self._kit.asked[1]

    stage = Property(str, _get_stage, notify=changed)
    rescue = Property(QObject, _get_rescue, constant=True)
    busy = Property(bool, _get_busy, notify=changed)
    wait = Property(int, _get_wait, notify=changed)
    error = Property(str, _get_error, notify=changed)
    hint = Property(str, _get_hint, notify=changed)
    readOnly = Property(str, _get_read_only, notify=changed)
    tryingKeyring = Property(bool, _get_trying_keyring, notify=changed)
    keyringUsable = Property(bool, _get_keyring_usable, notify=changed)
    keyringReason = Property(str, _get_keyring_reason, notify=changed)
    waitsForKeyring = Property(bool, _get_waits_for_keyring, notify=changed)
    opensWithKeyring = Property(bool, _get_opens_with_keyring, notify=changed)
    opensWithPassword = Property(bool, _get_opens_with_password, notify=changed)
    kit = Property(str, _get_kit, notify=changed)
    kitFile = Property(str, _get_kit_file, notify=changed)
    kitPrinted = Property(bool, _get_kit_printed, notify=changed)
    firstAsked = Property(int, _get_first_asked, notify=changed)
    secondAsked = Property(int, _get_second_asked, notify=changed)

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
        from kriptik_desktop.vault.model import Actor

        services = self._ready()
        kit = await services.vault.create(keyring=keyring, password=password, actor=Actor("window"))
        self._kit.take(kit, services.clock.now_ms())
        self._to("kit")

    @Slot()
    def askWhereToSaveKit(self) -> None:
        """Ask for a file and write the recovery kit to it, so that only this user can read it."""
        self._kit.ask_where_to_save()

    @Slot()
    def askWhereToPrintKit(self) -> None:
        """Let the person choose a printer and print the recovery kit on one page."""
        self._kit.ask_where_to_print()

    @Slot()
    def confirmKept(self) -> None:
        """Ask for two groups of the kit, as the person says that it is kept."""
        self._commands.clear()
        self._to("prove")

    @Slot()
    def showKitAgain(self) -> None:
        """Show the kit once more."""
        self._commands.clear()
        self._to("kit")

    @Slot(str, str)
    def proveKept(self, first: str, second: str) -> None:
        """Go on if the two groups are right."""
        self._commands.start(lambda: self._prove_kept(Secret(first), Secret(second)), "prove that the kit was kept")

    async def _prove_kept(self, first: Secret, second: Secret) -> None:
        from kriptik_desktop.vault.model import Actor

        if not self._kit.held:
            return
        self._kit.require_kept(first, second)
        await self._ready().vault.ways.kit_kept(Actor("window"))
        self.leaveKit()

    @Slot()
    def leaveKit(self) -> None:
        """Go on, with or without proof; the safety page goes on asking for one that was not given."""
        self._kit.drop()
        self._enter()

    @Slot()
    def unlockWithKeyring(self) -> None:
        """Unlock with this computer's keyring; the other ways can be used meanwhile."""
        attempt = Attempt("keyring", Secret(""))
        self._keyring.start(lambda: self._unlock(attempt), "unlock with the keyring")

    @Slot(str)
    def unlockWithPassword(self, password: str) -> None:
        """Unlock with the master password."""
        attempt = Attempt("password", Secret(password))
        self._commands.start(lambda: self._unlock(attempt), "unlock with the password")

    @Slot(str)
    def unlockWithRecovery(self, kit: str) -> None:
        """Unlock with the recovery kit."""
        attempt = Attempt("recovery", Secret(kit))
        self._commands.start(lambda: self._unlock(attempt), "unlock with the recovery kit")

    async def _unlock(self, attempt: Attempt) -> None:
        from kriptik_desktop.vault.errors import VaultDamaged, VaultRolledBack, WrongPassword

        unlocking = asyncio.ensure_future(attempt.unlock(self._ready().vault))
        if attempt.way == "keyring":
            self._asking = unlocking
        try:
            await unlocking
        except asyncio.CancelledError:
            if self._stage == "open":
                return
            raise
        except WrongPassword as error:
            self._pause.begin(error.wait_s)
            raise
        except (VaultDamaged, VaultRolledBack) as error:
            self._show_trouble(error, attempt if isinstance(error, VaultRolledBack) else None)
            return
        finally:
            if self._asking is unlocking:
                self._asking = None
        await self._look()
