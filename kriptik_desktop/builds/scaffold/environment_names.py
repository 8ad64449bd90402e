"""Which variables a generated project reads, and where each value comes from.

Credential variables come from the plan's fields; what the code needs beyond them are choices of the person (a price,
a sender), which nobody can fill in for them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kriptik_desktop.builds.scaffold.model import EnvSetting, ScaffoldField, ScaffoldIntegration, ScaffoldPlan
from kriptik_desktop.builds.scaffold.versions import ANTHROPIC_MODEL, OPENAI_MODEL

_NAME = re.compile(r"[A-Z][A-Z0-9_]*")

READ_BY_CODE: dict[str, tuple[str, ...]] = {
    "stripe": ("STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET"),
    "google-oauth": ("GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET", "AUTH_SECRET"),
    "supabase": ("NEXT_PUBLIC_SUPABASE_URL", "NEXT_PUBLIC_SUPABASE_ANON_KEY", "SUPABASE_SERVICE_ROLE_KEY"),
    "openai": ("OPENAI_API_KEY",),
    "anthropic": ("ANTHROPIC_API_KEY",),
    "resend": ("RESEND_API_KEY",),
}

_CHOICES: dict[str, tuple[EnvSetting, ...]] = {
    "stripe": (
        EnvSetting(
            "STRIPE_PRICE_ID",
            "The recurring price that is for sale (price_...). Create a product with a price in Stripe's catalogue.",
            needed=True,
        ),
        EnvSetting(
            "APP_URL",
            "The address people reach the app under, such as https://example.com.",
            needed=False,
            default="the address that the request names",
        ),
    ),
    "openai": (EnvSetting("OPENAI_MODEL", "The OpenAI model that summarises.", needed=False, default=OPENAI_MODEL),),
    "anthropic": (
        EnvSetting("ANTHROPIC_MODEL", "The Claude model that summarises.", needed=False, default=ANTHROPIC_MODEL),
    ),
    "resend": (
        EnvSetting(
            "EMAIL_FROM",
            "The sender, such as Team <hello@example.com>. Its domain must be verified at Resend.",
            needed=True,
        ),
        EnvSetting("CONTACT_EMAIL", "The address that gets what visitors send by the contact form.", needed=True),
    ),
}


@dataclass(frozen=True, slots=True)
class Variable:
    """One variable of ``.env``; ``where`` says in a sentence how to get its value."""

    name: str
    where: str
    secret: bool
    field: ScaffoldField | None = None
    setting: EnvSetting | None = None


def env_settings(plan: ScaffoldPlan) -> tuple[EnvSetting, ...]:
    """Return the choices the generated code reads from ``.env`` and that no credential fills."""
    return tuple(setting for item in plan.integrations for setting in _CHOICES.get(item.id, ()))


def variables_of(item: ScaffoldIntegration) -> tuple[Variable, ...]:
    """Return the variables of one integration, choices last; raises ValueError for a name no shell would take."""
    found = {
        name: Variable(name, _where(item, field), field.secret, field=field)
        for field in item.fields
        for name in field.env_names
    }
    for name in READ_BY_CODE.get(item.id, ()):
        found.setdefault(name, Variable(name, _ending(f"{item.name}. {item.dashboard_url}"), secret=True))
    for setting in _CHOICES.get(item.id, ()):
        found[setting.name] = Variable(setting.name, setting.comment, secret=False, setting=setting)
    wrong = [name for name in found if not _NAME.fullmatch(name)]
    if wrong:
        raise ValueError(f"not a name for a variable: {wrong[0]!r}")
    return tuple(found.values())


def _where(item: ScaffoldIntegration, field: ScaffoldField) -> str:
    label = f"{item.name}: {field.label}."
    if field.source == "generated":
        return f"{label} Any long random text of your own."
    if field.source == "provisioned":
        return f"{label} Issued when the app is registered there."
    return _ending(f"{label} Get it at {item.dashboard_url}") if item.dashboard_url else label


def _ending(text: str) -> str:
    return text if text.endswith(".") else f"{text} ."
