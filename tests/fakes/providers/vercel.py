"""Vercel over loopback: a wrong token is a 403, and a good one of a team may be refused where people are asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from tests.fakes.http_server import Reply, Seen
from tests.fakes.providers.fake import NOW_S, Fake

TEAM = "team_FakeFakeFakeFakeFakeFake"
PROJECT = "prj_FakeFakeFakeFakeFakeFakeFake"
EXPIRES_MS = 1_820_000_000_000


class Vercel(Fake):
    """https://vercel.com/docs/rest-api/errors and its OpenAPI file; ``invalidToken`` as error dumps show it.

    States of a key: ok (a whole account), team (one team only), limited.
    """

    id = "vercel"
    address = "https://api.vercel.com"
    good: ClassVar[Mapping[str, str]] = {"token": "vcp_FakeFakeFakeFakeFakeFakeFakeFakeFakeFakeFakeFakeFakeFake1234"}

    def fair(self, request: Seen) -> Reply:
        state = self.keys.get(request.bearer)
        if state is None:
            return self._error(403, {"code": "forbidden", "message": "Not authorized", "invalidToken": True})
        if request.path == "/v2/user":
            return self._user(state)
        if request.path == "/v5/user/tokens/current" and state == "limited":
            return self._error(403, {"code": "forbidden", "message": "Not authorized"})
        if request.path == "/v5/user/tokens/current":
            scope: dict[str, Any] = (
                {"type": "team", "teamId": TEAM} if state == "team" else {"type": "user", "sudo": None}
            )
            scope |= {"origin": "manual", "createdAt": 1_750_000_000_000, "expiresAt": EXPIRES_MS}
            token = {"id": "fa4efa4e", "name": "kriptik", "type": "token", "scopes": [scope], "expiresAt": EXPIRES_MS}
            return Reply(200, {"token": token})
        team = request.query.get("teamId", "")
        if team not in (("", TEAM) if state == "ok" else (TEAM,)):
            return self._outside(team or "ada-projects")
        if request.path in ("/v9/projects", "/v10/projects"):
            page = {"count": 1, "next": None, "prev": None}
            return Reply(200, {"projects": [{"id": PROJECT, "accountId": TEAM}], "pagination": page})
        if request.path == f"/v9/projects/{PROJECT}":
            return Reply(200, {"id": PROJECT, "name": "ada-site", "accountId": TEAM})
        return self._error(404, {"code": "not_found", "message": "The requested resource was not found"})

    def _user(self, state: str) -> Reply:
        if state == "team":
            return self._error(403, {"code": "forbidden", "message": "Not authorized"})
        user: dict[str, Any] = {"id": "AEIIDYVk59zbFF2Sxfyxxmua", "email": "ada@example.com", "username": "ada"}
        if state == "limited":
            user |= {"limited": True, "name": None, "avatar": None, "defaultTeamId": None}
        return Reply(200, {"user": user})

    def _outside(self, scope: str) -> Reply:
        text = (
            f'Not authorized: Trying to access resource under scope "{scope}". You must re-authenticate to this scope'
            " or use a token with access to this scope."
        )
        return self._error(403, {"code": "forbidden", "message": text, "saml": True, "scope": scope})

    def limited(self) -> Reply:
        limit = {"remaining": 0, "reset": NOW_S + 90, "resetMs": (NOW_S + 90) * 1000, "total": 6}
        headers = {"X-RateLimit-Limit": "6", "X-RateLimit-Remaining": "0", "X-RateLimit-Reset": str(NOW_S + 90)}
        text = "The rate limit of 6 exceeded for 'api-www-user'. Try again in 90 seconds"
        return Reply(429, {"error": {"code": "rate_limited", "message": text, "limit": limit}}, headers)

    def down(self) -> Reply:
        text = "An unexpected internal error occurred"
        return self._error(500, {"code": "internal_server_error", "message": text})

    def _error(self, status: int, error: Mapping[str, Any]) -> Reply:
        return Reply(status, {"error": error})
