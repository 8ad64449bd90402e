"""Measures the scan of a project of fifty thousand files, how late the loop is meanwhile, and how soon it stops."""

from __future__ import annotations

import asyncio
import random
import tempfile
import time
from pathlib import Path

from kriptik_desktop.analysis.code.scan import scan
from kriptik_desktop.providers.catalogue import Catalogue
from tests.bench.harness import median_of, report

FILES = 50_000
_TICK_S = 0.005
_REPEATS = 3


def main() -> None:
    """Print the table."""
    catalogue = Catalogue.load()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        plant(root)
        lateness: list[float] = []
        seconds = median_of(_REPEATS, lambda: asyncio.run(_scan(root, catalogue, lateness)))
        report(f"code scan: {FILES:,} files", seconds, "s", 5)
        lateness.sort()
        report("code scan: lateness of the loop, p99", lateness[int(len(lateness) * 0.99)] * 1000, "ms", 16)
        report("code scan: lateness of the loop, most", lateness[-1] * 1000, "ms", 50)
        report("code scan: from cancellation to its end", asyncio.run(_cancelled(root, catalogue)) * 1000, "ms", 100)


def plant(root: Path) -> None:
    """Write the tree: modules of 1 to 9 KiB in three languages, a tenth of other files, a credential here and there."""
    draw = random.Random(6)
    (root / "package.json").write_text('{"dependencies": {"stripe": "17.0.0", "react": "19.0.0"}}')
    for at in range(FILES - 1):
        place = root / f"part{at // 500}" / f"module{at // 25 % 20}"
        if at % 25 == 0:
            place.mkdir(parents=True, exist_ok=True)
        suffix = ("ts", "tsx", "py", "ts", "go", "tsx", "ts", "py", "md", "css")[at % 10]
        (place / f"file{at}.{suffix}").write_text(_content(suffix, at, draw))


def _content(suffix: str, at: int, draw: random.Random) -> str:
    lines = [f"  const value{row} = compute(input{row}, 'text {row}');" for row in range(draw.randrange(20, 180))]
    if suffix == "py":
        lines = ["import os", "from pathlib import Path", f"from part.module{at} import thing", *lines]
        lines += ['key = os.environ["OPENAI_API_KEY"]'] if at % 1000 == 2 else []
    elif suffix == "go":
        lines = ["package main", 'import (\n\t"fmt"\n\t"net/http"\n)', *lines]
    elif suffix in ("ts", "tsx"):
        first = ['import { useState } from "react";', f'import {{ a }} from "./file{at - 1}";', "const env = 1;"]
        lines = [*first, *lines]
        lines += ["const key = process.env.STRIPE_SECRET_KEY;"] if at % 1000 == 0 else []
    return "\n".join(lines)


async def _scan(root: Path, catalogue: Catalogue, lateness: list[float]) -> float:
    ticking = asyncio.create_task(_tick(lateness))
    start = time.perf_counter()
    found = await scan(root, catalogue)
    elapsed = time.perf_counter() - start
    ticking.cancel()
    ids = {each.integration_id for each in found.found}
    assert ids == {"stripe", "openai"}, ids
    assert found.files == FILES
    return elapsed


async def _tick(lateness: list[float]) -> None:
    while True:
        start = time.perf_counter()
        await asyncio.sleep(_TICK_S)
        lateness.append(time.perf_counter() - start - _TICK_S)


async def _cancelled(root: Path, catalogue: Catalogue) -> float:
    under_way = asyncio.Event()
    work = asyncio.create_task(scan(root, catalogue, progress=lambda files: under_way.set()))
    await under_way.wait()
    start = time.perf_counter()
    work.cancel()
    await asyncio.wait([work])
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
