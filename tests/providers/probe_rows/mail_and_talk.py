"""Mail, messages and chat."""

from __future__ import annotations

from tests.fakes.providers import BY_ID, sendgrid, twilio
from tests.providers.probe_rows.row import Arrange, down, key_is, limit, made, row


def slack_says(error: str) -> Arrange:
    """Let Slack answer 200 with an error word."""
    return key_is(error, BY_ID["slack"].good["bot_token"])


MAIL_ONLY = ("mail.send",)
SK = {"api_key_sid": twilio.KEY, "api_key_secret": twilio.KEY_SECRET}
TALK = (
    row("resend", "right", "ok", scopes=("full_access",)),
    row("resend", "wrong", "invalid", values={"api_key": "re_WrongWrong_WrongWrong"}, words="API key is invalid"),
    row(
        "resend",
        "wrong, as it was said earlier",
        "invalid",
        made(older=True),
        values={"api_key": "re_WrongWrong_WrongWrong"},
        words="API key is invalid",
    ),
    row(
        "resend",
        "no permission but sending",
        "missing_permission",
        key_is("sending_only"),
        words="restricted to only send emails",
        scopes=("sending_access",),
        note="all that sending needs",
    ),
    limit("resend", 1, "You can only make 5 requests per second"),
    down("resend", "An unexpected error occurred."),
    row("sendgrid", "right", "ok", scopes=sendgrid.FULL),
    row("sendgrid", "no permission but sending", "ok", key_is("sending"), scopes=MAIL_ONLY),
    row("sendgrid", "wrong", "invalid", values={"api_key": "SG.Wrong.Wrong"}, words="is invalid, expired, or revoked"),
    row(
        "sendgrid", "key of the European region", "ok", made(region="eu"), scopes=sendgrid.FULL, note="European region"
    ),
    row("sendgrid", "403 that forbids", "missing_permission", key_is("forbidden"), words="access forbidden"),
    row("sendgrid", "401 for want of credits", "missing_permission", key_is("no_credits"), words="Maximum credits"),
    limit("sendgrid", 45, "too many requests"),
    down("sendgrid", "internal server error"),
    row("twilio", "right", "ok", account="Ada's account"),
    row("twilio", "wrong", "invalid", values={"auth_token": "0" * 32}, words="Authenticate", field="auth_token"),
    row("twilio", "right with a key", "ok", values=SK),
    row("twilio", "wrong key", "invalid", values={**SK, "api_key_secret": "Wrong" * 6}, words="Authenticate"),
    row(
        "twilio",
        "no permission",
        "missing_permission",
        made(states={twilio.SID: "ok", twilio.KEY: "restricted"}),
        values=SK,
        words="Authorization Failed",
    ),
    row("twilio", "test credentials", "ok", made(states={twilio.SID: "test"}), mode="test", note="test credentials"),
    row("twilio", "trial account", "ok", made(kind="Trial"), note="trial account"),
    row("twilio", "suspended account", "missing_permission", made(account="suspended"), note="suspended"),
    row("twilio", "closed account", "invalid", made(account="closed"), note="closed"),
    limit("twilio", None, "Too Many Requests"),
    down("twilio", "Service is unavailable"),
    row("slack", "right", "ok", account="Engines", scopes=("chat:write", "channels:read")),
    row("slack", "wrong", "invalid", values={"bot_token": "xoxb-0-0-WrongWrongWrong"}, words="invalid_auth"),
    row("slack", "no permission", "missing_permission", slack_says("missing_scope"), missing="team:read"),
    row("slack", "access denied", "missing_permission", slack_says("access_denied"), words="access_denied"),
    row("slack", "revoked", "invalid", slack_says("token_revoked"), words="token_revoked"),
    row("slack", "expired", "invalid", slack_says("token_expired"), words="token_expired", expired=True),
    row("slack", "inactive account", "invalid", slack_says("account_inactive"), words="account_inactive"),
    row("slack", "trouble in a 200", "provider_down", slack_says("internal_error"), words="internal_error"),
    limit("slack", 30, "ratelimited"),
    down("slack", "service_unavailable"),
)
