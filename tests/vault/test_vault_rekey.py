"""New keys for a whole vault: all of it, or nothing."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest

from kriptik_desktop.core.secret import Secret
from kriptik_desktop.vault import reseal, store
from kriptik_desktop.vault.crypto import Key, new_key
from kriptik_desktop.vault.errors import (
    KeyringUnavailable,
    PasswordNeeded,
    RecoveryKeyMistyped,
    SlotMissing,
    VaultDamaged,
    WrongPassword,
    WrongRecoveryKey,
)
from kriptik_desktop.vault.events import WaysChanged
from kriptik_desktop.vault.keys import VaultKeys
from kriptik_desktop.vault.model import FieldValue, VaultState
from kriptik_desktop.vault.service import Vault
from tests.fakes.keyring import MemoryKeyring
from tests.fakes.vault_store_loop import values
from tests.fakes.vault_world import BUILD, PASSWORD, PERSON, VaultWorld, stripe, texts

Contents = dict[str, tuple[int, tuple[str, ...], dict[str, str]]]
MANY = 120


async def fill(world: VaultWorld, count: int = 3) -> None:
    """Store credentials with history, links, a large value and deleted rows."""
    for number in range(count):
        await world.save(stripe(f"acct_{number}", values=values(number)))
    await world.save(stripe("acct_0", values=values(99)))
    infos = await world.vault.list()
    await world.vault.add_field(infos[0].id, FieldValue("pem", Secret("x" * 900_000)), PERSON)
    for info in infos[:2]:
        for project in ("project-1", "project-2"):
            await world.vault.link(info.id, project)
    await world.vault.remove(infos[2].id, PERSON)


async def contents(vault: Vault) -> Contents:
    """Return what is stored: version, links and values by account."""
    found = [await vault.read(info.id, BUILD) for info in await vault.list()]
    return {
        each.info.overview.account: (each.info.version, each.info.linked_projects, texts(each.fields)) for each in found
    }


def epoch(vault: Vault) -> int:
    keys = vault._file.keys
    assert keys
    return keys.epoch


def items(world: VaultWorld) -> set[str]:
    assert isinstance(world.keyring, MemoryKeyring)
    return {name for name in world.keyring.items if not name.endswith("/anchor")}


async def test_everything_reads_the_same_and_every_way_is_new(world: VaultWorld) -> None:
    await fill(world)
    expected, log, old_items = await contents(world.vault), await world.vault.audit(), items(world)
    history = {info.id: await world.vault.history(info.id) for info in await world.vault.list()}
    before = world.file.read_bytes()
    kit = world.vault.ways.draw_kit()
    report = await world.vault.rekey(password=PASSWORD, kit=kit.text, actor=PERSON)
    assert report.credentials == len(expected) == 2
    assert report.backup.is_file()
    assert epoch(world.vault) == 2
    assert await contents(world.vault) == expected
    assert {info.id: await world.vault.history(info.id) for info in await world.vault.list()} == history
    after = await world.vault.audit()
    assert [*after][: len(log)] == [*log]
    assert "rekey" in [entry.action for entry in after[len(log) :]]
    assert len(items(world)) == 1
    assert items(world).isdisjoint(old_items)
    assert WaysChanged() in world.heard
    await world.vault.close()
    _nothing_is_left_of(before, world.file.read_bytes())
    for way in ("keyring", "password", "recovery"):
        vault = world.fresh()
        await vault.open()
        if way == "keyring":
            await vault.unlock_with_keyring()
        elif way == "password":
            await vault.unlock_with_password(PASSWORD)
        else:
            with pytest.raises(WrongRecoveryKey):
                await vault.unlock_with_recovery(world.recovery)
            await vault.unlock_with_recovery(kit.text)
        assert await contents(vault) == expected
        assert [*await vault.audit()][: len(log)] == [*log]
        await vault.close()


def _nothing_is_left_of(before: bytes, after: bytes) -> None:
    """No ciphertext of the old keys stands anywhere in the new file; 32 bytes of it would be enough to tell."""
    pieces = {before[at : at + 32] for at in range(4096, len(before) - 32, 509)}
    random_looking = {piece for piece in pieces if len(set(piece)) > 24}
    assert len(random_looking) > 100
    assert not [piece for piece in random_looking if piece in after]


async def test_the_old_kit_may_stay_and_counts_as_kept_if_it_was(world: VaultWorld) -> None:
    await fill(world)
    await world.vault.ways.kit_kept(PERSON)
    await world.vault.rekey(password=PASSWORD, kit=world.recovery, actor=PERSON)
    assert world.vault.recovery_kept
    await world.vault.rekey(password=PASSWORD, kit=world.vault.ways.draw_kit().text, actor=PERSON)
    assert not world.vault.recovery_kept
    assert epoch(world.vault) == 3


async def test_a_vault_without_a_password_or_without_a_keyring_gets_new_keys_too(folder: Path) -> None:
    world = VaultWorld(folder)
    vault = await world.create(password=None)
    await world.save(stripe())
    with pytest.raises(SlotMissing):
        await vault.rekey(password=PASSWORD, kit=world.recovery, actor=PERSON)
    await vault.rekey(password=None, kit=world.recovery, actor=PERSON)
    await vault.ways.set_password(PASSWORD, PERSON)
    await vault.ways.remove_keyring(PERSON)
    await vault.rekey(password=PASSWORD, kit=world.recovery, actor=PERSON)
    assert items(world) == set()
    vault = await world.reopen()
    await vault.unlock_with_password(PASSWORD)
    assert len(await vault.list()) == 1
    await vault.close()


async def test_what_is_typed_wrong_changes_nothing(world: VaultWorld) -> None:
    await fill(world)
    before = items(world)
    with pytest.raises(PasswordNeeded):
        await world.vault.rekey(password=None, kit=world.recovery, actor=PERSON)
    with pytest.raises(WrongPassword):
        await world.vault.rekey(password=Secret("not the password"), kit=world.recovery, actor=PERSON)
    with pytest.raises(RecoveryKeyMistyped):
        await world.vault.rekey(password=PASSWORD, kit=Secret("AAAA"), actor=PERSON)
    assert (await world.vault.audit())[-1].action == "unlock failed"
    await _is_as_before(world, before)


async def _is_as_before(world: VaultWorld, before: set[str]) -> None:
    assert epoch(world.vault) == 1
    assert items(world) == before
    vault = await world.reopen()
    await vault.unlock_with_keyring()
    await vault.unlock_with_password(PASSWORD)
    await vault.unlock_with_recovery(world.recovery)
    assert len(await contents(vault)) == 2


async def test_a_keyring_that_fails_changes_nothing(world: VaultWorld) -> None:
    await fill(world)
    before = items(world)
    assert isinstance(world.keyring, MemoryKeyring)
    world.keyring.broken = "it is switched off"
    with pytest.raises(KeyringUnavailable):
        await world.vault.rekey(password=PASSWORD, kit=world.recovery, actor=PERSON)
    world.keyring.broken = ""
    await _is_as_before(world, before)


async def test_a_folder_that_takes_no_backup_changes_nothing(world: VaultWorld) -> None:
    await fill(world)
    before = items(world)
    world.vault.backups.folder.parent.mkdir(exist_ok=True)
    world.vault.backups.folder.write_text("a file where the folder should be")
    with pytest.raises(Exception, match="vault-backups"):
        await world.vault.rekey(password=PASSWORD, kit=world.recovery, actor=PERSON)
    await _is_as_before(world, before)


async def test_the_backup_opens_with_the_old_ways(world: VaultWorld) -> None:
    await fill(world)
    expected = await contents(world.vault)
    report = await world.vault.rekey(password=PASSWORD, kit=world.vault.ways.draw_kit().text, actor=PERSON)
    await world.vault.backups.restore(report.backup, kit=world.recovery, actor=PERSON)
    assert epoch(world.vault) == 1
    assert await contents(world.vault) == expected


DAMAGES = {
    "value altered": ("UPDATE field SET ciphertext = zeroblob(length(ciphertext)) WHERE position = 0", "does not open"),
    "value removed": ("DELETE FROM field WHERE position = 1", "field holds"),
    "version removed": ("DELETE FROM version WHERE version = 1", "version holds"),
    "link altered": ("UPDATE link SET overview = zeroblob(length(overview))", "does not open"),
    "audit row altered": ("UPDATE audit SET body = zeroblob(100) WHERE seq = 2", "altered or removed"),
    "audit row removed": ("DELETE FROM audit WHERE seq = 3", "row 3 of the audit log"),
    "end of the audit log removed": ("DELETE FROM audit WHERE seq > 3", "audit holds"),
    "slot removed": ("DELETE FROM slot WHERE kind = 'password'", "slot holds"),
    "slot altered": ("UPDATE slot SET created = 1", "altered"),
    "note added": ("INSERT INTO meta VALUES ('note', x'00')", "meta holds"),
    "epoch of a row": ("UPDATE version SET epoch = 7", "of other keys"),
    "trigger planted": ("CREATE TRIGGER t AFTER UPDATE ON field BEGIN DELETE FROM audit; END", "its tables are not"),
    "a value of an impossible size": ("UPDATE field SET nonce = x'00'", "impossible nonce"),
}


@pytest.mark.parametrize("name", DAMAGES)
async def test_nothing_unsound_comes_into_the_new_epoch(world: VaultWorld, name: str) -> None:
    """What was changed behind the vault's back while it is unlocked is found in the pass itself."""
    await fill(world)
    sql, said = DAMAGES[name]

    def work(connection: sqlite3.Connection, old: VaultKeys) -> VaultKeys:
        connection.execute(sql)
        with new_key() as root:
            new = VaultKeys(root, old.vault_id, old.epoch + 1)
        reseal.reseal(connection, old, new, lambda rows: None).finish()
        return new

    with pytest.raises(VaultDamaged, match=said):
        await world.vault._file.exchange(work)
    assert len(await contents(world.vault)) == 2
    assert epoch(world.vault) == 1


async def test_an_older_row_that_opens_with_its_key_is_refused(world: VaultWorld) -> None:
    """Each row alone is authentic; only the old seal tells that it was put back."""
    (info,) = await world.save(stripe())
    select, place = "SELECT nonce, overview FROM credential", "UPDATE credential SET nonce = ?, overview = ?"
    older = await world.vault._file.plain(lambda connection: connection.execute(select).fetchone())
    await world.vault.update_overview(info.id, {"status": "valid"}, PERSON)

    def work(connection: sqlite3.Connection, old: VaultKeys) -> VaultKeys:
        connection.execute(place, older)
        with new_key() as root:
            new = VaultKeys(root, old.vault_id, old.epoch + 1)
        reseal.reseal(connection, old, new, lambda rows: None).finish()
        return new

    with pytest.raises(VaultDamaged, match="put back from an older copy"):
        await world.vault._file.exchange(work)


async def test_a_damaged_vault_gets_no_new_keys(world: VaultWorld) -> None:
    await fill(world)
    before = items(world)
    database = world.vault._file._database
    assert database
    await database.write(
        lambda connection: connection.execute("UPDATE field SET nonce = zeroblob(12) WHERE position = 2")
    )
    with pytest.raises(VaultDamaged):
        await world.vault.rekey(password=PASSWORD, kit=world.recovery, actor=PERSON)
    assert epoch(world.vault) == 1
    assert items(world) == before


async def test_who_waits_sees_how_far_it_is(world: VaultWorld) -> None:
    await asyncio.gather(*(world.vault.save(stripe(f"acct_{number}"), PERSON) for number in range(MANY)))
    told: list[tuple[int, int]] = []
    await world.vault.rekey(
        password=PASSWORD, kit=world.recovery, actor=PERSON, progress=lambda done, rows: told.append((done, rows))
    )
    state = await world.vault._file.read(store.read_state)
    assert told == sorted(told)
    assert len(told) >= 4
    assert {rows for _, rows in told} == {told[-1][0]}
    assert told[-1][1] <= reseal.rows_in(state)


@pytest.mark.parametrize("step", range(5))
async def test_cancelled_before_the_commit_nothing_has_changed(world: VaultWorld, step: int) -> None:
    await asyncio.gather(*(world.vault.save(stripe(f"acct_{number}"), PERSON) for number in range(MANY)))
    await _cancelled(world, world.vault, step)
    assert len(await world.vault.list()) == MANY


async def _cancelled(world: VaultWorld, vault: Vault, step: int) -> None:
    """Cancel a rekey as soon as so many parts of it are known to be done; the last may come too late, and says so."""
    before = items(world)
    heard = 0

    def progress(done: int, rows: int) -> None:
        nonlocal heard
        heard += 1
        if heard > step:
            running.cancel()

    running = asyncio.ensure_future(vault.rekey(password=PASSWORD, kit=world.recovery, actor=PERSON, progress=progress))
    try:
        await running
    except asyncio.CancelledError:
        assert epoch(vault) == 1
        assert items(world) == before
    else:
        assert epoch(vault) == 2
    await world.reopen()
    await world.vault.unlock_with_keyring()
    await world.vault.unlock_with_password(PASSWORD)
    assert len(items(world)) == 1


class SlowKeyring(MemoryKeyring):
    """Tells when an item is about to be deleted, or was found, and waits for the word."""

    def __init__(self) -> None:
        super().__init__()
        self.deleting, self.go_on = asyncio.Event(), asyncio.Event()
        self.waits = False
        self.found, self.answer = asyncio.Event(), asyncio.Event()
        self.answer.set()

    async def load(self, name: str) -> Key:
        key = await super().load(name)
        self.found.set()
        await self.answer.wait()
        return key

    async def delete(self, name: str) -> None:
        if self.waits:
            self.deleting.set()
            await self.go_on.wait()
        await super().delete(name)


async def test_cancelled_after_the_commit_it_goes_on_to_its_end(folder: Path) -> None:
    keyring = SlowKeyring()
    world = VaultWorld(folder, keyring)
    vault = await world.create()
    await world.save(stripe())
    keyring.waits = True
    running = asyncio.ensure_future(vault.rekey(password=PASSWORD, kit=world.recovery, actor=PERSON))
    await keyring.deleting.wait()
    running.cancel()
    keyring.go_on.set()
    assert (await running).credentials == 1
    assert epoch(vault) == 2
    assert len(items(world)) == 1
    await vault.close()


async def test_work_goes_on_beside_it(world: VaultWorld) -> None:
    """Reads and stores that come while the keys change wait for the moment and then find the new ones."""
    await fill(world)
    ids = [info.id for info in await world.vault.list()]
    running = asyncio.ensure_future(world.vault.rekey(password=PASSWORD, kit=world.recovery, actor=PERSON))
    made = 0
    while not running.done():
        made += 1
        await asyncio.gather(
            world.vault.save(stripe(f"new_{made}"), PERSON), *(world.vault.read(each, BUILD) for each in ids)
        )
    await running
    assert made > 1
    vault = await world.reopen()
    await vault.unlock_with_password(PASSWORD)
    found = await contents(vault)
    assert {f"new_{number}" for number in range(1, made + 1)} <= set(found)
    await vault.audit()


async def test_a_lock_waits_for_the_new_keys_and_drops_them(folder: Path) -> None:
    keyring = SlowKeyring()
    world = VaultWorld(folder, keyring)
    vault = await world.create()
    await world.save(stripe())
    locking: list[asyncio.Future[None]] = []

    def progress(done: int, rows: int) -> None:
        if not locking:
            locking.append(asyncio.ensure_future(vault.lock()))

    await vault.rekey(password=PASSWORD, kit=world.recovery, actor=PERSON, progress=progress)
    await locking[0]
    assert vault.state is VaultState.LOCKED
    await vault.unlock_with_password(PASSWORD)
    await vault.unlock_with_keyring()
    assert len(await vault.list()) == 1
    await vault.close()


async def test_a_password_that_is_tried_meanwhile_counts(world: VaultWorld) -> None:
    await fill(world)
    results = await asyncio.gather(
        world.vault.rekey(password=PASSWORD, kit=world.recovery, actor=PERSON),
        world.vault.unlock_with_recovery(world.recovery),
        world.vault.unlock_with_keyring(),
        world.vault.unlock_with_password(PASSWORD),
        return_exceptions=True,
    )
    assert [error for error in results if isinstance(error, Exception)] == []


async def test_a_keyring_that_answers_with_the_key_of_before_is_no_damage(folder: Path) -> None:
    keyring = SlowKeyring()
    world = VaultWorld(folder, keyring)
    vault = await world.create()
    keyring.found.clear()
    keyring.answer.clear()
    unlocking = asyncio.ensure_future(vault.unlock_with_keyring())
    await keyring.found.wait()
    await vault.rekey(password=PASSWORD, kit=world.recovery, actor=PERSON)
    keyring.answer.set()
    await unlocking
    assert vault.state is VaultState.UNLOCKED
    await vault.lock()
    await vault.unlock_with_keyring()
    await vault.close()


def test_a_key_is_overwritten_where_it_stands() -> None:
    key = Key(b"k" * 32)
    view = memoryview(key)
    with key:
        assert bytes(view) == b"k" * 32
    assert bytes(view) == bytes(32)


async def test_the_keys_of_before_are_overwritten(world: VaultWorld) -> None:
    keys = world.vault._file.keys
    assert keys
    kept = [keys._root, keys._records, keys._lookups, keys._audit_chain]
    assert all(any(each) for each in kept)
    await world.vault.rekey(password=PASSWORD, kit=world.recovery, actor=PERSON)
    assert not any(any(each) for each in kept)
