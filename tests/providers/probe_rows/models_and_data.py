"""Models and databases."""

from __future__ import annotations

from tests.fakes.provider_servers import jwt
from tests.fakes.providers import turso
from tests.providers.probe_rows.row import down, key_is, limit, made, row

LEGACY_ENDS_MS = 2_015_000_000_000
NEW_RIGHTS = ("discussion.write", "repo.content.read", "repo.write", "inference.serverless.write")
AI = (
    row("openai", "right", "ok"),
    row(
        "openai",
        "wrong",
        "invalid",
        values={"api_key": "sk-proj-WrongWrongWrongWrongWrong"},
        words="Incorrect API key provided",
    ),
    row(
        "openai",
        "no permission",
        "missing_permission",
        key_is("restricted"),
        words="You have insufficient permissions",
        missing="api.model.read",
    ),
    row("openai", "429 for want of money", "missing_permission", key_is("no_credit"), note="no credit"),
    row("openai", "country not served", "missing_permission", key_is("abroad"), words="not supported"),
    limit("openai", 2.5, "Rate limit reached"),
    limit("openai", 3, "Rate limit reached", whole_seconds=True),
    down("openai", "The server had an error"),
    row("anthropic", "right", "ok"),
    row(
        "anthropic",
        "wrong",
        "invalid",
        values={"api_key": "sk-ant-api03-WrongWrongWrongWrong"},
        words="invalid x-api-key",
    ),
    row("anthropic", "no permission", "missing_permission", key_is("restricted"), words="does not have permission"),
    row("anthropic", "402 for want of money", "missing_permission", key_is("no_credit"), words="your billing"),
    limit("anthropic", 42, "exceed your account's rate limit"),
    down("anthropic", "Overloaded"),
    row("huggingface", "right", "ok", account="ada", scopes=("write",)),
    row("huggingface", "no permission to write", "ok", key_is("read"), scopes=("read",), note="only read"),
    row("huggingface", "fine-grained token", "ok", key_is("fineGrained"), scopes=("fineGrained", *NEW_RIGHTS)),
    row(
        "huggingface",
        "wrong",
        "invalid",
        values={"token": "hf_WrongWrongWrongWrongWrongWrong"},
        words="Invalid credentials in Authorization header",
    ),
    row(
        "huggingface",
        "no permission to write, fine-grained",
        "ok",
        lambda fake: (key_is("fineGrained")(fake), made(rights={"global": [], "scoped": []})(fake)),
        scopes=("fineGrained",),
        note="may not write",
    ),
    limit("huggingface", 55, "We had to rate limit you"),
    limit("huggingface", None, "We had to rate limit you", limit_as_200=True),
    down("huggingface", "Internal Error"),
)

DATA = (
    row("supabase", "right", "ok"),
    row(
        "supabase",
        "right older keys",
        "ok",
        values={"anon_key": jwt("anon"), "service_role_key": jwt("service_role")},
        expires_at=LEGACY_ENDS_MS,
    ),
    row(
        "supabase",
        "wrong",
        "invalid",
        values={"service_role_key": "sb_secret_WrongWrongWrong_Wrong"},
        words="Invalid API key",
        field="service_role_key",
    ),
    row(
        "supabase",
        "wrong key for the browser",
        "invalid",
        values={"anon_key": "sb_publishable_wrong_wrong_wrong"},
        words="Invalid API key",
        field="anon_key",
    ),
    row(
        "supabase",
        "no permission: anon key in the service's place",
        "invalid",
        values={"service_role_key": jwt("anon")},
        words="User not allowed",
        field="service_role_key",
    ),
    row(
        "supabase",
        "older keys switched off",
        "invalid",
        key_is("legacy_off", jwt("anon")),
        values={"anon_key": jwt("anon")},
        note="accepts only the new keys",
    ),
    row("supabase", "paused project", "provider_down", made(paused=True), note="paused"),
    limit("supabase", 9),
    down("supabase", "name resolution failed"),
    row("turso", "right", "ok", expires_at=None),
    row("turso", "wrong", "invalid", values={"auth_token": turso.PLATFORM_TOKEN}, words="The JWT is invalid"),
    row("turso", "expired", "invalid", key_is("expired"), words="The JWT has expired", expired=True),
    row("turso", "no permission", "missing_permission", key_is("blocked"), words="Operation was blocked"),
    limit("turso", None, "too many requests"),
    down("turso", "Service unavailable"),
)
