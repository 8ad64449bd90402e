"""What a person is asked at a terminal, and what comes of each answer."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.cli.commands import PASSWORD
from tests.cli.desk import AWAY_S, Desk
from tests.cli.terminal import INTERRUPT, Answer, at_terminal
from tests.fakes.vault_world import PERSON, STRIPE, stripe

pytestmark = pytest.mark.skipif(os.name != "posix", reason="pseudo-terminals")

NEW = "a brand new password of mine"


@pytest.fixture
def environment(desk: Desk) -> Mapping[str, str]:
    return {**os.environ}


def group(said: str) -> str:
    """Return the group of the shown kit that was asked for last."""
    kit = re.findall(r"^  ([0-9A-Z-]{60,})$", said, re.MULTILINE)[-1].split("-")
    return str(kit[int(re.findall(r"Type group (\d+)", said)[-1]) - 1])


async def test_a_password_is_asked_for_when_the_vault_is_locked(desk: Desk, environment: Mapping[str, str]) -> None:
    await desk.init()
    await desk("vault", "lock")
    wrong = await at_terminal(environment, "credentials", "list", answers=[("Vault password", "not it")])
    desk.clock.advance(2)
    assert wrong.status == 1
    assert "does not open the vault" in wrong.err
    right = await at_terminal(environment, "credentials", "list", answers=[("Vault password", PASSWORD)])
    assert right.status == 0
    assert "No credentials yet" in right.out
    assert PASSWORD not in right.err + right.out


async def test_a_person_is_asked_again_before_a_value_is_shown(desk: Desk, environment: Mapping[str, str]) -> None:
    await desk.init()
    info = await desk.services.vault.save(stripe(), PERSON)
    desk.clock.advance(AWAY_S)
    words = ("credentials", "reveal", info.id, "secret_key")
    done = await at_terminal(environment, *words, answers=[("to know that it is you", PASSWORD)])
    assert done.out == STRIPE["secret_key"] + "\n"
    assert STRIPE["secret_key"] not in done.err


async def test_the_deletion_of_a_credential_is_asked_about(desk: Desk, environment: Mapping[str, str]) -> None:
    await desk.init()
    info = await desk.services.vault.save(stripe(), PERSON)
    words = ("credentials", "remove", info.id)
    kept = await at_terminal(environment, *words, answers=[("[y/N]", "")])
    assert kept.status == 1
    assert "Nothing was deleted" in kept.err
    assert len(await desk.services.vault.list()) == 1
    gone = await at_terminal(environment, *words, answers=[("[y/N]", "y")])
    assert gone.status == 0
    assert "No project uses it" in gone.err
    assert await desk.services.vault.list() == []


async def test_a_new_vault_asks_for_a_password_twice_and_for_the_kit(
    desk: Desk, environment: Mapping[str, str]
) -> None:
    differ: list[tuple[str, Answer]] = [("New master password", NEW), ("The same again", NEW + "x")]
    assert "not the same" in (await at_terminal(environment, "vault", "init", answers=differ)).err
    answers: list[tuple[str, Answer]] = [("New master password", NEW), ("The same again", NEW)]
    answers += [("Type group", "zzzz"), ("Type group", group), ("Type group", group), ("Type group", group)]
    made = await at_terminal(environment, "vault", "init", answers=answers)
    assert made.status == 0, made.err
    assert "confirmed" in made.out
    assert (await desk.json("vault", "status"))["recovery_kept"] is True


async def test_a_kit_that_is_not_shown_to_be_kept_changes_nothing(
    desk: Desk, environment: Mapping[str, str], tmp_path: Path
) -> None:
    old, place = await desk.init(), tmp_path / "kit.txt"
    wrong: list[tuple[str, Answer]] = [("Type group", "zzzz")] * 6
    refused = await at_terminal(environment, "vault", "kit", "--recovery-file", str(place), answers=wrong)
    assert refused.status == 1
    assert "nothing was changed" in refused.err
    assert not place.exists()
    done = await at_terminal(environment, "vault", "kit", answers=[("Type group", group)] * 2)
    assert done.status == 0, done.err
    await desk("vault", "lock")
    assert "belongs to another vault" in await desk.refused("vault", "unlock", "--recovery", typed=old)


async def test_the_old_password_is_asked_for_before_the_new_one(desk: Desk, environment: Mapping[str, str]) -> None:
    await desk.init()
    desk.clock.advance(AWAY_S)
    answers: list[tuple[str, Answer]] = [("to know that it is you", PASSWORD)]
    answers += [("New master password", NEW), ("The same again", NEW)]
    done = await at_terminal(environment, "vault", "password", answers=answers)
    assert done.status == 0, done.err
    await desk("vault", "lock")
    await desk("vault", "unlock", password=NEW)


async def test_everything_is_deleted_only_by_the_right_words(desk: Desk, environment: Mapping[str, str]) -> None:
    await desk.init()
    refused = await at_terminal(environment, "vault", "delete", answers=[('Type "delete everything"', "yes")])
    assert refused.status == 1
    assert "Nothing was deleted" in refused.err
    assert desk.paths.vault_file.exists()
    words: list[tuple[str, Answer]] = [('Type "delete everything"', "delete everything")]
    assert (await at_terminal(environment, "vault", "delete", answers=words)).status == 0
    assert not desk.paths.vault_file.exists()


async def test_a_file_and_a_backup_are_opened_by_what_is_typed(
    desk: Desk, environment: Mapping[str, str], tmp_path: Path
) -> None:
    await desk.init()
    info = await desk.services.vault.save(stripe(), PERSON)
    copy = tmp_path / "copy.db"
    await desk("vault", "backup", "--to", str(copy))
    await desk.services.vault.remove(info.id, PERSON)
    answers: list[tuple[str, Answer]] = [("Master password of the backup", PASSWORD)]
    done = await at_terminal(environment, "vault", "restore", str(copy), answers=answers)
    assert done.status == 0, done.err
    place = tmp_path / "out.kdbx"
    answers = [("Password of the new file", NEW), ("The same again", NEW)]
    done = await at_terminal(environment, "vault", "export", "--kdbx", str(place), answers=answers)
    assert done.status == 0, done.err
    answers = [("Password of the file", NEW)]
    done = await at_terminal(environment, "vault", "import", str(place), answers=answers)
    assert "there already" in done.out, done.err


async def test_a_question_can_be_broken_off(desk: Desk, environment: Mapping[str, str], tmp_path: Path) -> None:
    """The first Ctrl+C was swallowed, and the question stood there still."""
    kit, place = await desk.init(), tmp_path / "kit.txt"
    words = ("vault", "kit", "--recovery-file", str(place))
    stopped = await at_terminal(environment, *words, answers=[("Type group", INTERRUPT)])
    assert stopped.status == 1
    assert stopped.err.endswith("kriptik: stopped\n")
    assert not place.exists()
    await desk("vault", "lock")
    stopped = await at_terminal(environment, "credentials", "list", answers=[("Vault password", INTERRUPT)])
    assert (stopped.status, stopped.out) == (1, "")
    await desk("vault", "unlock", "--recovery", typed=kit)
