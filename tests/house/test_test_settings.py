"""The rules that hold for every test, tried on small test files of their own in a child pytest."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.house.child_pytest import run_pytest

FAULTS = """
import asyncio, logging, socket, warnings
from PySide6.QtCore import QObject, Signal, qWarning

def test_warning(): warnings.warn("odd")
def test_log_record(): logging.getLogger("a").warning("odd")
def test_qt_message(): qWarning("odd")
def test_network():
    try: socket.getaddrinfo("a.example", 1)
    except OSError: pass
async def boom(): raise ValueError("odd")
async def test_lost_task():
    asyncio.create_task(boom())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
class Emitter(QObject):
    happened = Signal()
def test_raising_slot(qapp):
    emitter = Emitter()
    def handler(): raise ValueError("odd")
    emitter.happened.connect(handler)
    emitter.happened.emit()
"""
SKIPS = """
import pytest
def test_skip(): pytest.skip("because")
@pytest.mark.xfail
def test_expected_failure(): assert False
"""
SKIPPED_MODULE = "import pytest\npytest.skip('because', allow_module_level=True)"
UNKNOWN_MARK = "import pytest\n@pytest.mark.quick\ndef test_x(): pass"
GOOD = """
import asyncio, logging, os, pathlib
import pytest

@pytest.mark.allow_logs("odd")
def test_expected_log(): logging.getLogger("a").warning("odd")

def test_home_is_empty():
    assert sorted(path.name for path in pathlib.Path.home().iterdir()) == [".run"]
    assert "KRIPTIK_HOME" not in os.environ

async def test_plain_loop(): assert "qasync" not in type(asyncio.get_running_loop()).__module__

@pytest.mark.qt
async def test_qt_loop():
    assert "qasync" in type(asyncio.get_running_loop()).__module__
    assert await asyncio.to_thread(lambda: 1) == 1

@pytest.mark.soak
def test_left_to_make_soak(): assert False
"""


@pytest.fixture(scope="module")
def faulty_run(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return what a run of every fault printed."""
    run = run_pytest(
        tmp_path_factory.mktemp("faults"), faults=FAULTS, skips=SKIPS, module=SKIPPED_MODULE, mark=UNKNOWN_MARK
    )
    assert run.returncode == 1, run.stdout
    return run.stdout


@pytest.mark.parametrize("name", ["warning", "raising_slot", "qt_message"])
def test_a_fault_fails_its_test(name: str, faulty_run: str) -> None:
    assert any(re.match(rf"FAILED .*::test_{name}( |$)", line) for line in faulty_run.splitlines()), faulty_run


@pytest.mark.parametrize(
    "line",
    [
        "::test_log_record - Failed: unexpected log records",
        "::test_network - Failed: the test tried to leave this computer: socket.getaddrinfo of a.example",
        "::test_lost_task - Failed: unexpected log records",
        "'quick' not found in `markers` configuration option",
    ],
)
def test_a_stray_message_is_an_error(line: str, faulty_run: str) -> None:
    assert line in faulty_run


@pytest.mark.parametrize("name", ["skips.py::test_skip", "skips.py::test_expected_failure", "module.py"])
def test_a_skip_that_is_not_listed_fails_the_run(name: str, faulty_run: str) -> None:
    assert f"test_{name}: tests/allowed_exceptions.toml does not name it" in faulty_run


def test_a_skip_alone_fails_the_run(tmp_path: Path) -> None:
    assert run_pytest(tmp_path, skips=SKIPS).returncode == 1


def test_what_is_expected_and_listed_stays_green(tmp_path: Path) -> None:
    run = run_pytest(tmp_path, sample=GOOD)
    assert run.returncode == 0, run.stdout
    assert "4 passed, 1 deselected" in run.stdout


QT_GARBAGE = """
import asyncio, gc, weakref
import pytest

gc.set_threshold(10_000_000)  # or the collector might come by chance
loops = []

@pytest.mark.qt
async def test_a_qt_loop_is_left_with_timers_under_way():
    loop = asyncio.get_running_loop()
    loops.append(weakref.ref(loop))
    loop.call_later(60, loop.time)
    assert not gc.isenabled()

def test_nothing_of_it_is_left_for_the_collector_on_another_thread():
    assert gc.isenabled()
    assert [loop() for loop in loops] == [None]
"""


def test_a_qt_loop_is_destroyed_on_its_own_thread(tmp_path: Path) -> None:
    run = run_pytest(tmp_path, garbage=QT_GARBAGE)
    assert run.returncode == 0, run.stdout
