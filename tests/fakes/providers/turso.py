"""A Turso database over loopback."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from tests.fakes.http_server import Reply, Seen
from tests.fakes.providers.fake import Fake, jwt_of

PLATFORM_TOKEN = jwt_of({"exp": 1_800_000_000, "kid": "fake", "org": "iku"})
"""Of the account, which is no token of a database."""


class Turso(Fake):
    """https://docs.turso.tech/sdk/http/reference and the HTTP errors of libsql-server, which the databases run.

    States of a key: ok, expired, blocked.
    """

    id = "turso"
    address = "https://{database_url.host}"
    good: ClassVar[Mapping[str, str]] = {
        "database_url": "libsql://app-iku.turso.io",
        "auth_token": jwt_of({"a": "rw", "iat": 1_780_000_000, "id": "fa4efa4e-0000-4000-8000-000000000001"}),
    }

    def fair(self, request: Seen) -> Reply:
        if request.path != "/v2/pipeline":
            return Reply(404, {"error": "Not Found"})
        if not request.bearer:
            return Reply(401, {"error": "Unauthorized: `Expected authorization header but none given`"})
        state = self.keys.get(request.bearer)
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
