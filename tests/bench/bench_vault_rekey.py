"""Measures what new keys for ten thousand credentials cost: the whole call, and the re-encryption alone.

The whole call checks the master password (Argon2id, 64 MiB), makes and reads a backup, seals every row anew in one
transaction, and reads the file again.
"""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from pathlib import Path

from tests.bench.bench_vault import MANY, PASSWORD, PERSON, fill, make_vault
from tests.bench.harness import REPEATS, report


async def measure(folder: Path) -> tuple[list[float], list[float]]:
    """Return seconds of seven whole calls, and of what each spent from the first resealed row to its report."""
    vault, kit = await make_vault(folder)
    await fill(vault, 0, MANY)
    whole, resealing = [], []
    for _ in range(REPEATS):
        began, first = time.perf_counter(), list[float]()

        def progress(done: int, rows: int, first: list[float] = first) -> None:
            first.append(time.perf_counter())

        await vault.rekey(password=PASSWORD, kit=kit.text, actor=PERSON, progress=progress)
        ended = time.perf_counter()
        whole.append(ended - began)
        resealing.append(ended - first[0])
        for backup in await vault.backups.list():
            backup.path.unlink()
    await vault.close()
    return whole, resealing


def main() -> None:
    """Measure and print one row for each figure."""
    with tempfile.TemporaryDirectory(dir="/var/tmp" if Path("/var/tmp").is_dir() else None) as name:
        whole, resealing = asyncio.run(measure(Path(name)))
    report(f"new keys for {MANY:,} of 3 fields: sealed anew, read again", statistics.median(resealing), "s", 1.5)
    report("the same with password, checked backup and all", statistics.median(whole), "s")


if __name__ == "__main__":
    main()
