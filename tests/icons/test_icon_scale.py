"""The tests of icons in a window once more on a scaled screen: the scale of a process is chosen once."""

from __future__ import annotations

import os
import re
import subprocess
import sys

from tests.house.text_files import ROOT

FILE = "tests/icons/test_icon_motion.py"


def test_icons_are_sharp_and_move_on_a_screen_scaled_by_half() -> None:
    dropped = ("KRIPTIK_SOAK", "PYTEST_CURRENT_TEST", "KRIPTIK_RENDERER", "QT_QUICK_BACKEND")
    environment = {name: value for name, value in os.environ.items() if name not in dropped}
    environment |= {"QT_SCALE_FACTOR": "1.5", "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", FILE]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, f"{done.stdout[-6000:]}\n{done.stderr[-2000:]}"
    assert re.search(r"1\d passed", done.stdout)
