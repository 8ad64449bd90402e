"""A build is started with the stack of all that was typed, however fast."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest
from PySide6.QtCore import QObject

from kriptik_desktop.analysis.service import Analyser
from kriptik_desktop.core.events import EventBus
from kriptik_desktop.core.tasks import Supervisor
from kriptik_desktop.providers.catalogue import Catalogue
from kriptik_desktop.ui.view_models.new_project import NewProjectViewModel
from tests.fakes.hands import wait_until
from tests.fakes.pilot import AnsweringDialogs
from tests.fakes.world import Bugs

if TYPE_CHECKING:
    from kriptik_desktop.services import Services

pytestmark = pytest.mark.qt


class SlowAnalyser:
    """Says what the real one says, once it may."""

    def __init__(self, real: Analyser) -> None:
        self._real, self.may, self.asked = real, threading.Event(), threading.Event()

    def analyse(self, text: str) -> Any:
        self.asked.set()
        assert self.may.wait(10)
        return self._real.analyse(text)


@dataclass
class Made:
    """Remembers the stacks of the projects and builds that were asked for."""

    stacks: list[list[str]] = field(default_factory=list)

    async def create(self, name: str, place: Path, prompt: str, stack: Sequence[Any], mode: str) -> SimpleNamespace:
        self.stacks.append([entry.integration_id for entry in stack])
        return SimpleNamespace(id="project")

    async def start(self, project_id: str) -> SimpleNamespace:
        return SimpleNamespace(id="build")


@pytest.mark.parametrize(("more", "stack"), [("", ["openai"]), (", paid by Stripe", ["openai", "stripe"])])
async def test_starting_waits_for_the_analysis_under_way(tmp_path: Path, more: str, stack: list[str]) -> None:
    """Enter pressed at once made a project without any service: the text counted as analysed when that began."""
    catalogue, made, bugs, owner = Catalogue.load(), Made(), Bugs(), QObject()
    analyser = SlowAnalyser(Analyser(catalogue))
    work = Supervisor(bugs)
    screen = NewProjectViewModel(work, AnsweringDialogs(), owner)
    refiner = SimpleNamespace(on=False)
    services = SimpleNamespace(
        catalogue=catalogue, analyser=analyser, projects=made, builds=made, refiner=refiner, bus=EventBus(bugs)
    )
    screen.attach(cast("Services", services))
    screen.stack_part.setPrompt("Summaries by OpenAI")
    screen.setName("Notes")
    screen.setFolder(str(tmp_path / "app"))
    await asyncio.to_thread(analyser.asked.wait, 10)
    screen.startBuild()
    screen.stack_part.setPrompt(f"Summaries by OpenAI{more}")
    analyser.may.set()
    await wait_until(lambda: bool(made.stacks), lambda: "a project to be made", 10)
    await work.close(1, lambda names: None)
    assert [sorted(each) for each in made.stacks] == [stack]
    assert not bugs.met
