"""An X display for what needs one: the person's own, or one that nobody sees (Xvfb).

The screen is larger than any window of ours needs, because X puts the pointer into its middle and a window there would
be hovered from the start.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

SCREEN = "4000x2400x24"
GL = {"KRIPTIK_RENDERER": "gpu", "QT_QPA_PLATFORM": "xcb", "QT_QUICK_BACKEND": "rhi", "QSG_RHI_BACKEND": "opengl"}
"""Environment of a process that is to draw with OpenGL on an X display."""


@contextmanager
def hidden_display(screen: str = SCREEN) -> Iterator[dict[str, str]]:
    """Yield an environment with a display of its own.

    Raises RuntimeError where there is no Xvfb or it does not start.
    """
    if shutil.which("Xvfb") is None:
        raise RuntimeError("there is no Xvfb; Debian: apt-get install xvfb")
    environment = {name: value for name, value in os.environ.items() if name not in ("QT_QPA_PLATFORM", "XAUTHORITY")}
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", screen, "-nolisten", "tcp", "+extension", "GLX"]
    server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as told:
            number = told.readline().strip()
        if not number:
            raise RuntimeError("Xvfb did not start")
        yield {**environment, "DISPLAY": f":{number}"}
    finally:
        server.terminate()
        server.wait()


@contextmanager
def any_display(screen: str = SCREEN) -> Iterator[dict[str, str]]:
    """Yield an environment with the person's display, else a hidden one, else none."""
    environment = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    if environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY") or shutil.which("Xvfb") is None:
        yield environment
        return
    with hidden_display(screen) as hidden:
        yield hidden
