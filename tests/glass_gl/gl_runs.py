"""Runs test files in child processes that draw with OpenGL, on a display that nobody sees.

They begin when the tests are collected and go on beside the other tests, one after the other: the test that stands for
a file only waits for its result. Alone they take two minutes, which the second core of a computer has to spare.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

from tests.fakes.display import GL, hidden_display

ROOT = Path(__file__).parent.parent.parent
PATIENCE_S = 280
DROPPED = ("KRIPTIK_SOAK", "PYTEST_CURRENT_TEST", "QT_QUICK_BACKEND", "LIBGL_ALWAYS_SOFTWARE")
Done = subprocess.CompletedProcess[str]


class GlRuns:
    """One child at a time, on one display for all of them."""

    def __init__(self, files: Sequence[str]) -> None:
        self._open = ExitStack()
        self._display: dict[str, str] = {}
        self._child: subprocess.Popen[str] | None = None
        self._pool = ThreadPoolExecutor(1, "gl")
        self._results: dict[str, Future[Done]] = {file: self._pool.submit(self._run, {}, file) for file in files}

    def result(self, file: str) -> Done:
        """Wait for the run of a file."""
        return self._results[file].result(PATIENCE_S * (len(self._results) + 1))

    def run(self, overrides: dict[str, str], *arguments: str) -> Done:
        """Run pytest with other arguments, after the files."""
        return self._pool.submit(self._run, overrides, *arguments).result(PATIENCE_S * (len(self._results) + 2))

    def close(self) -> None:
        """End what still runs, and the display."""
        for waiting in self._results.values():
            waiting.cancel()
        if self._child is not None and self._child.poll() is None:
            self._child.kill()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._open.close()

    def _run(self, overrides: dict[str, str], *arguments: str) -> Done:
        if not self._display:
            environment = self._open.enter_context(hidden_display())
            self._display = {name: value for name, value in environment.items() if name not in DROPPED} | GL
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments]
        self._child = subprocess.Popen(
            command,
            cwd=ROOT,
            env=self._display | overrides,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        out, err = self._child.communicate(timeout=PATIENCE_S)
        return Done(command, self._child.returncode, out, err)
