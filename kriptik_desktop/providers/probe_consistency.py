"""Reads one probe for what cannot work: an address nobody gave, a rule that fits nothing, a check that proves nothing.

Apart from the other consistency rules, because these are about one conversation and need only its provider.
"""

from __future__ import annotations

import importlib.util
import json
import re
from collections.abc import Iterable, Iterator

from kriptik_desktop.providers.composing import placeholders
from kriptik_desktop.providers.model import Provider
from kriptik_desktop.providers.probe_shape import Probe, Request, Rule


def probe_problems(provider: Provider, probe: Probe) -> Iterator[str]:
    """Yield everything found wrong with a provider's probe."""
    if not is_source(probe.source):
        yield "it has no source"
    yield from _addresses(provider, probe)
    if bool(probe.requests) == bool(probe.client):
        yield "it asks nothing" if not probe.client else "a client asks by itself, so there are no requests"
    if probe.client and importlib.util.find_spec(f"kriptik_desktop.providers.clients.{probe.client}") is None:
        yield f"there is no client {probe.client!r}"
    if not probe.client:
        judged = {each.field for each in probe.requests} | {name for each in probe.requests for name in _used(each)}
        unasked = (each.name for each in provider.required_fields if each.secret and each.name not in judged)
        yield from (f"{name} is not checked" for name in unasked)
    for rule in probe.rules:
        yield from _rule(provider, rule)
    for at, request in enumerate(probe.requests):
        yield from (f"{request.path}: {text}" for text in _request(provider, probe, request, first=at == 0))


def unknown_placeholders(where: str, texts: Iterable[str], known: set[str]) -> Iterator[str]:
    """Yield the placeholders in templates that nothing fills."""
    found = {name for text in texts for name in placeholders(text)}
    return (f"{where}: nothing fills {{{name}}}" for name in sorted(found - known))


def is_source(text: str) -> bool:
    """Tell whether a text says where a fact comes from."""
    return text.startswith("https://") or text.startswith("RFC ")


def compiles(pattern: str) -> bool:
    """Tell whether a text is a regular expression."""
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True


def _addresses(provider: Provider, probe: Probe) -> Iterator[str]:
    if (probe.base_url and probe.base_field) or not (probe.base_url or probe.base_field or probe.client):
        yield "it needs an address or the field that holds one"
    fields = {each.name for each in provider.fields}
    for address in (probe.base_url, *probe.hosts.values()):
        if address and not address.startswith("https://"):
            yield f"{address!r} is not an https address"
        yield from unknown_placeholders("address", (address,), fields)
    if probe.base_field and probe.base_field not in fields:
        yield f"there is no field {probe.base_field!r}"


def _request(provider: Provider, probe: Probe, request: Request, *, first: bool) -> Iterator[str]:
    if not is_source(request.source):
        yield "it has no source"
    fields = {each.name for each in provider.fields}
    yield from unknown_placeholders("request", request.templates, fields | {"callback_url"})
    named = {request.field, *_used(request), *([request.when.field] if request.when else [])}
    yield from (f"there is no field {name!r}" for name in sorted(named - fields - {"callback_url"}))
    yield from _manner(probe, request, first=first)
    if not any(rule.outcome == "ok" for rule in (*request.rules, *probe.rules)):
        yield "no rule says when it is ok"
    for rule in request.rules:
        yield from _rule(provider, rule)


def _manner(probe: Probe, request: Request, *, first: bool) -> Iterator[str]:
    if request.when and request.when.pattern and not compiles(request.when.pattern):
        yield f"{request.when.pattern!r} does not compile"
    if request.after and first:
        yield "it comes after another, and there is none before it"
    if request.host and request.host not in probe.hosts:
        yield f"there is no host {request.host!r}"
    if request.json and not _is_json(request.json):
        yield "its body is no JSON"
    if request.json and request.form:
        yield "it sends a form and a JSON text"


def _rule(provider: Provider, rule: Rule) -> Iterator[str]:
    patterns = (*rule.body.values(), *rule.headers.values())
    yield from (f"{each!r} does not compile" for each in patterns if not compiles(each))
    yield from (f"header {name!r} is not in lower case" for name in rule.headers if name != name.lower())
    if rule.outcome == "ok" and not rule.body:
        yield "a success must be read from the body, because any proxy can answer 200"
    if rule.field and provider.field(rule.field) is None:
        yield f"there is no field {rule.field!r}"
    groups = {name for each in patterns if compiles(each) for name in re.compile(each).groupindex}
    yield from unknown_placeholders("rule", (rule.note, rule.missing), groups)


def _used(request: Request) -> set[str]:
    auth = {request.auth.field, request.auth.password_field} - {""}
    return auth | {name for text in request.templates for name in placeholders(text)}


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True
