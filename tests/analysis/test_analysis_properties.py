"""What holds for every description: it gets a sound answer, a denial at its end counts, sentences may change places."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kriptik_desktop.analysis.model import Analysis, Choice, Detected, RuledOut
from kriptik_desktop.analysis.service import Analyser
from kriptik_desktop.providers.catalogue import Catalogue
from kriptik_desktop.providers.model import Provider

CATALOGUE = Catalogue.load()
ANALYSER = Analyser(CATALOGUE)
CASES = tomllib.loads((Path(__file__).parent / "cases" / "tuning.toml").read_text("utf-8"))["case"]
PROMPTS = [case["prompt"].strip() for case in CASES if case["lang"] == "en" and len(case["prompt"]) < 400]

SENTENCES = [
    "People pay with Stripe.",
    "No email is sent.",
    "Members sign in with Google.",
    "Rows live in a Supabase database.",
    "The site is hosted on Vercel.",
    "We use Twilio for text messages.",
    "Pictures are stored in Cloudinary.",
    "There is no need for a map.",
    "Maybe later add Sentry for errors.",
    "Visitors are counted by Plausible Analytics.",
    "Instead of OpenAI we use Anthropic.",
    "Everybody sees only their own orders.",
    "Search runs on Algolia or Typesense.",
    "New leads go to HubSpot.",
]


def outcome(analysis: Analysis) -> tuple[set[tuple[str, str, bool]], set[tuple[str, bool]], set[str]]:
    return (
        {(each.id, each.category, each.needed) for each in analysis.detected},
        {(each.category, each.needed) for each in analysis.choices},
        {str(each.id or each.category) for each in analysis.ruled_out},
    )


def check_evidence(prompt: str, analysis: Analysis) -> None:
    parts: list[Detected | Choice | RuledOut] = [*analysis.detected, *analysis.choices, *analysis.ruled_out]
    for part in parts:
        assert part.evidence
        for evidence in part.evidence:
            assert prompt[evidence.start : evidence.end] == evidence.text != ""


@settings(max_examples=100)
@given(st.text(min_size=1, max_size=400).filter(lambda text: bool(text.strip())))
def test_any_unicode_gives_an_answer_that_quotes_it(prompt: str) -> None:
    check_evidence(prompt, ANALYSER.analyse(prompt))


@settings(max_examples=80)
@given(
    st.lists(
        st.sampled_from(
            [*PROMPTS, "Out of scope:", "# Later", "- Stripe", "\u2028", "\ufeff", "4.1 No", "\x00", "\u202e"]
        ),
        min_size=1,
        max_size=6,
    ),
    st.sampled_from(["\n", " ", "\n\n", "\r\n", "\t- ", ": "]),
)
def test_any_pieces_of_descriptions_give_an_answer_that_quotes_them(pieces: list[str], glue: str) -> None:
    prompt = glue.join(pieces)
    if prompt.strip():
        check_evidence(prompt, ANALYSER.analyse(prompt))


@pytest.mark.parametrize("provider", CATALOGUE.all(), ids=lambda provider: provider.id)
def test_a_denial_at_the_end_removes_every_service_of_the_catalogue(provider: Provider) -> None:
    name = provider.name
    wanted = f"We use {name}, and it has to work from the first day."
    analysis = ANALYSER.analyse(f"{wanted} We do not use {name}.")
    assert provider.id not in {each.id for each in analysis.detected}
    assert provider.id in {each.id for each in analysis.ruled_out}


@settings(max_examples=60)
@given(st.sampled_from(PROMPTS), st.data())
def test_a_denial_at_the_end_removes_what_was_found(prompt: str, data: st.DataObject) -> None:
    found = ANALYSER.analyse(prompt).detected
    if not found:
        return
    chosen = data.draw(st.sampled_from(found))
    denied = f"{prompt}\nWe do not use {chosen.name}."
    after = ANALYSER.analyse(denied)
    check_evidence(denied, after)
    assert chosen.id not in {each.id for each in after.detected}
    assert chosen.id in {each.id for each in after.ruled_out}


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=8, unique=True).flatmap(
        lambda some: st.tuples(st.just(some), st.permutations(some))
    )
)
def test_the_order_of_sentences_does_not_matter(orders: tuple[list[str], list[str]]) -> None:
    first, second = (ANALYSER.analyse(" ".join(sentences)) for sentences in orders)
    assert outcome(first) == outcome(second)
