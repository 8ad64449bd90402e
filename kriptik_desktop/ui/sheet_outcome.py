"""What came of saving, as the sheet shows it: a sign, a heading and the words.

Each kind of outcome asks something else of the person, so each is told apart: typed wrongly, stopped here, not sure,
not reachable, asked to wait, saved but weak.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kriptik_desktop.ui.wording import translated

if TYPE_CHECKING:
    from kriptik_desktop.acquisition.model import SaveResult

Verdict = Literal["", "refused", "blocked", "confirm", "unchecked", "offline", "limited", "stopped", "lacking"]
"""``offline``: nobody answered; ``unchecked``: somebody did, but could not say; ``lacking``: saved, and rights miss."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One outcome in words; ``wait_s`` is how long the provider asks to wait."""

    verdict: Verdict = ""
    heading: str = ""
    message: str = ""
    wait_s: float = 0.0


def outcome_of(result: SaveResult, name: str) -> Outcome:
    """Return the outcome of values that were not stored; ``name`` is the provider's."""
    verdict = _verdict(result)
    return Outcome(verdict, _heading(verdict, name), _message(result), result.probe.retry_after_s or 0.0)


def lacking(message: str) -> Outcome:
    """Return the outcome of values that were stored although they may do less than the features need."""
    return Outcome("lacking", translated("Saved, but it may not do everything"), message)


def stopped() -> Outcome:
    """Return the outcome of a check that the person stopped."""
    words = translated("Nothing was saved, and what you typed is still here.")
    return Outcome("stopped", translated("The check was stopped"), words)


def _verdict(result: SaveResult) -> Verdict:
    if result.refused:
        return "blocked"
    if result.needs_confirmation:
        return "confirm"
    if not result.needs_choice:
        return "refused"
    by_outcome: dict[str, Verdict] = {"unreachable": "offline", "rate_limited": "limited"}
    return by_outcome.get(result.probe.outcome, "unchecked")


def _heading(verdict: Verdict, name: str) -> str:
    return {
        "refused": translated("Not accepted"),
        "blocked": translated("Stopped before anything was sent"),
        "confirm": translated("Is this what you mean?"),
        "unchecked": translated("Could not check"),
        "offline": translated("Offline: nobody answered"),
        "limited": translated("{name} asks to wait"),
    }[verdict].format(name=name)


def _message(result: SaveResult) -> str:
    """Return what the sheet says as a whole; what is wrong with single fields stands under these."""
    marked = result.refused
    if marked and all(finding.field for finding in marked):
        return translated("The marked fields cannot be right as they are. Nothing was sent or saved.")
    return result.message
