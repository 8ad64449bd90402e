"""Takes what the person typed out of what a provider says, before anything reads it.

Providers echo keys in errors, and some answers carry fresh secrets; so the raw text is cleaned, not the parts shown.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from urllib.parse import quote, quote_plus

from kriptik_desktop.core.logs import redact
from kriptik_desktop.core.secret import Secret

_SHORTEST = 6
"""Shorter values are words that occur anyway."""


def without_secrets(text: str, secrets: Iterable[Secret]) -> str:
    """Return ``text`` without these values, however they are written there, and without what looks like a key."""
    forms = {form for secret in secrets if len(secret) >= _SHORTEST for form in _written(secret.reveal())}
    for form in sorted(forms, key=len, reverse=True):
        text = text.replace(form, "[redacted]")
    return redact(text)


def _written(value: str) -> Iterable[str]:
    escaped = json.dumps(value)[1:-1]
    return value, escaped, escaped.replace("/", "\\/"), quote(value, safe=""), quote_plus(value)
