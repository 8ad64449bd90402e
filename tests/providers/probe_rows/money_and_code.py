"""Payments and source control."""

from __future__ import annotations

from tests.fakes.providers import github, paypal
from tests.providers.probe_rows.row import down, key_is, limit, made, row

RESTRICTED = "rk_test_51FakeAccount0000000000e5f6"
RIGHTS = tuple(f"{paypal.SCOPES} {paypal.WEBHOOKS}".split())
PAYMENTS = (
    row("stripe", "right", "ok", mode="test"),
    row(
        "stripe",
        "wrong",
        "invalid",
        values={"secret_key": "sk_test_51WrongWrongWrongWrong"},
        words="Invalid API Key provided: sk_test_",
        field="secret_key",
    ),
    row(
        "stripe",
        "no permission",
        "missing_permission",
        key_is("restricted", RESTRICTED),
        values={"secret_key": RESTRICTED},
        words="does not have the required permissions",
        missing="rak_balance_read",
    ),
    row("stripe", "expired", "invalid", key_is("expired"), words="Expired API Key provided", expired=True),
    row("stripe", "test key that answers live", "wrong_environment", made(livemode=True)),
    limit("stripe", None, "Request rate limit exceeded"),
    down("stripe", "Something went wrong on Stripe's end"),
    row(
        "paypal",
        "right",
        "ok",
        mode="test",
        account=paypal.APP,
        scopes=RIGHTS,
    ),
    row(
        "paypal", "no permission for webhooks", "ok", made(webhooks_allowed=False), scopes=tuple(paypal.SCOPES.split())
    ),
    row(
        "paypal",
        "pair of the live system",
        "ok",
        made(sandbox_apps={}, live_apps=paypal.APPS),
        mode="live",
        account=paypal.APP,
        scopes=RIGHTS,
    ),
    row(
        "paypal",
        "wrong",
        "invalid",
        values={"client_secret": "EWrongWrongWrongWrongWrongWrongWrong"},
        words="Client Authentication failed",
    ),
    limit("paypal", None, "Too many requests"),
    down("paypal", "An internal server error has occurred."),
)

CODE = (
    row("github", "right", "ok", account="octocat", scopes=(), expires_at=1_796_119_200_000),
    row(
        "github",
        "classic token",
        "ok",
        made(expires=""),
        values={"token": github.CLASSIC},
        scopes=("repo", "admin:repo_hook", "read:user"),
        expires_at=None,
    ),
    row(
        "github",
        "wrong",
        "invalid",
        values={"token": "github_pat_11WrongWrongWrongWrong_Wrong"},
        words="Bad credentials",
        field="token",
    ),
    row(
        "github",
        "no permission",
        "missing_permission",
        key_is("no_permission"),
        words="Resource not accessible by personal access token",
        missing="metadata=read",
    ),
    row("github", "404 that hides", "missing_permission", key_is("hidden"), words="Not Found"),
    row(
        "github", "single sign-on", "missing_permission", key_is("sso"), words="SAML enforcement", note="single sign-on"
    ),
    row("github", "suspended account", "missing_permission", key_is("suspended"), words="account was suspended"),
    limit("github", 1200, "API rate limit exceeded"),
    limit("github", 60, "You have exceeded a secondary rate limit", secondary=True),
    limit("github", None, "You have exceeded a secondary rate limit", secondary=True, waits=False),
    down("github"),
    row("github-oauth", "right", "ok", note="first sign-in"),
    row(
        "github-oauth",
        "wrong",
        "invalid",
        values={"client_secret": "bad0bad0bad0bad0bad0bad0bad0bad0bad0bad0"},
        words="The client_id and/or client_secret passed are incorrect",
        field="client_secret",
    ),
    row(
        "github-oauth",
        "unknown client",
        "invalid",
        values={"client_id": "Ov23liWrongWrongWron"},
        words="Not Found",
        field="client_id",
    ),
    limit("github-oauth", 60),
    down("github-oauth"),
)
