"""Marks stay on their words while typing goes on, in the positions that Qt counts."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kriptik_desktop.analysis.service import Analyser
from kriptik_desktop.providers.catalogue import Catalogue
from kriptik_desktop.ui.prompt_marks import Span, mark_rows, moved
from kriptik_desktop.ui.stack_draft import StackDraft

TEXTS = st.text(alphabet="ab \U0001f600é", max_size=40)


def in_utf16(text: str, start: int, length: int) -> str:
    return text.encode("utf-16-le")[2 * start : 2 * (start + length)].decode("utf-16-le")


@given(TEXTS, TEXTS, TEXTS, st.data())
def test_what_an_edit_left_whole_stays_marked_where_it_is(
    head: str, tail: str, typed: str, data: st.DataObject
) -> None:
    before = head + tail
    start = data.draw(st.integers(0, len(before)))
    end = data.draw(st.integers(start, len(before)))
    after = head + typed + tail
    kept = moved([Span(start, end, "named", "x")], before, after)
    assert all(after[span.start : span.end] == before[start:end] for span in kept)
    if end <= len(head):
        assert kept == [Span(start, end, "named", "x")]


def test_a_mark_that_is_typed_into_is_no_mark_any_more() -> None:
    assert moved([Span(2, 8, "named", "stripe")], "a Stripe", "a Strxipe") == []


@given(TEXTS, st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)), max_size=8))
def test_rows_hold_the_words_and_never_overlap(text: str, places: list[tuple[int, int]]) -> None:
    spans = [Span(at, min(at + size, len(text)), "named", "x") for at, size in places if at < len(text)]
    rows = mark_rows(spans, text)
    words = {text[span.start : span.end] for span in spans}
    assert all(in_utf16(text, row.start, row.length) in words for row in rows)
    assert all(one.start + one.length <= two.start for one, two in pairwise(rows))
    assert bool(rows) == bool(spans)


def test_each_kind_of_word_is_marked_and_leads_to_its_cell() -> None:
    catalogue = Catalogue.load()
    text = "Stripe payments, e-mails to members and a Supabase database, no OpenAI"
    draft = StackDraft(catalogue)
    draft.analysed(Analyser(catalogue).analyse(text), text)
    found = {(text[span.start : span.end], span.kind, span.owner) for span in draft.spans()}
    assert {("Stripe payments", "named", "stripe"), ("e-mails", "open", "email"), ("no OpenAI", "out", "")} <= found
    draft.add("resend", "email")
    draft.remove("stripe")
    found = {(text[span.start : span.end], span.kind, span.owner) for span in draft.spans()}
    assert ("e-mails", "named", "resend") in found
    assert not any(owner == "stripe" for _, _, owner in found)
