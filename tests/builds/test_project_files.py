"""Generated files never cost a person their own work, and never leave the project."""

from __future__ import annotations

from pathlib import Path

import pytest

from kriptik_desktop.builds.files import digest_of, write_files
from kriptik_desktop.builds.leaks import files_with
from kriptik_desktop.core.errors import Refused
from kriptik_desktop.core.secret import Secret


def test_files_are_written_and_their_digests_reported(tmp_path: Path) -> None:
    report = write_files(tmp_path, {"src/app/page.tsx": "one"}, {})
    assert (tmp_path / "src/app/page.tsx").read_text() == "one"
    assert report.written == {"src/app/page.tsx": digest_of(b"one")}
    assert report.kept == ()


def test_an_untouched_file_of_ours_is_replaced(tmp_path: Path) -> None:
    first = write_files(tmp_path, {"a.ts": "one"}, {})
    assert write_files(tmp_path, {"a.ts": "two"}, first.written).kept == ()
    assert (tmp_path / "a.ts").read_text() == "two"


def test_an_edited_file_is_kept_and_named(tmp_path: Path) -> None:
    first = write_files(tmp_path, {"a.ts": "one"}, {})
    (tmp_path / "a.ts").write_text("mine")
    report = write_files(tmp_path, {"a.ts": "two"}, first.written)
    assert report.kept == ("a.ts",)
    assert report.written == {}
    assert (tmp_path / "a.ts").read_text() == "mine"


def test_a_file_written_before_a_crash_is_recognised(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.ts": "one"}, {})
    assert write_files(tmp_path, {"a.ts": "one"}, {}).written == {"a.ts": digest_of(b"one")}


def test_links_and_paths_do_not_lead_outside(tmp_path: Path) -> None:
    project, outside = tmp_path / "project", tmp_path / "outside"
    project.mkdir()
    outside.mkdir()
    (project / "src").symlink_to(outside)
    with pytest.raises(Refused, match="is a link"):
        write_files(project, {"src/a.ts": "one"}, {})
    for path in ("../a.ts", "/etc/a.ts", ""):
        with pytest.raises(ValueError, match="stay inside"):
            write_files(project, {path: "one"}, {})
    assert list(outside.iterdir()) == []


def test_nothing_temporary_is_left(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.ts": "one", "b/c.ts": "two"}, {})
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == ["a.ts", "c.ts"]


def test_a_value_of_the_vault_is_found_wherever_it_stands(tmp_path: Path) -> None:
    secret = Secret("sk_test_" + "a1" * 12)
    write_files(tmp_path, {"src/a.ts": f"const k = '{secret.reveal()}'", "src/b.ts": "innocent"}, {})
    write_files(tmp_path, {".env": secret.reveal(), "node_modules/x/i.js": secret.reveal()}, {})
    (tmp_path / "picture.bin").write_bytes(b"\xff\x00" + secret.reveal().encode() + b"\x00")
    assert files_with(tmp_path, [secret]) == ["picture.bin", "src/a.ts"]


def test_short_values_raise_no_false_alarm(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.ts": "const region = 'eu'"}, {})
    assert files_with(tmp_path, [Secret("eu")]) == []
