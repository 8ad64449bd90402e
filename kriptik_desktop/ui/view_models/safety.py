"""The safety page: the ways to unlock, backups, the check of the vault, and what locks it.

What needs more than one press (a new password, new keys, a restored backup) has a sheet of its own: `sheet` and `kits`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtQml import QmlElement, QmlUncreatable

from kriptik_desktop.core.errors import InvalidInput, KriptikError, Unavailable
from kriptik_desktop.core.tasks import Supervisor
from kriptik_desktop.ui.commands import Commands
from kriptik_desktop.ui.dates import moment_words
from kriptik_desktop.ui.file_dialogs import FileDialogs
from kriptik_desktop.ui.kit_printing import KitPrinting
from kriptik_desktop.ui.row_model import RowModel
from kriptik_desktop.ui.safety_rows import BackupRow, LockRow, SafetyScreen, WayRow, read_safety, whole_words
from kriptik_desktop.ui.view_models.kit_sheet import KitSheetViewModel
from kriptik_desktop.ui.view_models.safety_sheet import SafetySheetViewModel
from kriptik_desktop.ui.wording import translated

if TYPE_CHECKING:
    from kriptik_desktop.core.events import Event, Subscription
    from kriptik_desktop.services import Services
    from kriptik_desktop.ui.view_models.reauthentication import ReauthenticationViewModel

QML_IMPORT_NAME = "Kriptik.Ui"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("Made by the app")
class SafetyViewModel(QObject):  # type: ignore[operator]
    """What the safety page shows and does at one press."""

    changed = Signal()
    said = Signal(str)
    """What was done, in words."""
    failed = Signal(str)
    """What was refused where nothing shows it, in words."""
    replaced = Signal()
    """There is another vault now, or none."""

    def __init__(
        self,
        supervisor: Supervisor,
        proof: ReauthenticationViewModel,
        dialogs: FileDialogs,
        printing: KitPrinting,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._supervisor, self._proof, self._dialogs = supervisor, proof, dialogs
        self._commands = Commands(supervisor, self.changed.emit)
        self._sheet = SafetySheetViewModel(supervisor, proof, self)
        self._kits = KitSheetViewModel(supervisor, proof, dialogs, printing, self)
        self._services: Services | None = None
        self._subscriptions: list[Subscription] = []
        self._ways = RowModel(WayRow, lambda row: row.kind, self)
        self._backups = RowModel(BackupRow, lambda row: row.path, self)
        self._locks = RowModel(LockRow, lambda row: row.key, self)
        self._screen: SafetyScreen | None = None
        self._keyring_reason = ""
        self._report = ""
        self._report_when = ""
        self._unread: tuple[str, str] = ("", "")
        self._looking = False
        self._doing = ""
        self._wake = asyncio.Event()
        self._sheet.failed.connect(self.failed)
        self._sheet.replaced.connect(self.replaced)
        for sheet in (self._sheet, self._kits):
            sheet.done.connect(self._on_done)
            sheet.changed.connect(self.changed)

    def attach(self, services: Services) -> None:
        """Take the services, and read whenever somebody looks."""
        from kriptik_desktop.vault.events import VaultLocked, VaultUnlocked, WaysChanged

        self._services = services
        self._sheet.attach(services)
        self._kits.attach(services)
        self._subscriptions = [
            services.bus.subscribe(VaultUnlocked, lambda event: self._wake.set()),
            services.bus.subscribe(WaysChanged, lambda event: self._wake.set()),
            services.bus.subscribe(VaultLocked, self._on_locked),
        ]
        self._supervisor.start(self._keep_fresh(services), "keep the safety page fresh")

    def detach(self) -> None:
        """Stop hearing events."""
        for subscription in self._subscriptions:
            subscription.close()
        self._subscriptions = []

    def _on_locked(self, event: Event) -> None:
        self._sheet.drop()
        self._kits.drop()
        self._screen, self._report, self._report_when = None, "", ""
        self._commands.clear()

    @Slot(str)
    def _on_done(self, words: str) -> None:
        self._wake.set()
        if words:
            self.said.emit(words)

    async def _keep_fresh(self, services: Services) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            try:
                await self._read(services)
            except KriptikError as error:
                self._unread = (error.message, error.hint)
                self.changed.emit()

    async def _read(self, services: Services) -> None:
        from kriptik_desktop.vault.model import VaultState

        if not self._looking or services.vault.state is not VaultState.UNLOCKED:
            return
        screen = self._screen = await read_safety(services)
        self._unread = ("", "")
        self._ways.set_rows(screen.ways)
        await asyncio.sleep(0)
        self._backups.set_rows(screen.backups)
        await asyncio.sleep(0)
        self._locks.set_rows(screen.locks)
        self._sheet.ways = self._kits.ways = tuple(row.kind for row in screen.ways if row.present)
        self.changed.emit()
        if "keyring" not in self._sheet.ways:
            self._keyring_reason = await services.vault.keyring_unusable_because() or ""
            self.changed.emit()

    def _get_sheet(self) -> QObject:
        return self._sheet

    def _get_kits(self) -> QObject:
        return self._kits

    def _get_covered(self) -> bool:
        return bool(self._sheet.property("page") or self._kits.property("page"))

    def _get_ways(self) -> QObject:
        return self._ways

    def _get_backups(self) -> QObject:
        return self._backups

    def _get_locks(self) -> QObject:
        return self._locks

    def _get_backup_count(self) -> int:
        return self._backups.rowCount()

    def _get_loaded(self) -> bool:
        return self._screen is not None

    def _get_kit_kept(self) -> bool:
        return self._screen is None or self._screen.kit_kept

    def _get_read_only(self) -> str:
        return self._screen.read_only if self._screen else ""

    def _get_settings_file(self) -> str:
        return self._screen.settings_file if self._screen else ""

    def _get_backup_folder(self) -> str:
        return self._screen.backup_folder if self._screen else ""

    def _get_keyring_reason(self) -> str:
        return self._keyring_reason

    def _get_report(self) -> str:
        return self._report

    def _get_report_when(self) -> str:
        return self._report_when

    def _get_busy(self) -> bool:
        return self._commands.busy

    def _get_doing(self) -> str:
        return self._doing if self._commands.busy else ""

    def _get_error(self) -> str:
        return self._commands.error or self._unread[0]

    def _get_hint(self) -> str:
        return self._commands.hint if self._commands.error else self._unread[1]

    sheet = Property(QObject, _get_sheet, constant=True)
    kits = Property(QObject, _get_kits, constant=True)
    covered = Property(bool, _get_covered, notify=changed)
    ways = Property(QObject, _get_ways, constant=True)
    backups = Property(QObject, _get_backups, constant=True)
    locks = Property(QObject, _get_locks, constant=True)
    backupCount = Property(int, _get_backup_count, notify=changed)
    loaded = Property(bool, _get_loaded, notify=changed)
    kitKept = Property(bool, _get_kit_kept, notify=changed)
    readOnly = Property(str, _get_read_only, notify=changed)
    settingsFile = Property(str, _get_settings_file, notify=changed)
    backupFolder = Property(str, _get_backup_folder, notify=changed)
    keyringReason = Property(str, _get_keyring_reason, notify=changed)
    report = Property(str, _get_report, notify=changed)
    reportWhen = Property(str, _get_report_when, notify=changed)
    busy = Property(bool, _get_busy, notify=changed)
    doing = Property(str, _get_doing, notify=changed)
    error = Property(str, _get_error, notify=changed)
    hint = Property(str, _get_hint, notify=changed)

    @Slot(bool)
    def look(self, looking: bool) -> None:
        """Say whether the page is before the person's eyes; when it comes there, it is read anew."""
        self._looking = looking
        self._wake.set()

    @Slot()
    def lookAgain(self) -> None:
        """Read everything anew."""
        self._commands.clear()
        self._wake.set()

    @Slot()
    def addKeyring(self) -> None:
        """Let this computer's keyring open the vault."""
        self._start("addKeyring", self._add_keyring)

    async def _add_keyring(self) -> None:
        from kriptik_desktop.vault.model import Actor

        vault = self._ready().vault
        reason = translated("This lets this computer's keyring open the vault.")
        await self._proof.run(reason, lambda: vault.ways.add_keyring(Actor("window")))
        self.said.emit(translated("This computer's keyring opens the vault now."))

    @Slot()
    def backUp(self) -> None:
        """Make a backup now."""
        self._start("backUp", self._back_up)

    async def _back_up(self) -> None:
        from kriptik_desktop.vault.model import Actor

        await self._ready().vault.backups.make("by hand", Actor("window"))
        self.said.emit(translated("A backup was made and verified."))

    @Slot()
    def askWhereToCopy(self) -> None:
        """Ask for a new file and save an encrypted backup there."""
        title, name = translated("Save a copy of the vault"), "kriptik-vault-backup.db"
        self._dialogs.choose_new_file(title, Path.home() / name, self._copy_place)

    def _copy_place(self, place: Path) -> None:
        self._start("copyBackup", lambda: self._copy(place))

    async def _copy(self, place: Path) -> None:
        from kriptik_desktop.vault.model import Actor

        vault = self._ready().vault
        reason = translated("This saves a copy of the whole vault elsewhere, encrypted as it is.")
        await self._proof.run(reason, lambda: vault.backups.export_to(place, Actor("window")))
        self.said.emit(translated("A copy of the vault was saved to {name}.").format(name=place.name))

    @Slot()
    def askWhatToRestore(self) -> None:
        """Ask for the file of a backup, then open the sheet that restores it."""
        start = Path(self._get_backup_folder() or Path.home())
        self._dialogs.choose_file(translated("Choose a backup"), start, self._sheet.restore_from)

    @Slot()
    def openFolder(self) -> None:
        """Show the folder of the backups in the file manager."""
        self._start("openFolder", self._open_folder)

    async def _open_folder(self) -> None:
        folder = self._get_backup_folder()
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(folder)):
            raise Unavailable(
                "folder_not_opened",
                translated("No file manager could be started."),
                translated("The backups are in {folder}.").format(folder=folder),
            )

    @Slot()
    def verify(self) -> None:
        """Check every record of the vault and its audit log."""
        self._start("verify", self._verify)

    async def _verify(self) -> None:
        self._report = ""
        services = self._ready()
        found = await services.vault.verify()
        self._report = whole_words(found)
        self._report_when = moment_words(services.clock.now_ms())

    def _start(self, doing: str, work: Callable[[], Awaitable[None]]) -> None:
        async def then_look() -> None:
            try:
                await work()
            finally:
                self._wake.set()

        if not self._commands.busy:
            self._doing = doing
            self._commands.start(then_look, doing)

    def _ready(self) -> Services:
        if self._services is None:
            raise InvalidInput("still_starting", "KripTik is still starting.", "Try again in a moment.")
        return self._services
