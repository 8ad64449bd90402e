"""Reads moments and waits from a provider's answer: every provider writes them in another form.

Apart from the rules, because here a misread unit does harm: seconds taken for milliseconds knock again too early.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from kriptik_desktop.providers.answers import Page, read_text
from kriptik_desktop.providers.probe_shape import Reading, RetryAfter

_LONGEST_WAIT_S = 7 * 24 * 3600.0
_FIRST_MS = 1e11
"""From here on a number is milliseconds: as seconds it would be the year 5138."""
_DURATION = re.compile(r"(?P<number>\d+(?:\.\d+)?)(?P<unit>ms|h|m|s)")
_UNIT_S = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 0.001}
_REMAINING = re.compile(r"\br=0*(\d+)")
_RESET = re.compile(r"\bt=(\d+)")


def read_time_ms(reading: Reading | None, page: Page) -> int | None:
    """Return a moment in UTC milliseconds from epoch (milli)seconds, RFC 3339 or ``2026-12-01 00:00:00 UTC``.

    None where there is none; epoch seconds up to 0 mean that there is no end.
    """
    text = read_text(reading, page)
    if text is None:
        return None
    try:
        at = float(text)
    except ValueError:
        moment = _moment(text)
        return round(moment.timestamp() * 1000) if moment else None
    if not math.isfinite(at) or at <= 0:
        return None
    return round(at * 1000) if at < _FIRST_MS else round(at)


def read_wait_s(ways: Iterable[RetryAfter], headers: Mapping[str, str], now_ms: int) -> float | None:
    """Return how long the provider asks to wait, in seconds from now; None where it does not say."""
    for way in ways:
        wait = _wait_s(way, headers.get(way.header, "").strip(), now_ms)
        if wait is not None and math.isfinite(wait):
            return min(max(wait, 0.0), _LONGEST_WAIT_S)
    return None


def _wait_s(way: RetryAfter, text: str, now_ms: int) -> float | None:
    if not text:
        return None
    if way.unit == "duration":
        return _duration_s(text)
    if way.unit == "ratelimit_t":
        return _used_up_s(text)
    if way.unit == "rfc3339":
        at = _moment(text)
        return at.timestamp() - now_ms / 1000 if at else None
    return _number_s(way, text, now_ms)


def _number_s(way: RetryAfter, text: str, now_ms: int) -> float | None:
    try:
        number = float(text)
    except ValueError:
        at = _http_date(text) if way.unit == "seconds_or_date" else None
        return at.timestamp() - now_ms / 1000 if at else None
    if way.unit == "epoch_s":
        return number - now_ms / 1000
    return number / 1000.0 if way.unit == "milliseconds" else number


def _duration_s(text: str) -> float | None:
    parts = list(_DURATION.finditer(text))
    if not parts or "".join(each[0] for each in parts) != text:
        return None
    return sum(float(each["number"]) * _UNIT_S[each["unit"]] for each in parts)


def _used_up_s(text: str) -> float | None:
    """Return when the last of the used-up quotas is filled again; one with something left asks for no wait."""
    waits = []
    for quota in text.split(","):
        remaining, reset = _REMAINING.search(quota), _RESET.search(quota)
        if reset and (remaining is None or remaining[1] == "0"):
            waits.append(float(reset[1]))
    return max(waits, default=None)


def _http_date(text: str) -> datetime | None:
    try:
        at = parsedate_to_datetime(text)
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _moment(text: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(text.removesuffix(" UTC"))
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)
