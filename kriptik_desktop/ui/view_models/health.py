"""The health of stored credentials: which ones need the person, and asking all providers again.

Its own view-model, because home screen and vault screen both show it and neither owns it.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kriptik_desktop.core.errors import KriptikError
from kriptik_desktop.core.tasks import Supervisor
from kriptik_desktop.ui.ailing_rows import AilingRow, read_ailing
from kriptik_desktop.ui.commands import Commands
from kriptik_desktop.ui.row_model import RowModel
from kriptik_desktop.ui.wording import translated

if TYPE_CHECKING:
    from kriptik_desktop.acquisition.health_model import CheckedCredential
    from kriptik_desktop.core.events import Subscription
    from kriptik_desktop.services import Services

QML_IMPORT_NAME = "Kriptik.Ui"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("Made by the app")
class HealthViewModel(QObject):  # type: ignore[operator]
    """What is wrong with stored credentials, and asking about them."""

    changed = Signal()
    replaceWanted = Signal(str)
    """A credential's id: new values are to be given."""
    passportWanted = Signal(str)
    """A credential's id: everything about it is to show."""
    said = Signal(str, str)
    """What came of asking, and the tone of that."""

    def __init__(self, supervisor: Supervisor, parent: QObject) -> None:
        super().__init__(parent)
        self._supervisor = supervisor
        self._commands = Commands(supervisor, self.changed.emit)
        self._services: Services | None = None
        self._subscriptions: list[Subscription] = []
        self._rows = RowModel(AilingRow, lambda row: row.credential_id, self)
        self._done = self._of = 0
        self._asking: asyncio.Task[None] | None = None
        self._stale = asyncio.Event()

    def attach(self, services: Services) -> None:
        """Take the services and keep the list fresh from now on."""
        from kriptik_desktop.acquisition.events import CredentialChecked, CredentialExpiring
        from kriptik_desktop.vault.events import CredentialRemoved, CredentialsSaved, VaultLocked, VaultUnlocked

        self._services = services
        kinds = (CredentialChecked, CredentialExpiring, CredentialRemoved, CredentialsSaved, VaultLocked, VaultUnlocked)
        self._subscriptions = [services.bus.subscribe(kind, lambda _event: self._stale.set()) for kind in kinds]
        self._stale.set()
        self._supervisor.start(self._keep_fresh(services), "keep the credentials' health fresh")

    def detach(self) -> None:
        """Stop hearing events."""
        for subscription in self._subscriptions:
            subscription.close()
        self._subscriptions = []

    async def _keep_fresh(self, services: Services) -> None:
        while True:
            await self._stale.wait()
            self._stale.clear()
            try:
                self._show(await read_ailing(services))
            except KriptikError:
                self._show(())

    def _show(self, rows: tuple[AilingRow, ...]) -> None:
        if rows != tuple(self._rows.rows):
            self._rows.set_rows(rows)
            self.changed.emit()

    def _get_rows(self) -> QObject:
        return self._rows

    def _get_count(self) -> int:
        return self._rows.rowCount()

    def _get_busy(self) -> bool:
        return self._commands.busy

    def _get_done(self) -> int:
        return self._done

    def _get_of(self) -> int:
        return self._of

    def _get_error(self) -> str:
        return self._commands.error

    def _get_hint(self) -> str:
        return self._commands.hint

    rows = Property(QObject, _get_rows, constant=True)
    count = Property(int, _get_count, notify=changed)
    busy = Property(bool, _get_busy, notify=changed)
    done = Property(int, _get_done, notify=changed)
    of = Property(int, _get_of, notify=changed)
    error = Property(str, _get_error, notify=changed)
    hint = Property(str, _get_hint, notify=changed)

    @Slot()
    def checkAll(self) -> None:
        """Ask the providers of all credentials whether these still work."""
        self._commands.start(lambda: self._check(None), "check all credentials")

    @Slot(str)
    def check(self, credential_id: str) -> None:
        """Ask about one of them."""
        self._commands.start(lambda: self._check([credential_id]), "check a credential")

    @Slot()
    def cancel(self) -> None:
        """Ask no further; what was answered already is kept."""
        if self._asking is not None:
            self._asking.cancel()

    @Slot(str)
    def replace(self, credential_id: str) -> None:
        """Open the credential sheet for new values."""
        self.replaceWanted.emit(credential_id)

    @Slot(str)
    def show(self, credential_id: str) -> None:
        """Show everything about a credential."""
        self.passportWanted.emit(credential_id)

    async def _check(self, only: list[str] | None) -> None:
        if self._services is None:
            return
        self._done, self._of = 0, len(only or ())
        self._asking = asyncio.current_task()
        from kriptik_desktop.vault.model import Actor

        try:
            results = await self._services.acquisition.health.check_all(Actor("window"), only, self._progress)
        finally:
            self._asking = None
        self.said.emit(*_summary(results))

    def _progress(self, done: int, of: int) -> None:
        self._done, self._of = done, of
        self.changed.emit()


def _summary(results: list[CheckedCredential]) -> tuple[str, str]:
    """Return what came of asking in one line, and its tone."""
    if len(results) == 1:
        return results[0].message, "success" if results[0].outcome in ("ok", "missing_permission") else "warning"
    works = sum(each.outcome in ("ok", "missing_permission") for each in results)
    bad = sum(each.outcome in ("invalid", "wrong_environment") for each in results)
    parts = [translated("{count} of {all} credentials work.").format(count=works, all=len(results))]
    if bad:
        parts.append(translated("{count} are not accepted.").format(count=bad))
    if len(results) > works + bad:
        parts.append(translated("{count} could not be checked.").format(count=len(results) - works - bad))
    return " ".join(parts), "warning" if bad else "success"
