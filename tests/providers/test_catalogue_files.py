"""Every catalogue file is whole and agrees with the others, and the validator that says so can say no."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kriptik_desktop.core.errors import NotFound
from kriptik_desktop.providers.catalogue import CATEGORIES, Catalogue, read_provider
from kriptik_desktop.providers.consistency import problems
from kriptik_desktop.providers.errors import CatalogueDamaged
from kriptik_desktop.providers.model import Provider
from kriptik_desktop.providers.probe_shape import Probe, Rule

CANONICAL = {
    "payments": "stripe paypal lemonsqueezy paddle squareup razorpay braintree mollie chargebee",
    "auth": "google-oauth github-oauth clerk auth0 okta better-auth firebase workos supabase microsoft-entra stytch"
    " kinde",
    "database": "supabase turso neon planetscale mongodb firebase airtable upstash pinecone postgres mysql redis qdrant"
    " weaviate convex cockroachdb sqlite",
    "ai": "openai anthropic huggingface replicate google-gemini elevenlabs groq mistral openrouter fal together cohere"
    " stability perplexity deepgram",
    "storage": "aws-s3 cloudflare-r2 uploadthing backblaze-b2 dropbox google-drive box cloudinary minio vercel-blob"
    " supabase",
    "email": "resend sendgrid postmark mailgun mailchimp ses gmail brevo loops",
    "compute": "runpod modal lambda vast",
    "deployment": "vercel netlify railway render fly heroku digital-ocean cloudflare",
    "communication": "twilio slack discord microsoft-teams pusher ably zoom telegram whatsapp vonage messagebird"
    " google-calendar",
    "analytics": "posthog mixpanel amplitude segment google-analytics plausible",
    "monitoring": "sentry datadog newrelic logrocket betterstack",
    "search": "algolia meilisearch typesense elasticsearch",
    "maps": "mapbox google-maps here maptiler openstreetmap",
    "crm": "hubspot salesforce pipedrive",
    "ecommerce": "shopify woocommerce",
    "productivity": "notion linear jira figma github",
}
PROBED = (
    "stripe", "paypal", "github", "google-oauth", "supabase", "turso", "mongodb", "postgres", "mysql", "openai",
    "anthropic", "huggingface", "runpod", "modal", "vercel", "netlify", "cloudflare", "cloudflare-r2", "aws-s3",
    "sendgrid", "resend", "twilio", "slack", "clerk", "auth0",
)  # fmt: skip


def test_the_shipped_catalogue_has_no_contradiction(catalogue: Catalogue) -> None:
    assert problems(catalogue) == []


def test_every_canonical_id_is_there_in_its_categories(catalogue: Catalogue) -> None:
    for category, ids in CANONICAL.items():
        assert {each.id for each in catalogue.in_category(category)} == set(ids.split()), category
    assert len(catalogue.all()) == len({name for ids in CANONICAL.values() for name in ids.split()})


@pytest.mark.parametrize("name", PROBED)
def test_what_is_known_of_the_probed_is_whole(catalogue: Catalogue, name: str) -> None:
    provider = catalogue.get(name)
    assert provider.probe is not None
    assert provider.least_privilege is not None
    assert provider.least_privilege.recipe
    assert 2 <= len(provider.steps) <= 4
    assert provider.pairing or len(provider.form_fields) == 1


def test_only_few_are_offered_first(catalogue: Catalogue) -> None:
    for category in CANONICAL:
        assert 1 <= len(catalogue.suggested_in(category)) <= 5, category
    assert [each.id for each in catalogue.in_category("payments")][:2] == ["stripe", "paypal"]


def test_the_variables_of_the_plan_are_there(catalogue: Catalogue) -> None:
    names = {(p.id, f.name): f.env_names("nextjs") for p in catalogue.all() for f in p.fields}
    assert names[("stripe", "publishable_key")] == ("STRIPE_PUBLIC_KEY", "NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY")
    assert names[("stripe", "secret_key")] == ("STRIPE_SECRET_KEY",)
    assert names[("stripe", "webhook_secret")] == ("STRIPE_WEBHOOK_SECRET",)
    assert names[("google-oauth", "client_id")] == ("GOOGLE_CLIENT_ID",)
    assert names[("google-oauth", "client_secret")] == ("GOOGLE_CLIENT_SECRET",)
    assert names[("google-oauth", "auth_secret")] == ("AUTH_SECRET",)
    assert names[("supabase", "url")] == ("NEXT_PUBLIC_SUPABASE_URL", "SUPABASE_URL")
    assert names[("supabase", "anon_key")] == ("SUPABASE_ANON_KEY", "NEXT_PUBLIC_SUPABASE_ANON_KEY")
    assert names[("supabase", "service_role_key")] == ("SUPABASE_SERVICE_ROLE_KEY",)
    assert names[("openai", "api_key")] == ("OPENAI_API_KEY",)
    assert names[("anthropic", "api_key")] == ("ANTHROPIC_API_KEY",)
    assert names[("resend", "api_key")] == ("RESEND_API_KEY",)


def test_what_blocks_and_what_does_not(catalogue: Catalogue) -> None:
    stripe, google = catalogue.get("stripe"), catalogue.get("google-oauth")
    assert [each.name for each in stripe.required_fields] == ["publishable_key", "secret_key"]
    assert [each.name for each in stripe.form_fields] == ["publishable_key", "secret_key", "webhook_secret"]
    assert [each.name for each in google.form_fields] == ["client_id", "client_secret"]
    assert "http://localhost:3000/api/auth/callback/google" in " ".join(google.steps)
    assert "http://127.0.0.1:4000/api/auth/callback/google" in " ".join(google.steps_for("http://127.0.0.1:4000/"))
    assert stripe.mode_for("live") == "live"
    assert google.mode_for("live") == "none"


def test_connect_is_offered_only_where_it_fills_something(catalogue: Catalogue) -> None:
    stripe = catalogue.get("stripe")
    assert stripe.nango_id == "stripe-app"
    assert not stripe.supports_oauth
    filling = dataclasses.replace(stripe, connect=dataclasses.replace(stripe.connect, fills=("secret_key",)))
    assert filling.supports_oauth


def test_ids_and_aliases_are_found(catalogue: Catalogue) -> None:
    assert catalogue.resolve(" Google ") == "google-oauth"
    assert catalogue.get("claude").id == "anthropic"
    assert "gpt" in catalogue
    assert 7 not in catalogue
    assert list(CATEGORIES)[:3] == ["payments", "auth", "database"]
    with pytest.raises(NotFound, match="Did you mean stripe"):
        catalogue.get("strpe")


BASE = """
id = "made-up"
name = "Made Up"
categories = ["ai"]
icon = "madeup"
homepage = "https://made-up.example"
dashboard_url = "https://made-up.example/keys"
dashboard_source = "https://made-up.example/docs"
instructions = ["Open it.", "Copy it."]
words.phrases.en = ["made up"]
[[fields]]
name = "token"
label = "Token"
help = "It opens the door."
secret = true
pattern = '^mu_[a-z]+$'
pattern_hint = "It begins with mu_."
pattern_source = "https://made-up.example/docs"
example = "mu_example"
env = ["MADE_UP_TOKEN"]
"""


def made_up(folder: Path, text: str = BASE, name: str = "made-up") -> Provider:
    path = folder / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return read_provider(path)


def test_a_made_up_provider_is_one_file(tmp_path: Path) -> None:
    made_up(tmp_path)
    catalogue = Catalogue.load(tmp_path)
    assert problems(catalogue) == []
    assert catalogue.get("made-up").fields[0].env_names() == ("MADE_UP_TOKEN",)
    assert catalogue.get("made-up").probe is None


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda text: text + 'colour = "red"\n', "nothing is called colour"),
        (lambda text: "theme = 1\n" + text, "nothing is called theme"),
        (lambda text: text.replace('name = "Made Up"\n', ""), "name is missing"),
        (lambda text: text.replace("secret = true", 'secret = "yes"'), "bool is wanted"),
        (lambda text: text.replace('["ai"]', '"ai"'), "a list is wanted"),
        (lambda text: text.replace('["ai"]', "[]"), "no category"),
        (lambda text: text.replace("words.phrases.en", "words.phrases"), "a table is wanted"),
        (lambda text: text + 'source = "elsewhere"\n', "is none of person"),
        (lambda text: text.replace('id = "made-up"', 'id = "other"'), "its id is 'other'"),
        (lambda text: text + "broken", "cannot be used"),
        (lambda text: text + '[probe]\nbase_url = "https://x.example"\nrequests = []\n', "source is missing"),
    ],
)
def test_a_file_that_is_not_understood_is_refused(tmp_path: Path, change: Callable[[str], str], said: str) -> None:
    with pytest.raises(CatalogueDamaged, match=r"made-up\.toml") as caught:
        made_up(tmp_path, change(BASE))
    assert said in caught.value.message


def test_two_files_cannot_share_a_name(tmp_path: Path) -> None:
    first = made_up(tmp_path)
    second = dataclasses.replace(first, id="second", aliases=("made-up",))
    with pytest.raises(CatalogueDamaged, match="already means"):
        Catalogue([first, second])
    with pytest.raises(CatalogueDamaged, match="already means"):
        Catalogue([first, first])


def _field(provider: Provider, **changes: Any) -> Provider:
    return dataclasses.replace(provider, fields=(dataclasses.replace(provider.fields[0], **changes),))


def _probe(provider: Provider, change: Callable[[Probe], Probe]) -> Provider:
    assert provider.probe is not None
    return dataclasses.replace(provider, probe=change(provider.probe))


def _first_request(probe: Probe, **changes: Any) -> Probe:
    return dataclasses.replace(probe, requests=(dataclasses.replace(probe.requests[0], **changes),))


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda p: dataclasses.replace(p, categories=("magic",)), "category 'magic' is unknown"),
        (lambda p: dataclasses.replace(p, categories=("ai", "storage")), "no words speak for storage"),
        (lambda p: dataclasses.replace(p, suggested={"storage": 1}), "suggested for 'storage', not its category"),
        (lambda p: dataclasses.replace(p, packages={"cargo": ("x",)}), "packages: 'cargo' is unknown"),
        (lambda p: dataclasses.replace(p, imports={"python": ("x", "x")}), "imports.python 'x' is there twice"),
        (lambda p: dataclasses.replace(p, spoken_by={"npm": (" ",)}), "spoken_by.npm: ' ' is no name"),
        (lambda p: dataclasses.replace(p, same_variables_as=("stripe",)), "stripe does not say that it has the same"),
        (lambda p: _probe(p, lambda probe: _first_request(probe, after=("invalid",))), "there is none before it"),
        (lambda p: _probe(p, lambda probe: _first_request(probe, host="live")), "there is no host 'live'"),
        (lambda p: _probe(p, lambda probe: _first_request(probe, json="{")), "its body is no JSON"),
        (lambda p: _probe(p, lambda probe: _first_request(probe, json='"{api_key}"', form={"a": "b"})), "a form and"),
        (lambda p: _probe(p, lambda probe: dataclasses.replace(probe, client="nobody")), "there is no client 'nobody'"),
        (lambda p: _probe(p, lambda probe: dataclasses.replace(probe, client="modal")), "a client asks by itself"),
        (lambda p: _probe(p, lambda probe: dataclasses.replace(probe, base_url="https://{x}")), "nothing fills {x}"),
        (
            lambda p: _probe(p, lambda probe: dataclasses.replace(probe, hosts={"live": "http://x.example"})),
            "is not an https address",
        ),
        (
            lambda p: _probe(p, lambda b: dataclasses.replace(b, rules=(Rule("invalid", headers={"X-Limit": "^0$"}),))),
            "is not in lower case",
        ),
        (lambda p: dataclasses.replace(p, dashboard_url="http://x.example"), "is not an https address"),
        (lambda p: dataclasses.replace(p, dashboard_source=""), "the dashboard has no source"),
        (lambda p: dataclasses.replace(p, instructions=("One.",)), "two to four steps"),
        (lambda p: dataclasses.replace(p, instructions=("One.", "{callback_url}")), "nothing fills {callback_url}"),
        (lambda p: dataclasses.replace(p, words=dataclasses.replace(p.words, phrases={})), "no words name it"),
        (
            lambda p: dataclasses.replace(p, words=dataclasses.replace(p.words, phrases={"en": ("OpenAI",)})),
            "lower case",
        ),
        (
            lambda p: dataclasses.replace(p, words=dataclasses.replace(p.words, not_counting=(p.words.names[0],))),
            "both counts and does not",
        ),
        (lambda p: _field(p, pattern="(["), "does not compile"),
        (lambda p: _field(p, pattern_source=""), "no source or no hint"),
        (lambda p: _field(p, example="nonsense"), "example does not match"),
        (lambda p: _field(p, env=("NEXT_PUBLIC_KEY",)), "the secret would be public as NEXT_PUBLIC_KEY"),
        (lambda p: _field(p, env=("VITE_A", "OK")), "the secret would be public as VITE_A"),
        (lambda p: _field(p, env=("lower",)), "is no variable name"),
        (lambda p: _field(p, env=()), "it has no variable"),
        (lambda p: _field(p, source="provisioned"), "why it is not there yet"),
        (lambda p: dataclasses.replace(p, fields=p.fields * 2), "is there twice"),
        (lambda p: dataclasses.replace(p, connect=dataclasses.replace(p.connect, fills=("x",))), "connect fills 'x'"),
        (
            lambda p: dataclasses.replace(p, modes=dataclasses.replace(p.modes, separate=True)),
            "something that tells both modes",
        ),
        (lambda p: _probe(p, lambda probe: dataclasses.replace(probe, source="")), "probe: it has no source"),
        (lambda p: _probe(p, lambda probe: dataclasses.replace(probe, base_url="")), "needs an address"),
        (lambda p: _probe(p, lambda probe: dataclasses.replace(probe, requests=())), "api_key is not checked"),
        (lambda p: _probe(p, lambda probe: _first_request(probe, source="")), "/v1/models: it has no source"),
        (lambda p: _probe(p, lambda probe: _first_request(probe, field="x")), "there is no field 'x'"),
        (lambda p: _probe(p, lambda probe: _first_request(probe, path="/{x}")), "nothing fills {x}"),
        (lambda p: _probe(p, lambda probe: _first_request(probe, rules=())), "no rule says when it is ok"),
        (
            lambda p: _probe(
                p, lambda b: _first_request(b, rules=(dataclasses.replace(b.requests[0].rules[0], body={}),))
            ),
            "any proxy can answer 200",
        ),
    ],
)
def test_the_validator_says_no(catalogue: Catalogue, spoil: Callable[[Provider], Provider], said: str) -> None:
    spoilt = spoil(catalogue.get("openai"))
    found = problems(Catalogue([spoilt]))
    assert any(said in each for each in found), found


def test_the_validator_compares_providers(catalogue: Catalogue) -> None:
    twin = dataclasses.replace(catalogue.get("openai"), id="twin", aliases=())
    found = problems(Catalogue([catalogue.get("openai"), twin]))
    assert "the variable OPENAI_API_KEY belongs to openai.api_key, twin.api_key" in found
    assert "the words 'openai' belong to openai, twin" in found
