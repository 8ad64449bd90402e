"""The view-models of the vault screen's pages, and how they hang together with the rest of the window.

They come as one bundle, because they share what the other screens have no use for: who sits here, and the clipboard.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from kriptik_desktop.core.tasks import Supervisor
from kriptik_desktop.ui.clipboard import SecretClipboard
from kriptik_desktop.ui.file_dialogs import FileDialogs
from kriptik_desktop.ui.kit_printing import KitPrinting
from kriptik_desktop.ui.view_models.audit import AuditViewModel
from kriptik_desktop.ui.view_models.exporting import ExportViewModel
from kriptik_desktop.ui.view_models.importing import ImportViewModel
from kriptik_desktop.ui.view_models.passport import PassportViewModel
from kriptik_desktop.ui.view_models.reauthentication import ReauthenticationViewModel
from kriptik_desktop.ui.view_models.removal import RemovalViewModel
from kriptik_desktop.ui.view_models.safety import SafetyViewModel
from kriptik_desktop.ui.view_models.shell import ShellViewModel
from kriptik_desktop.ui.view_models.vault import VaultViewModel

if TYPE_CHECKING:
    from kriptik_desktop.services import Services


class VaultParts:
    """All pages of the vault screen, connected with each other."""

    def __init__(
        self,
        shell: ShellViewModel,
        work: Supervisor,
        proof: ReauthenticationViewModel,
        clipboard: SecretClipboard,
        dialogs: FileDialogs,
        printing: KitPrinting,
        owner: QObject,
    ) -> None:
        self._shell = shell
        self.vault = VaultViewModel(work, owner)
        self.passport = PassportViewModel(work, proof, clipboard, owner)
        self.removal = RemovalViewModel(work, proof, owner)
        self.audit = AuditViewModel(work, proof, dialogs, owner)
        self.safety = SafetyViewModel(work, proof, dialogs, printing, owner)
        self.importing = ImportViewModel(work, dialogs, owner)
        self.exporting = ExportViewModel(work, dialogs, proof, owner)
        shell.changed.connect(self._follow)
        shell.locked.connect(self.removal.forget)
        shell.locked.connect(self.importing.clear)
        shell.locked.connect(self.exporting.clear)
        self.vault.changed.connect(self._follow)
        self.vault.chosenChanged.connect(self.passport.open)
        self.passport.removalWanted.connect(self.removal.ask)
        self.passport.said.connect(self._say)
        self.removal.removed.connect(self._say)
        self.audit.exported.connect(self._say)
        self.safety.said.connect(self._say)
        self.safety.failed.connect(self._say_error)

    def by_name(self) -> dict[str, QObject]:
        """Return the view-models by the names of the properties that QML takes them in."""
        return {
            "vault": self.vault,
            "passport": self.passport,
            "removal": self.removal,
            "audit": self.audit,
            "safety": self.safety,
            "importing": self.importing,
            "exporting": self.exporting,
        }

    def attach(self, services: Services) -> None:
        """Give the services to all of them."""
        self.vault.attach(services)
        self.passport.attach(services)
        self.removal.attach(services)
        self.audit.attach(services)
        self.safety.attach(services)
        self.importing.attach(services)
        self.exporting.attach(services)

    def detach(self) -> None:
        """Stop listening to the services, and keep nothing of the vault."""
        self.vault.detach()
        self.passport.detach()
        self.audit.detach()
        self.safety.detach()
        self.removal.forget()

    def show_page(self, page: str) -> None:
        """Show one page of the vault screen."""
        self.vault.showPage(page)
        self._shell.showVault()

    def show_credential(self, credential_id: str) -> None:
        """Show the passport of a credential."""
        self._shell.showVault()
        self.vault.show_credential(credential_id)

    def _follow(self) -> None:
        seen = self._shell.property("screen") == "vault"
        self.vault.set_seen(seen)
        self.passport.set_seen(seen and self.vault.property("page") == "credentials")

    def _say(self, text: str) -> None:
        self._shell.say(text)

    def _say_error(self, text: str) -> None:
        self._shell.say(text, "error")
