"""packaging/bootstrap, with fakes of python, apt-get, id and sudo on its PATH: what it asks for, and when."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent

PYTHON = """#!/bin/sh
case "$*" in
    *ensurepip*) [ -e "$STATE/has-venv" ] ;;
    *ctypes*) [ -e "$STATE/has-qt" ] ;;
    "-m venv"*) mkdir -p .venv/bin && cp "$0" .venv/bin/python ;;
    "-m pip install"*) echo "pip $*" >> "$STATE/log" ;;
    *base_prefix*) echo 3.11 ;;
esac
"""
APT = """#!/bin/sh
echo "apt-get $*" >> "$STATE/log"
[ "$1" = update ] || touch "$STATE/has-venv" "$STATE/has-qt"
"""
SUDO = '#!/bin/sh\necho "sudo $*" >> "$STATE/log"\n'
QT_PACKAGES = ("libegl1", "libxcb-cursor0", "libxkbcommon-x11-0")


class Machine:
    """A checkout and a PATH that hold only what the script may use."""

    def __init__(self, folder: Path, user: int) -> None:
        self.state, self.tools, self.checkout = folder / "state", folder / "tools", folder / "checkout"
        for made in (self.state, self.tools, self.checkout / "packaging"):
            made.mkdir(parents=True)
        for name in ("requirements.lock", "pyproject.toml", "packaging/bootstrap"):
            (self.checkout / name).write_bytes((ROOT / name).read_bytes())
        made_here = {"python3": PYTHON, "apt-get": APT, "sudo": SUDO, "id": f"#!/bin/sh\necho {user}\n", "Xvfb": ""}
        for name, text in made_here.items():
            (self.tools / name).write_text(text)
            (self.tools / name).chmod(0o755)
        for name in ("sh", "cat", "cksum", "dirname", "uname", "env", "mkdir", "cp", "touch", "git"):
            found = next(Path(place) / name for place in ("/usr/bin", "/bin") if (Path(place) / name).exists())
            (self.tools / name).symlink_to(found)

    def has(self, *things: str) -> None:
        """Let these be there already."""
        for thing in things:
            (self.state / f"has-{thing}").touch()

    def bootstrap(self, purpose: str = "run") -> subprocess.CompletedProcess[str]:
        """Run the script without a terminal."""
        command = [str(self.tools / "sh"), str(self.checkout / "packaging" / "bootstrap"), purpose]
        return subprocess.run(
            command,
            env={"PATH": str(self.tools), "STATE": str(self.state)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def log(self) -> list[str]:
        """Return what was called, and forget it."""
        path = self.state / "log"
        lines = path.read_text().splitlines() if path.exists() else []
        path.write_text("")
        return lines


def test_root_gets_what_is_missing_and_then_the_lock(tmp_path: Path) -> None:
    machine = Machine(tmp_path, user=0)
    done = machine.bootstrap()
    assert done.returncode == 0, done.stderr
    update, install, lock, app = machine.log()
    assert update.startswith("apt-get update")
    assert {"python3-venv", *QT_PACKAGES} <= set(install.split())
    assert lock.endswith("--require-hashes -r requirements.lock")
    assert app.endswith("--no-deps --no-build-isolation -e .")


def test_a_second_time_does_nothing(tmp_path: Path) -> None:
    machine = Machine(tmp_path, user=0)
    machine.bootstrap()
    machine.log()
    assert machine.bootstrap().returncode == 0
    assert machine.log() == []


@pytest.mark.parametrize("name", ["requirements.lock", "pyproject.toml"])
def test_a_change_of_what_decides_installs_again(name: str, tmp_path: Path) -> None:
    machine = Machine(tmp_path, user=0)
    machine.has("venv", "qt")
    machine.bootstrap()
    machine.log()
    with (machine.checkout / name).open("a") as file:
        file.write("# changed\n")
    machine.bootstrap()
    assert [line.split()[0] for line in machine.log()] == ["pip", "pip"]


def test_nothing_missing_asks_nothing_of_the_system(tmp_path: Path) -> None:
    machine = Machine(tmp_path, user=1000)
    machine.has("venv", "qt")
    assert machine.bootstrap().returncode == 0
    assert [line.split()[0] for line in machine.log()] == ["pip", "pip"]


def test_a_person_without_terminal_gets_the_exact_command(tmp_path: Path) -> None:
    machine = Machine(tmp_path, user=1000)
    done = machine.bootstrap()
    assert done.returncode == 1
    assert machine.log() == []
    command = next(line for line in done.stderr.splitlines() if "apt-get install" in line)
    assert {"python3-venv", *QT_PACKAGES} <= set(command.split())
    assert not (machine.checkout / ".venv").exists()


@pytest.mark.parametrize("tool", ["git", "Xvfb"])
def test_the_tests_need_more_than_the_app(tool: str, tmp_path: Path) -> None:
    machine = Machine(tmp_path, user=0)
    machine.has("venv", "qt")
    machine.bootstrap()
    machine.log()
    (machine.tools / tool).unlink()
    assert machine.bootstrap().returncode == 0
    assert machine.log() == []
    assert machine.bootstrap("test").returncode == 0
    assert tool.lower() in machine.log()[1].split()


def test_another_system_is_told_what_to_install(tmp_path: Path) -> None:
    machine = Machine(tmp_path, user=1000)
    (machine.tools / "apt-get").unlink()
    done = machine.bootstrap()
    assert done.returncode == 1
    assert "libegl1" in done.stderr


def test_no_fitting_python_is_said(tmp_path: Path) -> None:
    machine = Machine(tmp_path, user=0)
    (machine.tools / "python3").write_text("#!/bin/sh\nexit 1\n")
    done = machine.bootstrap()
    assert done.returncode == 1
    assert "needs Python 3.11" in done.stderr
    assert os.listdir(machine.state) == []
