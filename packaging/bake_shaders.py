"""Compiles the shaders of the glass for every graphics API that Qt Quick draws with.

The result is committed, so that neither building nor running needs a shader compiler: it comes with a part of PySide6
that the app does without (400 MB). A test compares the sources with what they were when they were compiled.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import PySide6

SHADERS = Path(__file__).resolve().parent.parent / "qml" / "Kriptik" / "Glass" / "shaders"
_TARGETS = ("--glsl", "100es,120,150", "--hlsl", "50", "--msl", "12")
"""OpenGL ES and desktop, Direct3D 11, Metal; SPIR-V for Vulkan is always in."""


def sources() -> list[Path]:
    """Return every shader source."""
    return sorted([*SHADERS.glob("*.vert"), *SHADERS.glob("*.frag")])


def fingerprint() -> str:
    """Return one line per source: its SHA-256 and its name."""
    return "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in sources())


def main(arguments: list[str]) -> int:
    """Compile all of them with the ``qsb`` below an unpacked PySide6_Addons, and note what they were compiled from."""
    if not arguments:
        print(__doc__, file=sys.stderr)
        return 2
    addons = Path(arguments[0]) / "PySide6"
    places = (addons / "Qt" / "lib", Path(PySide6.__file__).parent / "Qt" / "lib")
    environment = {**os.environ, "LD_LIBRARY_PATH": os.pathsep.join(map(str, places))}
    for path in sources():
        subprocess.run([addons / "qsb", *_TARGETS, "-o", f"{path}.qsb", path], check=True, env=environment)
    (SHADERS / "sources.sha256").write_text(fingerprint(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
