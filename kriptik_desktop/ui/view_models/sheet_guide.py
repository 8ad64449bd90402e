"""Where a credential is found and how weak it may be: the provider's page with its steps, and the rights it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QmlElement, QmlUncreatable

from kriptik_desktop.ui.commands import Commands
from kriptik_desktop.ui.rights_rows import RightRow, compared_rows, wanted_rows
from kriptik_desktop.ui.row_model import QStringList, RowModel

if TYPE_CHECKING:
    from collections.abc import Collection

    from kriptik_desktop.acquisition.model import Form, WeakestKey
    from kriptik_desktop.acquisition.service import AcquisitionService

QML_IMPORT_NAME = "Kriptik.Ui"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("Made by the app")
class SheetGuideViewModel(QObject):  # type: ignore[operator]
    """What is done outside the window for the open form."""

    changed = Signal()
    fetched = Signal()
    """The provider's page was asked for."""

    def __init__(self, commands: Commands, parent: QObject) -> None:
        super().__init__(parent)
        self._commands = commands
        self._acquisition: AcquisitionService | None = None
        self._form: Form | None = None
        self._fetching = self._lacking = False
        self._rights = RowModel(RightRow, lambda row: (row.feature, row.rights), self)

    def begin(self, acquisition: AcquisitionService, form: Form) -> None:
        """Guide through this form from now on."""
        self._acquisition, self._form = acquisition, form
        self._fetching = self._lacking = False
        self._rights.set_rows(wanted_rows(self._weakest.needs) if self._weakest else [])
        self.changed.emit()

    def end(self) -> None:
        """Forget the form."""
        self._form, self._fetching, self._lacking = None, False, False
        self._rights.set_rows([])
        self.changed.emit()

    def learned(self, scopes: Collection[str], missing: str = "") -> bool:
        """Show how a key with these scopes stands to what the features need; return whether it lacks any of it."""
        from kriptik_desktop.acquisition.rights import compare

        if self._form is None or self._weakest is None:
            return False
        rights = compare(self._weakest.needs, scopes, missing)
        self._rights.set_rows(compared_rows(rights, self._form.title))
        self._lacking = any(each.standing == "lacks" for each in rights)
        self.changed.emit()
        return any(each.standing == "lacks" and each.need.needed for each in rights)

    @property
    def _weakest(self) -> WeakestKey | None:
        return self._form.weakest_key if self._form else None

    def _get_steps(self) -> list[str]:
        return list(self._form.dashboard.steps) if self._form else []

    def _get_url(self) -> str:
        return self._form.dashboard.url if self._form else ""

    def _get_callback_url(self) -> str:
        return self._form.dashboard.callback_url if self._form else ""

    def _get_fetching(self) -> bool:
        return self._fetching

    def _get_lacking(self) -> bool:
        return self._lacking

    def _get_kind(self) -> str:
        return self._weakest.kind if self._weakest else ""

    def _get_recipe(self) -> list[str]:
        return list(self._weakest.page.steps) if self._weakest else []

    def _get_rights(self) -> QObject:
        return self._rights

    def _get_known(self) -> bool:
        return self._weakest is not None

    steps = Property(QStringList, _get_steps, notify=changed)
    url = Property(str, _get_url, notify=changed)
    callbackUrl = Property(str, _get_callback_url, notify=changed)
    fetching = Property(bool, _get_fetching, notify=changed)
    known = Property(bool, _get_known, notify=changed)
    kind = Property(str, _get_kind, notify=changed)
    recipe = Property(QStringList, _get_recipe, notify=changed)
    rights = Property(QObject, _get_rights, constant=True)
    lacking = Property(bool, _get_lacking, notify=changed)

    @Slot()
    def fetchCredentials(self) -> None:
        """Open the provider's page in the browser and show the steps to follow there."""
        self._commands.start(self._fetch, "open the provider's dashboard")

    async def _fetch(self) -> None:
        if self._acquisition is None or self._form is None:
            return
        self._fetching = True
        self.changed.emit()
        self.fetched.emit()
        await self._acquisition.open_dashboard(self._form.provider_id)

    @Slot()
    def openWeakestKey(self) -> None:
        """Open the page on which the key with the fewest rights is made; what is copied there is offered as well."""
        self._commands.start(self._open_weakest_key, "open the page for a weak key")

    async def _open_weakest_key(self) -> None:
        if self._acquisition is None or self._form is None:
            return
        self.fetched.emit()
        await self._acquisition.open_weakest_key_page(self._form.provider_id)

    @Slot()
    def copyLink(self) -> None:
        """Put the address of the provider's page on the clipboard, for another browser."""
        QGuiApplication.clipboard().setText(self._get_url())
