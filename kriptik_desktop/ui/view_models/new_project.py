"""New project: a description becomes a stack while it is typed, and the stack becomes a build.

Analysis runs in a thread and always on the newest text: whatever is typed meanwhile is looked at once, not letter by
letter.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kriptik_desktop.core.errors import InvalidInput, KriptikError
from kriptik_desktop.core.tasks import Supervisor
from kriptik_desktop.ui.commands import Commands
from kriptik_desktop.ui.file_dialogs import FileDialogs
from kriptik_desktop.ui.prompt_marks import PromptMarks
from kriptik_desktop.ui.row_model import RowModel
from kriptik_desktop.ui.stack_draft import RuledOutRow, StackDraft, StackRow
from kriptik_desktop.ui.wording import translated

if TYPE_CHECKING:
    from kriptik_desktop.services import Services

QML_IMPORT_NAME = "Kriptik.Ui"
QML_IMPORT_MAJOR_VERSION = 1
_HITS = 16


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """One hit of the catalogue search."""

    integration_id: str
    name: str
    slug: str
    category: str
    added: bool


@QmlElement
@QmlUncreatable("Made by the app")
class NewProjectViewModel(QObject):  # type: ignore[operator]
    """What the new-project screen shows and does."""

    changed = Signal()
    buildWanted = Signal(str)
    """A build has started: its screen is to show."""

    def __init__(self, supervisor: Supervisor, dialogs: FileDialogs, parent: QObject) -> None:
        super().__init__(parent)
        self._supervisor, self._dialogs = supervisor, dialogs
        self._commands = Commands(supervisor, self.changed.emit)
        self._services: Services | None = None
        self._draft: StackDraft | None = None
        self._stack = RowModel(StackRow, lambda row: row.key, self)
        self._hits = RowModel(CatalogueRow, lambda row: row.integration_id, self)
        self._ruled_out = RowModel(RuledOutRow, lambda row: row.key, self)
        self._marks = PromptMarks(self)
        self._wanted = ""
        self._analysing = False
        self._one_at_a_time = asyncio.Lock()
        self._reset()

    def _reset(self) -> None:
        self._prompt, self._analysed, self._prompt_error = "", "", ""
        self._name, self._folder, self._own_folder = "", "", False
        self._mode: Literal["test", "live"] = "test"

    def attach(self, services: Services) -> None:
        """Take the services."""
        self._services = services
        self._draft = StackDraft(services.catalogue)
        self.search("")

    def _get_prompt(self) -> str:
        return self._prompt

    def _get_prompt_error(self) -> str:
        return self._prompt_error

    def _get_name(self) -> str:
        return self._name

    def _get_folder(self) -> str:
        return self._folder

    def _get_mode(self) -> str:
        return self._mode

    def _get_stack(self) -> QObject:
        return self._stack

    def _get_hits(self) -> QObject:
        return self._hits

    def _get_tile_count(self) -> int:
        return sum(row.kind == "tile" for row in self._stack.rows)

    def _get_choice_count(self) -> int:
        return sum(row.kind == "choice" for row in self._stack.rows)

    def _get_asked_count(self) -> int:
        return sum(row.need_count > 0 for row in self._stack.rows)

    def _get_ruled_out(self) -> QObject:
        return self._ruled_out

    def _get_ruled_out_count(self) -> int:
        return len(self._ruled_out.rows)

    def _get_marks(self) -> QObject:
        return self._marks.model

    def _get_removed_name(self) -> str:
        return self._draft.removed_name if self._draft else ""

    def _get_analysing(self) -> bool:
        return self._analysing

    def _get_ready(self) -> bool:
        return bool(self._name.strip() and self._folder.strip() and (self._prompt.strip() or self._get_tile_count()))

    def _get_busy(self) -> bool:
        return self._commands.busy

    def _get_error(self) -> str:
        return self._commands.error

    def _get_hint(self) -> str:
        return self._commands.hint

    prompt = Property(str, _get_prompt, notify=changed)
    promptError = Property(str, _get_prompt_error, notify=changed)
    name = Property(str, _get_name, notify=changed)
    folder = Property(str, _get_folder, notify=changed)
    mode = Property(str, _get_mode, notify=changed)
    stack = Property(QObject, _get_stack, constant=True)
    hits = Property(QObject, _get_hits, constant=True)
    tileCount = Property(int, _get_tile_count, notify=changed)
    choiceCount = Property(int, _get_choice_count, notify=changed)
    askedCount = Property(int, _get_asked_count, notify=changed)
    ruledOut = Property(QObject, _get_ruled_out, constant=True)
    ruledOutCount = Property(int, _get_ruled_out_count, notify=changed)
    marks = Property(QObject, _get_marks, constant=True)
    removedName = Property(str, _get_removed_name, notify=changed)
    analysing = Property(bool, _get_analysing, notify=changed)
    ready = Property(bool, _get_ready, notify=changed)
    busy = Property(bool, _get_busy, notify=changed)
    error = Property(str, _get_error, notify=changed)
    hint = Property(str, _get_hint, notify=changed)

    @Slot(str)
    def setPrompt(self, text: str) -> None:
        """Take what is typed as the description."""
        if text != self._prompt:
            self._prompt = text
            self._mark()
            self._commands.clear()
            self._begin_analysis()

    @Slot(str)
    def setName(self, text: str) -> None:
        """Take the project's name; the folder follows it until the person chooses one."""
        self._name = text
        if not self._own_folder:
            self._folder = str(Path.home() / "KripTik" / _folder_name(text)) if text.strip() else ""
        self._commands.clear()

    @Slot(str)
    def setFolder(self, text: str) -> None:
        """Take the folder as typed."""
        self._folder, self._own_folder = text, bool(text.strip())
        self._commands.clear()

    @Slot()
    def askForFolder(self) -> None:
        """Let the person pick the folder."""
        title = translated("Choose an empty folder for the project")
        self._dialogs.choose_folder(title, Path.home(), lambda place: self.setFolder(str(place)))

    @Slot(str)
    def setMode(self, mode: str) -> None:
        """Use test or live credentials."""
        self._mode = "live" if mode == "live" else "test"
        self.changed.emit()

    @Slot(str)
    def search(self, text: str) -> None:
        """Show what the catalogue has for these words."""
        self._wanted = text
        self._find()

    def _find(self) -> None:
        if self._services is None or self._draft is None:
            return
        from kriptik_desktop.providers.catalogue import CATEGORIES

        wanted = self._wanted.casefold().split()
        there = {entry.integration_id for entry in self._draft.entries()}
        rows = []
        for provider in self._services.catalogue.all():
            category = CATEGORIES[provider.categories[0]]
            words = " ".join((provider.id, provider.name, *provider.aliases, *provider.categories)).casefold()
            if all(word in words for word in wanted):
                rows.append(CatalogueRow(provider.id, provider.name, provider.icon, category, provider.id in there))
        self._hits.set_rows(rows[:_HITS])

    @Slot(str, str)
    def add(self, integration_id: str, category: str) -> None:
        """Add an integration; the category tells which choice it settles, empty for none."""
        self._change(lambda draft: draft.add(integration_id, category))

    @Slot(str)
    def remove(self, integration_id: str) -> None:
        """Take an integration out of the stack."""
        self._change(lambda draft: draft.remove(integration_id))

    @Slot()
    def undoRemove(self) -> None:
        """Bring back what was removed last."""
        self._change(lambda draft: draft.undo())

    @Slot()
    def startBuild(self) -> None:
        """Make the project and start building it."""
        self._commands.start(self._start_build, "make a project and build it")

    def _change(self, change: Callable[[StackDraft], None]) -> None:
        if self._draft is not None:
            change(self._draft)
            self._show()

    def _show(self) -> None:
        if self._draft is not None:
            self._stack.set_rows(self._draft.rows())
            self._ruled_out.set_rows(self._draft.ruled_out())
            self._mark()
            self._find()
        self.changed.emit()

    def _mark(self) -> None:
        if self._draft is not None:
            self._marks.show(self._draft.spans(), self._draft.text, self._prompt)

    def _begin_analysis(self) -> None:
        if not self._analysing:
            self._analysing = True
            self._supervisor.start(self._analyse(), "analyse the prompt")

    async def _analyse(self) -> None:
        try:
            await self._catch_up()
        finally:
            self._analysing = False
            self._show()

    async def _catch_up(self) -> None:
        """Return when the whole description is analysed; whoever else waits for that waits for the same analysis."""
        async with self._one_at_a_time:
            while self._prompt != self._analysed:
                await self._analyse_once(self._prompt)

    async def _analyse_once(self, text: str) -> None:
        analysis, problem = None, ""
        if text.strip() and self._services is not None:
            try:
                analysis = await asyncio.to_thread(self._services.analyser.analyse, text)
            except KriptikError as error:
                problem = str(error)
        self._analysed, self._prompt_error = text, problem
        if self._draft is not None:
            self._draft.analysed(analysis, text)
            self._show()

    async def _start_build(self) -> None:
        if self._services is None or self._draft is None:
            return
        await self._catch_up()
        if self._prompt_error:
            raise InvalidInput("prompt_unusable", self._prompt_error)
        entries = self._draft.entries()
        if not self._prompt.strip() and not entries:
            raise InvalidInput("nothing_to_build", "There is nothing to build yet.", "Describe the app in a sentence.")
        project = await self._services.projects.create(
            self._name, _place(self._folder), self._prompt, entries, self._mode
        )
        build = await self._services.builds.start(project.id)
        self._reset()
        self._draft = StackDraft(self._services.catalogue)
        self._show()
        self.buildWanted.emit(build.id)


def _place(folder: str) -> Path:
    return Path(folder.strip()).expanduser()


def _folder_name(name: str) -> str:
    return re.sub(r"[^\w.-]+", "-", name.strip().lower()).strip("-.") or "project"
