"""The tests of the glass once more, drawn by OpenGL.

The renderer of a process is chosen once, so these run in a child, on a display that nobody sees.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.display import GL, hidden_display

ROOT = Path(__file__).parent.parent.parent
PATIENCE_S = 280
DROPPED = ("KRIPTIK_SOAK", "PYTEST_CURRENT_TEST", "QT_QUICK_BACKEND", "LIBGL_ALWAYS_SOFTWARE")


FILES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "tests" / "glass").glob("test_*.py"))


@pytest.fixture(scope="module")
def display() -> Iterator[dict[str, str]]:
    with hidden_display() as environment:
        yield {name: value for name, value in environment.items() if name not in DROPPED} | GL


def run_pytest(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run pytest in a child."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=PATIENCE_S, check=False
    )


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Xvfb and GLX are of Linux")
class TestOnAHiddenDisplay:
    @pytest.mark.parametrize("file", FILES)
    def test_the_glass_holds_on_opengl(self, file: str, display: dict[str, str]) -> None:
        done = run_pytest(display, file)
        assert done.returncode == 0, f"{done.stdout[-8000:]}\n{done.stderr[-2000:]}"
        assert re.search(r"\d+ passed", done.stdout), done.stdout

    def test_a_run_that_only_claims_to_use_opengl_fails(self, display: dict[str, str]) -> None:
        done = run_pytest(display | {"QT_QUICK_BACKEND": "software"}, "tests/glass/test_stage.py", "-k", "colour")
        assert done.returncode == 1
        assert "GraphicsApi.Software" in done.stdout


def test_there_are_tests_to_repeat() -> None:
    assert "tests/glass/test_stage.py" in FILES
