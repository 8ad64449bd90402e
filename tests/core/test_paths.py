"""Files lie where the platform wants them, or all under KRIPTIK_HOME, closed to others."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

import pytest

from kriptik_desktop.core.errors import Refused
from kriptik_desktop.core.paths import AppPaths, private_folder
from tests.fakes.unprivileged import as_nobody, folder_of_nobody


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_one_variable_moves_everything(tmp_path: Path) -> None:
    paths = AppPaths.from_environment({"KRIPTIK_HOME": str(tmp_path)})
    folders = (paths.cache, paths.runtime, paths.state)
    files = (paths.settings_file, paths.vault_file, paths.state_file, paths.owner_lock, paths.vault_anchor)
    everything = (*folders, *files, paths.vault_backups)
    assert all(path.is_relative_to(tmp_path) for path in everything)
    assert len(set(everything)) == len(everything)


def test_a_relative_home_is_made_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert AppPaths.from_environment({"KRIPTIK_HOME": "here"}).data == tmp_path / "here" / "data"


def test_without_it_the_platform_decides(own_home: Path) -> None:
    paths = AppPaths.from_environment()
    folders = (paths.config, paths.data, paths.cache, paths.runtime, paths.state)
    assert all(path.is_relative_to(own_home) for path in folders)


def test_folders_are_closed_to_others(tmp_path: Path) -> None:
    paths = AppPaths.from_environment({"KRIPTIK_HOME": str(tmp_path)})
    paths.data.mkdir(mode=0o755)
    paths.create()
    folders = (paths.config, paths.data, paths.cache, paths.runtime, paths.state)
    assert {mode(folder) for folder in folders} == {0o700}
    paths.create()


def test_a_long_home_gets_a_short_socket_of_its_own(tmp_path: Path) -> None:
    homes = [tmp_path / f"{letter * 120}" for letter in "ab"]
    first, second, again = (
        AppPaths.from_environment({"KRIPTIK_HOME": str(home)}).control_socket for home in (*homes, homes[0])
    )
    assert len(os.fsencode(first)) <= 100
    assert first.parent.parent == Path(tempfile.gettempdir())
    assert first == again != second


@pytest.mark.parametrize("session", [{}, {"XDG_RUNTIME_DIR": "/nowhere/at/all"}, {"XDG_RUNTIME_DIR": "/"}])
def test_without_a_session_the_runtime_folder_is_named_by_user(
    session: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    monkeypatch.setattr(os, "getuid", lambda: 99_999)
    runtime = AppPaths.from_environment(session).runtime
    assert runtime.parent == Path(tempfile.gettempdir())
    assert runtime.name.startswith("kriptik-99999-")


def test_a_folder_that_somebody_else_put_there_is_refused(tmp_path: Path) -> None:
    with folder_of_nobody() as folder:
        theirs = Path("/") if os.getuid() else folder
        with pytest.raises(Refused) as caught:
            private_folder(theirs)
        link = tmp_path / "link"
        link.symlink_to(theirs)
        with pytest.raises(Refused):
            private_folder(link)
    assert caught.value.code == "folder_of_another_user"
    assert "KRIPTIK_HOME" in caught.value.hint


def test_an_own_link_to_an_own_folder_is_fine(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir(mode=0o755)
    (tmp_path / "data").symlink_to(tmp_path / "disk")
    private_folder(tmp_path / "data")
    assert mode(tmp_path / "disk") == 0o700


def test_a_place_that_cannot_be_made_is_an_os_error() -> None:
    with folder_of_nobody() as folder:
        folder.chmod(0o500)

        def use_it() -> str:
            try:
                private_folder(folder / "data")
            except OSError as error:
                return type(error).__name__
            return "made"

        assert as_nobody(use_it) == "PermissionError"
