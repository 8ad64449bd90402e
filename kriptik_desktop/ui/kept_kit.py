"""A recovery kit while it is shown: saving it, printing it, and showing by two of its groups that it was kept.

One object serves a page for as long as that lives and holds a kit only between its drawing and the next step, so that a
dialog that answers late finds nothing to save.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kriptik_desktop.core.errors import InvalidInput, KriptikError
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.ui.commands import Commands
from kriptik_desktop.ui.file_dialogs import FileDialogs
from kriptik_desktop.ui.kit_page import KitPage
from kriptik_desktop.ui.kit_printing import KitPrinting
from kriptik_desktop.ui.wording import translated

if TYPE_CHECKING:
    from kriptik_desktop.vault.model import RecoveryKit

KIT_NAME: Final = "kriptik-recovery-kit.txt"


class KeptKit:
    """The kit of one page; what goes wrong shows through the ``commands`` of that page."""

    def __init__(self, commands: Commands, dialogs: FileDialogs, printing: KitPrinting) -> None:
        self._commands, self._dialogs, self._printing = commands, dialogs, printing
        self._kit: RecoveryKit | None = None
        self._drawn_at = 0
        self.file = ""
        """Where it was saved, empty where it was not."""
        self.printed = False
        """Whether a printer took it."""

    def take(self, kit: RecoveryKit, drawn_at: int) -> None:
        """Hold a kit that was drawn at that moment, in UTC milliseconds."""
        self.drop()
        self._kit, self._drawn_at = kit, drawn_at

    def drop(self) -> None:
        """Forget the kit; a dialog about it goes away."""
        self._kit, self.file, self.printed = None, "", False
        self._printing.close()

    @property
    def held(self) -> bool:
        """Whether there is one."""
        return self._kit is not None

    @property
    def text(self) -> str:
        """The key as it is shown, empty where there is none."""
        return self._kit.text.reveal() if self._kit else ""

    @property
    def asked(self) -> tuple[int, int]:
        """The numbers of the two groups that are asked for, from 1."""
        return self._kit.asked if self._kit else (0, 0)

    def ask_where_to_save(self) -> None:
        """Ask for a file and write the kit to it, so that only this user can read it."""
        self._dialogs.choose_new_file(translated("Save the recovery kit"), Path.home() / KIT_NAME, self._on_place)

    def _on_place(self, place: Path) -> None:
        self._commands.start(lambda: self._save(place), "save the recovery kit")

    async def _save(self, path: Path) -> None:
        from kriptik_desktop.vault.recovery_file import write_kit_file

        if self._kit is None:
            return
        try:
            await asyncio.to_thread(write_kit_file, path, self._kit.text, replace=True)
        except OSError as error:
            raise InvalidInput(
                "kit_not_written", f"{path} could not be written: {error.strerror}.", "Choose another place."
            ) from None
        self.file = str(path)

    def ask_where_to_print(self) -> None:
        """Let the person choose a printer and print the kit on one page."""
        if self._kit is None:
            return
        self._commands.clear()
        page = KitPage(self._kit.groups, self._kit.vault_id, self._drawn_at)
        self._printing.print_kit(page, self._on_printed, self._on_not_printed)

    def _on_printed(self, place: Path | None) -> None:
        if place is None:
            self.printed = True
        else:
            self.file = str(place)
        self._commands.clear()

    def _on_not_printed(self, error: KriptikError) -> None:
        self._commands.refuse(error.message, error.hint)

    def require_kept(self, first: Secret, second: Secret) -> None:
        """Take what was typed for the two asked groups.

        Raises InvalidInput where one is wrong.
        """
        if self._kit is None or not self._kit.proves(dict(zip(self._kit.asked, (first, second), strict=True))):
            raise InvalidInput(
                "kit_not_proved",
                translated("At least one of the two groups is not as it stands on your kit."),
                translated("Compare them with your copy; to look at the kit once more, go back."),
            )
