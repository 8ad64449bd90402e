"""What the stack panel shows while one describes, removes, chooses and changes one's mind."""

from __future__ import annotations

import pytest

from kriptik_desktop.analysis.service import Analyser
from kriptik_desktop.providers.catalogue import Catalogue
from kriptik_desktop.ui.stack_draft import StackDraft
from kriptik_desktop.ui.stack_rows import ruled_out_rows, stack_rows

PROMPT = "Stripe payments, e-mails to members and a Supabase database, no OpenAI"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue.load()


@pytest.fixture
def draft(catalogue: Catalogue) -> StackDraft:
    made = StackDraft(catalogue)
    made.analysed(Analyser(catalogue).analyse(PROMPT), PROMPT)
    return made


def ids(draft: StackDraft) -> list[str]:
    return [entry.integration_id for entry in draft.entries()]


def test_tiles_come_in_the_order_of_the_categories_with_their_words(draft: StackDraft, catalogue: Catalogue) -> None:
    rows = {row.integration_id: row for row in stack_rows(draft, catalogue) if row.kind == "tile"}
    assert list(rows) == ["stripe", "supabase"]
    assert rows["stripe"].heading == "Payments"
    assert any("Stripe" in word for word in rows["stripe"].evidence)
    assert rows["stripe"].needs == "Publishable key, Secret key"


def test_a_choice_stays_until_it_is_settled(draft: StackDraft, catalogue: Catalogue) -> None:
    choice = next(row for row in stack_rows(draft, catalogue) if row.kind == "choice")
    assert choice.category == "email"
    assert "resend" in [option["id"] for option in choice.options]
    draft.add("resend", "email")
    assert all(row.kind == "tile" for row in stack_rows(draft, catalogue))
    entry = next(each for each in draft.entries() if each.integration_id == "resend")
    assert (entry.category, entry.added_by) == ("email", "person")
    assert entry.evidence


def test_what_was_removed_stays_away_while_typing_goes_on(draft: StackDraft, catalogue: Catalogue) -> None:
    draft.remove("stripe")
    draft.analysed(Analyser(catalogue).analyse(PROMPT + " and a blog"))
    assert ids(draft) == ["supabase"]
    assert draft.removed_name == "Stripe"
    draft.undo()
    assert ids(draft) == ["stripe", "supabase"]
    assert draft.removed_name == ""


def test_undo_brings_back_what_the_person_had_added(draft: StackDraft) -> None:
    draft.add("anthropic")
    draft.remove("anthropic")
    draft.remove("stripe")
    draft.undo()
    draft.undo()
    assert ids(draft) == ["stripe", "supabase", "anthropic"]


def test_adding_twice_or_adding_what_was_removed_is_fine(draft: StackDraft) -> None:
    draft.add("stripe")
    assert ids(draft).count("stripe") == 1
    draft.remove("stripe")
    draft.add("stripe")
    assert ids(draft).count("stripe") == 1
    assert draft.removed_name == ""


def test_what_is_not_wanted_is_named(draft: StackDraft, catalogue: Catalogue) -> None:
    row = next(each for each in ruled_out_rows(draft, catalogue) if each.name == "OpenAI")
    assert "no OpenAI" in row.reason


def test_an_empty_description_needs_nothing(catalogue: Catalogue) -> None:
    draft = StackDraft(catalogue)
    assert stack_rows(draft, catalogue) == []
    assert draft.entries() == ()
    draft.undo()
