"""Stripe over loopback: sandbox, live, restricted and expired keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from tests.fakes.http_server import Reply, Seen
from tests.fakes.providers.fake import Fake, starred


class Stripe(Fake):
    """https://docs.stripe.com/api/errors; the balance object is the sample of Stripe's published OpenAPI file."""

    id = "stripe"
    address = "https://api.stripe.com"
    good: ClassVar[Mapping[str, str]] = {
        "publishable_key": "pk_test_51FakeAccount0000000000a1b2",
        "secret_key": "sk_test_51FakeAccount0000000000c3d4",
    }

    def __init__(self) -> None:
        super().__init__()
        self.livemode: bool | None = None

    def fair(self, request: Seen) -> Reply:
        key = request.bearer
        if not key:
            return self._error(401, "You did not provide an API key. You need to provide your API key in the header.")
        state = self.keys.get(key)
        if state is None or key.startswith("pk_"):
            return self._error(401, f"Invalid API Key provided: {starred(key)}")
        if state == "expired":
            return self._error(401, f"Expired API Key provided: {starred(key)}", code="api_key_expired")
        if request.path != "/v1/balance":
            return self._error(404, f"Unrecognized request URL ({request.method}: {request.path}).")
        if state == "restricted":
            text = (
                f"The provided key '{starred(key)}' does not have the required permissions for this endpoint on"
                " account 'acct_1FakeAccount'. Having the 'rak_balance_read' permission would allow this request to"
                " continue."
            )
            return self._error(403, text)
        live = "_live_" in key if self.livemode is None else self.livemode
        amount = {"amount": 0, "currency": "usd", "source_types": {"card": 0}}
        balance = {"object": "balance", "available": [amount], "livemode": live, "pending": [amount]}
        return Reply(200, balance, {"Request-Id": "req_fake", "Stripe-Version": "2026-04-22.dahlia"})

    def limited(self) -> Reply:
        return self._error(429, "Request rate limit exceeded. Learn more about rate limits.", code="rate_limit")

    def down(self) -> Reply:
        return self._error(500, "Something went wrong on Stripe's end.", kind="api_error")

    def _error(self, status: int, message: str, code: str = "", kind: str = "invalid_request_error") -> Reply:
        error = {"message": message, "type": kind, **({"code": code} if code else {})}
        return Reply(status, {"error": error}, {"Request-Id": "req_fake", "Stripe-Should-Retry": "false"})
