"""What the tests of the glass share: stages, and which renderer draws them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable
from pathlib import Path
from typing import Protocol

import pytest

from kriptik_desktop.ui.renderer import Renderer
from tests.glass.stage import Stage, wanted_renderer


class MakeStage(Protocol):
    """Puts QML into a window of its own and waits for its first frame."""

    def __call__(
        self, qml: str, width: int = 640, height: int = 400, *, reduced_motion: bool = False
    ) -> Awaitable[Stage]: ...


@pytest.fixture
def renderer() -> Renderer:
    return wanted_renderer()


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[MakeStage]:
    """Return what makes stages: ``scene = await stage('GlassButton { objectName: "b"; text: "Go" }')``."""
    made: list[Stage] = []

    async def make(qml: str, width: int = 640, height: int = 400, *, reduced_motion: bool = False) -> Stage:
        folder = tmp_path / f"stage{len(made)}"
        folder.mkdir()
        one = Stage(qml, folder, width, height, reduced_motion)
        made.append(one)
        await one.begin()
        return one

    yield make
    for one in made:
        one.end()
    complaints = [line for one in made for line in one.complaints]
    assert not complaints, complaints
