"""The wheel holds every tracked file of the app, and nothing that lies around; the tests that run are all tests."""

from __future__ import annotations

import configparser
import importlib
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.text_files import ROOT, text_of, tracked


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """Build the wheel, with the network guard on, and open it."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return zipfile.ZipFile(next(folder.glob("*.whl")))


def test_the_wheel_holds_what_git_tracks(wheel: zipfile.ZipFile) -> None:
    shipped = {name for name in wheel.namelist() if not re.match(r"kriptik_desktop-[^/]*\.dist-info/", name)}
    wanted = {
        name if name.startswith("kriptik_desktop/") else f"kriptik_desktop/{name}"
        for name in tracked("kriptik_desktop", "qml", "assets")
        if not name.startswith("assets/screenshots/")
    }
    assert sorted(shipped - wanted) == [], "in the wheel, unknown to git"
    assert sorted(wanted - shipped) == [], "tracked, missing in the wheel"


def test_the_wheel_starts_by_two_names(wheel: zipfile.ZipFile) -> None:
    name = next(name for name in wheel.namelist() if name.endswith("/entry_points.txt"))
    points = configparser.ConfigParser()
    points.read_string(wheel.read(name).decode())
    assert dict(points["console_scripts"]) == {"kriptik": "kriptik_desktop.cli.main:main"}
    assert dict(points["gui_scripts"]) == {"kriptik-desktop": "kriptik_desktop.app:main"}


@pytest.mark.parametrize("module", ["kriptik_desktop.cli.main", "kriptik_desktop.app"])
def test_what_the_names_start_exists(module: str) -> None:
    assert callable(importlib.import_module(module).main)


def test_the_wheel_carries_the_license(wheel: zipfile.ZipFile) -> None:
    name = next(name for name in wheel.namelist() if name.endswith("/licenses/LICENSE"))
    assert "Apache License" in wheel.read(name).decode()


def test_the_lock_satisfies_every_requirement() -> None:
    project = tomllib.loads(text_of("pyproject.toml"))["project"]
    pins = dict(re.findall(r"^([a-z0-9.-]+)==([^ ;\\]+)", text_of("requirements.lock"), re.MULTILINE))
    wanted = [Requirement(line) for line in [*project["dependencies"], *project["optional-dependencies"]["dev"]]]
    loose = [str(each) for each in wanted if pins.get(canonicalize_name(each.name), "") not in each.specifier]
    assert loose == [], "run `make lock`"


def test_every_tracked_test_file_is_collected() -> None:
    environment = {**os.environ, "KRIPTIK_SOAK": "1"}
    command = [sys.executable, "-m", "pytest", "--collect-only", "-qq", "-p", "no:cacheprovider"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False, env=environment)
    assert done.returncode == 0, done.stdout
    collected = set(re.findall(r"^(tests/\S+\.py): \d+$", done.stdout, re.MULTILINE))
    holding_tests = {
        name
        for name in tracked("tests")
        if name.endswith(".py") and re.search(r"^(?:async )?def test_|^class Test", text_of(name), re.MULTILINE)
    }
    assert collected == holding_tests


def test_test_files_are_named_so_that_pytest_finds_them() -> None:
    named = {name for name in tracked("tests") if Path(name).name.startswith("test_")}
    assert all(re.search(r"def test_", text_of(name)) for name in named)
