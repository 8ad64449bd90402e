"""Open a folder: what the code in it needs, with file and line, and the credentials for it.

Reading changes nothing in the folder; only wanting a credential makes it a project, and only asking writes its .env.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kriptik_desktop.core.errors import KriptikError
from kriptik_desktop.core.tasks import Supervisor
from kriptik_desktop.ui.code_rows import CodeChoiceRow, CodeRow, choice_rows, code_rows
from kriptik_desktop.ui.commands import Commands
from kriptik_desktop.ui.file_dialogs import FileDialogs
from kriptik_desktop.ui.opened_project import OpenedProject
from kriptik_desktop.ui.row_model import QStringList, RowModel
from kriptik_desktop.ui.wording import translated

if TYPE_CHECKING:
    from kriptik_desktop.analysis.code.model import CodeScan, RequiredCredential
    from kriptik_desktop.core.events import Event, Subscription
    from kriptik_desktop.services import Services

QML_IMPORT_NAME = "Kriptik.Ui"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("Made by the app")
class OpenedFolderViewModel(QObject):  # type: ignore[operator]
    """A folder that is being read, or has been; ``state`` is none, reading or found."""

    changed = Signal()
    credentialWanted = Signal(str)
    buildWanted = Signal(str)
    """The folder is one of KripTik's own projects: its newest build is to show."""
    said = Signal(str, str)

    def __init__(self, supervisor: Supervisor, dialogs: FileDialogs, parent: QObject) -> None:
        super().__init__(parent)
        self._supervisor, self._dialogs = supervisor, dialogs
        self._commands = Commands(supervisor, self.changed.emit)
        self._services: Services | None = None
        self._subscriptions: list[Subscription] = []
        self._task: asyncio.Task[None] | None = None
        self._rows = RowModel(CodeRow, lambda row: row.integration_id, self)
        self._choices = RowModel(CodeChoiceRow, lambda row: row.key, self)
        self._forget()

    def _forget(self) -> None:
        self._state, self._files, self._place = "none", 0, ""
        self._scan: CodeScan | None = None
        self._opened: OpenedProject | None = None
        self._chosen: list[RequiredCredential] = []
        self._connected: set[str] = set()

    def attach(self, services: Services) -> None:
        """Take the services."""
        from kriptik_desktop.vault.events import CredentialRemoved, CredentialsSaved, VaultUnlocked

        self._services = services
        kinds = (CredentialsSaved, CredentialRemoved, VaultUnlocked)
        self._subscriptions = [services.bus.subscribe(kind, self._look_again) for kind in kinds]

    def detach(self) -> None:
        """Stop hearing events."""
        for subscription in self._subscriptions:
            subscription.close()
        self._subscriptions = []

    def _look_again(self, event: Event) -> None:
        if self._state == "found":
            self._supervisor.start(self._check(), "look which services of a folder are connected")

    def _get_state(self) -> str:
        return self._state

    def _get_files(self) -> int:
        return self._files

    def _get_place(self) -> str:
        return self._place

    def _get_name(self) -> str:
        return Path(self._place).name if self._place else ""

    def _get_rows(self) -> QObject:
        return self._rows

    def _get_choices(self) -> QObject:
        return self._choices

    def _get_count(self) -> int:
        return len(self._rows.rows)

    def _get_choice_count(self) -> int:
        return len(self._choices.rows)

    def _get_connected(self) -> int:
        return sum(row.status == "connected" for row in self._rows.rows)

    def _get_needed(self) -> int:
        return sum(row.status == "needed" and not row.optional for row in self._rows.rows)

    def _get_notes(self) -> list[str]:
        return list(self._scan.notes) if self._scan else []

    def _get_busy(self) -> bool:
        return self._commands.busy

    def _get_error(self) -> str:
        return self._commands.error

    def _get_hint(self) -> str:
        return self._commands.hint

    state = Property(str, _get_state, notify=changed)
    files = Property(int, _get_files, notify=changed)
    place = Property(str, _get_place, notify=changed)
    name = Property(str, _get_name, notify=changed)
    rows = Property(QObject, _get_rows, constant=True)
    choices = Property(QObject, _get_choices, constant=True)
    count = Property(int, _get_count, notify=changed)
    choiceCount = Property(int, _get_choice_count, notify=changed)
    connected = Property(int, _get_connected, notify=changed)
    needed = Property(int, _get_needed, notify=changed)
    notes = Property(QStringList, _get_notes, notify=changed)
    busy = Property(bool, _get_busy, notify=changed)
    error = Property(str, _get_error, notify=changed)
    hint = Property(str, _get_hint, notify=changed)

    @Slot()
    def choose(self) -> None:
        """Let the person pick a folder, and read it."""
        title = translated("Choose the folder of a project")
        self._dialogs.choose_folder(title, Path(self._place).parent if self._place else Path.home(), self.open)

    @Slot()
    def leave(self) -> None:
        """Stop reading, or put away what was read; the folder stays as it is."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self._forget()
        self._show()
        self._commands.clear()

    @Slot(str, str)
    def decide(self, key: str, integration_id: str) -> None:
        """Say which service is meant where several share a variable."""
        from kriptik_desktop.analysis.code.model import RequiredCredential

        choices = self._scan.choices if self._scan else ()
        for each in choices:
            if " ".join(each.variables) == key and integration_id in each.options:
                self._chosen.append(RequiredCredential(integration_id, each.reason, each.urgency, each.places))
        self._show()

    @Slot(str)
    def addCredentials(self, integration_id: str) -> None:
        """Ask for the credential of a service and open its sheet; the folder becomes a project by that."""
        self._commands.start(lambda: self._ask_for(integration_id), "ask for a credential of a folder")

    @Slot()
    def writeEnv(self) -> None:
        """Write what the vault holds for this folder into its .env."""
        self._commands.start(self._write_env, "write the .env of a folder")

    def open(self, folder: Path) -> None:
        """Read a folder in place of the one that shows."""
        self.leave()
        self._place, self._state = str(folder), "reading"
        self.changed.emit()
        self._task = self._supervisor.start(self._read(folder), "read the code of a folder")

    async def _read(self, folder: Path) -> None:
        try:
            await self._read_once(folder)
        except KriptikError as error:
            self._forget()
            self._commands.refuse(error.message, error.hint)
        except Exception:
            self._forget()
            self._commands.refuse(translated("Something went wrong inside KripTik. Its log holds the details."), "")
            raise

    async def _read_once(self, folder: Path) -> None:
        from kriptik_desktop.analysis.code.scan import scan

        if self._services is None:
            return
        opened = OpenedProject(self._services, folder)
        await opened.look()
        build = await self._services.builds.latest(opened.project.id) if opened.project else None
        if build is not None:
            self._forget()
            self.changed.emit()
            self.buildWanted.emit(build.id)
            return
        found = await scan(folder, self._services.catalogue, progress=self._tell)
        self._opened, self._scan, self._files, self._state = opened, found, found.files, "found"
        await self._check()

    def _tell(self, files: int) -> None:
        self._files = files
        self.changed.emit()

    async def _check(self) -> None:
        if self._opened is not None:
            self._connected = await self._opened.connected()
        self._show()

    async def _ask_for(self, integration_id: str) -> None:
        used = [*self._scan.found, *self._chosen] if self._scan else []
        wanted = next((each for each in used if each.integration_id == integration_id), None)
        if self._opened is None or self._scan is None or wanted is None:
            return
        scan = replace(self._scan, found=(*self._scan.found, *self._chosen))
        request = await self._opened.ask_for(wanted, scan)
        await self._check()
        self.credentialWanted.emit(request)

    async def _write_env(self) -> None:
        if self._opened is None:
            return
        held = await self._opened.write_env()
        names = [*held.written.added, *held.written.changed]
        text = (
            translated("Wrote {names} to .env.").format(names=", ".join(names))
            if names
            else translated("The .env holds all of it already.")
        )
        self.said.emit(" ".join((text, *held.written.warnings)), "warning" if held.written.warnings else "success")

    def _show(self) -> None:
        if self._services is not None:
            catalogue, scan = self._services.catalogue, self._scan
            self._rows.set_rows(code_rows(scan, self._chosen, self._connected, catalogue) if scan else [])
            taken = {each.integration_id for each in self._chosen}
            self._choices.set_rows(choice_rows(scan.choices, taken, catalogue) if scan else [])
        self.changed.emit()
