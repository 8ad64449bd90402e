"""Asks Modal whether a token pair works, by the one call that tells about the token itself.

Modal speaks gRPC only. Its own package brings the messages; the rest of that is left alone, because it reads
~/.modal.toml and the environment, which are not the values to be checked.
"""

from __future__ import annotations

import asyncio
import ssl
from typing import Any
from urllib.parse import urlsplit

from kriptik_desktop.core.settings import Settings
from kriptik_desktop.providers.checks import address_problem
from kriptik_desktop.providers.client import ClientAsk
from kriptik_desktop.providers.drivers import driver_missing, in_thread, network_words, server_words
from kriptik_desktop.providers.probe_result import ProbeResult
from kriptik_desktop.providers.probe_shape import Outcome

_FIELD = "token_secret"
_CALL = "/modal.client.ModalClient/TokenInfoGet"
_CODES: dict[str, tuple[Outcome, str]] = {
    "UNAUTHENTICATED": ("invalid", ""),
    "PERMISSION_DENIED": ("missing_permission", "The token is real, but may not ask about itself."),
    "RESOURCE_EXHAUSTED": ("rate_limited", ""),
    "UNAVAILABLE": ("provider_down", ""),
    "INTERNAL": ("provider_down", ""),
    "DEADLINE_EXCEEDED": ("provider_down", ""),
    "FAILED_PRECONDITION": ("cannot_check", "Modal no longer talks to this version of its package; a newer one may."),
}
"""https://grpc.io/docs/guides/status-codes/"""


async def check(ask: ClientAsk) -> ProbeResult:
    """Return whom the pair belongs to, and until when it works."""
    problem = address_problem(ask.base_url)
    if problem:
        return ProbeResult("cannot_check", problem)
    return await in_thread(lambda: _ask(ask), ask.timeout_s, _FIELD)


def _ask(ask: ClientAsk) -> ProbeResult:
    try:
        from grpclib.exceptions import GRPCError, ProtocolError, StreamTerminatedError
        from modal_proto import api_pb2
    except ImportError:
        return driver_missing("Modal", "modal")
    host = urlsplit(ask.base_url).hostname or ""
    try:
        return _known(asyncio.run(_exchange(ask, api_pb2)))
    except GRPCError as error:
        return _refused(error, ask.texts.get(_FIELD, ""))
    except (OSError, TimeoutError) as error:
        past = " Modal's protocol does not go through the proxy of the settings." if ask.settings.proxy else ""
        return ProbeResult("unreachable", f"{network_words(error, host)}{past}", field=_FIELD)
    except (ProtocolError, StreamTerminatedError, AttributeError):
        return ProbeResult("cannot_check", "What answers there does not speak as Modal does.", field=_FIELD)


async def _exchange(ask: ClientAsk, messages: Any) -> Any:
    from grpclib.client import Channel, UnaryUnaryMethod

    parts = urlsplit(ask.base_url)
    secure = _encryption(ask.settings) if parts.scheme == "https" else None
    channel = Channel(parts.hostname, parts.port or (443 if secure else 80), ssl=secure)
    call: Any = UnaryUnaryMethod(channel, _CALL, messages.TokenInfoGetRequest, messages.TokenInfoGetResponse)
    try:
        return await call(messages.TokenInfoGetRequest(), timeout=ask.timeout_s, metadata=_metadata(ask, messages))
    finally:
        channel.close()


def _metadata(ask: ClientAsk, messages: Any) -> dict[str, str]:
    from importlib.metadata import version

    return {
        "x-modal-client-version": version("modal"),
        "x-modal-client-type": str(messages.CLIENT_TYPE_CLIENT),
        "x-modal-token-id": ask.texts.get("token_id", ""),
        "x-modal-token-secret": ask.texts.get(_FIELD, ""),
    }


def _encryption(settings: Settings) -> ssl.SSLContext:
    import httpx

    context = httpx.create_ssl_context()
    if settings.ca_file is not None:
        context.load_verify_locations(settings.ca_file)
    context.set_alpn_protocols(["h2"])
    return context


def _known(answer: Any) -> ProbeResult:
    who = answer.user_identity.username or answer.service_user_identity.service_user_name
    ends = answer.expires_at.seconds * 1000 if answer.HasField("expires_at") else 0
    names = [each for each in (answer.workspace_name, who) if each]
    if not answer.token_id:
        return ProbeResult("cannot_check", "What answers there does not speak as Modal does.", field=_FIELD)
    return ProbeResult("ok", account=" / ".join(names) or None, expires_at=ends or None, field=_FIELD)


def _refused(error: Any, secret: str) -> ProbeResult:
    outcome, note = _CODES.get(error.status.name, ("cannot_check", ""))
    words = server_words(error.message or "", secret)
    message = words or f"Modal answered {error.status.name}."
    return ProbeResult(outcome, message, said=bool(words), field=_FIELD, note=note)
