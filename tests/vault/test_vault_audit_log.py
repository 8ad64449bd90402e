"""The audit log as evidence: where it was broken is said, it is read by pages, and nothing is shown without it."""

from __future__ import annotations

import asyncio
import json
import resource
import signal
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kriptik_desktop.core.database_file import DiskFull
from kriptik_desktop.core.errors import KriptikError
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.vault import store
from kriptik_desktop.vault.errors import VaultDamaged, WrongPassword
from kriptik_desktop.vault.model import Actor, AuditAction, FieldValue
from tests.fakes.unprivileged import as_nobody, folder_of_nobody
from tests.fakes.vault_world import BUILD, PASSWORD, PERSON, STRIPE, VaultWorld, stripe

ROWS = 9


async def filled(world: VaultWorld) -> None:
    """Leave a log of ``ROWS`` rows, the first of which is the creation."""
    for number in range(ROWS - 1):
        await world.save(stripe(f"acct_{number}"))


async def tamper(world: VaultWorld, *statements: str) -> None:
    """Change the file as somebody would who can write it while it is open."""

    def work(change: store.Change) -> None:
        for sql in statements:
            change.connection.execute(sql)

    await world.vault._file.write(work)


SWAP = (
    "UPDATE audit SET seq = 99 WHERE seq = 3",
    "UPDATE audit SET seq = 3 WHERE seq = 6",
    "UPDATE audit SET seq = 6 WHERE seq = 99",
)


@pytest.mark.parametrize(
    ("statements", "broken", "left"),
    [
        (
            ("UPDATE audit SET body = (SELECT body FROM audit WHERE seq = 2) WHERE seq = 4",),
            "row 4 was altered or stands where another belongs",
            [1, 2, 3, 5, 6, 7, 8, 9],
        ),
        (
            ("UPDATE audit SET nonce = zeroblob(12) WHERE seq = 9",),
            "row 9 was altered or stands where another belongs",
            [1, 2, 3, 4, 5, 6, 7, 8],
        ),
        (("UPDATE audit SET mac = zeroblob(32) WHERE seq = 4",), "row 4 does not hang on the one before", None),
        (("UPDATE audit SET mac = zeroblob(32) WHERE seq = 9",), "row 9 does not hang on the one before", None),
        (("DELETE FROM audit WHERE seq = 5",), "row 5 is missing", [1, 2, 3, 4, 6, 7, 8, 9]),
        (
            ("DELETE FROM audit WHERE seq IN (4, 5, 7)",),
            "rows 4 to 5 are missing, row 7 is missing",
            [1, 2, 3, 6, 8, 9],
        ),
        (("DELETE FROM audit WHERE seq = 1",), "row 1 is missing", [2, 3, 4, 5, 6, 7, 8, 9]),
        (("DELETE FROM audit WHERE seq = 9",), "row 9 is missing at the end", [1, 2, 3, 4, 5, 6, 7, 8]),
        (("DELETE FROM audit WHERE seq > 3",), "rows 4 to 9 are missing at the end", [1, 2, 3]),
        (("DELETE FROM audit",), "rows 1 to 9 are missing at the end", []),
        (
            SWAP,
            "row 3 was altered or stands where another belongs, row 6 was altered or stands where another belongs",
            [1, 2, 4, 5, 7, 8, 9],
        ),
        (
            ("INSERT INTO audit SELECT 12, nonce, body, mac FROM audit WHERE seq = 9",),
            "row 12 lies behind the last one",
            None,
        ),
        (
            ("INSERT INTO audit SELECT 0, nonce, body, mac FROM audit WHERE seq = 9",),
            "row 0 lies before the first one",
            None,
        ),
        (
            ("DELETE FROM audit WHERE seq IN (2, 4, 6)", "UPDATE audit SET mac = zeroblob(32) WHERE seq > 6"),
            "row 2 is missing, row 4 is missing, row 6 is missing, row 8 does not hang on the one before, "
            "row 9 does not hang on the one before and 1 more",
            [1, 3, 5, 7, 8, 9],
        ),
        (
            ("UPDATE audit SET nonce = zeroblob(12) WHERE seq < 9",),
            ", ".join(f"row {seq} was altered or stands where another belongs" for seq in range(1, 6)) + " and 3 more",
            [9],
        ),
        (("UPDATE state SET sealed = zeroblob(60)",), "its seal does not open with its key", []),
        (("DELETE FROM state",), "its seal is missing", []),
    ],
)
@pytest.mark.allow_logs("could not be noted in the audit log")
async def test_the_report_says_where_the_log_was_broken_and_shows_the_rest(
    world: VaultWorld, statements: tuple[str, ...], broken: str, left: list[int] | None
) -> None:
    await filled(world)
    await tamper(world, *statements)
    report = await world.vault.audit_report()
    assert (report.verified, report.broken) == (False, broken)
    assert [entry.seq for entry in report.entries] == (left if left is not None else list(range(1, ROWS + 1)))
    with pytest.raises(VaultDamaged):
        await world.vault.audit()
    shown = json.loads(await world.vault.audit_json())
    assert (shown["chain_verified"], shown["broken"], len(shown["rows"])) == (False, broken, len(report.entries))
    assert not any(row["chain_verified"] for row in shown["rows"])


async def test_a_row_of_an_impossible_shape_is_named_too(world: VaultWorld) -> None:
    await filled(world)
    await tamper(world, "UPDATE audit SET mac = zeroblob(3) WHERE seq = 4")
    report = await world.vault.audit_report()
    assert report.broken.startswith("a row of audit holds an impossible mac")
    assert len(report.entries) == ROWS - 1


async def test_what_was_broken_while_closed_keeps_the_vault_shut(world: VaultWorld) -> None:
    await filled(world)
    await tamper(world, "DELETE FROM audit WHERE seq = 5")
    await world.vault._file.close()
    vault = world.fresh()
    await vault.open()
    with pytest.raises(VaultDamaged, match="audit"):
        await vault.unlock_with_recovery(world.recovery)
    await vault.close()


async def test_a_sound_log_is_verified_after_every_kind_of_reopening(world: VaultWorld) -> None:
    await filled(world)
    assert (await world.vault.audit_report()).verified
    vault = await world.reopen()
    await vault.unlock_with_recovery(world.recovery)
    report = await vault.audit_report()
    assert (report.verified, report.broken) == (True, "")
    assert list(report.entries) == list(await vault.audit())


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(["delete", "body", "mac", "nonce"]), st.integers(1, ROWS)), min_size=1))
def test_every_row_that_was_touched_is_noticed(tmp_path_factory: Any, touched: list[tuple[str, int]]) -> None:
    asyncio.run(_touched(tmp_path_factory.mktemp("log"), touched))


async def _touched(folder: Path, touched: list[tuple[str, int]]) -> None:
    folder.chmod(0o700)
    world = VaultWorld(folder)
    await world.create(keyring=False)
    await filled(world)
    gone = {seq for what, seq in touched if what == "delete"}
    altered = {seq for what, seq in touched if what in ("body", "nonce")} - gone
    await tamper(
        world,
        *(
            f"DELETE FROM audit WHERE seq = {seq}"
            if what == "delete"
            else f"UPDATE audit SET {what} = {'zeroblob(32)' if what == 'mac' else 'zeroblob(12)'} WHERE seq = {seq}"
            for what, seq in touched
            if what != "body"
        ),
        *(f"UPDATE audit SET body = zeroblob(60) WHERE seq = {seq}" for what, seq in touched if what == "body"),
    )
    report = await world.vault.audit_report()
    assert not report.verified
    assert report.broken
    assert {entry.seq for entry in report.entries} == set(range(1, ROWS + 1)) - gone - altered
    await world.vault._file.close()


async def test_pages_join_up_to_the_whole_log(world: VaultWorld) -> None:
    await filled(world)
    whole = list(await world.vault.audit())
    for size in (1, 2, 4, ROWS, 100):
        pages: list[Any] = []
        before = None
        while page := await world.vault.audit(size, before):
            assert len(page) <= size
            pages[:0] = page
            before = page[0].seq
        assert pages == whole
    assert list(await world.vault.audit(before=4)) == whole[:3]
    assert await world.vault.audit(0) == []
    assert await world.vault.audit(5, 1) == []
    assert list(await world.vault.audit(3, 1000)) == whole[-3:]


@pytest.mark.parametrize(
    ("sql", "seen"),
    [
        ("DELETE FROM audit WHERE seq = 9", True),
        ("DELETE FROM audit WHERE seq = 8", True),
        ("UPDATE audit SET mac = zeroblob(32) WHERE seq = 8", True),
        ("UPDATE audit SET mac = zeroblob(32) WHERE seq = 6", True),
        ("DELETE FROM audit WHERE seq = 2", False),
    ],
)
async def test_a_page_notices_what_is_wrong_in_it_and_at_the_end(world: VaultWorld, sql: str, seen: bool) -> None:
    await filled(world)
    await tamper(world, sql)
    if seen:
        with pytest.raises(VaultDamaged, match="audit log"):
            await world.vault.audit(3)
    else:
        assert len(await world.vault.audit(3)) == 3
    assert not (await world.vault.audit_report()).verified


async def test_the_export_names_time_integration_action_origin_and_address(world: VaultWorld) -> None:
    (info,) = await world.save(stripe())
    await world.vault.take(info.id, "secret_key", Actor("cli", "credentials show", "192.0.2.7"), "copy")
    text = await world.vault.audit_json()
    assert not any(value in text for value in STRIPE.values())
    shown = json.loads(text)
    assert (shown["chain_verified"], shown["broken"]) == (True, "")
    assert [row["action"] for row in shown["rows"]] == ["create", "store", "copy"]
    made, row = shown["rows"][0], shown["rows"][-1]
    assert row.pop("detail") == {"mono": 100_000, "field": "secret_key", "detail": "credentials show"}
    assert row == {
        "seq": 3,
        "access_time": "2026-09-21T14:13:20.000+00:00",
        "integration_id": "stripe",
        "action": "copy",
        "origin": "cli",
        "ip_address": "192.0.2.7",
        "user_id": "local",
        "credential_id": info.id,
        "chain_verified": True,
    }
    assert datetime.fromisoformat(row["access_time"]).timestamp() * 1000 == world.clock.now_ms()
    assert (made["integration_id"], made["credential_id"], made["ip_address"]) == (None, None, None)


async def test_failed_unlocks_are_counted_until_there_is_a_key_to_note_them_with(world: VaultWorld) -> None:
    await world.vault.lock(Actor("agent", "suspend"))
    for _ in range(2):
        with pytest.raises(WrongPassword):
            await world.vault.unlock_with_password(Secret("not the password"), PERSON)
    await world.vault.unlock_with_recovery(world.recovery, PERSON)
    with pytest.raises(WrongPassword):
        await world.vault.unlock_with_password(Secret("not the password"), Actor("cli"))
    rows = [(e.action, e.origin, e.details.get("slot"), e.details.get("count")) for e in await world.vault.audit()]
    assert rows[1:] == [
        ("lock", "agent", None, None),
        ("unlock failed", "window", "password", 2),
        ("unlock", "window", "recovery", None),
        ("unlock failed", "cli", "password", 1),
    ]
    assert "not the password" not in await world.vault.audit_json()
    assert (await world.vault.audit())[1].details["detail"] == "suspend"


async def test_reads_of_builds_are_written_together_before_a_lock(world: VaultWorld) -> None:
    first, second = await world.save(stripe("acct_1"), stripe("acct_2"))
    for _ in range(50):
        await world.vault.read(first.id, BUILD)
    await world.vault.read(second.id, BUILD)
    await world.vault.read(first.id, Actor("build", "build-2"))
    await world.vault.lock()
    await world.vault.unlock_with_recovery(world.recovery)
    rows = [e for e in await world.vault.audit() if e.action in ("use", "lock")]
    assert [(e.action, e.credential_id, e.details.get("count"), e.details.get("detail")) for e in rows] == [
        ("use", first.id, 50, "build-1"),
        ("use", second.id, 1, "build-1"),
        ("use", first.id, 1, "build-2"),
        ("lock", None, None, None),
    ]


async def test_no_room_notes_a_word_that_a_viewer_does_not_know(world: VaultWorld) -> None:
    (info,) = await world.save(stripe())
    await world.vault.take(info.id, "secret_key", PERSON, "reveal")
    await world.vault.export_all(PERSON, "kdbx")
    await world.vault.save_all([stripe("acct_9")], PERSON, "json")
    await world.vault.remove(info.id, PERSON)
    await world.vault.lock()
    await world.vault.unlock_with_recovery(world.recovery)
    assert {entry.action for entry in await world.vault.audit()} <= set(get_args(AuditAction))


Call = Callable[[VaultWorld, str], Awaitable[object]]
FAIL_CLOSED: dict[str, Call] = {
    "reveal": lambda world, name: world.vault.take(name, "secret_key", PERSON, "reveal"),
    "copy": lambda world, name: world.vault.take(name, "secret_key", PERSON, "copy"),
    "an old value": lambda world, name: world.vault.take(name, "secret_key", PERSON, "reveal", version=1),
    "read": lambda world, name: world.vault.read(name, PERSON),
    "export": lambda world, name: world.vault.export_all(PERSON, "kdbx"),
    "restore": lambda world, name: world.vault.restore_version(name, 1, PERSON),
    "remove": lambda world, name: world.vault.remove(name, PERSON),
    "import": lambda world, name: world.vault.save_all([stripe("acct_new")], PERSON, "json"),
}


@pytest.mark.parametrize("name", ["reveal", "copy", "an old value", "read", "export"])
async def test_there_are_never_more_values_handed_out_than_rows(world: VaultWorld, name: str) -> None:
    """SQLite itself says that the disk is full once the file may have no more pages."""
    (info,) = await world.save(stripe())
    before = len(await world.vault.audit())
    limit = "PRAGMA max_page_count = {}"
    pages = world.file.stat().st_size // 4096
    assert await world.vault._file.plain(lambda connection: connection.execute(limit.format(pages)).fetchall())
    given = 0
    while await _outcome(FAIL_CLOSED[name](world, info.id)) == "done":
        given += 1
        assert given < 1000
    with pytest.raises(DiskFull):
        await FAIL_CLOSED[name](world, info.id)
    await world.vault._file.plain(lambda connection: connection.execute(limit.format(1 << 20)).fetchall())
    assert len(await world.vault.audit()) == before + given
    await FAIL_CLOSED[name](world, info.id)
    assert (await world.vault.audit_report()).verified


def test_on_a_full_disk_nothing_is_shown_and_nothing_is_lost() -> None:
    with folder_of_nobody() as folder:
        answer = as_nobody(lambda: asyncio.run(_on_a_full_disk(folder)))
    assert answer["outcomes"] == dict.fromkeys(FAIL_CLOSED, "DatabaseUnavailable")
    assert answer["free"] == ["list", "history", "audit_report"]
    assert answer["rows_before"] == answer["rows_full"]
    assert answer["after"] == "sk_test_51Habc0123456789"
    assert answer["verified"]


async def _on_a_full_disk(folder: Path) -> dict[str, object]:
    """A limit on the size of files stands in for the end of the disk; not even the journal of one row fits."""
    world = VaultWorld(folder)
    await world.create(keyring=False, password=PASSWORD)
    (info,) = await world.save(stripe())
    await world.vault.add_field(info.id, FieldValue("pem", Secret("x" * 20_000)), PERSON)
    before = await world.vault.audit_report()
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (1, hard))
    outcomes = {name: await _outcome(call(world, info.id)) for name, call in FAIL_CLOSED.items()}
    free = [name for name, call in _free(world, info.id).items() if await _outcome(call) == "done"]
    full = await world.vault.audit_report()
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    after = await world.vault.take(info.id, "secret_key", PERSON, "reveal")
    report = await world.vault.audit_report()
    await world.vault.close()
    return {
        "outcomes": outcomes,
        "free": free,
        "rows_before": len(before.entries),
        "rows_full": len(full.entries),
        "after": after.reveal(),
        "verified": report.verified and report.entries[-1].action == "reveal",
    }


def _free(world: VaultWorld, name: str) -> dict[str, Awaitable[object]]:
    vault = world.vault
    return {"list": vault.list(), "history": vault.history(name), "audit_report": vault.audit_report()}


async def _outcome(call: Awaitable[object]) -> str:
    try:
        await call
    except KriptikError as error:
        return type(error).__name__
    return "done"
