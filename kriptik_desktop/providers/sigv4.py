"""Signs requests to Amazon, and to others that speak its storage protocol, with AWS Signature Version 4.

Written out because the signature is a page of standard-library code, and the library that has it is a hundred
megabytes.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import parse_qsl, quote, urlsplit

_ALGORITHM = "AWS4-HMAC-SHA256"
_DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True, repr=False)
class SigningKey:
    """What requests are signed with, and for whom; not printable, because it holds the secret."""

    access_key_id: str
    secret_access_key: str
    region: str
    service: str
    session_token: str = ""


def signed(
    key: SigningKey, method: str, url: str, headers: Mapping[str, str], body: bytes, now_ms: int
) -> dict[str, str]:
    """Return the headers to send: the given ones, names in lower case, with host, date and ``authorization``.

    The address must be written as it is sent, its query encoded and its path without ``.`` and ``..``; ``now_ms`` is
    UTC milliseconds. Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
    """
    moment = datetime.fromtimestamp(now_ms // 1000, UTC).strftime("%Y%m%dT%H%M%SZ")
    digest = hashlib.sha256(body).hexdigest()
    complete = {name.lower(): " ".join(text.split()) for name, text in headers.items()}
    complete |= {"host": _host(url), "x-amz-date": moment}
    if key.service == "s3":
        complete["x-amz-content-sha256"] = digest
    if key.session_token:
        complete["x-amz-security-token"] = key.session_token
    names = ";".join(sorted(complete))
    scope = f"{moment[:8]}/{key.region}/{key.service}/aws4_request"
    request = "\n".join((method, _path(key, url), _query(url), _lines(complete), names, digest))
    wanted = "\n".join((_ALGORITHM, moment, scope, hashlib.sha256(request.encode()).hexdigest()))
    signature = hmac.new(_derived(key, moment[:8]), wanted.encode(), hashlib.sha256).hexdigest()
    credential = f"Credential={key.access_key_id}/{scope}"
    complete["authorization"] = f"{_ALGORITHM} {credential}, SignedHeaders={names}, Signature={signature}"
    return complete


def _host(url: str) -> str:
    parts = urlsplit(url)
    host = parts.hostname or ""
    host = f"[{host}]" if ":" in host else host
    return host if parts.port in (None, _DEFAULT_PORTS.get(parts.scheme)) else f"{host}:{parts.port}"


def _path(key: SigningKey, url: str) -> str:
    path = urlsplit(url).path or "/"
    return path if key.service == "s3" else quote(path, safe="/-_.~")


def _query(url: str) -> str:
    pairs = parse_qsl(urlsplit(url).query, keep_blank_values=True)
    return "&".join(sorted(f"{quote(name, safe='-_.~')}={quote(text, safe='-_.~')}" for name, text in pairs))


def _lines(headers: Mapping[str, str]) -> str:
    return "".join(f"{name}:{headers[name]}\n" for name in sorted(headers))


def _derived(key: SigningKey, day: str) -> bytes:
    part = f"AWS4{key.secret_access_key}".encode()
    for text in (day, key.region, key.service, "aws4_request"):
        part = hmac.new(part, text.encode(), hashlib.sha256).digest()
    return part
