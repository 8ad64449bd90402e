from __future__ import annotations

import asyncio
import os
import sqlite3
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from kriptik_desktop.core.database import Database, DatabaseClosed, NewerSchema, Schema, migrate, statements
from kriptik_desktop.core.database_file import (
    DatabaseDamaged,
    DatabaseRefused,
    DatabaseUnavailable,
    DiskFull,
    JournalMode,
)

posix_only = pytest.mark.skipif(os.name != "posix", reason="modes and symlinks of POSIX")


def make_table(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE IF NOT EXISTS t (k INTEGER PRIMARY KEY, v TEXT) STRICT")


async def insert(database: Database, key: int, value: str = "x") -> int:
    def work(connection: sqlite3.Connection) -> int:
        connection.execute("INSERT INTO t VALUES (?, ?)", (key, value))
        return key

    return await database.write(work)


async def keys(database: Database) -> list[int]:
    return await database.read(lambda c: [row[0] for row in c.execute("SELECT k FROM t ORDER BY k")])


@pytest.mark.parametrize("journal", ["wal", "truncate"])
async def test_every_pragma_is_set(tmp_path: Path, journal: JournalMode) -> None:
    database = await Database.open(tmp_path / "a.db", journal=journal, application_id=77)

    def pragmas(connection: sqlite3.Connection) -> dict[str, object]:
        names = "journal_mode synchronous foreign_keys secure_delete temp_store trusted_schema cell_size_check"
        return {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in (*names.split(), "application_id")}

    assert await database.read(pragmas) == {
        "journal_mode": journal,
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "temp_store": 2,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "application_id": 77,
    }
    await database.close()


async def test_writes_that_wait_together_share_one_commit(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "a.db", journal="wal", schema=make_table)
    before = database.commits
    gate = threading.Event()
    blocked = asyncio.ensure_future(database.read(lambda _: gate.wait(10)))
    await asyncio.sleep(0)
    inserts = [asyncio.ensure_future(insert(database, key)) for key in range(50)]
    await asyncio.sleep(0)
    gate.set()
    assert await asyncio.gather(*inserts) == list(range(50))
    await blocked
    assert database.commits - before <= 2
    assert await keys(database) == list(range(50))
    await database.close()


async def test_one_failing_write_of_a_group_rolls_back_alone(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "a.db", journal="wal", schema=make_table)

    def half_then_fail(connection: sqlite3.Connection) -> None:
        connection.execute("INSERT INTO t VALUES (100, 'half')")
        raise ValueError("no")

    results = await asyncio.gather(
        insert(database, 1),
        database.write(half_then_fail),
        insert(database, 1),
        insert(database, 2),
        return_exceptions=True,
    )
    assert [type(result) for result in results] == [int, ValueError, sqlite3.IntegrityError, int]
    assert await keys(database) == [1, 2]
    await database.close()


async def test_a_group_that_cannot_commit_is_done_one_by_one(tmp_path: Path) -> None:
    def schema(connection: sqlite3.Connection) -> None:
        make_table(connection)
        connection.execute(
            "CREATE TABLE child (k INTEGER REFERENCES t(k) DEFERRABLE INITIALLY DEFERRED, n INTEGER) STRICT"
        )

    database = await Database.open(tmp_path / "a.db", journal="wal", schema=schema)

    def orphan(connection: sqlite3.Connection) -> None:
        connection.execute("INSERT INTO child VALUES (9, 1)")

    gate = threading.Event()
    blocked = asyncio.ensure_future(database.read(lambda _: gate.wait(10)))
    await asyncio.sleep(0)
    work = [asyncio.ensure_future(w) for w in (insert(database, 1), database.write(orphan), insert(database, 2))]
    await asyncio.sleep(0)
    gate.set()
    results = await asyncio.gather(*work, return_exceptions=True)
    await blocked
    assert [type(result) for result in results] == [int, sqlite3.IntegrityError, int]
    assert await keys(database) == [1, 2]
    await database.close()


async def test_a_read_never_sees_a_transaction_under_way_and_leaves_none(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "a.db", journal="wal", schema=make_table)

    def sneaky(connection: sqlite3.Connection) -> None:
        connection.execute("BEGIN")
        connection.execute("INSERT INTO t VALUES (1, 'x')")

    with pytest.raises(RuntimeError, match="use write"):
        await database.read(sneaky)
    assert await keys(database) == []
    await database.close()


async def test_a_cancelled_caller_does_not_disturb_the_others(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "a.db", journal="wal", schema=make_table)
    waiting = asyncio.ensure_future(insert(database, 1))
    await asyncio.sleep(0)
    waiting.cancel()
    assert await insert(database, 2) == 2
    assert await keys(database) == [1, 2]
    await database.close()


async def test_close_finishes_what_was_asked_and_refuses_the_rest(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "a.db", journal="wal", schema=make_table)
    waiting = [asyncio.ensure_future(insert(database, key)) for key in range(300)]
    await asyncio.sleep(0)
    await asyncio.gather(database.close(), database.close())
    assert len(await asyncio.gather(*waiting)) == 300
    with pytest.raises(DatabaseClosed):
        await insert(database, 301)
    assert not [thread for thread in threading.enumerate() if thread.name == "database a.db"]


@posix_only
async def test_the_file_and_its_side_files_are_closed_to_others(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        database = await Database.open(tmp_path / "a.db", journal="wal", schema=make_table)
        await insert(database, 1)
    finally:
        os.umask(old)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert modes == {"a.db": 0o600, "a.db-wal": 0o600, "a.db-shm": 0o600}
    await database.close()


@posix_only
async def test_an_open_file_is_tightened(tmp_path: Path) -> None:
    (tmp_path / "a.db").touch(mode=0o644)
    await (await Database.open(tmp_path / "a.db", journal="truncate")).close()
    assert stat.S_IMODE((tmp_path / "a.db").stat().st_mode) == 0o600


@posix_only
@pytest.mark.parametrize("name", ["a.db", "a.db-wal", "a.db-journal"])
async def test_a_symlink_is_refused_and_its_target_untouched(tmp_path: Path, name: str) -> None:
    target = tmp_path / "target"
    target.write_bytes(b"mine")
    (tmp_path / name).symlink_to(target)
    with pytest.raises(DatabaseRefused, match="symbolic link"):
        await Database.open(tmp_path / "a.db", journal="wal")
    assert target.read_bytes() == b"mine"


@posix_only
async def test_a_dangling_symlink_is_refused_and_nothing_is_made(tmp_path: Path) -> None:
    (tmp_path / "a.db").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(DatabaseRefused):
        await Database.open(tmp_path / "a.db", journal="wal")
    assert not (tmp_path / "elsewhere").exists()


async def test_a_folder_and_a_missing_folder_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.db").mkdir()
    with pytest.raises(DatabaseRefused, match="plain file"):
        await Database.open(tmp_path / "a.db", journal="wal")
    with pytest.raises(DatabaseUnavailable, match="No such file"):
        await Database.open(tmp_path / "none" / "a.db", journal="wal")


async def test_a_file_of_another_program_is_refused_unchanged(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE theirs (x)")
    other.commit()
    other.close()
    before = path.read_bytes()
    with pytest.raises(DatabaseRefused, match="another program"):
        await Database.open(path, journal="wal", application_id=77)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"not a database" * 400, b"SQLite format 3\x00" + b"\xff" * 5000])
async def test_a_file_that_is_no_database_is_damaged(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.db").write_bytes(content)
    with pytest.raises(DatabaseDamaged) as caught:
        await Database.open(tmp_path / "a.db", journal="wal", schema=make_table)
    assert str(tmp_path / "a.db") in caught.value.message
    assert caught.value.hint


async def test_undecodable_text_is_damaged(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "a.db", journal="wal", schema=make_table)
    await database.write(lambda c: c.execute("INSERT INTO t VALUES (1, CAST(x'ff41' AS TEXT))").close())
    with pytest.raises(DatabaseDamaged, match="cannot be read"):
        await database.read(lambda c: c.execute("SELECT v FROM t").fetchall())
    assert await keys(database) == [1]
    await database.close()


async def test_a_damaged_page_found_later_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    database = await Database.open(path, journal="truncate", schema=make_table)
    for key in range(20):
        await insert(database, key, "v" * 900)
    await database.close()
    data = bytearray(path.read_bytes())
    data[4096:8192] = os.urandom(4096)
    path.write_bytes(data)
    database = await Database.open(path, journal="truncate")
    with pytest.raises(DatabaseDamaged):
        await keys(database)
    await database.close()


async def test_a_full_disk_keeps_what_was_saved_and_says_so(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "a.db", journal="truncate", schema=make_table)
    await insert(database, 1)
    await database.read(lambda c: c.execute("PRAGMA max_page_count = 3").fetchone())
    results = await asyncio.gather(
        insert(database, 2, "small"),
        insert(database, 3, "v" * 100_000),
        insert(database, 4, "small"),
        return_exceptions=True,
    )
    assert [type(result) for result in results] == [int, DiskFull, int]
    assert isinstance(results[1], DiskFull)
    assert "full" in results[1].message
    assert await keys(database) == [1, 2, 4]
    await database.close()


async def test_what_another_connection_holds_is_named_busy(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "a.db", journal="truncate", schema=make_table)
    await database.read(lambda c: c.execute("PRAGMA busy_timeout = 1").fetchone())
    other = sqlite3.connect(tmp_path / "a.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(DatabaseUnavailable, match="another program"):
        await insert(database, 1)
    other.close()
    assert await insert(database, 1) == 1
    await database.close()


_WRITER = """
import asyncio, sys
from pathlib import Path
from kriptik_desktop.core.database import Database

async def main():
    database = await Database.open(Path(sys.argv[1]), journal=sys.argv[2],
                                   schema=lambda c: c.execute("CREATE TABLE IF NOT EXISTS t (k INTEGER PRIMARY KEY)"))
    async def line(lane):
        for n in range(10_000):
            key = n * 10 + lane
            await database.write(lambda c: c.execute("INSERT INTO t VALUES (?)", (key,)) and None)
            print(key, flush=True)
    await asyncio.gather(*(line(lane) for lane in range(5)))
asyncio.run(main())
"""


@pytest.mark.parametrize("journal", ["wal", "truncate"])
async def test_what_was_acknowledged_survives_kill_nine(tmp_path: Path, journal: str) -> None:
    path = tmp_path / "a.db"
    child = subprocess.Popen([sys.executable, "-c", _WRITER, str(path), journal], stdout=subprocess.PIPE)
    assert child.stdout
    told = [child.stdout.readline() for _ in range(60)]
    child.kill()
    told += child.stdout.readlines()
    child.stdout.close()
    child.wait()
    acknowledged = {int(line) for line in told if line.endswith(b"\n")}
    database = await Database.open(path, journal="wal")
    assert acknowledged <= set(await keys(database))
    assert len(acknowledged) >= 60
    await database.close()


async def test_migration_applies_each_step_once_and_all_or_nothing(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "a.db", journal="wal")
    first = Schema("room", ("CREATE TABLE a (x TEXT DEFAULT ';'); CREATE INDEX i ON a (x);",))
    await migrate(database, [first])
    await database.write(lambda c: c.execute("INSERT INTO a VALUES ('kept')").close())
    broken = Schema("room", (*first.steps, "ALTER TABLE a ADD COLUMN y TEXT; CREATE TABLE a (x TEXT);"))
    with pytest.raises(sqlite3.OperationalError):
        await migrate(database, [Schema("other", ("CREATE TABLE b (x TEXT)",)), broken])
    second = Schema("room", (*first.steps, "ALTER TABLE a ADD COLUMN y TEXT;"))
    await migrate(database, [second])
    await migrate(database, [second])
    assert await database.read(lambda c: c.execute("SELECT x, y FROM a").fetchall()) == [("kept", None)]
    assert await database.read(lambda c: c.execute("SELECT room, version FROM schema_version").fetchall()) == [
        ("room", 2)
    ]
    await database.close()


async def test_a_file_of_a_newer_version_is_refused_by_name(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "a.db", journal="wal")
    await migrate(database, [Schema("room", ("CREATE TABLE a (x)", "CREATE TABLE b (x)"))])
    with pytest.raises(NewerSchema, match="room 2, this one knows 1"):
        await migrate(database, [Schema("fresh", ("CREATE TABLE c (x)",)), Schema("room", ("CREATE TABLE a (x)",))])
    tables = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    assert await database.read(lambda c: [r[0] for r in c.execute(tables)]) == ["a", "b", "schema_version"]
    await database.close()


def test_scripts_are_split_at_statements_and_not_in_strings_or_triggers() -> None:
    script = """CREATE TABLE a (x DEFAULT ';'); -- a; comment
    CREATE TRIGGER tr AFTER INSERT ON a BEGIN DELETE FROM a; DELETE FROM a; END;
    SELECT 1"""
    assert [part.split()[0] for part in statements(script)] == ["CREATE", "--", "SELECT"]
    assert statements(" ; ;\n-- only a comment") == []


async def test_a_schema_that_fails_leaves_no_thread(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        await Database.open(tmp_path / "a.db", journal="wal", schema=lambda _: 1 // 0 and None)
    assert not [thread for thread in threading.enumerate() if thread.name == "database a.db"]
