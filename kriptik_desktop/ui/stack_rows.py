"""The cells of the stack panel and the lines under it: what a draft holds, in the words and figures that are shown.

Apart from the draft, which knows no words of the screen; a row keeps its key while a service stays, whatever changes
about it, so that its tile is never made anew under the pointer.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kriptik_desktop.analysis.model import Choice
    from kriptik_desktop.projects.model import StackEntry
    from kriptik_desktop.providers.catalogue import Catalogue
    from kriptik_desktop.providers.model import Provider
    from kriptik_desktop.ui.stack_draft import StackDraft

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
    by_claude: bool = False
    optional: bool = False
    offered: bool = False
    """Whether it is only shown, and is built when the person adds it."""
    reason: str = ""
    evidence: tuple[str, ...] = ()
    needs: str = ""
    need_count: int = 0
    options: tuple[dict[str, str], ...] = ()
    """Of a choice what may be chosen, of a tile what may stand in its place; the suggested first."""
    more: int = 0
    """How many more of the catalogue would do."""


@dataclass(frozen=True, slots=True)
class RuledOutRow:
    """A service or a need that the description mentions and does not want."""

    key: str
    name: str
    reason: str
    is_service: bool


def stack_rows(draft: StackDraft, catalogue: Catalogue) -> list[StackRow]:
    """Return what the panel shows, in the order of the categories."""
    from kriptik_desktop.providers.catalogue import CATEGORIES

    cells = _Cells(draft, catalogue)
    entries, offered, choices = draft.entries(), draft.offered(), draft.choices()
    rows: list[StackRow] = []
    for category, label in CATEGORIES.items():
        rows += [cells.tile(each, label) for each in entries if each.category == category]
        rows += [cells.offer(each, label) for each in offered if each.category == category]
        rows += [cells.choice(each, label) for each in choices if each.category == category]
    before = [""] + [row.category for row in rows]
    return [replace(row, first=row.category != last) for row, last in zip(rows, before, strict=False)]


def ruled_out_rows(draft: StackDraft, catalogue: Catalogue) -> list[RuledOutRow]:
    """Return what the description mentions and does not want, with the words that say so."""
    from kriptik_desktop.providers.catalogue import CATEGORIES

    rows = []
    for each in draft.ruled_out():
        name = catalogue.get(each.id).name if each.id else CATEGORIES[str(each.category)]
        rows.append(RuledOutRow(each.id or str(each.category), name, each.reason, each.id is not None))
    return rows


class _Cells:
    def __init__(self, draft: StackDraft, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._confidence, self._optional = draft.confidence(), draft.optional()
        self._by_claude, self._taken = draft.by_claude, draft.taken()

    def tile(self, entry: StackEntry, heading: str) -> StackRow:
        provider = self._catalogue.get(entry.integration_id)
        labels = [field.label for field in provider.required_fields]
        others = [each for each in self._catalogue.in_category(entry.category) if each.id not in self._taken]
        others = [each for each in others if each.id != provider.id]
        few = self._first_offered(entry.category, others)
        return StackRow(
            key=f"tile:{provider.id}",
            kind="tile",
            category=entry.category,
            heading=heading,
            title=provider.name,
            integration_id=provider.id,
            icon=provider.icon,
            confidence=self._confidence.get(provider.id, 1.0),
            by_person=entry.added_by == "person" or provider.id not in self._confidence,
            by_claude=provider.id in self._by_claude,
            optional=provider.id in self._optional,
            reason=entry.reason,
            evidence=tuple(dict.fromkeys(entry.evidence)),
            needs=", ".join(labels),
            need_count=len(labels),
            options=_options(few),
            more=len(others) - len(few),
        )

    def offer(self, entry: StackEntry, heading: str) -> StackRow:
        return replace(self.tile(entry, heading), offered=True)

    def choice(self, choice: Choice, heading: str) -> StackRow:
        all_of_them = [self._catalogue.get(each) for each in choice.options]
        shown = self._first_offered(choice.category, all_of_them)
        return StackRow(
            key=f"choice:{choice.category}",
            kind="choice",
            category=choice.category,
            heading=heading,
            by_claude=choice.category in self._by_claude,
            reason=choice.reason,
            evidence=tuple(dict.fromkeys(each.text for each in choice.evidence)),
            options=_options(shown),
            more=len(all_of_them) - len(shown),
        )

    def _first_offered(self, category: str, providers: list[Provider]) -> list[Provider]:
        if len(providers) <= _FEW:
            return providers
        suggested = {each.id for each in self._catalogue.suggested_in(category)}
        return [each for each in providers if each.id in suggested]


def _options(providers: list[Provider]) -> tuple[dict[str, str], ...]:
    return tuple({"id": each.id, "name": each.name, "icon": each.icon} for each in providers)
