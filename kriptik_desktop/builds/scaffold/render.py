"""Renders the files of a plan: pure functions from names and reasons to text.

The brackets are << >> and <% %>, since {{ }} is everyday TypeScript; an unknown name in a template is an error.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from kriptik_desktop.builds.scaffold import content, escaping, features, versions
from kriptik_desktop.builds.scaffold.content import Has
from kriptik_desktop.builds.scaffold.environment_names import Variable, env_settings, variables_of
from kriptik_desktop.builds.scaffold.files import FILES
from kriptik_desktop.builds.scaffold.model import BUILDABLE, Route, ScaffoldPlan, Section

if TYPE_CHECKING:
    from jinja2 import Environment

STRIPE_EVENTS = (
    "checkout.session.completed",
    "customer.subscription.created",
    "customer.subscription.updated",
    "customer.subscription.deleted",
)
"""What the webhook route handles."""


def render_base(plan: ScaffoldPlan) -> dict[str, str]:
    """Return the files every project has, and those that belong to no single integration; POSIX path -> text."""
    return {"package.json": _package_json(plan), **_render(plan, "base", "ai")}


def render_integration(plan: ScaffoldPlan, integration_id: str) -> dict[str, str]:
    """Return the files of one integration; none for one that has no templates."""
    section: Section | None = next((each for each in _SECTIONS if each == integration_id), None)
    return _render(plan, section) if section and integration_id in plan.ids else {}


def render_docs(plan: ScaffoldPlan) -> dict[str, str]:
    """Return README.md and INTEGRATIONS.md."""
    return _render(plan, "docs")


def render_all(plan: ScaffoldPlan) -> dict[str, str]:
    """Return all files of a plan."""
    found = render_base(plan)
    for item in plan.integrations:
        found.update(render_integration(plan, item.id))
    return {**found, **render_docs(plan)}


def routes(plan: ScaffoldPlan) -> tuple[Route, ...]:
    """Return the paths of the generated app that providers call."""
    known = (
        Route("google-oauth", "callback", "/api/auth/callback/google"),
        Route("stripe", "webhook", "/api/webhooks/stripe", STRIPE_EVENTS),
    )
    return tuple(route for route in known if route.integration_id in plan.ids)


_SECTIONS: tuple[Section, ...] = ("stripe", "google-oauth", "supabase", "openai", "anthropic", "resend")


def _render(plan: ScaffoldPlan, *sections: Section) -> dict[str, str]:
    environment, names = _environment(), _names(plan)
    return {
        file.path: environment.get_template(file.template).render(names)
        for file in FILES
        if file.section in sections and file.when(names["has"])
    }


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

    # Nothing here is HTML that a browser parses: TSX gets JSON strings and Markdown its own escapes, by the filters.
    environment = Environment(
        autoescape=select_autoescape(enabled_extensions=()),
        loader=PackageLoader("kriptik_desktop.builds.scaffold", "templates"),
        undefined=StrictUndefined,
        block_start_string="<%",
        block_end_string="%>",
        variable_start_string="<<",
        variable_end_string=">>",
        comment_start_string="<#",
        comment_end_string="#>",
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    for name in ("js", "join_js", "md", "md_quote", "md_url"):
        environment.filters[name] = getattr(escaping, name)
    return environment


def _names(plan: ScaffoldPlan) -> dict[str, Any]:
    has = Has.of(plan)
    pages = content.pages(has)
    groups = [(item, variables_of(item)) for item in plan.integrations]
    return {
        "plan": plan,
        "has": has,
        "project_name": escaping.plain(plan.project_name) or "New app",
        "tagline": content.tagline(has),
        "nav": pages,
        "cards": pages,
        "actions": content.actions(has),
        "ai_ids": tuple(each for each in ("openai", "anthropic") if each in plan.ids),
        "variables": _each_once([variable for _, found in groups for variable in found]),
        "env_groups": [{"title": item.name, "names": [each.name for each in found]} for item, found in groups],
        "groups": groups,
        "settings": env_settings(plan),
        "checklist": features.checklist(plan),
        "unbuilt_integrations": [item for item in plan.integrations if item.id not in BUILDABLE],
        "routes": {(route.integration_id, route.kind): route for route in routes(plan)},
        "openai_model": versions.OPENAI_MODEL,
        "anthropic_model": versions.ANTHROPIC_MODEL,
        "node_range": versions.NODE_RANGE,
    }


def _each_once(variables: list[Variable]) -> list[Variable]:
    return list({variable.name: variable for variable in variables}.values())


def _package_json(plan: ScaffoldPlan) -> str:
    package = {
        "name": escaping.package_name(plan.project_name, versions.all_packages()),
        "version": "0.1.0",
        "private": True,
        "engines": {"node": versions.NODE_RANGE},
        "scripts": {
            "dev": "next dev",
            "build": "next build",
            "start": "next start",
            "typecheck": "tsc --noEmit",
        },
        "dependencies": versions.dependencies(plan.ids),
        "devDependencies": dict(versions.DEVELOPMENT),
    }
    return json.dumps(package, indent=2) + "\n"
