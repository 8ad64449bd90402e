"""What to do with a vault file that is damaged, or that is an older copy: use a backup, go on knowingly, or quit.

Nothing is decided here for the person. Whoever typed the password already is not asked for it a second time, unless a
backup was made when another one was in use.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kriptik_desktop.core.errors import InvalidInput, KriptikError, Refused
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.core.tasks import Supervisor
from kriptik_desktop.ui.commands import Commands
from kriptik_desktop.ui.file_dialogs import FileDialogs
from kriptik_desktop.ui.row_model import RowModel
from kriptik_desktop.ui.safety_rows import BackupRow, backup_row
from kriptik_desktop.ui.unlock_attempt import WAYS, Attempt, TryPause, Way
from kriptik_desktop.ui.wording import translated

if TYPE_CHECKING:
    from kriptik_desktop.services import Services

QML_IMPORT_NAME = "Kriptik.Ui"
QML_IMPORT_MAJOR_VERSION = 1

Kind = Literal["", "damaged", "older"]


@QmlElement
@QmlUncreatable("Made by the app")
class RescueViewModel(QObject):  # type: ignore[operator]
    """The page that shows in the place of unlocking when the file cannot simply be used."""

    changed = Signal()
    recovered = Signal()
    """The vault is unlocked: from a backup, or as the older copy that it is."""
    quitWanted = Signal()

    def __init__(self, supervisor: Supervisor, dialogs: FileDialogs, parent: QObject) -> None:
        super().__init__(parent)
        self._dialogs = dialogs
        self._commands = Commands(supervisor, self.changed.emit)
        self._pause = TryPause(self.changed.emit, self)
        self._services: Services | None = None
        self._kind: Kind = ""
        self._found, self._advice = "", ""
        self._backups = RowModel(BackupRow, lambda row: row.path, self)
        self._loaded = False
        self._chosen = ""
        self._way: Way = "password"
        self._known: Attempt | None = None

    def attach(self, services: Services) -> None:
        """Take the services."""
        self._services = services

    def show(self, error: KriptikError, attempt: Attempt | None) -> None:
        """Show what was found, and look for backups; ``attempt`` is what opened the file, where anything did."""
        self._kind = "older" if error.code == "vault_rolled_back" else "damaged"
        self._found, self._advice, self._known = error.message, error.hint, attempt
        if attempt is not None:
            self._way = attempt.way
        self._commands.start(self._look, "look for backups of the vault")

    async def _look(self) -> None:
        self._loaded = False
        rows = [backup_row(each) for each in await self._ready().vault.backups.list()]
        self._backups.set_rows(rows)
        whole = [row.path for row in rows if row.verified]
        if self._chosen not in whole:
            self._chosen = whole[0] if whole else ""
        self._loaded = True

    def leave(self) -> None:
        """Forget what was typed and what was found."""
        self._kind, self._known, self._chosen = "", None, ""
        self._backups.set_rows([])
        self._commands.clear()

    def _ready(self) -> Services:
        if self._services is None:
            raise InvalidInput("still_starting", "KripTik is still starting.", "Try again in a moment.")
        return self._services

    def _get_kind(self) -> str:
        return self._kind

    def _get_found(self) -> str:
        return self._found

    def _get_advice(self) -> str:
        return self._advice

    def _get_file(self) -> str:
        return str(self._services.vault.path) if self._services else ""

    def _get_backups(self) -> QObject:
        return self._backups

    def _get_count(self) -> int:
        return len(self._backups.rows)

    def _get_loaded(self) -> bool:
        return self._loaded

    def _get_chosen(self) -> str:
        return self._chosen

    def _get_outside(self) -> str:
        """A backup that the person chose elsewhere."""
        return "" if self._chosen in {row.path for row in self._backups.rows} else self._chosen

    def _get_way(self) -> str:
        return self._way

    def _get_asks(self) -> bool:
        return self._known is None and self._way != "keyring"

    def _get_known(self) -> bool:
        return self._known is not None

    def _get_wait(self) -> int:
        return self._pause.seconds

    def _get_busy(self) -> bool:
        return self._commands.busy

    def _get_error(self) -> str:
        return self._commands.error

    def _get_hint(self) -> str:
        return self._commands.hint

    kind = Property(str, _get_kind, notify=changed)
    found = Property(str, _get_found, notify=changed)
    advice = Property(str, _get_advice, notify=changed)
    file = Property(str, _get_file, notify=changed)
    backups = Property(QObject, _get_backups, constant=True)
    count = Property(int, _get_count, notify=changed)
    loaded = Property(bool, _get_loaded, notify=changed)
    chosen = Property(str, _get_chosen, notify=changed)
    outside = Property(str, _get_outside, notify=changed)
    way = Property(str, _get_way, notify=changed)
    asks = Property(bool, _get_asks, notify=changed)
    known = Property(bool, _get_known, notify=changed)
    wait = Property(int, _get_wait, notify=changed)
    busy = Property(bool, _get_busy, notify=changed)
    error = Property(str, _get_error, notify=changed)
    hint = Property(str, _get_hint, notify=changed)

    @Slot(str)
    def choose(self, path: str) -> None:
        """Take this backup."""
        self._chosen = path
        self._commands.clear()

    @Slot()
    def askForFile(self) -> None:
        """Let the person choose a backup that they keep elsewhere."""
        start = self._ready().paths.vault_backups
        self._dialogs.choose_file(translated("Choose a backup of the vault"), start, self._take_file)

    def _take_file(self, path: Path) -> None:
        self.choose(str(path))

    @Slot(str)
    def useWay(self, way: str) -> None:
        """Open the backup in another way: ``password``, ``keyring`` or ``recovery``."""
        self._way = next(each for each in WAYS if each == way)
        self._known = None
        self._commands.clear()

    @Slot(str)
    def restore(self, typed: str) -> None:
        """Put the chosen backup in the place of the vault."""
        attempt = self._known or Attempt(self._way, Secret(typed))
        self._commands.start(lambda: self._restore(attempt), "restore a backup of the vault")

    async def _restore(self, attempt: Attempt) -> None:
        from kriptik_desktop.vault.errors import WrongPassword

        try:
            await attempt.restore(self._ready().vault, Path(self._chosen))
        except WrongPassword as error:
            self._known = None
            self._pause.begin(error.wait_s)
            raise
        except Refused:
            self._known = None
            raise
        self.leave()
        self.recovered.emit()

    @Slot()
    def goOn(self) -> None:
        """Use the older copy knowingly; the audit log notes it."""
        self._commands.start(self._go_on, "go on with an older copy of the vault")

    async def _go_on(self) -> None:
        if self._known is None:
            return
        vault = self._ready().vault
        vault.accept_older_copy()
        await self._known.unlock(vault)
        self.leave()
        self.recovered.emit()

    @Slot()
    def quit(self) -> None:
        """End the program; nothing was changed."""
        self.quitWanted.emit()
