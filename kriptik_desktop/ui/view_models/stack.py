"""The stack beside a description: read while it is typed, and changed by hand.

What is new shows at once; what the newest reading lacks leaves when the person rests, which the screen tells by
``settle`` because durations are the theme's.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kriptik_desktop.core.errors import InvalidInput
from kriptik_desktop.core.tasks import Supervisor
from kriptik_desktop.ui.prompt_marks import PromptMarks
from kriptik_desktop.ui.prompt_reading import PromptReading
from kriptik_desktop.ui.row_model import RowModel
from kriptik_desktop.ui.stack_draft import StackDraft
from kriptik_desktop.ui.stack_rows import RuledOutRow, StackRow, ruled_out_rows, stack_rows
from kriptik_desktop.ui.view_models.catalogue_pick import CataloguePickViewModel
from kriptik_desktop.ui.view_models.refining import RefiningViewModel

if TYPE_CHECKING:
    from kriptik_desktop.analysis.model import Analysis
    from kriptik_desktop.projects.model import StackEntry
    from kriptik_desktop.services import Services

QML_IMPORT_NAME = "Kriptik.Ui"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("Made by the app")
class StackViewModel(QObject):  # type: ignore[operator]
    """A description and what was understood of it."""

    changed = Signal()
    typed = Signal()
    """The description was changed by hand."""
    replaced = Signal()
    """The description is another one than the editor shows."""

    def __init__(self, supervisor: Supervisor, parent: QObject) -> None:
        super().__init__(parent)
        self._services: Services | None = None
        self._draft: StackDraft | None = None
        self._rows = RowModel(StackRow, lambda row: row.key, self)
        self._ruled_out = RowModel(RuledOutRow, lambda row: row.key, self)
        self._marks = PromptMarks(self)
        self._reading = PromptReading(supervisor, self._answered, self._show)
        self._offline: tuple[Analysis, str] | None = None
        self._pick = CataloguePickViewModel(lambda: self._draft.taken() if self._draft else set(), self)
        self._pick.picked.connect(self._picked)
        self._refining = RefiningViewModel(supervisor, lambda: self._offline, self)
        self._refining.refined.connect(self._read_again)

    def attach(self, services: Services) -> None:
        """Take the services."""
        self._services = services
        self._reading.analyser = services.analyser
        self._draft = StackDraft(services.catalogue)
        self._pick.attach(services.catalogue)
        self._refining.attach(services)

    def reset(self) -> None:
        """Begin with an empty page."""
        self._reading.forget()
        self._refining.forget()
        self._offline = None
        if self._services is not None:
            self._draft = StackDraft(self._services.catalogue)
        self._show()
        self.replaced.emit()

    async def finished(self) -> tuple[StackEntry, ...]:
        """Return the stack once all of the description is read and nothing of an older reading is left.

        Raises InvalidInput where the description cannot be read.
        """
        await self._reading.catch_up()
        if self._reading.problem:
            raise InvalidInput("prompt_unusable", self._reading.problem)
        self.settle()
        return self._draft.entries() if self._draft else ()

    @property
    def text(self) -> str:
        """Return the description as it is written now."""
        return self._reading.text

    @property
    def refining_part(self) -> RefiningViewModel:
        """Return the part that asks Claude."""
        return self._refining

    def _get_rows(self) -> QObject:
        return self._rows

    def _get_ruled_out(self) -> QObject:
        return self._ruled_out

    def _get_marks(self) -> QObject:
        return self._marks.model

    def _get_pick(self) -> QObject:
        return self._pick

    def _get_refining(self) -> QObject:
        return self._refining

    def _get_prompt(self) -> str:
        return self._reading.text

    def _get_written(self) -> bool:
        return bool(self._reading.text.strip())

    def _get_prompt_error(self) -> str:
        return self._reading.problem

    def _get_tile_count(self) -> int:
        return sum(row.kind == "tile" and not row.offered for row in self._rows.rows)

    def _get_offer_count(self) -> int:
        return sum(row.offered for row in self._rows.rows)

    def _get_choice_count(self) -> int:
        return sum(row.kind == "choice" for row in self._rows.rows)

    def _get_asked_count(self) -> int:
        return sum(row.need_count > 0 and not row.offered for row in self._rows.rows)

    def _get_ruled_out_count(self) -> int:
        return len(self._ruled_out.rows)

    def _get_removed_name(self) -> str:
        return self._draft.removed_name if self._draft else ""

    def _get_analysing(self) -> bool:
        return self._reading.under_way

    def _get_unsettled(self) -> bool:
        return bool(self._draft and self._draft.unsettled)

    rows = Property(QObject, _get_rows, constant=True)
    ruledOut = Property(QObject, _get_ruled_out, constant=True)
    marks = Property(QObject, _get_marks, constant=True)
    pick = Property(QObject, _get_pick, constant=True)
    refining = Property(QObject, _get_refining, constant=True)
    prompt = Property(str, _get_prompt, notify=replaced)
    written = Property(bool, _get_written, notify=changed)
    promptError = Property(str, _get_prompt_error, notify=changed)
    tileCount = Property(int, _get_tile_count, notify=changed)
    offerCount = Property(int, _get_offer_count, notify=changed)
    choiceCount = Property(int, _get_choice_count, notify=changed)
    askedCount = Property(int, _get_asked_count, notify=changed)
    ruledOutCount = Property(int, _get_ruled_out_count, notify=changed)
    removedName = Property(str, _get_removed_name, notify=changed)
    analysing = Property(bool, _get_analysing, notify=changed)
    unsettled = Property(bool, _get_unsettled, notify=changed)

    @Slot(str)
    def setPrompt(self, text: str) -> None:
        """Take a description that the editor does not show yet."""
        if text != self._reading.text:
            self.typePrompt(text)
            self.replaced.emit()

    @Slot(str)
    def typePrompt(self, text: str) -> None:
        """Take what is typed as the description; it is not handed back, for a long one takes long to compare."""
        if text != self._reading.text:
            before = (self._reading.under_way, self._get_written())
            self._refining.typed()
            self._reading.write(text)
            self._mark()
            self.typed.emit()
            if before != (self._reading.under_way, self._get_written()):
                self.changed.emit()

    @Slot(str, str)
    def add(self, integration_id: str, category: str) -> None:
        """Add an integration; the category tells which choice it settles, empty for none."""
        self._change(lambda draft: draft.add(integration_id, category))

    @Slot(str)
    def remove(self, integration_id: str) -> None:
        """Take an integration out of the stack."""
        self._change(lambda draft: draft.remove(integration_id))

    @Slot(str, str)
    def swap(self, integration_id: str, wanted: str) -> None:
        """Put another integration in the place of one."""
        self._change(lambda draft: draft.swap(integration_id, wanted))

    @Slot()
    def undoRemove(self) -> None:
        """Bring back what was removed or swapped last."""
        self._change(lambda draft: draft.undo())

    @Slot()
    def settle(self) -> None:
        """Let go of what the newest reading has not: the person rests."""
        if self._draft is not None and self._draft.unsettled:
            self._change(lambda draft: draft.settle())

    @Slot(str, str, str)
    @Slot(str, str, str)
    def _picked(self, integration_id: str, category: str, instead: str) -> None:
        if instead:
            self.swap(instead, integration_id)
        else:
            self.add(integration_id, category)

    def _change(self, change: Callable[[StackDraft], None]) -> None:
        if self._draft is not None:
            change(self._draft)
            self._show()

    def _show(self) -> None:
        if self._draft is not None and self._services is not None:
            self._rows.set_rows(stack_rows(self._draft, self._services.catalogue))
            self._ruled_out.set_rows(ruled_out_rows(self._draft, self._services.catalogue))
            self._mark()
            self._pick.refresh()
        self.changed.emit()

    def _mark(self) -> None:
        if self._draft is not None:
            self._marks.show(self._draft.spans(), self._draft.text, self._reading.text)

    def _answered(self, analysis: Analysis | None, text: str) -> None:
        self._offline = (analysis, text) if analysis is not None else None
        own: frozenset[str] = frozenset()
        if analysis is not None and self._refining.opinion is not None:
            analysis, own = self._refining.opinion.on(analysis, text)
        if self._draft is not None:
            self._draft.analysed(analysis, text, own)
            if not text.strip():
                self._draft.settle()
            self._show()

    @Slot()
    @Slot()
    def _read_again(self) -> None:
        """Show what Claude said of the description, at once: it was asked for."""
        if self._offline is not None:
            self._answered(*self._offline)
            self.settle()
