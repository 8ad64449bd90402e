"""Says in words that there is no screen to show the window on; Qt itself would abort the process.

Qt aborts both where no display is named and where the named one does not answer (an old DISPLAY in a terminal
multiplexer, an SSH session without forwarding), so the display is tried, not only looked for.
"""

from __future__ import annotations

import os
import re
import socket
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

_TRY_S = 2.0
_X_PORT = 6000
_NO_DISPLAY = "KripTik has no display to show its window on"
_WAY_OUT = (
    "Start it in a desktop session; over SSH, connect with `ssh -X`; on a machine without any screen, give it one with"
    " `xvfb-run` (Debian package xvfb).\nThe same work is done without a display by commands: kriptik --help"
)


def missing_display(
    environment: Mapping[str, str] = os.environ,
    platform: str = sys.platform,
    answers: Callable[[str], bool] | None = None,
) -> str | None:
    """Return what to tell the person when no window can be shown, or None.

    ``answers`` tells whether the X display of a DISPLAY value can be reached.
    """
    if not platform.startswith(("linux", "freebsd")):
        return None
    chosen = environment.get("QT_QPA_PLATFORM", "")
    if chosen and not chosen.startswith(("xcb", "wayland")):
        return None
    if _wayland_socket_exists(environment):
        return None
    display = environment.get("DISPLAY", "")
    if not display:
        return f"{_NO_DISPLAY}: neither DISPLAY nor WAYLAND_DISPLAY is set.\n{_WAY_OUT}"
    if (answers or x_display_answers)(display):
        return None
    return f"{_NO_DISPLAY}: {display!r}, which DISPLAY names, does not answer.\n{_WAY_OUT}"


def _wayland_socket_exists(environment: Mapping[str, str]) -> bool:
    name = environment.get("WAYLAND_DISPLAY", "")
    return bool(name) and (Path(environment.get("XDG_RUNTIME_DIR", "/")) / name).exists()


def x_display_answers(display: str) -> bool:
    """Tell whether something listens at a DISPLAY value, ``[host]:number[.screen]`` (X(7), "Display names")."""
    parsed = re.fullmatch(r"(?P<host>.*):(?P<number>\d+)(?:\.\d+)?", display)
    if parsed is None:
        return False
    host, number = parsed["host"], int(parsed["number"])
    if host and host != "unix" and not host.startswith("/"):
        return _connects(socket.AF_INET, (host, _X_PORT + number))
    path = f"/tmp/.X11-unix/X{number}"  # noqa: S108
    return _connects(socket.AF_UNIX, path) or (sys.platform == "linux" and _connects(socket.AF_UNIX, f"\0{path}"))


def _connects(family: socket.AddressFamily, address: str | tuple[str, int]) -> bool:
    try:
        with socket.socket(family) as connection:
            connection.settimeout(_TRY_S)
            connection.connect(address)
    except (OSError, OverflowError):
        return False
    return True
