"""Saving and reading credentials."""

from __future__ import annotations

import asyncio
import sqlite3
from typing import Any

import pytest

from kriptik_desktop.core.errors import Locked
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.vault import store
from kriptik_desktop.vault.credential_errors import CredentialNotFound, InvalidCredential
from kriptik_desktop.vault.errors import (
    VaultIsLocked,
    VaultMissing,
    VaultNotOpen,
)
from kriptik_desktop.vault.events import CredentialRemoved, CredentialsSaved
from kriptik_desktop.vault.model import CredentialDraft, FieldValue, Overview, VaultState
from tests.fakes.vault_world import BUILD, PERSON, STRIPE, WEBHOOK, VaultWorld, stripe, texts


async def test_three_fields_of_stripe_come_back_after_a_restart(world: VaultWorld) -> None:
    (info,) = await world.save(stripe(status="valid", scopes=("read", "write"), expires_at=5))
    assert info.field_names == ("publishable_key", "secret_key", "webhook_secret")
    vault = await world.reopen()
    await vault.unlock_with_recovery(world.recovery)
    found = await vault.read(info.id, PERSON)
    assert texts(found.fields) == {**STRIPE, "webhook_secret": WEBHOOK}
    assert [each.source for each in found.fields] == ["person", "person", "provisioned"]
    assert found.info == info
    assert found.value("secret_key") == Secret(STRIPE["secret_key"])
    assert found.value("nothing") is None


async def test_accounts_modes_and_scopes_stand_side_by_side(world: VaultWorld) -> None:
    drafts = [
        stripe("acct_1"),
        stripe("acct_2"),
        stripe("acct_1", "live"),
        stripe("acct_1", scope="project-1"),
    ]
    infos = await world.save(*drafts)
    assert len({info.id for info in infos}) == 4
    assert [info.version for info in infos] == [1, 1, 1, 1]
    assert len(await world.vault.list()) == 4
    assert len(await world.vault.list(scope="app")) == 3
    assert [info.id for info in await world.vault.list(scope="project-1")] == [infos[3].id]
    assert await world.vault.list(integration="openai") == []


async def test_the_same_account_again_is_a_new_version_of_one_credential(world: VaultWorld) -> None:
    (first,) = await world.save(stripe())
    world.clock.advance(60)
    (second,) = await world.save(stripe(values={**STRIPE, "secret_key": "sk_test_another_value_1"}))
    assert (second.id, second.version) == (first.id, 2)
    assert second.created_at == first.created_at
    assert second.updated_at == first.updated_at + 60_000
    found = await world.vault.read(first.id, PERSON)
    assert texts(found.fields)["secret_key"] == "sk_test_another_value_1"


async def test_saving_the_same_values_again_makes_no_version_but_notes_the_check(world: VaultWorld) -> None:
    (first,) = await world.save(stripe())
    (again,) = await world.save(stripe(validated_at=1_790_000_000_500, status="valid"))
    assert (again.id, again.version) == (first.id, 1)
    assert again.overview.status == "valid"
    assert again.overview.validated_at == 1_790_000_000_500


async def test_ten_versions_are_kept(world: VaultWorld) -> None:
    for number in range(14):
        (info,) = await world.save(stripe(values={"secret_key": f"sk_test_number_{number}"}))
    assert info.version == 14

    def kept(connection: sqlite3.Connection) -> tuple[list[int], int]:
        versions = [row[1] for row in store.versions_of(connection, info.id)]
        return versions, connection.execute("SELECT count(*) FROM field").fetchone()[0]

    assert await world.vault._file.plain(kept) == (list(range(5, 15)), 20)
    vault = await world.reopen()
    await vault.unlock_with_recovery(world.recovery)
    assert texts((await vault.read(info.id, PERSON)).fields)["secret_key"] == "sk_test_number_13"


async def test_links_are_kept_and_go_with_the_credential(world: VaultWorld) -> None:
    one, two = await world.save(stripe("acct_1"), stripe("acct_2"))
    for project in ("project-b", "project-a", "project-b"):
        await world.vault.link(one.id, project)
    await world.vault.link(two.id, "project-a")
    listed = {info.id: info.linked_projects for info in await world.vault.list()}
    assert listed == {one.id: ("project-a", "project-b"), two.id: ("project-a",)}
    await world.vault.unlink(one.id, "project-a")
    await world.vault.unlink(one.id, "project-a")
    assert (await world.vault.read(one.id, BUILD)).info.linked_projects == ("project-b",)
    await world.vault.remove(one.id, PERSON)
    vault = await world.reopen()
    await vault.unlock_with_recovery(world.recovery)
    assert [info.linked_projects for info in await vault.list()] == [("project-a",)]


async def test_a_removed_credential_leaves_no_row(world: VaultWorld) -> None:
    (info,) = await world.save(stripe())
    await world.vault.add_field(info.id, FieldValue("more", Secret("value")), PERSON)
    await world.vault.remove(info.id, PERSON)
    assert world.heard[-1] == CredentialRemoved(credential_id=info.id, integration_id="stripe")
    with pytest.raises(CredentialNotFound):
        await world.vault.read(info.id, PERSON)
    count = "SELECT (SELECT count(*) FROM credential) + (SELECT count(*) FROM version) + (SELECT count(*) FROM field)"
    assert await world.vault._file.plain(lambda connection: connection.execute(count).fetchone()[0]) == 0


async def test_what_is_not_there_is_said(world: VaultWorld) -> None:
    missing = "01890a5d-ac96-774b-bcce-b302099a8057"
    field = FieldValue("name", Secret("value"))
    calls = (
        lambda: world.vault.read(missing, PERSON),
        lambda: world.vault.read(missing, BUILD),
        lambda: world.vault.remove(missing, PERSON),
        lambda: world.vault.add_field(missing, field, PERSON),
        lambda: world.vault.update_overview(missing, {"status": "valid"}),
        lambda: world.vault.link(missing, "project"),
    )
    for call in calls:
        with pytest.raises(CredentialNotFound, match=missing):
            await call()
    await world.vault.unlink(missing, "project")


def _draft(**overview: Any) -> CredentialDraft:
    given: dict[str, Any] = {"scope": "app", "integration": "stripe", "mode": "test", **overview}
    return CredentialDraft(Overview(**given), [FieldValue("key", Secret("value-1"))])


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        (_draft(scope=""), "scope is empty"),
        (_draft(integration="x" * 201), "longer than 200"),
        (_draft(account="two\nlines"), "line break"),
        (_draft(account="lone \udc80"), "cannot be shown"),
        (_draft(mode="prod"), "mode must be one of test, live, none"),
        (_draft(validated_at=-1), "validated_at is not a time"),
        (_draft(scopes=("",)), "scopes is empty"),
        (CredentialDraft(Overview("app", "stripe", "test"), []), "no field"),
        (CredentialDraft(Overview("app", "stripe", "test"), [FieldValue("key", Secret(""))]), "key is empty"),
        (CredentialDraft(Overview("app", "stripe", "test"), [FieldValue("a", Secret("x"))] * 2), "a is there twice"),
        (CredentialDraft(Overview("app", "stripe", "test"), [FieldValue("a", Secret("\udcff"))]), "not text"),
        (CredentialDraft(Overview("app", "stripe", "test"), [FieldValue("a", Secret("x" * 1048577))]), "1024 KiB"),
        (
            CredentialDraft(Overview("app", "stripe", "test"), [FieldValue(str(n), Secret("x")) for n in range(65)]),
            "more than 64",
        ),
    ],
)
async def test_what_cannot_be_stored_is_refused_without_its_value(
    world: VaultWorld, draft: CredentialDraft, said: str
) -> None:
    with pytest.raises(InvalidCredential, match=said) as caught:
        await world.vault.save(draft, PERSON)
    assert caught.value.__cause__ is None
    assert await world.vault.list() == []


async def test_a_value_of_a_mebibyte_and_any_text_come_back(world: VaultWorld) -> None:
    values = {"pem": "-----BEGIN\n" + "x" * 1_000_000, "text": "schön \0 \U0001f511 \r\n"}
    fields = [FieldValue(name, Secret(text)) for name, text in values.items()]
    (info,) = await world.save(CredentialDraft(Overview("app", "any", "none", "büro"), fields))
    assert texts((await world.vault.read(info.id, PERSON)).fields) == values


async def test_many_at_once_are_all_stored(world: VaultWorld) -> None:
    drafts = [stripe(f"acct_{number}", values={"secret_key": f"sk_test_{number}"}) for number in range(40)]
    same = [stripe("acct_same", values={"secret_key": f"sk_test_same_{number}"}) for number in range(12)]
    infos = await asyncio.gather(*(world.vault.save(draft, PERSON) for draft in (*drafts, *same)))
    assert len({info.id for info in infos}) == 41
    assert max(info.version for info in infos) == 12
    vault = await world.reopen()
    await vault.unlock_with_recovery(world.recovery)
    assert len(await vault.list()) == 41


async def test_one_that_fails_takes_no_other_with_it(world: VaultWorld) -> None:
    (info,) = await world.save(stripe())
    answers = await asyncio.gather(
        world.vault.save(stripe("acct_2"), PERSON),
        world.vault.update_overview(info.id, {"account": "acct_2"}),
        world.vault.remove("missing", PERSON),
        world.vault.save(stripe("acct_3"), PERSON),
        return_exceptions=True,
    )
    assert [type(answer).__name__ for answer in answers] == [
        "CredentialInfo",
        "AccountTaken",
        "CredentialNotFound",
        "CredentialInfo",
    ]
    vault = await world.reopen()
    await vault.unlock_with_recovery(world.recovery)
    assert len(await vault.list()) == 3


async def test_events_follow_the_commit_and_carry_ids(world: VaultWorld) -> None:
    world.heard.clear()
    (info,) = await world.save(stripe())
    assert world.heard == [CredentialsSaved(credential_id=info.id, integration_id="stripe")]


async def test_a_locked_vault_gives_and_takes_nothing(world: VaultWorld) -> None:
    (info,) = await world.save(stripe())
    await world.vault.lock()
    await world.vault.lock()
    assert world.vault.state is VaultState.LOCKED
    vault = world.vault
    calls = (
        lambda: vault.save(stripe(), PERSON),
        lambda: vault.list(),
        lambda: vault.read(info.id, PERSON),
        lambda: vault.read(info.id, BUILD),
        lambda: vault.add_field(info.id, FieldValue("a", Secret("b")), PERSON),
        lambda: vault.update_overview(info.id, {"status": "valid"}),
        lambda: vault.remove(info.id, PERSON),
        lambda: vault.link(info.id, "project"),
        lambda: vault.unlink(info.id, "project"),
        lambda: vault.audit(),
    )
    for call in calls:
        with pytest.raises(Locked) as caught:
            await call()
        assert type(caught.value) is VaultIsLocked


async def test_work_asked_for_before_a_lock_is_done(world: VaultWorld) -> None:
    saving = asyncio.gather(*(world.vault.save(stripe(f"acct_{n}"), PERSON) for n in range(5)))
    await asyncio.sleep(0)
    await world.vault.lock()
    assert len(await saving) == 5


async def test_without_a_vault_only_creation_works(world: VaultWorld) -> None:
    await world.vault.close()
    world.file.unlink()
    vault = world.fresh()
    with pytest.raises(VaultNotOpen):
        await vault.list()
    await vault.open()
    assert vault.state is VaultState.ABSENT
    with pytest.raises(VaultMissing):
        await vault.slots()
    with pytest.raises(VaultMissing):
        await vault.unlock_with_recovery(world.recovery)
    with pytest.raises(Locked):
        await vault.list()


async def test_holds_are_named_while_they_last(world: VaultWorld) -> None:
    async with world.vault.hold("build 1"), world.vault.hold("build 2"):
        assert world.vault.holds == ("build 1", "build 2")
    assert not world.vault.holds


async def test_the_file_is_written_as_durably_as_sqlite_can(world: VaultWorld) -> None:
    expected = {
        "journal_mode": "truncate",
        "synchronous": 2,
        "secure_delete": 1,
        "temp_store": 2,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "mmap_size": 0,
        "foreign_keys": 1,
        "locking_mode": "exclusive",
        "application_id": 0x4B564C54,
        "user_version": 1,
    }

    def pragmas(connection: sqlite3.Connection) -> dict[str, object]:
        return {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in expected}

    assert await world.vault._file.plain(pragmas) == expected
