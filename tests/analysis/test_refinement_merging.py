"""Whatever JSON a model sends, the merged analysis is a valid one; and the same JSON always gives the same one."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kriptik_desktop.analysis.merging import merge
from kriptik_desktop.analysis.model import Analysis, Evidence
from kriptik_desktop.analysis.proposal import Proposal, Quotes, read_proposal
from kriptik_desktop.providers.catalogue import CATEGORIES
from tests.analysis.refining import ANALYSER, CATALOGUE, ids, need, service

PROMPT = (
    "A SaaS with Stripe, not PayPal, a Supabase database, OpenAI or Anthropic, and email.\n"
    "Maybe Dropbox  later; no analytics. Login with Google, and a search."
)
OFFLINE = ANALYSER.analyse(PROMPT)
ORDER = [*CATEGORIES]
QUOTES = [
    "Stripe",
    "not PayPal",
    "a Supabase\ndatabase",
    "dropbox later",
    "NO ANALYTICS",
    "elsewhere",
    "e",
    "",
    "Google",
]
IDS = [each.id for each in CATALOGUE.all()]

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
SERVICE = st.fixed_dictionaries(
    {
        "id": st.sampled_from([*IDS, "evil", "Stripe"]) | JSON,
        "verdict": st.sampled_from(["needed", "optional", "unwanted"]) | JSON,
        "kind": st.sampled_from(ORDER) | JSON,
        "quote": st.sampled_from(QUOTES) | st.text(max_size=10) | JSON,
    }
)
NEED = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(ORDER) | JSON,
        "verdict": st.sampled_from(["open", "unwanted"]) | JSON,
        "quote": st.sampled_from(QUOTES) | JSON,
    }
)
ANSWER = st.fixed_dictionaries({"services": st.lists(SERVICE | JSON, max_size=8), "needs": st.lists(NEED, max_size=5)})


def check(analysis: Analysis, prompt: str) -> None:
    """Check that an analysis is what the rest of the program counts on."""
    found, choices = analysis.detected, analysis.choices
    assert len(set(ids(analysis))) == len(found)
    assert [(ORDER.index(each.category), each.id) for each in found] == sorted(
        (ORDER.index(each.category), each.id) for each in found
    )
    assert [ORDER.index(each.category) for each in choices] == sorted({ORDER.index(each.category) for each in choices})
    ruled = [(each.id, each.category) for each in analysis.ruled_out]
    assert len(set(ruled)) == len(ruled)
    assert not {each for each, _ in ruled} & set(ids(analysis))
    for each in found:
        provider = CATALOGUE.get(each.id)
        assert each.category in provider.categories
        assert (each.name, each.nango_id) == (provider.name, provider.nango_id)
        assert 0 < each.confidence < 1
    for choice in choices:
        assert set(choice.options) <= set(IDS)
    said = [evidence for part in (found, choices, analysis.ruled_out) for each in part for evidence in each.evidence]
    assert all(prompt[each.start : each.end] == each.text for each in said)
    analysis.to_json()


@given(answer=JSON | ANSWER)
@settings(max_examples=80, deadline=None)
def test_any_json_gives_a_valid_analysis_and_always_the_same(answer: Any) -> None:
    proposal = read_proposal(answer, PROMPT, CATALOGUE)
    if proposal is None:
        return
    merged = merge(OFFLINE, proposal, CATALOGUE)
    check(merged, PROMPT)
    assert merge(OFFLINE, proposal, CATALOGUE) == merged


@given(entries=st.lists(SERVICE, max_size=6, unique_by=lambda each: repr(each["id"])), turn=st.randoms())
@settings(max_examples=30, deadline=None)
def test_the_order_of_the_answer_does_not_matter(entries: list[Any], turn: Any) -> None:
    shuffled = [*entries]
    turn.shuffle(shuffled)
    merged = [_merged({"services": each, "needs": []}) for each in (entries, shuffled)]
    assert merged[0] == merged[1]


@given(quote=st.text(max_size=12), prompt=st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_a_quote_is_found_where_it_stands_and_nowhere_else(quote: str, prompt: str) -> None:
    for place in Quotes(prompt).places(quote):
        assert prompt[place.start : place.end] == place.text
        assert place.text.split() == quote.split() or place.text.lower().split() == quote.lower().split()


def _merged(answer: Any) -> Analysis:
    proposal = read_proposal(answer, PROMPT, CATALOGUE)
    assert proposal is not None
    return merge(OFFLINE, proposal, CATALOGUE)


def test_no_proposal_changes_nothing() -> None:
    assert merge(OFFLINE, Proposal((), ()), CATALOGUE) == OFFLINE


@pytest.mark.parametrize(
    ("quote", "prompt", "found"),
    [
        ("a   search", "and A\n search.", ["A\n search"]),
        ("S3", "AWS S3, not S30 or XS3", ["S3"]),
        ("Stripe", "\u7528Stripe\u652f\u4ed8", ["Stripe"]),
        ("bezahlen", "Kunden bezahlen. BEZAHLEN!", ["bezahlen", "BEZAHLEN"]),
        ("f\u00fcr", "f\u00fcrs Leben", []),
        ("x" * 401, "x" * 401, []),
        ("(.*)", "anything (.*) goes", []),
        ("goes (.*)", "anything goes (.*)", ["goes (.*)"]),
    ],
)
def test_places(quote: str, prompt: str, found: list[str]) -> None:
    assert [each.text for each in Quotes(prompt).places(quote)] == found


def test_a_quote_that_stands_everywhere_is_looked_for_a_few_times_only() -> None:
    assert len(Quotes("ab " * 10_000).places("ab")) == 20


def test_a_settled_alternative_leaves_one() -> None:
    prompt = "OpenAI or Anthropic. We decided for the second."
    offline = ANALYSER.analyse("OpenAI or Anthropic.")
    [left_open] = offline.choices
    assert set(left_open.options) == {"openai", "anthropic"}
    proposal = read_proposal(
        {"services": [service("anthropic", "needed", "decided for the second", "ai")]}, prompt, CATALOGUE
    )
    assert proposal is not None
    merged = merge(offline, proposal, CATALOGUE)
    assert (ids(merged), merged.choices) == (["anthropic"], ())


def test_a_refused_option_leaves_the_choice_and_is_listed() -> None:
    prompt = "A database, anything except the elephant."
    offline = ANALYSER.analyse("A database")
    proposal = read_proposal(
        {"services": [service("postgres", "unwanted", "except the elephant", "database")]}, prompt, CATALOGUE
    )
    assert proposal is not None
    merged = merge(offline, proposal, CATALOGUE)
    [choice] = merged.choices
    assert "postgres" not in choice.options
    assert len(choice.options) == len(offline.choices[0].options) - 1
    assert [each.id for each in merged.ruled_out] == ["postgres"]


def test_a_need_that_is_none_goes_and_one_that_was_never_asked_for_is_not_listed() -> None:
    prompt = "A database of birds, printed."
    offline = ANALYSER.analyse("A database")
    given = {"services": [], "needs": [need("database", "unwanted", "birds"), need("email", "unwanted", "printed")]}
    proposal = read_proposal(given, prompt, CATALOGUE)
    assert proposal is not None
    merged = merge(offline, proposal, CATALOGUE)
    assert merged.choices == ()
    assert [each.category for each in merged.ruled_out] == ["database"]


def test_a_need_that_the_engine_saw_denied_is_opened_by_other_words_only() -> None:
    prompt = "No email. Write to people once a week."
    offline = ANALYSER.analyse("No email.")
    assert [each.category for each in offline.ruled_out] == ["email"]
    for quote, opened in (("email", []), ("Write to people", ["email"])):
        proposal = read_proposal({"needs": [need("email", "open", quote)]}, prompt, CATALOGUE)
        assert proposal is not None
        merged = merge(offline, proposal, CATALOGUE)
        assert [each.category for each in merged.choices] == opened
        assert [each.category for each in merged.ruled_out] == ([] if opened else ["email"])


def test_the_kind_of_a_service_is_one_that_it_has() -> None:
    given = {"services": [service("supabase", "needed", "files", "payments")]}
    proposal = read_proposal(given, "files", CATALOGUE)
    assert proposal is not None
    assert proposal.services[0].category == CATALOGUE.get("supabase").categories[0]
    assert proposal.services[0].places == (Evidence("files", 0, 5),)
