"""The values that are in sight now: each is let go of after a while, or at once when it must not be seen any more.

They stay ``Secret`` here; a view asks for the text of one only while it draws it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from kriptik_desktop.core.secret import Secret

SHOWN_S = 30.0
"""How long a value stays in sight."""


class ShownValues:
    """Values by name; ``on_change`` is called when one came into sight or left it."""

    def __init__(self, on_change: Callable[[], None], shown_s: float = SHOWN_S) -> None:
        self._on_change = on_change
        self._values: dict[str, Secret] = {}
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self.shown_s = shown_s

    def __contains__(self, name: object) -> bool:
        return name in self._values

    def show(self, name: str, value: Secret) -> None:
        """Keep a value in sight for ``shown_s`` seconds from now on."""
        self._drop(name)
        self._values[name] = value
        self._timers[name] = asyncio.get_running_loop().call_later(self.shown_s, self.hide, name)
        self._on_change()

    def hide(self, name: str) -> None:
        """Let go of one value; one that is out of sight stays so."""
        if name in self._values:
            self._drop(name)
            self._on_change()

    def hide_all(self) -> None:
        """Let go of every value."""
        if self._values:
            for name in tuple(self._values):
                self._drop(name)
            self._on_change()

    def text(self, name: str) -> str:
        """Return a value that is in sight, and nothing for any other."""
        value = self._values.get(name)
        return value.reveal() if value else ""

    def _drop(self, name: str) -> None:
        self._values.pop(name, None)
        timer = self._timers.pop(name, None)
        if timer:
            timer.cancel()
