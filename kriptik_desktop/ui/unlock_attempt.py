"""One try to unlock, as several screens make it: by keyring, password or recovery kit; and how long the next one waits.

What was typed is kept as long as the try may have to be made again, as when the file turns out to be an older copy.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QObject, QTimer

from kriptik_desktop.core.secret import Secret

if TYPE_CHECKING:
    from kriptik_desktop.vault.service import Vault

Way = Literal["keyring", "password", "recovery"]
WAYS: Final[tuple[Way, ...]] = ("password", "keyring", "recovery")


@dataclass(frozen=True, slots=True)
class Attempt:
    """A way, and what was typed for it; the keyring needs nothing typed."""

    way: Way
    typed: Secret

    async def unlock(self, vault: Vault) -> None:
        """Unlock the vault, or prove to an unlocked one that the person is there.

        Raises what the vault's three ways raise.
        """
        from kriptik_desktop.vault.model import Actor

        person = Actor("window")
        if self.way == "keyring":
            await vault.unlock_with_keyring(person)
        elif self.way == "password":
            await vault.unlock_with_password(self.typed, person)
        else:
            await vault.unlock_with_recovery(self.typed, person)

    async def restore(self, vault: Vault, backup: Path) -> None:
        """Open a backup in this way and put it in the place of the vault, which is unlocked then.

        Raises what ``Backups.restore`` raises.
        """
        from kriptik_desktop.vault.model import Actor

        await vault.backups.restore(
            backup,
            password=self.typed if self.way == "password" else None,
            kit=self.typed if self.way == "recovery" else None,
            keyring=self.way == "keyring",
            actor=Actor("window"),
        )


class TryPause:
    """Counts down the seconds that the next try of a password waits."""

    def __init__(self, on_change: Callable[[], None], parent: QObject) -> None:
        self._on_change = on_change
        self._timer = QTimer(parent)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._tick)
        self.seconds = 0

    def begin(self, seconds: float) -> None:
        """Count down from ``seconds``; nothing is counted for 0."""
        self.seconds = math.ceil(seconds)
        if self.seconds:
            self._timer.start()
        else:
            self._timer.stop()
        self._on_change()

    def _tick(self) -> None:
        self.begin(self.seconds - 1)
