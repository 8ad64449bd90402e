"""New project: a description and its stack become a project, and its build begins."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kriptik_desktop.core.errors import InvalidInput
from kriptik_desktop.core.tasks import Supervisor
from kriptik_desktop.ui.commands import Commands
from kriptik_desktop.ui.file_dialogs import FileDialogs
from kriptik_desktop.ui.view_models.opened_folder import OpenedFolderViewModel
from kriptik_desktop.ui.view_models.stack import StackViewModel
from kriptik_desktop.ui.wording import translated

if TYPE_CHECKING:
    from kriptik_desktop.services import Services

QML_IMPORT_NAME = "Kriptik.Ui"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("Made by the app")
class NewProjectViewModel(QObject):  # type: ignore[operator]
    """What the new-project screen shows and does."""

    changed = Signal()
    buildWanted = Signal(str)
    """A build has started: its screen is to show."""

    def __init__(self, supervisor: Supervisor, dialogs: FileDialogs, parent: QObject) -> None:
        super().__init__(parent)
        self._dialogs = dialogs
        self._commands = Commands(supervisor, self.changed.emit)
        self._services: Services | None = None
        self._stack = StackViewModel(supervisor, self)
        self._stack.changed.connect(self.changed)
        self._stack.typed.connect(self._typed)
        self._opened_folder = OpenedFolderViewModel(supervisor, dialogs, self)
        self._opened_folder.buildWanted.connect(self.buildWanted)
        self._reset()

    def _reset(self) -> None:
        self._name, self._folder, self._own_folder = "", "", False
        self._mode: Literal["test", "live"] = "test"

    @Slot()
    def _typed(self) -> None:
        if self._commands.error:
            self._commands.clear()

    def attach(self, services: Services) -> None:
        """Take the services."""
        self._services = services
        self._stack.attach(services)
        self._opened_folder.attach(services)

    def detach(self) -> None:
        """Stop listening to the services."""
        self._opened_folder.detach()

    @property
    def stack_part(self) -> StackViewModel:
        """Return the description and its stack."""
        return self._stack

    @property
    def folder_part(self) -> OpenedFolderViewModel:
        """Return the second way on: a folder with code that is there already."""
        return self._opened_folder

    def _get_opened_folder(self) -> QObject:
        return self._opened_folder

    def _get_stack(self) -> QObject:
        return self._stack

    def _get_name(self) -> str:
        return self._name

    def _get_folder(self) -> str:
        return self._folder

    def _get_mode(self) -> str:
        return self._mode

    def _get_ready(self) -> bool:
        described = self._stack.text.strip() or self._stack.property("tileCount")
        return bool(self._name.strip() and self._folder.strip() and described)

    def _get_busy(self) -> bool:
        return self._commands.busy

    def _get_error(self) -> str:
        return self._commands.error

    def _get_hint(self) -> str:
        return self._commands.hint

    stack = Property(QObject, _get_stack, constant=True)
    openedFolder = Property(QObject, _get_opened_folder, constant=True)
    name = Property(str, _get_name, notify=changed)
    folder = Property(str, _get_folder, notify=changed)
    mode = Property(str, _get_mode, notify=changed)
    ready = Property(bool, _get_ready, notify=changed)
    busy = Property(bool, _get_busy, notify=changed)
    error = Property(str, _get_error, notify=changed)
    hint = Property(str, _get_hint, notify=changed)

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

    @Slot()
    def startBuild(self) -> None:
        """Make the project and start building it."""
        self._commands.start(self._start_build, "make a project and build it")

    async def _start_build(self) -> None:
        if self._services is None:
            return
        entries, prompt = await self._stack.finished(), self._stack.text
        if not prompt.strip() and not entries:
            raise InvalidInput("nothing_to_build", "There is nothing to build yet.", "Describe the app in a sentence.")
        project = await self._services.projects.create(self._name, _place(self._folder), prompt, entries, self._mode)
        build = await self._services.builds.start(project.id)
        self._reset()
        self._stack.reset()
        self.buildWanted.emit(build.id)


def _place(folder: str) -> Path:
    return Path(folder.strip()).expanduser()


def _folder_name(name: str) -> str:
    return re.sub(r"[^\w.-]+", "-", name.strip().lower()).strip("-.") or "project"
