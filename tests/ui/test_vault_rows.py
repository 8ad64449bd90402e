"""The words of the vault's list: how a credential stands, how old things are, how well all of them are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kriptik_desktop.ui.vault_rows import (
    CredentialRow,
    Filters,
    ago,
    health_of,
    matching,
    options,
    standing,
    status_text,
)
from kriptik_desktop.vault.model import Overview

NOW = 1_790_000_000_000
MINUTE, DAY = 60_000, 86_400_000
STRIPE = Overview("app", "stripe", "test", "acct_1", status="valid")
ROW = CredentialRow("c1", "stripe", "Stripe", "stripe", "acct_1", "Notes", "test", "Test", "valid", "Valid", "", "",
                    ("p1", "app"), "stripe acct_1 test notes valid")  # fmt: skip


@pytest.mark.parametrize(
    ("expires_in", "status", "words"),
    [
        (None, "valid", "Valid"),
        (-1, "expired", "Expired"),
        (0, "expired", "Expired"),
        (3 * DAY, "valid", "Valid, expires in 3 d"),
        (30 * DAY, "valid", "Valid"),
    ],
)
def test_an_expiry_counts_from_its_moment_on_and_is_told_when_it_is_near(
    expires_in: int | None, status: str, words: str
) -> None:
    overview = replace(STRIPE, expires_at=None if expires_in is None else NOW + expires_in)
    assert (standing(overview, NOW), status_text(overview, NOW)) == (status, words)


@pytest.mark.parametrize(
    ("age", "words"), [(-5, "just now"), (0, "just now"), (5 * MINUTE, "5 min ago"), (3 * DAY, "3 d ago")]
)
def test_ages_are_told_as_people_say_them(age: int, words: str) -> None:
    assert ago(NOW - age, NOW) == words


def test_what_is_long_ago_has_a_date_and_what_never_was_has_none() -> None:
    assert ago(None, NOW) == ""
    assert "ago" not in ago(NOW - 60 * DAY, NOW)


@pytest.mark.parametrize(
    ("states", "tone", "title", "text"),
    [
        ([], "accent", "", ""),
        (["valid"], "success", "All of them work", "Each was accepted by its provider when it was last checked."),
        (["valid", "unverified"], "warning", "1 of 2 known to work", "1 not checked yet"),
        (["expired", "invalid", "valid", "unverified"], "error", "1 of 4 known to work",
         "1 not accepted, 1 expired, 1 not checked yet"),
    ],
)  # fmt: skip
def test_health_is_as_bad_as_the_worst(states: list[str], tone: str, title: str, text: str) -> None:
    health = health_of([replace(ROW, credential_id=str(at), status=each) for at, each in enumerate(states)])
    assert (health.tone, health.title, health.text) == (tone, title, text)


@pytest.mark.parametrize(
    "filters",
    [
        Filters(),
        Filters(query="STRIPE notes"),
        Filters(query="acct"),
        Filters(project="p1"),
        Filters(integration="stripe", mode="test", status="valid"),
    ],
)
def test_what_fits_passes(filters: Filters) -> None:
    assert matching([ROW], filters) == (ROW,)


@pytest.mark.parametrize(
    "filters",
    [Filters(query="stripe live"), Filters(project="p2"), Filters(integration="openai"), Filters(mode="live"),
     Filters(status="invalid"), Filters(query="stripe", status="expired")],
)  # fmt: skip
def test_what_does_not_fit_is_kept_out(filters: Filters) -> None:
    assert matching([ROW], filters) == ()


def test_a_filter_offers_everything_first() -> None:
    assert options("All", [("a", "A")]) == [{"id": "", "name": "All"}, {"id": "a", "name": "A"}]
