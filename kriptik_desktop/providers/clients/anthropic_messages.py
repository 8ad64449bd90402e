"""The one Anthropic client: lists the models of a key and asks Claude one question at a time.

Anthropic's own SDK speaks the protocol. It is imported with the first question and in a thread, because that takes a
second or more. Answers are read as plain data, not as the SDK's types: what a model writes is never to be trusted.
"""

from __future__ import annotations

import asyncio
import importlib
import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from kriptik_desktop.core.secret import Secret
from kriptik_desktop.core.settings import Settings
from kriptik_desktop.providers.checks import address_problem
from kriptik_desktop.providers.claude_trouble import ClaudeTrouble, no_answer, not_understood, refusal

if TYPE_CHECKING:
    import anthropic
    import httpx2

_BODY_LIMIT = 1 << 20
"""Bytes of an answer that are read; more means it is not the answer asked for."""
_DIRECT = ("all://localhost", "all://127.0.0.1", "all://[::1]")
_MODELS_LISTED = 100


@dataclass(frozen=True, slots=True)
class Tool:
    """The form in which the answer is wanted: a JSON schema under a name."""

    name: str
    description: str
    schema: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Question:
    """One question; ``text`` is what leaves the computer besides the instruction and the tool."""

    model: str
    system: str
    text: str
    tool: Tool
    max_tokens: int


@dataclass(frozen=True, slots=True)
class Usage:
    """The tokens that Anthropic counted; ``cached_input`` were written to or read from its cache."""

    input: int = 0
    output: int = 0
    cached_input: int = 0


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back; ``given`` is what the tool was called with, unchecked, and None where it was not called."""

    stop_reason: str
    given: Any
    usage: Usage


@dataclass(frozen=True, slots=True)
class ListedModel:
    """A model that a key may use; ``created_at`` is RFC 3339 text, empty where Anthropic does not say."""

    id: str
    created_at: str
    active: bool


class AnthropicClient:
    """Asks Anthropic, or what stands at ``[providers.anthropic] base_url``, with the person's proxy and CA."""

    def __init__(self, settings: Settings, address: str) -> None:
        self._settings = settings
        self._address = settings.provider("anthropic").base_url or address
        self._http: httpx2.AsyncClient | None = None
        self._opening = asyncio.Lock()

    async def models(self, key: Secret, timeout_s: float) -> tuple[ListedModel, ...]:
        """Return the models that the key may use, the most recently released first. Costs nothing.

        Raises ClaudeTrouble. Source: https://docs.anthropic.com/en/api/models-list
        """
        sdk = await self._sdk(key, timeout_s)
        asked = sdk.models.with_streaming_response.list(limit=_MODELS_LISTED)
        listed = (await self._document(asked, key)).get("data")
        if not isinstance(listed, list):
            raise not_understood()
        return tuple(_listed(each) for each in listed if isinstance(each, dict) and isinstance(each.get("id"), str))

    async def ask(self, key: Secret, question: Question, timeout_s: float) -> Reply:
        """Ask once, without trying again, and return the answer; a cancelled call closes its connection.

        Raises ClaudeTrouble. Source: https://docs.anthropic.com/en/api/messages
        """
        sdk = await self._sdk(key, timeout_s)
        asked = sdk.messages.with_streaming_response.create(
            model=question.model,
            max_tokens=question.max_tokens,
            system=question.system,
            messages=[{"role": "user", "content": question.text}],
            tools=[
                {
                    "name": question.tool.name,
                    "description": question.tool.description,
                    "input_schema": dict(question.tool.schema),
                }
            ],
            extra_body=_manner(question),
        )
        return _reply(await self._document(asked, key), question.tool.name)

    async def close(self) -> None:
        """Close the connections that are kept open."""
        http, self._http = self._http, None
        if http is not None:
            await http.aclose()

    async def _sdk(self, key: Secret, timeout_s: float) -> anthropic.AsyncAnthropic:
        problem = address_problem(self._address)
        if problem:
            raise ClaudeTrouble("unreachable", f"The address set for Anthropic cannot be used. {problem}")
        async with self._opening:
            if self._http is None:
                self._http = await asyncio.to_thread(_opened, self._settings)
        import anthropic

        try:
            return anthropic.AsyncAnthropic(
                api_key=key.reveal(),
                base_url=self._address.rstrip("/"),
                http_client=self._http,
                timeout=timeout_s,
                max_retries=0,
                open_telemetry=False,
            )
        except (ValueError, anthropic.AnthropicError):
            raise ClaudeTrouble("unreachable", "The address set for Anthropic cannot be used.") from None

    async def _document(self, asked: Any, key: Secret) -> Mapping[str, Any]:
        import anthropic
        import httpx2

        try:
            async with asked as response:
                body = await _body(response)
        except anthropic.APIStatusError as error:
            raise refusal(error, key) from None
        except (anthropic.AnthropicError, httpx2.HTTPError, httpx2.InvalidURL, OSError, ValueError) as error:
            raise no_answer(error, urlsplit(self._address).hostname or "Anthropic") from None
        try:
            document = json.loads(body)
        except (ValueError, RecursionError):
            raise not_understood() from None
        if not isinstance(document, dict):
            raise not_understood()
        return document


_IMPORTING = threading.Lock()
_PARTS = ("anthropic", "anthropic.resources.messages", "anthropic.resources.models")
"""What the SDK itself puts off until it is used, which would be on the loop."""


def _opened(settings: Settings) -> httpx2.AsyncClient:
    """Import the SDK, build what it builds on first use, and return the connections it is to use."""
    with _IMPORTING:
        import httpx2

        for part in _PARTS:
            importlib.import_module(part)
    try:
        context = httpx2.create_ssl_context()
        if settings.ca_file is not None:
            context.load_verify_locations(settings.ca_file)
        return httpx2.AsyncClient(verify=context, proxy=settings.proxy, mounts=dict.fromkeys(_DIRECT))
    except (OSError, ValueError, ImportError, httpx2.InvalidURL) as error:
        why = getattr(error, "strerror", None) or type(error).__name__
        message = f"The proxy or CA file in the settings cannot be used: {why}."
        raise ClaudeTrouble("unreachable", message) from None


def _manner(question: Question) -> dict[str, Any]:
    """Return how the tool is called for: forced and without thinking where the model lets itself be forced.

    Haiku does; newer large models refuse both and are only asked.
    https://platform.claude.com/docs/en/models/haiku-5-5/migration-guide,
    https://platform.claude.com/docs/en/models/sonnet-5-5/whats-new-sonnet-5-5
    """
    if "haiku" not in question.model:
        return {"tool_choice": {"type": "auto"}}
    return {"tool_choice": {"type": "tool", "name": question.tool.name}, "thinking": {"type": "disabled"}}


async def _body(response: Any) -> bytes:
    body = bytearray()
    async for chunk in response.iter_bytes():
        body += chunk
        if len(body) > _BODY_LIMIT:
            raise ClaudeTrouble("not_understood", "Anthropic's answer is far longer than expected.")
    return bytes(body)


def _listed(entry: Mapping[str, Any]) -> ListedModel:
    created = entry.get("created_at")
    return ListedModel(
        entry["id"], created if isinstance(created, str) else "", entry.get("lifecycle", "active") == "active"
    )


def _reply(document: Mapping[str, Any], tool: str) -> Reply:
    stop, content, usage = document.get("stop_reason"), document.get("content"), document.get("usage")
    if not isinstance(stop, str) or not isinstance(content, list):
        raise not_understood()
    calls = [each for each in content if isinstance(each, dict) and each.get("type") == "tool_use"]
    given = next((call.get("input") for call in calls if call.get("name") == tool), None)
    return Reply(stop, given, _usage(usage if isinstance(usage, dict) else {}))


def _usage(counted: Mapping[str, Any]) -> Usage:
    def tokens(name: str) -> int:
        value = counted.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0

    cached = tokens("cache_creation_input_tokens") + tokens("cache_read_input_tokens")
    return Usage(tokens("input_tokens"), tokens("output_tokens"), cached)
