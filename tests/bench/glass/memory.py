"""How much memory this process takes; apart from the rest, so that asking loads nothing else into it."""

from __future__ import annotations

import os
from pathlib import Path


def resident_mb() -> float:
    """Return the memory of this process that is in RAM (RSS), in MB, or 0 where the system has no /proc."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
