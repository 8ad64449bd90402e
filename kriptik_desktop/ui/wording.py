"""The words for states and spans of time that several screens share.

They live in Python because plural forms and units belong together with the numbers; each goes through Qt's translation.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

if TYPE_CHECKING:
    from kriptik_desktop.acquisition.model import CredentialRequest
    from kriptik_desktop.projects.model import Project

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


def why_needed(request: CredentialRequest, project: Project | None) -> str:
    """Return the person's own words that a service was understood from, else the reason the request carries."""
    stack = project.stack if project else ()
    entry = next((each for each in stack if each.integration_id == request.integration_id), None)
    if entry is None or not entry.evidence:
        return request.reason
    return translated('Your description says "{words}".').format(words='" and "'.join(entry.evidence[:2]))


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


def exact_span(milliseconds: int) -> str:
    """Return how long something took: tenths of a second below ten, then its two largest units."""
    if milliseconds < 100:
        return translated("under {number} s").format(number=QLocale().toString(0.1, "f", 1))
    if milliseconds < 10_000:
        return f"{QLocale().toString(milliseconds / 1000, 'f', 1)} s"
    seconds = milliseconds // 1000
    for unit, length, lesser, part in (("d", 86_400, "h", 3_600), ("h", 3_600, "min", 60), ("min", 60, "s", 1)):
        if seconds >= length:
            rest = seconds % length // part
            return f"{seconds // length} {unit}" + (f" {rest} {lesser}" if rest else "")
    return f"{seconds} s"
