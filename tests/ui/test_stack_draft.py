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


def categories(draft: StackDraft, catalogue: Catalogue) -> list[tuple[str, str]]:
    return [(row.kind, row.integration_id or row.category) for row in stack_rows(draft, catalogue)]


def test_a_swapped_service_takes_place_category_and_words(draft: StackDraft, catalogue: Catalogue) -> None:
    draft.swap("stripe", "paddle")
    assert ids(draft) == ["paddle", "supabase"]
    entry = draft.entries()[0]
    assert (entry.category, entry.added_by) == ("payments", "person")
    assert any("Stripe" in word for word in entry.evidence)
    assert {span.owner for span in draft.spans() if "Stripe" in PROMPT[span.start : span.end]} == {"paddle"}
    draft.analysed(Analyser(catalogue).analyse(PROMPT + " and Stripe invoices"), PROMPT + " and Stripe invoices")
    draft.settle()
    assert ids(draft) == ["paddle", "supabase"]


def test_undo_takes_a_swap_back_also_after_another(draft: StackDraft) -> None:
    draft.swap("stripe", "paddle")
    draft.swap("paddle", "mollie")
    draft.swap("mollie", "stripe")
    assert ids(draft) == ["stripe", "supabase"]
    for expected in ("mollie", "paddle", "stripe"):
        draft.undo()
        assert ids(draft) == [expected, "supabase"]
    assert draft.removed_name == ""


def test_a_swap_with_what_is_there_already_changes_nothing(draft: StackDraft) -> None:
    draft.add("paddle")
    draft.swap("stripe", "paddle")
    assert ids(draft) == ["stripe", "paddle", "supabase"]


def test_a_tile_offers_the_others_of_its_category(draft: StackDraft, catalogue: Catalogue) -> None:
    row = next(each for each in stack_rows(draft, catalogue) if each.integration_id == "stripe")
    offered = [each["id"] for each in row.options]
    suggested = {each.id for each in catalogue.suggested_in("payments")}
    assert "stripe" not in offered
    assert set(offered) <= suggested
    assert len(offered) + row.more == len(catalogue.in_category("payments")) - 1


def test_what_is_optional_is_offered_and_built_only_when_added(catalogue: Catalogue) -> None:
    prompt = "Stripe payments. Maybe later add Slack messages."
    draft = StackDraft(catalogue)
    draft.analysed(Analyser(catalogue).analyse(prompt), prompt)
    row = next(each for each in stack_rows(draft, catalogue) if each.integration_id == "slack")
    assert (row.optional, row.offered) == (True, True)
    assert ids(draft) == ["stripe"]
    draft.add("slack")
    again = next(each for each in stack_rows(draft, catalogue) if each.integration_id == "slack")
    assert again.key == row.key
    assert (again.optional, again.offered, again.reason) == (True, False, row.reason)
    assert ids(draft) == ["stripe", "slack"]
    draft.remove("slack")
    assert ids(draft) == ["stripe"]
    assert all(each.integration_id != "slack" for each in stack_rows(draft, catalogue))


def test_nothing_leaves_until_the_person_rests(catalogue: Catalogue) -> None:
    analyser, draft = Analyser(catalogue), StackDraft(catalogue)
    draft.analysed(analyser.analyse(PROMPT), PROMPT)
    before = categories(draft, catalogue)
    for end in range(len(PROMPT), 8, -1):
        draft.analysed(analyser.analyse(PROMPT[:end]), PROMPT[:end])
        assert categories(draft, catalogue)[: len(before)] == before
    assert draft.unsettled
    draft.settle()
    assert not draft.unsettled
    assert ids(draft) == ["stripe"]


def test_a_denial_that_is_typed_comes_when_the_person_rests(catalogue: Catalogue) -> None:
    analyser, draft = Analyser(catalogue), StackDraft(catalogue)
    for text in ("We use Stripe", "We do not use Stripe"):
        draft.analysed(analyser.analyse(text), text)
    assert ids(draft) == ["stripe"]
    assert draft.ruled_out() == []
    draft.settle()
    assert ids(draft) == []
    assert [each.id for each in draft.ruled_out()] == ["stripe"]


def test_what_was_ruled_out_can_be_added_after_all(draft: StackDraft, catalogue: Catalogue) -> None:
    draft.add("openai")
    assert "openai" in ids(draft)
    assert ruled_out_rows(draft, catalogue) == []
    assert "openai" in {span.owner for span in draft.spans()}
