"""``kriptik credentials``: filters, passport, values, versions, projects, and what a deletion would break."""

from __future__ import annotations

from pathlib import Path

import pytest

from kriptik_desktop.vault.model import Actor, CredentialInfo
from kriptik_desktop.vault.store import Change
from tests.cli.commands import PASSWORD
from tests.cli.desk import AWAY_S, Desk
from tests.fakes.vault_world import PERSON, STRIPE, WEBHOOK, stripe

OLD_KEY = "sk_test_51Old0123456789abcd"


async def stored(desk: Desk) -> CredentialInfo:
    """Make a vault with a credential of two versions."""
    await desk.init()
    await desk.services.vault.save(stripe(values={**STRIPE, "secret_key": OLD_KEY}), PERSON)
    return await desk.services.vault.save(stripe(), PERSON)


async def test_the_list_can_be_narrowed(desk: Desk, tmp_path: Path) -> None:
    await desk.init()
    project = await desk.json("project", "new", "Shop", "--prompt", "Stripe", "--folder", str(tmp_path / "shop"))
    mine = await desk.services.vault.save(stripe(scope=project["id"]), PERSON)
    live = await desk.services.vault.save(stripe("acct_2", "live", status="valid"), PERSON)

    async def listed(*words: str) -> list[str]:
        return [each["id"] for each in (await desk.json("credentials", "list", *words))["credentials"]]

    assert set(await listed()) == {mine.id, live.id}
    assert await listed("--mode", "live") == [live.id]
    assert await listed("--status", "unverified") == [mine.id]
    assert await listed("--integration", "stripe", "--project", "Shop") == [mine.id]
    assert await listed("--integration", "openai") == []
    await desk("credentials", "link", live.id, "Shop")
    assert await listed("--project", "Shop", "--mode", "live") == [live.id]
    assert "No credential is like that." in (await desk("credentials", "list", "--integration", "openai")).out
    assert "nosuch" in await desk.refused("credentials", "list", "--integration", "nosuch")


async def test_the_passport_shows_everything_but_values(desk: Desk, tmp_path: Path) -> None:
    info = await stored(desk)
    await desk("project", "new", "Shop", "--prompt", "Stripe", "--folder", str(tmp_path / "shop"))
    await desk("credentials", "link", info.id, "Shop")
    shown = await desk.json("credentials", "show", info.id)
    assert [project["name"] for project in shown["projects"]] == ["Shop"]
    assert [(each["version"], each["current"], each["changed"]) for each in shown["history"]] == [
        (2, True, ["secret_key"]),
        (1, False, ["publishable_key", "secret_key", "webhook_secret"]),
    ]
    said = (await desk("credentials", "show", info.id)).out
    assert "version 2 (present)" in said
    assert "changed: secret_key" in said
    assert "used by:      Shop" in said
    for value in (*STRIPE.values(), OLD_KEY, WEBHOOK):
        assert value not in "".join(desk.printed)
    assert "no credential 'nothing'" in await desk.refused("credentials", "show", "nothing")


async def test_a_value_is_printed_alone_and_noted_first(desk: Desk) -> None:
    info = await stored(desk)
    assert (await desk("credentials", "reveal", info.id, "secret_key")).out == STRIPE["secret_key"] + "\n"
    assert (await desk("credentials", "reveal", info.id, "secret_key", "--version", "1")).out == OLD_KEY + "\n"
    revealed = [row for row in (await desk.json("vault", "audit"))["rows"] if row["action"] == "reveal"]
    assert [(row["origin"], row["credential_id"], row["detail"].get("version")) for row in revealed] == [
        ("cli", info.id, None),
        ("cli", info.id, 1),
    ]
    assert "It has: publishable_key, secret_key, webhook_secret" in await desk.refused(
        "credentials", "reveal", info.id, "nothing"
    )
    assert "Version 9" in await desk.refused("credentials", "reveal", info.id, "secret_key", "--version", "9")
    assert "above zero" in await desk.refused("credentials", "reveal", info.id, "secret_key", "--version", "0")


async def test_a_value_needs_the_person(desk: Desk) -> None:
    """Unlocking a while ago is not enough to see a value; the password by descriptor or file is."""
    info = await stored(desk)
    desk.clock.advance(AWAY_S)
    words = ("credentials", "reveal", info.id, "secret_key")
    assert "--password-fd" in await desk.refused(*words)
    wrong = await desk.refused(*words, password="not it")
    assert "does not open the vault" in wrong
    desk.clock.advance(2)
    assert (await desk(*words, password=PASSWORD)).out == STRIPE["secret_key"] + "\n"
    assert (await desk(*words)).out == STRIPE["secret_key"] + "\n"
    desk.clock.advance(AWAY_S)
    assert (await desk("credentials", "list")).status == 0
    assert "--password-fd" in await desk.refused("credentials", "remove", info.id, "--yes")
    assert "--password-fd" in await desk.refused("credentials", "revert", info.id, "1")


async def test_the_keyring_answers_where_there_is_no_password(desk: Desk) -> None:
    kit = (await desk.json("vault", "init", "--keyring"))["recovery_kit"]
    info = await desk.services.vault.save(stripe(), PERSON)
    desk.clock.advance(AWAY_S)
    words = ("credentials", "reveal", info.id, "secret_key")
    assert (await desk(*words)).out == STRIPE["secret_key"] + "\n"
    desk.clock.advance(AWAY_S)
    desk.keyring.broken = "it is locked"
    assert "vault unlock --recovery" in await desk.refused(*words)
    await desk("vault", "unlock", "--recovery", typed=kit)
    assert (await desk(*words)).out == STRIPE["secret_key"] + "\n"


async def test_an_older_version_comes_back_as_a_new_one(desk: Desk) -> None:
    info = await stored(desk)
    assert (await desk.json("credentials", "revert", info.id, "1"))["version"] == 3
    assert (await desk("credentials", "reveal", info.id, "secret_key")).out == OLD_KEY + "\n"
    assert "Version 7" in await desk.refused("credentials", "revert", info.id, "7")


async def test_projects_are_connected_and_taken_away(desk: Desk, tmp_path: Path) -> None:
    info = await stored(desk)
    project = await desk.json("project", "new", "Shop", "--prompt", "Stripe", "--folder", str(tmp_path / "shop"))
    assert (await desk.json("credentials", "link", info.id, "Shop"))["linked"] == [project["id"]]
    assert (await desk.json("credentials", "link", info.id, "Shop"))["linked"] == [project["id"]]
    assert (await desk.json("credentials", "unlink", info.id, "Shop"))["linked"] == []
    assert "no project 'Nowhere'" in await desk.refused("credentials", "link", info.id, "Nowhere")


async def test_a_credential_that_ends_soon_is_listed_as_such(desk: Desk) -> None:
    info = await stored(desk)
    now = desk.clock.now_ms()
    changes = {"status": "valid", "validated_at": now, "expires_at": now + 3 * 86_400_000}
    await desk.services.vault.update_overview(info.id, changes, Actor("agent"))
    assert info.id in (await desk("credentials", "list", "--status", "expiring")).out
    assert "like that" in (await desk("credentials", "list", "--status", "valid")).out
    await desk.services.vault.update_overview(info.id, {"expires_at": now - 1}, Actor("agent"))
    assert "expired" in (await desk("credentials", "show", info.id)).out


async def test_a_deletion_says_first_what_breaks(desk: Desk, tmp_path: Path) -> None:
    info = await stored(desk)
    await desk("project", "new", "Shop", "--prompt", "Payments with Stripe", "--folder", str(tmp_path / "shop"))
    await desk("project", "new", "Blog", "--prompt", "Mail with Resend", "--folder", str(tmp_path / "blog"))
    await desk("credentials", "link", info.id, "Shop")
    await desk("credentials", "link", info.id, "Blog")
    refused = await desk("credentials", "remove", info.id, status=1)
    assert "Shop uses it and would be left without one." in refused.err
    assert "Blog" not in refused.err
    assert "--yes" in refused.err
    assert len(await desk.services.vault.list()) == 1
    other = await desk.services.vault.save(stripe("acct_2"), PERSON)
    await desk.services.vault.link(other.id, (await desk.services.projects.get("Shop")).id, PERSON)
    await desk.services.vault.update_overview(info.id, {"validated_at": 1}, Actor("agent"))
    desk.clock.advance(1)
    await desk.services.vault.update_overview(info.id, {"status": "valid"}, Actor("agent"))
    refused = await desk("credentials", "remove", info.id, status=1)
    assert "Shop uses it and would use acct_2 instead." in refused.err
    assert "deleted stripe" in (await desk("credentials", "remove", info.id, "--yes")).out
    assert [each.id for each in await desk.services.vault.list()] == [other.id]
    assert "no credential" in await desk.refused("credentials", "remove", info.id, "--yes")


@pytest.mark.parametrize(
    "words",
    [
        ("credentials", "list"),
        ("credentials", "show", "x"),
        ("credentials", "reveal", "x", "y"),
        ("credentials", "revert", "x", "1"),
        ("credentials", "remove", "x"),
        ("credentials", "check", "x"),
        ("vault", "audit"),
    ],
)
async def test_a_locked_vault_says_how_it_is_opened(desk: Desk, words: tuple[str, ...]) -> None:
    assert "kriptik vault init" in await desk.refused(*words)
    await desk.init()
    await desk("vault", "lock")
    assert "--password-fd" in await desk.refused(*words)
    assert "does not open the vault" in await desk.refused(*words, password="not it")
    assert (await desk.json("vault", "status"))["state"] == "locked"


async def test_the_audit_log_is_shown_and_narrowed(desk: Desk) -> None:
    info = await stored(desk)
    await desk("credentials", "reveal", info.id, "secret_key")
    log = await desk.json("vault", "audit")
    assert log["chain_verified"] is True
    assert [row["action"] for row in log["rows"]] == ["create", "store", "store", "reveal"]
    assert log["rows"][-1]["integration_id"] == "stripe"
    assert [row["seq"] for row in (await desk.json("vault", "audit", "--limit", "2"))["rows"]] == [3, 4]
    assert (await desk.json("vault", "audit", "--integration", "openai"))["rows"] == []
    said = (await desk("vault", "audit", "--integration", "stripe")).out
    assert "reveal" in said
    assert said.endswith("chain verified\n")
    assert STRIPE["secret_key"] not in said


@pytest.mark.allow_logs("automatic backup of the vault could not be made")
async def test_a_log_that_was_changed_is_told_and_fails(desk: Desk) -> None:
    await stored(desk)

    def tamper(change: Change) -> None:
        change.connection.execute("UPDATE audit SET body = (SELECT body FROM audit WHERE seq = 1) WHERE seq = 2")

    await desk.services.vault._file.write(tamper)
    done = await desk("vault", "audit", status=1)
    assert "The log is not whole: row 2" in done.out
