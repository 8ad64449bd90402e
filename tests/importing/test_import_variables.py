"""A .env file becomes credentials: recognised, compared with the vault, stored together."""

from __future__ import annotations

from pathlib import Path

import pytest

from kriptik_desktop.acquisition.importing.errors import ImportRowUnknown
from kriptik_desktop.acquisition.importing.model import ImportPreview, ImportRow
from kriptik_desktop.acquisition.importing.service import Importer
from kriptik_desktop.providers.errors import UnknownProvider
from kriptik_desktop.vault.errors import VaultIsLocked
from tests.fakes.foreign_files import OPENAI_KEY, PUBLIC_KEY, RESEND_KEY, SECRET_KEY
from tests.fakes.vault_world import PERSON, VaultWorld, stripe, texts

ENV = f"""# keys
STRIPE_SECRET_KEY={SECRET_KEY}
NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY={PUBLIC_KEY}
export OPENAI_API_KEY='{OPENAI_KEY}'
MAILER={RESEND_KEY}
PORT=3000
ACME_KEY=aaaa1111bbbb2222cccc3333
ACME_SECRET=zzzz
EMPTY=
REFERS=${{OPENAI_API_KEY}}
what is this
""".encode()


def by_title(preview: ImportPreview) -> dict[str, ImportRow]:
    return {each.title: each for each in preview.rows}


async def test_each_variable_finds_its_provider_by_name_or_by_shape(importer: Importer, world: VaultWorld) -> None:
    before = len(await world.vault.audit())
    preview = await importer.preview(ENV)
    rows = by_title(preview)
    assert preview.format == "dotenv"
    found = {title: (each.integration, each.mode, each.outcome) for title, each in rows.items()}
    assert found == {
        "Stripe": ("stripe", "test", "new"),
        "OpenAI": ("openai", "none", "new"),
        "Resend": ("resend", "none", "new"),
        "PORT": (None, "none", "unknown"),
        "ACME_...": (None, "none", "unknown"),
    }
    assert [(each.name, each.masked) for each in rows["Stripe"].fields] == [
        ("publishable_key", "pk_test_...6789"),
        ("secret_key", "sk_test_...6789"),
    ]
    assert [each.masked for each in rows["ACME_..."].fields] == ["...", "..."]
    assert {each.name: each.reason for each in preview.left_out} == {
        "EMPTY": "it is empty",
        "REFERS": "it only refers to another variable",
        "line 11": "Line 11 is neither a comment nor NAME=value.",
    }
    assert await world.vault.list() == []
    assert len(await world.vault.audit()) == before
    for value in (SECRET_KEY, PUBLIC_KEY, OPENAI_KEY, RESEND_KEY, "aaaa1111bbbb2222cccc3333", "zzzz"):
        assert value not in repr(preview)


async def test_what_was_shown_is_stored_in_one_step(importer: Importer, world: VaultWorld) -> None:
    preview = await importer.preview(ENV)
    before = len(await world.vault.audit())
    report = await importer.commit(preview, None, PERSON)
    assert {each.title: each.result for each in report.rows} == {
        "Stripe": "new",
        "OpenAI": "new",
        "Resend": "new",
        "PORT": "unknown",
        "ACME_...": "unknown",
    }
    held = {each.overview.integration: each for each in await world.vault.list()}
    assert held.keys() == {"stripe", "openai", "resend"}
    assert {each.id for each in held.values()} == {each.id for each in report.saved}
    assert {each.overview.status for each in held.values()} == {"unverified"}
    assert {each.overview.scope for each in held.values()} == {"app"}
    read = await world.vault.read(held["stripe"].id, PERSON)
    assert texts(read.fields) == {"publishable_key": PUBLIC_KEY, "secret_key": SECRET_KEY}
    noted = [(each.action, dict(each.details)) for each in (await world.vault.audit())[before:]]
    assert [action for action, _ in noted] == ["import", "store", "store", "store", "read"]
    assert noted[0][1]["source"] == "dotenv"


async def test_the_same_file_again_changes_nothing(importer: Importer, world: VaultWorld) -> None:
    await importer.commit(await importer.preview(ENV), None, PERSON)
    before = await world.vault.list()
    again = await importer.preview(ENV)
    assert {each.outcome for each in again.rows} == {"same", "unknown"}
    report = await importer.commit(again, None, PERSON)
    assert report.saved == ()
    assert await world.vault.list() == before


async def test_a_new_value_changes_what_is_there_and_keeps_the_rest(importer: Importer, world: VaultWorld) -> None:
    await world.save(stripe(account="default"))
    newer = SECRET_KEY.replace("6789", "0000")
    preview = await importer.preview(f"STRIPE_SECRET_KEY={newer}".encode())
    (row,) = preview.rows
    assert row.outcome == "changes"
    assert row.reason == "What the file lacks stays as it is: publishable_key, webhook_secret."
    report = await importer.commit(preview, None, PERSON)
    assert [each.result for each in report.rows] == ["changed"]
    (info,) = await world.vault.list()
    assert info.version == 2
    values = texts((await world.vault.read(info.id, PERSON)).fields)
    assert values["secret_key"] == newer
    assert values["publishable_key"] == PUBLIC_KEY
    assert values["webhook_secret"].startswith("whsec_")


async def test_a_key_is_known_whatever_its_account_is_called(importer: Importer, world: VaultWorld) -> None:
    await world.save(stripe(account="acct_named"))
    (row,) = (await importer.preview(f"STRIPE_SECRET_KEY={SECRET_KEY}".encode())).rows
    assert (row.outcome, row.account) == ("same", "acct_named")


async def test_a_credential_with_a_missing_part_is_not_stored(importer: Importer, world: VaultWorld) -> None:
    (row,) = (await importer.preview(f"STRIPE_SECRET_KEY={SECRET_KEY}".encode())).rows
    assert row.outcome == "unreadable"
    assert row.reason == "The publishable key is missing. It is neither in the file nor in the vault."


async def test_a_secret_in_the_place_of_a_public_value_is_refused(importer: Importer) -> None:
    env = f"STRIPE_PUBLIC_KEY={SECRET_KEY}\nSTRIPE_SECRET_KEY={SECRET_KEY}"
    (row,) = (await importer.preview(env.encode())).rows
    assert row.outcome == "unreadable"
    assert row.reason.startswith("This is a secret. In the publishable key's place")


async def test_test_and_live_keys_of_one_file_become_two(importer: Importer, world: VaultWorld) -> None:
    env = f"""
    STRIPE_SECRET_KEY_TEST={SECRET_KEY}
    STRIPE_PUBLIC_KEY_TEST={PUBLIC_KEY}
    LIVE_STRIPE_SECRET_KEY={SECRET_KEY.replace("test", "live")}
    STRIPE_PROD_PUBLIC_KEY={PUBLIC_KEY.replace("test", "live")}
    STRIPE_WEBHOOK_SECRET=whsec_0123456789abcdef0123
    """
    preview = await importer.preview(env.encode(), mode="live")
    kept = {each.mode: [field.name for field in each.fields] for each in preview.rows}
    assert kept == {
        "test": ["publishable_key", "secret_key"],
        "live": ["publishable_key", "secret_key", "webhook_secret"],
    }
    await importer.commit(preview, [each.key for each in preview.rows if each.mode == "live"], PERSON)
    assert [each.overview.mode for each in await world.vault.list()] == ["live"]


async def test_two_values_for_one_thing_are_both_accounted_for(importer: Importer) -> None:
    env = f"OPENAI_API_KEY={OPENAI_KEY}\nVITE_OPENAI_API_KEY={OPENAI_KEY}\nMY_KEY={OPENAI_KEY[:-1]}9"
    (row,) = (await importer.preview(env.encode())).rows
    assert row.outcome == "new"
    assert [(each.name, each.reason) for each in row.left_out] == [
        ("VITE_OPENAI_API_KEY", "OPENAI_API_KEY has the same value, and was taken"),
        ("MY_KEY", "OPENAI_API_KEY has another value for the same thing, and was taken"),
    ]


async def test_a_person_can_say_whose_a_value_is(importer: Importer, world: VaultWorld) -> None:
    preview = await importer.preview(b"MAIL_THING=not-shaped-like-one-0123456789")
    (row,) = preview.rows
    assert row.outcome == "unknown"
    chosen = await importer.assign(preview, {row.key: "openai"})
    assert [(each.outcome, each.reason) for each in chosen.rows] == [
        ("unreadable", "It speaks of OpenAI, but none of its values is one of OpenAI's keys.")
    ]
    named = await importer.preview(f"API_KEY=x\nAPI_OTHER={OPENAI_KEY[3:]}".encode())
    chosen = await importer.assign(named, {named.rows[0].key: "resend"})
    assert chosen.rows[0].integration == "resend"
    assert [each.name for each in chosen.rows[0].fields] == ["api_key"]
    assert "does not look like" in chosen.rows[0].reason
    report = await importer.commit(chosen, None, PERSON)
    assert [each.overview.integration for each in report.saved] == ["resend"]
    with pytest.raises(UnknownProvider):
        await importer.assign(preview, {row.key: "no-such-provider"})


async def test_rows_that_are_not_chosen_stay_out(importer: Importer, world: VaultWorld) -> None:
    preview = await importer.preview(ENV)
    report = await importer.commit(preview, ["env:openai:none"], PERSON)
    assert {each.title: each.result for each in report.rows if each.integration} == {
        "Stripe": "skipped",
        "OpenAI": "new",
        "Resend": "skipped",
    }
    with pytest.raises(ImportRowUnknown):
        await importer.commit(preview, ["env:nobody"], PERSON)
    assert [each.overview.integration for each in await world.vault.list()] == ["openai"]


async def test_the_vault_may_change_between_preview_and_import(importer: Importer, world: VaultWorld) -> None:
    preview = await importer.preview(ENV)
    await importer.commit(preview, None, PERSON)
    report = await importer.commit(preview, None, PERSON)
    assert {each.result for each in report.rows} == {"same", "unknown"}


async def test_a_locked_vault_is_said_before_the_file_is_read(importer: Importer, world: VaultWorld) -> None:
    await world.vault.lock()
    with pytest.raises(VaultIsLocked):
        await importer.preview(Path("/no/such/file"))


async def test_a_secret_under_a_name_for_the_browser_is_told(importer: Importer) -> None:
    text = f"NEXT_PUBLIC_STRIPE_SECRET_KEY={SECRET_KEY}\nNEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY={PUBLIC_KEY}\n"
    row = by_title(await importer.preview(text.encode()))["Stripe"]
    assert "NEXT_PUBLIC_STRIPE_SECRET_KEY is a name that the browser may read" in row.reason
    assert "Replace it at the provider." in row.reason
    assert "PUBLISHABLE" not in row.reason
    assert SECRET_KEY not in row.reason
