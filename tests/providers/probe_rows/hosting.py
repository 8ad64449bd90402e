"""Where things run."""

from __future__ import annotations

from tests.fakes.providers import BY_ID, cloudflare, netlify, vercel
from tests.providers.probe_rows.row import down, key_is, limit, made, row

TOKEN, ACCOUNT_TOKEN = BY_ID["cloudflare"].good["api_token"], cloudflare.ACCOUNT_TOKEN
OUTSIDE = "Trying to access resource under scope"
HOSTING = (
    row("runpod", "right", "ok"),
    row("runpod", "right with a template", "ok", values={"template_id": "9x4m2p7v"}),
    row(
        "runpod", "wrong", "invalid", values={"api_key": "rpa_WRONGWRONGWRONGWRONGWRONG"}, words="missing bearer token"
    ),
    row("runpod", "unknown template", "invalid", values={"template_id": "nothing"}, field="template_id"),
    row("runpod", "no permission", "missing_permission", key_is("forbidden"), words="access denied"),
    limit("runpod", 12, "rate limit exceeded for the minute window"),
    down("runpod", "request could not be processed"),
    row("vercel", "right", "ok", account="ada", scopes=("user",), expires_at=vercel.EXPIRES_MS),
    row("vercel", "wrong", "invalid", values={"token": "vcp_WrongWrongWrongWrong"}, words="Not authorized"),
    row(
        "vercel",
        "token of a team, refused as a person",
        "ok",
        key_is("team"),
        values={"team_id": vercel.TEAM},
        account=vercel.TEAM,
        expires_at=vercel.EXPIRES_MS,
    ),
    row("vercel", "limited token", "ok", key_is("limited"), account="ada"),
    row("vercel", "no permission", "missing_permission", key_is("team"), words=OUTSIDE),
    row(
        "vercel", "another team", "missing_permission", key_is("team"), values={"team_id": "team_Other"}, words=OUTSIDE
    ),
    limit("vercel", 90, "The rate limit of 6 exceeded"),
    down("vercel", "An unexpected internal error occurred"),
    row("netlify", "right", "ok", account="ada@example.com"),
    row("netlify", "right with a site", "ok", values={"site_id": netlify.SITE}),
    row("netlify", "wrong", "invalid", values={"auth_token": "nfp_WrongWrongWrong"}, words="Access Denied"),
    row("netlify", "no permission", "missing_permission", key_is("forbidden"), words="Forbidden"),
    row("netlify", "unknown site", "invalid", values={"site_id": "no"}, words="Not Found", field="site_id"),
    limit("netlify", 33, "Too Many Requests"),
    down("netlify", "Internal Server Error"),
    row("cloudflare", "right", "ok", account="Ada's Account", expires_at=1_798_761_600_000),
    row("cloudflare", "right without end", "ok", made(expires=None), expires_at=None),
    row("cloudflare", "token of an account", "ok", values={"api_token": ACCOUNT_TOKEN}, expires_at=1_798_761_600_000),
    row("cloudflare", "wrong", "invalid", values={"api_token": "Wrong" * 8}, words="Invalid API Token"),
    row(
        "cloudflare",
        "malformed",
        "invalid",
        values={"api_token": "two words"},
        words="Invalid format for Authorization",
    ),
    row("cloudflare", "success that is switched off", "invalid", key_is("disabled", TOKEN), note="switched off"),
    row("cloudflare", "success that has expired", "invalid", key_is("expired", TOKEN), expired=True),
    row("cloudflare", "no permission to read the account", "ok", made(may_read_account=False), note="may not read"),
    row("cloudflare", "unknown account", "invalid", values={"account_id": "0" * 32}, field="account_id"),
    limit("cloudflare", 21, "Please wait"),
    down("cloudflare"),
)
