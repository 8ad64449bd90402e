"""What a person is asked at a terminal, and what comes of each answer."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping

import pytest

from tests.cli.commands import PASSWORD
from tests.cli.desk import AWAY_S, Desk
from tests.cli.terminal import at_terminal
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


async def test_a_deletion_is_asked_about(desk: Desk, environment: Mapping[str, str]) -> None:
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
