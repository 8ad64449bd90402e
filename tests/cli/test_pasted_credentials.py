"""``kriptik credentials set`` with whatever was copied, and ``check`` for all credentials at once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.cli.desk import Desk, desk_at
from tests.fakes.provider_servers import GOOD, ProviderServers, provider_servers
from tests.fakes.vault_world import PERSON

PK, SK = GOOD["stripe"]["publishable_key"], GOOD["stripe"]["secret_key"]
OPENAI = GOOD["openai"]["api_key"]


@pytest.fixture
async def servers() -> AsyncIterator[ProviderServers]:
    async with provider_servers() as running:
        yield running


@pytest.fixture
async def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, servers: ProviderServers) -> AsyncIterator[Desk]:
    """Return a desk with a vault and the project Shop, whose providers answer on this computer."""
    home = tmp_path / "home"
    monkeypatch.setenv("KRIPTIK_HOME", str(home))
    (home / "config").mkdir(parents=True)
    (home / "config" / "config.toml").write_text(servers.config_toml())
    async with desk_at(home) as desk:
        await desk.init()
        await desk("project", "new", "Shop", "--prompt", "Stripe and OpenAI", "--folder", str(tmp_path / "shop"))
        yield desk


async def stored(desk: Desk) -> dict[str, str]:
    found = await desk.services.vault.list()
    values = [await desk.services.vault.read(info.id, PERSON) for info in found]
    return {each.name: each.value.reveal() for credential in values for each in credential.fields}


async def test_a_copied_page_is_sorted_and_saved(shop: Desk) -> None:
    page = f"Publishable key\n{PK}\nCopy\nSecret key\n{SK}\nother_token_1234567890\n"
    done = await shop("credentials", "set", "Shop", "stripe", typed=page)
    assert "note: found: Publishable key, Secret key" in done.err
    assert "note: not found: Webhook signing secret (optional)" in done.err
    assert "note: 1 piece of the text thrown away" in done.err
    assert "saved stripe (test" in done.out
    assert await stored(shop) == dict(GOOD["stripe"])
    assert not [text for text in shop.printed for value in (PK, SK, "other_token") if value in text]


async def test_the_result_names_what_was_found(shop: Desk) -> None:
    text = f"export STRIPE_SECRET_KEY={SK}\nexport STRIPE_PUBLIC_KEY={PK}\nOPENAI_API_KEY={OPENAI}\n"
    result = await shop.json("credentials", "set", "Shop", "stripe", typed=text)
    assert result["pasted"] == {
        "found": ["publishable_key", "secret_key"],
        "not_found": ["webhook_secret"],
        "notes": [],
        "unused": 1,
    }
    assert result["outcome"] == "ok"
    again = await shop.json(
        "credentials", "set", "Shop", "stripe", typed=f"STRIPE_SECRET_KEY={SK}\nSTRIPE_PUBLIC_KEY={PK}"
    )
    assert again["pasted"] is None


async def test_a_text_without_a_value_saves_nothing_and_says_what_is_needed(
    shop: Desk, servers: ProviderServers
) -> None:
    for text in ("", "milk and eggs", f"OPENAI_API_KEY={OPENAI}", '{"secret_key": 1, "a": [', "\0"):
        done = await shop("credentials", "set", "Shop", "stripe", typed=text, status=1)
        assert "No value of Stripe was found in the text. Nothing was saved." in done.err
        assert "Publishable key, Secret key" in done.err
        assert OPENAI not in done.err
    assert await stored(shop) == {}
    assert servers.requests == 0


async def test_what_is_wrong_with_a_text_is_said_where_the_save_is_refused(
    shop: Desk, servers: ProviderServers
) -> None:
    text = f"NEXT_PUBLIC_STRIPE_SECRET_KEY={SK}\nSTRIPE_PUBLIC_KEY={PK}\n"
    done = await shop("credentials", "set", "Shop", "stripe", typed=text, status=1)
    assert "NEXT_PUBLIC_STRIPE_SECRET_KEY is a name that the browser may read" in done.err
    assert "The secret key is missing." in done.err
    assert SK not in done.err
    covered = f"{PK}\nSecret key: sk_test_\u2022\u2022\u2022\u2022\u2022c3d4\n"
    assert "it is covered" in (await shop("credentials", "set", "Shop", "stripe", typed=covered, status=1)).err
    assert await stored(shop) == {}
    assert servers.requests == 0


async def test_the_key_of_another_provider_is_never_sent(shop: Desk, servers: ProviderServers) -> None:
    line = await shop.refused("credentials", "set", "Shop", "resend", typed=f"RESEND_API_KEY={OPENAI}")
    assert "This belongs to OpenAI, not to Resend" in line
    assert servers.requests == 0


async def test_something_odd_is_saved_only_when_meant_so(shop: Desk, servers: ProviderServers) -> None:
    words = ("credentials", "set", "Shop", "elevenlabs", "--unverified")
    line = await shop.refused(*words, typed=f"ELEVENLABS_API_KEY={OPENAI}")
    assert "belongs to OpenAI" in line
    assert "--anyway" in line
    assert await stored(shop) == {}
    await shop(*words, "--anyway", typed=f"ELEVENLABS_API_KEY={OPENAI}")
    assert await stored(shop) == {"api_key": OPENAI}


async def test_all_credentials_are_checked_in_a_table(shop: Desk, servers: ProviderServers, tmp_path: Path) -> None:
    assert "There is no credential to check." in (await shop("credentials", "check")).out
    for name in ("stripe", "openai"):
        text = "\n".join(f"{field}={value}" for field, value in GOOD[name].items())
        await shop("credentials", "set", "Shop", name, typed=text)
    await shop("project", "new", "Other", "--prompt", "OpenAI", "--folder", str(tmp_path / "other"))
    await shop("credentials", "set", "Other", "openai", typed=f"api_key={OPENAI}")
    servers.stripe.keys.clear()
    done = await shop("credentials", "check")
    assert sorted(line.split()[1] for line in done.out.splitlines()) == ["openai", "openai", "stripe"]
    assert "note: 3 of 3 checked" in done.err
    checked = {
        each["integration"]: each for each in (await shop.json("credentials", "check", "--project", "Shop"))["checked"]
    }
    assert set(checked) == {"stripe", "openai"}
    assert (checked["stripe"]["outcome"], checked["openai"]["outcome"]) == ("invalid", "ok")
    assert "does not accept the secret key" in checked["stripe"]["message"]
    one = await shop.json("credentials", "check", checked["openai"]["id"])
    assert one["outcome"] == "ok"
    assert not [text for text in shop.printed for value in (PK, SK, OPENAI) if value in text]
