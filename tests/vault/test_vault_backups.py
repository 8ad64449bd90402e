"""Backups: checked when they are written, known when they are damaged, kept by a rule, and made unasked."""

from __future__ import annotations

import asyncio
import os
import resource
import shutil
import signal
import stat
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kriptik_desktop.core.errors import KriptikError
from kriptik_desktop.vault import backup_files
from kriptik_desktop.vault.backup_files import DAILY, Backup, backup_name, backups_in, superfluous
from kriptik_desktop.vault.errors import BackupRefused, BackupUnavailable, ReauthenticationNeeded, VaultIsLocked
from kriptik_desktop.vault.events import VaultLocked
from kriptik_desktop.vault.vault_file import VaultFile
from tests.fakes.unprivileged import as_nobody, folder_of_nobody
from tests.fakes.vault_world import PERSON, VaultWorld, stripe

DAY_S = 24 * 3600
START = datetime(2026, 1, 5, 12).astimezone()


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


async def settled(world: VaultWorld) -> None:
    """Wait for the backup that the unlocking began."""
    task = world.vault._care.backups._daily
    if task is not None:
        await task


async def test_a_backup_is_checked_closed_to_others_and_listed(world: VaultWorld) -> None:
    await world.save(stripe())
    generation = (await world.vault.verify()).generation
    made = await world.vault.backups.make("by hand")
    assert made.verified
    assert made.why == "by hand"
    assert made.generation == generation
    assert (mode(made.path), mode(made.path.parent)) == (0o600, 0o700)
    assert await world.vault.backups.list() == (made,)
    (entry,) = [each for each in await world.vault.audit() if each.action == "backup"]
    assert entry.details["why"] == "by hand"
    assert sorted(path.name for path in made.path.parent.iterdir()) == [made.path.name]


async def test_a_backup_opens_by_the_same_ways_and_holds_the_same(world: VaultWorld, tmp_path: Path) -> None:
    await world.save(stripe("acct_1"))
    made = await world.vault.backups.make("by hand")
    await world.save(stripe("acct_2"))
    other = VaultWorld(tmp_path / "copy", recovery=world.recovery)
    other.folder.mkdir(mode=0o700)
    shutil.copyfile(made.path, other.file)
    other.file.chmod(0o600)
    async with other.unlocked() as vault:
        assert [info.overview.account for info in await vault.list()] == ["acct_1"]


async def test_nothing_of_a_secret_is_in_a_backup(world: VaultWorld) -> None:
    await world.save(stripe(values={"secret_key": "sk_test_51Habc0123456789"}))
    made = await world.vault.backups.make("by hand")
    assert b"sk_test" not in made.path.read_bytes()
    assert b"stripe" not in made.path.read_bytes()


@pytest.mark.parametrize("at", [0, 100, 5000, -1])
async def test_a_backup_that_was_damaged_later_is_not_called_verified(world: VaultWorld, at: int) -> None:
    await world.save(stripe())
    sound, spoiled = await world.vault.backups.make("by hand"), await world.vault.backups.make("by hand")
    data = bytearray(spoiled.path.read_bytes())
    data[at] ^= 1
    spoiled.path.write_bytes(data)
    assert await world.vault.backups.list() == (replace(spoiled, verified=False), sound)


async def test_one_that_ends_early_or_cannot_be_read_is_not_verified(world: VaultWorld) -> None:
    made = await world.vault.backups.make("by hand")
    os.truncate(made.path, made.size - 1)
    (found,) = await world.vault.backups.list()
    assert not found.verified


async def test_links_and_strange_names_are_no_backups(world: VaultWorld, tmp_path: Path) -> None:
    made = await world.vault.backups.make("by hand")
    moved = tmp_path / made.path.name
    made.path.rename(moved)
    made.path.symlink_to(moved)
    folder = made.path.parent
    for name in ("vault-x.db", "vault-00000001-20260199T000000000Z-00000000-g1-daily-unchecked.db", "note.txt"):
        (folder / name).write_text("")
    (folder / made.path.name.replace("vault-00000001", "vault-00000002")).mkdir()
    assert await world.vault.backups.list() == ()


async def test_a_locked_vault_lists_and_cannot_be_copied(guarded: VaultWorld) -> None:
    made = await guarded.vault.backups.make("by hand")
    await guarded.vault.lock()
    assert made in await guarded.vault.backups.list()
    with pytest.raises(VaultIsLocked):
        await guarded.vault.backups.make("by hand")
    assert not list(guarded.backups.glob("*.partial*"))


async def test_backups_of_another_vault_are_left_out_and_kept(world: VaultWorld) -> None:
    made = await world.vault.backups.make("by hand")
    foreign = made.path.with_name(made.path.name.replace(f"-{made.vault}-", "-0badc0de-"))
    made.path.rename(foreign)
    for _ in range(3):
        await world.vault.backups.make(DAILY)
    assert len(await world.vault.backups.list()) == 1
    assert foreign.exists()


async def test_a_copy_cut_short_is_cleared_away(world: VaultWorld) -> None:
    made = await world.vault.backups.make("by hand")
    left = made.path.with_name("copy.partial")
    left.write_bytes(b"half")
    made.path.with_name("copy.partial-journal").write_bytes(b"half")
    await world.vault.backups.make("by hand")
    assert not list(made.path.parent.glob("copy.partial*"))


def test_a_reason_is_plain_words() -> None:
    for why in ("", "Daily", "a/b", "../x", "a  b", "a-b"):
        with pytest.raises(ValueError, match="lower-case words"):
            backup_name(1, 0, "00000000", None, why, "unchecked")


# When they are made


async def test_one_is_made_on_the_first_use_of_a_day(guarded: VaultWorld) -> None:
    await settled(guarded)
    (first,) = await guarded.vault.backups.list()
    assert (first.why, first.verified) == (DAILY, True)
    assert "backup" not in [each.action for each in await guarded.vault.audit()]
    await guarded.vault.close()
    guarded.clock.advance(DAY_S)
    async with guarded.unlocked():
        await settled(guarded)
        assert len(await guarded.vault.backups.list()) == 2
    async with guarded.unlocked():
        await settled(guarded)
        assert len(await guarded.vault.backups.list()) == 2


async def test_a_vault_that_stays_open_gets_one_with_the_first_change_of_a_day(guarded: VaultWorld) -> None:
    await settled(guarded)
    guarded.clock.advance(3 * DAY_S)
    assert len(await guarded.vault.backups.list()) == 1
    await guarded.save(stripe("acct_1"))
    await settled(guarded)
    await guarded.save(stripe("acct_2"))
    assert len(await guarded.vault.backups.list()) == 2


async def test_what_changed_since_is_copied_at_the_lock(guarded: VaultWorld) -> None:
    await settled(guarded)
    await guarded.save(stripe())
    await guarded.vault.lock()
    (only,) = await guarded.vault.backups.list()
    assert only.number == 2
    await guarded.vault.unlock_with_recovery(guarded.recovery)
    await guarded.vault.lock()
    assert await guarded.vault.backups.list() == (only,)


async def test_a_rekey_keeps_a_copy_from_before(guarded: VaultWorld) -> None:
    from tests.fakes.vault_world import PASSWORD

    await guarded.save(stripe())
    report = await guarded.vault.rekey(password=PASSWORD, kit=guarded.recovery, actor=PERSON)
    kept = [each for each in await guarded.vault.backups.list() if each.why == "before rekey"]
    assert [each.path for each in kept] == [report.backup]
    assert kept[0].verified


def test_a_full_disk_leaves_the_vault_usable_and_no_half_backup() -> None:
    with folder_of_nobody() as folder:
        answer = as_nobody(lambda: asyncio.run(_without_room(folder / "data")))
    assert answer.pop("refused") in (["DiskFull"], ["DatabaseUnavailable"])
    assert answer == {"left": [], "stored": 1, "later": True}


async def _without_room(folder: Path) -> dict[str, object]:
    """A limit on the size of files stands in for the end of the disk."""
    world = VaultWorld(folder)
    await world.create(keyring=False)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (world.file.stat().st_size - 4096, hard))
    refused = []
    try:
        await world.vault.backups.make("by hand")
    except KriptikError as error:
        refused.append(type(error).__name__)
    left = [path.name for path in world.backups.iterdir()]
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    await world.save(stripe())
    stored = len(await world.vault.list())
    later = (await world.vault.backups.make("by hand")).verified
    await world.vault.close()
    return {"refused": refused, "left": left, "stored": stored, "later": later}


def test_a_folder_that_cannot_be_written_is_said() -> None:
    with folder_of_nobody() as folder:
        answer = as_nobody(lambda: asyncio.run(_unwritable(folder / "data")))
    assert answer["code"] == "vault_backup_unavailable"
    assert answer["locked"] is True


async def _unwritable(folder: Path) -> dict[str, object]:
    world = VaultWorld(folder, guarded=True)
    await world.create(keyring=False)
    await settled(world)
    world.backups.rename(folder.parent / "elsewhere")
    world.backups.write_text("a file where the folder was")
    code = ""
    try:
        await world.vault.backups.make("by hand")
    except KriptikError as error:
        code = error.code
    await world.save(stripe())
    await world.vault.lock()
    locked = any(isinstance(event, VaultLocked) for event in world.heard)
    await world.vault.close()
    return {"code": code, "locked": locked}


# A copy that the person keeps


async def test_an_export_is_noted_and_never_replaces_a_file(world: VaultWorld, tmp_path: Path) -> None:
    await world.save(stripe())
    target = tmp_path / "my vault.db"
    made = await world.vault.backups.export_to(target, PERSON)
    assert made.path == target
    assert mode(target) == 0o600
    (entry,) = [each for each in await world.vault.audit() if each.action == "export"]
    assert entry.details["to"] == "my vault.db"
    before = target.read_bytes()
    with pytest.raises(BackupRefused, match="never replaces"):
        await world.vault.backups.export_to(target, PERSON)
    assert target.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == [target.name]


async def test_an_export_over_a_dangling_link_is_refused(world: VaultWorld, tmp_path: Path) -> None:
    target = tmp_path / "link.db"
    target.symlink_to(tmp_path / "nowhere")
    with pytest.raises(BackupRefused):
        await world.vault.backups.export_to(target, PERSON)
    assert not (tmp_path / "nowhere").exists()


async def test_an_export_to_no_folder_says_so(world: VaultWorld, tmp_path: Path) -> None:
    with pytest.raises(BackupUnavailable, match="nowhere"):
        await world.vault.backups.export_to(tmp_path / "nowhere" / "vault.db", PERSON)


async def test_an_export_asks_who_is_there(world: VaultWorld, tmp_path: Path) -> None:
    world.vault.presence.end()
    with pytest.raises(ReauthenticationNeeded):
        await world.vault.backups.export_to(tmp_path / "vault.db", PERSON)
    assert not (tmp_path / "vault.db").exists()


def test_a_file_that_came_between_is_not_replaced(tmp_path: Path) -> None:
    from kriptik_desktop.vault.backups import _named_once

    partial, final = tmp_path / "a.partial", tmp_path / "a.db"
    partial.write_text("new")
    final.write_text("old")
    with pytest.raises(BackupRefused):
        _named_once(partial, final)
    assert final.read_text() == "old"


# Which are kept


def copy_of(number: int, at: datetime, why: str = DAILY) -> Backup:
    return Backup(Path(f"/{number}"), int(at.timestamp() * 1000), number, 1, why, True, number, "00000000")


def kept_after(backups: list[Backup], now: datetime) -> list[Backup]:
    gone = superfluous(backups, int(now.timestamp() * 1000))
    return [each for each in backups if each not in gone]


def used(days: list[int], times_a_day: int = 1) -> list[Backup]:
    """Return what is kept after backups on these days, with the rule applied after each."""
    kept: list[Backup] = []
    number = 0
    for day in days:
        for hour in range(times_a_day):
            number += 1
            at = START + timedelta(days=day, hours=hour)
            kept = kept_after([*kept, copy_of(number, at)], at)
    return kept


def test_daily_use_for_months_keeps_five_days_and_four_weeks() -> None:
    kept = used(list(range(90)), times_a_day=3)
    ages = [90 - 1 - (datetime.fromtimestamp(each.made_at / 1000).astimezone() - START).days for each in kept]
    assert sorted(ages)[:5] == [0, 1, 2, 3, 4]
    assert len(ages) == 9
    assert 27 <= max(ages) <= 34


@settings(max_examples=60, deadline=None)
@given(st.sets(st.integers(0, 200), min_size=1), st.integers(1, 3))
def test_the_rule_holds_for_every_use(days: set[int], times_a_day: int) -> None:
    ordered = sorted(days)
    kept = used(ordered, times_a_day)
    dates = [datetime.fromtimestamp(each.made_at / 1000).astimezone() for each in kept]
    assert len(kept) <= 9
    assert len({at.date() for at in dates}) == len(dates)
    newest = [(START + timedelta(days=day)).date() for day in ordered[-5:]]
    assert set(newest) <= {at.date() for at in dates}
    weeks = {(START + timedelta(days=day)).isocalendar()[:2] for day in ordered}
    covered = {at.isocalendar()[:2] for at in dates}
    assert len(covered) >= min(4, len(weeks))
    assert sorted(weeks)[-min(4, len(weeks)) :] == sorted(covered)[-min(4, len(weeks)) :]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(-400, 400), min_size=1, max_size=40))
def test_a_clock_that_jumps_never_costs_the_newest(jumps: list[int]) -> None:
    kept: list[Backup] = []
    for number, day in enumerate(jumps, 1):
        at = START + timedelta(days=day)
        kept = kept_after([*kept, copy_of(number, at)], at)
        assert kept[-1].number == number
        assert len(kept) <= 9
    assert {each.number for each in kept} >= set(range(len(jumps), len(jumps) + 1))


def test_those_from_before_something_stay_a_month_and_the_newest_longer() -> None:
    first, second = copy_of(1, START, "before rekey"), copy_of(2, START + timedelta(days=3), "before restore")
    daily = copy_of(3, START + timedelta(days=31))
    assert kept_after([first, second, daily], START + timedelta(days=29)) == [first, second, daily]
    assert kept_after([first, second, daily], START + timedelta(days=31)) == [second, daily]
    assert kept_after([first, second, daily], START + timedelta(days=400)) == [second, daily]


async def test_months_of_use_leave_nine_files_that_all_open(folder: Path) -> None:
    world = VaultWorld(folder, guarded=True)
    await world.create()
    for number in range(40):
        await world.save(stripe(f"acct_{number}"))
        await settled(world)
        world.clock.advance(DAY_S)
    found = await world.vault.backups.list()
    assert len(found) == len(list(world.backups.iterdir())) == 9
    assert all(each.verified for each in found)
    await world.vault.close()


async def test_a_clock_set_back_a_year_changes_no_order(guarded: VaultWorld) -> None:
    await settled(guarded)
    (info,) = await guarded.save(stripe(values={"secret_key": "sk_test_first_value_1"}))
    before = await guarded.vault.backups.make("by hand")
    guarded.clock.set_back(365 * DAY_S)
    await guarded.save(stripe(values={"secret_key": "sk_test_second_value_2"}))
    await settled(guarded)
    after = await guarded.vault.backups.make("by hand")
    assert after.made_at < before.made_at
    listed = await guarded.vault.backups.list()
    assert listed[0] == after
    assert before in listed
    assert [each.version for each in await guarded.vault.history(info.id)] == [2, 1]
    entries = await guarded.vault.audit()
    assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
    stored = [entry.at for entry in entries if entry.action == "store"]
    assert stored == sorted(stored, reverse=True)
    await guarded.vault.close()
    async with guarded.unlocked() as vault:
        await vault.verify()


def test_the_names_sort_by_number(tmp_path: Path) -> None:
    for number, at in ((2, 1_000), (1, 9_000_000)):
        (tmp_path / backup_name(number, at, "00000000", 7, "before rekey", backup_files.UNCHECKED)).write_bytes(b"x")
    found = backups_in(tmp_path, check=True)
    assert [(each.number, each.made_at, each.generation, each.why, each.verified) for each in found] == [
        (1, 9_000_000, 7, "before rekey", False),
        (2, 1_000, 7, "before rekey", False),
    ]


async def test_a_vault_file_is_not_used_for_two_things(folder: Path) -> None:
    """The copy that is being restored has a lock and a name of its own beside the vault."""
    world = VaultWorld(folder)
    await world.create()
    beside = VaultFile(world.file.with_name("vault.db.new-restored"))
    await beside.open()
    assert not beside.exists
    await beside.close()
    await world.vault.close()
