"""Saving: the provider decides, the vault holds only what it accepted or what the person wanted unchecked."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from kriptik_desktop.acquisition.errors import NothingToEnter, UnknownField
from kriptik_desktop.core.errors import Locked, NotFound
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.core.settings import ProviderSettings, Settings
from kriptik_desktop.providers.catalogue import Catalogue
from kriptik_desktop.vault.model import VaultState
from tests.fakes.acquisition_world import PERSON, World, open_world, unlock
from tests.fakes.provider_servers import GOOD, ProviderServers, jwt
from tests.fakes.providers import BY_ID

WRONG = "sk_test_51WrongWrongWrongWrong"


async def nothing_happened(world: World) -> bool:
    """Tell whether the vault holds nothing and its audit log knows of nothing but the vault's own making."""
    actions = {each.action for each in await world.vault.audit()}
    return await world.vault.list() == [] and actions <= {"create", "unlock", "lock"}


@pytest.mark.parametrize("name", list(GOOD))
async def test_right_values_are_stored_and_come_back(name: str, world: World) -> None:
    request = await world.acquisition.request("p1", "b1", name, "test", "why")
    result = await world.save(name)
    assert result.stored
    assert not result.needs_choice
    assert result.credential is not None
    overview = result.credential.overview
    assert (overview.scope, overview.integration, overview.status) == ("p1", name, "valid")
    assert overview.mode == ("test" if name == "stripe" else "none")
    assert overview.validated_at == world.clock.now_ms()
    stored = await world.values(result)
    assert {key: stored[key] for key in GOOD[name]} == dict(GOOD[name])
    assert (await world.acquisition.get_request(request.id)).status == "satisfied"
    assert "is saved" in result.message


async def test_a_wrong_key_is_refused_in_the_providers_words_and_nothing_is_stored(world: World) -> None:
    request = await world.acquisition.request("p1", "b1", "stripe", "test", "why")
    result = await world.save("stripe", {"secret_key": WRONG}, unverified_ok=True)
    assert (result.stored, result.needs_choice, result.credential) == (False, False, None)
    assert result.probe.outcome == "invalid"
    assert "Invalid API Key provided" in result.message
    assert "Nothing was saved." in result.message
    assert WRONG not in repr(result)
    assert await nothing_happened(world)
    assert (await world.acquisition.get_request(request.id)).status == "open"
    assert (await world.save("stripe")).stored
    assert "store" in {each.action for each in await world.vault.audit()}


async def test_a_refused_save_keeps_the_version_that_works(world: World) -> None:
    first = await world.save("stripe")
    await world.save("stripe", {"secret_key": WRONG})
    assert await world.values(first) == dict(GOOD["stripe"])
    assert [each.version for each in await world.vault.list()] == [1]


@pytest.mark.parametrize(
    ("name", "changes", "said"),
    [
        ("stripe", {"secret_key": "sk_live_51FakeAccount0000000000c3d4"}, "different modes"),
        ("stripe", {"secret_key": ""}, "The secret key is missing."),
        ("supabase", {"service_role_key": jwt("anon")}, "role anon"),
        ("supabase", {"anon_key": jwt("anon", "zzzzzzzzzzzzzzzzzzzz")}, "different projects"),
    ],
)
async def test_what_cannot_be_right_is_not_even_asked(
    name: str, changes: dict[str, str], said: str, world: World, servers: ProviderServers
) -> None:
    result = await world.save(name, changes, unverified_ok=True)
    assert not result.stored
    assert not result.needs_choice
    assert said in result.message
    assert result.refused
    assert servers.requests == 0
    assert await nothing_happened(world)


async def test_keys_of_the_other_mode_are_refused(world: World, servers: ProviderServers) -> None:
    result = await world.save("stripe", mode="live")
    assert "sandbox key, and the project is in live mode" in result.message
    assert servers.requests == 0
    live = {name: text.replace("_test_", "_live_") for name, text in GOOD["stripe"].items()}
    servers.stripe.keys[live["secret_key"]] = "ok"
    assert not (await world.save("stripe", live)).stored
    kept = await world.save("stripe", live, mode="live")
    assert kept.credential is not None
    assert kept.credential.overview.mode == "live"
    assert (await world.save("stripe")).stored
    assert {each.overview.mode for each in await world.vault.list()} == {"test", "live"}


async def test_a_key_whose_provider_says_another_mode_is_refused(world: World, servers: ProviderServers) -> None:
    servers.stripe.livemode = True
    result = await world.save("stripe", unverified_ok=True)
    assert (result.stored, result.needs_choice, result.probe.outcome) == (False, False, "wrong_environment")
    assert await nothing_happened(world)


@pytest.mark.parametrize("weather", ["rate_limited", "down", "closed", "garbage"])
async def test_what_cannot_be_checked_is_the_persons_choice(
    weather: str, world: World, servers: ProviderServers
) -> None:
    fake = servers.stripe
    if weather == "closed":
        await fake.http.close()
    elif weather == "garbage":
        fake.http.trouble = "garbage"
    else:
        fake.weather = "down" if weather == "down" else "rate_limited"
    result = await world.save("stripe")
    assert (result.stored, result.needs_choice) == (False, True)
    assert await nothing_happened(world)
    chosen = await world.save("stripe", unverified_ok=True)
    assert chosen.stored
    assert chosen.credential is not None
    assert (chosen.credential.overview.status, chosen.credential.overview.validated_at) == ("unverified", None)
    assert "saved unchecked" in chosen.message


async def test_an_unverified_credential_satisfies_and_becomes_valid_when_checked(
    world: World, servers: ProviderServers
) -> None:
    request = await world.acquisition.request("p1", "b1", "stripe", "test", "why")
    servers.stripe.weather = "down"
    result = await world.save("stripe", unverified_ok=True)
    assert result.credential is not None
    assert (await world.acquisition.get_request(request.id)).status == "satisfied"
    assert (await world.acquisition.health.check(result.credential.id, PERSON)).outcome == "provider_down"
    assert [each.overview.status for each in await world.vault.list()] == ["unverified"]
    servers.stripe.weather = "fair"
    assert (await world.acquisition.health.check(result.credential.id, PERSON)).outcome == "ok"
    assert [each.overview.status for each in await world.vault.list()] == ["valid"]
    servers.stripe.keys.clear()
    assert (await world.acquisition.health.check(result.credential.id, PERSON)).outcome == "invalid"
    assert [each.overview.status for each in await world.vault.list()] == ["invalid"]


async def test_a_key_that_lacks_a_permission_is_stored_with_a_note(world: World, servers: ProviderServers) -> None:
    servers.resend.keys[GOOD["resend"]["api_key"]] = "sending_only"
    result = await world.save("resend")
    assert result.stored
    assert result.credential is not None
    assert (result.credential.overview.status, result.credential.overview.scopes) == ("valid", ("sending_access",))
    assert "all that sending needs" in result.message


async def test_the_generated_value_is_drawn_once_and_kept(world: World, servers: ProviderServers) -> None:
    first = await world.values(await world.save("google-oauth"))
    assert len(first["auth_secret"]) == 43
    servers.google.clients[GOOD["google-oauth"]["client_id"]] = "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"
    again = await world.values(
        await world.save("google-oauth", {"client_secret": "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"})
    )
    assert again["auth_secret"] == first["auth_secret"]
    assert again["client_secret"] != first["client_secret"]
    assert [each.version for each in await world.vault.list()] == [2]
    servers.google.clients[GOOD["google-oauth"]["client_id"]] = GOOD["google-oauth"]["client_secret"]
    other = await world.values(await world.save("google-oauth", project_id="p2"))
    assert other["auth_secret"] != first["auth_secret"]


async def test_a_generated_value_cannot_be_given(world: World) -> None:
    with pytest.raises(UnknownField, match="auth_secret"):
        await world.save("google-oauth", {"auth_secret": "chosen by hand"})


async def test_a_provisioned_value_is_optional_and_survives_a_new_key(world: World, servers: ProviderServers) -> None:
    await world.save("stripe", {"webhook_secret": "whsec_PastedPastedPasted"})
    servers.stripe.keys["sk_test_51FakeAccount0000000000zzzz"] = "ok"
    second = await world.save("stripe", {"secret_key": "sk_test_51FakeAccount0000000000zzzz"})
    assert await world.values(second) == {
        "publishable_key": GOOD["stripe"]["publishable_key"],
        "secret_key": "sk_test_51FakeAccount0000000000zzzz",
        "webhook_secret": "whsec_PastedPastedPasted",
    }
    assert second.credential is not None
    sources = {each.name: each.source for each in (await world.vault.read(second.credential.id, PERSON)).fields}
    assert sources == {"publishable_key": "person", "secret_key": "person", "webhook_secret": "provisioned"}


async def test_two_accounts_stand_side_by_side(world: World) -> None:
    await world.save("stripe", account="shop one")
    await world.save("stripe", account="shop two")
    await world.save("stripe", account="  ")
    assert {each.overview.account for each in await world.vault.list()} == {"shop one", "shop two", "default"}


async def test_pasted_blanks_are_not_stored(world: World) -> None:
    changes = {"url": f"  {GOOD['supabase']['url']}/ \n", "anon_key": f"{GOOD['supabase']['anon_key']}\n"}
    stored = await world.values(await world.save("supabase", changes))
    assert stored == dict(GOOD["supabase"])


async def test_a_warning_does_not_hinder(world: World, servers: ProviderServers) -> None:
    servers.resend.keys["oddly_shaped_key_of_tomorrow"] = "ok"
    result = await world.save("resend", {"api_key": "oddly_shaped_key_of_tomorrow"})
    assert result.stored
    assert [each.level for each in result.findings] == ["warn"]


async def test_with_a_locked_vault_nobody_is_asked(world: World, servers: ProviderServers) -> None:
    await world.vault.lock()
    with pytest.raises(Locked):
        await world.save("stripe")
    assert servers.requests == 0
    await unlock(world.vault)
    assert world.vault.state is VaultState.UNLOCKED
    assert (await world.save("stripe")).stored


async def test_names_that_are_none(world: World) -> None:
    with pytest.raises(UnknownField, match="nonesuch"):
        await world.save("stripe", {"nonesuch": "x"})
    with pytest.raises(NotFound, match="nonesuch"):
        await world.acquisition.save("p1", "nonesuch", {}, mode="test", actor=PERSON)


async def test_an_integration_without_fields_has_nothing_to_enter(tmp_path: Path, catalogue: Catalogue) -> None:
    bare = dataclasses.replace(catalogue.get("resend"), id="bare", aliases=(), fields=(), probe=None)
    async with open_world(tmp_path, Settings(), catalogue=Catalogue([bare])) as world:
        with pytest.raises(NothingToEnter):
            await world.acquisition.save("p1", "bare", {}, mode="test", actor=PERSON)


async def test_a_new_provider_needs_a_file_and_no_code(tmp_path: Path, servers: ProviderServers) -> None:
    folder = tmp_path / "catalog"
    folder.mkdir()
    (folder / "post-house.toml").write_text(POST_HOUSE, encoding="utf-8")
    settings = Settings(providers={"post-house": ProviderSettings(servers.resend.http.url)})
    async with open_world(tmp_path, settings, catalogue=Catalogue.load(folder)) as world:
        form = world.acquisition.form("post-house", "test")
        assert [each.label for each in form.fields] == ["Token"]
        wrong = {"token": Secret("re_WrongWrongWrongWrong")}
        refused = await world.acquisition.save("p1", "post-house", wrong, mode="test", actor=PERSON)
        assert 'Post House does not accept the token. It said: "API key is invalid"' in refused.message
        right = {"token": Secret(GOOD["resend"]["api_key"])}
        assert (await world.acquisition.save("p1", "post-house", right, mode="test", actor=PERSON)).stored


POST_HOUSE = """
id = "post-house"
name = "Post House"
categories = ["email"]
icon = "posthouse"
homepage = "https://post-house.example"
dashboard_url = "https://post-house.example/keys"
dashboard_source = "https://post-house.example/docs"
words.phrases.en = ["post house"]
fields = [{ name = "token", label = "Token", secret = true, env = ["POST_HOUSE_TOKEN"] }]
[probe]
source = "https://post-house.example/docs"
base_url = "https://api.post-house.example"
message_paths = ["message"]
rules = [{ outcome = "invalid", body = { name = "^invalid_api_key$" } }]
[[probe.requests]]
field = "token"
method = "GET"
path = "/domains"
auth = { kind = "bearer", field = "token" }
source = "https://post-house.example/docs"
rules = [{ outcome = "ok", status = [200], body = { data = '^\\[' } }]
"""


async def test_no_secret_is_in_the_state_database_or_an_event(world: World) -> None:
    for name in GOOD:
        await world.acquisition.request("p1", "b1", name, "test", "why")
        await world.save(name)
    path = world.database.path
    written = b"".join(each.read_bytes() for each in path.parent.glob("state.db*"))
    secrets = [text for name, values in GOOD.items() for key, text in values.items() if key != "url"]
    assert not any(text.encode() in written for text in secrets)
    assert not any(text in repr(world.heard) for text in secrets)


@pytest.mark.parametrize("name", sorted(BY_ID))
async def test_what_any_provider_refuses_is_nowhere_afterwards(name: str, world: World, catalogue: Catalogue) -> None:
    field = next(each.name for each in catalogue.get(name).required_fields if each.secret)
    good = BY_ID[name].good[field]
    wrong = good[:-4] + ("1111" if good.endswith("0000") else "0000")
    result = await world.save(name, {field: wrong}, unverified_ok=True, odd_ok=True)
    assert result.probe.outcome == "invalid", result.message
    assert not result.stored
    assert wrong not in repr(result)
    assert await nothing_happened(world)
    assert (await world.save(name)).stored
