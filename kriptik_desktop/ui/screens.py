"""The view-models of all screens, and who tells whom.

They come after the first frame: importing and making them costs a third of the time until it (measured), and it shows
none of them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from kriptik_desktop.core.tasks import Supervisor
from kriptik_desktop.ui.clipboard import SecretClipboard
from kriptik_desktop.ui.file_dialogs import FileDialogs
from kriptik_desktop.ui.kit_printing import KitPrinting
from kriptik_desktop.ui.line_spacing import LineSpacing
from kriptik_desktop.ui.vault_parts import VaultParts
from kriptik_desktop.ui.view_models.build import BuildViewModel
from kriptik_desktop.ui.view_models.credential_sheet import CredentialSheetViewModel
from kriptik_desktop.ui.view_models.health import HealthViewModel
from kriptik_desktop.ui.view_models.home import HomeViewModel
from kriptik_desktop.ui.view_models.new_project import NewProjectViewModel
from kriptik_desktop.ui.view_models.palette import PaletteViewModel
from kriptik_desktop.ui.view_models.reauthentication import ReauthenticationViewModel
from kriptik_desktop.ui.view_models.shell import ShellViewModel
from kriptik_desktop.ui.view_models.unlock import UnlockViewModel

if TYPE_CHECKING:
    from kriptik_desktop.services import Services

MADE_BY_QML = (LineSpacing,)
"""Types that QML makes for itself; importing them is what makes them known."""


class Screens:
    """One view-model for each screen, connected with each other."""

    def __init__(
        self, shell: ShellViewModel, work: Supervisor, dialogs: FileDialogs, printing: KitPrinting, owner: QObject
    ) -> None:
        self._shell = shell
        self.proof = ReauthenticationViewModel(work, owner)
        self.clipboard = SecretClipboard(owner)
        self.unlock = UnlockViewModel(work, dialogs, printing, owner)
        self.home = HomeViewModel(work, owner)
        self.health = HealthViewModel(work, owner)
        self.new_project = NewProjectViewModel(work, dialogs, owner)
        self.sheet = CredentialSheetViewModel(work, self.clipboard, owner)
        self.build = BuildViewModel(work, owner)
        self.palette = PaletteViewModel(work, owner)
        self.vault = VaultParts(shell, work, self.proof, self.clipboard, dialogs, printing, owner)
        self._connect()
        self._connect_palette()

    def by_name(self) -> dict[str, QObject]:
        """Return the view-models by the names of the properties that QML takes them in."""
        return {
            "unlock": self.unlock,
            "home": self.home,
            "health": self.health,
            "newProject": self.new_project,
            "sheet": self.sheet,
            "build": self.build,
            "commands": self.palette,
            "proof": self.proof,
            **self.vault.by_name(),
        }

    def attach(self, services: Services) -> None:
        """Give the services to all of them; the one that asks the person something comes last."""
        self.clipboard.seconds = services.settings.clipboard_seconds
        self.proof.attach(services)
        for part in (self.home, self.health, self.new_project, self.sheet, self.build, self.palette, self.vault):
            part.attach(services)
        self.unlock.attach(services)

    def detach(self) -> None:
        """Stop listening to the services, and leave no secret behind on the clipboard."""
        self.clipboard.clear()
        self.home.detach()
        self.health.detach()
        self.new_project.detach()
        self.build.detach()
        self.vault.detach()

    def _connect(self) -> None:
        self.unlock.asked.connect(self._show_unlock)
        self.unlock.opened.connect(self._shell.goHome)
        self.unlock.rescue_part.quitWanted.connect(self._shell.close)
        self._shell.locked.connect(self.unlock.refresh)
        self._shell.locked.connect(self.sheet.leave)
        self._shell.locked.connect(self.proof.cancel)
        self._shell.locked.connect(self.clipboard.clear)
        self.clipboard.stuck.connect(self._warn)
        self.home.credentialWanted.connect(self.sheet.openRequest)
        self.home.buildWanted.connect(self.build.show)
        self.home.folderWanted.connect(self._open_folder)
        self.new_project.buildWanted.connect(self.build.show)
        self.new_project.folder_part.credentialWanted.connect(self.sheet.openRequest)
        self.new_project.folder_part.said.connect(self._tell)
        self.build.credentialWanted.connect(self.sheet.openRequest)
        self.build.shown.connect(self._shell.showBuild)
        self.sheet.saved.connect(self._say)
        self.vault.safety.replaced.connect(self.unlock.refresh)
        self.vault.passport.replaceWanted.connect(self.sheet.openCredential)
        self.health.replaceWanted.connect(self.sheet.openCredential)
        self.health.passportWanted.connect(self.vault.show_credential)
        self.health.said.connect(self._tell)
        self.vault.passport.buildWanted.connect(self.build.show)

    def _connect_palette(self) -> None:
        self.home.changed.connect(self.palette.refresh)
        self._shell.locked.connect(self.palette.close)
        self.palette.homeWanted.connect(self._shell.goHome)
        self.palette.projectWanted.connect(self._shell.showProject)
        self.palette.lockWanted.connect(self._shell.lockVault)
        self.palette.closeWanted.connect(self._shell.close)
        self.palette.credentialWanted.connect(self.sheet.openRequest)
        self.palette.buildWanted.connect(self.build.show)
        self.palette.startWanted.connect(self._start_from_home)
        self.palette.folderWanted.connect(self._open_folder)
        self.palette.vaultWanted.connect(self.vault.show_page)
        self.palette.passportWanted.connect(self.vault.show_credential)

    def _start_from_home(self, project_id: str) -> None:
        """Start a build where a refusal can be read."""
        self._shell.goHome()
        self.home.startBuild(project_id)

    def _open_folder(self, place: str) -> None:
        self._shell.showProject()
        self.new_project.folder_part.open(Path(place))

    def _show_unlock(self) -> None:
        self._shell.show("unlock")

    def _say(self, text: str) -> None:
        self._shell.say(text)

    def _tell(self, text: str, tone: str) -> None:
        self._shell.say(text, tone)

    def _warn(self, text: str) -> None:
        self._shell.say(text, "warning")
