"""``kriptik vault``: the ways in, the kit, new keys, import, and what is refused without a terminal."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import pytest

from tests.cli.commands import PASSWORD
from tests.cli.desk import AWAY_S, Desk
from tests.fakes.vault_world import PERSON, STRIPE, WEBHOOK, stripe

NEW = "a brand new password of mine"


async def kinds(desk: Desk) -> list[str]:
    return [way["kind"] for way in (await desk.json("vault", "ways"))["ways"]]


async def test_the_password_is_changed_by_descriptors(desk: Desk) -> None:
    await desk.init()
    desk.clock.advance(AWAY_S)
    assert "--new-password-fd" in await desk.refused("vault", "password")
    assert "--password-fd" in await desk.refused("vault", "password", new_password=NEW)
    assert "does not open the vault" in await desk.refused("vault", "password", new_password=NEW, password="wrong")
    desk.clock.advance(2)
    said = (await desk("vault", "password", new_password=NEW, password=PASSWORD)).out
    assert said.startswith("password ")
    await desk("vault", "lock")
    assert "does not open the vault" in await desk.refused("vault", "unlock", password=PASSWORD)
    desk.clock.advance(2)
    await desk("vault", "unlock", password=NEW)
    assert "at least" in await desk.refused("vault", "password", new_password="short")


async def test_the_keyring_goes_on_and_off(desk: Desk) -> None:
    await desk.init()
    assert await kinds(desk) == ["password", "recovery"]
    assert "keyring" in (await desk("vault", "keyring", "on")).out
    assert len(desk.keyring.items) >= 1
    await desk("vault", "lock")
    await desk("credentials", "list")
    await desk("vault", "unlock", password=PASSWORD)
    assert "password" not in (await desk("vault", "password", "--off")).out
    assert "that way stays" in await desk.refused("vault", "keyring", "off")
    await desk("vault", "password", new_password=NEW)
    await desk("vault", "keyring", "off")
    assert await kinds(desk) == ["password", "recovery"]
    desk.keyring.broken = "it is locked"
    assert "it is locked" in await desk.refused("vault", "keyring", "on")


async def test_a_new_kit_is_never_drawn_for_nobody(desk: Desk, tmp_path: Path) -> None:
    old, place = await desk.init(), tmp_path / "kit.txt"
    assert (await desk.json("vault", "status"))["recovery_kept"] is False
    assert "--kept" in await desk.refused("vault", "kit", "--recovery-file", str(place))
    assert not place.exists()
    place.write_text("something else")
    assert "nothing was changed" in await desk.refused("vault", "kit", "--kept", "--recovery-file", str(place))
    assert place.read_text() == "something else"
    place.unlink()
    said = (await desk("vault", "kit", "--kept", "--recovery-file", str(place))).out
    assert str(place) in said
    kit = place.read_text().split("\n\n")[1].strip()
    assert kit not in said
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert (await desk.json("vault", "status"))["recovery_kept"] is True
    await desk("vault", "lock")
    assert "belongs to another vault" in await desk.refused("vault", "unlock", "--recovery", typed=old)
    await desk("vault", "unlock", "--recovery", typed=kit)
    shown = await desk.json("vault", "kit", "--kept")
    assert len(shown["recovery_kit"]) > 60
    assert shown["recovery_kit"] != kit


async def test_a_kit_that_is_not_put_in_place_leaves_no_file(desk: Desk, tmp_path: Path) -> None:
    old, place = await desk.init(), tmp_path / "kit.txt"
    desk.clock.advance(AWAY_S)
    assert "--password-fd" in await desk.refused("vault", "kit", "--kept", "--recovery-file", str(place))
    assert not place.exists()
    await desk("vault", "lock")
    await desk("vault", "unlock", "--recovery", typed=old)


async def test_a_kept_kit_is_checked(desk: Desk) -> None:
    kit = await desk.init()
    assert "not confirmed" in (await desk("vault", "status")).out
    assert "not a recovery key" in await desk.refused("vault", "kit", "--check", typed="abc")
    assert "confirmed" in (await desk("vault", "kit", "--check", typed=kit.lower().replace("-", " "))).out
    assert "recovery kit: kept" in (await desk("vault", "status")).out
    await desk("vault", "lock")
    await desk("vault", "kit", "--check", typed=kit)


async def test_everything_is_encrypted_anew(desk: Desk, tmp_path: Path) -> None:
    old, place = await desk.init(), tmp_path / "kit.txt"
    info = await desk.services.vault.save(stripe(), PERSON)
    assert "--password-fd" in await desk.refused("vault", "rekey", "--kept")
    assert "--kept" in await desk.refused("vault", "rekey", password=PASSWORD)
    done = await desk("vault", "rekey", "--kept", "--recovery-file", str(place), "--json", password=PASSWORD)
    assert '"credentials": 1' in done.out
    assert "100 %  encrypted anew" in done.err
    assert (await desk.json("vault", "status"))["recovery_kept"] is True
    await desk("vault", "lock")
    assert "belongs to another vault" in await desk.refused("vault", "unlock", "--recovery", typed=old)
    await desk("vault", "unlock", password=PASSWORD)
    assert (await desk("credentials", "reveal", info.id, "secret_key")).out == STRIPE["secret_key"] + "\n"
    kit = place.read_text().split("\n\n")[1].strip()
    wrong = await desk("vault", "rekey", "--same-kit", status=1, typed=kit, password="wrong")
    assert "does not open the vault" in wrong.err
    desk.clock.advance(2)
    await desk("vault", "rekey", "--same-kit", typed=kit, password=PASSWORD)
    await desk("vault", "lock")
    await desk("vault", "unlock", "--recovery", typed=kit)


async def test_an_import_is_shown_first_and_written_on_yes(desk: Desk, tmp_path: Path) -> None:
    await desk.init()
    source = tmp_path / ".env"
    keys = (STRIPE["secret_key"], STRIPE["publishable_key"], WEBHOOK)
    source.write_text("STRIPE_SECRET_KEY={}\nSTRIPE_PUBLISHABLE_KEY={}\nNOBODY_KNOWS={}\n".format(*keys))
    shown = (await desk("vault", "import", str(source))).out
    assert "Nothing was written" in shown
    assert "stripe" in shown
    assert not any(key in shown for key in keys)
    assert await desk.services.vault.list() == []
    assert "no entry 'nokey'" in await desk.refused("vault", "import", str(source), "--as", "nokey=stripe", "--yes")
    assert "not KEY=ID" in await desk.refused("vault", "import", str(source), "--as", "stripe", "--yes")
    done = await desk.json("vault", "import", str(source), "--yes")
    assert (done["written"], done["saved"]) == (True, 1)
    assert [each.overview.integration for each in await desk.services.vault.list()] == ["stripe"]
    assert (await desk.json("vault", "import", str(source), "--yes"))["saved"] == 0
    assert "no file" in await desk.refused("vault", "import", str(tmp_path / "nothing"))
    assert "import" in [row["action"] for row in (await desk.json("vault", "audit"))["rows"]]


async def test_an_unknown_entry_is_given_to_a_provider(desk: Desk, tmp_path: Path) -> None:
    await desk.init()
    source = tmp_path / "keys.json"
    source.write_text('{"my mail": {"value": "re_0123456789abcdefghijABCDEFGHIJ"}}')
    rows = (await desk.json("vault", "import", str(source)))["rows"]
    chosen = [f"{row['key']}=resend" for row in rows]
    words = [word for each in chosen for word in ("--as", each)]
    done = await desk.json("vault", "import", str(source), *words, "--yes")
    assert done["saved"] == 1
    assert [each.overview.integration for each in await desk.services.vault.list()] == ["resend"]


async def test_a_command_is_a_sign_of_life(desk: Desk) -> None:
    await desk.init()
    for _ in range(3):
        desk.clock.advance(AWAY_S)
        await desk("credentials", "list")
        await desk.services.auto_lock.look()
    assert (await desk.json("vault", "status"))["state"] == "unlocked"


async def test_unlocking_an_unlocked_vault_shows_that_the_person_is_there(desk: Desk) -> None:
    await desk.init()
    info = await desk.services.vault.save(stripe(), PERSON)
    desk.clock.advance(AWAY_S)
    assert "does not open" in await desk.refused("vault", "unlock", password="wrong")
    desk.clock.advance(2)
    await desk("vault", "unlock", password=PASSWORD)
    assert (await desk("credentials", "reveal", info.id, "secret_key")).out == STRIPE["secret_key"] + "\n"


@pytest.mark.parametrize(
    "words",
    [
        ("vault", "password"),
        ("vault", "kit", "--kept"),
        ("vault", "keyring", "on"),
        ("vault", "verify"),
        ("vault", "import", "x"),
    ],
)
async def test_a_descriptor_that_cannot_be_read_is_said(desk: Desk, words: tuple[str, ...]) -> None:
    refused: Any = await desk.refused(*words, "--password-fd", "9999")
    assert "--password-fd" in refused
