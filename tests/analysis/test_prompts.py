"""What the analyser makes of whole prompts: plain, denied, misspelt, and full of words that mean something else."""

from __future__ import annotations

import pytest

from kriptik_desktop.analysis.service import Analyser
from kriptik_desktop.providers.catalogue import Catalogue

STREET = "A SaaS with Stripe subscriptions, Google sign-in, a Supabase database and GPT summaries of meeting notes"

PLAIN = [
    (STREET, "stripe:payments google-oauth:auth supabase:database openai:ai", "", ""),
    ("Take payments with Stripe and send receipts with Resend.", "stripe:payments resend:email", "", ""),
    ("A chatbot on Claude", "anthropic:ai", "", ""),
    ("a bot powered by claude-3-5-sonnet", "anthropic:ai", "", ""),
    ("Uses gpt-4o and text-embedding-3 for search", "openai:ai", "", ""),
    ("STRIPE_SECRET_KEY and OPENAI_API_KEY are in my environment", "stripe:payments openai:ai", "", ""),
    ("Members continue with Google and read articles", "google-oauth:auth", "", ""),
    ("Runners register with Google", "google-oauth:auth", "", ""),
    ("logging in through their Google account", "google-oauth:auth", "", ""),
    ("Google for login", "google-oauth:auth", "", ""),
    ("works with or without Stripe", "stripe:payments", "", ""),
    ("Users sign up with Google or email", "google-oauth:auth", "", ""),
    ("Log in with Google, pay with Stripe", "google-oauth:auth stripe:payments", "", ""),
    ("SUPABASE", "supabase:database", "", ""),
    ("Anmeldung mit Google", "google-oauth:auth", "", ""),
    ("not only Stripe but also Supabase", "stripe:payments supabase:database", "", ""),
    ("don't forget Stripe subscriptions", "stripe:payments", "", ""),
    ("a no-code tool with Stripe", "stripe:payments", "", ""),
    ("A to-do list", "", "", ""),
]

CATEGORIES_OF_ONE_PROVIDER = [
    ("Supabase auth for members", "supabase:auth", "", ""),
    ("login via Supabase", "supabase:auth", "", ""),
    ("Supabase storage for avatars", "supabase:storage", "", ""),
    ("people upload photos to Supabase", "supabase:storage", "", ""),
    ("Use Supabase for auth and database", "supabase:database", "", ""),
    ("auth and database with Supabase", "supabase:database", "", ""),
    ("A Supabase database, and people log in", "supabase:database", "auth", ""),
    ("Data lives in Supabase; members sign in with Google", "supabase:database google-oauth:auth", "", ""),
]

NEEDS_WITHOUT_A_NAME = [
    ("Users sign in and pay monthly by credit card", "", "payments auth", ""),
    ("sign-in", "", "auth", ""),
    ("signin page", "", "auth", ""),
    ("members are signing in", "", "auth", ""),
    ("We send emails when an order ships", "", "email", ""),
    ("Send e-mail notifications to buyers", "", "email", ""),
    ("summaries written by an LLM", "", "ai", ""),
    ("file uploads of up to 10 MB", "", "storage", ""),
    ("store recipes in a data base", "", "database", ""),
    ("fine-tuning on our own GPUs", "", "compute", ""),
    ("Accept PayPal", "paypal:payments", "", ""),
    ("Accept Klarna", "", "payments", ""),
    ("hosted on Vercel, mail by SendGrid", "vercel:deployment sendgrid:email", "", ""),
    ("OpenAI or Anthropic for the answers", "", "ai", ""),
    ("Either Claude or GPT", "", "ai", ""),
    ("OpenAI or Anthropic; start with OpenAI", "openai:ai anthropic:ai", "", ""),
    ("You cannot use it without signing in", "", "auth", ""),
    ("No login needed to browse; members sign in to post", "", "auth", ""),
    ("never store card numbers in the database", "", "database", ""),
]

DENIED = [
    ("A blog without Stripe", "", "", "stripe"),
    ("no payments", "", "", "payments"),
    ("no payments, Google sign-in and a database", "google-oauth:auth", "database", "payments"),
    ("An app without payments and with Google sign-in", "google-oauth:auth", "", "payments"),
    ("An app without payments, login and email", "", "", "payments auth email"),
    ("without Stripe, PayPal or any other payment provider", "", "", "payments stripe paypal"),
    ("Firebase instead of Supabase", "firebase:database", "", "supabase"),
    ("No Claude, and without any analytics", "", "", "anthropic analytics"),
    ("Nothing works without payments", "", "payments", ""),
    ("Instead of OpenAI use Anthropic.", "anthropic:ai", "", "openai"),
    ("not using GPT", "", "", "openai"),
    ("We do not use GPT but Claude", "anthropic:ai", "", "openai"),
    ("Do not use Stripe or OpenAI, but Resend is fine", "resend:email", "", "stripe openai"),
    ("no login via Google", "", "auth", "google-oauth"),
    ("neither Stripe nor Supabase", "", "", "stripe supabase"),
    ("not using Stripe for payments", "", "payments", "stripe"),
    ("Payments with Stripe. We do not use Stripe.", "", "payments", "stripe"),
    ("payments are not needed, Google login is", "google-oauth:auth", "", "payments"),
    ("Stripe is not needed", "", "", "stripe"),
    ("Payments will come later", "", "", "payments"),
    ("a login-free notes app, no database, no AI", "", "", "auth database ai"),
    ("Migrate from Supabase to our own server", "", "", "supabase"),
    ("Wir bauen das ohne Stripe", "", "", "stripe"),
    ("it does not need a login", "", "", "auth"),
]

COMPARED = [
    ("a gpt-like assistant for lawyers", "", "ai", "openai"),
    ("A dashboard that looks like Stripe", "", "", "stripe"),
    ("a Stripe alternative for small shops", "", "", "stripe"),
    ("as clean as Stripe, and it bills with Stripe", "stripe:payments", "", ""),
]

HOMONYMS = [
    ("users can resend the email", "", "email", ""),
    ("a button to resend codes", "", "", ""),
    ("striped shirts, a stripe pattern and zebra stripes", "", "", ""),
    ("a gallery of Claude Monet and of my friend Jean-Claude", "", "", ""),
    ("a contact form with an email field and an email address", "", "", ""),
    ("a notification settings page and a notification bell", "", "", ""),
    ("print the payment method text on the letter", "", "", ""),
    ("shows the way on Google Earth, ranks well in Google, login page", "", "auth", ""),
    ("a viewer for GPT partition tables", "", "", ""),
    ("a helper for git checkout", "", "", ""),
    ("check out the new arrivals", "", "", ""),
    ("training plans for runners", "", "", ""),
    ("keeps drafts in local storage", "", "", ""),
    ("finds the cheapest storage unit nearby", "", "", ""),
    ("a paid leave calendar, no more than 10 users", "", "", ""),
    ("Option A I like most; the clause in the cloud was reset", "", "", ""),
    ("write to stripe@example.com or see https://openai.com/gpt/login", "", "", ""),
]

MISSPELT = [
    ("strpe payments", "stripe:payments", "", ""),
    ("supabse database and gogle sign in", "supabase:database google-oauth:auth", "", ""),
    ("antropic api", "anthropic:ai", "", ""),
    ("stirpe checkout, opneai answers", "stripe:payments openai:ai", "", ""),
]

TABLE = [
    *(PLAIN + CATEGORIES_OF_ONE_PROVIDER + NEEDS_WITHOUT_A_NAME),
    *(DENIED + COMPARED + HOMONYMS + MISSPELT),
]


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser(Catalogue.load())


@pytest.mark.parametrize(("prompt", "detected", "choices", "ruled_out"), TABLE, ids=lambda text: str(text)[:60])
def test_prompt(analyser: Analyser, prompt: str, detected: str, choices: str, ruled_out: str) -> None:
    analysis = analyser.analyse(prompt)
    assert {f"{each.id}:{each.category}" for each in analysis.detected} == set(detected.split())
    assert {each.category for each in analysis.choices} == set(choices.split())
    assert {each.id or each.category for each in analysis.ruled_out} == set(ruled_out.split())


@pytest.mark.parametrize("prompt", [row[0] for row in TABLE], ids=lambda text: text[:60])
@pytest.mark.parametrize(
    "change", [str.upper, str.lower, lambda text: f"  {text}\n", lambda text: text.replace(" ", "  ")]
)
def test_case_and_spaces_do_not_matter(analyser: Analyser, prompt: str, change: object) -> None:
    assert callable(change)
    plain, changed = analyser.analyse(prompt), analyser.analyse(change(prompt))
    assert [(each.id, each.category) for each in changed.detected] == [
        (each.id, each.category) for each in plain.detected
    ]
    assert [each.category for each in changed.choices] == [each.category for each in plain.choices]
    assert [each.id or each.category for each in changed.ruled_out] == [
        each.id or each.category for each in plain.ruled_out
    ]


@pytest.mark.parametrize("name", ["Stripe", "Supabase", "OpenAI", "Resend", "Anthropic"])
def test_a_denial_added_later_removes_a_provider(analyser: Analyser, name: str) -> None:
    everything = f"{STREET}. Mail goes out with Resend, answers come from Anthropic."
    before = {each.id for each in analyser.analyse(everything).detected}
    after = analyser.analyse(f"{everything} We do not use {name}.")
    assert before - {each.id for each in after.detected} == {name.lower()}
    assert name.lower() in {each.id for each in after.ruled_out}


def test_the_order_of_sentences_does_not_matter(analyser: Analyser) -> None:
    sentences = [
        "People pay with Stripe.",
        "No email.",
        "Sign-in is by Google login.",
        "Rows live in a Supabase database.",
    ]
    first = analyser.analyse(" ".join(sentences))
    second = analyser.analyse(" ".join(reversed(sentences)))
    assert [each.id for each in first.detected] == [each.id for each in second.detected]
    assert [each.category for each in first.ruled_out] == [each.category for each in second.ruled_out] == ["email"]


def test_wrapped_lines_and_lists_are_read_as_meant(analyser: Analyser) -> None:
    wrapped = analyser.analyse(
        "A small shop for handmade lamps that takes its money without\nStripe and has a Google\nsign-in."
    )
    assert ([each.id for each in wrapped.detected], [each.id for each in wrapped.ruled_out]) == (
        ["google-oauth"],
        ["stripe"],
    )
    listed = analyser.analyse("We need:\n- no login\n- Stripe\n- Supabase database\n\nNo\n\nResend mails")
    assert {each.id for each in listed.detected} == {"stripe", "supabase", "resend"}
    assert [each.category for each in listed.ruled_out] == ["auth"]
