"""Neither signals nor loop callbacks may wear out None and True (see pyside_refcounts.py)."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

SLACK = 20
"""References that come and go by themselves; the defect lost one per call, thousands in all."""


def test_emits_and_callbacks_keep_the_counts_flat() -> None:
    program = Path(__file__).parent / "pyside_refcounts.py"
    child = subprocess.run([sys.executable, str(program)], capture_output=True, text=True, timeout=120, check=False)
    assert child.returncode == 0, child.stderr
    measured = json.loads(child.stdout)
    assert [measured["emits"][0], measured["callbacks"][0]] == [5_000, 20_000]
    drifts = {**measured["emits"][1], **{f"{name} in the loop": by for name, by in measured["callbacks"][1].items()}}
    assert {name: by for name, by in drifts.items() if abs(by) > SLACK} == {}
