"""Versions of a credential: which are kept, what changed between them, values of old ones, bringing one back."""

from __future__ import annotations

import pytest

from kriptik_desktop.core.secret import Secret
from kriptik_desktop.vault.credential_errors import CredentialNotFound, FieldNotFound, VersionNotFound
from kriptik_desktop.vault.errors import VaultDamaged
from kriptik_desktop.vault.events import CredentialsSaved
from kriptik_desktop.vault.format import KEEP_VERSIONS
from kriptik_desktop.vault.model import Actor, CredentialDraft, FieldValue, Overview, Purpose
from tests.fakes.vault_world import BUILD, PERSON, STRIPE, WEBHOOK, VaultWorld, stripe, texts

CLI = Actor("cli", "credentials show", "192.0.2.7")


def key(number: int, **more: str) -> CredentialDraft:
    """Return a draft with one key of its own, and further fields by name."""
    values = {"secret_key": f"sk_test_{number:024d}", **more}
    return CredentialDraft(
        Overview("app", "stripe", "test", "acct_1"), [FieldValue(name, Secret(text)) for name, text in values.items()]
    )


async def test_versions_say_when_and_what_changed_and_no_value(world: VaultWorld) -> None:
    times = []
    for draft in (key(1, publishable_key="pk_1"), key(1, publishable_key="pk_2"), key(2, extra="x")):
        world.clock.advance(60)
        times.append(world.clock.now_ms())
        (info,) = await world.save(draft)
    versions = await world.vault.history(info.id)
    assert [(each.version, each.current, each.created_at) for each in versions] == [
        (3, True, times[2]),
        (2, False, times[1]),
        (1, False, times[0]),
    ]
    assert [each.field_names for each in versions] == [
        ("secret_key", "extra"),
        ("secret_key", "publishable_key"),
        ("secret_key", "publishable_key"),
    ]
    assert [each.changed for each in versions] == [
        ("secret_key", "extra", "publishable_key"),
        ("publishable_key",),
        ("secret_key", "publishable_key"),
    ]
    assert "sk_test_" not in repr(versions)
    assert [entry.action for entry in await world.vault.audit()] == ["create", "store", "store", "store"]


async def test_the_last_ten_are_kept_and_the_oldest_of_them_says_nothing_of_its_predecessor(world: VaultWorld) -> None:
    for number in range(1, 14):
        (info,) = await world.save(key(number))
    versions = await world.vault.history(info.id)
    assert [each.version for each in versions] == list(range(13, 13 - KEEP_VERSIONS, -1))
    assert [each.changed for each in versions] == [("secret_key",)] * (KEEP_VERSIONS - 1) + [()]
    for each in versions:
        value = await world.vault.take(info.id, "secret_key", PERSON, "reveal", version=each.version)
        assert value.reveal() == f"sk_test_{each.version:024d}"
    for gone in (0, 3, 14, -1):
        with pytest.raises(VersionNotFound, match="the last 10"):
            await world.vault.take(info.id, "secret_key", PERSON, "reveal", version=gone)


async def test_a_value_is_handed_out_after_its_row_and_counts_as_a_use(world: VaultWorld) -> None:
    (info,) = await world.save(stripe())
    asked: list[tuple[Purpose, str, str]] = [
        ("reveal", "secret_key", STRIPE["secret_key"]),
        ("copy", "webhook_secret", WEBHOOK),
    ]
    for purpose, field, expected in asked:
        world.clock.advance(10)
        taken = await world.vault.take(info.id, field, CLI, purpose)
        assert isinstance(taken, Secret)
        assert taken.reveal() == expected
        entry = (await world.vault.audit())[-1]
        assert (entry.action, entry.origin, entry.integration, entry.credential_id) == (
            purpose,
            "cli",
            "stripe",
            info.id,
        )
        assert (entry.details["field"], entry.details["detail"], entry.ip) == (field, "credentials show", "192.0.2.7")
        assert entry.at == world.clock.now_ms()
        (now,) = await world.vault.list()
        assert now.overview.used_at == world.clock.now_ms()
        assert (now.version, now.updated_at) == (info.version, info.updated_at)


async def test_a_version_that_is_named_is_in_the_row(world: VaultWorld) -> None:
    await world.save(key(1))
    (info,) = await world.save(key(2))
    await world.vault.take(info.id, "secret_key", PERSON, "reveal", version=1)
    assert (await world.vault.audit())[-1].details["version"] == 1


async def test_what_is_not_there_is_refused_and_leaves_no_row(world: VaultWorld) -> None:
    (info,) = await world.save(stripe())
    before = await world.vault.audit()
    for name, field, version, error in (
        ("no-such-id", "secret_key", None, CredentialNotFound),
        (info.id, "no_such_field", None, FieldNotFound),
        (info.id, "secret_key", 7, VersionNotFound),
    ):
        with pytest.raises(error) as caught:
            await world.vault.take(name, field, PERSON, "copy", version=version)
        assert caught.value.hint
    with pytest.raises(CredentialNotFound):
        await world.vault.history("no-such-id")
    with pytest.raises(VersionNotFound):
        await world.vault.restore_version(info.id, 9, PERSON)
    assert await world.vault.audit() == before
    assert (await world.vault.list())[0] == info


async def test_time_that_goes_back_does_not_take_a_use_back(world: VaultWorld) -> None:
    (info,) = await world.save(stripe())
    await world.vault.take(info.id, "secret_key", PERSON, "copy")
    used_at = world.clock.now_ms()
    world.clock.advance(-3600)
    await world.vault.unlock_with_recovery(world.recovery)
    await world.vault.take(info.id, "secret_key", PERSON, "copy")
    await world.vault.read(info.id, BUILD)
    await world.vault.audit()
    assert (await world.vault.list())[0].overview.used_at == used_at


async def test_an_older_version_comes_back_as_a_new_one_that_nobody_has_checked(world: VaultWorld) -> None:
    await world.save(key(1, publishable_key="pk_1"))
    (info,) = await world.save(key(2))
    checked = {"status": "valid", "validated_at": 5, "expires_at": 9, "used_at": 7}
    await world.vault.update_overview(info.id, checked)
    world.heard.clear()
    world.clock.advance(60)
    back = await world.vault.restore_version(info.id, 1, PERSON)
    assert (back.version, back.field_names) == (3, ("secret_key", "publishable_key"))
    assert back.updated_at == world.clock.now_ms()
    overview = back.overview
    assert (overview.status, overview.validated_at, overview.expires_at, overview.used_at) == ("unverified", None, 9, 7)
    credential = await world.vault.read(info.id, BUILD)
    assert texts(credential.fields) == {"secret_key": f"sk_test_{1:024d}", "publishable_key": "pk_1"}
    assert [each.version for each in await world.vault.history(info.id)] == [3, 2, 1]
    assert CredentialsSaved(credential_id=info.id, integration_id="stripe") in world.heard
    stored = next(entry for entry in reversed(await world.vault.audit()) if entry.action == "store")
    assert (stored.details["restored"], stored.origin) == (1, "window")
    vault = await world.reopen()
    await vault.unlock_with_recovery(world.recovery)
    assert texts((await vault.read(info.id, BUILD)).fields) == texts(credential.fields)


async def test_bringing_back_what_is_there_makes_no_version(world: VaultWorld) -> None:
    await world.save(key(1))
    await world.save(key(2))
    (info,) = await world.save(key(1))
    await world.vault.update_overview(info.id, {"status": "valid"})
    again = await world.vault.restore_version(info.id, 1, PERSON)
    assert (again.version, again.overview.status) == (3, "valid")


async def test_bringing_the_oldest_kept_back_may_push_it_out(world: VaultWorld) -> None:
    for number in range(1, 13):
        (info,) = await world.save(key(number))
    oldest = (await world.vault.history(info.id))[-1].version
    back = await world.vault.restore_version(info.id, oldest, PERSON)
    versions = await world.vault.history(info.id)
    assert (back.version, len(versions), versions[-1].version) == (13, KEEP_VERSIONS, oldest + 1)
    value = await world.vault.take(info.id, "secret_key", PERSON, "reveal")
    assert value.reveal() == f"sk_test_{oldest:024d}"


async def test_the_last_check_of_the_same_values_is_remembered(world: VaultWorld) -> None:
    await world.save(stripe(status="valid", validated_at=1_790_000_000_000))
    (same,) = await world.save(stripe())
    assert same.overview.validated_at == 1_790_000_000_000
    (other,) = await world.save(stripe(values={**STRIPE, "secret_key": "sk_test_of_another_kind"}))
    assert other.overview.validated_at is None


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE field SET ciphertext = (SELECT ciphertext FROM field WHERE version = 2) WHERE version = 1",
        "UPDATE field SET nonce = zeroblob(12) WHERE version = 1",
        "UPDATE version SET epoch = 7 WHERE version = 1",
    ],
)
async def test_an_old_value_that_was_tampered_with_is_not_shown(world: VaultWorld, sql: str) -> None:
    await world.save(key(1))
    (info,) = await world.save(key(2))
    await world.vault._file.write(lambda change: change.connection.execute(sql).fetchall())
    for call in (
        world.vault.history(info.id),
        world.vault.take(info.id, "secret_key", PERSON, "reveal", version=1),
        world.vault.restore_version(info.id, 1, PERSON),
        world.vault.export_all(PERSON, "kdbx"),
    ):
        with pytest.raises(VaultDamaged):
            await call
    assert (await world.vault.take(info.id, "secret_key", PERSON, "reveal")).reveal() == f"sk_test_{2:024d}"
