"""The words of the vault's list: how a credential stands, how old things are, how well all of them are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kriptik_desktop.providers.catalogue import Catalogue
from kriptik_desktop.ui.credential_standing import health_of, state_of, state_text
from kriptik_desktop.ui.vault_rows import (
    CredentialRow,
    Filters,
    ago,
    matching,
    options,
)
from kriptik_desktop.vault.model import CredentialInfo, Overview

CATALOGUE = Catalogue.load()
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
        (3 * DAY, "expiring", "Expires in 3 d"),
        (30 * DAY, "valid", "Valid"),
    ],
)
def test_an_expiry_counts_from_its_moment_on_and_is_told_when_it_is_near(
    expires_in: int | None, status: str, words: str
) -> None:
    overview = replace(STRIPE, expires_at=None if expires_in is None else NOW + expires_in)
    info = CredentialInfo("c1", overview, 1, ("secret_key",), NOW, NOW)
    state = state_of(CATALOGUE, info, None, NOW)
    assert (state, state_text(info, state, NOW)) == (status, words)


def test_what_nobody_can_check_is_not_said_to_wait_for_a_check() -> None:
    overview = replace(STRIPE, integration="sold-by-nobody", status="unverified")
    info = CredentialInfo("c1", overview, 1, ("key",), NOW, NOW)
    assert state_of(CATALOGUE, info, None, NOW) == "uncheckable"
    checkable = replace(info, overview=replace(STRIPE, status="unverified"))
    assert state_of(CATALOGUE, checkable, None, NOW) == "unverified"


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
        (["valid", "expiring"], "warning", "All of them work", "1 expiring soon"),
        (["valid", "unknown", "uncheckable"], "warning", "1 of 3 known to work",
         "1 could not be asked lately, 1 cannot be checked here"),
        (["expired", "invalid", "valid", "unverified"], "error", "1 of 4 known to work",
         "1 not accepted, 1 expired, 1 not checked yet"),
    ],
)  # fmt: skip
def test_health_is_as_bad_as_the_worst(states: list[str], tone: str, title: str, text: str) -> None:
    health = health_of(states)
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
