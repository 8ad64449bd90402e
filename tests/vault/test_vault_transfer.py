"""What an import stores and an export hands out: all or nothing, and noted."""

from __future__ import annotations

import pytest

from kriptik_desktop.core.secret import Secret
from kriptik_desktop.vault.credential_errors import CredentialNotFound, InvalidCredential
from kriptik_desktop.vault.events import CredentialsSaved
from kriptik_desktop.vault.model import CredentialDraft, FieldValue, Overview
from tests.fakes.vault_world import BUILD, PERSON, STRIPE, WEBHOOK, VaultWorld, stripe, texts


def foreign(account: str, integration: str = "stripe", **values: str) -> CredentialDraft:
    """Return a draft as an import makes it: fields of a person, nothing checked."""
    fields = [FieldValue(name, Secret(text)) for name, text in values.items()]
    return CredentialDraft(Overview("app", integration, "test", account), fields)


async def test_an_import_says_what_became_of_each_and_takes_nothing_away(world: VaultWorld) -> None:
    first, second = await world.save(stripe("acct_1", status="valid"), stripe("acct_2", status="valid", used_at=5))
    world.heard.clear()
    drafts = [
        foreign("acct_1", secret_key=STRIPE["secret_key"]),
        foreign("acct_2", secret_key="sk_test_changed_by_hand_1", extra="more"),
        foreign("acct_3", "openai", api_key="sk-proj-0123456789abcdef"),
    ]
    assert await world.vault.compare(drafts) == ["same", "changed", "new"]
    assert len(await world.vault.list()) == 2
    world.clock.advance(60)
    done = await world.vault.save_all(drafts, PERSON, "dotenv")
    assert [each.was for each in done] == ["same", "changed", "new"]
    assert done[0].info == first
    changed = await world.vault.read(second.id, BUILD)
    assert texts(changed.fields) == {
        "publishable_key": STRIPE["publishable_key"],
        "secret_key": "sk_test_changed_by_hand_1",
        "webhook_secret": WEBHOOK,
        "extra": "more",
    }
    assert [field.source for field in changed.fields] == ["person", "person", "provisioned", "person"]
    assert (changed.info.version, changed.info.overview.status, changed.info.overview.used_at) == (2, "unverified", 5)
    assert [type(event) for event in world.heard] == [CredentialsSaved] * 2
    assert await world.vault.compare(drafts) == ["same"] * 3
    entries = [entry for entry in await world.vault.audit() if entry.action != "use"][-3:]
    assert [(entry.action, entry.integration) for entry in entries] == [
        ("import", None),
        ("store", "stripe"),
        ("store", "openai"),
    ]
    assert dict(entries[0].details) == {"mono": entries[0].details["mono"], "source": "dotenv", "count": 2, "same": 1}


async def test_the_same_import_again_changes_nothing(world: VaultWorld) -> None:
    drafts = [stripe("acct_1"), foreign("acct_2", "openai", api_key="sk-proj-0123456789abcdef")]
    first = await world.vault.save_all(drafts, PERSON, "json")
    again = await world.vault.save_all(drafts, PERSON, "json")
    assert [each.info for each in again] == [each.info for each in first]
    assert {each.was for each in again} == {"same"}


async def test_two_drafts_of_one_account_make_two_versions(world: VaultWorld) -> None:
    drafts = [foreign("acct_1", secret_key="sk_test_1"), foreign("acct_1", secret_key="sk_test_2")]
    done = await world.vault.save_all(drafts, PERSON, "json")
    assert [(each.was, each.info.version) for each in done] == [("new", 1), ("changed", 2)]
    assert done[0].info.id == done[1].info.id


@pytest.mark.parametrize("at", [0, 1, 2])
async def test_one_that_cannot_be_stored_stops_all_and_is_named_without_its_value(world: VaultWorld, at: int) -> None:
    drafts = [foreign(f"acct_{number}", secret_key=f"sk_test_{number}") for number in range(2)]
    drafts.insert(at, foreign("acct_bad", "openai", **{"api\nkey": "sk-value-of-the-bad-one"}))
    before = await world.vault.audit()
    for call in (lambda: world.vault.save_all(drafts, PERSON, "json"), lambda: world.vault.compare(drafts)):
        with pytest.raises(InvalidCredential, match="for openai, account acct_bad cannot be stored: ") as caught:
            await call()
        assert "sk-value" not in str(caught.value)
    assert await world.vault.list() == []
    assert await world.vault.audit() == before


async def test_a_name_that_cannot_be_shown_is_not_shown(world: VaultWorld) -> None:
    with pytest.raises(InvalidCredential, match=r"for openai, account \?\[2Jacct cannot be stored") as caught:
        await world.vault.save_all([foreign("\x1b[2Jacct", "openai", key="x")], PERSON, "json")
    assert "\x1b" not in str(caught.value)


async def test_fields_that_would_become_too_many_stop_all(world: VaultWorld) -> None:
    await world.vault.save_all([foreign("acct_1", **{f"old_{n}": "x" for n in range(40)})], PERSON, "json")
    drafts = [foreign("acct_2", key="x"), foreign("acct_1", **{f"new_{n}": "x" for n in range(40)})]
    with pytest.raises(InvalidCredential, match="more than 64 fields"):
        await world.vault.save_all(drafts, PERSON, "json")
    assert [info.overview.account for info in await world.vault.list()] == ["acct_1"]


async def test_an_export_holds_every_value_and_the_kept_history(world: VaultWorld) -> None:
    for number in range(12):
        world.clock.advance(10)
        (info,) = await world.save(stripe("acct_1", values={"secret_key": f"sk_test_{number:016d}"}))
    await world.save(stripe("acct_2", mode="live"))
    exported = await world.vault.export_all(PERSON, "kdbx")
    assert [each.credential.info.overview.account for each in exported] == ["acct_2", "acct_1"]
    by_id = {each.credential.info.id: each for each in exported}
    assert texts(by_id[info.id].credential.fields)["secret_key"] == f"sk_test_{11:016d}"
    history = by_id[info.id].history
    assert [texts(fields)["secret_key"] for _, fields in history] == [
        f"sk_test_{number:016d}" for number in range(2, 11)
    ]
    assert [created for created, _ in history] == sorted(created for created, _ in history)
    entry = (await world.vault.audit())[-1]
    assert (entry.action, entry.details["how"], entry.details["count"]) == ("export", "kdbx", 2)
    assert "credentials" not in entry.details
    assert {info.overview.used_at for info in await world.vault.list()} == {None}
    assert "sk_test_" not in repr(exported)


async def test_an_export_of_some_names_them(world: VaultWorld) -> None:
    first, second, _ = await world.save(stripe("acct_1"), stripe("acct_2"), stripe("acct_3"))
    exported = await world.vault.export_all(PERSON, "kdbx", [second.id, first.id])
    assert [each.credential.info.id for each in exported] == [second.id, first.id]
    assert (await world.vault.audit())[-1].details["credentials"] == [second.id, first.id]
    assert await world.vault.export_all(PERSON, "kdbx", []) == []
    before = await world.vault.audit()
    with pytest.raises(CredentialNotFound):
        await world.vault.export_all(PERSON, "kdbx", [first.id, "no-such-id"])
    assert await world.vault.audit() == before


async def test_the_row_of_a_large_export_fits(world: VaultWorld) -> None:
    drafts = [foreign(f"acct_{number}", secret_key=f"sk_{number}") for number in range(700)]
    done = await world.vault.save_all(drafts, PERSON, "json")
    exported = await world.vault.export_all(PERSON, "kdbx", [each.info.id for each in done])
    entry = (await world.vault.audit())[-1]
    assert (len(exported), entry.details["count"], len(entry.details["credentials"])) == (700, 700, 200)
