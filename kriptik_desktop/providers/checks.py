"""What can be said about typed values without asking anybody, before any of them leaves the computer.

A shape that does not fit is only a warning, because providers change their formats; what would expose a secret or mix
two environments is refused.
"""

from __future__ import annotations

import base64
import binascii
import ipaddress
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from kriptik_desktop.core.secret import Secret
from kriptik_desktop.providers.model import Field, Level, Mode, PairingRule, Part, Provider
from kriptik_desktop.providers.recognition import Recogniser
from kriptik_desktop.providers.strangers import stranger_in

Values = Mapping[str, Secret]
_AROUND = " \t\r\n\f\v\u00a0\u200b\u2028\u2029\ufeff"
_URL_SAFE = str.maketrans("-_", "+/")
_PASSWORD = re.compile(r"[a-z][a-z0-9+.-]*://[^/\s:@]*:[^/\s@]+@", re.IGNORECASE)
_LONGEST = 16_384
"""Characters; far beyond any key, and small enough to check while typing."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with a value; ``refuse`` keeps it from being sent or saved, ``warn`` does not."""

    level: Level
    field: str
    message: str


def clean(text: str) -> str:
    """Return a pasted value without the blanks and line ends around it."""
    return text.strip(_AROUND)


def check_format(field: Field, text: str) -> str | None:
    """Return what seems wrong with the shape of a value, or None; an empty value is not judged."""
    value = clean(text)
    if not value or field.pattern is None or _regex(field.pattern).search(value):
        return None
    return f"This does not look like the {within_sentence(field.label)}. {field.pattern_hint}".rstrip()


def check_values(provider: Provider, values: Values, recogniser: Recogniser | None = None) -> list[Finding]:
    """Return everything that can be seen wrong in a filled form: missing, unusable, misplaced, mixed up, odd.

    With a recogniser also what belongs to another provider, or is a secret where none may be.
    """
    findings = [*check_required(provider, values), *_usable(provider, values), *_address(provider, values)]
    findings += check_pairing(provider, values)
    if recogniser is not None:
        judged = {each.field for each in findings}
        texts = {each.name: clean(_text(values, each.name)) for each in provider.fields if each.name not in judged}
        strangers = (stranger_in(provider, name, text, recogniser) for name, text in texts.items() if text)
        findings += [Finding(each.level, each.field, each.message) for each in strangers if each is not None]
    judged = {each.field for each in findings}
    for field in provider.fields:
        warning = check_format(field, _text(values, field.name))
        if warning and field.name not in judged:
            findings.append(Finding("warn", field.name, warning))
    return findings


def check_required(provider: Provider, values: Values) -> list[Finding]:
    """Return a refusal for each required field that is empty."""
    empty = [each for each in provider.required_fields if not clean(_text(values, each.name))]
    return [Finding("refuse", each.name, f"The {within_sentence(each.label)} is missing.") for each in empty]


def check_pairing(provider: Provider, values: Values) -> list[Finding]:
    """Return what the provider's pairing rules find in the values that are there."""
    findings = (_CHECKS[rule.kind](provider, rule, values) for rule in provider.pairing)
    return [each for each in findings if each is not None]


def mode_of(provider: Provider, values: Values) -> Mode:
    """Return the mode the values show by themselves; ``none`` where they show none or contradict each other."""
    modes = {mode for field in provider.fields if (mode := _mode_of_field(provider, field.name, values)) is not None}
    return modes.pop() if len(modes) == 1 else "none"


def check_mode(provider: Provider, values: Values, wanted: Mode) -> list[Finding]:
    """Return a refusal for each value that belongs to another mode than the project."""
    if not provider.modes.separate or wanted == "none":
        return []
    names = {"test": provider.modes.test_name, "live": provider.modes.live_name}
    findings = []
    for field in provider.fields:
        found = _mode_of_field(provider, field.name, values)
        if found and found != wanted:
            message = (
                f"This is a {names[found]} key, and the project is in {wanted} mode. "
                f"Use the {names[wanted]} key, or change the project's mode."
            )
            findings.append(Finding("refuse", field.name, message))
    return findings


def jwt_claims(text: str) -> Mapping[str, Any] | None:
    """Return the payload of a JWT (RFC 7519 section 3), read without checking its signature; None if it is no JWT."""
    parts = text.split(".")
    if len(parts) != 3 or len(text) > _LONGEST:
        return None
    try:
        payload = json.loads(base64.urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4)))
    except (binascii.Error, ValueError, RecursionError):
        return None
    return payload if isinstance(payload, dict) else None


def is_loopback(host: str) -> bool:
    """Tell whether a host name or address means this computer."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def address_problem(address: str) -> str | None:
    """Return why a typed service address cannot be used, or None."""
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "This is not an address."
    if parts.scheme not in ("http", "https") or not host:
        return "This is not an address: it begins with https:// and names a host."
    if parts.scheme == "http" and not is_loopback(host):
        return "The address begins with http://, so the keys would travel unprotected. Use https://."
    if parts.username or parts.password or parts.query or parts.fragment:
        return "The address must not hold a user name, a question mark or a hash."
    return None


def _usable(provider: Provider, values: Values) -> list[Finding]:
    findings = []
    for field in provider.fields:
        text = clean(_text(values, field.name))
        if len(text) > _LONGEST:
            findings.append(Finding("refuse", field.name, f"The {within_sentence(field.label)} is too long to be one."))
        elif not field.multiline and not (text.isascii() and text.isprintable() and " " not in text):
            message = (
                "This holds blanks, line breaks or signs that no such value has. Copy it again, uncovered and whole."
            )
            findings.append(Finding("refuse", field.name, message))
        elif not field.secret and _PASSWORD.match(text) and not _holds_one_by_nature(field, text):
            message = "This address holds a password, and here it would be read by every visitor. Leave that part out."
            findings.append(Finding("refuse", field.name, message))
    return findings


def _holds_one_by_nature(field: Field, text: str) -> bool:
    """Tell whether the field's own shape has something before the ``@``, as a DSN has."""
    return field.pattern is not None and "@" in field.pattern and _regex(field.pattern).fullmatch(text) is not None


def _address(provider: Provider, values: Values) -> list[Finding]:
    name = provider.probe.base_field if provider.probe else ""
    text = clean(_text(values, name)) if name else ""
    problem = address_problem(text) if text else None
    return [Finding("refuse", name, problem)] if problem else []


def _same_mode(provider: Provider, rule: PairingRule, values: Values) -> Finding | None:
    found = {name: mode for name in rule.fields if (mode := _mode_of_field(provider, name, values)) is not None}
    return Finding(rule.level, rule.fields[-1], rule.message) if len(set(found.values())) > 1 else None


def _same_part(_provider: Provider, rule: PairingRule, values: Values) -> Finding | None:
    found = {part.field: text for part in rule.parts if (text := _part(part, values)) is not None}
    if len(set(found.values())) < 2:
        return None
    shown = ", ".join(f"{name}: {text}" for name, text in found.items())
    return Finding(rule.level, next(iter(found)), rule.message.replace("{found}", shown))


def _claim_is(_provider: Provider, rule: PairingRule, values: Values) -> Finding | None:
    name = rule.field or ""
    found = _part(Part(name, claim=rule.claim), values)
    if found is None or found == rule.value:
        return None
    return Finding(rule.level, name, rule.message.replace("{found}", found))


def _looks_like(_provider: Provider, rule: PairingRule, values: Values) -> Finding | None:
    name, text = rule.field or "", clean(_text(values, rule.field or ""))
    if text and rule.after:
        start = _regex(rule.after).search(text)
        text = text[start.end() :] if start else ""
    text = _decoded(text, rule.decode)
    hit = text and rule.pattern is not None and _regex(rule.pattern).search(text)
    return Finding(rule.level, name, rule.message) if hit else None


def _requires(_provider: Provider, rule: PairingRule, values: Values) -> Finding | None:
    text = clean(_text(values, rule.field or ""))
    if not text or (rule.pattern is not None and not _regex(rule.pattern).search(text)):
        return None
    empty = [name for name in rule.fields if not clean(_text(values, name))]
    return Finding(rule.level, empty[0], rule.message) if empty else None


_CHECKS = {
    "same_mode": _same_mode,
    "same_part": _same_part,
    "claim_is": _claim_is,
    "looks_like": _looks_like,
    "requires": _requires,
}


def _part(part: Part, values: Values) -> str | None:
    text = clean(_text(values, part.field))
    if part.claim:
        claims = jwt_claims(text)
        found = claims.get(part.claim) if claims else None
        return found[:100] if isinstance(found, str) else None
    match = _regex(part.pattern).search(text) if part.pattern and text else None
    return _decoded(match.group(1), part.decode) or None if match else None


def _decoded(text: str, encoding: str) -> str:
    """Return what a part of a value says once decoded (base64 of RFC 4648, either alphabet), or nothing."""
    if not encoding:
        return text
    try:
        raw = base64.b64decode(text.translate(_URL_SAFE) + "=" * (-len(text) % 4), validate=True)
        return raw.decode("utf-8")
    except (binascii.Error, ValueError):
        return ""


def _mode_of_field(provider: Provider, name: str, values: Values) -> Mode | None:
    text = clean(_text(values, name))
    rules = (each for each in provider.modes.rules if each.field == name)
    return next((each.mode for each in rules if text and _regex(each.pattern).search(text)), None)


def _text(values: Values, name: str) -> str:
    value = values.get(name)
    return value.reveal() if value is not None else ""


def within_sentence(label: str) -> str:
    """Return a label as it is written inside a sentence; names such as "API key" stay as they are."""
    first, _, rest = label.partition(" ")
    return label if first.isupper() else f"{first.lower()} {rest}".rstrip()


@cache
def _regex(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
