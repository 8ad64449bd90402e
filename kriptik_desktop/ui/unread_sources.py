"""Keeps PySide from reading the source of every module that is imported after it.

It looks there for ``__feature__``, which this program does not use, and keeps all lines in memory: 11 MB and a
twentieth of the start (measured with PySide 6.11.3).
"""

from __future__ import annotations

import importlib
import sys


def leave_sources_unread() -> bool:
    """Let modules imported from now on count as not using PySide's optional features; return whether that was done.

    Where PySide is built otherwise nothing is changed.
    """
    importlib.import_module("PySide6.QtCore")
    feature = sys.modules.get("shibokensupport.feature")
    if feature is None or not hasattr(feature, "_mod_uses_pyside"):
        return False
    vars(feature)["_mod_uses_pyside"] = lambda module: False
    return True
