"""What was understood of a description, always with the words that it was understood from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Evidence:
    """A piece of the prompt: ``prompt[start:end] == text``, counted in characters (code points)."""

    text: str
    start: int
    end: int

    def to_json(self) -> dict[str, Any]:
        """Return the form of the command line contract."""
        return {"text": self.text, "start": self.start, "end": self.end}


@dataclass(frozen=True, slots=True)
class Detected:
    """An integration that the prompt names; ``confidence`` is between 0 and 1."""

    id: str
    name: str
    category: str
    confidence: float
    reason: str
    supports_oauth: bool
    nango_id: str | None
    required_credentials: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    needed: bool = True
    """False where the prompt says maybe, later or optionally."""

    def to_json(self) -> dict[str, Any]:
        """Return the form of the command line contract."""
        return {
            "id": self.id,
            "name": self.name,
            "category": self.category,
            "confidence": self.confidence,
            "reason": self.reason,
            "supportsOAuth": self.supports_oauth,
            "nangoId": self.nango_id,
            "requiredCredentials": list(self.required_credentials),
            "needed": self.needed,
            "evidence": _json(self.evidence),
        }


@dataclass(frozen=True, slots=True)
class Choice:
    """A need without a named provider: the person chooses among ``options``, which may be none."""

    category: str
    reason: str
    options: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    needed: bool = True
    """False where the prompt says maybe, later or optionally."""

    def to_json(self) -> dict[str, Any]:
        """Return the form of the command line contract."""
        return {
            "category": self.category,
            "reason": self.reason,
            "options": list(self.options),
            "needed": self.needed,
            "evidence": _json(self.evidence),
        }


@dataclass(frozen=True, slots=True)
class RuledOut:
    """An integration (``id``) or a whole category that the prompt mentions and does not want."""

    reason: str
    evidence: tuple[Evidence, ...]
    id: str | None = None
    category: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the form of the command line contract."""
        what = {"id": self.id} if self.id else {"category": self.category}
        return {**what, "reason": self.reason, "evidence": _json(self.evidence)}


@dataclass(frozen=True, slots=True)
class SuggestedStack:
    """What the project would be built from: the scaffold builder's own parts and the detected services."""

    frontend: tuple[str, ...]
    backend: tuple[str, ...]
    database: tuple[str, ...]
    infrastructure: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the form of the command line contract."""
        return {
            "frontend": list(self.frontend),
            "backend": list(self.backend),
            "database": list(self.database),
            "infrastructure": list(self.infrastructure),
        }


@dataclass(frozen=True, slots=True)
class Analysis:
    """The whole answer; each part is in the order of the catalogue's categories."""

    detected: tuple[Detected, ...]
    choices: tuple[Choice, ...]
    ruled_out: tuple[RuledOut, ...]
    suggested_stack: SuggestedStack

    def to_json(self) -> dict[str, Any]:
        """Return the command line contract's object (the plan's DependencyAnalysis with choices and ruledOut)."""
        return {
            "detectedDependencies": [each.to_json() for each in self.detected],
            "suggestedStack": self.suggested_stack.to_json(),
            "choices": [each.to_json() for each in self.choices],
            "ruledOut": [each.to_json() for each in self.ruled_out],
        }


def _json(evidence: tuple[Evidence, ...]) -> list[dict[str, Any]]:
    return [each.to_json() for each in evidence]
