"""Anthropic over loopback: the key travels in a header of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from tests.fakes.http_server import Reply, Seen
from tests.fakes.providers.fake import Fake


class Anthropic(Fake):
    """https://docs.anthropic.com/en/api/errors; the key travels in x-api-key and the version is obligatory."""

    id = "anthropic"
    address = "https://api.anthropic.com"
    good: ClassVar[Mapping[str, str]] = {
        "api_key": "sk-ant-api03-FakeFakeFakeFakeFakeFakeFake-AA",
    }

    def fair(self, request: Seen) -> Reply:
        state = self.keys.get(request.headers.get("x-api-key", ""))
        if "x-api-key" not in request.headers:
            return self._error(401, "authentication_error", "x-api-key header is required")
        if state is None:
            return self._error(401, "authentication_error", "invalid x-api-key")
        if "anthropic-version" not in request.headers:
            return self._error(400, "invalid_request_error", "anthropic-version: header is required")
        if state == "restricted":
            text = "Your API key does not have permission to use the specified resource."
            return self._error(403, "permission_error", text)
        if state == "no_credit":
            return self._error(402, "billing_error", "There is an issue with your billing or payment information.")
        model = {"type": "model", "id": "claude-haiku-4-5", "display_name": "Claude Haiku 4.5"}
        return Reply(200, {"data": [model], "has_more": True, "first_id": model["id"], "last_id": model["id"]})

    def limited(self) -> Reply:
        reply = self._error(429, "rate_limit_error", "This request would exceed your account's rate limit.")
        return Reply(429, reply.document, {"retry-after": "42"})

    def down(self) -> Reply:
        return self._error(529, "overloaded_error", "Overloaded")

    def _error(self, status: int, kind: str, message: str) -> Reply:
        error = {"type": kind, "message": message}
        return Reply(status, {"type": "error", "error": error, "request_id": "req_fake"})
