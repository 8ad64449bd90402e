"""Denies, or puts off, what stands under a heading that says so: "Out of scope", "Nice to have", "Analytics: none"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kriptik_desktop.analysis.matcher import Hit
from kriptik_desktop.analysis.negation import Denial
from kriptik_desktop.analysis.phrases import Phrases
from kriptik_desktop.analysis.sections import Section
from kriptik_desktop.analysis.text import Gap, Text
from kriptik_desktop.analysis.wordlists import ScopeWords

_ANSWER = 3
"""Words that an answer behind a label has at most: "please not"."""


_ASKING = frozenset(":?\u2013\u2014-")


class Scopes:
    """Knows what headings say."""

    def __init__(self, words: ScopeWords) -> None:
        self._denied, self._harmless = Phrases(words.denied), Phrases(words.harmless)
        self._alone, self._aside = Phrases(words.alone), Phrases(words.aside)
        self._optional, self._wanted = Phrases(words.optional), Phrases(words.wanted)
        self._none = Phrases(words.none)

    def denied(self, text: Text, hits: Sequence[Hit], found: Sequence[Section]) -> list[Denial]:
        """Return what stands under a heading that denies, and what the answer behind its label denies."""
        denials = [
            Denial(hit, *cue)
            for section in found
            if (cue := self._cue(text, section) or self._aside_cue(text, section)) is not None
            for hit in hits
            if (hit.is_provider or self._cue(text, section))
            and section.body <= hit.first < section.body_end
            and not self._is_wanted(text, section, hit)
        ]
        return [*denials, *self._answered(text, hits)]

    def put_off(self, text: Text, found: Sequence[Section]) -> list[range]:
        """Return the tokens that stand under a heading such as "Later"."""
        return [
            range(section.body, section.body_end)
            for section in found
            if any(self._optional.spans(text, section.first, section.end))
        ]

    def _cue(self, text: Text, section: Section) -> tuple[int, int] | None:
        if any(self._harmless.spans(text, section.first, section.end)):
            return None
        if self._alone.end_from(text, section.first) == section.end:
            return section.first, section.end
        return next(iter(self._denied.spans(text, section.first, section.end)), None)

    def _aside_cue(self, text: Text, section: Section) -> tuple[int, int] | None:
        return next(iter(self._aside.spans(text, section.first, section.end)), None)

    def _is_wanted(self, text: Text, section: Section, hit: Hit) -> bool:
        """Say whether the sentence takes the hit out again: "Maps: we link to OpenStreetMap instead"."""
        at = hit.first
        while at > section.body and text.tokens[at].gap < Gap.HARD:
            at -= 1
        return any(self._wanted.spans(text, at, hit.first))

    def _answered(self, text: Text, hits: Sequence[Hit]) -> Iterable[Denial]:
        """Yield what "Analytics: none" denies: all that stands in the clause before the answer."""
        for first, end in self._none.spans(text):
            if not _is_answer(text, first):
                continue
            if end < len(text.tokens) and text.tokens[end].gap < Gap.COMMA:
                continue
            label = first - 1
            while label > 0 and text.tokens[label].gap < Gap.HARD:
                label -= 1
            yield from (Denial(hit, first, end) for hit in hits if label <= hit.first and hit.end <= first)


def _is_answer(text: Text, first: int) -> bool:
    """Say whether a label or a question stands before the word: "Analytics: none", "Stripe? No."."""
    if first == 0 or text.tokens[first].gap < Gap.HARD:
        return False
    between = text.prompt[text.tokens[first - 1].end : text.tokens[first].start].strip()
    return between[:1] in _ASKING and "\n" not in between
