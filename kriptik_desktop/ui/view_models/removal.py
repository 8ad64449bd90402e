"""The sheet that asks before a credential is deleted: what breaks, what stays, and the way to the provider's page.

It is a sheet of its own and no question in passing, because what is deleted here cannot be had back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kriptik_desktop.core.tasks import Supervisor
from kriptik_desktop.ui.commands import Commands
from kriptik_desktop.ui.removal_rows import LossRow, Removal, read_removal
from kriptik_desktop.ui.row_model import RowModel
from kriptik_desktop.ui.view_models.reauthentication import NotConfirmed, ReauthenticationViewModel
from kriptik_desktop.ui.wording import translated

if TYPE_CHECKING:
    from kriptik_desktop.services import Services

QML_IMPORT_NAME = "Kriptik.Ui"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("Made by the app")
class RemovalViewModel(QObject):  # type: ignore[operator]
    """What the deletion's sheet shows and does."""

    changed = Signal()
    removed = Signal(str)
    """What was deleted, in words."""

    def __init__(self, supervisor: Supervisor, proof: ReauthenticationViewModel, parent: QObject) -> None:
        super().__init__(parent)
        self._proof = proof
        self._commands = Commands(supervisor, self.changed.emit)
        self._services: Services | None = None
        self._losses = RowModel(LossRow, lambda row: row.title, self)
        self._removal: Removal | None = None

    def attach(self, services: Services) -> None:
        """Take the services."""
        self._services = services

    @Slot(str)
    def ask(self, credential_id: str) -> None:
        """Open the sheet for a credential."""
        self._commands.start(lambda: self._read(credential_id), "tell what deleting a credential breaks")

    async def _read(self, credential_id: str) -> None:
        if self._services:
            self._show(await read_removal(self._services, credential_id))

    def _show(self, removal: Removal | None) -> None:
        self._removal = removal
        self._losses.set_rows(removal.losses if removal else ())
        self.changed.emit()

    async def _remove(self) -> None:
        from kriptik_desktop.vault.model import Actor

        services, removal = self._services, self._removal
        if services is None or removal is None:
            return
        reason = translated("This deletes the credential {label}.").format(label=removal.label)
        try:
            await self._proof.run(reason, lambda: services.vault.remove(removal.credential_id, Actor("window")))
        except NotConfirmed:
            return
        self._show(None)
        self.removed.emit(translated("{label} was deleted.").format(label=removal.label))

    @Slot()
    def forget(self) -> None:
        """Close the sheet whatever it does: the vault was locked."""
        self._commands.clear()
        self._show(None)

    def _get_open(self) -> bool:
        return self._removal is not None

    def _get_name(self) -> str:
        return self._removal.name if self._removal else ""

    def _get_icon(self) -> str:
        return self._removal.icon if self._removal else ""

    def _get_label(self) -> str:
        return self._removal.label if self._removal else ""

    def _get_remains(self) -> str:
        return self._removal.remains if self._removal else ""

    def _get_dashboard_url(self) -> str:
        return self._removal.dashboard_url if self._removal else ""

    def _get_losses(self) -> QObject:
        return self._losses

    def _get_busy(self) -> bool:
        return self._commands.busy

    def _get_error(self) -> str:
        return self._commands.error

    def _get_hint(self) -> str:
        return self._commands.hint

    open = Property(bool, _get_open, notify=changed)
    name = Property(str, _get_name, notify=changed)
    icon = Property(str, _get_icon, notify=changed)
    label = Property(str, _get_label, notify=changed)
    remains = Property(str, _get_remains, notify=changed)
    dashboardUrl = Property(str, _get_dashboard_url, notify=changed)
    losses = Property(QObject, _get_losses, constant=True)
    busy = Property(bool, _get_busy, notify=changed)
    error = Property(str, _get_error, notify=changed)
    hint = Property(str, _get_hint, notify=changed)

    @Slot()
    def confirm(self) -> None:
        """Delete the credential."""
        self._commands.start(self._remove, "delete a credential")

    @Slot()
    def openDashboard(self) -> None:
        """Open the provider's page, where the key itself can be revoked."""
        self._commands.start(self._open_dashboard, "open the provider's dashboard")

    async def _open_dashboard(self) -> None:
        if self._services and self._removal:
            await self._services.acquisition.open_dashboard(self._removal.integration_id)

    @Slot()
    def close(self) -> None:
        """Close the sheet; nothing is deleted."""
        if not self._commands.busy:
            self._commands.clear()
            self._show(None)
