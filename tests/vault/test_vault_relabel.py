"""Changing what is stored: new versions, accounts that become known, overviews."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kriptik_desktop.core.secret import Secret
from kriptik_desktop.vault.credential_errors import AccountTaken, InvalidCredential
from kriptik_desktop.vault.events import CredentialsSaved
from kriptik_desktop.vault.model import CredentialDraft, FieldValue
from tests.fakes.vault_world import BUILD, PERSON, WEBHOOK, VaultWorld, stripe, texts


async def test_generated_and_provisioned_values_stay_when_a_person_saves_again(world: VaultWorld) -> None:
    (info,) = await world.save(stripe())
    drawn = FieldValue("auth_secret", Secret("drawn-at-random-once-01"), "generated")
    await world.vault.add_field(info.id, drawn, BUILD)
    fields = [FieldValue("secret_key", Secret("sk_test_another_value_2"))]
    (saved,) = await world.save(CredentialDraft(info.overview, fields))
    found = texts((await world.vault.read(info.id, PERSON)).fields)
    assert found == {
        "secret_key": "sk_test_another_value_2",
        "webhook_secret": WEBHOOK,
        "auth_secret": "drawn-at-random-once-01",
    }
    assert saved.field_names == tuple(found)


async def test_an_account_that_becomes_known_keeps_its_credential(world: VaultWorld) -> None:
    draft = stripe("default")
    drawn = FieldValue("auth_secret", Secret("drawn-at-random-once-02"), "generated")
    (info,) = await world.save(CredentialDraft(draft.overview, [*draft.fields, drawn]))
    other = replace(drawn, value=Secret("drawn-at-random-twice-3"))
    named = CredentialDraft(replace(draft.overview, account="acct_9", status="valid"), [*draft.fields, other])
    (saved,) = await world.save(named)
    assert (saved.id, saved.version, saved.overview.account) == (info.id, 1, "acct_9")
    assert [each.id for each in await world.vault.list()] == [info.id]
    assert texts((await world.vault.read(info.id, PERSON)).fields)["auth_secret"] == "drawn-at-random-once-02"
    (unnamed,) = await world.save(stripe("default"))
    assert unnamed.id != info.id


async def test_an_unnamed_credential_with_other_keys_is_another_account(world: VaultWorld) -> None:
    (unnamed,) = await world.save(stripe("default"))
    others = {"publishable_key": "pk_test_other_account_1", "secret_key": "sk_test_other_account_1"}
    (named,) = await world.save(stripe("acct_9", values=others))
    assert named.id != unnamed.id


async def test_the_label_of_an_account_can_be_changed_unless_it_is_taken(world: VaultWorld) -> None:
    first, second = await world.save(stripe("default"), stripe("acct_2", values={"secret_key": "sk_test_second_one_1"}))
    with pytest.raises(AccountTaken, match="acct_2"):
        await world.vault.update_overview(first.id, {"account": "acct_2"})
    renamed = await world.vault.update_overview(first.id, {"account": "acct_1"})
    assert renamed.overview.account == "acct_1"
    (again,) = await world.save(stripe("acct_1"))
    assert again.id == first.id
    assert {info.id for info in await world.vault.list()} == {first.id, second.id}


async def test_an_overview_can_be_given_whole_and_an_unchanged_one_is_no_event(world: VaultWorld) -> None:
    (info,) = await world.save(stripe())
    world.heard.clear()
    same = await world.vault.update_overview(info.id, info.overview)
    assert same == info
    assert world.heard == []
    changed = await world.vault.update_overview(info.id, replace(info.overview, status="invalid"))
    assert changed.overview.status == "invalid"
    assert world.heard == [CredentialsSaved(credential_id=info.id, integration_id="stripe")]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"integration": "openai"}, "integration cannot be changed"),
        ({"fields": ()}, "fields cannot be changed"),
        ({"status": "great"}, "status must be one of"),
        ({"account": " "}, "account is empty"),
        ({"expires_at": "tomorrow"}, "expires_at is not a time"),
    ],
)
async def test_an_overview_that_cannot_be_is_refused(world: VaultWorld, changes: dict[str, object], said: str) -> None:
    (info,) = await world.save(stripe())
    with pytest.raises(InvalidCredential, match=said):
        await world.vault.update_overview(info.id, changes)
    assert await world.vault.list() == [info]


async def test_a_field_is_added_or_replaced_in_its_place(world: VaultWorld) -> None:
    (info,) = await world.save(stripe())
    added = await world.vault.add_field(info.id, FieldValue("price_id", Secret("price_1"), "provisioned"), BUILD)
    assert (added.version, added.field_names[-1]) == (2, "price_id")
    replaced = await world.vault.add_field(info.id, FieldValue("secret_key", Secret("sk_test_replaced")), PERSON)
    assert (replaced.version, replaced.field_names) == (3, added.field_names)
    assert texts((await world.vault.read(info.id, PERSON)).fields)["secret_key"] == "sk_test_replaced"
