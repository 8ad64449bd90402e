"""``kriptik vault`` about all of it at once: verify, backup, restore, an older copy, export, delete."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

import pytest

from tests.cli.commands import PASSWORD
from tests.cli.desk import AWAY_S, Desk
from tests.fakes.vault_world import PERSON, STRIPE, stripe

OTHER = "another password altogether"


async def test_everything_is_checked(desk: Desk) -> None:
    await desk.init()
    await desk.services.vault.save(stripe(), PERSON)
    report = await desk.json("vault", "verify")
    assert (report["credentials"], report["versions"], report["fields"]) == (1, 1, 3)
    assert "The vault is whole: 1 credential, 1 version, 3 values" in (await desk("vault", "verify")).out


async def test_a_backup_is_made_listed_and_put_back(desk: Desk) -> None:
    await desk.init()
    first = await desk.services.vault.save(stripe(), PERSON)
    made = await desk.json("vault", "backup")
    assert made["verified"] is True
    assert stat.S_IMODE(Path(made["path"]).stat().st_mode) == 0o600
    assert made["path"] in [each["path"] for each in await desk.json("vault", "backups")]
    assert "by hand" in (await desk("vault", "backups")).out
    last = (await desk.json("vault", "status"))["last_backup"]
    # The day's own backup is made beside the commands and may be the later one.
    assert last["path"] in [each["path"] for each in await desk.json("vault", "backups")]
    await desk.services.vault.remove(first.id, PERSON)
    assert "--backup-password-fd" in await desk.refused("vault", "restore", made["path"])
    assert "does not open" in await desk.refused("vault", "restore", made["path"], password="wrong")
    assert await desk.services.vault.list() == []
    desk.clock.advance(2)
    assert "is again as in" in (await desk("vault", "restore", made["path"], password=PASSWORD)).out
    assert [each.id for each in await desk.services.vault.list()] == [first.id]
    assert "restore" in [row["action"] for row in (await desk.json("vault", "audit"))["rows"]]


async def test_a_copy_is_written_where_the_person_wants_and_never_over_a_file(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.init()
    monkeypatch.chdir(tmp_path)
    assert (await desk.json("vault", "backup", "--to", "copy.db"))["path"] == str(tmp_path / "copy.db")
    assert stat.S_IMODE((tmp_path / "copy.db").stat().st_mode) == 0o600
    before = (tmp_path / "copy.db").read_bytes()
    assert "there already" in await desk.refused("vault", "backup", "--to", "copy.db")
    assert (tmp_path / "copy.db").read_bytes() == before
    assert "cannot be" in await desk.refused("vault", "backup", "--to", str(tmp_path / "no" / "such" / "copy.db"))
    desk.clock.advance(AWAY_S)
    assert "--password-fd" in await desk.refused("vault", "backup", "--to", "other.db")
    assert not (tmp_path / "other.db").exists()


async def test_a_backup_opens_by_its_own_password_or_kit(desk: Desk, tmp_path: Path) -> None:
    kit, copy = await desk.init(), tmp_path / "copy.db"
    await desk("vault", "backup", "--to", str(copy))
    await desk("vault", "password", new_password=OTHER)
    desk.clock.advance(AWAY_S)
    words = ("vault", "restore", str(copy))
    assert "--password-fd" in await desk.refused(*words, backup_password=PASSWORD)
    await desk(*words, password=OTHER, backup_password=PASSWORD)
    await desk("vault", "lock")
    await desk("vault", "unlock", password=PASSWORD)
    await desk(*words, "--recovery", typed=kit)
    assert "not set up to be unlocked by" in await desk.refused(*words, "--keyring")
    (tmp_path / "not.db").write_bytes(b"not a vault at all" * 100)
    assert "not.db" in await desk.refused("vault", "restore", str(tmp_path / "not.db"), password=PASSWORD)
    assert "nothing.db" in await desk.refused("vault", "restore", str(tmp_path / "nothing.db"), password=PASSWORD)


async def test_an_older_copy_is_used_only_knowingly(desk: Desk, tmp_path: Path) -> None:
    await desk.init()
    await desk("vault", "lock")
    file = desk.paths.vault_file
    shutil.copyfile(file, tmp_path / "older.db")
    await desk("vault", "unlock", password=PASSWORD)
    await desk.services.vault.save(stripe(), PERSON)
    await desk("vault", "lock")
    await desk.services.vault.close()
    shutil.copyfile(tmp_path / "older.db", file)
    await desk.services.vault.open()
    for words in (("credentials", "list"), ("vault", "unlock")):
        assert "--accept-older" in await desk.refused(*words, password=PASSWORD)
    assert (await desk.json("vault", "status"))["state"] == "locked"
    await desk("vault", "unlock", "--accept-older", password=PASSWORD)
    assert "older copy accepted" in (await desk("vault", "audit")).out
    assert (await desk.json("credentials", "list"))["credentials"] == []


async def test_an_export_comes_back_by_import(desk: Desk, tmp_path: Path) -> None:
    await desk.init()
    place = tmp_path / "out.kdbx"
    info = await desk.services.vault.save(stripe(), PERSON)
    assert "--export-password-fd" in await desk.refused("vault", "export", "--kdbx", str(place))
    said = (await desk("vault", "export", "--kdbx", str(place), export_password=OTHER)).out
    assert "1 credential, readable" in said
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert STRIPE["secret_key"].encode() not in place.read_bytes()
    assert "left as it is" in await desk.refused("vault", "export", "--kdbx", str(place), export_password=OTHER)
    await desk("credentials", "remove", info.id, "--yes")
    assert "--import-password-fd" in await desk.refused("vault", "import", str(place))
    assert "does not open" in await desk.refused("vault", "import", str(place), import_password="wrong")
    assert (await desk.json("vault", "import", str(place), "--yes", import_password=OTHER))["saved"] == 1
    (back,) = await desk.services.vault.list()
    assert (await desk("credentials", "reveal", back.id, "secret_key")).out == STRIPE["secret_key"] + "\n"


async def test_an_export_needs_the_person_and_can_be_of_one_project(desk: Desk, tmp_path: Path) -> None:
    await desk.init()
    project = await desk.json("project", "new", "Shop", "--prompt", "Stripe", "--folder", str(tmp_path / "shop"))
    await desk.services.vault.save(stripe(), PERSON)
    await desk.services.vault.save(stripe("acct_2", scope=project["id"]), PERSON)
    place = tmp_path / "out.kdbx"
    words = ("vault", "export", "--kdbx", str(place), "--project", "Shop")
    desk.clock.advance(AWAY_S)
    assert "--password-fd" in await desk.refused(*words, export_password=OTHER)
    assert not place.exists()
    done = await desk("vault", "export", *words[2:], "--json", password=PASSWORD, export_password=OTHER)
    assert '"credentials": 1' in done.out


async def test_everything_is_deleted_by_words_only(desk: Desk) -> None:
    await desk.init()
    await desk("vault", "backup")
    assert "--confirm" in await desk.refused("vault", "delete")
    assert "delete everything" in await desk.refused("vault", "delete", "--confirm", "yes")
    desk.clock.advance(AWAY_S)
    assert "--password-fd" in await desk.refused("vault", "delete", "--confirm", "delete everything")
    assert desk.paths.vault_file.exists()
    said = await desk("vault", "delete", "--confirm", "delete everything", password=PASSWORD)
    assert "are deleted" in said.out
    assert not desk.paths.vault_file.exists()
    assert (await desk.json("vault", "status"))["state"] == "absent"
    assert not [*desk.paths.vault_backups.rglob("*.db")]
    await desk.init()


async def test_a_damaged_vault_is_told_and_can_be_restored(desk: Desk, tmp_path: Path) -> None:
    await desk.init()
    copy = tmp_path / "copy.db"
    info = await desk.services.vault.save(stripe(), PERSON)
    await desk("vault", "backup", "--to", str(copy))
    await desk.services.vault.close()
    desk.paths.vault_file.write_bytes(b"not a vault at all" * 100)
    await desk.services.vault.open(damaged_too=True)
    status = await desk.json("vault", "status")
    assert "damaged" in status["damage"]
    assert "damaged" in (await desk("vault", "status")).out
    assert "damaged" in await desk.refused("credentials", "list", password=PASSWORD)
    await desk("vault", "restore", str(copy), password=PASSWORD)
    assert [each.id for each in await desk.services.vault.list()] == [info.id]
    assert os.path.lexists(desk.paths.vault_file)
