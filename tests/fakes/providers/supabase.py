"""Supabase's gateway over loopback: new and legacy keys of one project."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from tests.fakes.http_server import Reply, Seen
from tests.fakes.providers.fake import Fake, jwt_of

PROJECT_REF = "abcdefghijklmnopqrst"


def jwt(role: str, ref: str = PROJECT_REF) -> str:
    """Return a JWT of the shape of Supabase's legacy keys."""
    return jwt_of({"iss": "supabase", "ref": ref, "role": role, "iat": 1_700_000_000, "exp": 2_015_000_000})


class Supabase(Fake):
    """Its gateway in front of Auth, https://supabase.com/docs/guides/api/api-keys."""

    id = "supabase"
    address = ""
    good: ClassVar[Mapping[str, str]] = {
        "url": f"https://{PROJECT_REF}.supabase.co",
        "anon_key": "sb_publishable_FakeFake-FakeFake_1234",
        "service_role_key": "sb_secret_FakeFake-FakeFake_FakeFake",
    }

    def __init__(self) -> None:
        super().__init__()
        self.keys |= {jwt("anon"): "ok", jwt("service_role"): "ok"}
        self.paused = False

    def fair(self, request: Seen) -> Reply:
        if self.paused:
            return Reply(540, text="Project paused")
        key = request.headers.get("apikey", "")
        refused = self._gate(key, request.headers.get("user-agent", ""))
        if refused is not None:
            return refused
        if request.path == "/auth/v1/settings":
            return Reply(200, {"external": {"email": True, "google": False}, "disable_signup": False})
        if request.path == "/auth/v1/admin/users":
            return self._users(key, request)
        message = "Access to schema is forbidden" if "service" not in key and "secret" not in key else "Not Found"
        return Reply(401 if "forbidden" in message else 404, {"message": message})

    def _gate(self, key: str, agent: str) -> Reply | None:
        if not key:
            hint = "No `apikey` request header or url param was found."
            return Reply(401, {"message": "No API key found in request", "hint": hint})
        state = self.keys.get(key)
        if state is None:
            hint = "Double check your Supabase `anon` or `service_role` API key."
            return Reply(401, {"message": "Invalid API key", "hint": hint})
        if state == "legacy_off":
            hint = "Re-enable them in the Supabase dashboard, or use the new publishable and secret API keys."
            return Reply(401, {"message": "Legacy API keys are disabled", "hint": hint})
        if key.startswith("sb_secret_") and "Mozilla" in agent:
            return Reply(401, {"message": "Forbidden use of secret API key in browser"})
        return None

    def _users(self, key: str, request: Seen) -> Reply:
        token = request.headers.get("authorization", "")
        if key.startswith("sb_") and token:
            message = "invalid JWT: unable to parse or verify signature, token is malformed"
            return Reply(403, {"code": 403, "error_code": "bad_jwt", "msg": message})
        if not key.startswith("sb_") and not token:
            message = "This endpoint requires a valid Bearer token"
            return Reply(401, {"code": 401, "error_code": "no_authorization", "msg": message})
        if key.startswith("sb_publishable_") or key == jwt("anon"):
            return Reply(403, {"code": 403, "error_code": "not_admin", "msg": "User not allowed"})
        return Reply(200, {"users": [], "aud": "authenticated"}, {"X-Total-Count": "0"})

    def limited(self) -> Reply:
        return Reply(429, {"message": "Too many requests"}, {"Retry-After": "9"})

    def down(self) -> Reply:
        return Reply(503, {"message": "name resolution failed"})
