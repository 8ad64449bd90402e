"""Asks the person for a folder or a new file with the system's own dialog, without ever waiting inside the loop.

Qt Widgets' dialog is used and not the one of Qt Quick: where the desktop offers none of its own, Qt Quick's stand-in
forgets the suggested name and cannot be dressed.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QWindow

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFileDialog

Chosen = Callable[[Path], None]


class FileDialogs(Protocol):
    """What view-models ask; tests answer by themselves."""

    def choose_folder(self, title: str, start: Path, chosen: Chosen) -> None:
        """Let the person choose a folder; ``chosen`` is called with it, or never."""

    def choose_new_file(self, title: str, suggestion: Path, chosen: Chosen) -> None:
        """Let the person say where a new file goes; ``chosen`` is called with it, or never."""

    def choose_file(self, title: str, start: Path, chosen: Chosen) -> None:
        """Let the person choose a file that is there; ``chosen`` is called with it, or never."""


class SystemFileDialogs:
    """One dialog at a time, over the window it belongs to."""

    def __init__(self) -> None:
        self._dialog: QFileDialog | None = None
        self.owner: QWindow | None = None

    def choose_folder(self, title: str, start: Path, chosen: Chosen) -> None:
        """Show the dialog for folders."""
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(None, title, str(start))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self._show(dialog, chosen)

    def choose_new_file(self, title: str, suggestion: Path, chosen: Chosen) -> None:
        """Show the dialog for a file that may not exist yet."""
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(None, title, str(suggestion.parent))
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(suggestion.name)
        self._show(dialog, chosen)

    def choose_file(self, title: str, start: Path, chosen: Chosen) -> None:
        """Show the dialog for a file to open, in the folder ``start``."""
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(None, title, str(start))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptOpen)
        self._show(dialog, chosen)

    def close(self) -> None:
        """Take the dialog away, as when the window closes."""
        if self._dialog is not None:
            self._dialog.close()

    def _show(self, dialog: QFileDialog, chosen: Chosen) -> None:
        self.close()
        self._dialog = dialog

        def on_file(path: str) -> None:
            if path:
                chosen(Path(path))

        dialog.fileSelected.connect(on_file)
        dialog.finished.connect(self._forget)
        dialog.setWindowModality(Qt.WindowModality.ApplicationModal)
        dialog.winId()
        handle = dialog.windowHandle()
        if handle is not None and self.owner is not None:
            handle.setTransientParent(self.owner)
        dialog.show()

    def _forget(self, result: int) -> None:
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            dialog.deleteLater()
