"""What somebody with write access to the closed file may try; each attempt is refused at the next unlock."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from kriptik_desktop.core.errors import KriptikError
from kriptik_desktop.vault import slots, store
from kriptik_desktop.vault.errors import VaultDamaged, VaultRolledBack, VaultTooNew, WrongPassword
from kriptik_desktop.vault.service import Vault
from kriptik_desktop.vault.vault_file import bound_to
from tests.fakes.vault_world import PASSWORD, PERSON, VaultWorld, stripe

Attack = Callable[[sqlite3.Connection], object]


def sql(*statements: str) -> Attack:
    def attack(connection: sqlite3.Connection) -> None:
        for statement in statements:
            assert connection.execute(statement).rowcount != 0, f"nothing was changed by {statement}"

    return attack


def swap(table: str, columns: str, left: str, right: str) -> Attack:
    """Exchange the columns of two rows, which ``left`` and ``right`` name."""

    def attack(connection: sqlite3.Connection) -> None:
        first, second = (
            connection.execute(f"SELECT {columns} FROM {table} WHERE {where}").fetchone() for where in (left, right)
        )
        assert first != second
        marks = ", ".join(f"{column} = ?" for column in columns.split(", "))
        blank = [bytes(16)] * len(first)
        for where, values in ((left, blank), (right, first), (left, second)):
            connection.execute(f"UPDATE {table} SET {marks} WHERE {where}", values)

    return attack


def rewritten_slot(kind: str, change: Callable[[slots.Slot], slots.Slot]) -> Attack:
    """Change a slot and make its plain checksum fit again, as an attacker would."""

    def attack(connection: sqlite3.Connection) -> None:
        bound = bound_to(*store.read_header(connection))
        (slot,) = (each for each in store.read_slots(connection) if each.kind == kind)
        changed = change(slot)
        changed = replace(changed, commitment=changed.commitment[:32] + slots._checksum(changed, bound))
        assert changed != slot
        connection.execute("DELETE FROM slot WHERE id = ?", (slot.id,))
        connection.execute(store._INSERT["slot"], changed.row())

    return attack


def cost(**change: int) -> Callable[[slots.Slot], slots.Slot]:
    return lambda slot: replace(slot, kdf=json.dumps(json.loads(slot.kdf) | change))


FIRST = "credential = (SELECT min(id) FROM credential)"
LAST = "credential = (SELECT max(id) FROM credential)"

ATTACKS: dict[str, tuple[Attack, str]] = {
    "ciphertexts of two credentials swapped": (
        swap(
            "field",
            "nonce, ciphertext",
            f"{FIRST} AND version = 2 AND position = 0",
            f"{LAST} AND version = 2 AND position = 0",
        ),
        "exchanged with another one",
    ),
    "ciphertexts of two fields swapped": (
        swap(
            "field",
            "nonce, ciphertext",
            f"{FIRST} AND version = 2 AND position = 0",
            f"{FIRST} AND version = 2 AND position = 1",
        ),
        "exchanged with another one",
    ),
    "old ciphertext under the new version": (
        sql(
            "UPDATE field AS f SET (nonce, ciphertext) = (SELECT nonce, ciphertext FROM field AS o "
            "WHERE o.credential = f.credential AND o.position = f.position AND o.version = 1) WHERE version = 2"
        ),
        "a stored value does not open",
    ),
    "pointer to an old version": (
        sql("UPDATE credential SET current = 1"),
        "the overview of a credential does not open",
    ),
    "lookups swapped": (
        swap("credential", "lookup", "id = (SELECT min(id) FROM credential)", "id = (SELECT max(id) FROM credential)"),
        "the overview of a credential does not open",
    ),
    "epoch changed": (sql("UPDATE version SET epoch = 2"), "a stored value does not open"),
    "version's date changed": (
        sql("UPDATE version SET created = created - 1"),
        "something unencrypted in it was altered",
    ),
    "credential deleted": (
        sql("DELETE FROM credential WHERE id = (SELECT min(id) FROM credential)"),
        "credential holds 1 rows",
    ),
    "credential deleted with all of its rows": (
        sql(
            f"DELETE FROM field WHERE {FIRST}",
            f"DELETE FROM version WHERE {FIRST}",
            "DELETE FROM credential WHERE id = (SELECT min(id) FROM credential)",
        ),
        "rows where the seal says",
    ),
    "history deleted": (sql("DELETE FROM version WHERE version = 1"), "version holds 2 rows"),
    "a field deleted": (sql("DELETE FROM field WHERE position = 2"), "field holds"),
    "a field doubled": (
        sql("INSERT INTO field SELECT credential, version, 9, nonce, ciphertext FROM field WHERE position = 1"),
        "field holds",
    ),
    "link deleted": (sql("DELETE FROM link"), "link holds 0 rows where the seal says 1"),
    "link moved": (
        sql("UPDATE link SET credential = (SELECT id FROM credential WHERE id != link.credential)"),
        "a link to a project does not open",
    ),
    "audit tail deleted": (sql("DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)"), "audit holds"),
    "audit middle deleted": (sql("DELETE FROM audit WHERE seq = 2"), "audit holds"),
    "audit edited": (sql("UPDATE audit SET body = zeroblob(100) WHERE seq = 2"), "row 2 of the audit log was altered"),
    "slot deleted": (sql("DELETE FROM slot WHERE kind = 'password'"), "slot holds 2 rows"),
    "slot made cheaper to guess": (rewritten_slot("password", cost(t=2)), "something unencrypted in it was altered"),
    "slot asking for a terabyte": (
        rewritten_slot("password", cost(m=1 << 30)),
        "something unencrypted in it was altered",
    ),
    "slot's kind changed": (
        rewritten_slot("password", lambda slot: replace(slot, kind="other")),
        "something unencrypted in it was altered",
    ),
    "seal deleted": (sql("DELETE FROM state"), "seal is missing"),
    "seal doubled": (sql("INSERT INTO state SELECT 2, nonce, sealed FROM state"), "seal is missing"),
    "seal overwritten": (sql("UPDATE state SET sealed = randomblob(length(sealed))"), "seal does not open"),
    "vault's id changed": (sql("UPDATE meta SET value = x'00' WHERE key = 'vault_id'"), "checksum"),
    "epoch of the vault changed": (sql("UPDATE meta SET value = x'02' WHERE key = 'epoch'"), "checksum"),
    "date of creation changed": (
        sql("UPDATE meta SET value = x'02' WHERE key = 'created'"),
        "something unencrypted in it was altered",
    ),
    "note added": (sql("INSERT INTO meta VALUES ('note', x'00')"), "meta holds"),
    "trigger planted": (
        sql("CREATE TRIGGER planted AFTER INSERT ON field BEGIN DELETE FROM audit; END"),
        "its tables are not those of a vault",
    ),
    "view planted": (sql("CREATE VIEW planted AS SELECT * FROM field"), "its tables are not those"),
    "table planted": (sql("CREATE TABLE planted (a)"), "its tables are not those"),
    "index planted": (sql("CREATE INDEX planted ON field (nonce)"), "its tables are not those"),
    "table renamed": (sql("ALTER TABLE link RENAME TO other"), "its tables are not those"),
    "column added": (sql("ALTER TABLE slot ADD COLUMN note TEXT"), "its tables are not those"),
    "a value of an impossible size": (sql("UPDATE field SET nonce = x'00'"), "impossible nonce"),
    "a negative version": (sql("UPDATE credential SET current = -1"), "impossible current"),
}


@dataclass
class Target:
    """A closed vault and what an older copy of its file held."""

    world: VaultWorld
    older: Path

    def attack(self, attack: Attack) -> None:
        connection = sqlite3.connect(self.world.file, isolation_level=None)
        connection.execute("BEGIN")
        attack(connection)
        connection.execute("COMMIT")
        connection.close()

    def take_back(self, table: str) -> Attack:
        """Put the older copy's rows of one table into the file."""

        def attack(connection: sqlite3.Connection) -> None:
            older = sqlite3.connect(self.older)
            rows = older.execute(f"SELECT * FROM {table}").fetchall()
            older.close()
            for row in rows:
                marks = ", ".join("?" * len(row))
                connection.execute(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", row)

        return attack

    async def refused(self, way: str) -> KriptikError:
        """Return what opening and unlocking says."""
        vault = self.world.fresh()
        try:
            with pytest.raises(KriptikError) as caught:
                await self._enter(vault, way)
            return caught.value
        finally:
            await vault.close()

    async def _enter(self, vault: Vault, way: str) -> None:
        await vault.open()
        if way == "keyring":
            await vault.unlock_with_keyring()
        elif way == "password":
            await vault.unlock_with_password(PASSWORD)
        else:
            await vault.unlock_with_recovery(self.world.recovery)


@pytest.fixture
async def target(folder: Path, tmp_path: Path) -> Target:
    world = VaultWorld(folder)
    await world.create()
    one, _ = await world.save(stripe("acct_1"), stripe("acct_2", values={"secret_key": "sk_test_of_number_two"}))
    await world.vault.close()
    older = tmp_path / "older.db"
    shutil.copyfile(world.file, older)
    async with world.unlocked() as vault:
        await world.save(
            stripe("acct_1", values={"secret_key": "sk_test_newer_1"}),
            stripe("acct_2", values={"secret_key": "sk_test_newer_2"}),
        )
        await vault.link(one.id, "project-1", PERSON)
    return Target(world, older)


@pytest.mark.parametrize("name", ATTACKS)
async def test_an_attack_is_refused_by_either_way_in(target: Target, name: str) -> None:
    attack, said = ATTACKS[name]
    target.attack(attack)
    for way in ("recovery", "keyring"):
        error = await target.refused(way)
        assert isinstance(error, VaultDamaged), (way, error)
        assert said in error.message, (way, error.message)


@pytest.mark.parametrize(
    ("table", "said"), [("credential", "put back from an older copy"), ("state", "where the seal")]
)
async def test_rows_of_an_older_copy_do_not_fit(target: Target, table: str, said: str) -> None:
    target.attack(target.take_back(table))
    for way in ("recovery", "keyring", "password"):
        error = await target.refused(way)
        assert isinstance(error, VaultDamaged)
        assert said in error.message


def test_every_kind_of_tampering_that_was_tried_on_the_design_is_here() -> None:
    """The fourteenth, an old seal put back, is a test of its own above."""
    kinds = {
        "ciphertexts of two credentials swapped",
        "pointer to an old version",
        "old ciphertext under the new version",
        "credential deleted",
        "history deleted",
        "audit tail deleted",
        "audit middle deleted",
        "audit edited",
        "slot made cheaper to guess",
        "slot asking for a terabyte",
        "slot's kind changed",
        "lookups swapped",
        "trigger planted",
    }
    assert kinds <= set(ATTACKS)


def test_what_differs_is_said_differently() -> None:
    """A planted trigger, exchanged rows, an older row and an older file each ask something else of the person."""
    named = ("trigger planted", "ciphertexts of two fields swapped", "version's date changed", "credential deleted")
    said = [ATTACKS[name][1] for name in named]
    said.append(VaultRolledBack(1, 2, None).message)
    assert len(set(said)) == len(said)


async def test_the_untouched_file_opens_by_every_way(target: Target) -> None:
    async with target.world.unlocked() as vault:
        await vault.unlock_with_password(PASSWORD)
        await vault.unlock_with_keyring()
        assert len(await vault.list()) == 2


async def test_a_bomb_in_the_password_slot_is_refused_before_it_runs(target: Target) -> None:
    target.attack(ATTACKS["slot asking for a terabyte"][0])
    error = await target.refused("password")
    assert isinstance(error, VaultDamaged)
    assert "absurd amount" in error.message


async def test_a_cheaper_password_slot_does_not_open(target: Target) -> None:
    target.attack(ATTACKS["slot made cheaper to guess"][0])
    assert isinstance(await target.refused("password"), WrongPassword)


@pytest.mark.parametrize(
    "statement", ["PRAGMA user_version = 2", "UPDATE meta SET value = x'0000000000000007' WHERE key = 'min_reader'"]
)
async def test_a_newer_format_is_named_and_left_alone(target: Target, statement: str) -> None:
    target.attack(lambda connection: connection.execute(statement))
    before = target.world.file.read_bytes()
    error = await target.refused("recovery")
    assert isinstance(error, VaultTooNew)
    assert "newer version" in error.message
    assert target.world.file.read_bytes() == before


async def test_the_generation_counts_every_change(target: Target) -> None:
    async def generation() -> int:
        return await target.world.vault._file.read(
            lambda connection, keys: store.read_state(connection, keys).generation
        )

    async with target.world.unlocked():
        newer = await generation()
        await target.world.save(stripe("acct_3"))
        assert await generation() == newer + 1
    shutil.copyfile(target.older, target.world.file)
    async with target.world.unlocked():
        assert await generation() < newer
