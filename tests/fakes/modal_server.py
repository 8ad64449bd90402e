"""Modal's control plane with the one call that tells about a token, over real HTTP/2.

The messages are Modal's own (modal_proto); what it answers to a wrong pair is gRPC's UNAUTHENTICATED.
"""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from grpclib.const import Cardinality, Handler, Status
from grpclib.exceptions import GRPCError
from grpclib.server import Server
from modal_proto import api_pb2

PAIR = ("ak-ExampleExampleExample", "as-ExampleExampleExample")


@dataclass(slots=True)
class ModalFake:
    """How it answers, and what it was told."""

    port: int = 0
    refusal: tuple[Status, str] | None = None
    ends: int = 0
    """Epoch seconds; 0 means never."""
    service_user: str = ""
    metadata: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def token_info(self, stream: Any) -> None:
        await stream.recv_message()
        self.metadata = {str(name): str(text) for name, text in stream.metadata.items()}
        if self.refusal:
            raise GRPCError(*self.refusal)
        given = (self.metadata.get("x-modal-token-id"), self.metadata.get("x-modal-token-secret"))
        if given != PAIR:
            raise GRPCError(Status.UNAUTHENTICATED, f"Token ID is malformed or unknown: {given[1]}")
        answer = api_pb2.TokenInfoGetResponse(token_id=PAIR[0], workspace_name="kims-workspace", token_name="app")
        if self.service_user:
            answer.service_user_identity.service_user_name = self.service_user
        else:
            answer.user_identity.username = "kim"
        if self.ends:
            answer.expires_at.seconds = self.ends
        await stream.send_message(answer)

    def __mapping__(self) -> dict[str, Handler]:
        call = "/modal.client.ModalClient/TokenInfoGet"
        messages = (api_pb2.TokenInfoGetRequest, api_pb2.TokenInfoGetResponse)
        return {call: Handler(self.token_info, Cardinality.UNARY_UNARY, *messages)}


@asynccontextmanager
async def modal_fake() -> AsyncIterator[ModalFake]:
    fake = ModalFake()
    server = Server([fake])
    door = socket.create_server(("127.0.0.1", 0))
    fake.port = door.getsockname()[1]
    await server.start(sock=door)
    try:
        yield fake
    finally:
        server.close()
        await server.wait_closed()
