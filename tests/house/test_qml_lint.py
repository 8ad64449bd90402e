"""The QML lint is clean for right spellings and red for each wrong one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent

VIEW_MODEL = """
from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

QML_IMPORT_NAME = "Kriptik.Ui"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the app")
class RowsViewModel(QObject):
    @Property(int, constant=True)
    def count(self) -> int:
        return 1


@QmlElement
@QmlUncreatable("made by the app")
class SampleViewModel(QObject):
    busyChanged = Signal()

    @Property(bool, notify=busyChanged)
    def busy(self) -> bool:
        return False

    @Property(RowsViewModel, constant=True)
    def rows(self) -> RowsViewModel:
        return self._rows

    def _title(self) -> str:
        return ""

    title = Property(str, _title, constant=True)

    @Slot(str)
    def start(self, name: str) -> None:
        self.name = name
"""
VIEW = """pragma ComponentBehavior: Bound
import QtQuick
import Kriptik.Ui

Text {
    id: view
    required property SampleViewModel vm
    visible: !view.vm.busy && view.vm.rows.count > 0
    text: view.vm.title
    Component.onCompleted: view.vm.start("a")
}
"""


def lint(folder: Path, view: str, qmldir: str = "module Kriptik.Views\nSample 1.0 Sample.qml\n") -> tuple[int, str]:
    """Return exit status and words of the lint over one view and one view-model."""
    module = folder / "qml" / "Kriptik" / "Views"
    module.mkdir(parents=True)
    (module / "qmldir").write_text(qmldir, encoding="utf-8")
    (module / "Sample.qml").write_text(view, encoding="utf-8")
    (folder / "ui").mkdir()
    (folder / "ui" / "sample.py").write_text(VIEW_MODEL, encoding="utf-8")
    command = [sys.executable, str(ROOT / "packaging" / "qml_lint.py"), "--ui", str(folder / "ui")]
    command += ["--qml", str(folder / "qml"), "--out", str(folder / "out")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    return done.returncode, done.stdout + done.stderr


def test_right_spellings_are_clean(tmp_path: Path) -> None:
    assert lint(tmp_path, VIEW) == (0, "QML: no complaint\n")


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("vm.busy", "vm.bussy"), ("vm.start(", "vm.strat("), ("rows.count", "rows.cuont"), ("vm.title", "vm.titel")],
)
def test_a_misspelt_member_is_red(right: str, wrong: str, tmp_path: Path) -> None:
    status, words = lint(tmp_path, VIEW.replace(right, wrong))
    assert status == 1
    assert f'Member "{wrong.partition(".")[2].rstrip("(")}" not found' in words


def test_a_context_property_is_red(tmp_path: Path) -> None:
    status, words = lint(tmp_path, VIEW.replace("view.vm.title", "globalTitle"))
    assert status == 1
    assert "unqualified" in words


def test_a_file_the_qmldir_forgets_is_red(tmp_path: Path) -> None:
    status, words = lint(tmp_path, VIEW, "module Kriptik.Views\n")
    assert status == 1
    assert "Sample.qml: not listed" in words


def test_nothing_to_lint_is_red(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "packaging" / "qml_lint.py"), "--ui", str(tmp_path), "--qml", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert "nothing was linted" in done.stdout
