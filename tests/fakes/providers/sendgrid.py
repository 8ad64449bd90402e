"""SendGrid over loopback: one address answers with all that a key may do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from tests.fakes.http_server import HttpServer, Reply, Seen
from tests.fakes.providers.fake import NOW_S, Fake

FULL = ("alerts.read", "mail.send", "user.webhooks.event.settings.read", "user.webhooks.event.settings.update")


class SendGrid(Fake):
    """Its OpenAPI file of scopes; the words for a wrong key as its users report them.

    ``http`` is the global region; a key is known in its own alone. States of a key: ok (full), sending (mail.send
    alone), forbidden, no_credits.
    """

    id = "sendgrid"
    address = "https://api.sendgrid.com"
    good: ClassVar[Mapping[str, str]] = {
        "api_key": "SG.FakeFakeFakeFakeFakeFa.FakeFakeFakeFakeFakeFakeFakeFakeFakeFakeFak"
    }
    further: ClassVar[Mapping[str, str]] = {"eu": "https://api.eu.sendgrid.com"}

    def __init__(self) -> None:
        super().__init__()
        self.europe = HttpServer(lambda request: self._answer(request, "eu"))
        self.region = "global"

    @property
    def servers(self) -> Mapping[str, HttpServer]:
        return {"eu": self.europe}

    def fair(self, request: Seen) -> Reply:
        return self._answer(request, "global")

    def _answer(self, request: Seen, region: str) -> Reply:
        state = self.keys.get(request.bearer)
        if not request.bearer:
            return self._error(401, "authorization required")
        if state is None or region != self.region:
            return self._error(401, "The provided authorization grant is invalid, expired, or revoked")
        if state == "no_credits":
            return self._error(401, "Maximum credits exceeded")
        if state == "forbidden":
            return self._error(403, "access forbidden")
        if request.path != "/v3/scopes":
            return self._error(404, "not found")
        headers = {"X-RateLimit-Limit": "600", "X-RateLimit-Remaining": "599", "X-RateLimit-Reset": str(NOW_S + 60)}
        return Reply(200, {"scopes": ["mail.send"] if state == "sending" else list(FULL)}, headers)

    def limited(self) -> Reply:
        headers = {"X-RateLimit-Limit": "600", "X-RateLimit-Remaining": "0", "X-RateLimit-Reset": str(NOW_S + 45)}
        return Reply(429, self._error(429, "too many requests").document, headers)

    def down(self) -> Reply:
        return self._error(500, "internal server error")

    def _error(self, status: int, message: str) -> Reply:
        return Reply(status, {"errors": [{"message": message, "field": None, "help": None}]})
