"""Sends one signed request to Amazon or to a store that speaks its protocol, and says what its error code means.

The answers are read with patterns and not with an XML parser: they may come from anybody, and a parser would follow
what their document types tell it to do.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime
from html import unescape

from kriptik_desktop.core.secret import Secret
from kriptik_desktop.providers.answer_times import read_wait_s
from kriptik_desktop.providers.client import ClientAsk
from kriptik_desktop.providers.http import Ask, Trouble
from kriptik_desktop.providers.probe_result import ProbeResult
from kriptik_desktop.providers.probe_shape import RetryAfter
from kriptik_desktop.providers.redaction import without_secrets
from kriptik_desktop.providers.sigv4 import SigningKey, signed

_ALLOWED_SKEW_S = 300
"""Beyond this the date in a signature is refused: https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html"""
_WAITS = (RetryAfter("retry-after", "seconds_or_date"),)
_MEANINGS: Mapping[str, ProbeResult] = {
    **dict.fromkeys(
        ("InvalidClientTokenId", "InvalidAccessKeyId", "UnrecognizedClientException"),
        ProbeResult("invalid", field="access_key_id"),
    ),
    "Unauthorized": ProbeResult("invalid", field="access_key_id"),
    **dict.fromkeys(
        ("SignatureDoesNotMatch", "InvalidSignatureException"), ProbeResult("invalid", field="secret_access_key")
    ),
    **dict.fromkeys(
        ("ExpiredToken", "ExpiredTokenException"),
        ProbeResult("invalid", field="session_token", expired=True, note="The temporary key has ended."),
    ),
    "InvalidToken": ProbeResult("invalid", field="session_token"),
    "NoSuchBucket": ProbeResult("invalid", field="bucket", note="The key works, but there is no bucket of this name."),
    "InvalidBucketName": ProbeResult("invalid", field="bucket"),
    **dict.fromkeys(
        ("Throttling", "ThrottlingException", "RequestLimitExceeded", "SlowDown", "TooManyRequests"),
        ProbeResult("rate_limited"),
    ),
    **dict.fromkeys(("AccessDenied", "AccessDeniedException"), ProbeResult("missing_permission")),
}
_NOBODY = "The answer is not one this provider gives; a proxy or another server may have sent it."
_CLOCK_CODES = ("RequestTimeTooSkewed", "RequestExpired", "ExpiredRequest", "RequestInTheFuture")
_CLOCK_WORDS = re.compile(r"Signature (expired|not yet current)")


@dataclass(frozen=True, slots=True, repr=False)
class Heard:
    """An answer, without the values that were typed."""

    status: int
    headers: Mapping[str, str]
    text: str
    now_ms: int
    """When it came, by this computer's clock."""

    def part(self, tag: str) -> str:
        """Return the text of the first element of that name, or nothing."""
        found = re.search(rf"<{tag}>([^<]*)</{tag}>", self.text)
        return unescape(found[1]).strip() if found else ""


async def hear(
    ask: ClientAsk, key: SigningKey, method: str, url: str, headers: Mapping[str, str], body: bytes = b""
) -> Heard | ProbeResult:
    """Send one signed request; a result instead of an answer where none came."""
    now_ms = ask.clock.now_ms()
    sent = signed(key, method, url, headers, body, now_ms)
    sent.pop("host")
    came = await ask.door.send(Ask(method, url, sent, body=body or None, timeout_s=ask.timeout_s))
    if isinstance(came, Trouble):
        return ProbeResult("unreachable" if came.kind == "unreachable" else "cannot_check", came.message)
    secrets = [Secret(text) for text in (key.secret_access_key, key.session_token) if text]
    text = without_secrets(came.body, secrets)
    return Heard(
        came.status, {name: without_secrets(each, secrets) for name, each in came.headers.items()}, text, now_ms
    )


def refusal(ask: ClientAsk, heard: Heard) -> ProbeResult:
    """Return what an answer that is no success means, by its code and not by its status alone."""
    code, words = heard.part("Code"), " ".join(heard.part("Message").split())[:400]
    if _is_late(heard, code, words):
        return ProbeResult("cannot_check", _clock_words(ask, heard))
    meaning = _MEANINGS.get(code) or _by_status(heard, code)
    message = words or f"{ask.provider.name} answered with status {heard.status}."
    wait = read_wait_s(_WAITS, heard.headers, heard.now_ms) if meaning.outcome == "rate_limited" else None
    return replace(meaning, message=message, said=bool(words), retry_after_s=wait)


def _by_status(heard: Heard, code: str) -> ProbeResult:
    if heard.status >= 500:
        return ProbeResult("provider_down")
    if heard.status == 429:
        return ProbeResult("rate_limited")
    if code:
        return ProbeResult("cannot_check")
    return ProbeResult("cannot_check", note=_NOBODY)


def _is_late(heard: Heard, code: str, words: str) -> bool:
    if code in _CLOCK_CODES or _CLOCK_WORDS.search(words):
        return True
    skew = _skew_s(heard)
    return code in ("SignatureDoesNotMatch", "InvalidSignatureException") and abs(skew or 0) > _ALLOWED_SKEW_S


def _skew_s(heard: Heard) -> float | None:
    """Return by how many seconds this computer's clock is ahead of the other side's."""
    try:
        theirs = parsedate_to_datetime(heard.headers.get("date", ""))
    except ValueError:
        return None
    return heard.now_ms / 1000 - theirs.timestamp()


def _clock_words(ask: ClientAsk, heard: Heard) -> str:
    skew = _skew_s(heard)
    amount = f"{round(abs(skew) / 60)} minutes {'ahead' if skew > 0 else 'behind'}" if skew else "wrong"
    return f"This computer's clock is {amount}, so {ask.provider.name} takes no signature from it. Set the clock."
