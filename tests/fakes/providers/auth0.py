"""Auth0's token address over loopback, which tells a wrong secret (401) from an application without rights (403)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from tests.fakes.http_server import Reply, Seen
from tests.fakes.providers.fake import NOW_S, Fake, jwt_of

DOMAIN = "dev-fakefake.us.auth0.com"
AUDIENCE = f"https://{DOMAIN}/api/v2/"
GRANTS = "https://auth0.com/docs/api/v2#!/Client_Grants/post_client_grants"
ISSUED = jwt_of({"iss": f"https://{DOMAIN}/", "aud": AUDIENCE, "scope": "read:clients", "exp": 1_790_086_400})


class Auth0(Fake):
    """https://auth0.com/docs/api/authentication (client credentials) and errors that its libraries' users report.

    ``application`` is ok, not_authorized (for the audience), no_scopes or grant_off.
    """

    id = "auth0"
    address = "https://{domain}"
    good: ClassVar[Mapping[str, str]] = {
        "domain": DOMAIN,
        "client_id": "FakeFakeFakeFakeFakeFakeFakeFake",
        "client_secret": "FakeFakeFakeFakeFakeFakeFakeFakeFakeFakeFakeFakeFakeFakeFakeFake",
    }

    issued = (ISSUED,)

    def __init__(self) -> None:
        super().__init__()
        self.application = "ok"
        self.limit_as_denied = False
        self.scope = "read:clients update:clients"

    def fair(self, request: Seen) -> Reply:
        sent = request.document or request.form
        if (request.method, request.path) != ("POST", "/oauth/token"):
            return Reply(404, {"statusCode": 404, "error": "Not Found", "message": "Not Found"})
        if sent.get("grant_type") != "client_credentials":
            return self._error(403, "unsupported_grant_type", f"Unsupported grant type: {sent.get('grant_type')}")
        pair = sent.get("client_id"), sent.get("client_secret")
        if pair != (self.good["client_id"], self.good["client_secret"]):
            return self._error(401, "access_denied", "Unauthorized")
        if self.application == "grant_off":
            text = "Grant type 'client_credentials' not allowed for the client."
            return self._error(403, "unauthorized_client", text)
        audience = sent.get("audience")
        if audience != AUDIENCE:
            return self._error(403, "access_denied", f"Service not enabled within domain: {audience}")
        if self.application == "not_authorized":
            text = f'Client is not authorized to access "{AUDIENCE}". You need to create a "client-grant" associated'
            return self._error(403, "access_denied", f"{text} to this API. See: {GRANTS}")
        if self.application == "no_scopes":
            return self._error(403, "access_denied", "Client has not been granted scopes: read:clients")
        token = {"access_token": ISSUED, "scope": self.scope, "expires_in": 86400, "token_type": "Bearer"}
        return Reply(200, token)

    def limited(self) -> Reply:
        headers = {"x-ratelimit-limit": "30", "x-ratelimit-remaining": "0", "x-ratelimit-reset": str(NOW_S + 7)}
        if self.limit_as_denied:
            return Reply(429, self._error(429, "access_denied", "Global limit has been reached").document, headers)
        reply = self._error(429, "too_many_requests", "Global limit has been reached")
        return Reply(429, reply.document, headers)

    def down(self) -> Reply:
        return Reply(503, {"statusCode": 503, "error": "Service Unavailable", "message": "Service Unavailable"})

    def _error(self, status: int, error: str, description: str) -> Reply:
        return Reply(status, {"error": error, "error_description": description})
