"""One change of all keys under way: how far it is, and the stopping of it.

It runs in a task of its own, because stopping it must end the work and not whoever waits for it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from kriptik_desktop.core.errors import Refused
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.ui.wording import translated

if TYPE_CHECKING:
    from kriptik_desktop.vault.model import Actor
    from kriptik_desktop.vault.rekey import RekeyReport
    from kriptik_desktop.vault.service import Vault


class KeyChange:
    """Runs a change of keys; ``moved`` is called on the loop whenever it is further."""

    def __init__(self, moved: Callable[[], None]) -> None:
        self._moved = moved
        self._task: asyncio.Task[RekeyReport] | None = None
        self.share = 0.0
        """How much is done, from 0 to 1."""

    async def run(self, vault: Vault, password: Secret | None, kit: Secret, actor: Actor) -> RekeyReport:
        """Change the keys.

        Raises Refused where it was stopped before anything was changed, and what the vault raises.
        """
        self.share = 0.0
        work = vault.rekey(password=password, kit=kit, actor=actor, progress=self._go_on)
        task = self._task = asyncio.get_running_loop().create_task(work)
        try:
            await asyncio.wait({task})
        finally:
            self._task = None
            task.cancel()
        if task.cancelled():
            raise Refused(
                "rekey_stopped",
                translated("Stopped. All keys are as they were before."),
                translated("Start again whenever you like."),
            )
        return task.result()

    def stop(self) -> None:
        """Stop the change, if it is not over yet."""
        if self._task is not None:
            self._task.cancel()

    def _go_on(self, done: int, total: int) -> None:
        self.share = done / max(1, total)
        self._moved()
