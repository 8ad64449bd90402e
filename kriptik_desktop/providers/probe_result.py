"""What came of asking a provider about a credential.

Never an exception: a dead network is an outcome like a wrong key, and whoever saves decides by it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kriptik_desktop.providers.model import Mode
from kriptik_desktop.providers.probe_shape import Outcome


@dataclass(frozen=True, slots=True)
class ProbeResult:
    """What a provider said about a credential."""

    outcome: Outcome
    message: str = ""
    """The provider's own reason, redacted; where it gave none, what happened in our words."""
    account: str | None = None
    mode: Mode | None = None
    scopes: tuple[str, ...] = ()
    expires_at: int | None = None
    """UTC milliseconds."""
    retry_after_s: float | None = None
    said: bool = False
    """Whether ``message`` is the provider's own words."""
    field: str = ""
    """The field the reason is about."""
    missing: str = ""
    """The permission the key lacks, as the provider calls it."""
    note: str = ""
    """What it means, in our words."""
    expired: bool = False
    """Whether a key that is not accepted was once."""
    settled: bool = False
    """Whether asking the same elsewhere can teach no more."""

    @property
    def works(self) -> bool:
        """Tell whether the provider knows this key."""
        return self.outcome in ("ok", "missing_permission")

    def joined(self, later: ProbeResult) -> ProbeResult:
        """Return both as one: the worse outcome, and what either learned."""
        worse = later if not later.works or (later.outcome != "ok" and self.outcome == "ok") else self
        return replace(
            worse,
            account=self.account or later.account,
            mode=self.mode or later.mode,
            scopes=self.scopes or later.scopes,
            expires_at=earliest(self.expires_at, later.expires_at),
            note=worse.note
            if worse.outcome != "ok"
            else " ".join(dict.fromkeys(filter(None, (self.note, later.note)))),
        )


def earliest(*moments: int | None) -> int | None:
    """Return the first of the moments that are known."""
    return min((each for each in moments if each is not None), default=None)
