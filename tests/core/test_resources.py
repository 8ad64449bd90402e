"""Shipped files are found from anywhere, and a lack is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from kriptik_desktop.core.resources import resource


def test_it_does_not_depend_on_the_working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert (resource("qml") / "Kriptik").is_dir()
    assert resource("assets", "icons").is_dir()


def test_a_lack_is_named() -> None:
    with pytest.raises(FileNotFoundError, match="lacks qml/Nowhere"):
        resource("qml", "Nowhere")
