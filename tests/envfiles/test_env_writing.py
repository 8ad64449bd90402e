"""Writing ``.env`` and ``.env.example``: nothing of the person's is lost, nothing is readable by others."""

from __future__ import annotations

import os
import resource
import stat
import subprocess
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kriptik_desktop.core.dotenv_format import Dialect, NotWritable
from kriptik_desktop.core.errors import InvalidInput
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.envfiles.errors import EnvFileBusy, EnvFileNotWritten, EnvFileRefused, EnvFileUnreadable
from kriptik_desktop.envfiles.files import put, take
from kriptik_desktop.envfiles.gitignore import ensure_ignored, is_ignored
from kriptik_desktop.envfiles.model import EnvEntry
from kriptik_desktop.envfiles.writer import dialect_of, write_env, write_example
from tests.fakes.dotenv_readers import read_as_next, read_as_node
from tests.fakes.unprivileged import as_nobody, folder_of_nobody

STRIPE = [
    EnvEntry("STRIPE_PUBLIC_KEY", Secret("pk_test_1"), "Stripe: Publishable key"),
    EnvEntry("STRIPE_SECRET_KEY", Secret("sk_test_2"), "Stripe: Secret key"),
    EnvEntry("STRIPE_WEBHOOK_SECRET", None, "Stripe: Webhook secret", "it comes with the webhook"),
]


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


class TestWriting:
    def test_the_three_stripe_fields_are_three_lines_of_a_private_file(self, tmp_path: Path) -> None:
        written = write_env(tmp_path, STRIPE)
        assert written.added == ("STRIPE_PUBLIC_KEY", "STRIPE_SECRET_KEY")
        assert written.commented == ("STRIPE_WEBHOOK_SECRET",)
        assert (written.changed, written.kept, written.warnings) == ((), (), ())
        assert written.path.read_text() == (
            "# Stripe: Publishable key\nSTRIPE_PUBLIC_KEY=pk_test_1\n"
            "\n# Stripe: Secret key\nSTRIPE_SECRET_KEY=sk_test_2\n"
            "\n# Stripe: Webhook secret\n# STRIPE_WEBHOOK_SECRET is not set yet: it comes with the webhook\n"
            "# STRIPE_WEBHOOK_SECRET=\n"
        )
        assert mode_of(written.path) == 0o600
        assert sorted(path.name for path in tmp_path.iterdir()) == [".env", ".gitignore"]

    def test_writing_again_changes_no_byte(self, tmp_path: Path) -> None:
        write_env(tmp_path, STRIPE)
        before = {path.name: (path.read_bytes(), path.stat().st_ino) for path in tmp_path.iterdir()}
        written = write_env(tmp_path, STRIPE)
        assert written.kept == ("STRIPE_PUBLIC_KEY", "STRIPE_SECRET_KEY")
        assert {path.name: (path.read_bytes(), path.stat().st_ino) for path in tmp_path.iterdir()} == before

    def test_the_commented_line_becomes_the_value_in_place(self, tmp_path: Path) -> None:
        path = write_env(tmp_path, STRIPE).path
        with path.open("a") as file:
            file.write("MINE=1\n")
        write_env(tmp_path, [EnvEntry("STRIPE_WEBHOOK_SECRET", Secret("whsec_3"), "ignored")])
        assert path.read_text().endswith("\n# Stripe: Webhook secret\nSTRIPE_WEBHOOK_SECRET=whsec_3\nMINE=1\n")

    def test_what_the_person_wrote_stays(self, tmp_path: Path) -> None:
        path = tmp_path / ".env"
        path.write_bytes(b"# mine\r\n\r\nexport A = 'x # y'  # why\r\nSTRIPE_SECRET_KEY=\"old\"\r\nnot a line\r\nB=2")
        written = write_env(tmp_path, STRIPE[:2])
        assert path.read_bytes() == (
            b"# mine\r\n\r\nexport A = 'x # y'  # why\r\nSTRIPE_SECRET_KEY=\"sk_test_2\"\r\nnot a line\r\nB=2\r\n"
            b"\r\n# Stripe: Publishable key\r\nSTRIPE_PUBLIC_KEY=pk_test_1\r\n"
        )
        assert written.warnings == ("STRIPE_SECRET_KEY had another value in .env; it was replaced.",)

    def test_a_value_of_the_person_is_not_commented_out(self, tmp_path: Path) -> None:
        (tmp_path / ".env").write_text("STRIPE_WEBHOOK_SECRET=whsec_mine\n")
        written = write_env(tmp_path, STRIPE[2:])
        assert (written.commented, (tmp_path / ".env").read_text()) == ((), "STRIPE_WEBHOOK_SECRET=whsec_mine\n")

    def test_an_open_mode_is_closed_even_when_no_line_changes(self, tmp_path: Path) -> None:
        write_env(tmp_path, STRIPE)
        (tmp_path / ".env").chmod(0o644)
        write_env(tmp_path, STRIPE)
        assert mode_of(tmp_path / ".env") == 0o600

    def test_two_values_for_one_name_are_named(self, tmp_path: Path) -> None:
        twice = [EnvEntry("AUTH_SECRET", Secret("one")), EnvEntry("AUTH_SECRET", Secret("two"))]
        written = write_env(tmp_path, twice)
        assert "AUTH_SECRET is asked for with two different values; the last one was written." in written.warnings
        assert read_as_node(written.path.read_text()) == {"AUTH_SECRET": "two"}

    @settings(max_examples=60)
    @given(
        st.dictionaries(
            st.from_regex(r"\A[A-Z_][A-Z0-9_]{0,8}\Z"),
            st.text(st.characters(codec="ascii", min_codepoint=32)),
            max_size=5,
        )
    )
    def test_the_app_reads_what_was_written(self, values: dict[str, str]) -> None:
        with folder_of_nobody() as folder:
            try:
                written = write_env(folder, [EnvEntry(name, Secret(value)) for name, value in values.items()])
            except NotWritable:
                assert not (folder / ".env").exists()
                return
            assert read_as_next(written.path.read_text()) == values

    def test_the_reader_is_found_in_the_folder(self, tmp_path: Path) -> None:
        assert dialect_of(tmp_path) is Dialect.NEXT
        (tmp_path / "requirements.txt").write_text("flask\n")
        assert dialect_of(tmp_path) is Dialect.PYTHON
        (tmp_path / "package.json").write_text('{"dependencies": {"express": "5"}}')
        assert dialect_of(tmp_path) is Dialect.NODE
        (tmp_path / "package.json").write_text('{"dependencies": {"next": "16"}}')
        assert dialect_of(tmp_path) is Dialect.NEXT
        (tmp_path / "package.json").write_text('["not", "an", "object"]')
        assert dialect_of(tmp_path) is Dialect.NODE

    def test_a_dollar_is_safe_in_next_and_the_other_readers_are_named(self, tmp_path: Path) -> None:
        written = write_env(tmp_path, [EnvEntry("A", Secret("pa$word")), EnvEntry("word", Secret("swallowed"))])
        assert read_as_next(written.path.read_text())["A"] == "pa$word"
        assert len(written.warnings) == 1
        assert "dotenv for Node" in written.warnings[0]
        assert "pa$" not in written.warnings[0]


class TestRefusing:
    def test_a_link_is_not_followed(self, tmp_path: Path) -> None:
        outside = tmp_path / "outside"
        outside.write_text("untouched")
        folder = tmp_path / "project"
        folder.mkdir()
        (folder / ".env").symlink_to(outside)
        with pytest.raises(EnvFileRefused, match="link"):
            write_env(folder, STRIPE)
        assert outside.read_text() == "untouched"
        assert [path.name for path in folder.iterdir()] == [".env"]

    def test_a_dangling_link_is_not_followed(self, tmp_path: Path) -> None:
        (tmp_path / ".env").symlink_to(tmp_path / "nowhere")
        with pytest.raises(EnvFileRefused):
            write_env(tmp_path, STRIPE)

    def test_a_folder_in_its_place_is_named(self, tmp_path: Path) -> None:
        (tmp_path / ".env").mkdir()
        with pytest.raises(EnvFileRefused, match="not a plain file"):
            write_env(tmp_path, STRIPE)

    def test_a_pipe_in_its_place_does_not_hang(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / ".env")
        with pytest.raises(EnvFileRefused, match="not a plain file"):
            write_env(tmp_path, STRIPE)

    @pytest.mark.parametrize("name", ["file", "missing"])
    def test_a_project_folder_that_is_none(self, tmp_path: Path, name: str) -> None:
        (tmp_path / "file").write_text("x")
        with pytest.raises(EnvFileRefused, match="project folder"):
            write_env(tmp_path / name, STRIPE)

    @pytest.mark.parametrize("content", [b"A=1\nB=\xff\xfe\n", "A=1\n".encode("utf-16"), b"A=1\n" * 300_000])
    def test_a_file_that_is_no_text_is_left_alone(self, tmp_path: Path, content: bytes) -> None:
        (tmp_path / ".env").write_bytes(content)
        with pytest.raises((EnvFileUnreadable, InvalidInput)):
            write_env(tmp_path, STRIPE)
        assert (tmp_path / ".env").read_bytes() == content

    def test_a_bad_value_changes_nothing_and_names_the_variable_only(self, tmp_path: Path) -> None:
        (tmp_path / ".env").write_text("A=1\n")
        with pytest.raises(NotWritable, match="SECOND") as caught:
            write_env(tmp_path, [EnvEntry("FIRST", Secret("fine")), EnvEntry("SECOND", Secret("hidden\0"))])
        assert "hidden" not in str(caught.value)
        assert (tmp_path / ".env").read_text() == "A=1\n"
        assert not (tmp_path / ".gitignore").exists()


class TestRights:
    def test_a_read_only_folder_keeps_the_old_file(self) -> None:
        def work() -> list[str]:
            (folder / ".env").write_text("A=1\n")
            folder.chmod(0o500)
            try:
                write_env(folder, STRIPE)
            except EnvFileNotWritten as error:
                return [error.code, error.message, (folder / ".env").read_text()]
            return ["written"]

        with folder_of_nobody() as folder:
            code, message, text = as_nobody(work)
        assert (code, text) == ("env_file_not_written", "A=1\n")
        assert "unchanged" in message

    def test_a_file_of_another_user_cannot_be_read(self) -> None:
        def work() -> str:
            (folder / ".env").write_text("A=1\n")
            (folder / ".env").chmod(0)
            try:
                write_env(folder, STRIPE)
            except EnvFileUnreadable as error:
                return error.code
            return "written"

        with folder_of_nobody() as folder:
            assert as_nobody(work) == "env_file_unreadable"

    def test_a_write_protected_file_is_respected(self) -> None:
        def work() -> list[str]:
            (folder / ".env").write_text("A=1\n")
            (folder / ".env").chmod(0o400)
            try:
                write_env(folder, STRIPE)
            except EnvFileRefused as error:
                return [error.code, (folder / ".env").read_text()]
            return ["written"]

        with folder_of_nobody() as folder:
            assert as_nobody(work) == ["env_file_protected", "A=1\n"]

    def test_a_full_disk_keeps_the_old_file_and_leaves_no_pieces(self) -> None:
        def work() -> list[object]:
            (folder / ".env").write_text("A=1\n")
            (folder / ".gitignore").write_text(".env\n")
            resource.setrlimit(resource.RLIMIT_FSIZE, (64, resource.RLIM_INFINITY))
            try:
                write_env(folder, [EnvEntry("BIG", Secret("x" * 5000))])
            except EnvFileNotWritten as error:
                return [error.hint, (folder / ".env").read_text(), sorted(os.listdir(folder))]
            return ["written"]

        with folder_of_nobody() as folder:
            hint, text, names = as_nobody(work)
        assert ("space" in hint, text, names) == (True, "A=1\n", [".env", ".gitignore"])

    def test_the_content_is_never_readable_by_others(self) -> None:
        def work() -> list[int]:
            os.umask(0)
            seen: list[int] = []
            stop = threading.Event()

            def watch() -> None:
                while not stop.is_set():
                    for name in os.listdir(folder):
                        if name.startswith(".env"):
                            try:
                                seen.append(stat.S_IMODE(os.lstat(folder / name).st_mode))
                            except FileNotFoundError:
                                continue

            watcher = threading.Thread(target=watch)
            watcher.start()
            for at in range(30):
                write_env(folder, [EnvEntry("A", Secret(str(at)))])
            stop.set()
            watcher.join()
            return sorted(set(seen))

        with folder_of_nobody() as folder:
            assert as_nobody(work) == [0o600]


class TestMeanwhile:
    def test_an_edit_between_reading_and_writing_is_not_lost(self, tmp_path: Path) -> None:
        path = tmp_path / ".env"
        path.write_text("A=1\n")
        before = take(path)
        path.write_text("A=1\nEDITED=1\n")
        with pytest.raises(EnvFileBusy):
            put(before, "A=2\n", mode=0o600)
        assert path.read_text() == "A=1\nEDITED=1\n"
        assert os.listdir(tmp_path) == [".env"]

    def test_a_file_that_came_into_being_meanwhile_is_not_lost(self, tmp_path: Path) -> None:
        before = take(tmp_path / ".env")
        (tmp_path / ".env").write_text("NEW=1\n")
        with pytest.raises(EnvFileBusy):
            put(before, "A=2\n", mode=0o600)

    def test_two_writers_at_once_both_get_all_their_lines(self, tmp_path: Path) -> None:
        def write(name: str) -> None:
            for at in range(15):
                write_env(tmp_path, [EnvEntry(f"{name}{at}", Secret("x"))])

        writers = [threading.Thread(target=write, args=(name,)) for name in ("LEFT", "RIGHT")]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
        wanted = {f"{name}{at}" for name in ("LEFT", "RIGHT") for at in range(15)}
        assert set(read_as_node((tmp_path / ".env").read_text())) == wanted
        assert (tmp_path / ".gitignore").read_text() == ".env\n"

    def test_what_a_killed_write_left_is_removed_once_it_is_old(self, tmp_path: Path) -> None:
        old, young = tmp_path / ".env.kriptik-0123", tmp_path / ".env.kriptik-4567"
        for left in (old, young):
            left.write_text("A=1\n")
        os.utime(old, (1, 1))
        write_env(tmp_path, STRIPE)
        assert (old.exists(), young.exists()) == (False, True)


class TestGitignore:
    @pytest.mark.parametrize(
        "content",
        [
            ".env\n",
            "node_modules\n.env*\n!.env.example\n",
            "*.env\n",
            "/.env\n",
            "**/.env\n",
            ".env  \n",
            "!.env\n.env\n",
        ],
    )
    def test_a_line_that_covers_it_is_enough(self, tmp_path: Path, content: str) -> None:
        (tmp_path / ".gitignore").write_text(content)
        assert ensure_ignored(tmp_path, ".env") == ()
        assert (tmp_path / ".gitignore").read_text() == content

    @pytest.mark.parametrize(
        ("content", "wanted"),
        [
            ("", ".env\n"),
            ("dist", "dist\n.env\n"),
            ("# .env\n", "# .env\n.env\n"),
            (".env/\n", ".env/\n.env\n"),
            (".env.local\n", ".env.local\n.env\n"),
            ("a/.env\n", "a/.env\n.env\n"),
            ("dist\r\n", "dist\r\n.env\r\n"),
        ],
    )
    def test_else_one_line_is_added_once(self, tmp_path: Path, content: str, wanted: str) -> None:
        path = tmp_path / ".gitignore"
        path.write_bytes(content.encode())
        path.chmod(0o644)
        for _ in range(2):
            ensure_ignored(tmp_path, ".env")
        assert path.read_bytes() == wanted.encode()
        assert mode_of(path) == 0o644

    def test_a_negation_is_answered_and_said(self, tmp_path: Path) -> None:
        (tmp_path / ".gitignore").write_text(".env*\n!.env\n")
        assert "!.env" in ensure_ignored(tmp_path, ".env")[0]
        assert is_ignored(tmp_path, ".env")

    def test_a_link_is_left_alone_and_said(self, tmp_path: Path) -> None:
        (tmp_path / "shared").write_text("dist\n")
        (tmp_path / ".gitignore").symlink_to("shared")
        assert "yourself" in write_env(tmp_path, STRIPE).warnings[0]
        assert (tmp_path / "shared").read_text() == "dist\n"

    @pytest.mark.parametrize(
        "content", [".env", "!.env", "*.env\n!.env", ".env/", "/.env", ".en[v]", ".env?", "\\.env"]
    )
    def test_git_agrees(self, tmp_path: Path, content: str) -> None:
        subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
        (tmp_path / ".gitignore").write_text(f"{content}\n")
        git = subprocess.run(["git", "-C", str(tmp_path), "check-ignore", "-q", ".env"], check=False)
        if is_ignored(tmp_path, ".env"):
            assert git.returncode == 0
        ensure_ignored(tmp_path, ".env")
        assert subprocess.run(["git", "-C", str(tmp_path), "check-ignore", "-q", ".env"], check=False).returncode == 0


class TestExample:
    def test_names_and_comments_without_values(self, tmp_path: Path) -> None:
        path = write_example(tmp_path, STRIPE)
        assert path.read_text() == (
            "# Stripe: Publishable key\nSTRIPE_PUBLIC_KEY=\n\n# Stripe: Secret key\nSTRIPE_SECRET_KEY=\n"
            "\n# Stripe: Webhook secret\nSTRIPE_WEBHOOK_SECRET=\n"
        )
        assert not (tmp_path / ".gitignore").exists()

    def test_lines_of_the_person_are_kept(self, tmp_path: Path) -> None:
        own = "# ours\nPORT=3000\nSTRIPE_PUBLIC_KEY=pk_test_put_yours_here\n# STRIPE_WEBHOOK_SECRET=\n"
        (tmp_path / ".env.example").write_text(own)
        path = write_example(tmp_path, STRIPE)
        assert path.read_text() == f"{own}\n# Stripe: Secret key\nSTRIPE_SECRET_KEY=\n"
        assert write_example(tmp_path, STRIPE).read_text() == path.read_text()
