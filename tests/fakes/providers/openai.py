"""OpenAI over loopback, where 401 is wrong as well as not allowed, and 429 busy as well as unpaid."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from tests.fakes.http_server import Reply, Seen
from tests.fakes.providers.fake import Fake, starred


class OpenAI(Fake):
    """https://platform.openai.com/docs/guides/error-codes; note that a missing scope is 401 as well."""

    id = "openai"
    address = "https://api.openai.com"
    good: ClassVar[Mapping[str, str]] = {
        "api_key": "sk-proj-FakeFakeFakeFakeFakeFakeFakeFake1234",
    }

    def __init__(self) -> None:
        super().__init__()
        self.whole_seconds = False

    def fair(self, request: Seen) -> Reply:
        key = request.bearer
        state = self.keys.get(key)
        if state is None:
            text = (
                f"Incorrect API key provided: {starred(key)}. You can find your API key at https://platform.openai.com."
            )
            return self._error(401, text, "invalid_api_key")
        if state == "restricted":
            text = (
                "You have insufficient permissions for this operation. Missing scopes: api.model.read. Check"
                " that you have the correct role in your organization, and if you're using a restricted API key, that"
                " it has the necessary scopes."
            )
            return self._error(401, text, None)
        if state == "no_credit":
            text = "You exceeded your current quota, please check your plan and billing details."
            return self._error(429, text, "insufficient_quota", "insufficient_quota")
        if state == "abroad":
            text = "Country, region, or territory not supported"
            return self._error(403, text, "unsupported_country_region_territory", "request_forbidden")
        model = {"id": "gpt-5-mini", "object": "model", "created": 1_754_000_000, "owned_by": "system"}
        return Reply(200, {"object": "list", "data": [model]}, {"x-request-id": "req_fake"})

    def limited(self) -> Reply:
        reply = self._error(429, "Rate limit reached for requests", "rate_limit_exceeded", "requests")
        exact = {} if self.whole_seconds else {"retry-after-ms": "2500"}
        return Reply(429, reply.document, {**exact, "retry-after": "3"})

    def down(self) -> Reply:
        return self._error(500, "The server had an error while processing your request.", None, "server_error")

    def _error(self, status: int, message: str, code: str | None, kind: str = "invalid_request_error") -> Reply:
        return Reply(status, {"error": {"message": message, "type": kind, "param": None, "code": code}})
