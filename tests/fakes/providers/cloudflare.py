"""Cloudflare over loopback: two kinds of token with an address each, and successes that are none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from tests.fakes.http_server import Reply, Seen
from tests.fakes.providers.fake import Fake

ACCOUNT_TOKEN = "cfat_FakeFakeFakeFakeFakeFakeFakeFakeFakeFake"
USER = "/client/v4/user/tokens/verify"


class Cloudflare(Fake):
    """https://developers.cloudflare.com/api (verify token) and /fundamentals/api/reference/limits.

    The state of a key is the token's: active (also "ok"), disabled or expired.
    """

    id = "cloudflare"
    address = "https://api.cloudflare.com"
    good: ClassVar[Mapping[str, str]] = {
        "api_token": "FakeFakeFakeFake-FakeFakeFakeFake_FakeFa",
        "account_id": "fa4efa4efa4efa4efa4efa4efa4efa4e",
    }

    def __init__(self) -> None:
        super().__init__()
        self.keys |= {ACCOUNT_TOKEN: "active"}
        self.may_read_account = True
        self.expires: str | None = "2027-01-01T00:00:00Z"

    def fair(self, request: Seen) -> Reply:
        key = request.bearer
        if not key or " " in key:
            chain = [{"code": 6111, "message": "Invalid format for Authorization header"}]
            return self._errors(400, {"code": 6003, "message": "Invalid request headers", "error_chain": chain})
        state, of_account = self.keys.get(key), key.startswith("cfat_")
        if state is None or (request.path.endswith("/tokens/verify") and (request.path == USER) == of_account):
            return self._errors(401, {"code": 1000, "message": "Invalid API Token"})
        if request.path.endswith("/tokens/verify"):
            return self._verified(state)
        return self._account(request)

    def _account(self, request: Seen) -> Reply:
        if not self.may_read_account:
            return self._errors(403, {"code": 9109, "message": "Unauthorized to access requested resource"})
        if request.path != f"/client/v4/accounts/{self.good['account_id']}":
            text = f"Could not route to {request.path[10:]}, perhaps your object identifier is invalid?"
            return self._errors(404, {"code": 7003, "message": text})
        account = {"id": self.good["account_id"], "name": "Ada's Account", "type": "standard"}
        return Reply(200, {"result": account, "success": True, "errors": [], "messages": []})

    def _verified(self, state: str) -> Reply:
        status = "active" if state == "ok" else state
        result = {"id": "f267e341f3dd4697bd3b9f71dd96247f", "status": status, "not_before": "2025-07-01T05:20:00Z"}
        if self.expires:
            result["expires_on"] = self.expires
        said = {"code": 10000, "message": "This API Token is valid and active", "type": None}
        headers = {"Ratelimit": '"default";r=50;t=30', "Ratelimit-Policy": '"burst";q=100;w=60'}
        messages = [said] if status == "active" else []
        return Reply(200, {"result": result, "success": True, "errors": [], "messages": messages}, headers)

    def limited(self) -> Reply:
        reply = self._errors(429, {"code": 971, "message": "Please wait and consider throttling your request speed"})
        return Reply(429, reply.document, {"Retry-After": "21", "Ratelimit": '"default";r=0;t=21'})

    def down(self) -> Reply:
        return Reply(502, text="<html><head><title>502 Bad Gateway</title></head><body>cloudflare</body></html>")

    def _errors(self, status: int, *errors: Mapping[str, Any]) -> Reply:
        return Reply(status, {"success": False, "errors": list(errors), "messages": [], "result": None})
