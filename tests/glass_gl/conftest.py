"""Begins the runs on OpenGL as soon as it is known that they are wanted."""

from __future__ import annotations

import sys

import pytest

from tests.glass_gl.gl_runs import GlRuns

RUNS = pytest.StashKey[GlRuns]()


def pytest_collection_finish(session: pytest.Session) -> None:
    """Begin the runs of the files that are among the collected tests."""
    calls = [getattr(item, "callspec", None) for item in session.items if item.path.parent.name == "glass_gl"]
    files = [call.params["file"] for call in calls if call is not None]
    if files and sys.platform.startswith("linux") and not session.config.option.collectonly:
        session.config.stash[RUNS] = GlRuns(files)


def pytest_unconfigure(config: pytest.Config) -> None:
    """End what still runs when the tests were broken off."""
    runs = config.stash.get(RUNS, None)
    if runs is not None:
        runs.close()


@pytest.fixture
def gl_runs(pytestconfig: pytest.Config) -> GlRuns:
    """Return the runs under way, or what runs a single one."""
    if RUNS not in pytestconfig.stash:
        pytestconfig.stash[RUNS] = GlRuns([])
    return pytestconfig.stash[RUNS]
