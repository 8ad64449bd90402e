"""Leads every way in which a bug can surface to the one crash sink.

Python, asyncio, threads, the garbage collector, Qt and QML each have their own hook, and by default most of them print
to a console that a desktop program does not have.
"""

from __future__ import annotations

import asyncio
import logging
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from kriptik_desktop.core.events import CrashSink

_LOG = logging.getLogger("kriptik_desktop.qt")
_SERIOUS = (QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)


class QtComplaint(Exception):
    """A critical message of Qt or an error in QML; nobody raises it, the crash sink takes exceptions."""


@contextmanager
def crash_hooks(sink: CrashSink) -> Iterator[None]:
    """Send everything nobody caught to ``sink`` while the block runs."""
    before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
    sys.excepthook = _main_hook(sink)
    threading.excepthook = lambda args: _report(sink, args.exc_value, f"thread {getattr(args.thread, 'name', '')}")
    sys.unraisablehook = lambda args: _report(sink, args.exc_value, f"clean-up of {type(args.object).__name__}")
    old_handler = qInstallMessageHandler(_qt_hook(sink))
    try:
        yield
    finally:
        qInstallMessageHandler(old_handler)
        sys.excepthook, threading.excepthook, sys.unraisablehook = before


def loop_hook(sink: CrashSink) -> Callable[[asyncio.AbstractEventLoop, dict[str, Any]], None]:
    """Return an exception handler for the asyncio loop."""

    def handle(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception") or RuntimeError(str(context.get("message")))
        _report(sink, error, f"event loop: {context.get('message', '')}")

    return handle


def _main_hook(sink: CrashSink) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    def handle(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        _report(sink, error, "main thread")

    return handle


def _report(sink: CrashSink, error: BaseException | None, where: str) -> None:
    if error is not None and not isinstance(error, KeyboardInterrupt | SystemExit):
        sink(error, where)


def _qt_hook(sink: CrashSink) -> Callable[[QtMsgType, QMessageLogContext, str], None]:
    def handle(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        if kind in _SERIOUS:
            sink(QtComplaint(text), "Qt")
        elif kind is QtMsgType.QtWarningMsg:
            _LOG.warning("%s", text)
        else:
            _LOG.debug("%s", text)

    return handle
