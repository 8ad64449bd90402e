"""Facts about credential requests; each is published after its row was committed."""

from __future__ import annotations

from dataclasses import dataclass

from kriptik_desktop.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialsRequested(Event):
    """A request was stored."""

    request_id: str
    project_id: str
    build_id: str | None
    integration_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialsAvailable(Event):
    """A request was satisfied; ``at`` is UTC milliseconds."""

    integration_id: str
    project_id: str
    build_id: str | None
    owner_id: str
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestClosed(Event):
    """A request is no longer open: satisfied, skipped or dismissed."""

    request_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestSnoozed(Event):
    """A request wants not to be seen before ``until`` (UTC milliseconds)."""

    request_id: str
    until: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialChecked(Event):
    """A provider was asked about a stored credential; ``at`` is UTC milliseconds."""

    credential_id: str
    integration_id: str
    outcome: str
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialExpiring(Event):
    """A stored credential ends at ``expires_at`` (UTC milliseconds): told 14 days before, 3 days before, and then."""

    credential_id: str
    integration_id: str
    expires_at: int
