"""Says in words that there is no screen to show the window on; Qt itself would abort the process."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

_MESSAGE = (
    "KripTik has no display to show its window on: neither DISPLAY nor WAYLAND_DISPLAY is set.\n"
    "Start it in a desktop session, or use the commands, which need no display: kriptik --help"
)


def missing_display(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> str | None:
    """Return what to tell the person when no window can be shown, or None."""
    if not platform.startswith(("linux", "freebsd")):
        return None
    chosen = environment.get("QT_QPA_PLATFORM", "")
    if chosen and not chosen.startswith(("xcb", "wayland")):
        return None
    return None if environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY") else _MESSAGE
