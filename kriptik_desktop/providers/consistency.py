"""Reads the whole catalogue for contradictions that a single file cannot show, and for facts without a source.

Kept in the product, not in the tests, so that ``doctor`` says the same of a catalogue that somebody has changed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from kriptik_desktop.providers.catalogue import CATEGORIES, Catalogue
from kriptik_desktop.providers.checks import check_format
from kriptik_desktop.providers.model import Field, PairingRule, Probe, Provider, Request, Rule

PUBLIC_PREFIXES = ("NEXT_PUBLIC_", "VITE_", "PUBLIC_", "REACT_APP_", "EXPO_PUBLIC_", "NUXT_PUBLIC_", "GATSBY_")
"""Variables of these names end up in the browser."""
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_ENV = re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)*")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_PAIRING_NEEDS = {
    "same_mode": ("fields",),
    "same_part": ("parts",),
    "claim_is": ("field", "claim", "value"),
    "looks_like": ("field", "pattern"),
}


def problems(catalogue: Catalogue) -> list[str]:
    """Return everything found wrong, each with the provider it concerns; an empty list means none."""
    found = [f"{each.id}: {text}" for each in catalogue.all() for text in _of_provider(each)]
    return found + list(_across(catalogue))


def _across(catalogue: Catalogue) -> Iterator[str]:
    users: dict[str, set[str]] = defaultdict(set)
    for provider in catalogue.all():
        for field in provider.fields:
            for name in _all_env(field):
                users[f"the variable {name}"].add(f"{provider.id}.{field.name}")
        for phrase in provider.words.names:
            users[f"the words {phrase!r}"].add(provider.id)
    return (f"{what} belongs to {', '.join(sorted(who))}" for what, who in users.items() if len(who) > 1)


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
    if provider.probe is not None:
        yield from (f"probe: {text}" for text in _probe(provider, provider.probe))


def _identity(provider: Provider) -> Iterator[str]:
    names = (provider.id, provider.icon)
    yield from (f"{name!r} is no slug" for name in names if not _ID.fullmatch(name))
    yield from (f"category {each!r} is unknown" for each in provider.categories if each not in CATEGORIES)
    yield from _twice("category", provider.categories)
    for address in (provider.homepage, provider.dashboard_url):
        if not address.startswith("https://"):
            yield f"{address!r} is not an https address"
    if provider.person_fields and not 2 <= len(provider.instructions) <= 4:
        yield "two to four steps lead to the credential"
    yield from _unknown_placeholders(
        "steps", provider.instructions, {"callback_url"} if provider.callback_path else set()
    )
    sources = {"dashboard": provider.dashboard_source}
    if provider.least_privilege is not None:
        sources["least privilege"] = provider.least_privilege.source
    if provider.webhook is not None:
        sources["webhook"] = provider.webhook.source
    yield from (f"the {what} has no source" for what, source in sources.items() if not _is_source(source))


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
    if not (_is_source(field.pattern_source) and field.pattern_hint):
        yield "its pattern has no source or no hint"
    if not _compiles(field.pattern or ""):
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
    if modes.separate and not ({each.mode for each in modes.rules} == {"test", "live"} and _is_source(modes.source)):
        yield "modes: rules for both modes and a source are needed"
    yield from (f"modes: {each.pattern!r} does not compile" for each in modes.rules if not _compiles(each.pattern))


def _pairing(rule: PairingRule) -> Iterator[str]:
    yield from (f"{need} is missing" for need in _PAIRING_NEEDS[rule.kind] if not getattr(rule, need))
    patterns = [rule.pattern, *(part.pattern for part in rule.parts)]
    yield from (f"{each!r} does not compile" for each in patterns if each and not _compiles(each))
    yield from ("a part is a pattern or a claim" for part in rule.parts if bool(part.pattern) == bool(part.claim))
    if not _is_source(rule.source):
        yield "it has no source"


def _probe(provider: Provider, probe: Probe) -> Iterator[str]:
    if not _is_source(probe.source):
        yield "it has no source"
    if bool(probe.base_url) == bool(probe.base_field):
        yield "it needs an address or the field that holds one"
    if probe.base_url and not probe.base_url.startswith("https://"):
        yield f"{probe.base_url!r} is not an https address"
    if not probe.requests:
        yield "it asks nothing"
    judged = {each.field for each in probe.requests} | {name for each in probe.requests for name in _used(each)}
    unasked = (each.name for each in provider.required_fields if each.secret and each.name not in judged)
    yield from (f"{name} is not checked" for name in unasked)
    for rule in probe.rules:
        yield from _rule(provider, rule)
    for request in probe.requests:
        yield from (f"{request.path}: {text}" for text in _request(provider, probe, request))


def _request(provider: Provider, probe: Probe, request: Request) -> Iterator[str]:
    if not _is_source(request.source):
        yield "it has no source"
    fields = {each.name for each in provider.fields}
    texts = [request.path, *request.query.values(), *request.headers.values(), *request.form.values()]
    yield from _unknown_placeholders("request", texts, fields | {"callback_url"})
    named = {request.field, *_used(request), *([request.when.field] if request.when else [])}
    yield from (f"there is no field {name!r}" for name in sorted(named - fields - {"callback_url"}))
    if request.when and request.when.pattern and not _compiles(request.when.pattern):
        yield f"{request.when.pattern!r} does not compile"
    if not any(rule.outcome == "ok" for rule in (*request.rules, *probe.rules)):
        yield "no rule says when it is ok"
    for rule in request.rules:
        yield from _rule(provider, rule)


def _rule(provider: Provider, rule: Rule) -> Iterator[str]:
    yield from (f"{each!r} does not compile" for each in rule.body.values() if not _compiles(each))
    if rule.outcome == "ok" and not rule.body:
        yield "a success must be read from the body, because any proxy can answer 200"
    if rule.field and provider.field(rule.field) is None:
        yield f"there is no field {rule.field!r}"
    groups = {name for each in rule.body.values() if _compiles(each) for name in re.compile(each).groupindex}
    yield from _unknown_placeholders("rule", (rule.note, rule.missing), groups)


def _used(request: Request) -> set[str]:
    texts = [request.path, *request.query.values(), *request.headers.values(), *request.form.values()]
    auth = {request.auth.field, request.auth.password_field} - {""}
    return auth | {name for text in texts for name in _PLACEHOLDER.findall(text)}


def _unknown_placeholders(where: str, texts: Iterable[str], known: set[str]) -> Iterator[str]:
    found = {name for text in texts for name in _PLACEHOLDER.findall(text)}
    return (f"{where}: nothing fills {{{name}}}" for name in sorted(found - known))


def _twice(what: str, names: Iterable[str]) -> Iterator[str]:
    listed = list(names)
    return (f"the {what} {name!r} is there twice" for name in sorted(set(listed)) if listed.count(name) > 1)


def _all_env(field: Field) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*field.env, *(name for names in field.framework_env.values() for name in names))))


def _is_source(text: str) -> bool:
    return text.startswith("https://") or text.startswith("RFC ")


def _compiles(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True
