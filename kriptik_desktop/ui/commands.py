"""What a slot does when it starts work: one command at a time, a refusal becomes text, a bug goes to the crash sink.

View-models cannot use asyncSlot (it loses tasks, measured), so each slot hands a coroutine function to this.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from kriptik_desktop.core.errors import KriptikError
from kriptik_desktop.core.tasks import Supervisor


class Commands:
    """The commands of one view-model; ``on_change`` is called when busy, error or hint changed."""

    def __init__(self, supervisor: Supervisor, on_change: Callable[[], None]) -> None:
        self._supervisor, self._on_change = supervisor, on_change
        self.busy = False
        self.error = ""
        self.hint = ""

    def start(self, work: Callable[[], Coroutine[Any, Any, None]], name: str) -> None:
        """Start ``work`` unless something is under way."""
        if self.busy:
            return
        self.busy, self.error, self.hint = True, "", ""
        self._on_change()
        self._supervisor.start(self._run(work), name)

    def clear(self) -> None:
        """Forget the last refusal."""
        self.refuse("", "")

    def refuse(self, error: str, hint: str) -> None:
        """Show a refusal that was found without any work."""
        self.error, self.hint = error, hint
        self._on_change()

    async def _run(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        try:
            await work()
        except KriptikError as error:
            self.error, self.hint = error.message, error.hint
        except Exception:
            self.error, self.hint = "Something went wrong inside KripTik.", "Its log holds the details."
            raise
        finally:
            self.busy = False
            self._on_change()
