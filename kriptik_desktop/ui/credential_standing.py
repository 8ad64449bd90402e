"""How credentials stand, in words: one of them, and all together.

One place for list, passport, filters and the cards of the home screen, so that they never disagree about a key.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kriptik_desktop.ui.wording import span, translated

if TYPE_CHECKING:
    from kriptik_desktop.acquisition.health_model import LastCheck
    from kriptik_desktop.providers.catalogue import Catalogue
    from kriptik_desktop.vault.model import CredentialInfo

STATES: Mapping[str, str] = {
    "valid": "Valid",
    "expiring": "Expires soon",
    "unknown": "Could not be asked lately",
    "unverified": "Not checked yet",
    "uncheckable": "Cannot be checked here",
    "invalid": "Not accepted",
    "expired": "Expired",
}
"""Every way a credential can stand; ``uncheckable``: no way is known to ask its provider."""
_ILLS: Mapping[str, str] = {
    "invalid": "{count} not accepted",
    "expired": "{count} expired",
    "expiring": "{count} expiring soon",
    "unverified": "{count} not checked yet",
    "unknown": "{count} could not be asked lately",
    "uncheckable": "{count} cannot be checked here",
}
_BAD = ("invalid", "expired")


@dataclass(frozen=True, slots=True)
class Health:
    """How many of all credentials are known to work, and what is wrong with the others, in words."""

    share: float
    tone: str
    title: str
    text: str


def state_of(catalogue: Catalogue, info: CredentialInfo, last: LastCheck | None, now: int) -> str:
    """Return how a credential stands, one of :data:`STATES`."""
    from kriptik_desktop.acquisition.health_model import standing

    found = standing(info.overview, now, last)
    name = info.overview.integration
    known = name in catalogue and catalogue.get(name).probe is not None
    return "uncheckable" if found == "unverified" and not known else found


def state_text(info: CredentialInfo, state: str, now: int) -> str:
    """Return how a credential stands in words, with when it expires where that is soon."""
    ends = info.overview.expires_at
    if state == "expiring" and ends is not None:
        return translated("Expires in {span}").format(span=span(ends - now))
    return translated(STATES[state])


def health_of(states: Iterable[str]) -> Health:
    """Return how well credentials are, the worst thing deciding the tone."""
    counts = Counter(states)
    total, valid = counts.total(), counts["valid"] + counts["expiring"]
    if not total:
        return Health(0, "accent", "", "")
    ills = [translated(text).format(count=counts[state]) for state, text in _ILLS.items() if counts[state]]
    title = translated("All of them work") if valid == total else translated("{valid} of {all} known to work")
    text = ", ".join(ills) or translated("Each was accepted by its provider when it was last checked.")
    tone = "error" if any(counts[state] for state in _BAD) else "success" if not ills else "warning"
    return Health(valid / total, tone, title.format(valid=valid, all=total), text)
