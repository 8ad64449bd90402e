"""A crash writes nothing of the process to disk, in whatever shape KripTik runs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kriptik_desktop.core.clock import SystemClock

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")

_LIMITED = """
import resource
resource.setrlimit(resource.RLIMIT_CORE, (0, 0)) if {already} else None
from kriptik_desktop.core.hardening import forbid_core_dumps
why = forbid_core_dumps()
print(repr(why), *resource.getrlimit(resource.RLIMIT_CORE))
import subprocess, sys
child = "import resource; print(*resource.getrlimit(resource.RLIMIT_CORE))"
subprocess.run([sys.executable, "-c", child], check=True)
"""
_MAIN = """
import resource
from {module} import main
try:
    main({arguments})
except SystemExit:
    pass
print(*resource.getrlimit(resource.RLIMIT_CORE))
"""


def output(code: str, **environment: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env={**os.environ, **environment}, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.mark.parametrize("already", [False, True])
def test_the_limit_is_set_for_the_process_and_its_children(already: bool) -> None:
    assert output(_LIMITED.format(already=already)) == ["'' 0 0", "0 0"]


@pytest.mark.parametrize(
    ("module", "arguments"), [("kriptik_desktop.cli.main", '["agent", "--help"]'), ("kriptik_desktop.app", "")]
)
def test_command_agent_and_window_set_it_first(module: str, arguments: str, tmp_path: Path) -> None:
    home = {"KRIPTIK_HOME": str(tmp_path), "DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}
    assert output(_MAIN.format(module=module, arguments=arguments), **home)[-1] == "0 0"


def test_a_process_that_crashes_leaves_no_dump(tmp_path: Path) -> None:
    code = "from kriptik_desktop.core.hardening import forbid_core_dumps; forbid_core_dumps(); import os; os.abort()"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, timeout=60)
    assert done.returncode < 0
    assert list(tmp_path.iterdir()) == []


def test_the_clock_that_runs_on_in_sleep_never_lies_behind() -> None:
    clock = SystemClock()
    first = clock.since_boot()
    assert clock.since_boot() >= first
    assert clock.since_boot() - clock.monotonic() >= -0.01
