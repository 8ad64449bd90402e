"""People signing in."""

from __future__ import annotations

from tests.fakes.providers import clerk
from tests.providers.probe_rows.row import down, key_is, limit, made, row

SIGN_IN = (
    row("google-oauth", "right", "ok", note="at the first sign-in"),
    row("google-oauth", "address not registered", "ok", made(redirects=set()), note="not registered yet"),
    row(
        "google-oauth",
        "wrong",
        "invalid",
        values={"client_secret": "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"},
        words="Unauthorized",
        field="client_secret",
    ),
    row(
        "google-oauth",
        "unknown client",
        "invalid",
        values={"client_id": "999999999999-unknown.apps.googleusercontent.com"},
        words="The OAuth client was not found",
        field="client_id",
    ),
    limit("google-oauth", 17),
    down("google-oauth"),
    row("clerk", "right", "ok", mode="test", account="ins_2FakeFakeFake"),
    row(
        "clerk",
        "live key",
        "ok",
        made(environment="production", keys={"sk_live_FakeFakeFakeFakeFakeFakeFakeFakeFakeFake12": "ok"}),
        values={
            "publishable_key": clerk.publishable("clerk.example.com", "live"),
            "secret_key": "sk_live_FakeFakeFakeFakeFakeFakeFakeFakeFakeFake12",
        },
        mode="live",
    ),
    row("clerk", "test key of a production instance", "wrong_environment", made(environment="production")),
    row(
        "clerk",
        "wrong",
        "invalid",
        values={"secret_key": "sk_test_WrongWrongWrongWrongWrongWrongWrongWrong1"},
        words="The provided Clerk Secret Key is invalid",
        field="secret_key",
    ),
    row("clerk", "no permission", "missing_permission", key_is("forbidden"), words="Unauthorized request"),
    limit("clerk", 10, "Too many requests"),
    down("clerk", "Oops"),
    row("auth0", "right", "ok", scopes=("read:clients", "update:clients")),
    row("auth0", "wrong", "invalid", values={"client_secret": "Wrong" * 12}, words="Unauthorized"),
    row(
        "auth0",
        "no permission for the audience",
        "missing_permission",
        made(application="not_authorized"),
        words="Client is not authorized to access",
    ),
    row(
        "auth0",
        "no permission at all",
        "missing_permission",
        made(application="no_scopes"),
        words="Client has not been granted scopes",
    ),
    row(
        "auth0",
        "grant switched off, which tells nothing of the secret",
        "cannot_check",
        made(application="grant_off"),
        words="Grant type 'client_credentials' not allowed for the client.",
    ),
    row(
        "auth0",
        "domain of one's own, where nothing is said of the secret",
        "cannot_check",
        values={"domain": "login.example.com"},
        words="Service not enabled within domain",
        note="ends with auth0.com",
    ),
    limit("auth0", 7, "Global limit"),
    limit("auth0", 7, "Global limit", limit_as_denied=True),
    down("auth0"),
)
