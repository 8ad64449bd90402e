"""Why Claude gave no answer: what the SDK raises, in the words and kinds that the program goes on with.

Nothing of the SDK's own errors is passed on, because they hold the request and with it the key.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from kriptik_desktop.core.errors import KriptikError
from kriptik_desktop.core.logs import redact
from kriptik_desktop.core.secret import Secret

if TYPE_CHECKING:
    import anthropic

TroubleKind = Literal[
    "key_refused",
    "no_permission",
    "no_credit",
    "no_such_model",
    "rate_limited",
    "overloaded",
    "not_accepted",
    "provider_down",
    "slow",
    "unreachable",
    "not_understood",
]
_WORDS_LIMIT = 200


class ClaudeTrouble(KriptikError):
    """Claude gave no answer; ``kind`` says why for programs, ``retry_after_s`` how long Anthropic asks to wait."""

    def __init__(self, kind: TroubleKind, message: str, retry_after_s: float | None = None) -> None:
        super().__init__(f"claude_{kind}", message)
        self.kind = kind
        self.retry_after_s = retry_after_s


def not_understood() -> ClaudeTrouble:
    """Return the trouble with an answer that is none of Anthropic's."""
    return ClaudeTrouble("not_understood", "What answered did not answer as Anthropic does.")


_REFUSALS: Mapping[str, tuple[TroubleKind, str]] = {
    "authentication_error": ("key_refused", "Anthropic refuses the key. Replace it in the vault."),
    "permission_error": (
        "no_permission",
        "The key is real, but may not do this. Use another one.",
    ),
    "billing_error": ("no_credit", "The account at Anthropic has no credit left. Buy some at platform.claude.com."),
    "not_found_error": (
        "no_such_model",
        "Anthropic does not know the model, or the key may not use it.",
    ),
    "rate_limit_error": ("rate_limited", "Anthropic's limit for this key is reached. Try again later."),
    "overloaded_error": ("overloaded", "Anthropic is overloaded. Try again in a while."),
    "api_error": ("provider_down", "Anthropic has an error of its own. Try again in a while."),
    "timeout_error": ("provider_down", "Anthropic took too long for itself. Try again in a while."),
}
"""By ``error.type``. Source: https://docs.anthropic.com/en/api/errors"""
_BY_STATUS = {
    401: "authentication_error",
    402: "billing_error",
    403: "permission_error",
    404: "not_found_error",
    429: "rate_limit_error",
    529: "overloaded_error",
}


def refusal(error: anthropic.APIStatusError, key: Secret) -> ClaudeTrouble:
    """Return what an error status means; of Anthropic's own words only those that say what was wrong are kept."""
    told: object = error.type
    kind = told if isinstance(told, str) and told in _REFUSALS else _BY_STATUS.get(error.status_code)
    if kind is None and error.status_code >= 500:
        kind = "api_error"
    said = error.api_message if isinstance(error.api_message, str) else ""
    if "credit balance is too low" in said:
        kind = "billing_error"
    if kind is not None:
        return ClaudeTrouble(*_REFUSALS[kind], retry_after_s=_wait_s(error.response.headers))
    said = redact(said.replace(key.reveal(), "[redacted]"))[:_WORDS_LIMIT]
    message = f"Anthropic did not accept the request (status {error.status_code})"
    return ClaudeTrouble("not_accepted", f"{message}: {said.rstrip('.')}." if said else f"{message}.")


def _wait_s(headers: Mapping[str, str]) -> float | None:
    """Return the seconds of ``retry-after``. Source: https://docs.anthropic.com/en/api/rate-limits"""
    text = headers.get("retry-after", "")
    return float(text) if text.isascii() and text.isdecimal() else None


def no_answer(error: Exception, host: str) -> ClaudeTrouble:
    """Return why nothing came back from ``host``."""
    import anthropic
    import httpx2

    cause: BaseException = error.__cause__ or error
    if isinstance(error, anthropic.APITimeoutError) or isinstance(cause, httpx2.TimeoutException):
        return ClaudeTrouble("slow", "Claude did not answer in time.")
    text = str(cause).lower()
    if "certificate" in text or "ssl" in text:
        words = "The connection is not trusted: the certificate does not check out."
        return ClaudeTrouble("unreachable", f"{words} A company proxy may need its own CA.")
    if isinstance(cause, httpx2.ProxyError):
        return ClaudeTrouble("unreachable", "The proxy did not let the request through.")
    if isinstance(cause, httpx2.NetworkError | OSError):
        return ClaudeTrouble("unreachable", f"No connection to {host} could be made, or it broke off.")
    return not_understood()
