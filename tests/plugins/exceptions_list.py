"""Fails a run in which a test skips that the list of allowed exceptions does not name.

A skip is a test that did not run; ``tests/allowed_exceptions.toml`` holds each with the reason, and nothing else skips.
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any

import pytest

LIST = Path(__file__).parent.parent / "allowed_exceptions.toml"


def allowed() -> dict[str, list[dict[str, Any]]]:
    """Return the list as written, by kind."""
    return tomllib.loads(LIST.read_text(encoding="utf-8"))


class _SkipCheck:
    def __init__(self) -> None:
        self._marks = {entry["mark"] for entry in allowed().get("skip", ()) if "mark" in entry}
        self._files = {entry["file"] for entry in allowed().get("skip", ()) if "file" in entry}
        self.unlisted: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if not report.skipped and not hasattr(report, "wasxfail"):
            return
        if report.nodeid.partition("::")[0] in self._files or self._marks & set(report.keywords):
            return
        self.unlisted.append(report.nodeid)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.skipped and report.nodeid not in self._files:
            self.unlisted.append(report.nodeid)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self.unlisted:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        for nodeid in self.unlisted:
            terminalreporter.write_line(f"SKIPPED WITHOUT LEAVE {nodeid}: tests/{LIST.name} does not name it", red=True)


def pytest_configure(config: pytest.Config) -> None:
    """Watch the skips of this run."""
    config.pluginmanager.register(_SkipCheck(), "kriptik-skip-check")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave soak tests to ``make soak``."""
    if os.environ.get("KRIPTIK_SOAK"):
        return
    soak = [item for item in items if item.get_closest_marker("soak")]
    if soak:
        config.hook.pytest_deselected(items=soak)
        items[:] = [item for item in items if item not in soak]
