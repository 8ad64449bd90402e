"""Facts of the vault that other rooms hear; each is published after its commit and carries ids only."""

from __future__ import annotations

from dataclasses import dataclass

from kriptik_desktop.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialsSaved(Event):
    """A credential was stored or changed durably."""

    credential_id: str
    integration_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialUsed(Event):
    """A value was taken for a build or a person; when, stands in the credential's overview."""

    credential_id: str
    integration_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialRemoved(Event):
    """A credential with its whole history was deleted."""

    credential_id: str
    integration_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VaultUnlocked(Event):
    """The keys are in memory and the file passed its checks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VaultLocked(Event):
    """The keys are gone from memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PresenceEnded(Event):
    """What is shown of a secret must be hidden now: the person has not been seen for a while, or the vault locks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaysChanged(Event):
    """A way to unlock was added, changed or removed, or the recovery kit was."""
