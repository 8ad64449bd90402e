"""A KeePass file of the vault: other programs open it, it comes back whole, and nothing on disk is ever replaced."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from kriptik_desktop.acquisition.exporting.errors import ExportNothing, ExportNotWritten, ExportPlaceTaken
from kriptik_desktop.acquisition.exporting.new_file import write_new
from kriptik_desktop.acquisition.exporting.service import Exporter
from kriptik_desktop.acquisition.importing.errors import KdbxNotInstalled
from kriptik_desktop.acquisition.importing.service import Importer
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.providers.catalogue import Catalogue
from kriptik_desktop.vault.credential_errors import CredentialNotFound
from kriptik_desktop.vault.errors import ReauthenticationNeeded, VaultIsLocked, WeakPassword
from kriptik_desktop.vault.model import CredentialDraft, FieldValue, Overview
from tests.fakes.unprivileged import as_nobody, folder_of_nobody
from tests.fakes.vault_world import PERSON, STRIPE, WEBHOOK, VaultWorld, stripe, texts

PASSWORD = Secret("grüße an alle")
LINES = "-----BEGIN KEY-----\nÜber∑ <&>]]>\n\ttab \U0001d11e\n-----END KEY-----"


@pytest.fixture
def exporter(world: VaultWorld, catalogue: Catalogue) -> Exporter:
    async def names() -> Mapping[str, str]:
        return {"p1": "Shop / Zürich"}

    return Exporter(world.vault, catalogue, world.clock, names)


def unknown(account: str, **fields: str) -> CredentialDraft:
    """Return a credential of a provider that the catalogue does not have."""
    values = [FieldValue(name, Secret(text)) for name, text in fields.items()]
    return CredentialDraft(Overview("app", "gone-provider", "none", account, expires_at=1893456000000), values)


def keepassxc(file: Path, *arguments: str, password: str = PASSWORD.reveal()) -> str:
    """Return what keepassxc-cli prints; the password goes in by its standard input."""
    command, *rest = arguments
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        ["keepassxc-cli", command, "-q", str(file), *rest],
        input=f"{password}\n".encode(),
        capture_output=True,
        env=environment,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def attributes(file: Path, entry: str, *names: str) -> str:
    """Return attributes of an entry, protected ones included, each ended by a line end."""
    return keepassxc(file, "show", entry, "-s", *(part for name in names for part in ("-a", name)))


@pytest.mark.needs_program("keepassxc-cli")
async def test_keepassxc_opens_it_and_shows_every_value(exporter: Exporter, world: VaultWorld, tmp_path: Path) -> None:
    newer = {**STRIPE, "secret_key": "sk_test_newer0123456789"}
    await world.save(stripe(), stripe(values=newer), stripe(mode="live", scope="p1"), unknown("Zoë", Password=LINES))
    target = tmp_path / "out.kdbx"
    report = await exporter.to_kdbx(target, PASSWORD, PERSON)
    assert (report.credentials, report.versions, report.left_out) == (3, 1, ())
    assert report.size == target.stat().st_size
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    listed = {each for each in keepassxc(target, "ls", "-R", "-f").splitlines() if not each.endswith("/")}
    assert listed == {"All projects/Stripe", "All projects/gone-provider", "Shop - Zürich/Stripe"}
    names = ("Password", "publishable_key", "webhook_secret", "UserName")
    assert attributes(target, "All projects/Stripe", *names).splitlines() == [
        newer["secret_key"],
        STRIPE["publishable_key"],
        WEBHOOK,
        "acct_1",
    ]
    assert attributes(target, "All projects/gone-provider", "UserName", "Password") == f"Zoë\n{LINES}\n"
    about = keepassxc(target, "db-info")
    assert "Argon2id (3 rounds, 65536 KB)" in about
    assert "AES 256-bit" in about
    xml = keepassxc(target, "export", "-f", "xml")
    assert xml.count("<History>") == 1
    assert STRIPE["secret_key"] in xml


@pytest.mark.needs_program("keepassxc-cli")
async def test_a_database_made_by_keepassxc_comes_in(importer: Importer, world: VaultWorld, tmp_path: Path) -> None:
    file = tmp_path / "made.kdbx"
    password = "pässword of file"
    made = subprocess.run(
        ["keepassxc-cli", "db-create", "-q", "-t", "100", "-p", str(file)],
        input=f"{password}\n{password}\n".encode(),
        capture_output=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr.decode()
    for title, user, url, value in (
        ("OpenAI", "zoë", "https://platform.openai.com", "sk-proj-AbCdEfGhIjKlMnOpQrStUvWxYz012345"),
        ("Router", "admin", "http://router.test", "something else"),
    ):
        done = subprocess.run(
            ["keepassxc-cli", "add", "-q", "-u", user, "--url", url, "-p", str(file), title],
            input=f"{password}\n{value}\n".encode(),
            capture_output=True,
            check=False,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        )
        assert done.returncode == 0, done.stderr.decode()
    preview = await importer.preview(file, password=Secret(password))
    assert {each.title: (each.outcome, each.account) for each in preview.rows} == {
        "OpenAI": ("new", "zoë"),
        "Router": ("unknown", "admin"),
    }
    report = await importer.commit(preview, None, PERSON)
    read = await world.vault.read(report.saved[0].id, PERSON)
    assert texts(read.fields) == {"api_key": "sk-proj-AbCdEfGhIjKlMnOpQrStUvWxYz012345"}


async def test_it_comes_back_whole(exporter: Exporter, world: VaultWorld, importer: Importer, tmp_path: Path) -> None:
    live = {name: text.replace("_test_", "_live_") for name, text in STRIPE.items()}
    await world.save(stripe(), stripe(mode="live", account="acct_2", values=live))
    target = tmp_path / "out.kdbx"
    await exporter.to_kdbx(target, PASSWORD, PERSON)
    same = await importer.preview(target, password=PASSWORD)
    assert [each.outcome for each in same.rows] == ["same", "same"]
    before = {
        (each.overview.mode, each.overview.account): (await world.vault.read(each.id, PERSON)).fields
        for each in await world.vault.list()
    }
    for each in await world.vault.list():
        await world.vault.remove(each.id, PERSON)
    await importer.commit(await importer.preview(target, password=PASSWORD), None, PERSON)
    after = {
        (each.overview.mode, each.overview.account): (await world.vault.read(each.id, PERSON)).fields
        for each in await world.vault.list()
    }
    assert after == before


async def test_the_export_is_noted_and_only_of_what_was_asked(
    exporter: Exporter, world: VaultWorld, importer: Importer, tmp_path: Path
) -> None:
    kept, _ = await world.save(stripe(), unknown("x", token="t" * 20))
    await exporter.to_kdbx(tmp_path / "one.kdbx", PASSWORD, PERSON, [kept.id])
    noted = (await world.vault.audit())[-1]
    assert (noted.action, noted.details["how"], noted.details["count"]) == ("export", "kdbx", 1)
    preview = await importer.preview(tmp_path / "one.kdbx", password=PASSWORD)
    assert [each.integration for each in preview.rows] == ["stripe"]
    content = (tmp_path / "one.kdbx").read_bytes()
    for value in (*STRIPE.values(), PASSWORD.reveal(), "Stripe", "kriptik"):
        assert value.encode() not in content
    with pytest.raises(CredentialNotFound):
        await exporter.to_kdbx(tmp_path / "none.kdbx", PASSWORD, PERSON, ["nobody"])
    assert not (tmp_path / "none.kdbx").exists()


async def test_a_value_that_xml_cannot_hold_is_said_and_the_rest_is_written(
    exporter: Exporter, world: VaultWorld, importer: Importer, tmp_path: Path
) -> None:
    await world.save(unknown("x", token="good", odd="bell\x07"))
    report = await exporter.to_kdbx(tmp_path / "odd.kdbx", PASSWORD, PERSON)
    assert [(each.title, each.name) for each in report.left_out] == [("gone-provider", "odd")]
    preview = await importer.preview(tmp_path / "odd.kdbx", password=PASSWORD)
    assert [[field.name for field in each.fields] for each in preview.rows] == [["token"]]


async def test_nothing_is_read_out_for_an_export_that_cannot_be(
    exporter: Exporter, world: VaultWorld, tmp_path: Path
) -> None:
    target = tmp_path / "out.kdbx"
    with pytest.raises(ExportNothing):
        await exporter.to_kdbx(target, PASSWORD, PERSON)
    await world.save(stripe())
    before = len(await world.vault.audit())
    for weak in ("", "seven77", "aaaaaaaaaaaa"):
        with pytest.raises(WeakPassword):
            await exporter.to_kdbx(target, Secret(weak), PERSON)
    with pytest.raises(ExportNotWritten):
        await exporter.to_kdbx(tmp_path / "no folder" / "out.kdbx", PASSWORD, PERSON)
    target.write_text("mine")
    with pytest.raises(ExportPlaceTaken):
        await exporter.to_kdbx(target, PASSWORD, PERSON)
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ExportPlaceTaken):
        await exporter.to_kdbx(tmp_path / "link", PASSWORD, PERSON)
    assert target.read_text() == "mine"
    assert len(await world.vault.audit()) == before
    target.unlink()
    world.vault.presence.end()
    with pytest.raises(ReauthenticationNeeded):
        await exporter.to_kdbx(target, PASSWORD, PERSON)
    await world.vault.lock()
    with pytest.raises(VaultIsLocked):
        await exporter.to_kdbx(target, PASSWORD, PERSON)
    assert not target.exists()


async def test_without_the_extra_it_is_named(
    exporter: Exporter, world: VaultWorld, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.save(stripe())
    before = len(await world.vault.audit())
    monkeypatch.setitem(sys.modules, "pykeepass", None)
    with pytest.raises(KdbxNotInstalled):
        await exporter.to_kdbx(tmp_path / "out.kdbx", PASSWORD, PERSON)
    assert len(await world.vault.audit()) == before


def test_a_file_is_new_or_it_is_not_written(tmp_path: Path) -> None:
    write_new(tmp_path / "new", b"one")
    assert (tmp_path / "new").read_bytes() == b"one"
    with pytest.raises(ExportPlaceTaken):
        write_new(tmp_path / "new", b"two")
    assert (tmp_path / "new").read_bytes() == b"one"
    assert [each.name for each in tmp_path.iterdir()] == ["new"]


def test_a_folder_that_may_not_be_written_to_is_said() -> None:
    with folder_of_nobody() as folder:
        folder.chmod(0o500)

        def write() -> str:
            try:
                write_new(folder / "out.kdbx", b"x")
            except ExportNotWritten as error:
                return error.message
            return "written"

        assert json.dumps(as_nobody(write)).endswith('permission denied. Nothing was exported."')
