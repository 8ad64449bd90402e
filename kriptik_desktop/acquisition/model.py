"""What is asked of a person, and what came of it.

The steps are data made from the catalogue (a form, something to do elsewhere, work that goes on, a result), so that
window and command line ask the same and a new provider needs neither.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kriptik_desktop.providers.checks import Finding
from kriptik_desktop.providers.model import FieldSource, Mode, Need
from kriptik_desktop.providers.probe_result import ProbeResult
from kriptik_desktop.vault.model import CredentialInfo

Status = Literal["open", "satisfied", "skipped", "dismissed"]
Urgency = Literal["blocking", "optional"]
OWNER = "local"


@dataclass(frozen=True, slots=True)
class CredentialRequest:
    """Says "this project needs Stripe, because ...". Times are UTC milliseconds."""

    id: str
    project_id: str
    build_id: str | None
    integration_id: str
    mode: Mode
    reason: str
    urgency: Urgency
    status: Status
    created_at: int
    resolved_at: int | None = None
    snoozed_until: int | None = None

    def is_snoozed(self, now_ms: int) -> bool:
        """Tell whether the person wants not to be reminded yet."""
        return self.snoozed_until is not None and now_ms < self.snoozed_until


@dataclass(frozen=True, slots=True)
class FormField:
    """One line of the credential sheet."""

    name: str
    label: str
    help: str
    secret: bool
    required: bool
    source: FieldSource
    hint: str
    example: str
    multiline: bool
    checkable: bool
    """Whether a value's shape can be told right, and not only not wrong."""


@dataclass(frozen=True, slots=True)
class External:
    """What a person does at a page of the provider, in the browser."""

    url: str
    steps: tuple[str, ...]
    callback_url: str = ""
    """The address to register there; empty where none is needed."""


@dataclass(frozen=True, slots=True)
class WeakestKey:
    """The key with the fewest rights that still does the work, and where it is made."""

    kind: str
    """What the provider calls such a key; empty where it has no name for it."""
    page: External
    needs: tuple[Need, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """Everything the credential sheet shows of one provider."""

    provider_id: str
    title: str
    fields: tuple[FormField, ...]
    dashboard: External
    note: str
    mode: Mode
    mode_label: str
    """What the badge says; empty for a provider without modes."""
    can_check: bool
    """Whether the provider can be asked about the values before they are saved."""
    weakest_key: WeakestKey | None
    cost_notes: tuple[str, ...]
    supports_oauth: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """What goes on while values are saved; once ``can_stop`` is false, stopping would leave it open what was stored."""

    doing: Literal["checking", "storing"]
    can_stop: bool


@dataclass(frozen=True, slots=True)
class SaveResult:
    """What came of saving. Nothing was stored unless ``stored``; the typed values are the caller's to keep."""

    credential: CredentialInfo | None
    probe: ProbeResult
    findings: tuple[Finding, ...]
    stored: bool
    needs_choice: bool
    """The values could not be checked; save again with ``unverified_ok`` if the person wants them anyway."""
    message: str
    """What happened, why and what to do, in one paragraph for the person."""
    needs_confirmation: bool = False
    """Something is odd and nobody was asked yet; save again with ``odd_ok`` if the person wants it so."""

    @property
    def refused(self) -> tuple[Finding, ...]:
        """Return the findings for which the values were refused before anybody was asked."""
        return tuple(each for each in self.findings if each.level == "refuse")

    @property
    def to_confirm(self) -> tuple[Finding, ...]:
        """Return the findings that stop once, until the person says that they are meant so."""
        return tuple(each for each in self.findings if each.level == "confirm")
