"""The one place where bugs end up.

Every failure that is not a KriptikError is logged once per distinct traceback, redacted and without local variables,
because locals may hold secrets. Listeners (the window) may show that something went wrong; nothing is ever swallowed.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable

from kriptik_desktop.core.logs import redact

_LOG = logging.getLogger("kriptik_desktop.crash")


class CrashLog:
    """Collects bugs; call it as a crash sink."""

    def __init__(self) -> None:
        self._seen: set[str] = set()
        self._listeners: list[Callable[[str], None]] = []

    def listen(self, listener: Callable[[str], None]) -> None:
        """Tell ``listener`` in one line about each new bug."""
        self._listeners.append(listener)

    def __call__(self, error: BaseException, where: str) -> None:
        """Log a bug, once per distinct traceback."""
        text = redact("".join(traceback.format_exception(type(error), error, error.__traceback__)))
        if text in self._seen:
            return
        self._seen.add(text)
        _LOG.error("bug in %s\n%s", where, text)
        for listener in self._listeners:
            listener(f"{type(error).__name__} in {where}")
