"""Takes secrets out of what a provider says, before anything reads it: those typed, and those the answer brings.

Providers echo keys in errors, and some answer a check with a fresh token or with the account's own; so the whole answer
is cleaned, not the parts shown.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote, quote_plus

from kriptik_desktop.core.logs import redact
from kriptik_desktop.core.secret import Secret

REDACTED = "[redacted]"
_SHORTEST = 6
"""Shorter values are words that occur anyway."""
_SECRET_KEYS = frozenset(
    {"access_token", "auth_token", "refresh_token", "id_token", "bearer_token", "session_token", "token", "jwt"}
    | {"secret", "client_secret", "signing_secret", "webhook_secret", "secret_key", "secret_access_key"}
    | {"private_key", "api_key", "password", "db_pass"}
)
"""Members of an answer that hold a secret, whoever sends it: an account its auth_token, a token call the token."""


def without_secrets(text: str, secrets: Iterable[Secret]) -> str:
    """Return ``text`` without these values, however they are written there, and without what looks like a key."""
    forms = {form for secret in secrets if len(secret) >= _SHORTEST for form in _written(secret.reveal())}
    for form in sorted(forms, key=len, reverse=True):
        text = text.replace(form, REDACTED)
    return redact(text)


def clean_document(body: str, secrets: Iterable[Secret]) -> Any:
    """Return the JSON document of an answer without the values of its secret members and without ``secrets``.

    None where it is no JSON.
    """
    try:
        document = json.loads(body)
        return json.loads(without_secrets(json.dumps(_blanked(document)), secrets))
    except (ValueError, RecursionError):
        return None


def _blanked(here: Any) -> Any:
    if isinstance(here, dict):
        return {key: _member(key, value) for key, value in here.items()}
    if isinstance(here, list):
        return [_blanked(each) for each in here]
    return here


def _member(key: str, value: Any) -> Any:
    name = "".join(f"_{sign.lower()}" if sign.isupper() else sign for sign in key).replace("-", "_").lstrip("_")
    return REDACTED if name in _SECRET_KEYS and isinstance(value, str) and value else _blanked(value)


def _written(value: str) -> Iterable[str]:
    escaped = json.dumps(value)[1:-1]
    return value, escaped, escaped.replace("/", "\\/"), quote(value, safe=""), quote_plus(value)
