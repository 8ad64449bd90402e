"""Folders as they come: links that loop, doors that are shut, pipes, any bytes, a person who changes the mind."""

from __future__ import annotations

import asyncio
import os
import threading
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kriptik_desktop.analysis.code.index import Index
from kriptik_desktop.analysis.code.manifests import Unreadable
from kriptik_desktop.analysis.code.readers import reader_for
from kriptik_desktop.analysis.code.scan import holds_project, scan
from kriptik_desktop.analysis.code.source import Source
from kriptik_desktop.core.errors import InvalidInput
from kriptik_desktop.providers.catalogue import Catalogue
from tests.fakes.code_trees import PROJECTS
from tests.fakes.unprivileged import as_nobody, folder_of_nobody

CATALOGUE = Catalogue.load()
INDEX = Index(CATALOGUE)
NAMES = (
    "a.ts a.vue a.py a.go a.rs a.rb a.php package.json deno.json composer.json pyproject.toml Pipfile Cargo.toml go.mod"
    " Gemfile requirements.txt .env compose.yml .github/workflows/a.yml config/a.yml a.tf a.prisma fly.toml"
    " nuxt.config.ts drizzle.config.ts"
)
PIECES = [
    *(text for project in PROJECTS.values() for text in project.files.values()),
    "process.env.",
    "STRIPE_SECRET_KEY",
    "env(",
    "'",
    '"',
    "`",
    "${",
    "/*",
    "*/",
    "{",
    "}",
    "} = process.env",
    "\n",
    "import ",
    "from 'stripe",
    "group :test do\n",
    "=begin",
    "\\",
    "datasource a {",
]


def read_by_all(data: bytes) -> None:
    for file in NAMES.split():
        name = file.rpartition("/")[2]
        reader = reader_for(file, name, frozenset({"fly.toml"}))
        assert reader is not None, file
        try:
            clues = list(reader(Source("/nowhere", file, name, data, INDEX)))
        except Unreadable:
            continue
        for clue in clues:
            assert 1 <= clue.line <= data.count(b"\n") + data.count(b"\r") + 1
            assert clue.name.isprintable()


@given(st.binary(max_size=300))
def test_any_bytes_are_read(data: bytes) -> None:
    read_by_all(data)


@settings(max_examples=60)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), max_size=12))
def test_any_shuffled_code_is_read(pieces: list[str]) -> None:
    read_by_all("".join(pieces).encode("utf-8", "replace"))


@pytest.mark.parametrize(
    "piece", ["'", "`", '"', "{", "/*", "env(", "env[", "from '", "import a,", "\\", "<", "(" * 3, "A_"]
)
def test_no_repetition_holds_the_reader_up(piece: str) -> None:
    done = threading.Event()
    row = f"process.env {piece * (900 // len(piece))}"
    data = f"{row}\n" * 100 + piece * (100_000 // len(piece))

    def read() -> None:
        for name in ("a.ts", "a.py", "a.go", "a.rb", "a.php", "a.rs"):
            reader = reader_for(name, name, frozenset())
            assert reader is not None
            list(reader(Source("/nowhere", name, name, data.encode(), INDEX)))
        done.set()

    threading.Thread(target=read, daemon=True).start()
    assert done.wait(20), piece


async def test_links_are_not_followed(tmp_path: Path) -> None:
    root = tmp_path / "project"
    (root / "src" / "deep").mkdir(parents=True)
    (root / "src" / "a.py").write_text("import stripe\n")
    (tmp_path / "outside.py").write_text("import openai\n")
    (tmp_path / "far").mkdir()
    (tmp_path / "far" / "b.py").write_text("import anthropic\n")
    (root / "src" / "deep" / "loop").symlink_to(root, target_is_directory=True)
    (root / "self").symlink_to("self")
    (root / "linked.py").symlink_to(tmp_path / "outside.py")
    (root / "far").symlink_to(tmp_path / "far", target_is_directory=True)
    (root / "gone.py").symlink_to("nowhere.py")
    found = await scan(root, CATALOGUE)
    assert [each.integration_id for each in found.found] == ["stripe"]
    assert [place.file for place in found.found[0].places] == ["src/a.py"]
    assert (found.files, found.skipped) == (1, 5)


async def test_the_folder_itself_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "project").mkdir()
    (tmp_path / "project" / "a.py").write_text("import stripe\n")
    (tmp_path / "link").symlink_to("project", target_is_directory=True)
    assert len((await scan(tmp_path / "link", CATALOGUE)).found) == 1


async def test_pipes_and_binaries_are_left_alone(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.py")
    (tmp_path / "binary.py").write_bytes(b"import stripe\n\0")
    (tmp_path / "utf16.py").write_bytes("import stripe\n".encode("utf-16"))
    (tmp_path / "empty.py").write_bytes(b"")
    async with asyncio.timeout(10):
        found = await scan(tmp_path, CATALOGUE)
    assert (found.found, found.files, found.skipped) == ((), 3, 2)


async def test_a_name_that_is_no_text_can_be_printed(tmp_path: Path) -> None:
    (Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\x1b[31m.py"))).write_text("import stripe\n")
    (credential,) = (await scan(tmp_path, CATALOGUE)).found
    assert credential.places[0].file == "??[31m.py"


def test_what_may_not_be_read_is_named() -> None:
    with folder_of_nobody() as folder:

        def work() -> Any:
            (folder / "open.py").write_text("import stripe\n")
            (folder / "shut").mkdir()
            (folder / "shut" / "a.py").write_text("import openai\n")
            (folder / "shut").chmod(0)
            (folder / "own.py").write_text("import anthropic\n")
            (folder / "own.py").chmod(0)
            found = asyncio.run(scan(folder, CATALOGUE))
            ids = [each.integration_id for each in found.found]
            return [ids, found.skipped, list(found.notes)]

        assert as_nobody(work) == [
            ["stripe"],
            2,
            [
                "own.py was left out: it cannot be read (Permission denied).",
                "shut/ was left out: the folder cannot be read (Permission denied).",
            ],
        ]


def test_a_shut_folder_is_an_error() -> None:
    with folder_of_nobody() as folder:

        def work() -> Any:
            (folder / "shut").mkdir(mode=0)
            with pytest.raises(InvalidInput) as caught:
                asyncio.run(scan(folder / "shut", CATALOGUE))
            return [caught.value.code, holds_project(folder / "shut")]

        assert as_nobody(work) == ["code_folder_unreadable", False]


async def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="There is no folder"):
        await scan(tmp_path / "nowhere", CATALOGUE)


def wide(root: Path, files: int) -> Path:
    first = root / "file.py"
    first.write_text("import os\n" * 50)
    for at in range(files - 1):
        os.link(first, root / f"file{at}.py")
    return root


async def test_progress_is_told_on_the_loop(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    found = await scan(
        wide(tmp_path, 1200), CATALOGUE, progress=lambda files: told.append((files, threading.get_ident()))
    )
    assert found.files == 1200
    assert told == [(500, threading.get_ident()), (1000, threading.get_ident())]


async def test_a_cancelled_scan_has_ended_when_it_says_so(tmp_path: Path) -> None:
    told: list[int] = []
    started = asyncio.Event()

    def tell(files: int) -> None:
        told.append(files)
        started.set()

    work = asyncio.create_task(scan(wide(tmp_path, 12_000), CATALOGUE, progress=tell))
    await started.wait()
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work
    ended = list(told)
    assert ended[-1] < 12_000
    await asyncio.to_thread(lambda: None)
    assert told == ended


async def test_a_cancelled_scan_of_nothing_says_nothing(tmp_path: Path) -> None:
    work = asyncio.create_task(scan(tmp_path / "nowhere", CATALOGUE))
    await asyncio.sleep(0)
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work


def test_a_long_file_full_of_clues_is_read_in_one_pass() -> None:
    rows = 10_000
    data = b"import stripe; os.environ['STRIPE_SECRET_KEY']\n" * rows
    reader = reader_for("a.py", "a.py", frozenset())
    assert reader is not None
    clues = list(reader(Source("/nowhere", "a.py", "a.py", data, INDEX)))
    assert [clue.line for clue in clues] == [*range(1, rows + 1), *range(1, rows + 1)]


async def test_two_scans_can_run_beside_each_other(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("import stripe\n")
    first, second = await asyncio.gather(scan(tmp_path, CATALOGUE), scan(tmp_path, CATALOGUE))
    assert first == second
