"""The words for states and spans of time that several screens share.

They live in Python because plural forms and units belong together with the numbers; each goes through Qt's translation.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

BUILD_STATUS: Mapping[str, str] = {
    "running": "Building",
    "waiting_credentials": "Waiting for credentials",
    "vault_locked": "Waiting for the vault",
    "complete": "Complete",
    "failed": "Failed",
    "cancelled": "Cancelled",
}
TASK_STATE: Mapping[str, str] = {
    "pending": "Not started",
    "running": "Running",
    "blocked": "Blocked",
    "done": "Done",
    "failed": "Failed",
    "cancelled": "Cancelled",
    "skipped": "Skipped",
}
PHASES: tuple[str, ...] = (
    "Intent",
    "Initialise",
    "Parallel build",
    "Integration check",
    "Functional test",
    "Hand-over",
)


def translated(text: str) -> str:
    """Return the person's language's form of a text of this app."""
    return QCoreApplication.translate("Wording", text)


def span(milliseconds: int) -> str:
    """Return a span of time in words, no finer than is useful: seconds below a minute, then minutes, hours, days."""
    seconds = max(0, milliseconds) // 1000
    for unit, length in (("d", 86_400), ("h", 3_600), ("min", 60)):
        if seconds >= length:
            return f"{seconds // length} {unit}"
    return f"{seconds} s"


def coarse_span(milliseconds: int) -> str:
    """Return a span of time that is shown while it grows, so no finer than a minute."""
    return span(milliseconds) if milliseconds >= 60_000 else translated("less than a minute")
