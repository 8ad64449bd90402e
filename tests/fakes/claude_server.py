"""Anthropic's Messages API and list of models over loopback, in the shapes of its documentation.

https://docs.anthropic.com/en/api/messages, https://docs.anthropic.com/en/api/models-list,
https://docs.anthropic.com/en/api/errors, https://docs.anthropic.com/en/api/rate-limits
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.http_server import HttpServer, Reply, Seen

KEY = "sk-ant-api03-FakeFakeFakeFakeFakeFakeFake-AA"
HAIKU = "claude-haiku-5-5"
OLD_HAIKU = "claude-haiku-4-5-20251001"


def model(name: str, created: str, lifecycle: str = "active") -> dict[str, Any]:
    """Return one entry of the list of models."""
    title = name.replace("-", " ").title()
    return {"type": "model", "id": name, "display_name": title, "created_at": created, "lifecycle": lifecycle}


def error(status: int, kind: str, message: str, **headers: str) -> Reply:
    """Return an error body; ``retry_after="0"`` becomes the header of that name."""
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    document = {"type": "error", "error": {"type": kind, "message": message}, "request_id": "req_fake0001"}
    return Reply(status, document, {**named, "request-id": "req_fake0001"})


def rate_limited(wait: str | None = None) -> Reply:
    """Return the answer to too many requests."""
    more = {"retry_after": wait} if wait is not None else {}
    return error(429, "rate_limit_error", "This request would exceed your account's rate limit.", **more)


def overloaded(wait: str | None = None) -> Reply:
    """Return the answer of a service that has too much to do."""
    return error(529, "overloaded_error", "Overloaded", **({"retry_after": wait} if wait is not None else {}))


@dataclass
class ClaudeServer:
    """Answers as it was told; ``given`` is what the tool is called with."""

    http: HttpServer = field(init=False)
    given: Any = field(default_factory=lambda: {"services": [], "needs": []})
    tool: str = "report"
    stop_reason: str = "tool_use"
    content: list[Any] | None = None
    usage: dict[str, Any] = field(default_factory=lambda: {"input_tokens": 2400, "output_tokens": 120})
    models: list[dict[str, Any]] = field(
        default_factory=lambda: [
            model(HAIKU, "2026-10-07T00:00:00Z"),
            model("claude-sonnet-5-5", "2026-09-28T00:00:00Z"),
            model(OLD_HAIKU, "2025-10-15T00:00:00Z"),
        ]
    )
    listed: Any = ...
    """What stands in the place of the list of models."""
    queue: list[Reply] = field(default_factory=list)
    """Answers that are given to the next questions instead."""

    def __post_init__(self) -> None:
        self.http = HttpServer(self._handle)

    @property
    def questions(self) -> list[dict[str, Any]]:
        """Return the bodies of the questions that came."""
        return [each.document for each in self.http.seen if each.path == "/v1/messages"]

    @property
    def listings(self) -> int:
        """Return how often the models were asked for."""
        return sum(each.path == "/v1/models" for each in self.http.seen)

    def _handle(self, request: Seen) -> Reply:
        refused = _unfit(request)
        if refused:
            return refused
        if (request.method, request.path) == ("GET", "/v1/models"):
            return Reply(200, self._listing())
        if (request.method, request.path) != ("POST", "/v1/messages"):
            return error(404, "not_found_error", "Not found")
        if self.queue:
            return self.queue.pop(0)
        return _unusable(request.document) or Reply(200, self._message(request.document["model"]))

    def _listing(self) -> dict[str, Any]:
        if self.listed is not ...:
            return {"data": self.listed, "has_more": False, "first_id": None, "last_id": None}
        ids = [each["id"] for each in self.models]
        ends = {"first_id": ids[0] if ids else None, "last_id": ids[-1] if ids else None}
        return {"data": self.models, "has_more": False, **ends}

    def _message(self, name: str) -> dict[str, Any]:
        call = {"type": "tool_use", "id": "toolu_fake0001", "name": self.tool, "input": self.given}
        return {
            "id": "msg_fake0001",
            "type": "message",
            "role": "assistant",
            "model": name,
            "content": [call] if self.content is None else self.content,
            "stop_reason": self.stop_reason,
            "stop_sequence": None,
            "usage": {"cache_creation_input_tokens": 0, "cache_read_input_tokens": 0, **self.usage},
        }


def _unfit(request: Seen) -> Reply | None:
    if KEY not in (request.headers.get("x-api-key", ""), request.bearer):
        return error(401, "authentication_error", "invalid x-api-key")
    if "anthropic-version" not in request.headers:
        return error(400, "invalid_request_error", "anthropic-version: header is required")
    return None


def _unusable(body: dict[str, Any]) -> Reply | None:
    """Refuse what the API refuses: missing parts, and what the newer models no longer take."""
    missing = {"model", "max_tokens", "messages"} - set(body)
    if missing:
        return error(400, "invalid_request_error", f"{min(missing)}: Field required")
    forced = body.get("tool_choice", {}).get("type") in ("tool", "any")
    thinking = body.get("thinking", {}).get("type")
    if forced and ("haiku" not in body["model"] or thinking != "disabled"):
        return error(400, "invalid_request_error", "tool_choice: forced tool use is not supported with thinking")
    if not {"temperature", "top_p", "top_k"}.isdisjoint(body):
        return error(400, "invalid_request_error", "temperature: is not supported by this model")
    return None


@asynccontextmanager
async def claude_server(**told: Any) -> AsyncIterator[ClaudeServer]:
    """Yield a running server."""
    server = ClaudeServer(**told)
    await server.http.start()
    try:
        yield server
    finally:
        await server.http.close()
