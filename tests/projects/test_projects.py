"""Projects: what a folder must be, how a project is found again, what is refused and that nothing is lost."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from kriptik_desktop.core.database import Database, Schema, migrate
from kriptik_desktop.core.errors import Conflict, InvalidInput, NotFound
from kriptik_desktop.core.events import EventBus
from kriptik_desktop.core.ids import uuid7_source
from kriptik_desktop.projects import store
from kriptik_desktop.projects.events import ProjectChanged
from kriptik_desktop.projects.model import StackEntry
from kriptik_desktop.projects.service import ProjectService
from tests.fakes.clock import FakeClock

STACK = [StackEntry("stripe", "payments", "You wrote 'Stripe'", ("Stripe",))]


def fail(error: BaseException, where: str) -> None:
    raise AssertionError(where) from error


@pytest.fixture
async def heard() -> list[str]:
    return []


@pytest.fixture
async def projects(tmp_path: Path, heard: list[str]) -> AsyncIterator[ProjectService]:
    database = await Database.open(tmp_path / "state.db", journal="wal")
    await migrate(database, [Schema("projects", store.SCHEMA)])
    clock, bus = FakeClock(), EventBus(fail)
    bus.subscribe(ProjectChanged, lambda event: heard.append(event.project_id))
    yield ProjectService(database, clock, uuid7_source(clock), bus)
    await database.close()


async def test_a_project_comes_back_as_it_was_made(projects: ProjectService, tmp_path: Path, heard: list[str]) -> None:
    made = await projects.create("Shop", tmp_path / "shop", "A shop with Stripe", STACK, "live")
    assert await projects.get(made.id) == made == await projects.get("Shop")
    assert made.stack[0].evidence == ("Stripe",)
    assert heard == [made.id]


async def test_a_moved_folder_is_found_again(projects: ProjectService, tmp_path: Path) -> None:
    made = await projects.create("Shop", tmp_path / "shop", "A shop", [])
    (tmp_path / "shop").rename(tmp_path / "elsewhere")
    assert (await projects.open(tmp_path / "elsewhere")).id == made.id
    assert (await projects.get(made.id)).folder == tmp_path / "elsewhere"


async def test_removing_forgets_the_project_and_keeps_its_files(projects: ProjectService, tmp_path: Path) -> None:
    made = await projects.create("Shop", tmp_path / "shop", "A shop", [])
    (tmp_path / "shop" / "mine.txt").write_text("work")
    await projects.remove(made.id)
    assert await projects.list() == []
    assert (tmp_path / "shop" / "mine.txt").read_text() == "work"


async def test_a_file_in_the_folders_place_is_refused(projects: ProjectService, tmp_path: Path) -> None:
    (tmp_path / "shop").write_text("a file")
    with pytest.raises(InvalidInput, match="is a file, not a folder"):
        await projects.create("Shop", tmp_path / "shop", "A shop", [])
    with pytest.raises(InvalidInput, match="is a file, not a folder"):
        await projects.create("Shop", tmp_path / "shop" / "below", "A shop", [])
    assert (tmp_path / "shop").read_text() == "a file"


async def test_a_folder_with_files_is_refused_and_left_alone(projects: ProjectService, tmp_path: Path) -> None:
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "mine.txt").write_text("work")
    with pytest.raises(Conflict, match="already holds files"):
        await projects.create("Shop", tmp_path / "shop", "A shop", [])
    assert sorted(path.name for path in (tmp_path / "shop").iterdir()) == ["mine.txt"]


async def test_an_empty_folder_with_git_is_fine(projects: ProjectService, tmp_path: Path) -> None:
    (tmp_path / "shop" / ".git").mkdir(parents=True)
    assert (await projects.create("Shop", tmp_path / "shop", "A shop", [])).folder == tmp_path / "shop"


async def test_two_projects_do_not_share_a_folder(projects: ProjectService, tmp_path: Path) -> None:
    await projects.create("Shop", tmp_path / "shop", "A shop", [])
    with pytest.raises(Conflict, match="belongs to the project 'Shop'"):
        await projects.create("Other", tmp_path / "shop", "A shop", [])


async def test_names_and_paths_are_checked(projects: ProjectService, tmp_path: Path) -> None:
    for name in ("", "   ", "a\nb", "x" * 81):
        with pytest.raises(InvalidInput, match="has no name"):
            await projects.create(name, tmp_path / "shop", "A shop", [])
    with pytest.raises(InvalidInput, match="not a full path"):
        await projects.create("Shop", Path("shop"), "A shop", [])
    assert not (tmp_path / "shop").exists()


async def test_an_ambiguous_name_is_not_guessed(projects: ProjectService, tmp_path: Path) -> None:
    first = await projects.create("Shop", tmp_path / "one", "A shop", [])
    await projects.create("Shop", tmp_path / "two", "A shop", [])
    with pytest.raises(Conflict, match="2 projects are named"):
        await projects.get("Shop")
    assert (await projects.get(first.id)).folder == tmp_path / "one"
    with pytest.raises(NotFound):
        await projects.get("Nothing")


async def test_the_stack_can_be_changed(projects: ProjectService, tmp_path: Path) -> None:
    made = await projects.create("Shop", tmp_path / "shop", "A shop", STACK)
    assert (await projects.set_stack(made.id, [])).integrations == ()
    assert (await projects.get(made.id)).integrations == ()


_UNPRIVILEGED = """
import os, sys
from pathlib import Path
from kriptik_desktop.core.errors import InvalidInput
from kriptik_desktop.projects.folder import require_usable
if os.getuid() == 0:
    os.setgid(65534); os.setuid(65534)
try:
    require_usable(Path(sys.argv[1]))
except InvalidInput as error:
    print(error.code)
"""


@pytest.mark.skipif(os.name != "posix", reason="permission bits are a POSIX thing")
def test_a_read_only_folder_is_refused_to_an_unprivileged_user(tmp_path_factory: pytest.TempPathFactory) -> None:
    parent = tmp_path_factory.mktemp("readonly")
    for folder in (parent, *parent.parents):
        if folder.stat().st_uid == os.getuid() and folder != Path("/"):
            folder.chmod(folder.stat().st_mode | 0o055)
    parent.chmod(0o555)
    try:
        done = subprocess.run(
            [sys.executable, "-c", _UNPRIVILEGED, str(parent / "shop")], capture_output=True, text=True, check=True
        )
    finally:
        parent.chmod(0o755)
    assert done.stdout.strip() == "folder_not_writable", done.stderr
