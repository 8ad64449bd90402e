"""The plan a project is written from: names and reasons, never values.

The plan is a value of its own, not the catalogue's or the project's objects, so that templates see only what may end
up in generated text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FieldSource = Literal["person", "provisioned", "generated"]
Section = Literal["base", "ai", "stripe", "google-oauth", "supabase", "openai", "anthropic", "resend", "docs"]

BUILDABLE: tuple[str, ...] = ("stripe", "google-oauth", "supabase", "openai", "anthropic", "resend")


@dataclass(frozen=True, slots=True)
class ScaffoldField:
    """One field of a credential and the environment variables that carry it."""

    name: str
    label: str
    env_names: tuple[str, ...]
    secret: bool = True
    source: FieldSource = "person"
    required: bool = True


@dataclass(frozen=True, slots=True)
class ScaffoldIntegration:
    """One integration of the stack; ``steps`` say how a person gets its keys."""

    id: str
    name: str
    category: str
    fields: tuple[ScaffoldField, ...] = ()
    dashboard_url: str = ""
    steps: tuple[str, ...] = ()
    reason: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ScaffoldPlan:
    """Everything the templates may know about a project."""

    project_name: str
    prompt: str
    integrations: tuple[ScaffoldIntegration, ...] = ()
    features_not_built: tuple[str, ...] = ()

    def integration(self, integration_id: str) -> ScaffoldIntegration | None:
        """Return the integration of that id, or None when the stack does not hold it."""
        return next((item for item in self.integrations if item.id == integration_id), None)

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the stack."""
        return frozenset(item.id for item in self.integrations)


@dataclass(frozen=True, slots=True)
class EnvSetting:
    """A variable the generated code reads that is no credential: a choice the person makes.

    ``needed`` is False where the code has a default; ``default`` names it.
    """

    name: str
    comment: str
    needed: bool
    default: str = ""


@dataclass(frozen=True, slots=True)
class Route:
    """A path of the generated app that a provider calls."""

    integration_id: str
    kind: Literal["callback", "webhook"]
    path: str
    events: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """Something that was built, and how to try it."""

    title: str
    how: str
    integration_id: str | None = None
