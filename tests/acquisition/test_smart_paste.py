"""Smart paste: the right values of real-shaped texts, nothing guessed, nothing kept, nothing that makes it fail."""

from __future__ import annotations

import gc
import logging
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kriptik_desktop.acquisition.pasting.tidying import tidy
from kriptik_desktop.acquisition.smart_paste import LARGEST, Sorted, sort_paste, worth_offering
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.providers.catalogue import Catalogue
from kriptik_desktop.providers.errors import UnknownProvider
from kriptik_desktop.providers.model import Mode
from kriptik_desktop.providers.recognition import Recogniser
from tests.acquisition.pasted_blobs import BLOBS, OPENAI, PK, SK, Blob
from tests.fakes.acquisition_world import World
from tests.fakes.provider_servers import ProviderServers

CATALOGUE = Catalogue.load()
RECOGNISER = Recogniser(CATALOGUE)


def sort(provider: str, text: str, mode: Mode = "test") -> Sorted:
    return sort_paste(CATALOGUE.get(provider), text, RECOGNISER, mode)


def texts(found: Sorted) -> dict[str, str]:
    return {name: value.reveal() for name, value in found.values.items()}


@pytest.mark.parametrize("blob", BLOBS, ids=lambda each: each.name)
def test_a_real_text_is_sorted_rightly(blob: Blob) -> None:
    found = sort(blob.provider, blob.text, blob.mode)
    assert texts(found) == dict(blob.wanted)
    said = " ".join(note.message for note in found.notes)
    assert blob.noted in said
    if blob.unused is not None:
        assert found.unused == blob.unused
    for value in blob.wanted.values():
        assert value not in said
        assert value not in repr(found)


def test_there_are_enough_real_texts() -> None:
    assert len(BLOBS) >= 40
    assert len({blob.provider for blob in BLOBS}) >= 15


def test_a_secret_with_a_shape_of_its_own_goes_to_nobody_else() -> None:
    """Each text, given to every other provider, brings none of the secrets whose shape tells whose they are."""
    for blob in BLOBS:
        owners = {
            value: {each.provider_id for each in kinds}
            for value in blob.wanted.values()
            if (kinds := RECOGNISER.leading(value)) and all(each.secret for each in kinds)
        }
        for provider in CATALOGUE.all() if owners else ():
            taken = set(texts(sort_paste(provider, blob.text, RECOGNISER, blob.mode)).values())
            family = {provider.id, *provider.same_variables_as}
            assert not [value for value in taken & set(owners) if not owners[value] & family], (blob.name, provider.id)


PASTED = [blob.text for blob in BLOBS]
PIECES = [
    *(line for text in PASTED for line in text.split("\n")),
    *string.punctuation,
    "\u200b",
    "\u00a0",
    "\0",
    "\ud800",
    "-----BEGIN PRIVATE KEY-----",
    "-----END PRIVATE KEY-----",
]
IDS = [provider.id for provider in CATALOGUE.all()]


def check(provider: str, text: str) -> None:
    """Sort a text and hold what is always true of the outcome."""
    found = sort(provider, text)
    fields = {each.name for each in CATALOGUE.get(provider).form_fields}
    assert set(found.values) <= fields
    assert found.certain <= set(found.values)
    assert found.unused >= 0
    whole = tidy(text)
    for value in texts(found).values():
        assert value
        assert value in whole or "\\" in whole
        assert all(value not in note.message for note in found.notes if len(value) > 8)
    worth_offering(CATALOGUE.get(provider), text, RECOGNISER)


@given(st.sampled_from(IDS), st.text())
def test_any_text_is_survived(provider: str, text: str) -> None:
    check(provider, text)


@given(st.sampled_from(IDS), st.binary(max_size=400))
def test_any_bytes_are_survived(provider: str, raw: bytes) -> None:
    check(provider, raw.decode("utf-8", "replace"))
    check(provider, raw.decode("utf-16-le", "surrogatepass") if len(raw) % 2 == 0 else raw.decode("latin-1"))


@given(st.sampled_from(BLOBS), st.data())
def test_a_damaged_text_is_survived(blob: Blob, data: st.DataObject) -> None:
    text = blob.text
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text)))
        until = min(len(text), at + data.draw(st.integers(0, 12)))
        text = text[:at] + data.draw(st.sampled_from(PIECES)) + text[until:]
    check(blob.provider, text)


@given(st.lists(st.sampled_from(PIECES), max_size=12), st.sampled_from(["stripe", "aws-s3", "supabase", "firebase"]))
def test_a_heap_of_lines_is_survived(lines: list[str], provider: str) -> None:
    check(provider, "\n".join(lines))


@pytest.mark.parametrize(
    "unit",
    [
        "a='\n",
        "{",
        "[ ",
        '""\'',
        "\t",
        '-e A="',
        "a=",
        "--aaa ",
        "A=1 ",
        "****",
        "(",
        "[[a]]\n",
        " \n",
        "\\\n",
        "a,b\n",
        "-----BEGIN A-----",
    ],
)
def test_a_long_text_ends(unit: str) -> None:
    """What would take a careless expression hours takes a moment; the test's own limit would tell."""
    found = sort("stripe", unit * (100_000 // len(unit)))
    assert not found.values


def test_a_text_beyond_all_measure_is_left_alone() -> None:
    found = sort("stripe", f"{SK}\n" * (LARGEST // len(SK)))
    assert (dict(found.values), found.unused) == ({}, 0)
    assert "too long" in found.notes[0].message


def test_nothing_thrown_away_is_kept_anywhere(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    lost = "".join(chr(ord("a") + at * 7 % 26) for at in range(24)) + "Q9"
    text = "\n".join((f"OTHER_SECRET={lost}", f"note: {lost}", f"Secret key\n{SK}", f'export X="{lost}"', lost))
    document = f'{{"web": {{"other": "{lost}", "secret_key": "{SK}"}}}}'
    found = [sort("stripe", each) for each in (text, document, f"Secret key,Other\n{SK},{lost}\n")]
    assert all(texts(each) == {"secret_key": SK} for each in found)
    assert lost not in repr(found)
    assert all(lost not in record.getMessage() for record in caplog.records)
    del text, document
    gc.collect()
    assert not [type(holder) for holder in _holders(lost)]


def _holders(lost: str) -> list[object]:
    """Return the living containers with a text that holds ``lost``, but this test's own."""
    found: list[object] = []
    for holder in gc.get_objects():
        if type(holder) in (dict, list, tuple, set, frozenset) or hasattr(type(holder), "__slots__"):
            found += [
                holder for each in gc.get_referents(holder) if type(each) is str and each is not lost and lost in each
            ]
    return found


@pytest.mark.parametrize(
    ("provider", "text", "worth"),
    [
        ("stripe", SK, True),
        ("stripe", f"  {PK}\n", True),
        ("stripe", f"{PK}\n{SK}\n", True),
        ("stripe", f"STRIPE_SECRET_KEY={SK}", True),
        ("stripe", OPENAI, False),
        ("openai", OPENAI, True),
        ("openai", SK, False),
        ("stripe", "sk_test_\u2022\u2022\u2022\u2022\u2022\u2022", False),
        ("stripe", "sk_test_xxxxxxxxxxxxxxxxxxxxxxxx", False),
        ("stripe", "", False),
        ("stripe", "milk, eggs and bread", False),
        ("algolia", "0123456789abcdef0123456789abcdef", False),
        ("algolia", "ALGOLIA_APP_ID=A1B2C3D4E5\n", True),
        ("stripe", f"{SK}\n" * 10_000, False),
    ],
)
def test_what_is_worth_offering(provider: str, text: str, worth: bool) -> None:
    assert worth_offering(CATALOGUE.get(provider), text, RECOGNISER) is worth


def test_without_a_mode_two_keys_are_not_decided() -> None:
    text = f"{SK}\n{SK.replace('test', 'live')}\n"
    assert texts(sort("stripe", text, "none")) == {}
    assert texts(sort("stripe", text, "live")) == {"secret_key": SK.replace("test", "live")}


async def test_the_service_sorts_offers_and_stops(world: World, servers: ProviderServers) -> None:
    both = Secret(f"{SK}\n{SK.replace('test', 'live')}\n")
    assert texts(world.acquisition.paste("stripe", both, "test")) == {"secret_key": SK}
    assert texts(world.acquisition.paste("stripe", both)) == {}
    assert world.acquisition.fits("stripe", Secret(SK))
    assert not world.acquisition.fits("stripe", Secret(OPENAI))
    with pytest.raises(UnknownProvider):
        world.acquisition.paste("nosuch", both)
    typed = {"api_key": Secret(OPENAI)}
    assert [each.level for each in world.acquisition.check_typed("resend", typed, "test")] == ["refuse"]
    result = await world.save("resend", {"api_key": OPENAI}, unverified_ok=True, odd_ok=True)
    assert not result.stored
    assert "belongs to OpenAI" in result.message
    assert servers.requests == 0
    assert await world.vault.list() == []
