"""The command palette: everything that can be done, found by its name.

It does nothing itself: what was chosen goes out as a signal, so that each command has one place where it lives.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kriptik_desktop.core.tasks import Supervisor
from kriptik_desktop.ui.commands import Commands
from kriptik_desktop.ui.palette_rows import PaletteRow, best_first, read_palette
from kriptik_desktop.ui.row_model import RowModel

if TYPE_CHECKING:
    from kriptik_desktop.services import Services

QML_IMPORT_NAME = "Kriptik.Ui"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("Made by the app")
class PaletteViewModel(QObject):  # type: ignore[operator]
    """What the palette lists, and what was chosen in it."""

    changed = Signal()
    homeWanted = Signal()
    projectWanted = Signal()
    """A new project is to be made."""
    lockWanted = Signal()
    closeWanted = Signal()
    credentialWanted = Signal(str)
    """A request's id: the credential sheet is to open for it."""
    buildWanted = Signal(str)
    """A build's id: its screen is to show."""
    vaultWanted = Signal(str)
    """A page of the vault screen is to show."""
    passportWanted = Signal(str)
    """A credential's id: its passport is to show."""
    startWanted = Signal(str)
    """A project's id: its first build is to start."""
    folderWanted = Signal(str)
    """A folder with somebody's own code: what it needs is to show."""

    def __init__(self, supervisor: Supervisor, parent: QObject) -> None:
        super().__init__(parent)
        self._commands = Commands(supervisor, self.changed.emit)
        self._services: Services | None = None
        self._rows = RowModel(PaletteRow, lambda row: row.command_id, self)
        self._known: tuple[PaletteRow, ...] = ()
        self._query = ""
        self._open = False
        self._stale = False

    def attach(self, services: Services) -> None:
        """Take the services."""
        self._services = services

    @Slot()
    def refresh(self) -> None:
        """Read again what can be done, while it shows."""
        self._stale = self._open
        if self._stale:
            self._commands.start(self._read, "list what can be done")

    async def _read(self) -> None:
        while self._stale and self._services:
            self._stale = False
            known = await read_palette(self._services)
            if self._open:
                self._known = known
                self._match()

    def _match(self) -> None:
        self._rows.set_rows(best_first(self._query, self._known))
        self.changed.emit()

    def _get_open(self) -> bool:
        return self._open

    def _get_query(self) -> str:
        return self._query

    def _get_rows(self) -> QObject:
        return self._rows

    def _get_loaded(self) -> bool:
        return bool(self._known)

    def _get_error(self) -> str:
        return self._commands.error

    open = Property(bool, _get_open, notify=changed)
    query = Property(str, _get_query, notify=changed)
    rows = Property(QObject, _get_rows, constant=True)
    loaded = Property(bool, _get_loaded, notify=changed)
    error = Property(str, _get_error, notify=changed)

    @Slot()
    def show(self) -> None:
        """Open the palette; it lists nothing of a vault that is locked."""
        from kriptik_desktop.vault.model import VaultState

        if not self._open and self._services and self._services.vault.state is VaultState.UNLOCKED:
            self._open = True
            self.changed.emit()
            self.refresh()

    @Slot()
    def close(self) -> None:
        """Close the palette; nothing of what it listed stays."""
        if self._open:
            self._open, self._query, self._known = False, "", ()
            self._match()

    @Slot(str)
    def search(self, text: str) -> None:
        """List what the text may mean, the likeliest first."""
        self._query = text
        self._match()

    @Slot(str)
    def choose(self, command_id: str) -> None:
        """Close the palette and do what was chosen."""
        self.close()
        kind, _, subject = command_id.partition(":")
        plain: dict[str, Callable[[], None]] = {
            "home": self.homeWanted.emit,
            "project": self.projectWanted.emit,
            "lock": self.lockWanted.emit,
            "close": self.closeWanted.emit,
        }
        about: dict[str, Callable[[str], None]] = {
            "request": self.credentialWanted.emit,
            "build": self.buildWanted.emit,
            "start": self.startWanted.emit,
            "folder": self.folderWanted.emit,
            "vault": self.vaultWanted.emit,
            "credential": self.passportWanted.emit,
        }
        if kind in plain:
            plain[kind]()
        elif kind in about:
            about[kind](subject)
