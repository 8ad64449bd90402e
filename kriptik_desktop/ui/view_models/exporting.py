"""Export: a KDBX file for other password safes, and a sealed copy of the vault itself.

Neither is ever in the clear, so there is no warning to click away; what the file's password must be worth is said.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kriptik_desktop.core.errors import Unavailable
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.core.tasks import Supervisor
from kriptik_desktop.ui.commands import Commands
from kriptik_desktop.ui.file_dialogs import FileDialogs
from kriptik_desktop.ui.wording import translated

if TYPE_CHECKING:
    from kriptik_desktop.services import Services
    from kriptik_desktop.ui.view_models.reauthentication import ReauthenticationViewModel

QML_IMPORT_NAME = "Kriptik.Ui"
QML_IMPORT_MAJOR_VERSION = 1

_KDBX_NAME: Final = "kriptik-credentials.kdbx"
_COPY_NAME: Final = "kriptik-vault-copy.db"


@QmlElement
@QmlUncreatable("Made by the app")
class ExportViewModel(QObject):  # type: ignore[operator]
    """What leaves the vault, and where it went."""

    changed = Signal()
    written = Signal()
    """A file was written: the typed passwords have served."""

    def __init__(
        self, supervisor: Supervisor, dialogs: FileDialogs, proof: ReauthenticationViewModel, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._dialogs, self._proof = dialogs, proof
        self._commands = Commands(supervisor, self.changed.emit)
        self._services: Services | None = None
        self._done = ""

    def attach(self, services: Services) -> None:
        """Take the services."""
        self._services = services

    @Slot()
    def clear(self) -> None:
        """Forget what was said, as when the vault is locked; typed passwords go as well."""
        self._done = ""
        self._commands.clear()
        self.written.emit()

    def _get_done(self) -> str:
        return self._done

    def _get_busy(self) -> bool:
        return self._commands.busy

    def _get_error(self) -> str:
        return self._commands.error

    def _get_hint(self) -> str:
        return self._commands.hint

    done = Property(str, _get_done, notify=changed)
    busy = Property(bool, _get_busy, notify=changed)
    error = Property(str, _get_error, notify=changed)
    hint = Property(str, _get_hint, notify=changed)

    @Slot(str, str)
    def toKdbx(self, password: str, again: str) -> None:
        """Ask where a KDBX file goes and write it."""
        if password != again:
            different = translated("The two passwords are not the same.")
            self._commands.refuse(different, translated("Type the same one twice."))
            return
        secret = Secret(password)
        self._ask(_KDBX_NAME, lambda place: self._to_kdbx(place, secret))

    @Slot()
    def saveCopy(self) -> None:
        """Ask where a sealed copy of the vault goes and write it."""
        self._ask(_COPY_NAME, self._to_copy)

    def _ask(self, name: str, write: Callable[[Path], Awaitable[str]]) -> None:
        def chosen(place: Path) -> None:
            self._commands.start(lambda: self._export(write, place), "take credentials out")

        self._dialogs.choose_new_file(translated("Take credentials out"), Path.home() / name, chosen)

    async def _export(self, write: Callable[[Path], Awaitable[str]], place: Path) -> None:
        self._done = ""
        reason = translated("This writes all credentials, encrypted, to {name}.").format(name=place.name)
        self._done = await self._proof.run(reason, lambda: write(place))
        self.written.emit()

    async def _to_kdbx(self, place: Path, password: Secret) -> str:
        from kriptik_desktop.vault.model import Actor

        report = await self._ready().exporter.to_kdbx(place, password, Actor("window"))
        if report.credentials == 1:
            return translated("One credential is in {path}.").format(path=place)
        return translated("{count} credentials are in {path}.").format(count=report.credentials, path=place)

    async def _to_copy(self, place: Path) -> str:
        from kriptik_desktop.vault.model import Actor

        await self._ready().vault.backups.export_to(place, Actor("window"))
        return translated("The vault was copied to {path}.").format(path=place)

    def _ready(self) -> Services:
        if self._services is None:
            raise Unavailable("still_starting", translated("KripTik is still starting."), translated("Try again."))
        return self._services
