"""Looking at ``.env``: every finding names the variable, none its value."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from kriptik_desktop.core.secret import Secret
from kriptik_desktop.envfiles.check import check_env
from kriptik_desktop.envfiles.errors import EnvFileRefused
from kriptik_desktop.envfiles.gitignore import is_tracked
from kriptik_desktop.envfiles.model import EnvEntry
from kriptik_desktop.envfiles.writer import write_env


def kinds(folder: Path, *required: str) -> list[tuple[str, str, str]]:
    return [(finding.level, finding.kind, finding.name) for finding in check_env(folder, required)]


def test_what_the_writer_wrote_is_fine(tmp_path: Path) -> None:
    write_env(tmp_path, [EnvEntry("A", Secret("1")), EnvEntry("B", None, "", "later")])
    assert kinds(tmp_path, "A") == []


def test_no_file_is_said_once_and_each_name_is_missing(tmp_path: Path) -> None:
    assert kinds(tmp_path, "A") == [("error", "no_file", ""), ("error", "missing", "A")]
    assert kinds(tmp_path) == [("warning", "no_file", "")]


def test_missing_commented_empty_and_blank_values(tmp_path: Path) -> None:
    write_env(
        tmp_path, [EnvEntry("SET", Secret("x")), EnvEntry("LATER", None, "", "not yet"), EnvEntry("NONE", Secret(""))]
    )
    findings = check_env(tmp_path, ["SET", "LATER", "NONE", "GONE", "GONE"])
    assert [(finding.kind, finding.name) for finding in findings] == [
        ("missing", "LATER"),
        ("empty", "NONE"),
        ("missing", "GONE"),
    ]
    assert "commented out" in findings[0].message


def test_mistakes_in_the_file_are_warnings_with_their_lines(tmp_path: Path) -> None:
    write_env(tmp_path, [])
    (tmp_path / ".env").write_text("A=1\nA=2\nB='topsecret\nC=top#secret\n")
    findings = [(finding.level, finding.kind, finding.lines) for finding in check_env(tmp_path, ["A"])]
    assert findings == [
        ("warning", "duplicate", (1, 2)),
        ("warning", "malformed", (3,)),
        ("warning", "ambiguous", (4,)),
    ]
    assert "topsecret" not in repr(check_env(tmp_path, ["A"]))


def test_an_open_mode_is_an_error(tmp_path: Path) -> None:
    path = write_env(tmp_path, [EnvEntry("A", Secret("1"))]).path
    path.chmod(0o640)
    assert kinds(tmp_path) == [("error", "mode", "")]


def test_not_ignored_is_a_warning_and_tracked_an_error(tmp_path: Path) -> None:
    project = tmp_path / "repository" / "apps" / "web"
    project.mkdir(parents=True)
    write_env(project, [EnvEntry("A", Secret("1"))])
    (project / ".gitignore").unlink()
    assert kinds(project) == [("warning", "not_ignored", "")]
    git = ["git", "-C", str(tmp_path / "repository")]
    subprocess.run([*git, "init", "-q"], check=True)
    (tmp_path / "repository" / "other.txt").write_text("x")
    subprocess.run([*git, "add", "other.txt", "apps/web/.env"], check=True)
    assert kinds(project) == [("error", "tracked", "")]
    assert write_env(project, [EnvEntry("A", Secret("1"))]).warnings == (
        "git tracks .env already, so .gitignore does not help: run git rm --cached .env.",
    )
    subprocess.run([*git, "rm", "-q", "--cached", "apps/web/.env"], check=True)
    assert kinds(project) == []


@pytest.mark.parametrize(
    "index", [b"", b"DIRC", b"DIRC\0\0\0\x02\0\0\xff\xff", b"rubbish" * 9, b"DIRC\0\0\0\x04\0\0\0\x01"]
)
def test_an_index_that_cannot_be_read_tracks_nothing(tmp_path: Path, index: bytes) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "index").write_bytes(index)
    assert not is_tracked(tmp_path, ".env")


def test_a_link_or_a_broken_file_is_one_error(tmp_path: Path) -> None:
    (tmp_path / ".env").symlink_to("elsewhere")
    assert kinds(tmp_path, "A") == [("error", "unreadable", "")]
    (tmp_path / ".env").unlink()
    (tmp_path / ".env").write_bytes(b"A=\xff")
    assert kinds(tmp_path, "A") == [("error", "unreadable", "")]


def test_a_missing_project_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EnvFileRefused):
        check_env(tmp_path / "gone", [])
