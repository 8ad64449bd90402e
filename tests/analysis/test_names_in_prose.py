"""Names of providers that are ordinary words too: found where the provider is meant, and nowhere else."""

from __future__ import annotations

import pytest

from kriptik_desktop.analysis.service import Analyser
from kriptik_desktop.providers.catalogue import Catalogue

ORDINARY = [
    "a calculator for square footage with square images",
    "a square checkout button and a square payment button",
    "we square up the bill in the market square",
    "neon lights, a neon sign-in page and a list of neon signs",
    "paddle boat rental with a paddle membership fee",
    "pinecone cones, pine cone wreaths and a pinecone craft shop",
    "the colour red is for errors, and what is stored in red is urgent",
    "a better login page with better authentication",
    "a stitch pattern; the stitches sign up",
    "convey the message through a convex lens",
    "arable land, chargeable hours and uploaded photos",
    "a sign-up form that works",
    "easy peasy lemon squeezy",
    "el usuario entra y paga",
    "the army's fire base",
    "photos of my dog Mollie, taken in Braintree Essex",
]

MEANT = [
    ("payments with Square", "squareup:payments"),
    ("pay with Mollie", "mollie:payments"),
    ("checkout by Paddle, subscriptions by Lemon Squeezy", "lemonsqueezy:payments paddle:payments"),
    ("Paddle for subscriptions", "paddle:payments"),
    ("members log in with Okta", "okta:auth"),
    ("users sign in with Microsoft", "microsoft-entra:auth"),
    ("Better Auth for the login", "better-auth:auth"),
    ("Firebase auth", "firebase:auth"),
    ("Firestore holds the recipes", "firebase:database"),
    ("Neon for the database", "neon:database"),
    ("serverless Postgres on Neon", "neon:database"),
    ("answers from our manuals, found using Pinecone", "pinecone:database"),
    ("sessions in Redis", "redis:database"),
    ("Upstash Redis", "upstash:database"),
    ("Convex for the database", "convex:database"),
    ("SQLite", "sqlite:database"),
]


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser(Catalogue.load())


@pytest.mark.parametrize("prompt", ORDINARY, ids=lambda text: text[:50])
def test_an_ordinary_word_names_no_provider(analyser: Analyser, prompt: str) -> None:
    assert [each.id for each in analyser.analyse(prompt).detected] == []


@pytest.mark.parametrize(("prompt", "wanted"), MEANT, ids=lambda text: text[:50])
def test_the_provider_is_found_where_it_is_meant(analyser: Analyser, prompt: str, wanted: str) -> None:
    found = {f"{each.id}:{each.category}" for each in analyser.analyse(prompt).detected}
    assert found == set(wanted.split())
