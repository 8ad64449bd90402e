"""The check on demand: it reads everything, counts it, and names the first thing that cannot be read."""

from __future__ import annotations

import pytest

from kriptik_desktop.core.secret import Secret
from kriptik_desktop.vault import store
from kriptik_desktop.vault.errors import VaultDamaged, VaultIsLocked
from kriptik_desktop.vault.format import FIELD
from kriptik_desktop.vault.model import FieldValue
from tests.fakes.vault_world import PERSON, VaultWorld, stripe


async def test_it_counts_what_there_is(world: VaultWorld) -> None:
    one, _ = await world.save(stripe("acct_1"), stripe("acct_2"))
    await world.vault.add_field(one.id, FieldValue("pem", Secret("x" * 2000)), PERSON)
    await world.vault.link(one.id, "project-1")
    report = await world.vault.verify()
    assert (report.credentials, report.versions, report.fields) == (2, 3, 3 + 4 + 3)
    assert report.audit_rows == len(await world.vault.audit())
    assert report.epoch == 1
    assert report.generation > 4


async def test_an_empty_vault_is_in_order(world: VaultWorld) -> None:
    report = await world.vault.verify()
    assert (report.credentials, report.versions, report.fields) == (0, 0, 0)
    assert report.audit_rows == 1


async def test_a_locked_vault_cannot_be_read(world: VaultWorld) -> None:
    await world.vault.lock()
    with pytest.raises(VaultIsLocked):
        await world.vault.verify()


async def test_old_versions_are_read_as_well(world: VaultWorld) -> None:
    """The seal fits, as if this app had sealed the value wrongly; only reading it shows that nobody can."""
    (info,) = await world.save(stripe(values={"secret_key": "sk_test_first_value_1"}))
    await world.save(stripe(values={"secret_key": "sk_test_second_value_2"}))

    def spoil(change: store.Change) -> None:
        row = store.fields_of(change.connection, info.id, 1)[0]
        change.replace(FIELD, row, (*row[:3], row[3], bytes(len(row[4]))))

    await world.vault._file.write(spoil)
    assert len(await world.vault.list()) == 1
    with pytest.raises(VaultDamaged, match="a stored value does not open"):
        await world.vault.verify()
