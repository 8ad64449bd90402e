"""Whose value something is follows from the catalogue alone; what could be anybody's is nobody's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kriptik_desktop.acquisition.importing.recognition import Recogniser
from kriptik_desktop.providers.catalogue import Catalogue
from kriptik_desktop.providers.model import Field, Provider, Words
from tests.fakes.foreign_files import OPENAI_KEY, RESEND_KEY, SECRET_KEY


def made_up(id_: str, name: str, env: tuple[str, ...], pattern: str | None = None, **more: str) -> Provider:
    """Return a provider as one of the hundred to come."""
    field = Field("api_key", "API key", secret=True, env=env, pattern=pattern)
    home = more.get("homepage", f"https://{id_}.test")
    return Provider(id_, name, ("ai",), id_, home, home, home, Words({"en": (name.lower(),)}), fields=(field,))


LONG = made_up("acme-db", "Acme DB", ("ACME_DB_KEY", "ACME_KEY"), r"^acme_db_[a-z0-9]{10,}$")
SHORT = made_up("acme", "Acme", ("ACME_KEY",), r"^[A-Za-z0-9]{32}$")
HEX = made_up("hexed", "Hexed", ("HEXED_TOKEN",), r"^[a-f0-9]{40}$")
DSN = made_up("dsn", "Dsn", ("DATABASE_URL",), r"^postgres(ql)?://")
MADE_UP = Recogniser(Catalogue([LONG, SHORT, HEX, DSN]))


def real() -> Recogniser:
    return Recogniser(Catalogue.load())


@pytest.mark.parametrize("provider", Catalogue.load().all(), ids=lambda each: each.id)
def test_every_name_of_the_catalogue_is_found_with_and_without_its_stage(provider: Provider) -> None:
    recogniser = real()
    for field in provider.fields:
        for name in field.env_names("nextjs"):
            for written in (name, name.lower(), f"{name}_TEST", f"VITE_{name}", f"PROD_{name}"):
                found = {(each.provider.id, each.field) for each in recogniser.by_name(written)}
                assert (provider.id, field.name) in found, written


@pytest.mark.parametrize("provider", Catalogue.load().all(), ids=lambda each: each.id)
def test_the_examples_of_the_catalogue_are_never_taken_for_other_providers_alone(provider: Provider) -> None:
    """Where several share a shape, the owner is among them, and the person chooses."""
    recogniser = real()
    for field in provider.fields:
        found = {each.provider.id for each in recogniser.by_value(field.example)}
        assert not found or provider.id in found, field.name


def test_shapes_that_say_something_name_their_provider() -> None:
    recogniser = real()
    found = [recogniser.by_value(value)[0].provider.id for value in (SECRET_KEY, OPENAI_KEY, RESEND_KEY)]
    assert found == ["stripe", "openai", "resend"]


@given(
    st.one_of(
        st.from_regex(r"\A[a-f0-9]{8,64}\Z"),
        st.from_regex(r"\A[A-Za-z0-9]{8,64}\Z"),
        st.from_regex(r"\Apostgres://[a-z]{3,9}:[a-z0-9]{3,9}@[a-z]{3,9}/[a-z]{2,9}\Z"),
        st.from_regex(r"\AeyJ[\w-]{5,20}\.[\w-]{5,20}\.[\w-]{5,20}\Z"),
    )
)
def test_what_anybody_could_have_is_taken_for_nobodys(value: str) -> None:
    assert MADE_UP.by_value(value) == ()


def test_names_that_several_have_are_said_of_all() -> None:
    assert {each.provider.id for each in MADE_UP.by_name("ACME_KEY")} == {"acme", "acme-db"}
    assert [each.provider.id for each in MADE_UP.by_name("ACME_DB_KEY")] == ["acme-db"]
    assert MADE_UP.by_name("PORT") == ()
    assert [(each.provider.id, each.stage) for each in MADE_UP.by_name("HEXED_TOKEN_LIVE")] == [("hexed", "live")]


def test_the_longest_name_in_a_title_wins() -> None:
    assert [each.id for each in MADE_UP.by_title("Acme DB (prod)")] == ["acme-db"]
    assert [each.id for each in MADE_UP.by_title("my ACME key")] == ["acme"]
    assert MADE_UP.by_title("Acmeology") == ()
    assert [each.id for each in real().by_title("Stripe (work)")] == ["stripe"]
    assert real().by_title("Zebra stripes of the zoo, magnetic stripe") == ()


def test_hosts_lead_to_their_provider_and_lookalikes_do_not() -> None:
    assert [each.id for each in MADE_UP.by_url("https://console.acme.test/keys?a=1")] == ["acme"]
    assert [each.id for each in MADE_UP.by_url("acme.test")] == ["acme"]
    for address in ("https://acme.test.evil.example", "https://notacme.test", "https://[broken", "", "about:blank"):
        assert MADE_UP.by_url(address) == ()


@given(st.text(max_size=300))
def test_no_text_upsets_it(text: str) -> None:
    for ask in (MADE_UP.by_name, MADE_UP.by_value, MADE_UP.by_title, MADE_UP.by_url):
        ask(text)


def test_a_note_of_our_own_counts_only_for_known_providers() -> None:
    assert MADE_UP.own({"integration": "acme"}) is SHORT
    for note in (None, {}, {"integration": "gone"}, {"integration": 7}):
        assert MADE_UP.own(note) is None
