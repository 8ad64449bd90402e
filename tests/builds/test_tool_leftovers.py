"""A tool that a killed owner left running, and an install that was cut short, do not spoil the next build.

A quit in the middle of ``npm install`` left it running beside the next one, and the types could not be checked after.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
from pathlib import Path

import pytest

from kriptik_desktop.builds import leftovers
from kriptik_desktop.builds.toolchain import Limits, Toolchain

pytestmark = pytest.mark.skipif(os.name != "posix", reason="process groups and the shell scripts of the fake tools")


def running_in(folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(["/bin/sleep", "60"], cwd=folder, start_new_session=True)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    return folder


async def test_what_still_runs_is_ended(project: Path) -> None:
    left = running_in(project)
    leftovers.note(project, left.pid, "production build")
    ending = asyncio.get_running_loop().run_in_executor(None, left.wait)
    assert "production build" in await leftovers.clean_up(project)
    assert await ending == -9
    assert await leftovers.clean_up(project) == ""


async def test_a_number_that_belongs_to_somebody_else_by_now_is_left_alone(project: Path, tmp_path: Path) -> None:
    other = running_in(tmp_path)
    leftovers.note(project, other.pid, "type check")
    assert await leftovers.clean_up(project) == ""
    assert other.poll() is None
    other.kill()
    other.wait()


@pytest.mark.parametrize("had_lock", [True, False])
async def test_an_install_that_was_cut_short_is_removed(project: Path, had_lock: bool) -> None:
    if had_lock:
        (project / "package-lock.json").write_text("{}")
    leftovers.note(project, 2**22 + 1, "install")
    (project / "node_modules" / "half").mkdir()
    (project / "package-lock.json").write_text("{}")
    assert "anew" in await leftovers.clean_up(project)
    assert not (project / "node_modules").exists()
    assert (project / "package-lock.json").exists() == had_lock


async def test_a_damaged_note_is_no_note(project: Path) -> None:
    leftovers.note(project, 1, "install")
    (project / "node_modules" / ".kriptik-tool.json").write_text("{")
    assert await leftovers.clean_up(project) == ""


NPM = """#!/bin/sh
mkdir -p node_modules
[ -e node_modules/half ] && echo spoilt
touch node_modules/half
echo began
exec {ending}
"""


async def test_a_cancelled_install_is_ended_and_the_next_begins_anew(project: Path, tmp_path: Path) -> None:
    tools = tmp_path / "bin"
    tools.mkdir()
    (tools / "node").write_text("#!/bin/sh\necho v22.1.0\n")
    (tools / "npm").write_text(NPM.format(ending="sleep 60"))
    for tool in tools.iterdir():
        tool.chmod(0o755)
    began, lines = asyncio.Event(), list[str]()

    def hear(line: str) -> None:
        lines.append(line)
        if line == "began":
            began.set()

    chain = Toolchain({"PATH": f"{tools}{os.pathsep}/usr/bin{os.pathsep}/bin"}, Limits(install_s=60))
    first = asyncio.create_task(chain.install(project, hear))
    await asyncio.wait_for(began.wait(), 20)
    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first
    (tools / "npm").write_text(NPM.format(ending="true"))
    assert (await chain.install(project, hear)).outcome == "passed"
    assert "spoilt" not in lines
    assert lines.count("An install that was cut short is done anew") == 1
    assert not (project / "node_modules" / ".kriptik-tool.json").exists()
