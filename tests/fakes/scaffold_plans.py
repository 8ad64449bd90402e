"""Plans for the scaffold's tests, made from the real catalogue."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from kriptik_desktop.builds.scaffold.features import features_not_built
from kriptik_desktop.builds.scaffold.model import ScaffoldField, ScaffoldIntegration, ScaffoldPlan
from kriptik_desktop.providers.catalogue import Catalogue

MAIN_PROMPT = "A SaaS with Stripe subscriptions, Google sign-in, a Supabase database and GPT summaries of meeting notes"
MAIN_STACK = ("stripe", "google-oauth", "supabase", "openai")


@cache
def catalogue() -> Catalogue:
    return Catalogue.load()


def integration(integration_id: str, reason: str = "The prompt asks for it.") -> ScaffoldIntegration:
    provider = catalogue().get(integration_id)
    fields = tuple(
        ScaffoldField(field.name, field.label, field.env_names("nextjs"), field.secret, field.source, field.required)
        for field in provider.fields
    )
    return ScaffoldIntegration(
        provider.id, provider.name, provider.categories[0], fields, provider.dashboard_url, provider.steps, reason
    )


def plan_of(stack: Iterable[str], name: str = "Meeting Notes", prompt: str = MAIN_PROMPT) -> ScaffoldPlan:
    ids = tuple(stack)
    return ScaffoldPlan(name, prompt, tuple(map(integration, ids)), features_not_built(prompt, ids))
