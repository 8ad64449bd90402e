"""The stack of a project that is not made yet: what the analyser found, less what was removed, plus what was added.

Kept apart from the screen so that the rules (a choice disappears once its category is settled, a removed tile does not
come back while typing goes on, undo) are plain Python and tested as such.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kriptik_desktop.ui.prompt_marks import Span

if TYPE_CHECKING:
    from kriptik_desktop.analysis.model import Analysis, Choice
    from kriptik_desktop.projects.model import StackEntry
    from kriptik_desktop.providers.catalogue import Catalogue


_FEW = 5
"""Up to so many services a choice shows all; beyond, those that the catalogue suggests."""


@dataclass(frozen=True, slots=True)
class StackRow:
    """One cell of the stack panel: a ``tile``, or a ``choice`` that is still open."""

    key: str
    kind: str
    category: str
    heading: str
    first: bool = True
    """Whether it is the first cell of its category."""
    title: str = ""
    integration_id: str = ""
    icon: str = ""
    confidence: float = 1.0
    by_person: bool = False
    reason: str = ""
    evidence: tuple[str, ...] = ()
    needs: str = ""
    need_count: int = 0
    options: tuple[dict[str, str], ...] = ()
    more: int = 0
    """How many more of the catalogue would do."""


@dataclass(frozen=True, slots=True)
class RuledOutRow:
    """A service or a need that the description mentions and does not want."""

    key: str
    name: str
    reason: str


class StackDraft:
    """What would be built now."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._analysis: Analysis | None = None
        self._added: dict[str, StackEntry] = {}
        self._removed: list[tuple[str, StackEntry | None]] = []
        self.text = ""
        """The text that the last answer of the analyser speaks of."""

    def analysed(self, analysis: Analysis | None, text: str = "") -> None:
        """Take a new answer of the analyser, and the text that it is about."""
        self._analysis, self.text = analysis, text

    def add(self, integration_id: str, category: str = "") -> None:
        """Add an integration because the person wants it; with a category it settles that choice."""
        from kriptik_desktop.projects.model import StackEntry

        provider = self._catalogue.get(integration_id)
        self._removed = [each for each in self._removed if each[0] != provider.id]
        if any(entry.integration_id == provider.id for entry in self.entries()):
            return
        choice = next((each for each in self._choices() if each.category == category), None)
        words = tuple(each.text for each in choice.evidence) if choice else ()
        reason = choice.reason if choice else "You added it."
        self._added[provider.id] = StackEntry(provider.id, category or provider.categories[0], reason, words, "person")

    def remove(self, integration_id: str) -> None:
        """Take an integration out."""
        self._removed.append((integration_id, self._added.pop(integration_id, None)))

    def undo(self) -> None:
        """Bring back what was removed last."""
        if self._removed:
            integration_id, entry = self._removed.pop()
            if entry is not None:
                self._added[integration_id] = entry

    @property
    def removed_name(self) -> str:
        """Return the name of what undo would bring back."""
        return self._catalogue.get(self._removed[-1][0]).name if self._removed else ""

    def entries(self) -> tuple[StackEntry, ...]:
        """Return the stack in the order of the categories."""
        from kriptik_desktop.projects.model import StackEntry
        from kriptik_desktop.providers.catalogue import CATEGORIES

        gone = {each for each, _ in self._removed}
        detected = [each for each in self._analysis.detected if each.id not in gone] if self._analysis else []
        found = [StackEntry(d.id, d.category, d.reason, tuple(e.text for e in d.evidence)) for d in detected]
        names = {entry.integration_id for entry in found}
        found += [entry for entry in self._added.values() if entry.integration_id not in names]
        order = list(CATEGORIES)
        return tuple(sorted(found, key=lambda entry: order.index(entry.category)))

    def rows(self) -> list[StackRow]:
        """Return what the panel shows, in the order of the categories."""
        from kriptik_desktop.providers.catalogue import CATEGORIES

        confidence = {each.id: each.confidence for each in self._analysis.detected} if self._analysis else {}
        entries, choices = self.entries(), self._choices()
        rows: list[StackRow] = []
        for category, label in CATEGORIES.items():
            rows += [self._tile(each, label, confidence) for each in entries if each.category == category]
            rows += [self._choice(each, label) for each in choices if each.category == category]
        before = [""] + [row.category for row in rows]
        return [replace(row, first=row.category != last) for row, last in zip(rows, before, strict=False)]

    def ruled_out(self) -> list[RuledOutRow]:
        """Return what the prompt mentions and does not want, with the words that say so."""
        from kriptik_desktop.providers.catalogue import CATEGORIES

        rows = []
        for each in self._analysis.ruled_out if self._analysis else ():
            name = self._catalogue.get(each.id).name if each.id else CATEGORIES[str(each.category)]
            rows.append(RuledOutRow(each.id or str(each.category), name, each.reason))
        return rows

    def spans(self) -> list[Span]:
        """Return the words of the text that led to a cell of the stack, or away from one."""
        if self._analysis is None:
            return []
        gone = {each for each, _ in self._removed}
        chosen = {entry.category: entry.integration_id for entry in self._added.values()}
        spans = [
            Span(word.start, word.end, "named", each.id)
            for each in self._analysis.detected
            if each.id not in gone
            for word in each.evidence
        ]
        open_categories = {each.category for each in self._choices()}
        for choice in self._analysis.choices:
            owner = choice.category if choice.category in open_categories else chosen.get(choice.category)
            kind = "open" if choice.category in open_categories else "named"
            spans += [Span(word.start, word.end, kind, owner) for word in choice.evidence if owner]
        spans += [Span(word.start, word.end, "out", "") for each in self._analysis.ruled_out for word in each.evidence]
        return spans

    def _choices(self) -> list[Choice]:
        settled = {entry.category for entry in self.entries()}
        return [each for each in self._analysis.choices if each.category not in settled] if self._analysis else []

    def _tile(self, entry: StackEntry, heading: str, confidence: dict[str, float]) -> StackRow:
        provider = self._catalogue.get(entry.integration_id)
        labels = [field.label for field in provider.required_fields]
        return StackRow(
            key=f"tile:{provider.id}",
            kind="tile",
            category=entry.category,
            heading=heading,
            title=provider.name,
            integration_id=provider.id,
            icon=provider.icon,
            confidence=confidence.get(provider.id, 1.0),
            by_person=entry.added_by == "person",
            reason=entry.reason,
            evidence=tuple(dict.fromkeys(entry.evidence)),
            needs=", ".join(labels),
            need_count=len(labels),
        )

    def _choice(self, choice: Choice, heading: str) -> StackRow:
        shown = choice.options
        if len(shown) > _FEW:
            suggested = {each.id for each in self._catalogue.suggested_in(choice.category)}
            shown = tuple(each for each in shown if each in suggested)
        providers = [self._catalogue.get(each) for each in shown]
        return StackRow(
            key=f"choice:{choice.category}",
            kind="choice",
            category=choice.category,
            heading=heading,
            reason=choice.reason,
            evidence=tuple(dict.fromkeys(each.text for each in choice.evidence)),
            options=tuple({"id": each.id, "name": each.name, "icon": each.icon} for each in providers),
            more=len(choice.options) - len(shown),
        )
