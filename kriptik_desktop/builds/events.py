"""Facts about builds (the main street's events and one general 'look again')."""

from __future__ import annotations

from dataclasses import dataclass

from kriptik_desktop.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialsRequired(Event):
    """A build began to wait; published once per pause."""

    build_id: str
    integrations: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialsReceived(Event):
    """The gate saw a credential that a build had waited for."""

    build_id: str
    integration_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildResuming(Event):
    """Blocked tasks are about to start again."""

    build_id: str
    from_phase: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildChanged(Event):
    """A build, one of its tasks or its log changed."""

    build_id: str
