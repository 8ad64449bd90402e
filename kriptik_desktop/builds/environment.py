"""Which lines of ``.env`` an integration fills, and from which field of its credential.

One field may fill several names with the same value: the plan's own name and those the framework reads besides.
"""

from __future__ import annotations

from collections.abc import Iterable

from kriptik_desktop.builds.scaffold.model import EnvSetting
from kriptik_desktop.envfiles.model import EnvEntry
from kriptik_desktop.providers.model import Provider
from kriptik_desktop.vault.model import Credential

FRAMEWORK = "nextjs"
"""What the scaffold builder writes."""


def env_entries(provider: Provider, credential: Credential) -> list[EnvEntry]:
    """Return the lines that a credential fills; a value still to come becomes a commented line with its reason."""
    entries = []
    for field in provider.fields:
        value = credential.value(field.name)
        if value is None and field.source == "person":
            continue
        for name in field.env_names(FRAMEWORK):
            entries.append(EnvEntry(name, value, f"{provider.name}: {field.label}", field.until_provisioned))
    return entries


def unconnected_entries(provider: Provider, reason: str) -> list[EnvEntry]:
    """Return the lines of an integration that stays unconnected: all commented, with the reason."""
    return [
        EnvEntry(name, None, f"{provider.name}: {field.label}", reason)
        for field in provider.fields
        for name in field.env_names(FRAMEWORK)
    ]


def example_entries(providers: Iterable[Provider]) -> list[EnvEntry]:
    """Return the lines of ``.env.example``: names and where their values come from, never a value."""
    return [
        EnvEntry(name, None, _where(provider, field.label, field.source, field.until_provisioned))
        for provider in providers
        for field in provider.fields
        for name in field.env_names(FRAMEWORK)
    ]


def choice_entries(settings: Iterable[EnvSetting]) -> list[EnvEntry]:
    """Return the lines of choices that are no credential: commented, with what holds until a person chooses."""
    return [
        EnvEntry(
            each.name,
            None,
            each.comment,
            f"{each.default} unless you choose another" if each.default else "yours to choose",
        )
        for each in settings
    ]


def required_names(provider: Provider) -> list[str]:
    """Return the names that must have a value once the integration is connected."""
    return [
        name
        for field in provider.fields
        if field.source == "generated" or (field.source == "person" and field.required)
        for name in field.env_names(FRAMEWORK)
    ]


def _where(provider: Provider, label: str, source: str, until_provisioned: str) -> str:
    if source == "generated":
        return f"{provider.name}: {label}; any long random text"
    if source == "provisioned":
        return f"{provider.name}: {label}. {until_provisioned}".rstrip()
    return f"{provider.name}: {label}, from {provider.dashboard_url}"
