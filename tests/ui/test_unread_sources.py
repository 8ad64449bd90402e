"""Modules imported beside PySide keep their source on the disk."""

from __future__ import annotations

import subprocess
import sys

CHILD = """
import linecache
from kriptik_desktop.ui.unread_sources import leave_sources_unread
assert leave_sources_unread()
import kriptik_desktop.vault.service, PySide6.QtQml
from PySide6.QtCore import QObject, Signal, Slot
class Both(QObject):
    told = Signal(str)
    @Slot(str)
    def tell(self, text): self.told.emit(text)
heard = []
both = Both()
both.told.connect(heard.append)
both.tell("x")
assert heard == ["x"]
print(sum(name.endswith("vault/service.py") for name in linecache.cache))
"""


def test_no_source_is_read_for_a_feature_that_is_not_used() -> None:
    done = subprocess.run([sys.executable, "-c", CHILD], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "0"), done.stderr
