"""Chooses how the window is drawn: by the GPU where there is one, else by Qt's software renderer.

Without a GPU Mesa draws OpenGL on the processor and repaints the whole window for every blinking dot (180 % CPU against
6 %, measured). Which driver answers is only known after loading it, and a broken one can crash the process, so a child
process asks; its answer is kept until drivers or Qt change.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

Renderer = Literal["gpu", "software"]

_CHOICE = "KRIPTIK_RENDERER"
_PATIENCE_S = 5.0
_WITHOUT_GPU = ("llvmpipe", "softpipe", "swrast")
_VARIABLES = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "LIBGL_ALWAYS_SOFTWARE", "MESA_LOADER_DRIVER_OVERRIDE")
_PLACES = ("/dev/dri", "/dev/nvidia0", "/usr/share/glvnd/egl_vendor.d", "/usr/lib/x86_64-linux-gnu/dri", "/usr/lib/dri")
_QUESTION = """
from PySide6.QtGui import QGuiApplication, QOffscreenSurface, QOpenGLContext
app = QGuiApplication([])
surface, context = QOffscreenSurface(), QOpenGLContext()
surface.create()
if context.create() and context.makeCurrent(surface):
    print(context.functions().glGetString(0x1F01))
    context.doneCurrent()
"""


class RendererChoice:
    """Asks as early as possible and answers as late as possible, so that asking costs no time of its own."""

    def __init__(self, cache: Path, environment: Mapping[str, str] = os.environ) -> None:
        self._cache = cache
        self._key = _driver_key(environment)
        self._answer = _given(environment) or self._remembered()
        self._child = None if self._answer else _ask(environment)

    def wait(self) -> Renderer:
        """Return the renderer to use; waits for the child process when nothing is remembered."""
        if self._answer is None:
            self._answer = self._heard()
        return self._answer

    def _remembered(self) -> Renderer | None:
        try:
            kept = json.loads(self._cache.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        if not isinstance(kept, dict) or kept.get("key") != self._key:
            return None
        answer = kept.get("renderer")
        return "gpu" if answer == "gpu" else "software" if answer == "software" else None

    def _heard(self) -> Renderer:
        name = ""
        if self._child is not None:
            try:
                name = self._child.communicate(timeout=_PATIENCE_S)[0].decode(errors="replace").strip().lower()
            except subprocess.TimeoutExpired:
                self._child.kill()
                self._child.communicate()
        answer: Renderer = "gpu" if name and not any(each in name for each in _WITHOUT_GPU) else "software"
        self._keep(answer, name)
        return answer

    def _keep(self, answer: Renderer, name: str) -> None:
        try:
            self._cache.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            text = json.dumps({"key": self._key, "renderer": answer, "driver": name})
            self._cache.write_text(text, encoding="utf-8")
        except OSError:
            return


def _given(environment: Mapping[str, str]) -> Renderer | None:
    chosen = environment.get(_CHOICE)
    if chosen in ("gpu", "software"):
        return "gpu" if chosen == "gpu" else "software"
    if environment.get("QT_QUICK_BACKEND") == "software" or environment.get("QT_QPA_PLATFORM") == "offscreen":
        return "software"
    return None if sys.platform.startswith("linux") else "gpu"


def _driver_key(environment: Mapping[str, str]) -> str:
    parts = [sys.version, *(environment.get(name, "") for name in _VARIABLES)]
    for place in _PLACES:
        try:
            parts.append(f"{place} {Path(place).stat().st_mtime_ns}")
        except OSError:
            parts.append(f"{place} absent")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def _ask(environment: Mapping[str, str]) -> subprocess.Popen[bytes] | None:
    command = [sys.executable, "-c", _QUESTION]
    try:
        return subprocess.Popen(  # noqa: S603
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, env=dict(environment)
        )
    except OSError:
        return None
