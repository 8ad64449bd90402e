"""What a description leaves out, puts off or speaks of beside the point, by headings, tables, labels and clauses."""

from __future__ import annotations

import pytest

from kriptik_desktop.analysis.sections import sections
from kriptik_desktop.analysis.service import Analyser
from kriptik_desktop.analysis.text import Text
from kriptik_desktop.providers.catalogue import Catalogue

DENIED = [
    ("Stripe was considered and rejected. Paddle it is.", "paddle", "stripe"),
    ("Auth0 was considered, but the price per user is too high. Kinde it is.", "kinde", "auth0"),
    ("The old version used MongoDB, the new one uses Postgres.", "postgres", "mongodb"),
    ("Currently on Mailchimp, moving to Brevo.", "brevo", "mailchimp"),
    ("We looked at Stripe, but went with Mollie.", "mollie", "stripe"),
    ("Move all records out of Airtable and into Postgres.", "postgres", "airtable"),
    ("Don't deploy to Vercel, deploy to Fly.io.", "fly", "vercel"),
    ("PayPal yes, Stripe no.", "paypal", "stripe"),
    ("They were burnt by Firebase, so keep away from it. Use Turso.", "turso", "firebase"),
    ("No vendor but our own. Out of scope: Twilio, Slack. Clerk for the login.", "clerk", "twilio slack"),
    ("| Need | Choice | Rejected |\n| Data | SQLite | Supabase, MongoDB |", "sqlite", "supabase mongodb"),
    (
        "## Must\n- Okta\n\n## Non-goals\n- Telegram\n- Zoom calls\n\n## Data\nPostgres",
        "okta postgres",
        "telegram zoom",
    ),
]

WANTED = [
    ("Stripe takes the deposit, and the booking is cancelled if the card is refused.", "stripe"),
    ("If Stripe is unavailable, we wait.", "stripe"),
    ("Orders paid by PayPal are cancelled by hand.", "paypal"),
    ("The original photos are stored in Cloudflare R2, the old ones are removed.", "cloudflare-r2"),
    ("No duplicates must be created in Salesforce. Customers are mirrored to Salesforce.", "salesforce"),
    ("Exceptions end up in Sentry, where they must not contain names.", "sentry"),
    ("No vendor from outside the EU except Anthropic.", "anthropic"),
    ("Nightly backups go to an R2 bucket at Cloudflare.", "cloudflare-r2"),
    ("Use:\n- Neon\n- Clerk\n- Railway", "neon clerk railway"),
    ("Sign-in: Google. Data: Convex.", "google-oauth convex"),
]

LEFT_OPEN = [
    ("Stripe now, maybe later add Slack", {"stripe": True, "slack": False}),
    ("## Now\nClerk\n\n## Phase 2\nMixpanel funnels", {"clerk": True, "mixpanel": False}),
    ("If time permits, error tracking (LogRocket?).", {"logrocket": False}),
    ("Telegram would be nice. Telegram sends the alarm.", {"telegram": True}),
    ("Nice to have: a Slack message for every order.", {"slack": False}),
]

DENIED_NEEDS = [
    ("Keep AI out of it.", "ai"),
    ("Authentication is handled by our own system already.", "auth"),
    ("People pay nothing.", "payments"),
    ("Crash reporting: none.", "monitoring"),
    ("We already have our own login.", "auth"),
    ("There's no sign-in to build.", "auth"),
]


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser(Catalogue.load())


@pytest.mark.parametrize(("prompt", "wanted", "denied"), DENIED, ids=lambda text: str(text)[:40])
def test_a_service_that_is_turned_down_is_ruled_out(analyser: Analyser, prompt: str, wanted: str, denied: str) -> None:
    analysis = analyser.analyse(prompt)
    assert {each.id for each in analysis.detected} == set(wanted.split())
    assert {each.id for each in analysis.ruled_out if each.id} == set(denied.split())


@pytest.mark.parametrize(("prompt", "wanted"), WANTED, ids=lambda text: str(text)[:40])
def test_what_is_said_of_something_else_denies_no_service(analyser: Analyser, prompt: str, wanted: str) -> None:
    assert {each.id for each in analyser.analyse(prompt).detected} == set(wanted.split())


@pytest.mark.parametrize(("prompt", "needed"), LEFT_OPEN, ids=lambda text: str(text)[:40])
def test_what_is_put_off_is_not_needed_yet(analyser: Analyser, prompt: str, needed: dict[str, bool]) -> None:
    assert {each.id: each.needed for each in analyser.analyse(prompt).detected} == needed


def test_a_need_that_is_left_open_says_so(analyser: Analyser) -> None:
    [choice] = analyser.analyse("Later, perhaps: a newsletter.").choices
    assert (choice.category, choice.needed, choice.to_json()["needed"]) == ("email", False, False)


@pytest.mark.parametrize(("prompt", "category"), DENIED_NEEDS, ids=lambda text: str(text)[:40])
def test_a_need_that_is_denied_or_met_is_no_choice(analyser: Analyser, prompt: str, category: str) -> None:
    analysis = analyser.analyse(prompt)
    assert category not in {each.category for each in analysis.choices}
    assert category in {each.category for each in analysis.ruled_out}


def test_a_part_that_is_denied_leaves_the_rest(analyser: Analyser) -> None:
    analysis = analyser.analyse("No push notifications, but an SMS for the driver.")
    assert [each.category for each in analysis.choices] == ["communication"]
    assert analysis.ruled_out == ()


def test_headings_end_where_the_next_one_of_their_level_begins() -> None:
    text = Text("# One\n\n## Two\nwords\n\n## Three\nmore\n\n# Four\nlast")
    said = [text.evidence(each.body, each.body_end).text.split()[-1] for each in sections(text)]
    assert said == ["more", "words", "more", "last"]
