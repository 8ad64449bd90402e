"""Turso over loopback: the platform's API and a database's own address, which take unrelated tokens."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from tests.fakes.http_server import Reply, Seen
from tests.fakes.providers.fake import Fake, jwt_of

DATABASE_TOKEN = jwt_of({"a": "rw", "iat": 1_780_000_000, "id": "fa4efa4e-0000-4000-8000-000000000001"})
PLATFORM_TOKEN = jwt_of({"exp": 1_800_000_000, "kid": "fake", "org": "iku"})


class Turso(Fake):
    """Its OpenAPI file, its page of response codes, and the HTTP errors of libsql-server (the database).

    States of a key: ok, expired, forbidden, unpaid, blocked, no_such_sql.
    """

    id = "turso"
    good: ClassVar[Mapping[str, str]] = {
        "database_url": "libsql://app-iku.turso.io",
        "auth_token": DATABASE_TOKEN,
        "api_token": PLATFORM_TOKEN,
    }

    def __init__(self) -> None:
        super().__init__()
        self.expires = 1_800_000_000

    def fair(self, request: Seen) -> Reply:
        if request.path == "/v2/pipeline":
            return self._database(request)
        if request.bearer == self.good["auth_token"] or request.bearer not in self.keys:
            return Reply(401, {"error": "could not parse jwt id"})
        state = self.keys[request.bearer]
        if state == "unpaid":
            return Reply(402, {"error": "check you have an active subscription"})
        if state == "forbidden":
            return Reply(403, {"error": "you do not have permission to access this resource"})
        if request.path == "/v1/auth/validate":
            return Reply(200, {"exp": self.expires})
        if request.path == "/v1/organizations":
            return Reply(200, [{"name": "personal", "slug": "iku", "type": "personal", "plan_id": "developer"}])
        return Reply(404, {"error": "not found"})

    def _database(self, request: Seen) -> Reply:
        if not request.bearer:
            return Reply(401, {"error": "Unauthorized: `Expected authorization header but none given`"})
        state = None if request.bearer == self.good["api_token"] else self.keys.get(request.bearer)
        if state is None or state == "expired":
            why = "The JWT has expired" if state else "The JWT is invalid"
            return Reply(401, {"error": f"Unauthorized: `{why}`"})
        if request.method != "POST" or not request.document.get("requests"):
            return Reply(400, {"error": "Could not parse request body"})
        return Reply(200, {"baton": None, "base_url": None, "results": [self._first(state), {"type": "ok"}]})

    def _first(self, state: str) -> dict[str, Any]:
        if state == "blocked":
            message = "Operation was blocked: SQL read operations are forbidden"
            return {"type": "error", "error": {"message": message, "code": "BLOCKED"}}
        rows = {"cols": [{"name": "1"}], "rows": [[{"type": "integer", "value": "1"}]], "affected_row_count": 0}
        return {"type": "ok", "response": {"type": "execute", "result": rows}}

    def limited(self) -> Reply:
        return Reply(429, {"error": "too many requests"})

    def down(self) -> Reply:
        return Reply(503, {"error": "Service unavailable"})
