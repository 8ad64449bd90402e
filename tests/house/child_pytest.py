"""Runs small test files in a child pytest with the project's own settings and plugins."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def run_pytest(folder: Path, **sources: str) -> subprocess.CompletedProcess[str]:
    """Run the sources, one test file each, with the project's settings and plugins."""
    (folder / "conftest.py").write_text((ROOT / "tests" / "conftest.py").read_text(encoding="utf-8"), encoding="utf-8")
    for name, source in sources.items():
        (folder / f"test_{name}.py").write_text(source, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-c", str(ROOT / "pyproject.toml"), "--rootdir", str(ROOT)]
    command += ["-p", "no:cacheprovider", "--confcutdir", str(folder), "--continue-on-collection-errors", str(folder)]
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "KRIPTIK_SOAK")}
    environment["COLUMNS"] = "240"
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, cwd=ROOT, env=environment)
