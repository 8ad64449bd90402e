"""Reads a description in a thread, always the newest text: what is typed meanwhile is read at once, not by letters."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from kriptik_desktop.core.errors import KriptikError

if TYPE_CHECKING:
    from kriptik_desktop.analysis.first_use import AnalyserOnFirstUse
    from kriptik_desktop.analysis.model import Analysis
    from kriptik_desktop.core.tasks import Supervisor

_TURN_S = 0.0005
"""How long the reading thread may keep the interpreter from the window's; Python's own 5 ms at each of a key's twenty
turns were 120 ms (measured)."""

Answered = Callable[["Analysis | None", str], None]
"""Takes what was found, None where nothing could be read, and the text that it was found in."""


class PromptReading:
    """What is written, how far it has been read, and why it cannot be."""

    def __init__(self, supervisor: Supervisor, answered: Answered, changed: Callable[[], None]) -> None:
        self._supervisor, self._answered, self._changed = supervisor, answered, changed
        self._one_at_a_time = asyncio.Lock()
        self.analyser: AnalyserOnFirstUse | None = None
        self.under_way = False
        self.forget()

    def forget(self) -> None:
        """Begin with an empty page."""
        self.text, self._read, self.problem = "", "", ""

    def write(self, text: str) -> None:
        """Take the text and begin to read it."""
        self.text = text
        if not self.under_way:
            self.under_way = True
            self._supervisor.start(self._follow(), "analyse the prompt")

    async def catch_up(self) -> None:
        """Return when all of the text is read; whoever else waits for that waits for the same reading."""
        async with self._one_at_a_time:
            while self.text != self._read:
                await self._read_once(self.text)

    async def _follow(self) -> None:
        usual = sys.getswitchinterval()
        sys.setswitchinterval(min(usual, _TURN_S))
        try:
            await self.catch_up()
        finally:
            sys.setswitchinterval(usual)
            self.under_way = False
            self._changed()

    async def _read_once(self, text: str) -> None:
        analysis, problem = None, ""
        if text.strip() and self.analyser is not None:
            try:
                analysis = await asyncio.to_thread(self.analyser.analyse, text)
            except KriptikError as error:
                problem = str(error)
        self._read, self.problem = text, problem
        self._answered(analysis, text)
