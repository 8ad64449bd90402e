"""Asks the person to show that they are there, before the vault shows, copies, exports or deletes.

Other view-models hand their work to ``run`` instead of asking themselves: the work goes on where it stopped once the
person confirmed, and there is one sheet for all of them, whoever asks and however many ask at once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kriptik_desktop.core.errors import InvalidInput, Refused
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.core.tasks import Supervisor
from kriptik_desktop.ui.commands import Commands
from kriptik_desktop.ui.unlock_attempt import WAYS, Attempt, TryPause, Way
from kriptik_desktop.ui.wording import translated

if TYPE_CHECKING:
    from kriptik_desktop.services import Services

QML_IMPORT_NAME = "Kriptik.Ui"
QML_IMPORT_MAJOR_VERSION = 1

T = TypeVar("T")


class NotConfirmed(Refused):
    """The person closed the sheet, or the vault was locked under it."""

    def __init__(self) -> None:
        super().__init__(
            "reauthentication_cancelled",
            translated("Nothing was done, because it was not confirmed that it is you."),
            translated("Ask for it again whenever you like."),
        )


@QmlElement
@QmlUncreatable("Made by the app")
class ReauthenticationViewModel(QObject):  # type: ignore[operator]
    """The sheet that asks for the master password, the keyring or the recovery kit once more."""

    changed = Signal()
    refused = Signal()
    """What was typed does not open the vault; it is typed anew."""

    def __init__(self, supervisor: Supervisor, parent: QObject) -> None:
        super().__init__(parent)
        self._commands = Commands(supervisor, self.changed.emit)
        self._services: Services | None = None
        self._pause = TryPause(self.changed.emit, self)
        self._turn = asyncio.Lock()
        self._answer: asyncio.Future[bool] | None = None
        self._attempt: asyncio.Task[None] | None = None
        self._confirmed = 0
        self._reason = ""
        self._ways: tuple[Way, ...] = ()
        self._way: Way = "password"

    def attach(self, services: Services) -> None:
        """Take the services."""
        self._services = services

    async def run(self, reason: str, work: Callable[[], Awaitable[T]]) -> T:
        """Do ``work``; where the vault wants to know first that the person is there, ask, and do it again.

        ``reason`` is a sentence in the person's language that says what will be done, as in "This shows the secret key
        of Stripe."

        Raises NotConfirmed when the person cancels, and what ``work`` raises.
        """
        from kriptik_desktop.vault.errors import ReauthenticationNeeded

        try:
            return await work()
        except ReauthenticationNeeded as needed:
            ways = tuple(way for way in WAYS if way in needed.ways)
        confirmed = self._confirmed
        async with self._turn:
            if self._confirmed == confirmed:
                await self._ask(reason, ways)
        return await work()

    async def _ask(self, reason: str, ways: tuple[Way, ...]) -> None:
        self._reason, self._ways, self._way = reason, ways, ways[0]
        answer = self._answer = asyncio.get_running_loop().create_future()
        self._commands.clear()
        try:
            if not await answer:
                raise NotConfirmed
        finally:
            self._answer = None
            self._stop_trying()
            self._commands.clear()

    def _stop_trying(self) -> None:
        if self._attempt is not None:
            self._attempt.cancel()

    def _settle(self, confirmed: bool) -> None:
        self._confirmed += confirmed
        if self._answer is not None and not self._answer.done():
            self._answer.set_result(confirmed)

    def _get_open(self) -> bool:
        return self._answer is not None

    def _get_reason(self) -> str:
        return self._reason

    def _get_way(self) -> str:
        return self._way

    def _get_keyring_only(self) -> bool:
        return "password" not in self._ways

    def _get_busy(self) -> bool:
        return self._commands.busy

    def _get_wait(self) -> int:
        return self._pause.seconds

    def _get_error(self) -> str:
        return self._commands.error

    def _get_hint(self) -> str:
        return self._commands.hint

    open = Property(bool, _get_open, notify=changed)
    reason = Property(str, _get_reason, notify=changed)
    way = Property(str, _get_way, notify=changed)
    keyringOnly = Property(bool, _get_keyring_only, notify=changed)
    busy = Property(bool, _get_busy, notify=changed)
    wait = Property(int, _get_wait, notify=changed)
    error = Property(str, _get_error, notify=changed)
    hint = Property(str, _get_hint, notify=changed)

    @Slot(str)
    def confirm(self, typed: str) -> None:
        """Check what was typed, or ask the keyring where that is the way."""
        attempt = Attempt(self._way, Secret(typed))
        self._commands.start(lambda: self._try(attempt), "confirm that the person is there")

    async def _try(self, attempt: Attempt) -> None:
        from kriptik_desktop.vault.errors import WrongPassword

        if self._services is None or self._answer is None:
            return
        asked = self._answer
        self._attempt = asyncio.ensure_future(attempt.unlock(self._services.vault))
        try:
            await self._attempt
        except asyncio.CancelledError:
            if not asked.done():
                raise
        except (Refused, InvalidInput) as error:
            self._pause.begin(error.wait_s if isinstance(error, WrongPassword) else 0)
            self.refused.emit()
            raise
        else:
            self._settle(confirmed=True)
        finally:
            self._attempt = None

    @Slot()
    def otherWay(self) -> None:
        """Show the recovery kit instead of the usual way, or the usual way again."""
        if not self._commands.busy:
            self._way = self._ways[0] if self._way == "recovery" else "recovery"
            self._commands.clear()

    @Slot()
    def cancel(self) -> None:
        """Close the sheet; what was asked for is not done."""
        self._settle(confirmed=False)
