"""The stack of a project that is not made yet: what the analyser found, less what was removed, plus what was added.

Kept apart from the screen so that the rules (a choice disappears once its category is settled, a removed tile does not
come back while typing goes on, a swapped one keeps its place, what is optional waits for a yes, undo) are plain Python
and tested as such.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kriptik_desktop.ui.lingering import lingering
from kriptik_desktop.ui.prompt_marks import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kriptik_desktop.analysis.model import Analysis, Choice, Detected, RuledOut
    from kriptik_desktop.projects.model import StackEntry
    from kriptik_desktop.providers.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class _Deed:
    """Something taken out, by itself or for something else, and what it takes to undo that."""

    out: str
    entry: StackEntry | None
    into: str = ""
    into_was_gone: bool = False


class StackDraft:
    """What would be built now."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._read: Analysis | None = None
        self._shown: Analysis | None = None
        self._added: dict[str, StackEntry] = {}
        self._gone: set[str] = set()
        self._deeds: list[_Deed] = []
        self._places: dict[str, int] = {}
        self.text = ""
        """The text that the last answer of the analyser speaks of."""
        self.by_claude: frozenset[str] = frozenset()
        """The ids of services and the categories of choices that Claude alone saw."""

    def analysed(self, analysis: Analysis | None, text: str = "", by_claude: Iterable[str] = ()) -> None:
        """Take a new answer of the analyser, and the text that it is about; what it lacks stays until ``settle``."""
        self._shown = lingering(self._shown, analysis)
        self._read, self.text, self.by_claude = analysis, text, frozenset(by_claude)
        for each in analysis.detected if analysis else ():
            self._places.setdefault(each.id, len(self._places))

    def settle(self) -> None:
        """Let go of what the newest answer has not."""
        self._shown = self._read

    @property
    def unsettled(self) -> bool:
        """Whether something is shown that the newest answer has not."""
        return self._shown != self._read

    def add(self, integration_id: str, category: str = "") -> None:
        """Add an integration because the person wants it; with a category it settles that choice."""
        from kriptik_desktop.projects.model import StackEntry

        provider = self._catalogue.get(integration_id)
        self._gone.discard(provider.id)
        self._deeds = [each for each in self._deeds if each.out != provider.id]
        if provider.id in self.taken():
            return
        self._places.setdefault(provider.id, len(self._places))
        offered = next((each for each in self.offered() if each.integration_id == provider.id), None)
        choice = next((each for each in self.choices() if each.category == category), None)
        words = tuple(each.text for each in choice.evidence) if choice else ()
        reason = choice.reason if choice else "You added it."
        entry = StackEntry(provider.id, category or provider.categories[0], reason, words, "person")
        self._added[provider.id] = replace(offered, added_by="person") if offered else entry

    def remove(self, integration_id: str) -> None:
        """Take an integration out."""
        self._deeds.append(_Deed(integration_id, self._added.pop(integration_id, None)))
        self._gone.add(integration_id)

    def swap(self, integration_id: str, wanted: str) -> None:
        """Put another integration in the place of one, for the same words and the same category."""
        from kriptik_desktop.projects.model import StackEntry

        entries = (*self.entries(), *self.offered())
        old = next((each for each in entries if each.integration_id == integration_id), None)
        new = self._catalogue.get(wanted)
        if old is None or new.id in self.taken():
            return
        deed = _Deed(old.integration_id, self._added.pop(old.integration_id, None), new.id, new.id in self._gone)
        self._deeds.append(deed)
        self._gone.add(old.integration_id)
        self._gone.discard(new.id)
        self._places[new.id] = self._places[old.integration_id]
        reason = f"You took it instead of {self._catalogue.get(old.integration_id).name}."
        self._added[new.id] = StackEntry(new.id, old.category, reason, old.evidence, "person")

    def undo(self) -> None:
        """Bring back what was removed or swapped last."""
        if not self._deeds:
            return
        deed = self._deeds.pop()
        self._gone.discard(deed.out)
        if deed.entry is not None:
            self._added[deed.out] = deed.entry
        if deed.into:
            self._added.pop(deed.into, None)
            self._gone.update({deed.into} if deed.into_was_gone else ())

    @property
    def removed_name(self) -> str:
        """Return the name of what undo would bring back."""
        return self._catalogue.get(self._deeds[-1].out).name if self._deeds else ""

    def taken(self) -> set[str]:
        """Return the ids of what would be built."""
        return {entry.integration_id for entry in self.entries()}

    def entries(self) -> tuple[StackEntry, ...]:
        """Return the stack in the order of the categories, and within one in that of its coming."""
        wanted = [each for each in self._detected() if each.needed or each.id in self._added]
        found = [self._entry(each) for each in wanted]
        names = {entry.integration_id for entry in found}
        return self._in_order([*found, *(each for each in self._added.values() if each.integration_id not in names)])

    def offered(self) -> tuple[StackEntry, ...]:
        """Return what the description calls optional and the person has not added."""
        waiting = [each for each in self._detected() if not each.needed and each.id not in self._added]
        return self._in_order([self._entry(each) for each in waiting])

    def choices(self) -> list[Choice]:
        """Return the needs that are still open."""
        settled = {entry.category for entry in self.entries()}
        return [each for each in self._shown.choices if each.category not in settled] if self._shown else []

    def ruled_out(self) -> list[RuledOut]:
        """Return what the description mentions and does not want, less what the person added after all."""
        there = self.taken()
        return [each for each in self._shown.ruled_out if each.id not in there] if self._shown else []

    def confidence(self) -> dict[str, float]:
        """Return how sure the analyser is of each service, between 0 and 1."""
        return {each.id: each.confidence for each in self._detected()}

    def optional(self) -> set[str]:
        """Return the ids of what the description calls optional, added or not."""
        return {each.id for each in self._detected() if not each.needed}

    def spans(self) -> list[Span]:
        """Return the words of the text that led to a cell of the stack, or away from one."""
        if self._read is None:
            return []
        heirs = {deed.out: deed.into for deed in self._deeds if deed.into}
        chosen = {entry.category: entry.integration_id for entry in self._added.values()}
        spans = []
        for each in self._read.detected:
            owner = _last_of(heirs, each.id)
            if owner not in self._gone:
                spans += [Span(word.start, word.end, "named", owner) for word in each.evidence]
        open_categories = {each.category for each in self.choices()}
        for choice in self._read.choices:
            is_open = choice.category in open_categories
            cell = choice.category if is_open else chosen.get(choice.category)
            spans += [
                Span(word.start, word.end, "open" if is_open else "named", cell) for word in choice.evidence if cell
            ]
        return spans + self._denials(self._read.ruled_out)

    def _denials(self, ruled_out: Iterable[RuledOut]) -> list[Span]:
        after_all = {each: ("named", each) for each in self._added}
        answers = [(each, after_all.get(each.id or "", ("out", ""))) for each in ruled_out]
        return [Span(word.start, word.end, *answer) for each, answer in answers for word in each.evidence]

    def _detected(self) -> list[Detected]:
        return [each for each in self._shown.detected if each.id not in self._gone] if self._shown else []

    def _entry(self, found: Detected) -> StackEntry:
        from kriptik_desktop.projects.model import StackEntry

        words = tuple(each.text for each in found.evidence)
        own = self._added.get(found.id)
        return StackEntry(found.id, own.category if own else found.category, found.reason, words)

    def _in_order(self, entries: list[StackEntry]) -> tuple[StackEntry, ...]:
        from kriptik_desktop.providers.catalogue import CATEGORIES

        order = list(CATEGORIES)
        return tuple(sorted(entries, key=lambda each: (order.index(each.category), self._places[each.integration_id])))


def _last_of(heirs: dict[str, str], start: str) -> str:
    """Return who stands in the place of ``start`` now; nobody is followed twice."""
    seen = {start}
    while heirs.get(start, start) not in seen:
        start = heirs[start]
        seen.add(start)
    return start
