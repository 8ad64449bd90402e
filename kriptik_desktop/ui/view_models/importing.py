"""Import: what a file of another program holds, what of it comes in, and what became of it.

The dry run keeps the values, so it is dropped as soon as it has served: after storing, on leaving, and on lock.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kriptik_desktop.core.errors import InvalidInput
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.core.tasks import Supervisor
from kriptik_desktop.ui.commands import Commands
from kriptik_desktop.ui.file_dialogs import FileDialogs
from kriptik_desktop.ui.import_rows import (
    FoundRow,
    LeftOutRow,
    file_kind,
    found_rows,
    imported_words,
    left_out_rows,
    readable_files,
)
from kriptik_desktop.ui.row_model import QStringList, QVariantList, RowModel
from kriptik_desktop.ui.wording import translated

if TYPE_CHECKING:
    from kriptik_desktop.acquisition.importing.model import ImportPreview
    from kriptik_desktop.services import Services
    from kriptik_desktop.vault.model import Mode

QML_IMPORT_NAME = "Kriptik.Ui"
QML_IMPORT_MAJOR_VERSION = 1

Stage = Literal["start", "password", "preview"]
_NOWHERE: Final = "app"
_MODES: Final[dict[str, Mode]] = {"test": "test", "live": "live"}


@QmlElement
@QmlUncreatable("Made by the app")
class ImportViewModel(QObject):  # type: ignore[operator]
    """A foreign file, from choosing it to the credentials it gave."""

    changed = Signal()

    def __init__(self, supervisor: Supervisor, dialogs: FileDialogs, parent: QObject) -> None:
        super().__init__(parent)
        self._dialogs = dialogs
        self._commands = Commands(supervisor, self.changed.emit)
        self._services: Services | None = None
        self._found = RowModel(FoundRow, lambda row: row.key, self)
        self._left_out = RowModel(LeftOutRow, lambda row: row, self)
        self._places: list[dict[str, str]] = []
        self._done = ""
        self._source: Path | None = None
        self._forget()

    def _forget(self) -> None:
        """Drop what was read, values included."""
        self._stage: Stage = "start"
        self._password: Secret | None = None
        self._preview: ImportPreview | None = None
        self._left: set[str] = set()
        self._assigned: dict[str, str] = {}
        self._place, self._mode = _NOWHERE, "test"
        self._found.set_rows([])
        self._left_out.set_rows([])

    def attach(self, services: Services) -> None:
        """Take the services."""
        self._services = services
        self.changed.emit()

    @Slot()
    def clear(self) -> None:
        """Forget everything that was read or said, as when the vault is locked."""
        self._forget()
        self._done, self._source = "", None
        self._commands.clear()

    def _get_stage(self) -> str:
        return self._stage

    def _get_formats(self) -> list[str]:
        return readable_files()

    def _get_found(self) -> QObject:
        return self._found

    def _get_left_out(self) -> QObject:
        return self._left_out

    def _get_left_out_count(self) -> int:
        return len(self._left_out.rows)

    def _get_source_name(self) -> str:
        return self._source.name if self._source else ""

    def _get_source_left(self) -> bool:
        return bool(self._done) and self._source is not None

    def _get_done(self) -> str:
        return self._done

    def _get_summary(self) -> str:
        if self._preview is None:
            return ""
        takable = sum(row.takable for row in self._found.rows)
        return translated("{format}: {count} found, {takable} can come in").format(
            format=file_kind(self._preview.format), count=len(self._found.rows), takable=takable
        )

    def _get_notes(self) -> str:
        return " ".join(self._preview.notes) if self._preview else ""

    def _get_taken_count(self) -> int:
        return sum(row.taken for row in self._found.rows)

    def _get_places(self) -> list[dict[str, str]]:
        return self._places

    def _get_services(self) -> list[dict[str, str]]:
        providers = self._services.catalogue.all() if self._services else ()
        return [{"id": each.id, "name": each.name} for each in providers if each.needs_credential]

    def _get_place(self) -> str:
        return self._place

    def _get_mode(self) -> str:
        return self._mode

    def _get_busy(self) -> bool:
        return self._commands.busy

    def _get_error(self) -> str:
        return self._commands.error

    def _get_hint(self) -> str:
        return self._commands.hint

    stage = Property(str, _get_stage, notify=changed)
    formats = Property(QStringList, _get_formats, constant=True)
    found = Property(QObject, _get_found, constant=True)
    leftOut = Property(QObject, _get_left_out, constant=True)
    leftOutCount = Property(int, _get_left_out_count, notify=changed)
    sourceName = Property(str, _get_source_name, notify=changed)
    sourceLeft = Property(bool, _get_source_left, notify=changed)
    done = Property(str, _get_done, notify=changed)
    summary = Property(str, _get_summary, notify=changed)
    notes = Property(str, _get_notes, notify=changed)
    takenCount = Property(int, _get_taken_count, notify=changed)
    places = Property(QVariantList, _get_places, notify=changed)
    services = Property(QVariantList, _get_services, notify=changed)
    place = Property(str, _get_place, notify=changed)
    mode = Property(str, _get_mode, notify=changed)
    busy = Property(bool, _get_busy, notify=changed)
    error = Property(str, _get_error, notify=changed)
    hint = Property(str, _get_hint, notify=changed)

    @Slot()
    def chooseFile(self) -> None:
        """Ask for the file to read."""
        self._dialogs.choose_file(translated("Bring credentials in"), Path.home(), self._read)

    def _read(self, source: Path) -> None:
        self._forget()
        self._done, self._source = "", source
        self._commands.start(self._look, "read a foreign file")

    @Slot(str)
    def givePassword(self, password: str) -> None:
        """Open the file with its password."""
        self._password = Secret(password)
        self._commands.start(self._look, "open a foreign file")

    @Slot(str)
    def setPlace(self, scope: str) -> None:
        """Let what comes in belong to a project, or to none."""
        self._place = scope
        self._commands.start(self._look, "look at a foreign file again")

    @Slot(str)
    def setMode(self, mode: str) -> None:
        """Say of which mode the keys are that do not tell it themselves."""
        self._mode = mode
        self._commands.start(self._look, "look at a foreign file again")

    async def _look(self) -> None:
        from kriptik_desktop.acquisition.importing.errors import ImportPasswordNeeded

        if self._services is None or self._source is None:
            return
        importer, projects = self._services.importer, await self._services.projects.list()
        self._places = [{"id": _NOWHERE, "name": translated("No project yet")}]
        self._places += [{"id": project.id, "name": project.name} for project in projects]
        try:
            preview = await importer.preview(
                self._source, password=self._password, scope=self._place, mode=_MODES[self._mode]
            )
        except ImportPasswordNeeded:
            self._stage = "password"
            return
        self._preview = await importer.assign(preview, self._assigned) if self._assigned else preview
        self._stage = "preview"
        self._show()

    def _show(self) -> None:
        if self._preview is None or self._services is None:
            return
        self._found.set_rows(found_rows(self._preview, self._services.catalogue, self._left))
        self._left_out.set_rows(left_out_rows(self._preview))
        self.changed.emit()

    @Slot(str)
    def toggle(self, key: str) -> None:
        """Take a row, or leave it."""
        self._left ^= {key}
        self._show()

    @Slot(str, str)
    def assign(self, key: str, integration_id: str) -> None:
        """Say to which service a row belongs that was not recognised."""
        self._commands.start(lambda: self._assign(key, integration_id), "say what a foreign entry is")

    async def _assign(self, key: str, integration_id: str) -> None:
        if self._services is None or self._preview is None:
            return
        self._preview = await self._services.importer.assign(self._preview, {key: integration_id})
        self._assigned[key] = integration_id
        self._show()

    @Slot()
    def bringIn(self) -> None:
        """Store what is taken."""
        self._commands.start(self._bring_in, "bring credentials in")

    async def _bring_in(self) -> None:
        from kriptik_desktop.vault.model import Actor

        if self._services is None or self._preview is None:
            return
        keys = {row.key for row in self._found.rows if row.taken}
        report = await self._services.importer.commit(self._preview, keys, Actor("window"))
        self._forget()
        self._done = imported_words(report)

    @Slot()
    def leave(self) -> None:
        """Bring nothing in and forget what was read."""
        self.clear()

    @Slot()
    def deleteSource(self) -> None:
        """Delete the file that was read."""
        self._commands.start(self._delete_source, "delete a foreign file")

    async def _delete_source(self) -> None:
        if self._source is None:
            return
        try:
            await asyncio.to_thread(self._source.unlink, missing_ok=True)
        except OSError as error:
            raise InvalidInput(
                "import_source_kept",
                translated("{name} could not be deleted: {why}.").format(name=self._source.name, why=error.strerror),
                translated("Delete it yourself; it holds the values in the clear."),
            ) from None
        self._source = None
