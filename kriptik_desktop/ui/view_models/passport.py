"""The passport of the chosen credential: what is known of it, its values when asked for, and what can be done with it.

A value that is shown stays a ``Secret`` here, and the view asks for its text only while it draws it. It hides itself
after a while, when the vault locks or the person is no longer known to be there, and when the screen is left.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kriptik_desktop.core.errors import KriptikError
from kriptik_desktop.core.tasks import Supervisor
from kriptik_desktop.ui.choosing import Choosing
from kriptik_desktop.ui.clipboard import SecretClipboard
from kriptik_desktop.ui.commands import Commands
from kriptik_desktop.ui.credential_deeds import CredentialDeeds
from kriptik_desktop.ui.passport_getters import (
    get_account,
    get_credential_id,
    get_facts,
    get_fields,
    get_icon,
    get_known,
    get_loaded,
    get_mode,
    get_mode_text,
    get_name,
    get_others,
    get_place,
    get_scopes,
    get_status,
    get_status_text,
    get_uses,
    get_versions,
)
from kriptik_desktop.ui.passport_lists import PassportLists
from kriptik_desktop.ui.passport_rows import Passport, read_passport
from kriptik_desktop.ui.row_model import QStringList, QVariantList
from kriptik_desktop.ui.shown_values import ShownValues
from kriptik_desktop.ui.view_models.reauthentication import NotConfirmed, ReauthenticationViewModel

if TYPE_CHECKING:
    from kriptik_desktop.core.events import Event, Subscription
    from kriptik_desktop.services import Services

QML_IMPORT_NAME = "Kriptik.Ui"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("Made by the app")
class PassportViewModel(QObject):  # type: ignore[operator]
    """What the passport shows and does."""

    changed = Signal()
    said = Signal(str)
    replaceWanted = Signal(str)
    """A credential's id: new values for it are to be typed."""
    removalWanted = Signal(str)
    """A credential's id: the person is to be told what deleting it breaks."""
    buildWanted = Signal(str)
    """A build's id: its screen is to show."""

    def __init__(
        self, supervisor: Supervisor, proof: ReauthenticationViewModel, clipboard: SecretClipboard, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._supervisor, self._proof, self._clipboard = supervisor, proof, clipboard
        self._commands = Commands(supervisor, self.changed.emit)
        self._deeds: CredentialDeeds | None = None
        self._subscriptions: list[Subscription] = []
        self.passport: Passport | None = None
        self.lists = PassportLists(self)
        self._wanted = ""
        self._values = ShownValues(self._mark)
        self._doing = ""
        self._message: tuple[str, str] = ("", "")
        self._seen = False
        self._choosing = Choosing()

    def attach(self, services: Services) -> None:
        """Take the services and keep the passport fresh while it shows."""
        from kriptik_desktop.builds.events import BuildChanged
        from kriptik_desktop.projects.events import ProjectChanged
        from kriptik_desktop.vault.events import CredentialsSaved, CredentialUsed, PresenceEnded, VaultLocked

        self._deeds, bus = CredentialDeeds(services, self._proof, self._clipboard), services.bus
        kinds = (CredentialsSaved, CredentialUsed, ProjectChanged, BuildChanged)
        self._subscriptions = [bus.subscribe(kind, self._look_again) for kind in kinds]
        self._subscriptions.append(bus.subscribe(PresenceEnded, lambda event: self._values.hide_all()))
        self._subscriptions.append(bus.subscribe(VaultLocked, lambda event: self.open("")))
        self._supervisor.start(self._keep_fresh(services), "keep the passport fresh")

    def detach(self) -> None:
        """Stop hearing events, and keep nothing of the vault."""
        for subscription in self._subscriptions:
            subscription.close()
        self._subscriptions = []
        self.open("")

    def set_seen(self, seen: bool) -> None:
        """Say whether the screen shows; leaving it hides every value."""
        if seen and not self._seen:
            self._choosing.ask()
        self._seen = seen
        if not seen:
            self._values.hide_all()

    @Slot(str)
    def open(self, credential_id: str) -> None:
        """Show the passport of a credential, or of none."""
        if credential_id == self._wanted:
            return
        self._values.hide_all()
        self._wanted, self._message = credential_id, ("", "")
        self._commands.clear()
        if credential_id:
            self._choosing.choose()
        else:
            self._show(None)

    def _look_again(self, event: Event) -> None:
        if self._seen:
            self._choosing.ask()

    async def _keep_fresh(self, services: Services) -> None:
        from kriptik_desktop.core.errors import Locked, NotFound

        while True:
            await self._choosing.rest()
            wanted = self._wanted
            if not wanted:
                continue
            try:
                passport = await read_passport(services, wanted)
            except (Locked, NotFound):
                continue
            except KriptikError as error:
                self._show(None)
                self._commands.refuse(error.message, error.hint)
                continue
            if wanted == self._wanted:
                self._show(passport)

    def _show(self, passport: Passport | None) -> None:
        before = self.passport
        self.passport = passport
        self.lists.show(passport)
        if before and passport and before.newest != passport.newest:
            self._values.hide_all()
        self._mark()
        self.changed.emit()

    def _mark(self) -> None:
        self.lists.mark(self.passport, self._values)

    def _present(self) -> Passport | None:
        """Return the passport that shows, unless another credential was chosen and its passport is still being read."""
        passport = self.passport
        return passport if passport and passport.credential_id == self._wanted else None

    def _start(self, doing: str, work: Callable[[CredentialDeeds, Passport], Coroutine[Any, Any, None]]) -> None:
        """Do something with the credential that shows now; a person who does not confirm is not told what they know."""
        deeds, passport = self._deeds, self._present()
        if deeds is None or passport is None or self._commands.busy:
            return

        async def run() -> None:
            try:
                await work(deeds, passport)
            except NotConfirmed:
                return
            finally:
                self._doing = ""

        self._doing = doing
        self._message = ("", "")
        self._commands.start(run, f"{doing} of a credential")

    async def _reveal(self, deeds: CredentialDeeds, passport: Passport, name: str) -> None:
        value = await deeds.take(passport, name, "reveal")
        if self._seen and self._wanted == passport.credential_id:
            self._values.show(name, value)

    async def _copy(self, deeds: CredentialDeeds, passport: Passport, name: str) -> None:
        self.said.emit(await deeds.copy(passport, name))

    async def _check(self, deeds: CredentialDeeds, passport: Passport) -> None:
        said = await deeds.check(passport)
        if self._wanted == passport.credential_id:
            self._message = said
            self._choosing.ask()

    async def _use_version(self, deeds: CredentialDeeds, passport: Passport, version: int) -> None:
        self.said.emit(await deeds.use_version(passport, version))

    def _get_awaited(self) -> bool:
        return self._wanted != "" and self.passport is None

    def _get_message(self) -> str:
        return self._message[0]

    def _get_tone(self) -> str:
        return self._message[1]

    def _get_busy(self) -> bool:
        return self._commands.busy

    def _get_doing(self) -> str:
        return self._doing

    def _get_error(self) -> str:
        return self._commands.error

    def _get_hint(self) -> str:
        return self._commands.hint

    loaded = Property(bool, get_loaded, notify=changed)
    known = Property(bool, get_known, notify=changed)
    credentialId = Property(str, get_credential_id, notify=changed)
    name = Property(str, get_name, notify=changed)
    icon = Property(str, get_icon, notify=changed)
    account = Property(str, get_account, notify=changed)
    place = Property(str, get_place, notify=changed)
    mode = Property(str, get_mode, notify=changed)
    modeText = Property(str, get_mode_text, notify=changed)
    status = Property(str, get_status, notify=changed)
    statusText = Property(str, get_status_text, notify=changed)
    fields = Property(QObject, get_fields, constant=True)
    facts = Property(QObject, get_facts, constant=True)
    uses = Property(QObject, get_uses, constant=True)
    versions = Property(QObject, get_versions, constant=True)
    scopes = Property(QStringList, get_scopes, notify=changed)
    others = Property(QVariantList, get_others, notify=changed)
    awaited = Property(bool, _get_awaited, notify=changed)
    message = Property(str, _get_message, notify=changed)
    tone = Property(str, _get_tone, notify=changed)
    busy = Property(bool, _get_busy, notify=changed)
    doing = Property(str, _get_doing, notify=changed)
    error = Property(str, _get_error, notify=changed)
    hint = Property(str, _get_hint, notify=changed)

    @Slot(str, result=str)
    def valueOf(self, name: str) -> str:
        """Return a value that is in sight, and nothing for any other."""
        return self._values.text(name)

    @Slot(str)
    def show(self, name: str) -> None:
        """Show a field's value for a while, or hide it where it shows."""
        if name in self._values:
            self._values.hide(name)
        else:
            self._start(f"show {name}", lambda deeds, passport: self._reveal(deeds, passport, name))

    @Slot(str)
    def copy(self, name: str) -> None:
        """Put a field's value on the clipboard for a while."""
        self._start(f"copy {name}", lambda deeds, passport: self._copy(deeds, passport, name))

    @Slot()
    def hideAll(self) -> None:
        """Take every value out of sight."""
        self._values.hide_all()

    @Slot()
    def check(self) -> None:
        """Ask the provider whether the credential still works."""
        self._start("check", self._check)

    @Slot()
    def replaceValue(self) -> None:
        """Let new values be typed."""
        if self._wanted:
            self._values.hide_all()
            self.replaceWanted.emit(self._wanted)

    @Slot()
    def remove(self) -> None:
        """Ask whether the credential shall be deleted."""
        if self._wanted:
            self._values.hide_all()
            self.removalWanted.emit(self._wanted)

    @Slot(int)
    def useVersion(self, version: int) -> None:
        """Use an older version's values again, as a new version."""
        self._start("version", lambda deeds, passport: self._use_version(deeds, passport, version))

    @Slot(str)
    def link(self, project_id: str) -> None:
        """Let a project use this credential."""
        self._start("link", lambda deeds, passport: deeds.link(passport, project_id))

    @Slot(str)
    def unlink(self, project_id: str) -> None:
        """Take this credential away from a project."""
        self._start("unlink", lambda deeds, passport: deeds.unlink(passport, project_id))

    @Slot(str)
    def openBuild(self, build_id: str) -> None:
        """Show a build."""
        self.buildWanted.emit(build_id)

    @Slot()
    def lookAgain(self) -> None:
        """Read the passport anew after it could not be read."""
        self._commands.clear()
        self._choosing.ask()

    @Slot()
    def dismissMessage(self) -> None:
        """Put away what was said."""
        self._message = ("", "")
        self._commands.clear()
