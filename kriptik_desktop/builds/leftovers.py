"""What an owner that was killed, or quit in the middle, left in a project: a tool still running, a half-made install.

A tool runs in a session of its own and outlives a killed owner. Two npm installs in one folder spoil each other, and
npm does not repair one that was cut short: it takes what lies in ``node_modules`` for complete and leaves out packages
made for one platform. So each tool is noted while it runs, and the next one first ends and clears what a note names.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

_NOTE = ".kriptik-tool.json"
"""Inside ``node_modules``: git ignores it there, and npm passes over names that begin with a dot."""
_LOCK = "package-lock.json"
_LOOKS, _PAUSE_S = 50, 0.1


@dataclass(frozen=True, slots=True)
class RunningTool:
    """A tool as noted: its process group, what it does, and whether there was a lock file before it."""

    group: int
    name: str
    had_lock: bool


def note(folder: Path, group: int, name: str) -> None:
    """Note that a tool runs in ``folder``; :func:`clear` takes the note away when it has ended by itself."""
    modules = folder / "node_modules"
    modules.mkdir(exist_ok=True)
    running = RunningTool(group, name, (folder / _LOCK).exists())
    (modules / _NOTE).write_text(json.dumps(asdict(running)), encoding="utf-8")


def clear(folder: Path) -> None:
    """Take the note away."""
    (folder / "node_modules" / _NOTE).unlink(missing_ok=True)


async def clean_up(folder: Path) -> str:
    """End a tool that still runs from before and remove an install that was cut short; say in words what was done.

    Raises OSError when the remains cannot be removed.
    """
    noted = await asyncio.to_thread(_noted, folder)
    if noted is None:
        return ""
    ended = await _end(noted.group, folder)
    if noted.name == "install":
        await asyncio.to_thread(_remove_install, folder, noted.had_lock)
        return "An install that was cut short is done anew"
    await asyncio.to_thread(clear, folder)
    return f"Ended the {noted.name} that was still running" if ended else ""


def _noted(folder: Path) -> RunningTool | None:
    try:
        return RunningTool(**json.loads((folder / "node_modules" / _NOTE).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


async def _end(group: int, folder: Path) -> bool:
    found = False
    for _ in range(_LOOKS):
        if not await asyncio.to_thread(_lives, group, folder):
            return found
        found = True
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(group, signal.SIGKILL)
        await asyncio.sleep(_PAUSE_S)
    raise TimeoutError(f"process group {group} does not end")


def _lives(group: int, folder: Path) -> bool:
    """Tell whether the group is still the tool's: its number may belong to somebody else by now.

    On Windows there are no groups to look at; a tool there ends with the console of its owner.
    """
    if os.name != "posix":
        return False
    if Path("/proc/self/cwd").exists():
        return any(_works_in(place, folder) for place in _members(group))
    listed = subprocess.run(["/bin/ps", "-A", "-o", "pgid=,command="], capture_output=True, text=True, check=False)
    words = (line.split(None, 1) for line in listed.stdout.splitlines())
    return any(len(each) == 2 and each[0] == str(group) and ("npm" in each[1] or "next" in each[1]) for each in words)


def _members(group: int) -> Iterator[Path]:
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            with suppress(OSError):
                if os.getpgid(int(entry.name)) == group:
                    yield entry


def _works_in(process: Path, folder: Path) -> bool:
    try:
        return (process / "cwd").resolve().is_relative_to(folder.resolve())
    except OSError:
        return False


def _remove_install(folder: Path, had_lock: bool) -> None:
    shutil.rmtree(folder / "node_modules")
    if not had_lock:
        (folder / _LOCK).unlink(missing_ok=True)
