"""RunPod's API v2 over loopback."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from tests.fakes.http_server import Reply, Seen
from tests.fakes.providers.fake import Fake

POLICY = '"minute";q=60;w=60, "hour";q=3000;w=3600, "day";q=50000;w=86400'


class RunPod(Fake):
    """Bodies and headers are the examples of its OpenAPI file; errors are RFC 9457 problems. State: forbidden."""

    id = "runpod"
    address = "https://api.runpod.io"
    good: ClassVar[Mapping[str, str]] = {"api_key": "rpa_FAKEFAKEFAKEFAKEFAKEFAKEFAKEFAKEFAKEFAKE1234"}

    def fair(self, request: Seen) -> Reply:
        state = self.keys.get(request.bearer)
        if state is None:
            return self._problem(401, "Unauthorized", "missing bearer token")
        quota = {"RateLimit": '"minute";r=59;t=60, "hour";r=2999;t=3600', "RateLimit-Policy": POLICY}
        if state == "forbidden":
            return self._problem(403, "Forbidden", "access denied", quota)
        if request.path == "/v2/pods":
            return Reply(200, {"pods": [{"id": "7h9k2m4n6p", "name": "pytorch-training", "status": "RUNNING"}]}, quota)
        if request.path == "/v2/catalog/gpus":
            return Reply(200, {"gpus": [{"id": "NVIDIA GeForce RTX 4090", "memory": 24}]}, quota)
        if request.path == "/v2/templates/9x4m2p7v":
            return Reply(200, {"id": "9x4m2p7v", "name": "trainer", "image": "runpod/pytorch:1.0.2"}, quota)
        return self._problem(404, "Not Found", "resource not found", quota)

    def limited(self) -> Reply:
        quota = {"RateLimit": '"minute";r=0;t=12, "hour";r=2800;t=1812', "RateLimit-Policy": POLICY}
        text = "rate limit exceeded for the minute window"
        return self._problem(429, "Too Many Requests", text, {**quota, "Retry-After": "12"})

    def down(self) -> Reply:
        return self._problem(500, "Internal Server Error", "request could not be processed")

    def _problem(self, status: int, title: str, detail: str, headers: Mapping[str, str] | None = None) -> Reply:
        document = {"title": title, "status": status, "detail": detail}
        return Reply(status, document, {"Content-Type": "application/problem+json", **(headers or {})})
