"""What Claude said of a description, carried along while the person goes on writing.

Its answer speaks of one text. Where the words that it went by still stand, it still counts; where they were edited it
falls away piece by piece, and what is written now is read offline as ever.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kriptik_desktop.ui.prompt_marks import Span, moved

if TYPE_CHECKING:
    from kriptik_desktop.analysis.model import Analysis, Choice, Detected, Evidence


@dataclass(frozen=True, slots=True)
class SecondOpinion:
    """What the engine found in ``text`` alone, and what it came to with Claude."""

    text: str
    offline: Analysis
    refined: Analysis

    def on(self, analysis: Analysis, text: str) -> tuple[Analysis, frozenset[str]]:
        """Return the analysis of ``text`` with the opinion in it; the ids and categories that only Claude saw."""
        services = self._services(analysis, text)
        found = [*self._kept(analysis), *services]
        needs = self._needs(analysis, found, text)
        dropped = {each.category for each in self.offline.choices} - {each.category for each in self.refined.choices}
        still = {each.category for each in self.refined.detected}
        choices = [each for each in analysis.choices if each.category not in dropped - still or not self._same(each)]
        opened = {each.id for each in found} | {each.category for each in (*choices, *needs)}
        known = {each.id or each.category for each in (*self.offline.ruled_out, *analysis.ruled_out)}
        denials = [
            replace(each, evidence=words)
            for each in self.refined.ruled_out
            if (each.id or each.category) not in known | opened
            and (words := _carried(each.evidence, self.text, text)) is not None
        ]
        own = frozenset({each.id for each in services} | {each.category for each in needs})
        ruled_out = [each for each in analysis.ruled_out if (each.id or each.category) not in own]
        merged = replace(analysis, detected=tuple(found), choices=(*choices, *needs), ruled_out=(*ruled_out, *denials))
        return merged, own

    def _services(self, analysis: Analysis, text: str) -> list[Detected]:
        known = {each.id for each in (*self.offline.detected, *analysis.detected)} | self._denied_since(analysis)
        return [
            replace(each, evidence=words)
            for each in self.refined.detected
            if each.id not in known and (words := _carried(each.evidence, self.text, text)) is not None
        ]

    def _kept(self, analysis: Analysis) -> list[Detected]:
        """Return what the engine finds now, less what Claude ruled out for the same words, as needed as Claude says."""
        before = {each.id: each for each in self.offline.detected}
        after = {each.id: each for each in self.refined.detected}
        kept = []
        for each in analysis.detected:
            same = each.id in before and _words(before[each.id].evidence) == _words(each.evidence)
            if not same:
                kept.append(each)
            elif each.id in after:
                kept.append(replace(each, needed=after[each.id].needed))
        return kept

    def _needs(self, analysis: Analysis, found: Sequence[Detected], text: str) -> list[Choice]:
        known = {each.category for each in (*self.offline.choices, *analysis.choices)} | {
            each.category for each in found
        }
        known |= self._denied_since(analysis)
        return [
            replace(each, evidence=words)
            for each in self.refined.choices
            if each.category not in known and (words := _carried(each.evidence, self.text, text)) is not None
        ]

    def _denied_since(self, analysis: Analysis) -> set[str]:
        """Return the ids and categories that the text denies now and did not when Claude read it."""
        now, then = ({str(each.id or each.category) for each in one.ruled_out} for one in (analysis, self.offline))
        return now - then

    def _same(self, choice: Choice) -> bool:
        before = next((each for each in self.offline.choices if each.category == choice.category), None)
        return before is not None and _words(before.evidence) == _words(choice.evidence)


def _words(evidence: Sequence[Evidence]) -> list[str]:
    return [each.text for each in evidence]


def _carried(evidence: Sequence[Evidence], before: str, after: str) -> tuple[Evidence, ...] | None:
    """Return the evidence where it stands in ``after``, or None where words of it are nowhere any more."""
    carried = []
    for each in evidence:
        spans = moved([Span(each.start, each.end, "", "")], before, after)
        start = spans[0].start if spans else after.find(each.text)
        if start < 0:
            return None
        carried.append(replace(each, start=start, end=start + len(each.text)))
    return tuple(carried)
