"""Chooses the event loop: stock asyncio, or Qt's under the ``qt`` mark.

Most coroutines need no Qt loop, and the stock loop is faster and complains sooner.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
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
