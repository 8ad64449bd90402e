"""The window as a whole: which screen shows, and what the person asked for from anywhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kriptik_desktop.core.tasks import Supervisor
from kriptik_desktop.ui.commands import Commands

if TYPE_CHECKING:
    from kriptik_desktop.services import Services

QML_IMPORT_NAME = "Kriptik.Ui"
QML_IMPORT_MAJOR_VERSION = 1

Screen = Literal["starting", "failed", "unlock", "home", "project", "build", "vault"]


@QmlElement
@QmlUncreatable("Made by the app")
class ShellViewModel(QObject):  # type: ignore[operator]
    """Navigation, locking and closing."""

    changed = Signal()
    raiseRequested = Signal()
    """The window should come to the front."""
    locked = Signal()
    """The vault was locked: nothing of it may stay on screen."""
    said = Signal(str, str)
    """A passing word and its tone."""

    def __init__(self, supervisor: Supervisor, on_close: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._commands = Commands(supervisor, self.changed.emit)
        self._services: Services | None = None
        self._screen: Screen = "starting"
        self._notice = ""
        self._closing = False
        self._on_close = on_close

    def attach(self, services: Services) -> None:
        """Take the services; tell at once what was lost, if anything was."""
        from kriptik_desktop.vault.events import VaultLocked

        self._services = services
        lost = [str(services.recovery.message)] if services.recovery else []
        self._notice = " ".join([*lost, *map(str, services.left_out)])
        self._subscription = services.bus.subscribe(VaultLocked, lambda event: self.locked.emit())
        self.changed.emit()

    def detach(self) -> None:
        """Let the services go."""
        if self._services:
            self._subscription.close()
        self._services = None

    def show(self, screen: Screen) -> None:
        """Show another screen."""
        self._screen = screen
        self.changed.emit()

    def say(self, text: str, tone: str = "success") -> None:
        """Tell something in passing."""
        self.said.emit(text, tone)

    def fail(self, error: str, hint: str) -> None:
        """Show why KripTik cannot start."""
        self._commands.refuse(error, hint)
        self.show("failed")

    def _get_screen(self) -> str:
        return self._screen

    def _get_error(self) -> str:
        return self._commands.error

    def _get_hint(self) -> str:
        return self._commands.hint

    def _get_closing(self) -> bool:
        return self._closing

    def _get_notice(self) -> str:
        return self._notice

    def _get_open(self) -> bool:
        return self._screen in ("home", "project", "build", "vault")

    screen = Property(str, _get_screen, notify=changed)
    open = Property(bool, _get_open, notify=changed)
    error = Property(str, _get_error, notify=changed)
    hint = Property(str, _get_hint, notify=changed)
    notice = Property(str, _get_notice, notify=changed)
    closing = Property(bool, _get_closing, notify=changed)

    @Slot()
    def dismissNotice(self) -> None:
        """Take the notice away."""
        self._notice = ""
        self.changed.emit()

    @Slot()
    def showBuild(self) -> None:
        """Show the build that was chosen."""
        self.show("build")

    @Slot()
    def goHome(self) -> None:
        """Show the home screen."""
        self.show("home")

    @Slot()
    def showProject(self) -> None:
        """Show the screen where a project is made."""
        self.show("project")

    @Slot()
    def showVault(self) -> None:
        """Show what the vault holds."""
        self.show("vault")

    @Slot()
    def lockVault(self) -> None:
        """Lock the vault; builds wait, nothing fails."""
        self._commands.start(self._lock_vault, "lock the vault")

    async def _lock_vault(self) -> None:
        if self._services:
            from kriptik_desktop.vault.model import Actor, VaultState

            if self._services.vault.state is VaultState.UNLOCKED:
                await self._services.vault.lock(Actor("window"))

    @Slot()
    def close(self) -> None:
        """Close the window and end the program."""
        if not self._closing:
            self._closing = True
            self.changed.emit()
            self._on_close()
