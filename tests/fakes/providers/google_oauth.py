"""Google's token address over loopback, where only the error tells whether a client pair is right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from tests.fakes.http_server import Reply, Seen
from tests.fakes.providers.fake import Fake


class Google(Fake):
    """RFC 6749 section 5.2 as https://oauth2.googleapis.com/token words it."""

    id = "google-oauth"
    address = "https://oauth2.googleapis.com"
    good: ClassVar[Mapping[str, str]] = {
        "client_id": "123456789012-fakefakefake.apps.googleusercontent.com",
        "client_secret": "GOCSPX-FakeFakeFakeFakeFakeFakeFake",
    }

    def __init__(self) -> None:
        super().__init__()
        self.clients = {self.good["client_id"]: self.good["client_secret"]}
        self.redirects = {"http://localhost:3000/api/auth/callback/google"}

    def fair(self, request: Seen) -> Reply:
        form = request.form
        if (request.method, request.path) != ("POST", "/token") or form.get("grant_type") != "authorization_code":
            return self._error(400, "unsupported_grant_type", "Invalid grant_type")
        secret = self.clients.get(form.get("client_id", ""))
        if secret is None:
            return self._error(401, "invalid_client", "The OAuth client was not found.")
        if form.get("client_secret") != secret:
            return self._error(401, "invalid_client", "Unauthorized")
        if form.get("redirect_uri") not in self.redirects:
            return self._error(400, "redirect_uri_mismatch", "Bad Request")
        return self._error(400, "invalid_grant", "Malformed auth code.")

    def limited(self) -> Reply:
        return Reply(429, {"error": "rate_limit_exceeded"}, {"Retry-After": "17"})

    def down(self) -> Reply:
        return Reply(503, text="<html><title>Error 503 (Service Unavailable)!!1</title></html>")

    def _error(self, status: int, error: str, description: str) -> Reply:
        return Reply(status, {"error": error, "error_description": description})
