"""Checks a signature as Amazon's servers do, from the request as it came in.

Written from the documentation apart from the signer, bytes where that has text, so that one misunderstanding does not
agree with itself: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
"""

from __future__ import annotations

import re
from hashlib import sha256
from hmac import compare_digest, digest

from tests.fakes.http_server import Seen

_AUTHORIZATION = re.compile(
    r"AWS4-HMAC-SHA256 Credential=(?P<id>[^/]+)/"
    r"(?P<scope>(?P<day>\d{8})/(?P<region>[^/]+)/(?P<service>[^/]+)/aws4_request)"
    r",\s*SignedHeaders=(?P<names>[a-z0-9;-]+),\s*Signature=(?P<signature>[0-9a-f]{64})"
)
_PLAIN = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


def claimed(seen: Seen) -> re.Match[str]:
    """Return what a request says of its signature."""
    found = _AUTHORIZATION.fullmatch(seen.headers.get("authorization", ""))
    assert found is not None, "the request has no AWS4-HMAC-SHA256 signature"
    return found


def is_signed_with(seen: Seen, secret: str) -> bool:
    """Tell whether the request's signature is the one that this secret makes."""
    said = claimed(seen)
    key = b"AWS4" + secret.encode()
    for step in said["scope"].split("/"):
        key = digest(key, step.encode(), "sha256")
    lines = [b"AWS4-HMAC-SHA256", seen.headers["x-amz-date"].encode(), said["scope"].encode()]
    lines.append(sha256(_canonical(seen, said)).hexdigest().encode())
    return compare_digest(digest(key, b"\n".join(lines), "sha256").hex(), said["signature"])


def _canonical(seen: Seen, said: re.Match[str]) -> bytes:
    names = said["names"].split(";")
    assert names == sorted(names)
    assert "host" in names
    assert all(name in names for name in seen.headers if name.startswith("x-amz-"))
    body = sha256(seen.body).hexdigest()
    if said["service"] == "s3":
        assert seen.headers["x-amz-content-sha256"] == body
    path = seen.path if said["service"] == "s3" else _encoded(seen.path, keep=b"/")
    pairs = sorted((_encoded(name), _encoded(text)) for name, text in seen.query.items())
    query = "&".join(f"{name}={text}" for name, text in pairs)
    headers = "".join(f"{name}:{' '.join(seen.headers[name].split())}\n" for name in names)
    return "\n".join((seen.method, path, query, headers, said["names"], body)).encode()


def _encoded(text: str, keep: bytes = b"") -> str:
    return "".join(chr(each) if each in _PLAIN or each in keep else f"%{each:02X}" for each in text.encode())
