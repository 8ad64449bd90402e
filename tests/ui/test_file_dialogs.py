"""The system's file dialogs: shown without waiting, one at a time, gone with the window."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from kriptik_desktop.ui.file_dialogs import SystemFileDialogs

pytestmark = [pytest.mark.qt, pytest.mark.qt_log_ignore("does not support propagateSizeHints")]


def shown() -> list[QFileDialog]:
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, QFileDialog) and each.isVisible()]


async def until_gone() -> None:
    async with asyncio.timeout(10):
        while shown():
            await asyncio.sleep(0.01)


async def test_a_new_file_is_suggested_and_given_back(tmp_path: Path) -> None:
    chosen: list[Path] = []
    dialogs = SystemFileDialogs()
    dialogs.choose_new_file("Save", tmp_path / "kit.txt", chosen.append)
    (dialog,) = shown()
    assert [Path(each) for each in dialog.selectedFiles()] == [tmp_path / "kit.txt"]
    dialog.accept()
    await until_gone()
    assert chosen == [tmp_path / "kit.txt"]


async def test_a_file_that_is_there_is_given_back(tmp_path: Path) -> None:
    chosen: list[Path] = []
    wanted = tmp_path / "vault.db"
    wanted.write_text("something", encoding="utf-8")
    dialogs = SystemFileDialogs()
    dialogs.choose_file("Open", tmp_path, chosen.append)
    (dialog,) = shown()
    assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptOpen
    dialog.selectFile(str(wanted))
    dialog.accept()
    await until_gone()
    assert chosen == [wanted]


async def test_cancelling_and_closing_choose_nothing(tmp_path: Path) -> None:
    chosen: list[Path] = []
    dialogs = SystemFileDialogs()
    dialogs.choose_folder("Folder", tmp_path, chosen.append)
    shown()[0].reject()
    await until_gone()
    dialogs.choose_folder("Folder", tmp_path, chosen.append)
    dialogs.choose_folder("Folder again", tmp_path, chosen.append)
    assert len(shown()) == 1
    dialogs.close()
    await until_gone()
    assert chosen == []
