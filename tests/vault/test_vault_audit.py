"""The audit log: what is noted, when, and that no row can be changed."""

from __future__ import annotations

import asyncio

import pytest

from kriptik_desktop.core.secret import Secret
from kriptik_desktop.vault.errors import VaultDamaged
from kriptik_desktop.vault.events import CredentialUsed
from kriptik_desktop.vault.model import Actor, FieldValue
from tests.fakes.vault_world import BUILD, PERSON, VaultWorld, stripe


async def test_reads_of_a_person_are_noted_at_once_and_those_of_builds_together(world: VaultWorld) -> None:
    (info,) = await world.save(stripe())
    await world.vault.read(info.id, Actor("cli", "env write"))
    for _ in range(3):
        world.clock.advance(1)
        await world.vault.read(info.id, BUILD)
    used_at = world.clock.now_ms()
    await world.vault.lock()
    await world.vault.unlock_with_recovery(world.recovery)
    entries = [entry for entry in await world.vault.audit() if entry.details.get("credential") == info.id]
    assert [(entry.action, entry.origin, entry.details.get("count")) for entry in entries] == [
        ("store", "window", None),
        ("read", "cli", None),
        ("use", "build", 3),
    ]
    assert entries[1].details["detail"] == "env write"
    assert entries[2].at == used_at
    assert (await world.vault.list())[0].overview.used_at == used_at
    (saved,) = await world.save(stripe(status="valid"))
    assert saved.overview.used_at == used_at


async def test_uses_are_written_soon_without_anybody_asking(world: VaultWorld) -> None:
    await world.vault.close()
    world.coalesce_s = 0.001
    vault = world.fresh()
    await vault.open()
    await vault.unlock_with_recovery(world.recovery)
    (info,) = await world.save(stripe())
    await vault.read(info.id, BUILD)
    while (await vault.list())[0].overview.used_at is None:
        await asyncio.sleep(0.001)
    used = [event for event in world.heard if isinstance(event, CredentialUsed)]
    assert [event.credential_id for event in used] == [info.id]


async def test_a_use_of_a_credential_that_is_gone_is_still_noted(world: VaultWorld) -> None:
    (info,) = await world.save(stripe())
    await world.vault.read(info.id, BUILD)
    await world.vault.remove(info.id, PERSON)
    assert [entry.action for entry in await world.vault.audit()][-2:] == ["delete", "use"]


async def test_each_action_is_noted_with_who_and_what_and_no_value(world: VaultWorld) -> None:
    (info,) = await world.save(stripe())
    await world.vault.add_field(info.id, FieldValue("extra", Secret("value-of-extra")), BUILD)
    await world.vault.update_overview(info.id, {"status": "invalid"}, Actor("cli", "credentials check"))
    await world.vault.link(info.id, "project-1", BUILD)
    await world.vault.unlink(info.id, "project-1", BUILD)
    await world.vault.remove(info.id, PERSON)
    entries = await world.vault.audit()
    assert [(entry.action, entry.origin) for entry in entries] == [
        ("create", "agent"),
        ("store", "window"),
        ("store field", "build"),
        ("update", "cli"),
        ("link", "build"),
        ("unlink", "build"),
        ("delete", "window"),
    ]
    assert [entry.seq for entry in entries] == list(range(1, 8))
    assert {entry.details.get("integration") for entry in entries[1:]} == {"stripe"}
    assert "value-of-extra" not in repr(entries)


async def test_order_is_the_row_number_even_when_the_clock_goes_back(world: VaultWorld) -> None:
    await world.save(stripe("acct_1"))
    world.clock.advance(-365 * 86_400)
    await world.save(stripe("acct_2"))
    entries = await world.vault.audit()
    assert entries[2].at < entries[1].at
    assert [entry.seq for entry in entries] == [1, 2, 3]
    vault = await world.reopen()
    await vault.unlock_with_recovery(world.recovery)


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)",
        "DELETE FROM audit WHERE seq = 2",
        "DELETE FROM audit WHERE seq = 1",
        "UPDATE audit SET body = (SELECT body FROM audit WHERE seq = 2) WHERE seq = 3",
        "UPDATE audit SET mac = zeroblob(32) WHERE seq = 2",
        "UPDATE audit SET seq = 99 WHERE seq = 3",
    ],
)
async def test_a_chain_that_was_broken_while_open_is_noticed_when_read(world: VaultWorld, sql: str) -> None:
    for number in range(4):
        await world.save(stripe(f"acct_{number}"))
    await world.vault._file.write(lambda change: change.connection.execute(sql).fetchall())
    with pytest.raises(VaultDamaged, match="audit log"):
        await world.vault.audit()
