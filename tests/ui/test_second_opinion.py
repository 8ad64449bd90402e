"""What Claude said counts as long as the words that it went by still stand."""

from __future__ import annotations

import pytest

from kriptik_desktop.analysis.merging import merge
from kriptik_desktop.analysis.model import Analysis
from kriptik_desktop.analysis.proposal import read_proposal
from kriptik_desktop.analysis.service import Analyser
from kriptik_desktop.providers.catalogue import Catalogue
from kriptik_desktop.ui.second_opinion import SecondOpinion

TEXT = "A club with Stripe payments. Members get a letter each month, and Slack was only our old tool."


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser(Catalogue.load())


@pytest.fixture
def opinion(analyser: Analyser) -> SecondOpinion:
    catalogue, offline = Catalogue.load(), analyser.analyse(TEXT)
    given = {
        "services": [
            {"id": "resend", "verdict": "needed", "kind": "email", "quote": "get a letter each month"},
            {"id": "stripe", "verdict": "unwanted", "kind": "payments", "quote": "Stripe payments"},
        ],
        "needs": [{"kind": "storage", "verdict": "open", "quote": "A club"}],
    }
    proposal = read_proposal(given, TEXT, catalogue)
    assert proposal is not None
    return SecondOpinion(TEXT, offline, merge(offline, proposal, catalogue))


def ids(analysis: Analysis) -> set[str]:
    return {each.id for each in analysis.detected}


def test_on_the_same_text_it_is_what_claude_came_to(opinion: SecondOpinion) -> None:
    analysis, own = opinion.on(opinion.offline, TEXT)
    assert ids(analysis) == ids(opinion.refined)
    assert "resend" in own
    assert "storage" in own
    assert "stripe" in {each.id for each in analysis.ruled_out}


def test_it_is_carried_along_with_its_words(opinion: SecondOpinion, analyser: Analyser) -> None:
    text = f"Please: {TEXT} And a Supabase database."
    analysis, own = opinion.on(analyser.analyse(text), text)
    assert ids(analysis) >= {"resend", "supabase"}
    assert "stripe" not in ids(analysis)
    assert "resend" in own
    assert all(text[word.start : word.end] == word.text for each in analysis.detected for word in each.evidence)


def test_it_falls_away_with_its_words(opinion: SecondOpinion, analyser: Analyser) -> None:
    text = TEXT.replace("a letter each month", "nothing").replace("Stripe payments", "Stripe subscriptions")
    analysis, own = opinion.on(analyser.analyse(text), text)
    assert "resend" not in ids(analysis)
    assert "stripe" in ids(analysis)
    assert "resend" not in own


def test_what_is_denied_meanwhile_is_not_brought_back(opinion: SecondOpinion, analyser: Analyser) -> None:
    text = f"{TEXT} We do not use Resend."
    analysis, own = opinion.on(analyser.analyse(text), text)
    assert "resend" not in ids(analysis) | own
    assert "resend" in {each.id for each in analysis.ruled_out}
