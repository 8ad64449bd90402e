"""Hugging Face over loopback: one address tells who a token belongs to and what it may."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from tests.fakes.http_server import Reply, Seen
from tests.fakes.providers.fake import Fake

FINE_GRAINED: Mapping[str, Any] = {
    "canReadGatedRepos": True,
    "global": ["discussion.write"],
    "scoped": [
        {"entity": {"_id": "fa4e1", "type": "user", "name": "ada"}, "permissions": ["repo.content.read", "repo.write"]},
        {"entity": {"_id": "fa4e2", "type": "org", "name": "engines"}, "permissions": ["inference.serverless.write"]},
    ],
}


class HuggingFace(Fake):
    """``whoami-v2`` as the tests of eight clients hold it; limits as https://huggingface.co/docs/hub/rate-limits.

    The state of a key is its role: write (also "ok"), read or fineGrained.
    """

    id = "huggingface"
    address = "https://huggingface.co"
    good: ClassVar[Mapping[str, str]] = {"token": "hf_FakeFakeFakeFakeFakeFakeFakeFakeFa"}

    def __init__(self) -> None:
        super().__init__()
        self.limit_as_200 = False
        self.rights = FINE_GRAINED

    def fair(self, request: Seen) -> Reply:
        if not request.bearer:
            return Reply(401, {"error": "Invalid username or password."})
        state = self.keys.get(request.bearer)
        if state is None:
            return Reply(401, {"error": "Invalid credentials in Authorization header"})
        if request.path != "/api/whoami-v2":
            return Reply(404, {"error": "Sorry, we can't find the page you are looking for."})
        token: dict[str, Any] = {"displayName": "kriptik", "createdAt": "2026-07-23T10:27:03.276Z"}
        token["role"] = "write" if state == "ok" else state
        if state == "fineGrained":
            token["fineGrained"] = self.rights
        user = {"type": "user", "id": "fa4efa4e", "name": "ada", "fullname": "Ada L.", "isPro": False, "canPay": False}
        orgs = [{"type": "org", "name": "engines", "roleInOrg": "admin"}]
        return Reply(200, {**user, "orgs": orgs, "auth": {"type": "access_token", "accessToken": token}})

    def limited(self) -> Reply:
        text = "We had to rate limit you, you hit the quota of 1000 api requests per 5 minutes period."
        if self.limit_as_200:
            return Reply(200, {"error": text})
        headers = {"RateLimit": '"api";r=0;t=55', "RateLimit-Policy": '"fixed window";"api";q=1000;w=300'}
        return Reply(429, {"error": text}, headers)

    def down(self) -> Reply:
        return Reply(503, {"error": "Internal Error - We're working hard to fix this as soon as possible!"})
