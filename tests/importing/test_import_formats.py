"""Exports of password managers: what is a key comes in, what is not is listed with the reason, and no value shows."""

from __future__ import annotations

import json
import os
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from kriptik_desktop.acquisition.importing.errors import (
    ImportPasswordNeeded,
    ImportPasswordWrong,
    ImportUnreadable,
    KdbxNotInstalled,
)
from kriptik_desktop.acquisition.importing.reading import LeftOut
from kriptik_desktop.acquisition.importing.service import Importer
from kriptik_desktop.core.secret import Secret
from tests.fakes import foreign_files as made
from tests.fakes.foreign_files import OPENAI_KEY, PUBLIC_KEY, RESEND_KEY, SECRET_KEY
from tests.fakes.vault_world import PERSON, VaultWorld, texts

STRIPE = {"publishable key": PUBLIC_KEY, "secret key": SECRET_KEY}
PASSWORD = Secret(made.FILE_PASSWORD)
BITWARDEN = made.bitwarden_plain(
    [
        made.bitwarden_item("Stripe keys", STRIPE, folderId="f1"),
        made.bitwarden_item(
            "Mail", {}, login={"uris": [{"uri": "https://resend.com"}], "username": "zoë", "password": RESEND_KEY}
        ),
        made.bitwarden_item(
            "Bank", {}, login={"uris": [{"uri": "https://bank.test"}], "username": "me", "password": "hunter2 hunter2"}
        ),
        made.bitwarden_item("Visa", {}, kind=3),
        made.bitwarden_item("Thrown away", {"key": OPENAI_KEY}, deletedDate="2026-01-01T00:00:00Z"),
        made.bitwarden_item("OpenAI", {"key": OPENAI_KEY}, notes="a note", passwordHistory=[{"password": "older"}]),
    ]
)
PUX = made.onepassword_1pux(
    [
        made.onepassword_item("Stripe", STRIPE),
        made.onepassword_item("OpenAI", {"credential": OPENAI_KEY, "expires": {"date": 1893456000}}),
        made.onepassword_item("Old", {"credential": RESEND_KEY}, trashed=True),
        made.onepassword_item("Shop", {"one-time password": {"totp": "otpauth://totp/x"}, "PIN": "1234"}),
    ],
    {"files/doc___photo.png": b"\x89PNG", "../../etc/passwd": b"root", "/absolute": b"x"},
)
CSV = made.onepassword_csv(
    [
        (
            "OpenAI",
            "https://platform.openai.com",
            "zoë",
            OPENAI_KEY,
            "",
            "false",
            "false",
            "work;api",
            "line\none, two",
        ),
        ("Stripe", "https://stripe.com", "me@example.test", "my login", "otpauth://x", "true", "false", "", ""),
        ("", "", "", "", "", "", "", "", ""),
    ]
)
NESTED = json.dumps(
    {
        "stripe": {"secret_key": SECRET_KEY, "publishable_key": PUBLIC_KEY, "seats": 3, "on": True, "deep": {"a": 1}},
        "RESEND_API_KEY": RESEND_KEY,
        "list": [1],
        "nothing": None,
    }
).encode()
PAIRS = json.dumps([{"key": "OPENAI_API_KEY", "value": OPENAI_KEY}, {"name": "PORT", "value": 3000}]).encode()
KDBX = made.kdbx(
    [
        {"title": "Stripe", "account": "acct_7", "password": SECRET_KEY, "fields": {"publishable_key": PUBLIC_KEY}},
        {"title": "Router", "account": "admin", "password": "geheim\nzwei Zeilen"},
    ]
)


def dumped(document: Any) -> bytes:
    return json.dumps(document).encode()


FILES: dict[str, tuple[bytes, str, set[str]]] = {
    "bitwarden": (dumped(BITWARDEN), "bitwarden-json", {"stripe", "resend", "openai"}),
    "bitwarden pbkdf2": (dumped(made.bitwarden_protected(BITWARDEN)), "bitwarden-json", {"stripe", "resend", "openai"}),
    "bitwarden argon2id": (
        dumped(made.bitwarden_protected(BITWARDEN, argon=True)),
        "bitwarden-json",
        {"stripe", "resend", "openai"},
    ),
    "1pux": (PUX, "onepassword-1pux", {"stripe", "openai"}),
    "csv": (CSV, "onepassword-csv", {"openai"}),
    "nested json": (NESTED, "json", {"stripe", "resend"}),
    "json pairs": (PAIRS, "json", {"openai"}),
    "json with byte order mark": (b"\xef\xbb\xbf" + NESTED, "json", {"stripe", "resend"}),
    "kdbx": (KDBX, "kdbx", {"stripe"}),
}


@pytest.mark.parametrize("name", FILES)
async def test_each_format_comes_in(name: str, importer: Importer, world: VaultWorld) -> None:
    content, kind, expected = FILES[name]
    preview = await importer.preview(content, password=PASSWORD)
    assert preview.format == kind
    assert {each.integration for each in preview.rows if each.outcome == "new"} == expected
    shown = repr(preview)
    for value in (SECRET_KEY, PUBLIC_KEY, RESEND_KEY, OPENAI_KEY, "hunter2", "geheim", "my login", "otpauth", "a note"):
        assert value not in shown
    report = await importer.commit(preview, None, PERSON)
    assert {each.overview.integration for each in report.saved} == expected
    values = {
        value for info in report.saved for value in texts((await world.vault.read(info.id, PERSON)).fields).values()
    }
    assert values <= {SECRET_KEY, PUBLIC_KEY, RESEND_KEY, OPENAI_KEY}
    again = await importer.preview(content, password=PASSWORD)
    assert not {"new", "changes"} & {each.outcome for each in again.rows}


async def test_everything_of_bitwarden_that_stays_out_is_said(importer: Importer) -> None:
    preview = await importer.preview(dumped(BITWARDEN))
    rows = {each.title: each for each in preview.rows}
    assert {each.name: each.reason for each in preview.left_out} == {
        "Visa": "it is a payment card, which is not imported",
        "Thrown away": "it lies in the bin",
    }
    assert {each.name for each in rows["OpenAI"].left_out} == {"notes", "earlier passwords"}
    assert (rows["Mail"].integration, rows["Mail"].account) == ("resend", "zoë")
    assert (rows["Bank"].outcome, [each.masked for each in rows["Bank"].fields]) == ("unknown", ["..."])


async def test_everything_of_1password_that_stays_out_is_said(importer: Importer) -> None:
    preview = await importer.preview(PUX)
    rows = {each.title: each for each in preview.rows}
    assert {each.name: each.reason for each in preview.left_out} == {
        "Old": "it lies in the bin",
        "1 attached files": "files are not imported",
    }
    assert [(each.name, each.reason) for each in rows["Shop"].left_out] == [
        ("one-time password", "one-time codes are not imported")
    ]
    (draft,) = [each for each in preview.drafts.values() if each.overview.integration == "openai"]
    assert draft.overview.expires_at == 1893456000000


async def test_a_login_to_a_providers_site_is_not_taken_for_its_keys(importer: Importer) -> None:
    preview = await importer.preview(CSV)
    rows = {each.title: each for each in preview.rows}
    assert (rows["Stripe"].outcome, rows["Stripe"].integration) == ("unreadable", "stripe")
    assert rows["Stripe"].reason == "It speaks of Stripe, but none of its values is one of Stripe's keys."
    assert {each.name for each in rows["Stripe"].left_out} == {"Password", "OTPAuth"}
    assert rows["OpenAI"].account == "zoë"
    assert len(preview.rows) == 2


async def test_what_of_a_json_file_is_no_value_is_said(importer: Importer) -> None:
    preview = await importer.preview(NESTED)
    assert {each.name: each.reason for each in preview.left_out} == {
        "list": "it holds further lists or objects",
        "nothing": "it is not a text",
    }
    (row,) = [each for each in preview.rows if each.integration == "stripe"]
    assert {each.name: each.reason for each in row.left_out} == {
        "on": "it is not a text",
        "deep": "it holds further lists or objects",
        "seats": "it is none of Stripe's values",
    }
    halves = await importer.preview(b'{"OPENAI_API_KEY": "sk-\\ud800", "x": {"y": "\\udfff"}}')
    assert halves.left_out == (LeftOut("OPENAI_API_KEY", "it holds half a character"),)
    assert halves.rows[0].left_out == (LeftOut("y", "it holds half a character"),)
    twice = await importer.preview(f'{{"OPENAI_API_KEY": "older", "OPENAI_API_KEY": "{OPENAI_KEY}"}}'.encode())
    assert twice.notes == ("OPENAI_API_KEY is there more than once; the last one counts.",)
    assert twice.rows[0].fields[0].masked == "sk-proj-...2345"


async def test_entries_that_clash_are_all_kept(importer: Importer, world: VaultWorld) -> None:
    other = OPENAI_KEY[:-4] + "9999"
    items = [
        made.onepassword_item("OpenAI one", {"credential": OPENAI_KEY}),
        made.onepassword_item("OpenAI two", {"credential": other}),
        made.onepassword_item("OpenAI copy", {"credential": OPENAI_KEY}),
    ]
    preview = await importer.preview(made.onepassword_1pux(items))
    assert [(each.outcome, each.account) for each in preview.rows] == [
        ("new", "default"),
        ("new", "default (Work)"),
        ("same", "default"),
    ]
    assert preview.rows[2].reason == "The file holds the same values as OpenAI one already."
    report = await importer.commit(preview, None, PERSON)
    kept = {texts((await world.vault.read(info.id, PERSON)).fields)["api_key"] for info in report.saved}
    assert kept == {OPENAI_KEY, other}


@pytest.mark.parametrize("name", ["bitwarden pbkdf2", "bitwarden argon2id", "kdbx"])
async def test_a_password_is_asked_for_and_a_wrong_one_is_called_wrong(name: str, importer: Importer) -> None:
    content = FILES[name][0]
    with pytest.raises(ImportPasswordNeeded):
        await importer.preview(content)
    for wrong in ("grüße, file", made.FILE_PASSWORD + " ", "\ud800"):
        with pytest.raises(ImportPasswordWrong) as caught:
            await importer.preview(content, password=Secret(wrong))
        assert wrong not in repr(caught.value.args)


async def test_a_damaged_bitwarden_export_is_told_from_a_wrong_password(importer: Importer) -> None:
    document = made.bitwarden_protected(BITWARDEN)
    data = document["data"]
    document["data"] = data[:40] + ("A" if data[40] != "A" else "B") + data[41:]
    with pytest.raises(ImportUnreadable) as caught:
        await importer.preview(dumped(document), password=PASSWORD)
    assert caught.value.code == "import_damaged"


async def test_an_export_bound_to_an_account_is_explained(importer: Importer) -> None:
    document = {"encrypted": True, "passwordProtected": False, "encKeyValidation_DO_NOT_EDIT": "2.a|b|c", "items": []}
    with pytest.raises(ImportUnreadable) as caught:
        await importer.preview(dumped(document))
    assert caught.value.code == "import_bitwarden_account"
    assert "Password protected" in caught.value.hint


async def test_an_entry_that_is_a_whole_environment_is_taken_apart(importer: Importer, world: VaultWorld) -> None:
    other = OPENAI_KEY[:-4] + "9999"
    environments = {
        "development": {
            "STRIPE_SECRET_KEY": SECRET_KEY,
            "STRIPE_PUBLIC_KEY": PUBLIC_KEY,
            "OPENAI_API_KEY": OPENAI_KEY,
            "PORT": 3000,
            "debug": True,
        },
        "production": {"OPENAI_API_KEY": other, "RESEND_API_KEY": RESEND_KEY},
    }
    preview = await importer.preview(dumped(environments))
    assert [(each.title, each.outcome, each.account) for each in preview.rows] == [
        ("development: Stripe", "new", "default"),
        ("development: OpenAI", "new", "default"),
        ("development: PORT", "unknown", "default"),
        ("production: OpenAI", "new", "default (production)"),
        ("production: Resend", "new", "default"),
    ]
    assert [each.name for each in preview.rows[0].left_out] == ["debug"]
    assert len({each.key for each in preview.rows}) == 5
    report = await importer.commit(preview, None, PERSON)
    assert report.count("new") == 4


async def test_the_older_key_derivation_of_keepass_is_done_in_bulk(importer: Importer) -> None:
    database = made.kdbx([{"title": "Resend", "password": RESEND_KEY}], aes_rounds=3001)
    (row,) = (await importer.preview(database, password=PASSWORD)).rows
    assert (row.outcome, row.fields[0].masked) == ("new", "re_...mple")
    with pytest.raises(ImportPasswordWrong):
        await importer.preview(database, password=Secret("another"))


async def test_a_password_fits_however_its_accents_were_typed(importer: Importer) -> None:
    decomposed = Secret(unicodedata.normalize("NFD", made.FILE_PASSWORD))
    assert decomposed != PASSWORD
    for content in (KDBX, FILES["bitwarden pbkdf2"][0]):
        assert (await importer.preview(content, password=decomposed)).rows


async def test_without_the_extra_it_is_named(
    importer: Importer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pykeepass.py").write_text("raise ImportError('not here')")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(tmp_path), os.environ["PYTHONPATH"])))
    with pytest.raises(KdbxNotInstalled) as caught:
        await importer.preview(KDBX, password=PASSWORD)
    assert "kriptik-desktop[kdbx]" in caught.value.hint
