"""The sheet over the safety page for what must not happen at one press: a new password, a way less, an older copy of
the vault, no vault at all.

One page at a time; a refusal keeps the page, so that nobody types twice, and closing forgets what was typed.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kriptik_desktop.core.errors import InvalidInput, KriptikError
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.core.tasks import Supervisor
from kriptik_desktop.ui.commands import Commands
from kriptik_desktop.ui.password_strength import strength, strength_words
from kriptik_desktop.ui.wording import translated

if TYPE_CHECKING:
    from kriptik_desktop.services import Services
    from kriptik_desktop.ui.view_models.reauthentication import ReauthenticationViewModel
    from kriptik_desktop.vault.model import Actor

QML_IMPORT_NAME = "Kriptik.Ui"
QML_IMPORT_MAJOR_VERSION = 1

Page = Literal["", "password", "remove", "restore", "destroy"]


@QmlElement
@QmlUncreatable("Made by the app")
class SafetySheetViewModel(QObject):  # type: ignore[operator]
    """What the sheet shows and does."""

    changed = Signal()
    done = Signal(str)
    """Something was done; what, in words."""
    failed = Signal(str)
    """Something was refused after the sheet had to close; what, in words."""
    replaced = Signal()
    """There is another vault now, or none."""

    def __init__(self, supervisor: Supervisor, proof: ReauthenticationViewModel, parent: QObject) -> None:
        super().__init__(parent)
        self._proof = proof
        self._commands = Commands(supervisor, self.changed.emit)
        self._services: Services | None = None
        self._page: Page = ""
        self._removing = ""
        self._backup: Path | None = None
        self.ways: tuple[str, ...] = ()
        """The ways that the vault has; set by the page."""

    def attach(self, services: Services) -> None:
        """Take the services."""
        self._services = services

    def _get_page(self) -> str:
        return self._page

    def _get_has_password(self) -> bool:
        return "password" in self.ways

    def _get_removing(self) -> str:
        return self._removing

    def _get_backup(self) -> str:
        return self._backup.name if self._backup else ""

    def _get_busy(self) -> bool:
        return self._commands.busy

    def _get_error(self) -> str:
        return self._commands.error

    def _get_hint(self) -> str:
        return self._commands.hint

    page = Property(str, _get_page, notify=changed)
    hasPassword = Property(bool, _get_has_password, notify=changed)
    removing = Property(str, _get_removing, notify=changed)
    backup = Property(str, _get_backup, notify=changed)
    busy = Property(bool, _get_busy, notify=changed)
    error = Property(str, _get_error, notify=changed)
    hint = Property(str, _get_hint, notify=changed)

    @Slot()
    def askPassword(self) -> None:
        """Open the page for a new master password."""
        self._to("password")

    @Slot(str)
    def askRemove(self, kind: str) -> None:
        """Open the page that removes a way to unlock."""
        self._removing = kind
        self._to("remove")

    @Slot(str)
    def askRestore(self, path: str) -> None:
        """Open the page that restores a backup."""
        self.restore_from(Path(path))

    def restore_from(self, path: Path) -> None:
        """Open the page that restores the backup at ``path``."""
        self._backup = path
        self._to("restore")

    @Slot()
    def askDestroy(self) -> None:
        """Open the page that deletes everything."""
        self._to("destroy")

    @Slot()
    def close(self) -> None:
        """Close the sheet, unless something is under way."""
        if not self._commands.busy:
            self._to("")

    def drop(self) -> None:
        """Close the sheet whatever is under way, as the vault was locked."""
        self._to("")

    def _to(self, page: Page) -> None:
        self._page = page
        self._commands.clear()

    @Slot(str, result=int)
    def strengthOf(self, password: str) -> int:
        """Return how strong a new password is, from 0 to 4."""
        return strength(password)

    @Slot(str, result=str)
    def strengthWords(self, password: str) -> str:
        """Return what to say about a new password while it is typed."""
        return strength_words(password)

    @Slot(str, str)
    def setPassword(self, password: str, again: str) -> None:
        """Add a master password, or change it."""
        self._commands.start(lambda: self._set_password(Secret(password), Secret(again)), "set the master password")

    async def _set_password(self, password: Secret, again: Secret) -> None:
        if password != again:
            raise InvalidInput("passwords_differ", "The two passwords are not the same.", "Type the same one twice.")
        ways = self._ready().vault.ways
        words = translated("This sets the master password.")
        await self._proof.run(words, lambda: ways.set_password(password, self._person()))
        self._finish(translated("The master password opens the vault now."))

    @Slot()
    def remove(self) -> None:
        """Remove the way that was asked for."""
        self._commands.start(self._remove, "remove a way to unlock")

    async def _remove(self) -> None:
        ways, kind = self._ready().vault.ways, self._removing
        remove = ways.remove_password if kind == "password" else ways.remove_keyring
        await self._proof.run(translated("This removes a way to unlock the vault."), lambda: remove(self._person()))
        if kind == "password":
            self._finish(translated("The master password no longer opens the vault."))
        else:
            self._finish(translated("This computer's keyring no longer opens the vault."))

    @Slot(str, str)
    def restore(self, way: str, typed: str) -> None:
        """Put the chosen backup in the place of the vault; ``way`` says what ``typed`` is."""
        self._commands.start(lambda: self._restore(way, Secret(typed)), "restore a backup")

    async def _restore(self, way: str, typed: Secret) -> None:
        backups, path = self._ready().vault.backups, self._backup
        if path is None:
            return
        opened_by: dict[str, Any] = {"keyring": True} if way == "keyring" else {way: typed}
        if way == "recovery":
            opened_by = {"kit": typed}
        words = translated("This puts a backup in the place of the vault.")
        try:
            await self._proof.run(words, lambda: backups.restore(path, actor=self._person(), **opened_by))
        except KriptikError as error:
            if not self._page:
                self.failed.emit(str(error))
            raise
        finally:
            self.replaced.emit()
        self._finish(translated("The backup {name} was restored.").format(name=path.name))

    @Slot(str)
    def deleteEverything(self, typed: str) -> None:
        """Delete the vault with all backups, once the person has typed the words."""
        self._commands.start(lambda: self._destroy(typed), "delete everything")

    async def _destroy(self, typed: str) -> None:
        vault = self._ready().vault
        words = translated("This deletes the vault, its backups and its keys for good.")
        left = await self._proof.run(words, lambda: vault.destroy(self._person(), typed))
        self._finish(translated("Everything was deleted.") if not left else "")
        if left:
            self.failed.emit(translated("Not all could be deleted: {what}.").format(what=", ".join(left)))
        self.replaced.emit()

    def _finish(self, words: str) -> None:
        self._to("")
        self.done.emit(words)

    def _person(self) -> Actor:
        from kriptik_desktop.vault.model import Actor

        return Actor("window")

    def _ready(self) -> Services:
        if self._services is None:
            raise InvalidInput("still_starting", "KripTik is still starting.", "Try again in a moment.")
        return self._services
