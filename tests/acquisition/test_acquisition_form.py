"""The form as data and the way to the dashboard."""

from __future__ import annotations

import pytest

from kriptik_desktop.acquisition.errors import DashboardNotOpened
from tests.fakes.acquisition_world import World


def test_stripes_form(world: World) -> None:
    form = world.acquisition.form("stripe", "test")
    assert [(each.label, each.secret, each.required) for each in form.fields] == [
        ("Publishable key", False, True),
        ("Secret key", True, True),
        ("Webhook signing secret", True, False),
    ]
    assert all(each.hint and each.help and each.example for each in form.fields)
    assert (form.title, form.mode, form.mode_label, form.dashboard.callback_url) == ("Stripe", "test", "Sandbox", "")
    assert "use the sandbox keys" in form.note
    live = world.acquisition.form("stripe", "live")
    assert live.mode_label == "Live"
    assert [each.example for each in live.fields[:2]] == ["", ""], "a test key is no example of a live one"
    assert 2 <= len(form.dashboard.steps) <= 4
    assert form.dashboard.url == "https://dashboard.stripe.com/apikeys"
    assert form.weakest_key


def test_googles_form_names_the_address_to_register(world: World) -> None:
    form = world.acquisition.form("google", "live")
    assert [each.name for each in form.fields] == ["client_id", "client_secret"]
    assert form.dashboard.callback_url == "http://localhost:3000/api/auth/callback/google"
    assert any(form.dashboard.callback_url in step for step in form.dashboard.steps)
    assert (form.mode, form.mode_label) == ("none", "")
    other = world.acquisition.form("google", "live", "http://localhost:4321")
    assert other.dashboard.callback_url == "http://localhost:4321/api/auth/callback/google"


def test_a_shape_is_judged_while_typing(world: World) -> None:
    check = world.acquisition.check_field
    assert check("stripe", "secret_key", "") is None
    assert check("stripe", "secret_key", " sk_test_0123456789abcdefgh\n") is None
    assert "sk_test_" in (check("stripe", "secret_key", "hello") or "")
    assert check("stripe", "nonesuch", "hello") is None


async def test_the_dashboard_opens_in_the_browser(world: World) -> None:
    url = await world.acquisition.open_dashboard("openai")
    assert world.browser.opened == [url] == ["https://platform.openai.com/api-keys"]


async def test_without_a_browser_the_address_is_given(world: World) -> None:
    world.browser.works = False
    with pytest.raises(DashboardNotOpened, match=r"Open https://platform\.openai\.com/api-keys yourself") as caught:
        await world.acquisition.open_dashboard("openai")
    assert caught.value.url == "https://platform.openai.com/api-keys"
