"""The tests of the glass once more, drawn by OpenGL.

The renderer of a process is chosen once, so these run in a child, on a display that nobody sees.
"""

from __future__ import annotations

import re
import sys

import pytest

from tests.glass_gl.gl_runs import ROOT, GlRuns

ICONS = "tests/icons/test_icon_motion.py"
FILES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "tests" / "glass").glob("test_*.py"))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Xvfb and GLX are of Linux")
class TestOnAHiddenDisplay:
    @pytest.mark.parametrize("file", [*FILES, ICONS])
    def test_the_glass_holds_on_opengl(self, file: str, gl_runs: GlRuns) -> None:
        done = gl_runs.result(file)
        assert done.returncode == 0, f"{done.stdout[-8000:]}\n{done.stderr[-2000:]}"
        assert re.search(r"\d+ passed", done.stdout), done.stdout

    def test_a_run_that_only_claims_to_use_opengl_fails(self, gl_runs: GlRuns) -> None:
        done = gl_runs.run({"QT_QUICK_BACKEND": "software"}, "tests/glass/test_stage.py", "-k", "colour")
        assert done.returncode == 1
        assert "GraphicsApi.Software" in done.stdout


def test_there_are_tests_to_repeat() -> None:
    assert "tests/glass/test_stage.py" in FILES
