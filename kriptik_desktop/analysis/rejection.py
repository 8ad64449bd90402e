"""Hears what is said of a service behind its name: "Algolia was too dear", "Dropbox is being shut down".

What was tried, left or turned down is denied, and so is the service that another one takes over from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kriptik_desktop.analysis.matcher import Hit
from kriptik_desktop.analysis.negation import Denial
from kriptik_desktop.analysis.phrases import Phrases
from kriptik_desktop.analysis.text import Gap, Text
from kriptik_desktop.analysis.wordlists import RejectionWords

_REACH = 14
"""Words between the name and what is said of it."""
_BEFORE_SAID = 3
"""Words between the verb and what is said: "was considered and rejected"."""
_FORMER_REACH = 6
_AGO_REACH = 3
_ADJECTIVE_REACH = 2
_AND = frozenset({"and", "or", "und", "et", "y", "e"})
_INDIRECT = frozenset({"by", "via", "through", "in", "on", "to", "from", "at", "using", "over"})
"""What makes the name no subject: "orders paid by PayPal are cancelled"."""
_RELATIVE = frozenset({"which", "that"})
_PASSIVE = frozenset({"was", "were", "been", "be"})
_NEVER = frozenset({"not", "never"})


class Rejection:
    """Knows how people turn a service down."""

    def __init__(self, words: RejectionWords, categories: Mapping[str, Sequence[str]]) -> None:
        self._links, self._breaks = frozenset(words.links), frozenset(words.breaks)
        self._near, self._subjects = Phrases(words.near), frozenset(words.subjects)
        self._attributes = frozenset(words.attributes)
        self._attempts, self._gone = frozenset(words.attempts), frozenset(words.gone)
        self._said, self._it, self._moves = Phrases(words.said), Phrases(words.it), Phrases(words.moves)
        self._relied, self._former = Phrases(words.relied), frozenset(words.former)
        self._final, self._open = frozenset(words.final), frozenset(words.open)
        self._ago, self._leaving = frozenset(words.ago), frozenset(words.leaving)
        self._out_of, self._from = Phrases(words.left), Phrases(words.left_for)
        self._tried, self._turns = Phrases(words.tried), frozenset(words.turns)
        self._categories = categories

    def denied(self, text: Text, providers: Sequence[Hit]) -> Iterable[Denial]:
        """Yield the services that are turned down or replaced; ``providers`` are all that the text names."""
        starts = {hit.first for hit in providers}
        for hit in providers:
            if (end := self._turned_down(text, hit, starts) or self._left(text, hit, starts)) is not None:
                yield Denial(hit, hit.first, end)
            elif (first := self._was_before(text, hit, providers)) is not None:
                yield Denial(hit, first, hit.end)
        yield from self._taken_over(text, providers)

    def _turned_down(self, text: Text, hit: Hit, starts: set[int]) -> int | None:
        tokens = text.tokens
        if self._is_condition(text, hit):
            return None
        linked = -_REACH
        subject = not (hit.first and tokens[hit.first - 1].word in _INDIRECT)
        for at in range(hit.end, min(hit.end + _REACH, len(tokens))):
            token = tokens[at]
            label = at == hit.end and token.gap == Gap.HARD
            if (token.gap >= Gap.HARD and not label) or at in starts or self._breaks_off(text, at):
                return None
            if self._is_final(text, at):
                return at + 1
            said = label or at - linked <= _BEFORE_SAID
            if (said or at <= hit.end + 1) and (end := self._said.end_from(text, at)):
                return end
            if said and subject and (end := self._near.end_from(text, at)):
                return end
            if token.word in self._links:
                linked = at
        return None

    def _is_condition(self, text: Text, hit: Hit) -> bool:
        """Say whether a case is spoken of: "if Stripe is unavailable"."""
        return (
            hit.first > 0 and text.tokens[hit.first].gap < Gap.COMMA and text.tokens[hit.first - 1].word in self._breaks
        )

    def _breaks_off(self, text: Text, at: int) -> bool:
        """Say whether something else is spoken of from here; ", which is gone" still speaks of the service."""
        token = text.tokens[at]
        if token.word in self._breaks:
            return not (token.word in _RELATIVE and token.gap == Gap.COMMA)
        new = at + 1 if token.word in _AND else at
        parted = token.gap == Gap.COMMA or token.word in _AND
        if not parted or new >= len(text.tokens) or text.tokens[new].word not in self._subjects:
            return False
        return not any(token.word in self._attributes for token in text.tokens[new + 1 : new + 3])

    def _is_final(self, text: Text, at: int) -> bool:
        """Say whether a clause ends with a word that lets the service go: "Stripe goes." and "was never adopted"."""
        tokens = text.tokens
        last = at + 1 == len(tokens) or tokens[at + 1].gap >= Gap.COMMA
        if last and tokens[at].word in self._final:
            return True
        before = [token.word for token in tokens[max(0, at - 2) : at]]
        passive = len(before) == 2 and before[0] in _PASSIVE and before[1] in _NEVER
        return passive and tokens[at].word.endswith(("ed", "en", "sen")) and tokens[at].word not in self._open

    def _left(self, text: Text, hit: Hit, starts: set[int]) -> int | None:
        """Return the end of what is said of "it" in the next clause: "used Firebase; we have moved off it"."""
        ends = 0
        for at in range(hit.end, min(hit.end + _REACH, len(text.tokens))):
            ends += text.tokens[at].gap >= Gap.COMMA
            if at in starts or ends > 1 or text.tokens[at].word in self._breaks:
                return None
            if end := self._it.end_from(text, at):
                return end
        return None

    def _was_before(self, text: Text, hit: Hit, providers: Sequence[Hit]) -> int | None:
        """Return where it begins that a service was there before: "the old version used", "we looked at", "out of"."""
        if (first := self._relied.first_before(text, hit.first)) is not None:
            former = self._former_attempt(text, first)
            if former is not None or _on(text, self._ago, hit.end, _AGO_REACH, Gap.HARD):
                return first if former is None else former
        if (first := self._tried.first_before(text, hit.first)) is not None:
            return first if _on(text, self._turns, hit.end, _FORMER_REACH, Gap.STOP) else None
        return self._leaving_from(text, hit, providers)

    def _former_attempt(self, text: Text, first: int) -> int | None:
        """Return where "the old version" or "the prototype" begins before token ``first``."""
        if (gone := _back(text, self._gone, first)) is not None:
            return gone
        attempt = _back(text, self._attempts, first)
        return None if attempt is None else _back(text, self._former, attempt, _ADJECTIVE_REACH)

    def _leaving_from(self, text: Text, hit: Hit, providers: Sequence[Hit]) -> int | None:
        """Return where "move all records out of" begins, "move them from" where another service follows."""
        first = self._out_of.first_before(text, hit.first)
        if first is None:
            followed = (new for new in providers if hit.end < new.first <= hit.end + _FORMER_REACH)
            if not any(self._alike(hit, new) for new in followed):
                return None
            first = self._from.first_before(text, hit.first)
        return None if first is None else _back(text, self._leaving, first)

    def _taken_over(self, text: Text, providers: Sequence[Hit]) -> Iterable[Denial]:
        """Yield the service before "switched to" where the one behind it serves the same need."""
        for new in providers:
            cue = self._moves.first_before(text, new.first)
            if cue is None:
                continue
            for old in providers:
                gaps = (
                    [text.tokens[at].gap for at in range(old.end, cue + 1)] if old.end <= cue else [Gap.STOP, Gap.STOP]
                )
                if sum(gap >= Gap.STOP for gap in gaps) <= 1 and len(gaps) <= _REACH and self._alike(old, new):
                    yield Denial(old, old.first, new.first)

    def _alike(self, old: Hit, new: Hit) -> bool:
        shared = set(self._categories[old.owner]).intersection(self._categories[new.owner])
        return old.owner != new.owner and bool(shared)


def _back(text: Text, words: frozenset[str], first: int, reach: int = _FORMER_REACH) -> int | None:
    """Return the nearest of the words before token ``first``, inside of the clause."""
    for at in range(first - 1, max(-1, first - 1 - reach), -1):
        if text.tokens[at + 1].gap >= Gap.HARD:
            return None
        if text.tokens[at].word in words:
            return at
    return None


def _on(text: Text, words: frozenset[str], end: int, reach: int, stop: Gap) -> bool:
    """Say whether one of the words stands behind, as far as no gap of ``stop`` or more comes between."""
    for token in text.tokens[end : end + reach]:
        if token.gap >= stop:
            return False
        if token.word in words:
            return True
    return False
