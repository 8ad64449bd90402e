"""The credential sheet: one provider's form, filled by a person, checked at the provider, then saved.

What is typed stays here as secrets until it is saved or the sheet closes; a refusal keeps it, so nobody types twice.
Where it comes from (the provider's page, the clipboard) and what came of it are parts of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kriptik_desktop.core.secret import Secret
from kriptik_desktop.core.tasks import Supervisor
from kriptik_desktop.ui.check_under_way import CheckUnderWay
from kriptik_desktop.ui.clipboard import SecretClipboard
from kriptik_desktop.ui.commands import Commands
from kriptik_desktop.ui.sheet_fields import SheetFields
from kriptik_desktop.ui.sheet_outcome import lacking, outcome_of, stopped
from kriptik_desktop.ui.sheet_renewal import renewal_note, saved_words, stored, why_renewed, with_kept
from kriptik_desktop.ui.sheet_rows import field_row, kept_row
from kriptik_desktop.ui.view_models.sheet_guide import SheetGuideViewModel
from kriptik_desktop.ui.view_models.sheet_outcome import SheetOutcomeViewModel
from kriptik_desktop.ui.view_models.sheet_paste import SheetPasteViewModel
from kriptik_desktop.ui.wording import why_needed

if TYPE_CHECKING:
    from kriptik_desktop.acquisition.model import Form, SaveResult
    from kriptik_desktop.providers.model import Mode
    from kriptik_desktop.services import Services
    from kriptik_desktop.vault.model import CredentialInfo

QML_IMPORT_NAME = "Kriptik.Ui"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("Made by the app")
class CredentialSheetViewModel(QObject):  # type: ignore[operator]
    """What the sheet shows and does."""

    changed = Signal()
    saved = Signal(str)
    """What was saved, in words."""
    refused = Signal()
    """A field was refused: the person is led to it."""
    filled = Signal(str)
    """A field got its value by other means than typing."""

    def __init__(self, supervisor: Supervisor, clipboard: SecretClipboard, parent: QObject) -> None:
        super().__init__(parent)
        self._commands = Commands(supervisor, self.changed.emit)
        self._opening = Commands(supervisor, self.changed.emit)
        """Opening a page: a browser may take its time, and nothing in the sheet waits for it."""
        self._services: Services | None = None
        self._form: Form | None = None
        self._project_id, self._reason, self._icon = "", "", ""
        self._mode: Mode = "test"
        self._replaced: CredentialInfo | None = None
        self._unverified_ok = self._odd_ok = False
        self._fields = SheetFields(self)
        self._fields.edited.connect(self._edited)
        self._check = CheckUnderWay(self.changed.emit)
        self._guide = SheetGuideViewModel(self._opening, self)
        self._outcome = SheetOutcomeViewModel(self)
        self._paste = SheetPasteViewModel(
            clipboard, Commands(supervisor, self.changed.emit), lambda: self._fields.values, self._take, self
        )
        self._guide.fetched.connect(self._paste.watch)

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
            return renewal_note(self._form.title)
        return self._form.note if self._form else ""

    def _get_mode(self) -> str:
        return self._form.mode if self._form else "none"

    def _get_mode_label(self) -> str:
        return self._form.mode_label if self._form else ""

    def _get_can_check(self) -> bool:
        return self._form is not None and self._form.can_check

    def _get_fields(self) -> QObject:
        return self._fields.rows

    def _get_guide(self) -> QObject:
        return self._guide

    def _get_paste(self) -> QObject:
        return self._paste

    def _get_outcome(self) -> QObject:
        return self._outcome

    def _get_busy(self) -> bool:
        return self._commands.busy

    def _get_doing(self) -> str:
        return self._check.doing

    def _get_stoppable(self) -> bool:
        return self._check.stoppable

    def _get_error(self) -> str:
        return self._commands.error or self._opening.error

    def _get_hint(self) -> str:
        return self._commands.hint or self._opening.hint

    open = Property(bool, _get_open, notify=changed)
    title = Property(str, _get_title, notify=changed)
    icon = Property(str, _get_icon, notify=changed)
    reason = Property(str, _get_reason, notify=changed)
    note = Property(str, _get_note, notify=changed)
    mode = Property(str, _get_mode, notify=changed)
    modeLabel = Property(str, _get_mode_label, notify=changed)
    canCheck = Property(bool, _get_can_check, notify=changed)
    fields = Property(QObject, _get_fields, constant=True)
    guide = Property(QObject, _get_guide, constant=True)
    paste = Property(QObject, _get_paste, constant=True)
    outcome = Property(QObject, _get_outcome, constant=True)
    busy = Property(bool, _get_busy, notify=changed)
    doing = Property(str, _get_doing, notify=changed)
    stoppable = Property(bool, _get_stoppable, notify=changed)
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
        overview, name = info.overview, self._services.catalogue.get(info.overview.integration).name
        self._forget()
        self._project_id, self._replaced = overview.scope, info
        self._reason = why_renewed(overview, name, self._services.clock.now_ms())
        self._open(self._services, overview.integration, overview.mode)
        if overview.scopes:
            self._guide.learned(overview.scopes)

    def _open(self, services: Services, integration_id: str, mode: Mode) -> None:
        self._mode, self._icon = mode, services.catalogue.get(integration_id).icon
        acquisition = services.acquisition
        self._form = acquisition.form(integration_id, mode)
        rows = [field_row(field) for field in self._form.fields]
        self._fields.begin(
            [kept_row(row) for row in rows] if self._replaced else rows,
            lambda values: acquisition.check_typed(integration_id, values, mode),
        )
        self._guide.begin(acquisition, self._form)
        self._paste.begin(acquisition, self._form, mode)
        self.changed.emit()

    @Slot(str, str)
    def edit(self, name: str, text: str) -> None:
        """Take what is typed in a field; what is wrong with it is said once it rests, what is right at once."""
        self._fields.type(name, text)

    @Slot(str, result=str)
    def typedText(self, name: str) -> str:
        """Return the value of a field, for the field itself."""
        value = self._fields.values.get(name)
        return value.reveal() if value else ""

    def _take(self, values: Mapping[str, Secret]) -> None:
        self._fields.fill(values)
        for name in values:
            self.filled.emit(name)

    @Slot()
    def _edited(self) -> None:
        self._unverified_ok = self._odd_ok = False
        self._outcome.clear()
        self._paste.hush()
        self._commands.clear()
        self._opening.clear()

    @Slot()
    def save(self) -> None:
        """Check the values at the provider and save them; where it cannot be asked, save them unverified."""
        self._unverified_ok = self._form is not None and not self._form.can_check
        self._commands.start(self._save, "save a credential")

    @Slot()
    def saveUnverified(self) -> None:
        """Save although the provider could not be asked: the person's second, explicit choice."""
        self._unverified_ok = True
        self._commands.start(self._save, "save a credential unchecked")

    @Slot()
    def saveAnyway(self) -> None:
        """Check and save although something about the values is odd: it is meant so."""
        self._odd_ok = True
        self._commands.start(self._save, "save an odd credential")

    async def _save(self) -> None:
        if self._services is None or self._form is None:
            return
        self._outcome.clear()
        self._paste.hush()
        typed = self._fields.typed
        if self._replaced:
            typed = await with_kept(self._services, self._replaced, typed)
        result = await self._check.run(self._ask(self._services, self._form, typed))
        if self._form and result:
            self._show(result)
        elif self._form:
            self._outcome.show(stopped())

    async def _ask(self, services: Services, form: Form, typed: Mapping[str, Secret]) -> SaveResult:
        from kriptik_desktop.vault.model import Actor

        return await services.acquisition.save(
            self._project_id,
            form.provider_id,
            typed,
            mode=self._mode,
            account=self._replaced.overview.account if self._replaced else None,
            unverified_ok=self._unverified_ok,
            odd_ok=self._odd_ok,
            tell=self._check.tell,
            actor=Actor("window"),
        )

    def _show(self, result: SaveResult) -> None:
        weak = self._guide.learned(result.probe.scopes, result.probe.missing) if result.probe.works else False
        if result.stored and not weak and result.probe.outcome != "missing_permission":
            words = saved_words(result, self._replaced)
            self._forget()
            self.saved.emit(words)
        elif result.stored:
            self._fields.end()
            self._outcome.show(lacking(saved_words(result, self._replaced)))
        else:
            self._outcome.show(outcome_of(result, self._get_title()))
            if self._fields.refuse(result, self._get_title()):
                self.refused.emit()
        self.changed.emit()

    @Slot()
    def stop(self) -> None:
        """Stop a check that is under way; once something is being stored it is too late."""
        self._check.stop()

    @Slot()
    def close(self) -> None:
        """Stop a check, or else close the sheet and forget what was typed."""
        if self._commands.busy:
            self.stop()
        else:
            self.leave()

    @Slot()
    def leave(self) -> None:
        """Close the sheet whatever goes on, because the vault is locked."""
        self.stop()
        self._forget()
        self._commands.clear()
        self._opening.clear()

    def _forget(self) -> None:
        self._form = self._replaced = None
        self._unverified_ok = self._odd_ok = False
        self._fields.end()
        self._guide.end()
        self._paste.end()
        self._outcome.clear()
