"""The packages of generated projects, each with one exact version.

Exact versions make today's proof hold tomorrow: this set was installed, type-checked and built together. The newest
releases of openai and supabase-js need Node 22; these are the last ones that run on the Node 20.9 a project promises.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

NODE_RANGE = ">=20.9.0"

BASE: Mapping[str, str] = {"next": "16.4.6", "react": "19.3.1", "react-dom": "19.3.1"}
WITH_ANY: Mapping[str, str] = {"server-only": "0.0.1", "zod": "4.6.7"}
BY_INTEGRATION: Mapping[str, Mapping[str, str]] = {
    "stripe": {"stripe": "23.1.0"},
    "google-oauth": {"next-auth": "5.0.0-beta.32"},
    "supabase": {"@supabase/supabase-js": "2.109.0"},
    "openai": {"openai": "6.49.0"},
    "anthropic": {"@anthropic-ai/sdk": "1.12.0"},
    "resend": {"resend": "6.38.0"},
}
DEVELOPMENT: Mapping[str, str] = {
    "@types/node": "20.19.43",
    "@types/react": "19.3.0",
    "@types/react-dom": "19.3.0",
    "typescript": "7.0.2",
}

OPENAI_MODEL = "gpt-5.4-mini"
"""A member of the type ChatModel of the pinned openai package; the type check of a project proves it."""
ANTHROPIC_MODEL = "claude-haiku-5-5"
"""A member of the type Model of the pinned @anthropic-ai/sdk package."""


def dependencies(integrations: Iterable[str]) -> dict[str, str]:
    """Return the packages a stack needs at run time, by name."""
    wanted = sorted(set(integrations) & BY_INTEGRATION.keys())
    found = {**BASE, **(WITH_ANY if wanted else {})}
    for integration_id in wanted:
        found.update(BY_INTEGRATION[integration_id])
    return dict(sorted(found.items()))


def all_packages() -> frozenset[str]:
    """Return the names of all packages a project may depend on."""
    every = (BASE, WITH_ANY, DEVELOPMENT, *BY_INTEGRATION.values())
    return frozenset(name for packages in every for name in packages)
