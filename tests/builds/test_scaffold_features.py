from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kriptik_desktop.builds.scaffold.features import checklist, features_not_built
from kriptik_desktop.builds.scaffold.model import BUILDABLE
from tests.fakes.scaffold_plans import MAIN_PROMPT, MAIN_STACK, plan_of


@pytest.mark.parametrize(
    ("prompt", "stack", "missing"),
    [
        (MAIN_PROMPT, MAIN_STACK, ()),
        ("", (), ()),
        ("A SaaS with Stripe subscriptions and a kanban board", ("stripe",), ("a kanban board",)),
        ("Users can sign in with Google, drag and drop tasks", ("google-oauth",), ("drag and drop tasks",)),
        ("GPT chat", ("openai",), ("GPT chat",)),
        ("A meeting notes app with GPT summaries", ("openai",), ()),
        ("A notes app", ("openai",), ("A notes app",)),
        ("Stripe payments", ("stripe",), ("Stripe payments",)),
        ("Pay for subscriptions by Stripe", ("stripe",), ()),
        ("Supabase auth, Supabase database", ("supabase", "google-oauth"), ("Supabase auth",)),
        ("Sign in with GitHub", ("google-oauth",), ("Sign in with GitHub",)),
        ("Stripe subscriptions", (), ("Stripe subscriptions",)),
        ("An app. Without payments. No database.", (), ()),
        ("An app without downtime", (), ("An app without downtime",)),
        ("- Stripe checkout\n- analytics dashboard\n", ("stripe",), ("analytics dashboard",)),
        ("Ein Laden mit Stripe", ("stripe",), ("Ein Laden mit Stripe",)),
        ("Send welcome emails with Resend", ("resend",), ("Send welcome emails with Resend",)),
    ],
)
def test_clauses_the_templates_do_not_cover_are_listed(
    prompt: str, stack: tuple[str, ...], missing: tuple[str, ...]
) -> None:
    assert features_not_built(prompt, stack) == missing


def test_an_integration_without_templates_is_listed() -> None:
    assert features_not_built("", ("twilio",)) == ("Code for twilio: the templates have none.",)


def test_a_long_prompt_gives_a_bounded_list_that_says_how_much_is_left_out() -> None:
    found = features_not_built(". ".join(f"Feature number{index} of a bazaar" for index in range(900)), ())
    assert len(found) == 41
    assert found[-1] == "860 further parts of the prompt."


@given(st.text(max_size=300), st.sets(st.sampled_from(BUILDABLE)))
def test_any_text_gives_short_single_lines_each_once(prompt: str, stack: set[str]) -> None:
    found = features_not_built(prompt, sorted(stack))
    assert len(found) == len(set(found))
    assert all(0 < len(line) <= 200 and "\n" not in line for line in found)


@given(st.sampled_from(["kanban", "offline", "blockchain", "invoices"]), st.sets(st.sampled_from(BUILDABLE)))
def test_a_word_nobody_builds_is_never_passed_over(word: str, stack: set[str]) -> None:
    assert any(word in line for line in features_not_built(f"{MAIN_PROMPT} and {word}", sorted(stack)))


def test_the_checklist_names_only_what_the_stack_has() -> None:
    titles = [item.title for item in checklist(plan_of(MAIN_STACK))]
    assert "Subscription checkout" in titles
    assert "Contact form" not in titles
    assert [item.title for item in checklist(plan_of(()))] == ["Start page"]
