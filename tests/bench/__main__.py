"""Runs every benchmark of the project one after the other and prints one table (``make bench``)."""

from __future__ import annotations

import importlib
import os
import platform
import sys
from pathlib import Path

from tests.bench.harness import load_average


def main() -> int:
    """Run the benchmarks named on the command line, or all; each prints its rows."""
    wanted = sys.argv[1:]
    names = sorted(path.stem for path in Path(__file__).parent.glob("bench_*.py"))
    chosen = [name for name in names if not wanted or name.removeprefix("bench_") in wanted]
    if not chosen:
        print(f"no such benchmark; there are: {', '.join(name.removeprefix('bench_') for name in names)}")
        return 2
    print(f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores, load {load_average()}")
    for name in chosen:
        print(f"-- {name.removeprefix('bench_')}", flush=True)
        importlib.import_module(f"tests.bench.{name}").main()
    return 0


if __name__ == "__main__":
    sys.exit(main())
