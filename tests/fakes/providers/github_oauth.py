"""GitHub's OAuth token address over loopback, where every refusal but one is a 200."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar
from urllib.parse import urlencode

from tests.fakes.http_server import Reply, Seen
from tests.fakes.providers.fake import Fake

DOCS = "/apps/managing-oauth-apps/troubleshooting-oauth-app-access-token-request-errors"


class GitHubOAuth(Fake):
    """The errors are those of its page "Troubleshooting OAuth app access token request errors"."""

    id = "github-oauth"
    address = "https://github.com"
    good: ClassVar[Mapping[str, str]] = {
        "client_id": "Ov23liFakeFakeFakeFa",
        "client_secret": "fa4efa4efa4efa4efa4efa4efa4efa4efa4efa4e",
    }

    def __init__(self) -> None:
        super().__init__()
        self.callback = "http://localhost:3000/api/auth/callback/github"

    def fair(self, request: Seen) -> Reply:
        sent = request.form or request.document
        if (request.method, request.path) != ("POST", "/login/oauth/access_token"):
            return Reply(404, {"error": "Not Found"})
        if sent.get("client_id") != self.good["client_id"]:
            return Reply(404, {"error": "Not Found"})
        if sent.get("client_secret") != self.good["client_secret"]:
            return self._error(
                request, "incorrect_client_credentials", "The client_id and/or client_secret passed are incorrect."
            )
        if sent.get("redirect_uri", self.callback) != self.callback:
            text = "The redirect_uri MUST match the registered callback URL for this application."
            return self._error(request, "redirect_uri_mismatch", text)
        return self._error(request, "bad_verification_code", "The code passed is incorrect or expired.")

    def limited(self) -> Reply:
        return Reply(
            429, {"error": "too_many_requests", "error_description": "Too many requests"}, {"Retry-After": "60"}
        )

    def down(self) -> Reply:
        return Reply(502, text="<!DOCTYPE html><html><title>Unicorn! &middot; GitHub</title></html>")

    def _error(self, request: Seen, error: str, description: str) -> Reply:
        document = {"error": error, "error_description": description, "error_uri": f"{DOCS}/#{error}"}
        if "application/json" not in request.headers.get("accept", ""):
            return Reply(200, text=urlencode(document), headers={"Content-Type": "application/x-www-form-urlencoded"})
        return Reply(200, document)
