"""The one door through which requests to providers leave the computer.

It never raises for network trouble: what came of a request is an :class:`Answer` or a :class:`Trouble`, because a
caller that must not store a bad key needs to tell the two apart without knowing the HTTP library.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from kriptik_desktop import __version__
from kriptik_desktop.core.settings import Settings

if TYPE_CHECKING:
    import httpx

USER_AGENT = f"KripTik-Desktop/{__version__}"
"""Some providers refuse requests without one, one refuses browser-like ones."""
BODY_LIMIT = 1 << 20
"""Bytes of an answer that are read; more means it is not the answer asked for."""
_DIRECT = ("all://localhost", "all://127.0.0.1", "all://[::1]")


@dataclass(frozen=True, slots=True, repr=False)
class Ask:
    """One request; not printable, because headers and form carry keys."""

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] = field(default_factory=dict)
    json: str = ""
    """A JSON text, sent as it is."""
    body: bytes | None = None
    """Bytes that are sent as they are, such as a signed form; the caller gives their type among the headers."""
    basic: tuple[str, str] | None = None
    timeout_s: float = 10.0


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    """What came back, header names in lower case; not printable, because some providers echo keys."""

    status: int
    headers: Mapping[str, str]
    body: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why there is no answer, in words for a person."""

    kind: Literal["unreachable", "not_understood"]
    message: str


class HttpDoor:
    """Sends requests with the person's proxy and CA; the HTTP library is imported with the first one."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._client: httpx.AsyncClient | None = None
        self._opening = asyncio.Lock()

    async def send(self, ask: Ask) -> Answer | Trouble:
        """Send one request and read its answer; redirects are answers, they are not followed."""
        try:
            client = await self._open()
        except _UnusableSettings as error:
            return Trouble("unreachable", f"The proxy or CA file in the settings cannot be used: {error}.")
        try:
            async with asyncio.timeout(ask.timeout_s):
                return await _exchange(client, ask)
        except TimeoutError:
            return Trouble("unreachable", f"There was no answer within {ask.timeout_s:.0f} seconds.")
        except Exception as error:
            trouble = _trouble(error)
            if trouble is None:
                raise
            return trouble

    async def close(self) -> None:
        """Close the connections that are kept open."""
        client, self._client = self._client, None
        if client is not None:
            await client.aclose()

    async def _open(self) -> httpx.AsyncClient:
        async with self._opening:
            if self._client is None:
                self._client = await asyncio.to_thread(_make_client, self._settings)
            return self._client


class _UnusableSettings(Exception):
    """Proxy or CA, the settings' or the environment's, prevent any request."""


def _make_client(settings: Settings) -> httpx.AsyncClient:
    import httpx

    try:
        return _client(settings)
    except (OSError, ValueError, ImportError, httpx.InvalidURL) as error:
        raise _UnusableSettings(getattr(error, "strerror", None) or type(error).__name__) from None


def _client(settings: Settings) -> httpx.AsyncClient:
    import httpx

    context = httpx.create_ssl_context()
    if settings.ca_file is not None:
        context.load_verify_locations(settings.ca_file)
    return httpx.AsyncClient(
        verify=context,
        proxy=settings.proxy,
        mounts=dict.fromkeys(_DIRECT),
        headers={"User-Agent": USER_AGENT, "Accept": "application/json", "Accept-Encoding": "identity"},
        follow_redirects=False,
    )


async def _exchange(client: httpx.AsyncClient, ask: Ask) -> Answer | Trouble:
    async with client.stream(
        ask.method,
        ask.url,
        headers=dict(ask.headers) | ({"Content-Type": "application/json"} if ask.json else {}),
        params=dict(ask.query) or None,
        data=dict(ask.form) or None,
        content=ask.json.encode() if ask.json else ask.body,
        auth=ask.basic,
        timeout=ask.timeout_s,
    ) as response:
        body = bytearray()
        async for chunk in response.aiter_bytes():
            body += chunk
            if len(body) > BODY_LIMIT:
                return Trouble("not_understood", "The answer is far longer than expected.")
        headers = {name.lower(): value for name, value in response.headers.items()}
        return Answer(response.status_code, headers, bytes(body).decode("utf-8", "replace"))


def _trouble(error: Exception) -> Trouble | None:
    import httpx

    if isinstance(error, httpx.TimeoutException):
        return Trouble("unreachable", "There was no answer in time.")
    if isinstance(error, httpx.ProxyError):
        return Trouble("unreachable", "The proxy did not let the request through.")
    if isinstance(error, httpx.ConnectError):
        return Trouble("unreachable", _connect_words(error))
    if isinstance(error, httpx.NetworkError):
        return Trouble("unreachable", "The connection broke off.")
    if isinstance(error, httpx.HTTPError | httpx.InvalidURL | ValueError):
        return Trouble("not_understood", "The other side did not answer as a web service does.")
    return None


def _connect_words(error: BaseException) -> str:
    text = str(error).lower()
    if "certificate" in text or "ssl" in text:
        return "The connection is not trusted: the certificate does not check out. A company proxy may need its own CA."
    if "name or service" in text or "getaddrinfo" in text or "nodename" in text or "name resolution" in text:
        return "The host name cannot be found. Check the address and the network."
    return "No connection could be made. Check the network."
