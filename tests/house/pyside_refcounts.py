"""Run by test_pyside_refcounts.py in a process of its own: counts references while signals and callbacks run.

PySide6 6.12.0 released None or True once too often per call and aborted Python 3.11; the counts must stay flat.
"""

from __future__ import annotations

import asyncio
import gc
import json
import sys

import qasync
from PySide6.QtCore import QCoreApplication, QObject, Signal

EMITS, CALLBACKS = 5_000, 20_000
WARM_UP = 1_000
"""Rounds of the loop before counting: first uses fill caches, which hold references for good."""


class Emitter(QObject):
    happened = Signal()


def counts() -> dict[str, int]:
    """Return how many references the two objects have now."""
    return {"None": sys.getrefcount(None), "True": sys.getrefcount(True)}


def drift(before: dict[str, int]) -> dict[str, int]:
    """Return how far the counts went from ``before``."""
    return {name: count - before[name] for name, count in counts().items()}


def emit() -> tuple[int, dict[str, int]]:
    """Emit one signal often; return how often it was heard and the drift."""
    emitter, heard = Emitter(), [0]

    def hear() -> None:
        heard[0] += 1

    emitter.happened.connect(hear)
    before = counts()
    for _ in range(EMITS):
        emitter.happened.emit()
    return heard[0], drift(before)


async def call_back() -> tuple[int, dict[str, int]]:
    """Go round the loop often; return how often and the drift."""
    for _ in range(WARM_UP):
        await asyncio.sleep(0)
    gc.collect()
    rounds, before = 0, counts()
    for _ in range(CALLBACKS):
        await asyncio.sleep(0)
        rounds += 1
    gc.collect()
    return rounds, drift(before)


def main() -> None:
    """Print both measurements as JSON."""
    app = QCoreApplication([])
    emits = emit()
    with qasync.QEventLoop(app) as loop:
        callbacks = loop.run_until_complete(call_back())
    print(json.dumps({"emits": emits, "callbacks": callbacks}))


if __name__ == "__main__":
    main()
