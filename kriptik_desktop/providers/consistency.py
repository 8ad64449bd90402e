"""Reads the whole catalogue for contradictions that a single file cannot show, and for facts without a source.

Kept in the product, not in the tests, so that ``doctor`` says the same of a catalogue that somebody has changed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from kriptik_desktop.providers.catalogue import CATEGORIES, Catalogue
from kriptik_desktop.providers.checks import check_format
from kriptik_desktop.providers.model import Field, PairingRule, Provider
from kriptik_desktop.providers.probe_consistency import compiles, is_source, probe_problems, unknown_placeholders
from kriptik_desktop.providers.probe_shape import Probe

PUBLIC_PREFIXES = ("NEXT_PUBLIC_", "VITE_", "PUBLIC_", "REACT_APP_", "EXPO_PUBLIC_", "NUXT_PUBLIC_", "GATSBY_")
"""Variables of these names end up in the browser."""
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_ENV = re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)*")
ECOSYSTEMS = ("npm", "pypi", "go", "crates", "gems", "composer", "terraform", "dialect", "docker", "file")
"""Where packages are listed; a dialect is a driver's name in settings, a file one that only this provider reads."""
LANGUAGES = ("python", "php", "ruby", "rust")
_PAIRING_NEEDS = {
    "same_mode": ("fields",),
    "same_part": ("parts",),
    "claim_is": ("field", "claim", "value"),
    "looks_like": ("field", "pattern"),
    "requires": ("field", "fields"),
}


def problems(catalogue: Catalogue) -> list[str]:
    """Return everything found wrong, each with the provider it concerns; an empty list means none."""
    found = [f"{each.id}: {text}" for each in catalogue.all() for text in _of_provider(each)]
    return found + list(_across(catalogue))


def _across(catalogue: Catalogue) -> Iterator[str]:
    yield from _shared_variables(catalogue)
    users: dict[str, set[str]] = defaultdict(set)
    for provider in catalogue.all():
        for phrase in provider.words.names:
            users[phrase].add(provider.id)
        for name in provider.same_variables_as:
            if name not in catalogue or provider.id not in catalogue.get(name).same_variables_as:
                yield f"{provider.id}: {name} does not say that it has the same variables"
    for phrase, ids in users.items():
        if len(ids) > 1:
            yield f"the words {phrase!r} belong to {', '.join(sorted(ids))}"


def _shared_variables(catalogue: Catalogue) -> Iterator[str]:
    """Two fields with one variable would overwrite each other in a project that uses both."""
    users: dict[str, list[tuple[Provider, Field]]] = defaultdict(list)
    for provider in catalogue.all():
        for field in provider.fields:
            for name in _all_env(field):
                users[name].append((provider, field))
    for name, owners in users.items():
        ids = [provider.id for provider, _ in owners]
        agreed = all(set(ids) - {provider.id} <= set(provider.same_variables_as) for provider, _ in owners)
        if len(owners) > 1 and not (agreed and len(set(ids)) == len(ids)):
            yield f"the variable {name} belongs to {', '.join(sorted(f'{p.id}.{f.name}' for p, f in owners))}"


def _of_provider(provider: Provider) -> Iterator[str]:
    yield from _identity(provider)
    yield from _words(provider)
    yield from _twice("field", (each.name for each in provider.fields))
    for field in provider.fields:
        yield from (f"field {field.name}: {text}" for text in _field(field))
    yield from _references(provider)
    yield from _modes(provider)
    for rule in provider.pairing:
        yield from (f"pairing {rule.kind}: {text}" for text in _pairing(rule))
    yield from _packages("packages", provider.packages, ECOSYSTEMS)
    yield from _packages("imports", provider.imports, LANGUAGES)
    yield from _packages("spoken_by", provider.spoken_by, ECOSYSTEMS)
    if provider.probe is not None:
        yield from (f"probe: {text}" for text in probe_problems(provider, provider.probe))


def _identity(provider: Provider) -> Iterator[str]:
    names = (provider.id, provider.icon)
    yield from (f"{name!r} is no slug" for name in names if not _ID.fullmatch(name))
    yield from (f"category {each!r} is unknown" for each in provider.categories if each not in CATEGORIES)
    yield from _twice("category", provider.categories)
    strange = (each for each in provider.suggested if each not in provider.categories)
    yield from (f"it is suggested for {each!r}, not its category" for each in strange)
    for address in (provider.homepage, provider.dashboard_url):
        if not address.startswith("https://"):
            yield f"{address!r} is not an https address"
    if provider.person_fields and not 2 <= len(provider.instructions) <= 4:
        yield "two to four steps lead to the credential"
    yield from unknown_placeholders(
        "steps", provider.instructions, {"callback_url"} if provider.callback_path else set()
    )
    sources = {"dashboard": provider.dashboard_source}
    if provider.least_privilege is not None:
        sources["least privilege"] = provider.least_privilege.source
    if provider.webhook is not None:
        sources["webhook"] = provider.webhook.source
    yield from (f"the {what} has no source" for what, source in sources.items() if not is_source(source))


def _words(provider: Provider) -> Iterator[str]:
    words = provider.words
    texts = [*words.names, *words.not_counting, *(text for each in words.by_category.values() for text in each)]
    yield from (
        f"the words {text!r} are not in lower case" for text in texts if text != text.lower().strip() or not text
    )
    yield from (f"{text!r} both counts and does not" for text in words.names if text in words.not_counting)
    yield from (
        f"words for {each!r}, not its category" for each in words.by_category if each not in provider.categories
    )
    if not words.names:
        yield "no words name it"
    if len(provider.categories) > 1:
        yield from (f"no words speak for {each}" for each in provider.categories if each not in words.by_category)


def _field(field: Field) -> Iterator[str]:
    if not _NAME.fullmatch(field.name):
        yield "its name is not in snake case"
    if not field.env:
        yield "it has no variable"
    yield from (f"{name!r} is no variable name" for name in _all_env(field) if not _ENV.fullmatch(name))
    if field.secret:
        exposed = (name for name in _all_env(field) if name.startswith(PUBLIC_PREFIXES))
        yield from (f"the secret would be public as {name}" for name in exposed)
    if field.source == "provisioned" and not field.until_provisioned:
        yield "it does not say why it is not there yet"
    if field.source == "person" and not field.help:
        yield "it has no help"
    if field.pattern is not None:
        yield from _pattern_of(field)


def _pattern_of(field: Field) -> Iterator[str]:
    if not (is_source(field.pattern_source) and field.pattern_hint):
        yield "its pattern has no source or no hint"
    if not compiles(field.pattern or ""):
        yield "its pattern does not compile"
    elif not field.example or check_format(field, field.example):
        yield "its example does not match its pattern"


def _references(provider: Provider) -> Iterator[str]:
    required = {each.name for each in provider.required_fields}
    yield from (
        f"connect fills {name!r}, which is not required" for name in provider.connect.fills if name not in required
    )
    named = [each.field for each in provider.modes.rules]
    for rule in provider.pairing:
        named += [*rule.fields, *(part.field for part in rule.parts), *([rule.field] if rule.field else [])]
    if provider.webhook is not None and provider.webhook.secret_field:
        named.append(provider.webhook.secret_field)
    yield from (f"there is no field {name!r}" for name in sorted(set(named)) if provider.field(name) is None)


def _modes(provider: Provider) -> Iterator[str]:
    modes = provider.modes
    told = {each.mode for each in modes.rules} == {"test", "live"} or _proves_modes(provider.probe)
    if modes.separate and not (told and is_source(modes.source)):
        yield "modes: something that tells both modes and a source are needed"
    yield from (f"modes: {each.pattern!r} does not compile" for each in modes.rules if not compiles(each.pattern))


def _proves_modes(probe: Probe | None) -> bool:
    if probe is None:
        return False
    rules = [*probe.rules, *(rule for each in probe.requests for rule in each.rules)]
    read = any(each.mode for each in probe.requests)
    return bool(probe.client) or read or {rule.mode for rule in rules} >= {"test", "live"}


def _packages(what: str, listed: Mapping[str, tuple[str, ...]], known: tuple[str, ...]) -> Iterator[str]:
    yield from (f"{what}: {key!r} is unknown" for key in listed if key not in known)
    for key, names in listed.items():
        yield from _twice(f"{what}.{key}", names)
        yield from (f"{what}.{key}: {name!r} is no name" for name in names if not name or name != name.strip())


def _pairing(rule: PairingRule) -> Iterator[str]:
    yield from (f"{need} is missing" for need in _PAIRING_NEEDS[rule.kind] if not getattr(rule, need))
    patterns = [rule.pattern, rule.after, *(part.pattern for part in rule.parts)]
    yield from (f"{each!r} does not compile" for each in patterns if each and not compiles(each))
    yield from ("a part is a pattern or a claim" for part in rule.parts if bool(part.pattern) == bool(part.claim))
    if not is_source(rule.source):
        yield "it has no source"


def _twice(what: str, names: Iterable[str]) -> Iterator[str]:
    listed = list(names)
    return (f"the {what} {name!r} is there twice" for name in sorted(set(listed)) if listed.count(name) > 1)


def _all_env(field: Field) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*field.env, *(name for names in field.framework_env.values() for name in names))))
