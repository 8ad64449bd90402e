"""How a provider is asked whether a credential works, and how its answer is read; plain frozen data.

Apart from the rest of the catalogue's classes, because only the probe runner and the validator read it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Outcome = Literal[
    "ok",
    "invalid",
    "missing_permission",
    "rate_limited",
    "wrong_environment",
    "provider_down",
    "unreachable",
    "cannot_check",
]


@dataclass(frozen=True, slots=True)
class When:
    """Send a request only if this field is filled and, where a pattern is given, matches."""

    field: str
    pattern: str | None = None


@dataclass(frozen=True, slots=True)
class Auth:
    """How a request proves who asks."""

    kind: Literal["bearer", "basic", "header", "none"]
    field: str = ""
    password_field: str = ""
    header: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """If status, headers and body fit, this is the outcome.

    A rule that reads body or headers goes before one that reads the status alone. ``body`` maps a dotted path, and
    ``headers`` a header's name, to a regular expression searched in the text found there; named groups may be used in
    ``note`` and ``missing``.
    """

    outcome: Outcome
    status: tuple[int, ...] = ()
    body: Mapping[str, str] = dataclasses.field(default_factory=dict)
    headers: Mapping[str, str] = dataclasses.field(default_factory=dict)
    note: str = ""
    missing: str = ""
    """The permission the key lacks, as the provider calls it."""
    scopes: tuple[str, ...] = ()
    mode: Literal["", "test", "live"] = ""
    """The mode that this answer proves."""
    field: str = ""
    """Which field is at fault, where it is not the one the request checks."""
    expired: bool = False
    """Whether a key that is not accepted was once."""
    settles: bool = False
    """Whether nobody knows better: requests that would be asked ``after`` this outcome are left out."""

    @property
    def reads(self) -> bool:
        """Tell whether it looks at more than the status."""
        return bool(self.body or self.headers)


@dataclass(frozen=True, slots=True)
class Reading:
    """Where a fact stands in an answer: a dotted path of the body or a header.

    ``*`` in a path stands for every member of a list.
    """

    path: str = ""
    header: str = ""
    values: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """Translates what is found there; empty means take it as it is."""
    separator: str = ""


@dataclass(frozen=True, slots=True)
class RetryAfter:
    """A header that says how long to wait.

    ``duration`` is written ``6m0s``; ``ratelimit_t`` is the ``t`` of draft-ietf-httpapi-ratelimit-headers.
    """

    header: str
    unit: Literal["seconds_or_date", "milliseconds", "rfc3339", "epoch_s", "duration", "ratelimit_t"]


@dataclass(frozen=True, slots=True)
class Request:
    """One question to the provider; ``field`` is what its answer judges."""

    field: str
    method: Literal["GET", "POST", "HEAD"]
    path: str
    auth: Auth
    source: str
    when: When | None = None
    after: tuple[Outcome, ...] = ()
    """Asked only if the request before came out so; the answer then counts instead of that one's."""
    host: str = ""
    """One of the probe's ``hosts``, where it is not ``base_url``."""
    query: Mapping[str, str] = dataclasses.field(default_factory=dict)
    headers: Mapping[str, str] = dataclasses.field(default_factory=dict)
    form: Mapping[str, str] = dataclasses.field(default_factory=dict)
    json: str = ""
    """A JSON text whose placeholders stand inside quotes."""
    rules: tuple[Rule, ...] = ()
    account: Reading | None = None
    mode: Reading | None = None
    scopes: tuple[Reading, ...] = ()
    expires_at: Reading | None = None

    @property
    def templates(self) -> tuple[str, ...]:
        """Return every text in which fields are filled in, but the path's address."""
        return (self.path, self.json, *self.query.values(), *self.headers.values(), *self.form.values())


@dataclass(frozen=True, slots=True)
class Probe:
    """How to find out whether a credential works: the requests in order, ended by the first that is not ``ok``."""

    source: str
    requests: tuple[Request, ...] = ()
    base_url: str = ""
    """The address; ``{domain}`` in it is a field, ``{database_url.host}`` the host of the address in a field."""
    base_field: str = ""
    """The field that holds the address, for a provider where each customer has their own."""
    hosts: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """Further addresses by name."""
    rules: tuple[Rule, ...] = ()
    message_paths: tuple[str, ...] = ()
    retry_after: tuple[RetryAfter, ...] = ()
    timeout_s: float = 10.0
    ok_note: str = ""
    """What a success does not prove."""
    client: str = ""
    """The module of ``providers/clients`` that asks instead, where requests as data are not enough."""
