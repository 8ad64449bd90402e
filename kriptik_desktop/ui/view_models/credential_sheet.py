"""The credential sheet: one provider's form, filled by a person, checked at the provider, then saved.

What is typed stays here as secrets until it is saved or the sheet closes; a refusal keeps it, so nobody types twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kriptik_desktop.core.secret import Secret
from kriptik_desktop.core.tasks import Supervisor
from kriptik_desktop.ui.commands import Commands
from kriptik_desktop.ui.row_model import QStringList, RowModel
from kriptik_desktop.ui.sheet_rows import FieldRow, field_row, kept_row, saved_words, stored, with_kept
from kriptik_desktop.ui.wording import translated, why_needed

if TYPE_CHECKING:
    from kriptik_desktop.acquisition.model import Form, SaveResult
    from kriptik_desktop.providers.model import Mode
    from kriptik_desktop.services import Services
    from kriptik_desktop.vault.model import CredentialInfo

QML_IMPORT_NAME = "Kriptik.Ui"
QML_IMPORT_MAJOR_VERSION = 1

Verdict = Literal["", "refused", "unchecked", "offline"]
"""``offline``: nobody answered; ``unchecked``: somebody did, but could not say."""


@QmlElement
@QmlUncreatable("Made by the app")
class CredentialSheetViewModel(QObject):  # type: ignore[operator]
    """What the sheet shows and does."""

    changed = Signal()
    opened = Signal()
    saved = Signal(str)
    """What was saved, in words."""
    refused = Signal()
    """A field was refused: the person is led to it."""

    def __init__(self, supervisor: Supervisor, parent: QObject) -> None:
        super().__init__(parent)
        self._commands = Commands(supervisor, self.changed.emit)
        self._services: Services | None = None
        self._form: Form | None = None
        self._project_id = ""
        self._mode: Mode = "test"
        self._replaced: CredentialInfo | None = None
        self._reason = ""
        self._icon = ""
        self._fields = RowModel(FieldRow, lambda row: row.name, self)
        self._values: dict[str, Secret] = {}
        self._verdict: Verdict = ""
        self._message = ""
        self._fetching = False

    def attach(self, services: Services) -> None:
        """Take the services."""
        self._services = services

    def _get_open(self) -> bool:
        return self._form is not None

    def _get_title(self) -> str:
        return self._form.title if self._form else ""

    def _get_icon(self) -> str:
        return self._icon

    def _get_reason(self) -> str:
        return self._reason

    def _get_note(self) -> str:
        if self._form and self._replaced:
            return translated("Get the new values from the {name} dashboard.").format(name=self._form.title)
        return self._form.note if self._form else ""

    def _get_mode(self) -> str:
        return self._form.mode if self._form else "none"

    def _get_mode_label(self) -> str:
        return self._form.mode_label if self._form else ""

    def _get_steps(self) -> list[str]:
        return list(self._form.dashboard.steps) if self._form else []

    def _get_least_privilege(self) -> list[str]:
        return list(self._form.weakest_key.page.steps) if self._form and self._form.weakest_key else []

    def _get_dashboard_url(self) -> str:
        return self._form.dashboard.url if self._form else ""

    def _get_callback_url(self) -> str:
        return self._form.dashboard.callback_url if self._form else ""

    def _get_fields(self) -> QObject:
        return self._fields

    def _get_fetching(self) -> bool:
        return self._fetching

    def _get_verdict(self) -> str:
        return self._verdict

    def _get_message(self) -> str:
        return self._message

    def _get_busy(self) -> bool:
        return self._commands.busy

    def _get_error(self) -> str:
        return self._commands.error

    def _get_hint(self) -> str:
        return self._commands.hint

    open = Property(bool, _get_open, notify=changed)
    title = Property(str, _get_title, notify=changed)
    icon = Property(str, _get_icon, notify=changed)
    reason = Property(str, _get_reason, notify=changed)
    note = Property(str, _get_note, notify=changed)
    mode = Property(str, _get_mode, notify=changed)
    modeLabel = Property(str, _get_mode_label, notify=changed)
    steps = Property(QStringList, _get_steps, notify=changed)
    leastPrivilege = Property(QStringList, _get_least_privilege, notify=changed)
    dashboardUrl = Property(str, _get_dashboard_url, notify=changed)
    callbackUrl = Property(str, _get_callback_url, notify=changed)
    fields = Property(QObject, _get_fields, constant=True)
    fetching = Property(bool, _get_fetching, notify=changed)
    verdict = Property(str, _get_verdict, notify=changed)
    message = Property(str, _get_message, notify=changed)
    busy = Property(bool, _get_busy, notify=changed)
    error = Property(str, _get_error, notify=changed)
    hint = Property(str, _get_hint, notify=changed)

    @Slot(str)
    def openRequest(self, request_id: str) -> None:
        """Show the form for a credential request."""
        self._commands.start(lambda: self._open_request(request_id), "open the credential sheet")

    async def _open_request(self, request_id: str) -> None:
        if self._services is None:
            return
        request = await self._services.acquisition.get_request(request_id)
        project = await self._services.projects.get(request.project_id)
        self._forget()
        self._project_id, self._reason = project.id, why_needed(request, project)
        self._open(self._services, request.integration_id, project.mode)

    @Slot(str)
    def openCredential(self, credential_id: str) -> None:
        """Show the form for new values of a stored credential; what is not typed anew stays as it is."""
        self._commands.start(lambda: self._open_credential(credential_id), "open the credential sheet")

    async def _open_credential(self, credential_id: str) -> None:
        if self._services is None:
            return
        info = await stored(self._services, credential_id)
        self._forget()
        self._project_id, self._replaced = info.overview.scope, info
        self._reason = translated("Saved as a new version; the present one is kept.")
        self._open(self._services, info.overview.integration, info.overview.mode)

    def _open(self, services: Services, integration_id: str, mode: Mode) -> None:
        self._mode, self._icon = mode, services.catalogue.get(integration_id).icon
        self._form = services.acquisition.form(integration_id, mode)
        rows = [field_row(field) for field in self._form.fields]
        self._fields.set_rows([kept_row(row) for row in rows] if self._replaced else rows)
        self.changed.emit()
        self.opened.emit()

    @Slot(str, str)
    def edit(self, name: str, text: str) -> None:
        """Take what is typed in a field and say at once when its shape looks wrong."""
        if self._services is None or self._form is None:
            return
        self._values[name] = Secret(text)
        warning = self._services.acquisition.check_field(self._form.provider_id, name, text) or ""
        self._mark({name: warning}, {name: ""})
        self._verdict, self._message = "", ""
        self._commands.clear()

    @Slot()
    def fetchCredentials(self) -> None:
        """Open the provider's page in the browser and show the steps to follow there."""
        self._commands.start(self._fetch, "open the provider's dashboard")

    async def _fetch(self) -> None:
        if self._services is None or self._form is None:
            return
        self._fetching = True
        self.changed.emit()
        await self._services.acquisition.open_dashboard(self._form.provider_id)

    @Slot()
    def save(self) -> None:
        """Check the values at the provider and save them."""
        self._commands.start(lambda: self._save(unverified_ok=False), "save a credential")

    @Slot()
    def saveUnverified(self) -> None:
        """Save although the provider could not be asked: the person's second, explicit choice."""
        self._commands.start(lambda: self._save(unverified_ok=True), "save a credential unchecked")

    async def _save(self, *, unverified_ok: bool) -> None:
        if self._services is None or self._form is None:
            return
        from kriptik_desktop.vault.model import Actor

        self._verdict, self._message = "", ""
        typed = {name: value for name, value in self._values.items() if value}
        if self._replaced:
            typed = await with_kept(self._services, self._replaced, typed)
        result = await self._services.acquisition.save(
            self._project_id,
            self._form.provider_id,
            typed,
            mode=self._mode,
            account=self._replaced.overview.account if self._replaced else None,
            unverified_ok=unverified_ok,
            actor=Actor("window"),
        )
        self._show(result)

    def _show(self, result: SaveResult) -> None:
        if result.stored:
            words = saved_words(result, self._replaced)
            self._forget()
            self.changed.emit()
            self.saved.emit(words)
            return
        self._verdict = _verdict(result)
        self._message = _message(result)
        problems = {row.name: "" for row in self._fields.rows}
        if self._verdict == "refused" and result.probe.field:
            problems[result.probe.field] = translated("Not accepted by {name}.").format(name=self._get_title())
        problems |= {finding.field: finding.message for finding in result.refused if finding.field}
        self._mark({}, problems)
        self.changed.emit()
        if any(problems.values()):
            self.refused.emit()

    @Slot()
    def close(self) -> None:
        """Close the sheet and forget what was typed."""
        if not self._commands.busy:
            self._forget()
            self._commands.clear()

    def _forget(self) -> None:
        self._form = self._replaced = None
        self._values = {}
        self._verdict, self._message, self._fetching = "", "", False
        self._fields.set_rows([])

    def _mark(self, warnings: Mapping[str, str], problems: Mapping[str, str]) -> None:
        rows = [
            replace(row, warning=warnings.get(row.name, row.warning), problem=problems.get(row.name, row.problem))
            for row in self._fields.rows
        ]
        self._fields.set_rows(rows)


def _verdict(result: SaveResult) -> Verdict:
    if not result.needs_choice:
        return "refused"
    return "offline" if result.probe.outcome == "unreachable" else "unchecked"


def _message(result: SaveResult) -> str:
    """Return what the sheet says as a whole; what is wrong with single fields stands under these."""
    if result.refused and all(finding.field for finding in result.refused):
        return translated("The marked fields cannot be right as they are. Nothing was sent or saved.")
    return result.message
