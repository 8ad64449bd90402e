"""Loopback servers that speak as the six providers do: their status codes, headers and bodies, traps included.

Made from the providers' published documents and error dumps, not from the client's own expectations. By hand:
``python -m tests.fakes.provider_servers --config-out FILE`` serves them and writes a ``config.toml`` for the app.
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import json
import signal
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Literal

from kriptik_desktop.core.settings import ProviderSettings, Settings
from tests.fakes.http_server import HttpServer, Reply, Seen

State = Literal["ok", "restricted", "expired", "no_credit", "sending_only", "legacy_off"]
Weather = Literal["fair", "rate_limited", "down"]

PROJECT_REF = "abcdefghijklmnopqrst"


def jwt(role: str, ref: str = PROJECT_REF) -> str:
    """Return a JWT of the shape of Supabase's legacy keys; its signature is nonsense."""

    def part(document: Mapping[str, Any]) -> str:
        return base64.urlsafe_b64encode(json.dumps(document).encode()).decode().rstrip("=")

    claims = {"iss": "supabase", "ref": ref, "role": role, "iat": 1_700_000_000, "exp": 2_015_000_000}
    return f"{part({'alg': 'HS256', 'typ': 'JWT'})}.{part(claims)}.c2lnbmF0dXJlLW9mLXRoZS1mYWtl"


GOOD: Mapping[str, Mapping[str, str]] = {
    "stripe": {
        "publishable_key": "pk_test_51FakeAccount0000000000a1b2",
        "secret_key": "sk_test_51FakeAccount0000000000c3d4",
    },
    "google-oauth": {
        "client_id": "123456789012-fakefakefake.apps.googleusercontent.com",
        "client_secret": "GOCSPX-FakeFakeFakeFakeFakeFakeFake",
    },
    "supabase": {
        "url": f"https://{PROJECT_REF}.supabase.co",
        "anon_key": "sb_publishable_FakeFake-FakeFake_1234",
        "service_role_key": "sb_secret_FakeFake-FakeFake_FakeFake",
    },
    "openai": {"api_key": "sk-proj-FakeFakeFakeFakeFakeFakeFakeFake1234"},
    "anthropic": {"api_key": "sk-ant-api03-FakeFakeFakeFakeFakeFakeFake-AA"},
    "resend": {"api_key": "re_FakeFake_FakeFakeFakeFakeFake"},
}
"""What the servers accept unless told otherwise."""


def _starred(key: str) -> str:
    return f"{key[:8]}{'*' * max(len(key) - 12, 4)}{key[-4:]}"


class Fake:
    """One provider's server: known keys and how the day goes there."""

    id = ""

    def __init__(self) -> None:
        self.http = HttpServer(self.answer)
        self.weather: Weather = "fair"
        self.keys: dict[str, State] = dict.fromkeys(GOOD[self.id].values(), "ok")

    @property
    def seen(self) -> list[Seen]:
        return self.http.seen

    def answer(self, request: Seen) -> Reply:
        if self.weather == "rate_limited":
            return self.limited()
        if self.weather == "down":
            return self.down()
        return self.fair(request)

    def fair(self, request: Seen) -> Reply:
        raise NotImplementedError

    def limited(self) -> Reply:
        raise NotImplementedError

    def down(self) -> Reply:
        raise NotImplementedError


class Stripe(Fake):
    """https://docs.stripe.com/api/errors; the balance object is the sample of Stripe's published OpenAPI file."""

    id = "stripe"

    def __init__(self) -> None:
        super().__init__()
        self.livemode: bool | None = None

    def fair(self, request: Seen) -> Reply:
        key = request.bearer
        if not key:
            return self._error(401, "You did not provide an API key. You need to provide your API key in the header.")
        state = self.keys.get(key)
        if state is None or key.startswith("pk_"):
            return self._error(401, f"Invalid API Key provided: {_starred(key)}")
        if state == "expired":
            return self._error(401, f"Expired API Key provided: {_starred(key)}", code="api_key_expired")
        if request.path != "/v1/balance":
            return self._error(404, f"Unrecognized request URL ({request.method}: {request.path}).")
        if state == "restricted":
            text = (
                f"The provided key '{_starred(key)}' does not have the required permissions for this endpoint on"
                " account 'acct_1FakeAccount'. Having the 'rak_balance_read' permission would allow this request to"
                " continue."
            )
            return self._error(403, text)
        live = "_live_" in key if self.livemode is None else self.livemode
        amount = {"amount": 0, "currency": "usd", "source_types": {"card": 0}}
        balance = {"object": "balance", "available": [amount], "livemode": live, "pending": [amount]}
        return Reply(200, balance, {"Request-Id": "req_fake", "Stripe-Version": "2026-04-22.dahlia"})

    def limited(self) -> Reply:
        return self._error(429, "Request rate limit exceeded. Learn more about rate limits.", code="rate_limit")

    def down(self) -> Reply:
        return self._error(500, "Something went wrong on Stripe's end.", kind="api_error")

    def _error(self, status: int, message: str, code: str = "", kind: str = "invalid_request_error") -> Reply:
        error = {"message": message, "type": kind, **({"code": code} if code else {})}
        return Reply(status, {"error": error}, {"Request-Id": "req_fake", "Stripe-Should-Retry": "false"})


class Google(Fake):
    """RFC 6749 section 5.2 as https://oauth2.googleapis.com/token words it."""

    id = "google-oauth"

    def __init__(self) -> None:
        super().__init__()
        self.clients = {GOOD[self.id]["client_id"]: GOOD[self.id]["client_secret"]}
        self.redirects = {"http://localhost:3000/api/auth/callback/google"}

    def fair(self, request: Seen) -> Reply:
        form = request.form
        if (request.method, request.path) != ("POST", "/token") or form.get("grant_type") != "authorization_code":
            return self._error(400, "unsupported_grant_type", "Invalid grant_type")
        secret = self.clients.get(form.get("client_id", ""))
        if secret is None:
            return self._error(401, "invalid_client", "The OAuth client was not found.")
        if form.get("client_secret") != secret:
            return self._error(401, "invalid_client", "Unauthorized")
        if form.get("redirect_uri") not in self.redirects:
            return self._error(400, "redirect_uri_mismatch", "Bad Request")
        return self._error(400, "invalid_grant", "Malformed auth code.")

    def limited(self) -> Reply:
        return Reply(429, {"error": "rate_limit_exceeded"}, {"Retry-After": "17"})

    def down(self) -> Reply:
        return Reply(503, text="<html><title>Error 503 (Service Unavailable)!!1</title></html>")

    def _error(self, status: int, error: str, description: str) -> Reply:
        return Reply(status, {"error": error, "error_description": description})


class Supabase(Fake):
    """Its gateway in front of Auth, https://supabase.com/docs/guides/api/api-keys."""

    id = "supabase"

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


class OpenAI(Fake):
    """https://platform.openai.com/docs/guides/error-codes; note that a missing scope is 401 as well."""

    id = "openai"

    def fair(self, request: Seen) -> Reply:
        key = request.bearer
        state = self.keys.get(key)
        if state is None:
            text = f"Incorrect API key provided: {_starred(key)}. You can find your API key at https://platform.openai.com."
            return self._error(401, text, "invalid_api_key")
        if state == "restricted":
            text = (
                "You have insufficient permissions for this operation. Missing scopes: api.model.read. Check"
                " that you have the correct role in your organization, and if you're using a restricted API key, that"
                " it has the necessary scopes."
            )
            return self._error(401, text, None)
        if state == "no_credit":
            text = "You exceeded your current quota, please check your plan and billing details."
            return self._error(429, text, "insufficient_quota", "insufficient_quota")
        model = {"id": "gpt-5-mini", "object": "model", "created": 1_754_000_000, "owned_by": "system"}
        return Reply(200, {"object": "list", "data": [model]}, {"x-request-id": "req_fake"})

    def limited(self) -> Reply:
        reply = self._error(429, "Rate limit reached for requests", "rate_limit_exceeded", "requests")
        return Reply(429, reply.document, {"retry-after-ms": "2500", "retry-after": "3"})

    def down(self) -> Reply:
        return self._error(500, "The server had an error while processing your request.", None, "server_error")

    def _error(self, status: int, message: str, code: str | None, kind: str = "invalid_request_error") -> Reply:
        return Reply(status, {"error": {"message": message, "type": kind, "param": None, "code": code}})


class Anthropic(Fake):
    """https://docs.anthropic.com/en/api/errors; the key travels in x-api-key and the version is obligatory."""

    id = "anthropic"

    def fair(self, request: Seen) -> Reply:
        state = self.keys.get(request.headers.get("x-api-key", ""))
        if "x-api-key" not in request.headers:
            return self._error(401, "authentication_error", "x-api-key header is required")
        if state is None:
            return self._error(401, "authentication_error", "invalid x-api-key")
        if "anthropic-version" not in request.headers:
            return self._error(400, "invalid_request_error", "anthropic-version: header is required")
        if state == "restricted":
            text = "Your API key does not have permission to use the specified resource."
            return self._error(403, "permission_error", text)
        if state == "no_credit":
            return self._error(402, "billing_error", "There is an issue with your billing or payment information.")
        model = {"type": "model", "id": "claude-haiku-4-5", "display_name": "Claude Haiku 4.5"}
        return Reply(200, {"data": [model], "has_more": True, "first_id": model["id"], "last_id": model["id"]})

    def limited(self) -> Reply:
        reply = self._error(429, "rate_limit_error", "This request would exceed your account's rate limit.")
        return Reply(429, reply.document, {"retry-after": "42"})

    def down(self) -> Reply:
        return self._error(529, "overloaded_error", "Overloaded")

    def _error(self, status: int, kind: str, message: str) -> Reply:
        error = {"type": kind, "message": message}
        return Reply(status, {"type": "error", "error": error, "request_id": "req_fake"})


class Resend(Fake):
    """https://resend.com/docs/api-reference/errors: 401 is a working key that may only send, 403 a wrong one."""

    id = "resend"

    def fair(self, request: Seen) -> Reply:
        if not request.headers.get("user-agent"):
            return Reply(403, text="error code: 1010")
        if not request.bearer:
            return self._error(401, "missing_api_key", "Missing API key in the authorization header.")
        state = self.keys.get(request.bearer)
        if state is None:
            return self._error(403, "invalid_api_key", "API key is invalid")
        if state == "sending_only":
            return self._error(401, "restricted_api_key", "This API key is restricted to only send emails")
        return Reply(200, {"object": "list", "has_more": False, "data": []})

    def limited(self) -> Reply:
        text = "Too many requests. You can only make 5 requests per second."
        headers = {"ratelimit-limit": "5", "ratelimit-remaining": "0", "ratelimit-reset": "1", "retry-after": "1"}
        return Reply(429, self._error(429, "rate_limit_exceeded", text).document, headers)

    def down(self) -> Reply:
        return self._error(500, "application_error", "An unexpected error occurred.")

    def _error(self, status: int, name: str, message: str) -> Reply:
        return Reply(status, {"statusCode": status, "name": name, "message": message})


class ProviderServers:
    """All six."""

    def __init__(self) -> None:
        self.stripe, self.google, self.supabase = Stripe(), Google(), Supabase()
        self.openai, self.anthropic, self.resend = OpenAI(), Anthropic(), Resend()
        self.all: tuple[Fake, ...] = (
            self.stripe,
            self.google,
            self.supabase,
            self.openai,
            self.anthropic,
            self.resend,
        )

    def __getitem__(self, integration_id: str) -> Fake:
        return next(each for each in self.all if each.id == integration_id)

    @property
    def base_urls(self) -> dict[str, str]:
        return {each.id: each.http.url for each in self.all}

    @property
    def requests(self) -> int:
        return sum(len(each.seen) for each in self.all)

    def settings(self) -> Settings:
        return Settings(providers={name: ProviderSettings(url) for name, url in self.base_urls.items()})

    def config_toml(self) -> str:
        """Return settings for the real app, with the accepted values as comments."""
        blocks = []
        for name, url in self.base_urls.items():
            accepted = "".join(f"#   {field}: {value}\n" for field, value in GOOD[name].items())
            blocks.append(f'[providers.{name}]\nbase_url = "{url}"\n# accepts\n{accepted}')
        return "\n".join(blocks)


@asynccontextmanager
async def provider_servers() -> AsyncIterator[ProviderServers]:
    """Serve all six until the block ends."""
    servers = ProviderServers()
    try:
        for each in servers.all:
            await each.http.start()
        yield servers
    finally:
        for each in servers.all:
            await each.http.close()


async def _serve(config_out: Path | None, say: Callable[[str], object]) -> None:
    async with provider_servers() as servers:
        text = servers.config_toml()
        if config_out is not None:
            config_out.parent.mkdir(parents=True, exist_ok=True)
            config_out.write_text(text, encoding="utf-8")
        say(text)
        ended = asyncio.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, ended.set)
        await ended.wait()


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--config-out", type=Path, help="write the settings there, for example KRIPTIK_HOME/config/config.toml"
    )
    asyncio.run(_serve(parser.parse_args().config_out, lambda text: print(text, flush=True)))


if __name__ == "__main__":
    main()
