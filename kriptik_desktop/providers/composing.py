"""Puts a credential's values into the addresses and requests of its catalogue file.

Apart from the runner, because here alone typed text becomes part of an address, a header or a document.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from urllib.parse import quote, urlsplit

from kriptik_desktop.core.settings import ProviderSettings
from kriptik_desktop.providers.http import Ask
from kriptik_desktop.providers.probe_shape import Probe, Request

_TEMPLATE = re.compile(r"\{(\w+)(\.host)?\}")
_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*://", re.IGNORECASE)


def address_of(probe: Probe, chosen: ProviderSettings, texts: Mapping[str, str], host: str = "") -> str:
    """Return where to ask, without a slash at the end: the person's setting, the typed address, the provider's own.

    ``host`` names one of the probe's further hosts; a changed main address stands for them, unless they are set too.
    """
    if host:
        found = chosen.hosts.get(host) or chosen.base_url or _filled_address(probe.hosts[host], texts)
    else:
        found = chosen.base_url or texts.get(probe.base_field) or _filled_address(probe.base_url, texts)
    return found.rstrip("/")


def applies(request: Request, texts: Mapping[str, str]) -> bool:
    """Tell whether the values that a request needs are there."""
    if request.auth.field and not texts.get(request.auth.field):
        return False
    if request.when is None:
        return True
    text = texts.get(request.when.field, "")
    return bool(text) and (request.when.pattern is None or re.search(request.when.pattern, text) is not None)


def composed(request: Request, base: str, texts: Mapping[str, str], timeout_s: float) -> Ask:
    """Return the request as it is sent."""
    headers = {name: _filled(text, texts) for name, text in request.headers.items()}
    auth, basic = request.auth, None
    if auth.kind == "bearer":
        headers["Authorization"] = f"Bearer {texts[auth.field]}"
    elif auth.kind == "header":
        headers[auth.header] = texts[auth.field]
    elif auth.kind == "basic":
        basic = (texts[auth.field], texts.get(auth.password_field, ""))
    return Ask(
        method=request.method,
        url=base + _filled(request.path, texts, lambda text: quote(text, safe="")),
        headers=headers,
        query={name: _filled(text, texts) for name, text in request.query.items()},
        form={name: _filled(text, texts) for name, text in request.form.items()},
        json=_filled(request.json, texts, lambda text: json.dumps(text)[1:-1]),
        basic=basic,
        timeout_s=timeout_s,
    )


def placeholders(text: str) -> set[str]:
    """Return the names of the fields that a template uses."""
    return {match[1] for match in _TEMPLATE.finditer(text)}


def _filled_address(template: str, texts: Mapping[str, str]) -> str:
    bare = {name: _SCHEME.sub("", text).rstrip("/") for name, text in texts.items()}
    return _TEMPLATE.sub(lambda match: _value(match, texts if match[2] else bare), template)


def _filled(template: str, texts: Mapping[str, str], written: Callable[[str], str] = str) -> str:
    return _TEMPLATE.sub(lambda match: written(_value(match, texts)), template)


def _value(match: re.Match[str], texts: Mapping[str, str]) -> str:
    text = texts.get(match[1], "")
    return _host(text) if match[2] else text


def _host(address: str) -> str:
    try:
        parts = urlsplit(address)
        return parts.netloc.rpartition("@")[2]
    except ValueError:
        return ""
