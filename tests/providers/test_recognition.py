"""Whose value a text is, by its shape; and what a pattern fixes of the texts it fits."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kriptik_desktop.providers.catalogue import Catalogue
from kriptik_desktop.providers.pattern_shape import OPEN, can_be, skeletons, strength
from kriptik_desktop.providers.recognition import Recogniser
from tests.fakes.provider_servers import GOOD, jwt

CATALOGUE = Catalogue.load()
RECOGNISER = Recogniser(CATALOGUE)


@pytest.mark.parametrize(
    ("pattern", "shapes"),
    [
        ("^(sk|rk)_(test|live)_[a-z]{16,}$", ["sk_test_*", "sk_live_*", "rk_test_*", "rk_live_*"]),
        (r"^\d+-[a-z0-9]+\.apps\.googleusercontent\.com$", ["*-*.apps.googleusercontent.com"]),
        ("^https://[a-z]{20}\\.supabase\\.co/?$", ["https://*.supabase.co", "https://*.supabase.co/"]),
        ("^sk-ant-(?!admin)(?!oat)[A-Za-z]{20,}$", ["sk-ant-*"]),
        ("^(?P<kind>ab|cd)[.]x+y*z?$", ["ab.x*", "ab.x*z", "cd.x*", "cd.x*z"]),
        ("abc", ["*abc*"]),
        ("^a{3}b{2,}$", ["aaabb*"]),
        ("^(?i)abc$", ["*abc"]),
        ("(", ["*"]),
        ("^[", ["*"]),
        ("^\\", ["*"]),
    ],
)
def test_a_pattern_is_read_as_the_texts_it_fixes(pattern: str, shapes: list[str]) -> None:
    assert [each.replace(OPEN, "*") for each in skeletons(pattern)] == shapes


@given(st.text(alphabet="ab_()[]{}|?*+\\^$.:<>!=P1,-", max_size=24))
def test_any_pattern_is_survived(pattern: str) -> None:
    assert all(strength(each) >= 0 for each in skeletons(pattern))


@given(st.data())
def test_what_a_catalogue_pattern_fits_is_of_one_of_its_shapes(data: st.DataObject) -> None:
    patterns = [each.pattern for provider in CATALOGUE.all() for each in provider.fields if each.pattern]
    pattern = data.draw(st.sampled_from([each for each in patterns if "(?" not in each]))
    text = data.draw(st.from_regex(pattern, fullmatch=True).map(str.strip))
    if re.search(pattern, text):
        assert any(can_be(text, skeleton) for skeleton in skeletons(pattern))


@pytest.mark.parametrize(
    "skeleton", [OPEN, f"https://{OPEN}", f"eyJ{OPEN}.{OPEN}.{OPEN}", f"{OPEN}-{OPEN}-{OPEN}", "production"]
)
def test_a_shape_that_could_be_anybodys_weighs_nothing(skeleton: str) -> None:
    assert strength(skeleton) == 0


def certain(text: str) -> set[tuple[str, str]]:
    return {(each.provider_id, each.field) for each in RECOGNISER.kinds_of(text) if each.certain}


def test_every_example_of_the_catalogue_is_nobody_elses_alone() -> None:
    """A value that a file gives as its own is never certainly another's."""
    for provider in CATALOGUE.all():
        for field in provider.fields:
            if field.pattern and field.example:
                others = {owner for owner, _ in certain(field.example)} - {provider.id, *provider.same_variables_as}
                assert not others, (provider.id, field.name, others)


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        (GOOD["openai"]["api_key"], {("openai", "api_key")}),
        (GOOD["anthropic"]["api_key"], {("anthropic", "api_key")}),
        (f"  {GOOD['supabase']['url']}\n", {("supabase", "url")}),
        (jwt("anon"), set()),
        ("0123456789abcdef0123456789abcdef", set()),
        ("https://example.org", set()),
        ("", set()),
        ("sk_test_" + "a" * 20_000, set()),
    ],
)
def test_whose_a_value_certainly_is(text: str, whose: set[tuple[str, str]]) -> None:
    assert certain(text) == whose


def test_the_shape_that_says_more_wins() -> None:
    assert RECOGNISER.fits("anthropic", GOOD["anthropic"]["api_key"]) == ("api_key",)
    assert RECOGNISER.fits("openai", GOOD["anthropic"]["api_key"]) == ()
    assert RECOGNISER.kinds_of(GOOD["anthropic"]["api_key"])[0].provider_id == "anthropic"
    assert [each.provider_id for each in RECOGNISER.leading("AKIA2E7QWZ4TYUIOPLKJ")][:1] == ["aws-s3"]


def test_names_tell_whose_they_are() -> None:
    assert RECOGNISER.users_of("STRIPE_SECRET_KEY") == {"stripe"}
    assert RECOGNISER.users_of("stripe_secret_key") == frozenset()
    assert RECOGNISER.spoken_of("MY_STRIPE_KEY") == {"stripe"}
    assert RECOGNISER.spoken_of("myStripeKey") == {"stripe"}
    assert RECOGNISER.spoken_of("pinstripes") == frozenset()
    assert RECOGNISER.begun_by("stripe", "sk_test_\u2022\u2022\u2022") == ("secret_key",)
    assert RECOGNISER.begun_by("stripe", "\u2022\u2022\u2022") == ()


@given(st.text(max_size=80))
def test_any_text_is_survived(text: str) -> None:
    for kind in RECOGNISER.kinds_of(text):
        assert CATALOGUE.get(kind.provider_id).field(kind.field) is not None
