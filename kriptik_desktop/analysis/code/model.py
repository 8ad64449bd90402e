"""What was found in a project's files, always with the file and the line that it was found on.

A place carries the name of a variable or a package and nothing else of its line: the line may hold a value.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Urgency = Literal["blocking", "optional"]
"""``blocking``: what the project runs on asks for it; ``optional``: tests, examples, pipelines or settings name it."""

ClueKind = Literal["import", "package", "variable"]


@dataclass(frozen=True, slots=True)
class Clue:
    """One place that speaks for a provider; ``space`` is the ecosystem, language or kind of file of ``name``."""

    kind: ClueKind
    space: str
    name: str
    file: str
    line: int
    side: bool = False
    """Whether it stands in a test, an example, a pipeline or among the tools of development."""
    runs: bool = False
    """Whether the running project needs it: code that reads or imports, a driver that settings name."""


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a file, relative to the scanned folder with ``/``; lines count from 1."""

    file: str
    line: int
    text: str

    def to_json(self) -> dict[str, Any]:
        """Return the form of the command line contract."""
        return {"file": self.file, "line": self.line, "text": self.text}


@dataclass(frozen=True, slots=True)
class RequiredCredential:
    """An integration that the code needs, why, and where that was seen."""

    integration_id: str
    reason: str
    urgency: Urgency
    places: tuple[Place, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the form of the command line contract."""
        return {
            "integrationId": self.integration_id,
            "reason": self.reason,
            "urgency": self.urgency,
            "places": [place.to_json() for place in self.places],
        }


@dataclass(frozen=True, slots=True)
class CodeChoice:
    """Variables that several providers share, where nothing in the files tells which of them is meant."""

    variables: tuple[str, ...]
    options: tuple[str, ...]
    reason: str
    urgency: Urgency
    places: tuple[Place, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the form of the command line contract."""
        return {
            "variables": list(self.variables),
            "options": list(self.options),
            "reason": self.reason,
            "urgency": self.urgency,
            "places": [place.to_json() for place in self.places],
        }


@dataclass(frozen=True, slots=True)
class CodeScan:
    """The whole answer, in the order of the catalogue.

    ``files`` counts the files that were seen, ``skipped`` those among the telling ones that were not read.
    """

    found: tuple[RequiredCredential, ...]
    files: int
    skipped: int
    notes: tuple[str, ...]
    choices: tuple[CodeChoice, ...] = ()
    without_credential: tuple[RequiredCredential, ...] = ()
    """What is used and asks for no credential, such as SQLite."""

    def to_json(self) -> dict[str, Any]:
        """Return the form of the command line contract."""
        return {
            "requiredCredentials": [each.to_json() for each in self.found],
            "choices": [each.to_json() for each in self.choices],
            "withoutCredential": [each.to_json() for each in self.without_credential],
            "files": self.files,
            "skipped": self.skipped,
            "notes": list(self.notes),
        }
