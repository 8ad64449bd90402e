"""GitHub over loopback: two kinds of token, limits that come as 403, and a 404 that hides a missing right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from tests.fakes.http_server import Reply, Seen
from tests.fakes.providers.fake import NOW_S, Fake

DOCS = "https://docs.github.com/rest"
CLASSIC = "ghp_FakeFakeFakeFakeFakeFakeFakeFake0001"
INSTALLATION = "ghs_FakeFakeFakeFakeFakeFakeFakeFake0002"


class GitHub(Fake):
    """https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api; ``GET /user`` of its OpenAPI.

    States of a key: ok (fine-grained), classic, no_permission, hidden, suspended.
    """

    id = "github"
    address = "https://api.github.com"
    good: ClassVar[Mapping[str, str]] = {"token": "github_pat_11FakeFakeFakeFakeFakeFake_FakeFakeFakeFakeFakeFake"}

    def __init__(self) -> None:
        super().__init__()
        self.keys |= {CLASSIC: "classic", INSTALLATION: "no_permission"}
        self.expires = "2026-12-01 10:00:00 UTC"
        self.secondary = False

    def fair(self, request: Seen) -> Reply:
        if not request.headers.get("user-agent"):
            text = "Request forbidden by administrative rules. Please make sure your request has a User-Agent header."
            return Reply(403, text=text)
        state = self.keys.get(request.bearer)
        if not request.bearer:
            return self._error(401, "Requires authentication")
        if state is None:
            return self._error(401, "Bad credentials")
        if state == "suspended":
            return self._error(403, "Sorry. Your account was suspended.")
        headers = {"X-GitHub-Request-Id": "FA4E:FA4E", "X-RateLimit-Limit": "5000", "X-RateLimit-Remaining": "4999"}
        if state == "hidden":
            scopes = {"X-OAuth-Scopes": "read:org", "X-Accepted-OAuth-Scopes": "repo"}
            return self._error(404, "Not Found", headers | scopes)
        if state == "no_permission":
            accepted = {"X-Accepted-GitHub-Permissions": "metadata=read"}
            return self._error(403, "Resource not accessible by personal access token", headers | accepted)
        if request.path != "/user":
            return self._error(404, "Not Found", headers)
        if state == "classic":
            headers |= {"X-OAuth-Scopes": "repo, admin:repo_hook, read:user", "X-Accepted-OAuth-Scopes": ""}
        if self.expires:
            headers["github-authentication-token-expiration"] = self.expires
        user = {"login": "octocat", "id": 1, "node_id": "MDQ6VXNlcjE=", "type": "User", "site_admin": False}
        return Reply(200, user, headers)

    def limited(self) -> Reply:
        if self.secondary:
            text = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."
            return self._error(403, text, {"Retry-After": "60", "X-RateLimit-Remaining": "4980"})
        headers = {"X-RateLimit-Limit": "5000", "X-RateLimit-Remaining": "0", "X-RateLimit-Reset": str(NOW_S + 1200)}
        return self._error(403, "API rate limit exceeded for user ID 1.", headers)

    def down(self) -> Reply:
        return Reply(503, text="<!DOCTYPE html><html><title>Unicorn! &middot; GitHub</title></html>")

    def _error(self, status: int, message: str, headers: Mapping[str, str] | None = None) -> Reply:
        document = {"message": message, "documentation_url": DOCS, "status": str(status)}
        return Reply(status, document, headers or {})
