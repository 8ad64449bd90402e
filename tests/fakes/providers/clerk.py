"""Clerk over loopback: an instance is for development or for production, and its keys say so too."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import ClassVar

from tests.fakes.http_server import Reply, Seen
from tests.fakes.providers.fake import Fake


def publishable(host: str, mode: str = "test") -> str:
    """Return the publishable key of the instance at ``host``."""
    return f"pk_{mode}_{base64.b64encode(f'{host}$'.encode()).decode()}"


class Clerk(Fake):
    """The Backend API's OpenAPI file; errors as its Python SDK's users report them.

    State of a key: forbidden. ``environment`` is the kind of the instance.
    """

    id = "clerk"
    address = "https://api.clerk.com"
    good: ClassVar[Mapping[str, str]] = {
        "publishable_key": publishable("fake-bunny-33.clerk.accounts.dev"),
        "secret_key": "sk_test_FakeFakeFakeFakeFakeFakeFakeFakeFakeFake12",
    }

    def __init__(self) -> None:
        super().__init__()
        self.environment = "development"

    def fair(self, request: Seen) -> Reply:
        state = self.keys.get(request.bearer)
        if state is None or request.bearer.startswith("pk_"):
            text = "The provided Clerk Secret Key is invalid. Make sure that your Clerk Secret Key is correct."
            return self._error(401, "clerk_key_invalid", text)
        if state == "forbidden":
            return self._error(403, "authorization_invalid", "Unauthorized request")
        if request.path == "/v1/instance":
            origins = ["http://localhost:3000"]
            kind = {"object": "instance", "environment_type": self.environment}
            return Reply(200, {**kind, "id": "ins_2FakeFakeFake", "allowed_origins": origins})
        if request.path == "/v1/users/count":
            return Reply(200, {"object": "total_count", "total_count": 3})
        if request.path == "/v1/jwks":
            return Reply(200, {"keys": [{"kid": "ins_2FakeFakeFake", "kty": "RSA", "alg": "RS256", "use": "sig"}]})
        return self._error(404, "resource_not_found", "not found")

    def limited(self) -> Reply:
        reply = self._error(429, "too_many_requests", "Too many requests, retry later")
        return Reply(429, reply.document, {"Retry-After": "10"})

    def down(self) -> Reply:
        return self._error(500, "internal_clerk_error", "Oops, an unexpected error occurred")

    def _error(self, status: int, code: str, message: str) -> Reply:
        error = {"code": code, "message": message, "long_message": message}
        return Reply(status, {"errors": [error], "clerk_trace_id": "fa4efa4efa4e"})
