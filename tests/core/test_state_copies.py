from __future__ import annotations

import asyncio
import os
import random
import shutil
import sqlite3
import stat
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from kriptik_desktop.core.database import Database, NewerSchema, Schema
from kriptik_desktop.core.database_file import DatabaseRefused, DatabaseUnavailable
from kriptik_desktop.core.state_copies import OpenedState, Recovery, StateCopies, open_state
from tests.fakes.clock import FakeClock
from tests.fakes.unprivileged import as_nobody, folder_of_nobody

SCHEMAS = (
    Schema(
        "notes", ("CREATE TABLE note (k INTEGER PRIMARY KEY, v TEXT NOT NULL) STRICT; CREATE INDEX v ON note (v);",)
    ),
)
FLIPS = 2000 if os.environ.get("KRIPTIK_SOAK") else 30


@dataclass
class State:
    path: Path
    copies: Path
    clock: FakeClock

    async def open(self) -> OpenedState:
        return await open_state(self.path, self.copies, SCHEMAS, self.clock)

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[tuple[Database, StateCopies, Recovery | None]]:
        state = await self.open()
        try:
            yield state.database, StateCopies(state.database, self.copies, self.clock), state.recovered
        finally:
            await state.database.close()

    def copied(self) -> list[Path]:
        return sorted(self.copies.glob("state-*.db")) if self.copies.exists() else []


@pytest.fixture
def state(tmp_path: Path) -> State:
    return State(tmp_path / "state.db", tmp_path / "copies", FakeClock())


async def write(database: Database, *keys: int) -> None:
    rows = [(key, f"note {key} " * 20) for key in keys]
    await database.write(lambda c: c.executemany("INSERT INTO note VALUES (?, ?)", rows).close())


async def notes(database: Database) -> list[int]:
    return await database.read(lambda c: [key for (key,) in c.execute("SELECT k FROM note ORDER BY k")])


async def filled(state: State, *, lost: bool = False) -> None:
    async with state.opened() as (database, copies, _):
        await write(database, *range(40))
        assert await copies.copy_now()
        if lost:
            state.clock.advance(60)
            await write(database, 100)


async def test_a_new_state_is_made_and_nothing_recovered(state: State) -> None:
    async with state.opened() as (database, _, recovered):
        assert recovered is None
        assert await notes(database) == []


async def test_a_good_state_is_opened_as_it_is_even_beside_older_copies(state: State) -> None:
    await filled(state, lost=True)
    async with state.opened() as (database, _, recovered):
        assert recovered is None
        assert await notes(database) == [*range(40), 100]


async def test_a_copy_is_one_complete_private_file(state: State) -> None:
    await filled(state)
    (copy,) = state.copied()
    assert copy.name == "state-00000001-20260921T141320000Z.db"
    assert sorted(path.name for path in state.copies.iterdir()) == [copy.name]
    if os.name == "posix":
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600
        assert stat.S_IMODE(state.copies.stat().st_mode) == 0o700
    connection = sqlite3.connect(copy)
    assert connection.execute("SELECT count(*) FROM note").fetchone() == (40,)
    connection.close()


async def test_six_are_kept_and_only_changes_are_copied(state: State) -> None:
    async with state.opened() as (database, copies, _):
        for key in range(9):
            await write(database, key)
            state.clock.advance(600 if key != 5 else -100_000)
            assert await copies.copy_now()
            assert await copies.copy_now() is None
            await database.write(lambda c: c.execute("DELETE FROM note WHERE k = -1").close())
            assert await copies.copy_now() is None
    assert [path.name[6:14] for path in state.copied()] == [f"{n:08d}" for n in range(4, 10)]
    state.path.write_bytes(b"broken")
    async with state.opened() as (database, _, recovered):
        assert recovered
        assert await notes(database) == list(range(9))


async def test_the_loop_copies_after_each_pause_in_which_something_changed(state: State) -> None:
    pauses: list[float] = []
    go = asyncio.Semaphore(0)

    async def pause(seconds: float) -> None:
        pauses.append(seconds)
        await go.acquire()

    async def turn() -> None:
        count = len(pauses)
        go.release()
        while len(pauses) == count:
            await asyncio.sleep(0)

    async with state.opened() as (database, _, _):
        copies = StateCopies(database, state.copies, state.clock, pause=pause)
        loop = asyncio.create_task(copies.run())
        await asyncio.sleep(0)
        await turn()
        await turn()
        assert len(state.copied()) == 1
        await write(database, 1)
        await turn()
        assert len(state.copied()) == 2
        loop.cancel()
        await asyncio.gather(loop, return_exceptions=True)
    assert set(pauses) == {600}


@pytest.mark.allow_logs("could not be copied")
async def test_a_copy_that_cannot_be_made_is_told_and_disturbs_nothing(state: State) -> None:
    async with state.opened() as (database, copies, _):
        state.copies.write_text("a file where the folder should be")
        await write(database, 1)
        assert await copies.copy_now() is None
        state.copies.unlink()
        assert await copies.copy_now()


async def test_writes_go_on_while_a_copy_is_made(state: State) -> None:
    async with state.opened() as (database, copies, _):
        await write(database, *range(1000, 1400))
        copying = asyncio.create_task(copies.copy_now())
        await asyncio.gather(*(write(database, key) for key in range(50)))
        assert await copying
        assert len(await notes(database)) == 450


def truncate(path: Path, size: int) -> None:
    os.truncate(path, size)


def change(path: Path, place: int, content: bytes) -> None:
    data = bytearray(path.read_bytes())
    data[place : place + len(content)] = content
    path.write_bytes(data)


def replace(path: Path, old: bytes, new: bytes) -> None:
    data = path.read_bytes()
    assert old in data
    path.write_bytes(data.replace(old, new))


DAMAGES: dict[str, Callable[[Path], object]] = {
    "empty": lambda path: path.write_bytes(b""),
    "not a database": lambda path: path.write_bytes(b"hello " * 3000),
    "zeros": lambda path: path.write_bytes(bytes(path.stat().st_size)),
    "header only": lambda path: truncate(path, 100),
    "one page": lambda path: truncate(path, 4096),
    "last page gone": lambda path: truncate(path, path.stat().st_size - 4096),
    "cut in a page": lambda path: truncate(path, path.stat().st_size - 100),
    "missing": lambda path: path.unlink(),
    "marked as not writable": lambda path: change(path, 18, b"\x09"),
    "a column has another name": lambda path: replace(path, b"room TEXT", b"roon TEXT"),
    "a room has another name": lambda path: replace(path, b"\x17\tnotes", b"\x17\tnodes"),
    "text that cannot be read": lambda path: replace(path, b"note 7 ", b"note\xff7 "),
}


@pytest.mark.parametrize("damage", sorted(DAMAGES))
async def test_the_newest_good_copy_takes_the_place_of_a_damaged_state(state: State, damage: str) -> None:
    await filled(state, lost=True)
    vault = state.path.with_name("vault.db")
    vault.write_bytes(b"sealed")
    made_at = FakeClock().now_ms()
    state.clock.advance(3600)
    DAMAGES[damage](state.path)
    damaged = state.path.read_bytes() if state.path.exists() else None
    async with state.opened() as (database, _, recovered):
        assert recovered
        assert await notes(database) == list(range(40))
        await write(database, 200)
    assert recovered.copy_made_at == made_at
    assert "what changed after that is lost" in recovered.message
    if damaged is None:
        assert recovered.set_aside is None
    else:
        assert recovered.set_aside
        assert recovered.set_aside.read_bytes() == damaged
        assert str(recovered.set_aside) in recovered.message
    assert vault.read_bytes() == b"sealed"
    async with state.opened() as (database, _, again):
        assert again is None
        assert await notes(database) == [*range(40), 200]


async def test_a_log_of_the_damaged_file_does_not_meet_the_copy(state: State, tmp_path: Path) -> None:
    await filled(state)
    async with state.opened() as (database, _, _):
        await write(database, *range(500, 520))
        for side in ("", "-wal", "-shm"):
            shutil.copy(state.path.with_name("state.db" + side), tmp_path / ("left" + side))
    for side in ("-wal", "-shm"):
        shutil.copy(tmp_path / ("left" + side), state.path.with_name("state.db" + side))
    state.path.write_bytes(b"not a database" * 1000)
    async with state.opened() as (database, _, recovered):
        assert recovered
        assert await notes(database) == list(range(40))


async def test_a_damaged_copy_is_passed_over(state: State) -> None:
    async with state.opened() as (database, copies, _):
        for key in range(3):
            await write(database, key)
            state.clock.advance(600)
            await copies.copy_now()
    for copy, content in zip(state.copied()[1:], (b"", b"junk" * 2000), strict=True):
        copy.write_bytes(content)
    state.path.write_bytes(b"junk")
    async with state.opened() as (database, _, recovered):
        assert recovered
        assert await notes(database) == [0]
    assert len(state.copied()) == 3


async def test_without_a_good_copy_the_state_begins_empty_and_says_so(state: State) -> None:
    state.path.write_bytes(b"junk" * 1000)
    async with state.opened() as (database, _, recovered):
        assert recovered
        assert await notes(database) == []
    assert recovered.copy_made_at is None
    assert "no good copy" in recovered.message


async def test_two_damages_at_one_time_are_both_kept(state: State) -> None:
    await filled(state)
    aside = set()
    for content in (b"first", b"second", b"third"):
        state.path.write_bytes(content)
        async with state.opened() as (_, _, recovered):
            assert recovered
            assert recovered.set_aside
            aside.add(recovered.set_aside.read_bytes())
    assert aside == {b"first", b"second", b"third"}


@pytest.mark.parametrize("where", ["header", "anywhere"])
async def test_no_flipped_bit_keeps_the_state_from_opening(state: State, where: str) -> None:
    await filled(state)
    whole = state.path.read_bytes()
    copies = {copy: copy.read_bytes() for copy in state.copied()}
    draw = random.Random(1)
    recovered_count = 0
    for number in range(FLIPS):
        place = draw.randrange(100 if where == "header" else len(whole))
        data = bytearray(whole)
        data[place] ^= 1 << draw.randrange(8)
        state.path.write_bytes(data)
        for side in ("-wal", "-shm"):
            state.path.with_name("state.db" + side).unlink(missing_ok=True)
        async with state.opened() as (database, _, recovered):
            assert await notes(database) == list(range(40)) or not recovered, (number, place)
            await write(database, 1000)
            recovered_count += recovered is not None
        for copy, content in copies.items():
            assert copy.read_bytes() == content
    assert recovered_count >= FLIPS // 20


async def test_a_newer_version_is_no_damage(state: State) -> None:
    await filled(state)
    newer = Schema("notes", (*SCHEMAS[0].steps, "ALTER TABLE note ADD COLUMN w TEXT"))
    await (await open_state(state.path, state.copies, [newer], state.clock)).database.close()
    with pytest.raises(NewerSchema):
        await state.open()
    assert not list(state.path.parent.glob("*.damaged*"))


async def test_a_symlink_and_a_busy_file_are_no_damage(state: State, tmp_path: Path) -> None:
    await filled(state)
    other = sqlite3.connect(state.path, isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(DatabaseUnavailable):
        await state.open()
    other.close()
    state.path.rename(tmp_path / "elsewhere")
    state.path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(DatabaseRefused):
        await state.open()
    assert not list(state.path.parent.glob("*.damaged*"))


@pytest.mark.skipif(os.name != "posix", reason="modes of POSIX")
@pytest.mark.parametrize("closed", ["file", "folder"])
def test_what_may_not_be_written_is_refused_by_name_and_is_no_damage(closed: str) -> None:
    def work() -> object:
        async def attempt() -> str:
            state = State(folder / "state.db", folder / "copies", FakeClock())
            await filled(state)
            target = state.path if closed == "file" else folder
            target.chmod(0o400 if closed == "file" else 0o500)
            try:
                await state.open()
            except DatabaseRefused as error:
                return f"{error}"
            finally:
                folder.chmod(0o700)
            return "opened"

        return asyncio.run(attempt())

    with folder_of_nobody() as folder:
        told = as_nobody(work)
        assert "cannot be written" in told
        assert str(folder) in told
        assert not list(folder.glob("*.damaged*"))
