"""The sheet for a new recovery kit and for new keys, which need a kit as well.

A new kit is drawn, shown once and kept by the person before it counts: until the two asked groups were typed, or the
person knowingly puts that off, the kit before it opens the vault and nothing was changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kriptik_desktop.core.errors import InvalidInput
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.core.tasks import Supervisor
from kriptik_desktop.ui.commands import Commands
from kriptik_desktop.ui.file_dialogs import FileDialogs
from kriptik_desktop.ui.kept_kit import KeptKit
from kriptik_desktop.ui.key_change import KeyChange
from kriptik_desktop.ui.kit_printing import KitPrinting
from kriptik_desktop.ui.wording import exact_span, translated

if TYPE_CHECKING:
    from kriptik_desktop.services import Services
    from kriptik_desktop.ui.view_models.reauthentication import ReauthenticationViewModel
    from kriptik_desktop.vault.model import Actor, RecoveryKit

QML_IMPORT_NAME = "Kriptik.Ui"
QML_IMPORT_MAJOR_VERSION = 1

Page = Literal["", "kit", "prove", "check", "rekey", "rekeying", "rekeyed"]


@QmlElement
@QmlUncreatable("Made by the app")
class KitSheetViewModel(QObject):  # type: ignore[operator]
    """What the sheet shows and does."""

    changed = Signal()
    done = Signal(str)
    """Something was done; what, in words."""

    def __init__(
        self,
        supervisor: Supervisor,
        proof: ReauthenticationViewModel,
        dialogs: FileDialogs,
        printing: KitPrinting,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._proof = proof
        self._commands = Commands(supervisor, self.changed.emit)
        self._services: Services | None = None
        self._page: Page = ""
        self._kit = KeptKit(self._commands, dialogs, printing)
        self._rekeys = False
        self._password: Secret | None = None
        self._change = KeyChange(self.changed.emit)
        self._report = ""
        self._backup = ""
        self.ways: tuple[str, ...] = ()
        """The ways that the vault has; set by the page."""

    def attach(self, services: Services) -> None:
        """Take the services."""
        self._services = services

    def _get_page(self) -> str:
        return self._page

    def _get_rekeys(self) -> bool:
        return self._rekeys

    def _get_has_password(self) -> bool:
        return "password" in self.ways

    def _get_kit(self) -> str:
        return self._kit.text if self._page == "kit" else ""

    def _get_kit_file(self) -> str:
        return self._kit.file

    def _get_kit_printed(self) -> bool:
        return self._kit.printed

    def _get_first_asked(self) -> int:
        return self._kit.asked[0]

    def _get_second_asked(self) -> int:
        return self._kit.asked[1]

    def _get_progress(self) -> float:
        return self._change.share

    def _get_report(self) -> str:
        return self._report

    def _get_backup(self) -> str:
        return self._backup

    def _get_busy(self) -> bool:
        return self._commands.busy

    def _get_error(self) -> str:
        return self._commands.error

    def _get_hint(self) -> str:
        return self._commands.hint

    page = Property(str, _get_page, notify=changed)
    rekeys = Property(bool, _get_rekeys, notify=changed)
    hasPassword = Property(bool, _get_has_password, notify=changed)
    kit = Property(str, _get_kit, notify=changed)
    kitFile = Property(str, _get_kit_file, notify=changed)
    kitPrinted = Property(bool, _get_kit_printed, notify=changed)
    firstAsked = Property(int, _get_first_asked, notify=changed)
    secondAsked = Property(int, _get_second_asked, notify=changed)
    progress = Property(float, _get_progress, notify=changed)
    report = Property(str, _get_report, notify=changed)
    backup = Property(str, _get_backup, notify=changed)
    busy = Property(bool, _get_busy, notify=changed)
    error = Property(str, _get_error, notify=changed)
    hint = Property(str, _get_hint, notify=changed)

    @Slot()
    def newKit(self) -> None:
        """Draw a new recovery kit and show it; the present one goes on opening the vault until it is replaced."""
        self._commands.start(self._new_kit, "draw a recovery kit")

    async def _new_kit(self) -> None:
        self._forget()
        ways = self._ready().vault.ways

        async def draw() -> RecoveryKit:
            await self._ready().vault.require_presence(self._person())
            return ways.draw_kit()

        kit = await self._proof.run(translated("This makes a new recovery kit."), draw)
        self._kit.take(kit, self._ready().clock.now_ms())
        self._to("kit")

    @Slot()
    def askCheck(self) -> None:
        """Open the page on which the person types the kit that they have."""
        self._forget()
        self._to("check")

    @Slot()
    def askRekey(self) -> None:
        """Open the page that changes all keys."""
        self._forget()
        self._rekeys = True
        self._to("rekey")

    @Slot()
    def close(self) -> None:
        """Close the sheet and forget what it held, unless something is under way."""
        if not self._commands.busy:
            self.drop()

    def drop(self) -> None:
        """Close the sheet whatever is under way, as the vault was locked."""
        self._forget()
        self._to("")

    def _forget(self) -> None:
        self._kit.drop()
        self._password, self._rekeys = None, False
        self._report, self._backup = "", ""

    def _to(self, page: Page) -> None:
        self._page = page
        self._commands.clear()

    @Slot()
    def askWhereToSaveKit(self) -> None:
        """Ask for a file and write the recovery kit to it, so that only this user can read it."""
        self._kit.ask_where_to_save()

    @Slot()
    def askWhereToPrintKit(self) -> None:
        """Let the person choose a printer and print the recovery kit on one page."""
        self._kit.ask_where_to_print()

    @Slot()
    def goOn(self) -> None:
        """Ask for two groups of the kit."""
        self._to("prove")

    @Slot()
    def back(self) -> None:
        """Show the kit once more."""
        self._to("kit")

    @Slot(str, str)
    def prove(self, first: str, second: str) -> None:
        """Take the kit into use if the two groups are right."""
        self._commands.start(lambda: self._prove(Secret(first), Secret(second)), "prove that the kit was kept")

    async def _prove(self, first: Secret, second: Secret) -> None:
        if not self._kit.held:
            return
        self._kit.require_kept(first, second)
        await self._use(kept=True)

    @Slot()
    def later(self) -> None:
        """Take the kit into use without proof; the page goes on reminding of it."""
        self._commands.start(self._use_unproved, "use the kit without proof")

    async def _use_unproved(self) -> None:
        if self._kit.held:
            await self._use(kept=False)

    async def _use(self, *, kept: bool) -> None:
        kit = Secret(self._kit.text)
        if self._rekeys:
            await self._change_keys(kit, kept=kept)
            return
        ways = self._ready().vault.ways
        words = translated("This replaces the recovery kit.")
        await self._proof.run(words, lambda: ways.replace_kit(kit, self._person()))
        if kept:
            await ways.kit_kept(self._person())
        self.drop()
        self.done.emit(translated("The new recovery kit opens the vault now. The old one is of no use any more."))

    @Slot(str)
    def check(self, kit: str) -> None:
        """Note that the person has the present kit, if this is it."""
        self._commands.start(lambda: self._check(Secret(kit)), "check the recovery kit")

    async def _check(self, kit: Secret) -> None:
        vault = self._ready().vault
        await vault.unlock_with_recovery(kit, self._person())
        await vault.ways.kit_kept(self._person())
        self.drop()
        self.done.emit(translated("This is your recovery kit, and it opens the vault."))

    @Slot(str, str)
    def rekey(self, password: str, kit: str) -> None:
        """Change all keys, keeping the kit that was typed, or with a new kit where none was."""
        self._commands.start(lambda: self._begin(Secret(password), Secret(kit)), "change all keys")

    async def _begin(self, password: Secret, kit: Secret) -> None:
        self._password = password if self._get_has_password() else None
        if kit:
            await self._change_keys(kit, kept=True)
            return
        services = self._ready()
        self._kit.take(services.vault.ways.draw_kit(), services.clock.now_ms())
        self._to("kit")

    async def _change_keys(self, kit: Secret, *, kept: bool) -> None:
        vault, before = self._ready().vault, self._page
        self._to("rekeying")
        try:
            report = await self._proof.run(
                translated("This changes all keys of the vault."),
                lambda: self._change.run(vault, self._password, kit, self._person()),
            )
        except BaseException:
            self._page = before
            raise
        if kept:
            await vault.ways.kit_kept(self._person())
        self._kit.drop()
        self._password = None
        self._backup = report.backup.name if report.backup else ""
        self._report = translated("{count} credentials were encrypted anew in {span}.").format(
            count=report.credentials, span=exact_span(int(report.seconds * 1000))
        )
        self._to("rekeyed")
        self.done.emit("")

    @Slot()
    def stop(self) -> None:
        """Stop changing the keys, if they are not changed yet."""
        self._change.stop()

    def _person(self) -> Actor:
        from kriptik_desktop.vault.model import Actor

        return Actor("window")

    def _ready(self) -> Services:
        if self._services is None:
            raise InvalidInput("still_starting", "KripTik is still starting.", "Try again in a moment.")
        return self._services
