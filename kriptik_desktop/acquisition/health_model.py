"""How a credential stands, told from what the vault knows and from what came of asking last.

Two sources, because an answer is a fact of the credential and belongs in the vault, while an attempt without an answer
says something about the network only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args

from kriptik_desktop.providers.probe_shape import Outcome
from kriptik_desktop.vault.model import Overview

Standing = Literal["valid", "unverified", "expiring", "expired", "invalid", "unknown"]
"""``unknown``: it worked when it was last checked, and the provider could not be asked since."""

STANDINGS: Final[tuple[str, ...]] = get_args(Standing)

SOON_MS: Final = 14 * 86_400_000
"""From when on it is said that a credential expires."""


@dataclass(frozen=True, slots=True)
class LastCheck:
    """The last time a provider was asked about a stored credential; times are UTC milliseconds."""

    credential_id: str
    checked_at: int
    outcome: Outcome
    message: str
    """The provider's reason, redacted; empty where it had none."""
    next_at: int
    """When to ask again."""
    failures: int = 0
    """How often in a row there was no answer."""
    told_expiry: int | None = None
    """The expiry that :class:`CredentialExpiring` was published for."""
    told_stage: int = 0
    """How many of the announcements of that expiry have been made."""

    @property
    def answered(self) -> bool:
        """Tell whether the provider said something about the key."""
        return self.outcome in ("ok", "missing_permission", "invalid", "wrong_environment")


@dataclass(frozen=True, slots=True)
class CheckedCredential:
    """What came of asking about one of several credentials."""

    credential_id: str
    integration_id: str
    account: str
    outcome: Outcome
    message: str
    """What happened, why and what to do."""


def standing(overview: Overview, now: int, last: LastCheck | None = None) -> Standing:
    """Return how a credential stands at ``now``, UTC milliseconds."""
    ends = overview.expires_at
    if overview.status == "expired" or (ends is not None and ends <= now):
        return "expired"
    if overview.status != "valid":
        return overview.status
    if ends is not None and ends - now <= SOON_MS:
        return "expiring"
    unanswered = last is not None and not last.answered and last.checked_at > (overview.validated_at or 0)
    return "unknown" if unanswered else "valid"
