"""The choice of the renderer: asked once in a child, remembered per driver, and never a reason not to start."""

from __future__ import annotations

import json
from pathlib import Path

from kriptik_desktop.ui.renderer import RendererChoice


def test_what_the_person_says_goes(tmp_path: Path) -> None:
    for wanted in ("gpu", "software"):
        assert RendererChoice(tmp_path / "kept.json", {"KRIPTIK_RENDERER": wanted}).wait() == wanted
    assert not (tmp_path / "kept.json").exists()


def test_where_no_driver_answers_the_software_renderer_is_chosen_and_kept(tmp_path: Path) -> None:
    kept = tmp_path / "cache" / "kept.json"
    nowhere = {"PATH": "/nowhere", "DISPLAY": ":1", "QT_QPA_PLATFORM": "minimal"}
    assert RendererChoice(kept, nowhere).wait() == "software"
    remembered = json.loads(kept.read_text(encoding="utf-8"))
    assert remembered["renderer"] == "software"
    kept.write_text(json.dumps({**remembered, "renderer": "gpu"}), encoding="utf-8")
    assert RendererChoice(kept, nowhere).wait() == "gpu"


def test_another_display_is_asked_anew(tmp_path: Path) -> None:
    kept = tmp_path / "kept.json"
    here = {"PATH": "/nowhere", "DISPLAY": ":1", "QT_QPA_PLATFORM": "minimal"}
    RendererChoice(kept, here).wait()
    kept.write_text(kept.read_text(encoding="utf-8").replace('"software"', '"gpu"'), encoding="utf-8")
    assert RendererChoice(kept, {**here, "DISPLAY": ":2"}).wait() == "software"


def test_a_damaged_memory_is_no_memory(tmp_path: Path) -> None:
    for text in ("", "[]", "{", '{"key": 1, "renderer": "gpu"}'):
        (tmp_path / "kept.json").write_text(text, encoding="utf-8")
        choice = RendererChoice(tmp_path / "kept.json", {"PATH": "/nowhere", "QT_QPA_PLATFORM": "minimal"})
        assert choice.wait() == "software"
