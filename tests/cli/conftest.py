"""A desk with an owner and a vault, for commands that are given beside a living owner."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.cli.desk import Desk, desk_at


@pytest.fixture
async def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Desk]:
    """Return a desk without a vault."""
    monkeypatch.setenv("KRIPTIK_HOME", str(tmp_path / "home"))
    async with desk_at(tmp_path / "home") as made:
        yield made
