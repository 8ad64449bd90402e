"""Reads a provider's answer by the rules of its catalogue file.

A status alone does not tell invalid from forbidden from limited (401 is "no permission" at one provider and "unknown
key" at the next), so rules that read the body are tried before those that read only the status.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any

from kriptik_desktop.providers.model import Outcome, Probe, Reading, Request, RetryAfter, Rule

_LONGEST_WAIT_S = 7 * 24 * 3600.0
_LONGEST_MESSAGE = 400


@dataclass(frozen=True, slots=True)
class Page:
    """An answer after redaction."""

    status: int
    headers: Mapping[str, str]
    document: Any
    """The JSON document, None when it is not JSON."""

    @classmethod
    def read(cls, status: int, headers: Mapping[str, str], text: str) -> Page:
        """Parse the text, which may be anything."""
        try:
            return cls(status, headers, json.loads(text))
        except (ValueError, RecursionError):
            return cls(status, headers, None)

    def at(self, path: str) -> Any:
        """Return what stands at a dotted path such as ``error.code`` or ``data.0.id``, else None."""
        here = self.document
        for key in path.split("."):
            if isinstance(here, dict):
                here = here.get(key)
            elif isinstance(here, list) and key.isdigit() and int(key) < len(here):
                here = here[int(key)]
            else:
                return None
        return here

    def text_at(self, path: str) -> str:
        """Return the same as text; lists and tables as JSON, nothing as an empty text."""
        found = self.at(path)
        if found is None:
            return ""
        return found if isinstance(found, str) else json.dumps(found, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rules make of an answer."""

    outcome: Outcome
    note: str = ""
    missing: str = ""
    scopes: tuple[str, ...] = ()
    field: str = ""


def judge(probe: Probe, request: Request, page: Page) -> Verdict:
    """Return the verdict of the first rule that fits: the request's before the probe's, body before status."""
    rules = [*request.rules, *probe.rules]
    for rule in (*(each for each in rules if each.body), *(each for each in rules if not each.body)):
        groups = _fits(rule, page)
        if groups is not None:
            missing, note = _fill(rule.missing, groups), _fill(rule.note, groups)
            return Verdict(rule.outcome, note, missing, rule.scopes, rule.field)
    return _by_status(page)


def message_of(probe: Probe, page: Page) -> str:
    """Return the provider's own words, shortened, on one line."""
    for path in probe.message_paths:
        found = page.at(path)
        if isinstance(found, str) and found.strip():
            line = " ".join(found.split())
            return line if len(line) <= _LONGEST_MESSAGE else f"{line[: _LONGEST_MESSAGE - 3]}..."
    return ""


def read_text(reading: Reading | None, page: Page) -> str | None:
    """Return the text a reading finds, translated by its table; None where there is none or the table lacks it."""
    if reading is None:
        return None
    text = page.headers.get(reading.header, "") if reading.header else page.text_at(reading.path)
    if reading.values:
        return reading.values.get(text)
    return text or None


def read_list(reading: Reading | None, page: Page) -> tuple[str, ...]:
    """Return the texts a reading finds in a JSON list or between separators."""
    if reading is None:
        return ()
    found = page.at(reading.path) if reading.path else None
    if isinstance(found, list):
        return tuple(each for each in found if isinstance(each, str))
    parts = (read_text(reading, page) or "").split(reading.separator or None)
    return tuple(part.strip() for part in parts if part.strip())


def read_time_ms(reading: Reading | None, page: Page) -> int | None:
    """Return a moment in UTC milliseconds from RFC 3339 text or epoch seconds."""
    text = read_text(reading, page)
    if text is None:
        return None
    try:
        return round(float(text) * 1000)
    except (ValueError, OverflowError):
        at = _rfc3339(text)
        return round(at.timestamp() * 1000) if at else None


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
    at: datetime | None = None
    if way.unit == "rfc3339":
        at = _rfc3339(text)
    else:
        try:
            return float(text) / (1000.0 if way.unit == "milliseconds" else 1.0)
        except ValueError:
            at = _http_date(text)
    return at.timestamp() - now_ms / 1000 if at else None


def _http_date(text: str) -> datetime | None:
    try:
        at = parsedate_to_datetime(text)
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _rfc3339(text: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _fits(rule: Rule, page: Page) -> dict[str, str] | None:
    if rule.status and page.status not in rule.status:
        return None
    groups: dict[str, str] = {}
    for path, pattern in rule.body.items():
        match = _regex(pattern).search(page.text_at(path))
        if match is None:
            return None
        groups.update({name: text for name, text in match.groupdict().items() if text})
    return groups


def _by_status(page: Page) -> Verdict:
    if page.status == 429:
        return Verdict("rate_limited")
    if page.status == 407:
        return Verdict("unreachable", "The proxy asks for a user name and password.")
    if page.status >= 500 or page.status == 408:
        return Verdict("provider_down")
    if page.status == 401 and isinstance(page.document, dict):
        return Verdict("invalid")
    if 300 <= page.status < 400:
        return Verdict("cannot_check", "The address leads elsewhere, and KripTik does not carry keys there.")
    return Verdict(
        "cannot_check", "The answer is not one this provider gives; a proxy or another server may have sent it."
    )


def _fill(template: str, groups: Mapping[str, str]) -> str:
    for name, text in groups.items():
        template = template.replace(f"{{{name}}}", text)
    return template


@cache
def _regex(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
