"""Netlify over loopback."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from tests.fakes.http_server import Reply, Seen
from tests.fakes.providers.fake import NOW_S, Fake

SITE = "fa4efa4e-fa4e-4a4e-8a4e-fa4efa4efa4e"


class Netlify(Fake):
    """Its Swagger file (errors are ``code`` and ``message``) and https://docs.netlify.com/api-and-cli-guides.

    State of a key: forbidden (a token without access to the team).
    """

    id = "netlify"
    address = "https://api.netlify.com"
    good: ClassVar[Mapping[str, str]] = {"auth_token": "nfp_FakeFakeFakeFakeFakeFakeFakeFakeFake"}

    def fair(self, request: Seen) -> Reply:
        state = self.keys.get(request.bearer)
        if state is None:
            return Reply(401, {"code": 401, "message": "Access Denied"})
        if state == "forbidden":
            return Reply(403, {"code": 403, "message": "Forbidden"})
        headers = {"X-RateLimit-Limit": "500", "X-RateLimit-Remaining": "499", "X-RateLimit-Reset": str(NOW_S + 60)}
        if request.path == "/api/v1/user":
            user = {"id": "fa4efa4efa4e", "full_name": "Ada L.", "email": "ada@example.com", "site_count": 2}
            return Reply(200, user, headers)
        if request.path == "/api/v1/accounts":
            return Reply(200, [{"id": "fa4e", "name": "Ada's team", "slug": "ada"}], headers)
        if request.path == f"/api/v1/sites/{SITE}":
            return Reply(200, {"id": SITE, "name": "ada-site", "url": "https://ada-site.netlify.app"}, headers)
        return Reply(404, {"code": 404, "message": "Not Found"}, headers)

    def limited(self) -> Reply:
        headers = {"X-RateLimit-Limit": "500", "X-RateLimit-Remaining": "0", "X-RateLimit-Reset": str(NOW_S + 33)}
        return Reply(429, {"code": 429, "message": "Too Many Requests"}, headers)

    def down(self) -> Reply:
        return Reply(500, {"code": 500, "message": "Internal Server Error"})
