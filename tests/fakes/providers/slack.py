"""Slack over loopback, where nearly every answer is a 200 and the truth stands in ``ok``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from tests.fakes.http_server import Reply, Seen
from tests.fakes.providers.fake import Fake


class Slack(Fake):
    """``auth.test`` of its Web API file and https://docs.slack.dev/reference/methods/auth.test.

    The state of a key is ok, or the error word that it meets, such as token_revoked.
    """

    id = "slack"
    address = "https://slack.com"
    good: ClassVar[Mapping[str, str]] = {
        "bot_token": "xoxb-0000000000-0000000000000-FakeFakeFakeFakeFakeFake",
        "signing_secret": "fa4efa4efa4efa4efa4efa4efa4efa4e",
    }

    def fair(self, request: Seen) -> Reply:
        if request.path != "/api/auth.test":
            return Reply(200, {"ok": False, "error": "unknown_method", "req_method": request.path[5:]})
        state = self.keys.get(request.bearer) if request.bearer.startswith("xox") else None
        if state != "ok":
            error = "not_authed" if not request.bearer else state or "invalid_auth"
            rights = {"needed": "team:read", "provided": "chat:write"} if error == "missing_scope" else {}
            return Reply(200, {"ok": False, "error": error, **rights})
        document = {
            "ok": True,
            "url": "https://engines.slack.com/",
            "team": "Engines",
            "user": "kriptik",
            "team_id": "T0FAKE0FAKE",
            "user_id": "U0FAKE0FAKE",
            "bot_id": "B0FAKE0FAKE",
            "is_enterprise_install": False,
        }
        return Reply(200, document, {"x-oauth-scopes": "chat:write,channels:read", "x-slack-req-id": "fake"})

    def limited(self) -> Reply:
        return Reply(429, {"ok": False, "error": "ratelimited"}, {"Retry-After": "30"})

    def down(self) -> Reply:
        return Reply(503, {"ok": False, "error": "service_unavailable"})
