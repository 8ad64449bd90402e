"""PayPal over loopback: two hosts, sandbox and live, each of which knows only its own apps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from tests.fakes.http_server import HttpServer, Reply, Seen
from tests.fakes.providers.fake import Fake

SCOPES = (
    "https://uri.paypal.com/services/invoicing https://uri.paypal.com/services/payments/payment/authcapture openid"
    " https://uri.paypal.com/services/payments/refund"
)
WEBHOOKS = "https://uri.paypal.com/services/applications/webhooks"
ISSUED = "A21AAFakeAccessTokenThatMustNeverBeShownFakeFakeFake"
APP = "APP-80W284485P519543T"


class PayPal(Fake):
    """https://developer.paypal.com/api/rest/authentication; the answer as an app's own token request shows it.

    ``http`` is the sandbox.
    """

    id = "paypal"
    address = "https://api-m.sandbox.paypal.com"
    good: ClassVar[Mapping[str, str]] = {
        "client_id": "AFakeFakeFakeFakeFakeFakeFakeFakeFakeFakeFakeFakeFakeFakeFakeFakeFakeFakeFakeFa",
        "client_secret": "EFakeFakeFakeFakeFakeFakeFakeFakeFakeFakeFakeFakeFakeFakeFakeFakeFakeFakeFakeFa",
    }

    further: ClassVar[Mapping[str, str]] = {"live": "https://api-m.paypal.com"}
    issued = (ISSUED,)

    def __init__(self) -> None:
        super().__init__()
        self.live = HttpServer(self.answer_live)
        self.sandbox_apps = dict(APPS)
        self.live_apps: dict[str, str] = {}
        self.webhooks_allowed = True

    @property
    def servers(self) -> Mapping[str, HttpServer]:
        return {"live": self.live}

    def fair(self, request: Seen) -> Reply:
        return self._token(request, self.sandbox_apps)

    def answer_live(self, request: Seen) -> Reply:
        return self._token(request, self.live_apps)

    def _token(self, request: Seen, apps: Mapping[str, str]) -> Reply:
        if (request.method, request.path) != ("POST", "/v1/oauth2/token"):
            text = "The specified resource does not exist."
            return Reply(404, {"name": "RESOURCE_NOT_FOUND", "message": text, "debug_id": "fakefakefakef"})
        client_id, secret = request.basic
        if not secret or apps.get(client_id) != secret:
            return self._error(401, "invalid_client", "Client Authentication failed")
        if request.form.get("grant_type") != "client_credentials":
            return self._error(400, "unsupported_grant_type", "Grant Type is NULL")
        document = {
            "scope": f"{SCOPES} {WEBHOOKS}" if self.webhooks_allowed else SCOPES,
            "access_token": ISSUED,
            "token_type": "Bearer",
            "app_id": APP,
            "expires_in": 32400,
            "nonce": "2026-09-21T16:42:00ZFakeNonceFakeNonce",
        }
        return Reply(200, document, {"Paypal-Debug-Id": "fakefakefakef"})

    def limited(self) -> Reply:
        text = "Too many requests. Blocked due to rate limiting."
        return Reply(429, {"name": "RATE_LIMIT_REACHED", "message": text, "debug_id": "fakefakefakef"})

    def down(self) -> Reply:
        text = "An internal server error has occurred."
        return Reply(500, {"name": "INTERNAL_SERVER_ERROR", "message": text, "debug_id": "fakefakefakef"})

    def _error(self, status: int, error: str, description: str) -> Reply:
        return Reply(status, {"error": error, "error_description": description})


APPS = {PayPal.good["client_id"]: PayPal.good["client_secret"]}
