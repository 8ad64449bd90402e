"""A recovery kit while it is shown: saving it to a file, and showing by two of its groups that it was kept."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kriptik_desktop.core.errors import InvalidInput
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.ui.wording import translated

if TYPE_CHECKING:
    from kriptik_desktop.vault.model import RecoveryKit

KIT_NAME: Final = "kriptik-recovery-kit.txt"


class KeptKit:
    """One kit, from its drawing until the person goes on."""

    def __init__(self, kit: RecoveryKit) -> None:
        self._kit = kit
        self.file = ""
        """Where it was saved, empty where it was not."""

    @property
    def text(self) -> str:
        """The key as it is shown."""
        return self._kit.text.reveal()

    @property
    def asked(self) -> tuple[int, int]:
        """The numbers of the two groups that are asked for."""
        return self._kit.asked

    async def save(self, path: Path) -> None:
        """Write the kit to a file that only this user can read.

        Raises InvalidInput.
        """
        from kriptik_desktop.vault.recovery_file import write_kit_file

        try:
            await asyncio.to_thread(write_kit_file, path, self._kit.text, replace=True)
        except OSError as error:
            raise InvalidInput(
                "kit_not_written", f"{path} could not be written: {error.strerror}.", "Choose another place."
            ) from None
        self.file = str(path)

    def require_kept(self, first: Secret, second: Secret) -> None:
        """Take what was typed for the two asked groups.

        Raises InvalidInput where one is wrong.
        """
        if not self._kit.proves(dict(zip(self._kit.asked, (first, second), strict=True))):
            raise InvalidInput(
                "kit_not_proved",
                translated("At least one of the two groups is not as it stands on your kit."),
                translated("Compare them with your copy; to look at the kit once more, go back."),
            )
