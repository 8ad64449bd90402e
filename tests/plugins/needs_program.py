"""Skips the tests marked ``needs_program`` where a program that only they run is not installed.

They show that other people's programs read what ours wrote; a computer without those programs cannot show it.
"""

from __future__ import annotations

import shutil

import pytest


@pytest.fixture(autouse=True)
def _programs(request: pytest.FixtureRequest) -> None:
    for mark in request.node.iter_markers("needs_program"):
        missing = [name for name in mark.args if shutil.which(name) is None]
        if missing:
            pytest.skip(f"not installed: {', '.join(missing)}")
