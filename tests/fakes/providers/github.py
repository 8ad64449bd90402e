"""GitHub over loopback: two kinds of token, limits that come as 403, and a 404 that hides a missing right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from tests.fakes.http_server import Reply, Seen
from tests.fakes.providers.fake import NOW_S, Fake

DOCS = "https://docs.github.com/rest"
CLASSIC = "ghp_FakeFakeFakeFakeFakeFakeFakeFake0001"
INSTALLATION = "ghs_FakeFakeFakeFakeFakeFakeFakeFake0002"
SSO = "required; url=https://github.com/orgs/engines/sso?authorization_request=FAKE"
REFUSALS: Mapping[str, tuple[int, str, dict[str, str]]] = {
    "suspended": (403, "Sorry. Your account was suspended.", {}),
    "hidden": (404, "Not Found", {"X-OAuth-Scopes": "read:org", "X-Accepted-OAuth-Scopes": "repo"}),
    "no_permission": (
        403,
        "Resource not accessible by personal access token",
        {"X-Accepted-GitHub-Permissions": "metadata=read"},
    ),
    "sso": (
        403,
        "Resource protected by organization SAML enforcement. You must grant your Personal Access token access to this"
        " organization.",
        {"X-GitHub-SSO": SSO},
    ),
}
"""Of a good token, by its state."""


class GitHub(Fake):
    """https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api; ``GET /user`` of its OpenAPI.

    States of a key: ok (fine-grained), classic, no_permission, hidden, sso, suspended.
    """

    id = "github"
    address = "https://api.github.com"
    good: ClassVar[Mapping[str, str]] = {"token": "github_pat_11FakeFakeFakeFakeFakeFake_FakeFakeFakeFakeFakeFake"}

    def __init__(self) -> None:
        super().__init__()
        self.keys |= {CLASSIC: "classic", INSTALLATION: "no_permission"}
        self.expires = "2026-12-01 10:00:00 UTC"
        self.secondary, self.waits = False, True

    def fair(self, request: Seen) -> Reply:
        if not request.headers.get("user-agent"):
            text = "Request forbidden by administrative rules. Please make sure your request has a User-Agent header."
            return Reply(403, text=text)
        if not request.bearer:
            return self._error(401, "Requires authentication")
        state = self.keys.get(request.bearer)
        if state is None:
            return self._error(401, "Bad credentials")
        quota = {"X-GitHub-Request-Id": "FA4E:FA4E", "X-RateLimit-Limit": "5000", "X-RateLimit-Remaining": "4999"}
        if state in REFUSALS:
            status, message, headers = REFUSALS[state]
            return self._error(status, message, quota | headers)
        return self._user(state, quota) if request.path == "/user" else self._error(404, "Not Found", quota)

    def _user(self, state: str, headers: dict[str, str]) -> Reply:
        if state == "classic":
            headers |= {"X-OAuth-Scopes": "repo, admin:repo_hook, read:user", "X-Accepted-OAuth-Scopes": ""}
        if self.expires:
            headers["github-authentication-token-expiration"] = self.expires
        user = {"login": "octocat", "id": 1, "node_id": "MDQ6VXNlcjE=", "type": "User", "site_admin": False}
        return Reply(200, user, headers)

    def limited(self) -> Reply:
        if self.secondary:
            text = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."
            return self._error(403, text, {"Retry-After": "60"} if self.waits else {})
        headers = {"X-RateLimit-Limit": "5000", "X-RateLimit-Remaining": "0", "X-RateLimit-Reset": str(NOW_S + 1200)}
        return self._error(403, "API rate limit exceeded for user ID 1.", headers)

    def down(self) -> Reply:
        return Reply(503, text="<!DOCTYPE html><html><title>Unicorn! &middot; GitHub</title></html>")

    def _error(self, status: int, message: str, headers: Mapping[str, str] | None = None) -> Reply:
        document = {"message": message, "documentation_url": DOCS, "status": str(status)}
        return Reply(status, document, headers or {})
