"""Resend over loopback, where 401 is a key that may only send and 403 a wrong one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from tests.fakes.http_server import Reply, Seen
from tests.fakes.providers.fake import Fake


class Resend(Fake):
    """https://resend.com/docs/api-reference/errors: 401 is a working key that may only send, 403 a wrong one."""

    id = "resend"
    address = "https://api.resend.com"
    good: ClassVar[Mapping[str, str]] = {
        "api_key": "re_FakeFake_FakeFakeFakeFakeFake",
    }

    def __init__(self) -> None:
        super().__init__()
        self.older = False

    def fair(self, request: Seen) -> Reply:
        if not request.headers.get("user-agent"):
            return Reply(403, text="error code: 1010")
        if not request.bearer:
            return self._error(401, "missing_api_key", "Missing API key in the authorization header.")
        state = self.keys.get(request.bearer)
        if state is None and self.older:
            return self._error(400, "validation_error", "API key is invalid")
        if state is None:
            return self._error(403, "invalid_api_key", "API key is invalid")
        if state == "sending_only":
            return self._error(401, "restricted_api_key", "This API key is restricted to only send emails")
        return Reply(200, {"object": "list", "has_more": False, "data": []})

    def limited(self) -> Reply:
        text = "Too many requests. You can only make 5 requests per second."
        headers = {"ratelimit-limit": "5", "ratelimit-remaining": "0", "ratelimit-reset": "1", "retry-after": "1"}
        return Reply(429, self._error(429, "rate_limit_exceeded", text).document, headers)

    def down(self) -> Reply:
        return self._error(500, "application_error", "An unexpected error occurred.")

    def _error(self, status: int, name: str, message: str) -> Reply:
        return Reply(status, {"statusCode": status, "name": name, "message": message})
