"""The tests of the glass once more, drawn by OpenGL.

The renderer of a process is chosen once, so these run in a child, on a display that nobody sees.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fakes.display import GL, hidden_display

ROOT = Path(__file__).parent.parent.parent
PATIENCE_S = 280
DROPPED = ("KRIPTIK_SOAK", "PYTEST_CURRENT_TEST", "QT_QUICK_BACKEND", "LIBGL_ALWAYS_SOFTWARE")


def run_on_gl(*arguments: str, **overrides: str) -> subprocess.CompletedProcess[str]:
    """Run pytest with OpenGL on a hidden display."""
    with hidden_display() as display:
        environment = {name: value for name, value in display.items() if name not in DROPPED} | GL | overrides
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments]
        return subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=PATIENCE_S, check=False
        )


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Xvfb and GLX are of Linux")
class TestOnAHiddenDisplay:
    def test_the_glass_holds_on_opengl(self) -> None:
        done = run_on_gl("tests/glass")
        assert done.returncode == 0, f"{done.stdout[-8000:]}\n{done.stderr[-2000:]}"
        passed = re.search(r"(\d+) passed", done.stdout)
        assert passed, done.stdout
        assert int(passed[1]) >= len(list((ROOT / "tests" / "glass").glob("test_*.py")))

    def test_a_run_that_only_claims_to_use_opengl_fails(self) -> None:
        done = run_on_gl("tests/glass/test_stage.py", "-k", "colour", QT_QUICK_BACKEND="software")
        assert done.returncode == 1
        assert "GraphicsApi.Software" in done.stdout
