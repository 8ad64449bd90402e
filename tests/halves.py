"""Runs all tests in two processes beside each other: those that draw, and the others.

One process leaves a core idle for most of its ten minutes. Two of them share nothing, as every test has a home, a
display and ports of its own; by hand: ``python -m tests.halves [options of pytest]``.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import IO

_DRAWING = ("ui", "glass", "glass_gl", "gallery", "icons")


def main() -> int:
    """Run both, show the first as it goes and the second when the first has ended; return the worse of their codes."""
    options = sys.argv[1:]
    folder = Path(__file__).parent
    drawing = [str(folder / name) for name in _DRAWING]
    others = [str(folder), *(f"--ignore={name}" for name in drawing)]
    with tempfile.TemporaryFile() as kept:
        beside = _begin([*drawing, *options], kept)
        here = _begin([*others, *options], None)
        try:
            codes = [here.wait(), beside.wait()]
        except KeyboardInterrupt:
            codes = [_end(here), _end(beside)]
        kept.seek(0)
        sys.stdout.buffer.write(kept.read())
        sys.stdout.flush()
    return max(abs(code) for code in codes)


def _begin(arguments: list[str], out: IO[bytes] | None) -> subprocess.Popen[bytes]:
    errors = subprocess.STDOUT if out else None
    return subprocess.Popen([sys.executable, "-m", "pytest", *arguments], stdout=out, stderr=errors)


def _end(half: subprocess.Popen[bytes]) -> int:
    half.send_signal(signal.SIGINT)
    return half.wait()


if __name__ == "__main__":
    sys.exit(main())
