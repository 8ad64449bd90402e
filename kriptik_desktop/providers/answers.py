"""Reads a provider's answer by the rules of its catalogue file.

A status alone does not tell invalid from forbidden from limited (401 is "no permission" at one provider and "unknown
key" at the next), so rules that read the body are tried before those that read only the status.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from kriptik_desktop.providers.probe_shape import Outcome, Probe, Reading, Request, Rule

_LONGEST_MESSAGE = 400


@dataclass(frozen=True, slots=True)
class Page:
    """An answer after redaction."""

    status: int
    headers: Mapping[str, str]
    document: Any
    """The JSON document, None when it is not JSON."""

    def at(self, path: str) -> Any:
        """Return what stands at a dotted path such as ``error.code`` or ``data.0.id``, else None.

        With ``*`` for every member of a list, such as ``data.*.id``, it is the list of all that is found.
        """
        return _at(self.document, path.split("."))

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
    mode: str = ""
    expired: bool = False
    settles: bool = False


def judge(probe: Probe, request: Request, page: Page) -> Verdict:
    """Return the verdict of the first rule that fits: the request's before the probe's, body before status."""
    rules = [*request.rules, *probe.rules]
    for rule in sorted(rules, key=lambda each: not each.reads):
        groups = _fits(rule, page)
        if groups is not None:
            return _verdict(rule, groups)
    return _by_status(page)


def _verdict(rule: Rule, groups: Mapping[str, str]) -> Verdict:
    return Verdict(
        rule.outcome,
        note=_fill(rule.note, groups),
        missing=_fill(rule.missing, groups),
        scopes=rule.scopes,
        field=rule.field,
        mode=rule.mode,
        expired=rule.expired,
        settles=rule.settles,
    )


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


def read_list(readings: Iterable[Reading], page: Page) -> tuple[str, ...]:
    """Return the texts that the readings find in JSON lists or between separators, each once."""
    return tuple(dict.fromkeys(text for each in readings for text in _listed(each, page)))


def _listed(reading: Reading, page: Page) -> Iterator[str]:
    found = page.at(reading.path) if reading.path else None
    if isinstance(found, list):
        yield from (each for each in found if isinstance(each, str))
    else:
        parts = (read_text(reading, page) or "").split(reading.separator or None)
        yield from (part.strip() for part in parts if part.strip())


def _fits(rule: Rule, page: Page) -> dict[str, str] | None:
    if rule.status and page.status not in rule.status:
        return None
    groups: dict[str, str] = {}
    wanted = [(page.text_at(path), pattern) for path, pattern in rule.body.items()]
    wanted += [(page.headers.get(name, ""), pattern) for name, pattern in rule.headers.items()]
    for text, pattern in wanted:
        match = _regex(pattern).search(text)
        if match is None:
            return None
        groups.update({name: text for name, text in match.groupdict().items() if text})
    return groups


def _at(here: Any, keys: Sequence[str]) -> Any:
    for position, key in enumerate(keys):
        if key == "*" and isinstance(here, list):
            return [found for each in here for found in _members(_at(each, keys[position + 1 :]))]
        if isinstance(here, dict):
            here = here.get(key)
        elif isinstance(here, list) and key.isdigit() and int(key) < len(here):
            here = here[int(key)]
        else:
            return None
    return here


def _members(found: Any) -> list[Any]:
    if isinstance(found, list):
        return found
    return [] if found is None else [found]


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
