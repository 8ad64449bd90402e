"""Which template makes which file, and for which stacks.

One table instead of conditions spread over code: what a stack gets can be read here, and a test can walk all of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kriptik_desktop.builds.scaffold.content import Has
from kriptik_desktop.builds.scaffold.model import Section

_LIB, _APP, _PARTS = "src/lib", "src/app", "src/components"


@dataclass(frozen=True, slots=True)
class TemplateFile:
    """One file: ``section`` is the task that writes it, ``when`` says whether a stack has it."""

    path: str
    template: str
    section: Section
    when: Callable[[Has], bool]


def _always(has: Has) -> bool:
    return True


def _file(path: str, template: str, section: Section, when: Callable[[Has], bool] = _always) -> TemplateFile:
    return TemplateFile(path, f"{template}.j2", section, when)


FILES: tuple[TemplateFile, ...] = (
    _file("tsconfig.json", "base/tsconfig.json", "base"),
    _file("env.d.ts", "base/env.d.ts", "base"),
    _file("next.config.ts", "base/next.config.ts", "base"),
    _file(".gitignore", "base/gitignore", "base"),
    _file(f"{_APP}/globals.css", "base/globals.css", "base"),
    _file(f"{_APP}/layout.tsx", "base/layout.tsx", "base"),
    _file(f"{_APP}/page.tsx", "base/page.tsx", "base"),
    _file(f"{_APP}/not-found.tsx", "base/not-found.tsx", "base"),
    _file(f"{_APP}/error.tsx", "base/error.tsx", "base"),
    _file(f"{_PARTS}/site-header.tsx", "base/site-header.tsx", "base"),
    _file(f"{_PARTS}/notice.tsx", "base/notice.tsx", "base", lambda has: has.google or has.stripe or has.json_routes),
    _file(f"{_APP}/setup/page.tsx", "base/setup.tsx", "base", lambda has: has.any),
    _file(f"{_LIB}/env.ts", "base/env.ts", "base", lambda has: has.any),
    _file(f"{_LIB}/http.ts", "base/http.ts", "base", lambda has: has.stripe or has.supabase or has.json_routes),
    _file(f"{_LIB}/rate-limit.ts", "base/rate-limit.ts", "base", lambda has: has.json_routes),
    _file(f"{_LIB}/instructions.ts", "ai/instructions.ts", "ai", lambda has: has.ai),
    _file(f"{_LIB}/summaries.ts", "ai/summaries.ts", "ai", lambda has: has.ai),
    _file(f"{_APP}/api/summaries/route.ts", "ai/route.ts", "ai", lambda has: has.ai),
    _file(f"{_APP}/summaries/page.tsx", "ai/page.tsx", "ai", lambda has: has.ai),
    _file(f"{_PARTS}/summary-form.tsx", "ai/summary-form.tsx", "ai", lambda has: has.ai),
    _file(f"{_LIB}/openai.ts", "ai/openai.ts", "openai", lambda has: has.openai),
    _file(f"{_LIB}/anthropic.ts", "ai/anthropic.ts", "anthropic", lambda has: has.anthropic),
    _file(f"{_LIB}/stripe.ts", "stripe/stripe.ts", "stripe", lambda has: has.stripe),
    _file(f"{_LIB}/stripe-events.ts", "stripe/events.ts", "stripe", lambda has: has.stripe),
    _file(f"{_LIB}/billing.ts", "stripe/billing.ts", "stripe", lambda has: has.stripe),
    _file(f"{_LIB}/origin.ts", "base/origin.ts", "stripe", lambda has: has.stripe),
    _file(f"{_APP}/api/stripe/checkout/route.ts", "stripe/checkout.ts", "stripe", lambda has: has.stripe),
    _file(f"{_APP}/api/stripe/portal/route.ts", "stripe/portal.ts", "stripe", lambda has: has.stripe),
    _file(f"{_APP}/api/webhooks/stripe/route.ts", "stripe/webhook.ts", "stripe", lambda has: has.stripe),
    _file(f"{_APP}/pricing/page.tsx", "stripe/pricing.tsx", "stripe", lambda has: has.stripe),
    _file(f"{_APP}/billing/success/page.tsx", "stripe/success.tsx", "stripe", lambda has: has.stripe),
    _file("src/auth.ts", "google/auth.ts", "google-oauth", lambda has: has.google),
    _file(f"{_APP}/api/auth/[...nextauth]/route.ts", "google/route.ts", "google-oauth", lambda has: has.google),
    _file(f"{_LIB}/user.ts", "google/user.ts", "google-oauth", lambda has: has.google),
    _file(f"{_PARTS}/account-menu.tsx", "google/account-menu.tsx", "google-oauth", lambda has: has.google),
    _file(f"{_APP}/sign-in/page.tsx", "google/sign-in.tsx", "google-oauth", lambda has: has.google),
    _file(f"{_APP}/dashboard/page.tsx", "google/dashboard.tsx", "google-oauth", lambda has: has.google),
    _file(f"{_LIB}/supabase/server.ts", "supabase/server.ts", "supabase", lambda has: has.supabase),
    _file(f"{_LIB}/supabase/browser.ts", "supabase/browser.ts", "supabase", lambda has: has.supabase),
    _file(f"{_LIB}/supabase/types.ts", "supabase/types.ts", "supabase", lambda has: has.supabase),
    _file(f"{_LIB}/profiles.ts", "supabase/profiles.ts", "supabase", lambda has: has.supabase and has.google),
    _file("supabase/schema.sql", "supabase/schema.sql", "supabase", lambda has: has.supabase),
    _file(f"{_LIB}/email.ts", "resend/email.ts", "resend", lambda has: has.resend),
    _file(f"{_APP}/api/contact/route.ts", "resend/route.ts", "resend", lambda has: has.resend),
    _file(f"{_APP}/contact/page.tsx", "resend/page.tsx", "resend", lambda has: has.resend),
    _file(f"{_PARTS}/contact-form.tsx", "resend/contact-form.tsx", "resend", lambda has: has.resend),
    _file("README.md", "docs/readme.md", "docs"),
    _file("INTEGRATIONS.md", "docs/integrations.md", "docs"),
)
