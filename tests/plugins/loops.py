"""Chooses the event loop: stock asyncio, or Qt's under the ``qt`` mark; and keeps Qt's objects on their thread.

Most coroutines need no Qt loop, and the stock loop is faster and complains sooner. A closed Qt loop is garbage in a
cycle, and Python collects cycles on whichever thread happens to allocate: timers destroyed there crash the process some
tests later (seen). So after a test with Qt the garbage is collected here, and during it not at all.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable, Generator, Mapping
from typing import Any

import pytest

_kept: list[Any] = []
"""The one QApplication of the process: Qt crashes when it is collected while objects live."""


def _qt_loop() -> asyncio.AbstractEventLoop:
    import qasync
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance() or QApplication([])
    if app not in _kept:
        _kept.append(app)
    loop: asyncio.AbstractEventLoop = qasync.QEventLoop(app)
    return loop


def pytest_asyncio_loop_factories(
    config: pytest.Config, item: pytest.Item
) -> Mapping[str, Callable[[], asyncio.AbstractEventLoop]]:
    """Return the one loop factory that suits the test."""
    if item.get_closest_marker("qt"):
        return {"qt": _qt_loop}
    return {"plain": asyncio.new_event_loop}


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Collect the garbage of a test with Qt on this thread, after its loop and windows are closed."""
    if not (item.get_closest_marker("qt") or "qapp" in getattr(item, "fixturenames", ())):
        return (yield)
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect()
        gc.enable()
